/*
 * match -- the sum of the evidence, and what holds it down.
 *
 * A table of limits, the strictest first: the first that holds is the one
 * that is told.  The household's term takes back what a family has in
 * common; the limit behind it stands whatever the weights are.
 */
#include "match/match.h"

#include <assert.h>

/* Another form is not the name: twins are called Ifan and Ioan. */
static bool
is_name(enum match_level l)
{
    return l == MATCH_LEVEL_SAME || l == MATCH_LEVEL_COMMON ||
        l == MATCH_LEVEL_SOUND || l == MATCH_LEVEL_SWAPPED;
}

static bool
is_same(enum match_level l)
{
    return l == MATCH_LEVEL_SAME || l == MATCH_LEVEL_COMMON;
}

/* One pair, and what is asked about it more than once. */
struct weighed {
    const struct match_person *const *of;
    const struct match_pair          *pair;
    bool                              traced; /* one number, traced twice */
};

static enum match_level
level(const struct weighed *w, enum match_field field)
{
    return w->pair->level[field];
}

/* The first name speaks for one child; of a twin it must be the very name. */
static bool
first_name_agrees(const struct weighed *w)
{
    if (w->of[0]->twin || w->of[1]->twin)
        return is_same(level(w, MATCH_GIVEN));
    return is_name(level(w, MATCH_GIVEN));
}

static bool
differ_by_number(const struct weighed *w)
{
    return level(w, MATCH_NHS) == MATCH_LEVEL_DIFFERS;
}

static bool
one_is_unborn(const struct weighed *w)
{
    const struct match_person *x = w->of[0], *y = w->of[1];
    bool x_unborn = date_is_none(x->birth) && !date_is_none(x->expected);
    bool y_unborn = date_is_none(y->birth) && !date_is_none(y->expected);

    return x_unborn != y_unborn;
}

static bool
one_number(const struct weighed *w)
{
    enum match_level l = level(w, MATCH_NHS);

    return l == MATCH_LEVEL_SAME || l == MATCH_LEVEL_UNTRACED;
}

/* A child is called after a dead brother or sister. */
static bool
one_was_dead(const struct weighed *w)
{
    return match_one_was_dead(w->of[0], w->of[1]);
}

static bool
differ_by_death(const struct weighed *w)
{
    return one_was_dead(w) && !one_number(w);
}

/* The number is one, but the card may be a brother's or a sister's. */
static bool
number_contradicted(const struct weighed *w)
{
    return one_number(w) &&
        (level(w, MATCH_GIVEN) == MATCH_LEVEL_DIFFERS ||
            level(w, MATCH_BIRTH) == MATCH_LEVEL_DIFFERS ||
            level(w, MATCH_TWIN) == MATCH_LEVEL_DIFFERS || one_was_dead(w));
}

static bool
could_be_sibling(const struct weighed *w)
{
    bool other = level(w, MATCH_TWIN) == MATCH_LEVEL_DIFFERS;

    return !w->traced && (other || !first_name_agrees(w));
}

static bool
differ_by_decade(const struct weighed *w)
{
    return level(w, MATCH_BIRTH) == MATCH_LEVEL_DECADE && !one_number(w);
}

static const struct {
    enum match_limit limit;
    enum match_band  most;
    bool (*holds)(const struct weighed *);
} limits[] = {
    {MATCH_LIMIT_NUMBER, MATCH_UNLIKELY, differ_by_number},
    {MATCH_LIMIT_DEATH, MATCH_UNLIKELY, differ_by_death},
    {MATCH_LIMIT_UNBORN, MATCH_POSSIBLE, one_is_unborn},
    {MATCH_LIMIT_CONFLICT, MATCH_POSSIBLE, number_contradicted},
    {MATCH_LIMIT_DECADE, MATCH_POSSIBLE, differ_by_decade},
    {MATCH_LIMIT_HOUSEHOLD, MATCH_POSSIBLE, could_be_sibling},
};

/*
 * The traced number, and neither name nor birth date against it, and one of
 * them for it: a number alone may be a slip of whoever typed it.
 */
static bool
is_certain(const struct weighed *w)
{
    enum match_level birth = level(w, MATCH_BIRTH);
    bool against = birth == MATCH_LEVEL_DIFFERS || birth == MATCH_LEVEL_CLOSE ||
        birth == MATCH_LEVEL_SWAPPED || birth == MATCH_LEVEL_DECADE ||
        level(w, MATCH_FAMILY) == MATCH_LEVEL_DIFFERS ||
        level(w, MATCH_GIVEN) == MATCH_LEVEL_DIFFERS ||
        level(w, MATCH_SEX) == MATCH_LEVEL_DIFFERS;
    bool twin = w->of[0]->twin || w->of[1]->twin;

    if (!w->traced || against || (twin && !first_name_agrees(w)))
        return false;
    return birth == MATCH_LEVEL_SAME || first_name_agrees(w);
}

static bool
family_agrees(enum match_level l)
{
    return is_name(l) || l == MATCH_LEVEL_VARIANT || l == MATCH_LEVEL_PART ||
        l == MATCH_LEVEL_CLOSE;
}

static bool
birth_agrees(enum match_level l)
{
    return l != MATCH_LEVEL_DIFFERS && l != MATCH_LEVEL_NOT_GIVEN;
}

static enum match_level
household_level(const struct weighed *w)
{
    if (w->traced || first_name_agrees(w) ||
        level(w, MATCH_GIVEN) == MATCH_LEVEL_VARIANT ||
        !family_agrees(level(w, MATCH_FAMILY)) ||
        !birth_agrees(level(w, MATCH_BIRTH)))
        return MATCH_LEVEL_NOT_GIVEN;
    return level(w, MATCH_GIVEN) == MATCH_LEVEL_DIFFERS ? MATCH_LEVEL_SIBLING
                                                        : MATCH_LEVEL_PERHAPS;
}

static void
term_add(struct match_why *why, struct match_term t)
{
    why->term[why->count++] = t;
    why->total += t.decibans;
}

static void
terms_of_pair(const struct match_pair *p, struct match_why *why)
{
    for (int f = MATCH_FAMILY; f < MATCH_HOUSEHOLD; f++)
        if (p->gave[f])
            term_add(why,
                (struct match_term){
                    .field = (enum match_field)f,
                    .level = p->level[f],
                    .decibans = p->weight[f],
                    .shown = {p->shown[f][0], p->shown[f][1]},
                });
}

static void
household_term(const struct match_model *model, const struct weighed *w,
    struct match_why *why)
{
    enum match_level l = household_level(w);

    if (l != MATCH_LEVEL_NOT_GIVEN)
        term_add(why,
            (struct match_term){
                .field = MATCH_HOUSEHOLD,
                .level = l,
                .decibans = match_model_weight(model, MATCH_HOUSEHOLD, l),
            });
}

static int
clamp(int n)
{
    if (n > MATCH_WEIGHT_MAX)
        return MATCH_WEIGHT_MAX;
    return n < -MATCH_WEIGHT_MAX ? -MATCH_WEIGHT_MAX : n;
}

static void
band_set(const struct match_model *model, const struct weighed *w,
    struct match_why *why)
{
    why->band = match_model_band(model, why->total);
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        if (limits[i].holds(w)) {
            why->limit = limits[i].limit;
            if (why->band > limits[i].most)
                why->band = limits[i].most;
            return;
        }
    if (is_certain(w))
        why->band = MATCH_CERTAIN;
}

static bool
wants_reader(const struct match_model *model, const struct match_why *why)
{
    if (why->limit == MATCH_LIMIT_DECADE)
        return match_model_band(model, why->total) >= MATCH_STRONG;
    return why->band >= MATCH_STRONG || why->limit == MATCH_LIMIT_CONFLICT;
}

void
match_weigh(struct arena *a, const struct match_model *model,
    int64_t population, const struct match_person *const pair[2],
    struct match_why *why)
{
    struct match_pair p;
    struct weighed    w = {.of = pair, .pair = &p};

    assert(a && model && population >= 1 && pair[0] && pair[1] && why);
    match_compare(a, model, pair[0], pair[1], &p);
    w.traced = p.level[MATCH_NHS] == MATCH_LEVEL_SAME;
    *why = (struct match_why){.count = 0};
    term_add(why,
        (struct match_term){
            .field = MATCH_START,
            .level = MATCH_LEVEL_AMONG,
            .decibans = match_model_start(population),
            .among = population,
        });
    terms_of_pair(&p, why);
    household_term(model, &w, why);
    why->total = clamp(why->total);
    band_set(model, &w, why);
    why->wants_reader = wants_reader(model, why);
}
