/*
 * odds -- sums of centibans.
 *
 * Logarithms of a sum of two are taken from a table made with the first
 * pair, so that every machine that rounds alike weighs alike.
 */
#include "match/odds.h"

#include <assert.h>
#include <math.h>
#include <pthread.h>

enum { FAR = 400 }; /* centibans beyond which the smaller one vanishes */

static int16_t        sums[2 * FAR + 1];
static pthread_once_t sums_once = PTHREAD_ONCE_INIT;

static void
sums_make(void)
{
    for (int i = -FAR; i <= FAR; i++)
        sums[i + FAR] = (int16_t)lround(100 * log10(1 + pow(10, i / 100.0)));
}

/* 100 log10 (1 + 10^(x / 100)) */
static int
log_one_plus(int x)
{
    if (x < -FAR)
        return 0;
    return x > FAR ? x : sums[x + FAR];
}

/* ---- rarities ---- */

static int
least(int x, int y)
{
    return x < y ? x : y;
}

static int
most(int x, int y)
{
    return x < y ? y : x;
}

/* Where strangers agree as often as they bear the value.  EXACT: the rarity
 * is how often strangers agree so.  LIKE: at least as often as they bear the
 * rarer of two forms, which is likely the one that was made of the other. */
enum way { NOT, EXACT, LIKE };

static const struct {
    enum way       way;
    enum roll_rare rare;
} rare[PATTERN_LEVELS] = {
    [PATTERN_GIVEN_SAME] = {EXACT, ROLL_GIVEN},
    [PATTERN_GIVEN_FORM] = {LIKE, ROLL_GIVEN},
    [PATTERN_GIVEN_SOUND] = {LIKE, ROLL_GIVEN},
    [PATTERN_FAMILY_SAME] = {EXACT, ROLL_FAMILY},
    [PATTERN_FAMILY_FORM] = {LIKE, ROLL_FAMILY},
    [PATTERN_FAMILY_SOUND] = {LIKE, ROLL_FAMILY},
    [PATTERN_MIDDLE_SAME] = {EXACT, ROLL_MIDDLE},
    [PATTERN_PLACE_HOME] = {EXACT, ROLL_HOME},
    [PATTERN_PLACE_POSTCODE] = {EXACT, ROLL_POSTCODE},
    [PATTERN_OTHER1_SAME] = {EXACT, ROLL_OTHER},
    [PATTERN_OTHER2_SAME] = {EXACT, ROLL_OTHER + 1},
    [PATTERN_OTHER3_SAME] = {EXACT, ROLL_OTHER + 2},
    [PATTERN_OTHER4_SAME] = {EXACT, ROLL_OTHER + 3},
};

/*
 * Both names of one where the other has the other name.  For strangers that
 * is as rare as the rarer reading; but somebody who changes names over does
 * so whoever it is, so it is worth no more than the names themselves.
 */
static int
swapped(const struct odds *o, const int16_t *x, const int16_t *y)
{
    int person = o->level[ODDS_PERSON][PATTERN_GIVEN_SWAPPED];
    int rx = x[ROLL_GIVEN] + x[ROLL_FAMILY];
    int ry = y[ROLL_GIVEN] + y[ROLL_FAMILY];

    return person - least(person + most(rx, ry), least(rx, ry));
}

/* How likely strangers agree so, for just this pair. */
static int
strangers(const struct odds *o, enum pattern_level l,
    const struct roll_rarity *x, const struct roll_rarity *y)
{
    int mean = o->level[ODDS_STRANGERS][l], rx, ry;

    if (l == PATTERN_GIVEN_SWAPPED)
        return swapped(o, x->of, y->of);
    if (rare[l].way == NOT)
        return mean;
    rx = x->of[rare[l].rare];
    ry = y->of[rare[l].rare];
    return rare[l].way == EXACT ? -least(rx, ry) : most(mean, -most(rx, ry));
}

int
odds_rarity(const struct odds *o, uint64_t pattern, const struct roll_rarity *x,
    const struct roll_rarity *y)
{
    int sum = 0;

    for (int f = 0; f < PATTERN_FIELDS; f++) {
        enum pattern_level l = pattern_level(pattern, (enum pattern_field)f);

        if (rare[l].way || l == PATTERN_GIVEN_SWAPPED)
            sum += o->level[ODDS_STRANGERS][l] - strangers(o, l, x, y);
    }
    return sum;
}

/* ---- sums ---- */

struct odds_base
odds_base(const struct odds *o, uint64_t pattern)
{
    struct odds_base b = {o->start[ODDS_PERSON], o->start[ODDS_HOUSEHOLD]};

    for (int f = 0; f < PATTERN_FIELDS; f++) {
        enum pattern_level l = pattern_level(pattern, (enum pattern_field)f);

        b.person += o->level[ODDS_PERSON][l] - o->level[ODDS_STRANGERS][l];
        b.household +=
            o->level[ODDS_HOUSEHOLD][l] - o->level[ODDS_STRANGERS][l];
    }
    return b;
}

int
odds_weight(struct odds_base base, int rarity)
{
    pthread_once(&sums_once, sums_make);
    return base.person + rarity - log_one_plus(base.household + rarity);
}

struct odds
odds_among(const struct odds *o, size_t people)
{
    struct odds among = *o;
    double      each = 1 / (double)(people + !people);

    among.start[ODDS_PERSON] = (int)lround(100 * log10(each));
    among.start[ODDS_HOUSEHOLD] = (int)lround(100 * log10(1.5 * each));
    return among;
}

int
odds_probability(int weight)
{
    double odds = pow(10, weight / 100.0);

    return (int)lround(1e6 * odds / (1 + odds));
}

/* ---- the waterfall ---- */

static void
term_add(struct odds_why *why, struct str field, struct str level,
    int centibans)
{
    why->term[why->count++] = (struct odds_term){field, level, centibans};
    why->total += centibans;
}

void
odds_explain(const struct odds *o, uint64_t pattern,
    const struct roll_rarity *x, const struct roll_rarity *y,
    struct odds_why *why)
{
    int household = o->start[ODDS_HOUSEHOLD];

    pthread_once(&sums_once, sums_make);
    *why = (struct odds_why){.count = 0};
    term_add(why, S("start"), S("among"), o->start[ODDS_PERSON]);
    for (int f = 0; f < PATTERN_FIELDS; f++) {
        enum pattern_field field = (enum pattern_field)f;
        enum pattern_level l = pattern_level(pattern, field);
        int                u = strangers(o, l, x, y);

        if (l == pattern_first[f])
            continue;
        household += o->level[ODDS_HOUSEHOLD][l] - u;
        term_add(why, pattern_field_word(field), pattern_level_word(l),
            o->level[ODDS_PERSON][l] - u);
    }
    term_add(why, S("household"), S("shared"), -log_one_plus(household));
}
