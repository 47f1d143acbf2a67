/*
 * learn -- three classes, one table of shares.
 *
 * The pairs of the blocks hold nearly all pairs of one person and only those
 * strangers that agree on something.  So strangers are not learned from
 * them: there are as many as pairs altogether, and a pattern's number of
 * them follows from the random ones, met or not.
 *
 * What was tried and left: two classes (twins became one child), and free
 * given names within a household (it took in children whose names differ
 * because somebody married or was adopted).
 */
#include "match/learn.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "match/heap.h"

enum {
    ROUNDS = 60,
    RESAMPLE = 10,  /* rounds between looks at the random pairs   */
    TRUST = 100,    /* pairs that what is known beforehand is worth */
    LEAST_PAIRS = 5 /* of a class, so that no logarithm is infinite */
};

/* In ten thousandths of all pairs of the class that say something of the
 * field.  For strangers a guess that a thousand pairs outweigh. */
static const double before[PATTERN_LEVELS][ODDS_CLASSES] = {
    [PATTERN_GIVEN_SAME] = {8700, 10, 40},
    [PATTERN_GIVEN_FORM] = {220, 10, 10},
    [PATTERN_GIVEN_SOUND] = {250, 10, 10},
    [PATTERN_GIVEN_PART] = {60, 5, 5},
    [PATTERN_GIVEN_MIDDLE] = {80, 10, 10},
    [PATTERN_GIVEN_CLOSE] = {350, 40, 30},
    [PATTERN_GIVEN_NEAR] = {60, 200, 150},
    [PATTERN_GIVEN_INITIAL] = {60, 20, 20},
    [PATTERN_GIVEN_SWAPPED] = {50, 1, 1},
    [PATTERN_GIVEN_DIFFERS] = {170, 9700, 9700},
    [PATTERN_FAMILY_SAME] = {8700, 8300, 40},
    [PATTERN_FAMILY_FORM] = {60, 50, 10},
    [PATTERN_FAMILY_SOUND] = {200, 150, 10},
    [PATTERN_FAMILY_PART] = {200, 200, 20},
    [PATTERN_FAMILY_CLOSE] = {300, 250, 20},
    [PATTERN_FAMILY_NEAR] = {40, 40, 100},
    [PATTERN_FAMILY_DIFFERS] = {450, 1000, 9800},
    [PATTERN_MIDDLE_SAME] = {8000, 200, 60},
    [PATTERN_MIDDLE_CLOSE] = {500, 60, 50},
    [PATTERN_MIDDLE_INITIAL] = {1200, 100, 100},
    [PATTERN_MIDDLE_DIFFERS] = {300, 9640, 9790},
    [PATTERN_BIRTH_SAME] = {9400, 1000, 2},
    [PATTERN_BIRTH_STANDIN] = {20, 5, 1},
    [PATTERN_BIRTH_SWAPPED] = {60, 5, 2},
    [PATTERN_BIRTH_SLIP] = {150, 60, 15},
    [PATTERN_BIRTH_CLOSE] = {150, 100, 50},
    [PATTERN_BIRTH_PARTIAL] = {60, 30, 10},
    [PATTERN_BIRTH_YEAR] = {60, 600, 500},
    [PATTERN_BIRTH_DIFFERS] = {100, 8200, 9420},
    [PATTERN_PLACE_HOME] = {6000, 7000, 1},
    [PATTERN_PLACE_ADDRESS] = {150, 150, 5},
    [PATTERN_PLACE_POSTCODE] = {800, 900, 2},
    [PATTERN_PLACE_SECTOR] = {200, 150, 10},
    [PATTERN_PLACE_DISTRICT] = {300, 200, 40},
    [PATTERN_PLACE_AREA] = {800, 500, 300},
    [PATTERN_PLACE_DIFFERS] = {1750, 1100, 9642},
    [PATTERN_SEX_SAME] = {9900, 5500, 5000},
    [PATTERN_SEX_DIFFERS] = {100, 4500, 5000},
    [PATTERN_NHS_SAME] = {9900, 20, 0},
    [PATTERN_NHS_DIFFERS] = {100, 9980, 10000},
    [PATTERN_UPN_SAME] = {9500, 20, 0},
    [PATTERN_UPN_DIFFERS] = {500, 9980, 10000},
    [PATTERN_MOTHER_SAME] = {8600, 9000, 15},
    [PATTERN_MOTHER_CLOSE] = {1000, 700, 85},
    [PATTERN_MOTHER_DIFFERS] = {400, 300, 9900},
#define OTHER(n)                                                              \
    [PATTERN_OTHER##n##_SAME] = {7500, 4000, 100},                            \
    [PATTERN_OTHER##n##_CLOSE] = {800, 300, 100},                             \
    [PATTERN_OTHER##n##_DIFFERS] = {1700, 5700, 9800}
    [PATTERN_OTHER1_SAME] = {7500, 200, 10},
    [PATTERN_OTHER1_CLOSE] = {1500, 100, 30},
    [PATTERN_OTHER1_DIFFERS] = {1000, 9700, 9960},
    OTHER(2),
    OTHER(3),
    OTHER(4),
#undef OTHER
};

/* Not learned within a household: children of one are told apart by them. */
static bool
is_fixed(enum odds_class c, int field)
{
    return c == ODDS_HOUSEHOLD &&
        (field == PATTERN_GIVEN || field == PATTERN_MIDDLE ||
            field == PATTERN_NHS || field == PATTERN_UPN ||
            field == PATTERN_OTHER1);
}

/* Shares of levels by class, and how many pairs each class has. */
struct shares {
    double level[ODDS_CLASSES][PATTERN_LEVELS];
    double pairs[ODDS_CLASSES];
};

/* Counts of a field's levels, beside what is known beforehand, as shares. */
static void
field_share(const double *counts, enum odds_class c, int f, double *out)
{
    double sum = 0;

    for (int l = (int)pattern_first[f] + 1; l < (int)pattern_first[f + 1]; l++)
        sum += counts[l] + TRUST * before[l][c] / 1e4 + 1e-2;
    for (int l = (int)pattern_first[f] + 1; l < (int)pattern_first[f + 1]; l++)
        out[l] = (counts[l] + TRUST * before[l][c] / 1e4 + 1e-2) / sum;
    out[pattern_first[f]] = 1;
}

/*
 * Two of one home are written down as faultily as one person twice is: how
 * the home's agreement divides is taken from one person.  Brothers and
 * sisters without a postcode hardly meet, so they cannot say it themselves.
 */
static void
homes_divide(struct shares *s)
{
    static const enum pattern_level same[] = {
        PATTERN_PLACE_HOME, PATTERN_PLACE_ADDRESS, PATTERN_PLACE_POSTCODE
    };
    double *person = s->level[ODDS_PERSON], *house = s->level[ODDS_HOUSEHOLD];
    double  of_person = 0, of_house = 0;

    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        of_person += person[same[i]];
        of_house += house[same[i]];
    }
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        house[same[i]] = person[same[i]] * of_house / of_person;
}

static void
class_share(const double *counts, enum odds_class c, struct shares *s)
{
    for (int f = 0; f < PATTERN_FIELDS; f++)
        if (!is_fixed(c, f))
            field_share(counts, c, f, s->level[c]);
    if (c == ODDS_HOUSEHOLD)
        homes_divide(s);
}

/* Adds a pattern's levels, so many times. */
static void
levels_count(double *counts, uint64_t pattern, double times)
{
    for (int f = 0; f < PATTERN_FIELDS; f++)
        counts[pattern_level(pattern, (enum pattern_field)f)] += times;
}

/* How many pairs of the class are expected to show the pattern. */
static double
expected(const struct shares *s, enum odds_class c, uint64_t pattern)
{
    double n = s->pairs[c];

    for (int f = 0; f < PATTERN_FIELDS; f++)
        n *= s->level[c][pattern_level(pattern, (enum pattern_field)f)];
    return n;
}

/* The shares in which a pair of that pattern is of each class. */
static void
divide(const struct shares *s, uint64_t pattern, double part[ODDS_CLASSES])
{
    double sum = 0;

    for (int c = 0; c < ODDS_CLASSES; c++)
        sum += part[c] = expected(s, (enum odds_class)c, pattern);
    for (int c = 0; c < ODDS_CLASSES; c++)
        part[c] = sum > 0 ? part[c] / sum : 0;
}

/* ---- where it begins ---- */

/* All but the number says one household, and the numbers are two. */
static bool
is_sibling(uint64_t p)
{
    return pattern_level(p, PATTERN_NHS) == PATTERN_NHS_DIFFERS &&
        pattern_level(p, PATTERN_FAMILY) == PATTERN_FAMILY_SAME &&
        (pattern_level(p, PATTERN_PLACE) == PATTERN_PLACE_HOME ||
            pattern_level(p, PATTERN_BIRTH) == PATTERN_BIRTH_SAME);
}

static void
siblings_learn(const struct learn *from, struct shares *s)
{
    double *counts = heap_get(PATTERN_LEVELS, sizeof *counts);

    for (size_t i = 0; i < from->met->count; i++)
        if (is_sibling(from->met->counts[i].pattern))
            levels_count(counts, from->met->counts[i].pattern,
                (double)from->met->counts[i].times);
    for (int f = 0; f < PATTERN_FIELDS; f++) {
        if (f != PATTERN_GIVEN && f != PATTERN_MIDDLE) /* numbers */
            memset(counts + pattern_first[f], 0,
                sizeof *counts * (pattern_first[f + 1] - pattern_first[f]));
        if (is_fixed(ODDS_HOUSEHOLD, f))
            field_share(counts, ODDS_HOUSEHOLD, f, s->level[ODDS_HOUSEHOLD]);
    }
    free(counts);
}

/* The random pairs, but for those that are likely no strangers. */
static void
strangers_learn(const struct learn *from, struct shares *s)
{
    double *counts = heap_get(PATTERN_LEVELS, sizeof *counts);
    double  part[ODDS_CLASSES];

    for (size_t i = 0; i < from->random->count; i++) {
        const struct tally_count *c = &from->random->counts[i];

        divide(s, c->pattern, part);
        levels_count(counts, c->pattern,
            part[ODDS_STRANGERS] * (double)c->times);
    }
    class_share(counts, ODDS_STRANGERS, s);
    free(counts);
}

static void
begin(struct shares *s)
{
    static const double none[PATTERN_LEVELS];

    for (int c = 0; c < ODDS_CLASSES; c++)
        for (int f = 0; f < PATTERN_FIELDS; f++)
            field_share(none, (enum odds_class)c, f, s->level[c]);
}

/* ---- rounds ---- */

static double
at_least(double n, double least)
{
    return n < least ? least : n;
}

/* One round: how far the number of pairs of one person moved. */
static double
round_run(const struct learn *from, struct shares *s)
{
    double *counts[ODDS_CLASSES], part[ODDS_CLASSES];
    double  sum[ODDS_CLASSES] = {0}, was = s->pairs[ODDS_PERSON];

    for (int c = 0; c < ODDS_CLASSES; c++)
        counts[c] = heap_get(PATTERN_LEVELS, sizeof *counts[c]);
    for (size_t i = 0; i < from->met->count; i++) {
        const struct tally_count *t = &from->met->counts[i];

        divide(s, t->pattern, part);
        for (int c = 0; c < ODDS_STRANGERS; c++) {
            sum[c] += part[c] * (double)t->times;
            levels_count(counts[c], t->pattern, part[c] * (double)t->times);
        }
    }
    for (int c = 0; c < ODDS_STRANGERS; c++) {
        class_share(counts[c], (enum odds_class)c, s);
        s->pairs[c] = at_least(sum[c], LEAST_PAIRS);
    }
    for (int c = 0; c < ODDS_CLASSES; c++)
        free(counts[c]);
    return fabs(s->pairs[ODDS_PERSON] - was) / was;
}

static int
centibans(double share)
{
    return (int)lround(100 * log10(share));
}

static void
shares_write(const struct shares *s, struct odds *out)
{
    for (int c = 0; c < ODDS_CLASSES; c++)
        for (int l = 0; l < PATTERN_LEVELS; l++)
            out->level[c][l] = centibans(s->level[c][l]);
    for (int c = 0; c < ODDS_STRANGERS; c++)
        out->start[c] = centibans(s->pairs[c] / s->pairs[ODDS_STRANGERS]);
}

void
learn_odds(const struct learn *from, struct odds *out)
{
    struct shares *s = heap_get(1, sizeof *s);
    double         moved = 1;

    assert(from && out && from->pairs >= 1);
    begin(s);
    s->pairs[ODDS_PERSON] = at_least((double)from->lines / 2, LEAST_PAIRS);
    s->pairs[ODDS_HOUSEHOLD] = at_least((double)from->lines / 10, LEAST_PAIRS);
    s->pairs[ODDS_STRANGERS] = from->pairs;
    siblings_learn(from, s);
    for (int i = 0; i < ROUNDS && moved > 1e-5; i++) {
        if (i % RESAMPLE == 0)
            strangers_learn(from, s);
        moved = round_run(from, s);
    }
    *out = (struct odds){.lines = from->lines};
    shares_write(s, out);
    free(s);
}

void
learn_before(struct odds *out)
{
    const double   pairs = 1e6;
    struct shares *s = heap_get(1, sizeof *s);

    begin(s);
    s->pairs[ODDS_PERSON] = 1e3;
    s->pairs[ODDS_HOUSEHOLD] = 1e2;
    s->pairs[ODDS_STRANGERS] = pairs;
    *out = (struct odds){.lines = 0};
    shares_write(s, out);
    free(s);
}
