/*
 * match -- how alike two person records are, and why.
 *
 * Pure: no clock, no database, no logging; same input, same answer.  A score
 * is evidence put before a worker.  Nothing in this room links two children.
 *
 * Units     weight: decibans (10 * log10 of the likelihood ratio), clamped
 *           to [-200, +200].  Dates are civil; a part not known is 0.
 * Lifetime  a match_model never changes after loading and may be shared;
 *           a match_why holds texts of both persons and of the arena.
 * Errors    none: what is missing says nothing.
 *
 * The rules that no model can change (design.md 6, safety.md S2):
 * - Certain needs one NHS number, traced on both sides, and names and birth
 *   dates that do not contradict it.
 * - Different numbers of one issuer, both traced, are a veto: never more than
 *   unlikely.  Of two issuers they say nothing.
 * - Who died before the other was born is somebody else: never more than
 *   unlikely, or possible where one number agrees, for somebody to read.
 * - Family name, birth date, home and mother are one proof of a household.
 *   Without a first name that is the same or sounds so, or such a number,
 *   never more than possible: twins agree on all the rest.  Of a child who
 *   is known to be a twin the first name must be the very same.
 * - A child expected and a child born: never more than possible.
 * - Born ten years apart on one day of the year: never more than possible
 *   without one number.  It is one digit, and as often a cousin.
 */
#ifndef MATCH_MATCH_H
#define MATCH_MATCH_H

#include "match/compare.h"
#include "match/model.h"
#include "match/person.h"

struct match_term {
    enum match_field   field;
    enum match_level   level;
    int                decibans;
    struct match_shown shown[2]; /* as each side gave it */
    int64_t            among;    /* start: how many people */
};

/* What held the band down, whatever the total says. */
enum match_limit {
    MATCH_LIMIT_NONE,
    MATCH_LIMIT_NUMBER,    /* the veto                                  */
    MATCH_LIMIT_DEATH,     /* one died before the other was born        */
    MATCH_LIMIT_HOUSEHOLD, /* brothers and sisters would agree as well  */
    MATCH_LIMIT_UNBORN,    /* one born, one expected                    */
    MATCH_LIMIT_CONFLICT,  /* number agrees, name or birth date does not */
    MATCH_LIMIT_DECADE,    /* born ten years apart, on one day           */
    MATCH_LIMIT_COUNT
};

/*
 * The waterfall: the start, then every field that one side gave at least,
 * then the household's when it speaks.  Sum of the terms = total, clamped.
 */
struct match_why {
    struct match_term term[MATCH_FIELD_COUNT];
    size_t            count;
    int               total;
    enum match_band   band;
    enum match_limit  limit;
    /* Somebody must look at the two: they are strong, or would be but for a
     * year that differs by ten, or one number agrees where something else
     * does not. */
    bool wants_reader;
};

/* population: how many people b was found among, at least 1. */
void match_weigh(struct arena *a, const struct match_model *model,
    int64_t population, const struct match_person *const pair[2],
    struct match_why *why);

#endif
