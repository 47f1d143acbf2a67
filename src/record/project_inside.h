/*
 * project_inside -- what the files of the projections share; inside this
 * room only.
 *
 * What an entry that comes last touched of a person is found by what the
 * fold was before it; nothing else is compared with what is there, so that
 * one more entry costs what it changes and not what came before it.  That is
 * right as long as all the rest was projected under the same rules, which a
 * row of `projected` tells; else the person is projected whole.
 */
#ifndef RECORD_PROJECT_INSIDE_H
#define RECORD_PROJECT_INSIDE_H

#include "record/row_set.h"

/* Places in one of the child's lists. */
struct places_touched {
    size_t *all;
    size_t  count;
};
struct entry_touched {
    struct ids            threads; /* whose rows may be others now */
    struct places_touched clocks, ties;
    bool                  people; /* what faces and relatives come of */
    bool                  plan;
};
/* Brings the rows up to date that the entry touched. */
enum err MUST_CHECK project_touched(struct work *w, const struct history *h,
    const struct entry_touched *t, struct change *change);
/* Brings all rows of the person up to date. */
enum err MUST_CHECK project_history(struct work *w, const struct history *h,
    struct change *change);
/* What holds now: program and pack, as text. */
struct str project_under(struct work *w);
/* The person was projected, under what holds now. */
enum err MUST_CHECK project_marked(struct work *w, struct id person);

/* What is in those threads alone, for project_threads(). */
struct history history_of_threads(struct arena *a, const struct history *h,
    const struct ids *threads);
/* Whether somebody was ever allocated to the child, in any thread. */
bool project_allocated(const struct work *w, const struct child *c);

#endif
