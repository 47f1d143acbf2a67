/*
 * leavers -- who of the team leaves or has left, and what is left of their
 * work, in one list (E6).
 *
 *   LEAVERS  with nothing, answer struct leavers
 *
 * An account whose last day is over ends by itself: ACCOUNT_DUE, by the
 * service, so that it stands in the ledger like any other end.
 */
#ifndef ACTION_LEAVERS_H
#define ACTION_LEAVERS_H

#include "action/oversee.h"
#include "record/leaver.h"

struct leavers_meeting {
    struct id thread;
    int64_t   number;
};
struct leavers_row {
    struct leaver           leaver;
    struct leavers_meeting *meetings; /* to be held, and called by them */
    size_t                  meeting_count;
};
struct leavers {
    struct leavers_row *rows;
    size_t              count;
};

/* By the minute, and within a clock that is moved (action/tick.c). */
enum err MUST_CHECK leavers_tick(struct service *s, struct arena *a);
enum err MUST_CHECK leavers_within(struct work *w, struct service *s);

#endif
