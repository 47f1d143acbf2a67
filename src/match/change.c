/*
 * change -- the sum with one term more.  The household's term and the limit
 * it goes with hang on the first name and on a traced number, so these two
 * are asked without them.
 */
#include "match/change.h"

#include <assert.h>

/* What somebody can be asked; where they live is not. */
static const enum match_field asked[] = {MATCH_FAMILY, MATCH_GIVEN, MATCH_BIRTH,
    MATCH_SEX, MATCH_MOTHER, MATCH_NHS, MATCH_UPN};

struct span {
    int least, most;
};

static struct span
span_of(const struct match_model *m, enum match_field field)
{
    struct span s = {0, 0};

    for (int l = 0; l < MATCH_LEVEL_COUNT; l++) {
        enum match_level level = (enum match_level)l;
        int              n;

        if (!match_field_has(field, level))
            continue;
        n = match_model_weight(m, field, level);
        if (level == MATCH_LEVEL_SAME &&
            match_model_rest(m, field) != MATCH_WEIGHT_MAX)
            n = match_model_rest(m, field);
        s.least = n < s.least ? n : s.least;
        s.most = n > s.most ? n : s.most;
    }
    return s;
}

static const struct match_term *
term_of(const struct match_why *why, enum match_field field)
{
    for (size_t i = 0; i < why->count; i++)
        if (why->term[i].field == field)
            return &why->term[i];
    return NULL;
}

static bool
is_missing(const struct match_why *why, enum match_field field)
{
    const struct match_term *t = term_of(why, field);

    return !t || t->level == MATCH_LEVEL_NOT_GIVEN;
}

/* It speaks for one child of a household. */
static bool
settles_household(enum match_field field)
{
    return field == MATCH_GIVEN || field == MATCH_NHS;
}

static enum match_band
at_most(enum match_band band, enum match_band most)
{
    return band < most ? band : most;
}

/* As far as what limits it now would still do so. */
static enum match_band
band_up(const struct match_model *m, const struct match_why *why,
    const struct match_change *c)
{
    enum match_band band = match_model_band(m, why->total + c->agrees);

    switch (why->limit) {
    case MATCH_LIMIT_NUMBER:
        return MATCH_UNLIKELY;
    case MATCH_LIMIT_DEATH:
        return at_most(band,
            c->field == MATCH_NHS ? MATCH_POSSIBLE : MATCH_UNLIKELY);
    case MATCH_LIMIT_HOUSEHOLD:
        return settles_household(c->field) ? band
                                           : at_most(band, MATCH_POSSIBLE);
    case MATCH_LIMIT_DECADE:
        return c->field == MATCH_NHS ? band : at_most(band, MATCH_POSSIBLE);
    case MATCH_LIMIT_UNBORN:
    case MATCH_LIMIT_CONFLICT:
        return at_most(band, MATCH_POSSIBLE);
    case MATCH_LIMIT_NONE:
    case MATCH_LIMIT_COUNT:
        break;
    }
    return band > why->band ? band : why->band;
}

static enum match_band
band_down(const struct match_model *m, const struct match_why *why,
    const struct match_change *c)
{
    enum match_band band =
        at_most(match_model_band(m, why->total + c->differs), why->band);

    if (c->field == MATCH_NHS)
        return MATCH_UNLIKELY;
    return c->field == MATCH_GIVEN ? at_most(band, MATCH_POSSIBLE) : band;
}

/* With the first name, what a household explains is told anew. */
static struct match_change
change_of(const struct match_model *m, const struct match_why *why,
    enum match_field field)
{
    const struct match_term *house = term_of(why, MATCH_HOUSEHOLD);
    struct span              s = span_of(m, field);
    struct match_change      c = {field, s.most, s.least, 0, 0};

    if (house && settles_household(field))
        c.agrees -= house->decibans;
    if (house && field == MATCH_GIVEN)
        c.differs +=
            match_model_weight(m, MATCH_HOUSEHOLD, MATCH_LEVEL_SIBLING) -
            house->decibans;
    c.up = band_up(m, why, &c);
    c.down = band_down(m, why, &c);
    return c;
}

void
match_changes(const struct match_model *model, const struct match_why *why,
    struct match_changes *out)
{
    assert(model && why && out);
    *out = (struct match_changes){.count = 0};
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        struct match_change c;

        if (!is_missing(why, asked[i]))
            continue;
        out->missing++;
        c = change_of(model, why, asked[i]);
        if (c.up != why->band || c.down != why->band)
            out->all[out->count++] = c;
    }
}
