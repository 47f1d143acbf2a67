/*
 * odds -- what a pattern is worth, in whole numbers.
 *
 * Two lines may be of one person, of two persons of one household, or of
 * strangers.  A model says how likely each level of each field is in each
 * class (Fellegi and Sunter 1969, with a third class).  A field weighs what
 * it says for one person against strangers; the household's term then takes
 * back what a household would explain: family name, birth date of twins and
 * address are counted once, not three times.  The sum of the terms is the
 * weight, exactly.
 *
 * Agreeing on a name or a place weighs by how rare it is (match/rarity.h).
 *
 * Units     centibans: ten of them are a deciban, and a weight of 300 is a
 *           thousand to one.  A weight counts in how seldom pairs are of one
 *           person at all, so 0 is even odds.
 * Lifetime  a model never changes once made and may be shared.
 */
#ifndef MATCH_ODDS_H
#define MATCH_ODDS_H

#include "base/err.h"
#include "match/pattern.h"

enum odds_class { ODDS_PERSON, ODDS_HOUSEHOLD, ODDS_STRANGERS, ODDS_CLASSES };

enum {
    ODDS_VERSION = 1, /* of the model's text */
    ODDS_MOST = 2000,
    ODDS_LEAST = -3000
};

struct odds {
    /* The logarithm of how likely the level is; 0 for each NONE. */
    int level[ODDS_CLASSES][PATTERN_LEVELS];
    /* Pairs of one person, of one household, to each of strangers. */
    int     start[2];
    int64_t lines; /* that it was learned from; 0: by hand */
};

/* What a pattern comes to but for the rarities of the pair. */
struct odds_base {
    int person, household;
};

struct odds_base odds_base(const struct odds *o, uint64_t pattern);
/* The rarities of a pair: how much more than the model's mean agreement on
 * just these names and places is worth. */
int odds_rarity(const struct odds *o, uint64_t pattern,
    const struct roll_rarity *x, const struct roll_rarity *y);
/* The weight of a pair. */
int odds_weight(struct odds_base base, int rarity);

/* The waterfall: the start, each field that both say something of, and the
 * household's. */
enum { ODDS_TERMS = PATTERN_FIELDS + 2 };
struct odds_term {
    struct str field, level; /* words */
    int        centibans;
};
struct odds_why {
    struct odds_term term[ODDS_TERMS];
    size_t           count;
    int              total;
};
void odds_explain(const struct odds *o, uint64_t pattern,
    const struct roll_rarity *x, const struct roll_rarity *y,
    struct odds_why *why);

/* The same model for a look-up: one person among so many, and as many of
 * the same household as children mostly have brothers and sisters. */
struct odds odds_among(const struct odds *o, size_t people);

/* In millionths: the probability that a weight stands for. */
int odds_probability(int weight);

/* Read and written as text (match/odds_text.c); see docs/matching.md. */
enum err MUST_CHECK odds_read(struct str text, struct odds *o,
    struct fault *fault);
struct str          odds_write(struct arena *a, const struct odds *o);

#endif
