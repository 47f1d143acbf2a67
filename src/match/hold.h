/*
 * hold -- why a pair is for somebody to read, whatever it weighs.
 *
 * Weights say how seldom strangers agree so.  What stands here is what they
 * cannot say: that a brother or a sister, a parent or a dead child's name
 * would agree as well.  A pair that is held is `possible` and joins nothing;
 * of some it is known that they are two, and those are never in one cluster,
 * not by way of others either.
 *
 * Work is bounded by the number of rows: a home with more rows of one source,
 * family and birth date than HOLD_HOUSE is no household.
 */
#ifndef MATCH_HOLD_H
#define MATCH_HOLD_H

#include "match/pattern.h"

enum {
    HOLD_HOUSE = 12, /* rows */
    /* Centibans above the threshold: so much more than it has to be that
     * another child is no explanation. */
    HOLD_FAR = 250,
    HOLD_NAMELESS = 150
};

/* In the order in which they are asked; words: hold_word(). */
enum hold {
    HOLD_NONE,
    HOLD_NUMBERS,    /* two NHS numbers of one issuer                    */
    HOLD_ISSUERS,    /* of two issuers: moved, or two children           */
    HOLD_CARD,       /* one number, another given name and birth date    */
    HOLD_PUPIL,      /* the same of a pupil number                       */
    HOLD_MULTIPLE,   /* born of one mother that day, not the same one    */
    HOLD_TWINS,      /* names nearly alike, which one home has both      */
    HOLD_UNNAMED,    /* one has no given name, and a twin could have it  */
    HOLD_INITIAL,    /* an initial, and a twin could have it             */
    HOLD_GENERATION, /* a parent and namesake, born on the same day      */
    HOLD_DEATH,      /* the one died before the other was born           */
    HOLDS
};

struct hold_pair {
    uint32_t x, y; /* lines */
    uint64_t pattern;
    int      over; /* centibans above the threshold */
};

/* What the roll says of twins; the roll is closed and lasts as long. */
struct holds; /* opaque: match/hold.c */
struct holds *holds_new(const struct roll *r);
void          holds_free(struct holds *h);

enum hold  hold_of(const struct holds *h, const struct hold_pair *p);
struct str hold_word(enum hold hold);
/* They are two: never in one cluster. */
bool hold_parts(const struct holds *h, const struct hold_pair *p);

#endif
