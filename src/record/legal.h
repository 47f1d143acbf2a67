/*
 * legal -- where a child stands in law: orders and protection in force, being
 * looked after, and the child protection medical (D14).
 *
 * Pure, over the folded child.  Which kinds there are, what replaces what and
 * how long one lasts are the pack's: an order is known by what its form
 * yields, and its deadline by the clock that it opened.
 *
 * Over      an entry says that this kind has ended, or met the order's own
 *           clock by saying that another came in its place.  One whose day
 *           has passed is not over: nothing ends unseen.
 * Rests on  each item names every entry that it would be untrue without, so
 *           that a reader who may not see one of them is shown none of it.
 * Lifetime  in the arena given; points to the child's facts.
 */
#ifndef RECORD_LEGAL_H
#define RECORD_LEGAL_H

#include "record/fold.h"

struct legal_order {
    const struct fact_at  *said;
    struct moment          since, until; /* until us 0: nobody said */
    const struct clock_at *clock;        /* runs for it, or null    */
    struct id              over_by;      /* none: it is in force    */
};
struct legal_status {
    const struct fact_at *said;   /* the newest of its kind             */
    const struct fact_at *before; /* that says since when, if it does not */
    struct date           since, until, review;
};
/* The last round: asked for, done, and its report shared. */
struct legal_medical {
    const struct fact_at  *asked, *done, *shared; /* null: not yet */
    const struct clock_at *clock;                 /* runs for it, or null */
};
struct legal {
    struct legal_order  *orders; /* as they began, those that are over too */
    size_t               order_count;
    struct legal_status *statuses; /* one for each kind */
    size_t               status_count;
    struct legal_medical medical;
};

void legal_of(struct arena *a, const struct child *c, const struct pack *pack,
    struct legal *out);
/* Whether the status holds on that day. */
bool legal_status_holds(const struct legal_status *s, struct date today);

#endif
