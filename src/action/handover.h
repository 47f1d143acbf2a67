/*
 * handover -- what the next worker must know of one child, on one page, on
 * the day before the last (E6): what is open and due, who the child trusts,
 * the plan, the next meeting, where the child stands in law, and who has
 * worked with them so far.
 *
 *   HANDOVER  about the person, answer struct handover
 *
 * Nothing stands here that the reader may not see on the child's own page.
 * Lifetime  in the arena of the asker's cx.
 */
#ifndef ACTION_HANDOVER_H
#define ACTION_HANDOVER_H

#include "action/meeting.h"
#include "action/plan.h"

/* Somebody who had the child, or co-ordinated the plan. */
struct handover_worker {
    struct str    name;
    struct words  tie;
    struct moment since, until; /* until us 0: now */
};
struct handover {
    const struct child_page *child;   /* concerns, dues, people, register */
    struct handover_worker  *workers; /* the newest first */
    size_t                   worker_count;
    int64_t                  had;      /* so many people */
    struct meeting_row      *meetings; /* to come, or not held; soonest first */
    size_t                   meeting_count;
    struct plan_agreed      *actions; /* open ones, what is due first */
    struct plan_who         *who;     /* of each */
    size_t                   action_count;
    struct date              review; /* of the plan; none: nobody said */
    bool                     may_plan;
};

#endif
