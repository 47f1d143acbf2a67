/*
 * plan_list -- actions of children's plans that are for the reader's agency
 * to do, from whoever has a tie to the child (D10).
 *
 *   PLAN_ACTIONS  answer struct plan_list
 *
 * An agency sees its own actions also when it may not read the plan.  Policy
 * is asked for each child whether the reader may answer there; who may not
 * is shown nothing of it.
 *
 * Lifetime  in the arena of the asker's cx.
 */
#ifndef ACTION_PLAN_LIST_H
#define ACTION_PLAN_LIST_H

#include "action/plan.h"

struct plan_list_row {
    struct id                 person;
    struct str                name;
    struct date               born;
    const struct plan_action *action;
    struct str                who; /* the person that it names, in words */
    bool                      late;
};
struct plan_list {
    struct plan_list_row *rows; /* what is due first */
    size_t                count;
    bool                  more;
    const struct form    *form; /* with which they are answered */
};

/* The first of them, for a page that shows more than that. */
enum err MUST_CHECK plan_list_make(struct work *w, struct cx *cx, size_t most,
    struct answer *answer, struct plan_list *out);

#endif
