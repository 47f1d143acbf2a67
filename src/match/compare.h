/*
 * compare -- two persons, field by field, brought to levels.
 *
 * Pure and symmetric: the other way round gives the same levels, with the
 * shown values changed over.  Of several names the pair is taken that
 * speaks most for its being one person under the model.
 */
#ifndef MATCH_COMPARE_H
#define MATCH_COMPARE_H

#include "base/arena.h"
#include "match/model.h"
#include "match/person.h"

/* What a worker may be shown of one side's value; home shows nothing. */
struct match_shown {
    struct str  text;
    struct date date; /* birth, or the expected date */
};

struct match_pair {
    enum match_level   level[MATCH_FIELD_COUNT];
    int                weight[MATCH_FIELD_COUNT];   /* decibans */
    bool               gave[MATCH_FIELD_COUNT];     /* one side at least */
    struct match_shown shown[MATCH_FIELD_COUNT][2]; /* of a, of b */
};

/* START and HOUSEHOLD stay at NOT_GIVEN: they are no comparisons. */
void match_compare(struct arena *a, const struct match_model *model,
    const struct match_person *x, const struct match_person *y,
    struct match_pair *out);
/* Birth dates alone. */
enum match_level match_compare_birth(const struct match_person *x,
    const struct match_person                                  *y);
/* The day, since 1970, before which a date in part does not lie, and the one
 * after which it does not; 0: none. */
int32_t match_first_day(struct date d);
int32_t match_last_day(struct date d);
/* Surely, whatever the parts not known are: none of either is never so. */
bool match_died_before(struct date died, struct date born);
/* One of the two had died before the other can have been born.  A death
 * before one's own birth is a slip and says nothing. */
bool match_one_was_dead(const struct match_person *x,
    const struct match_person                     *y);

#endif
