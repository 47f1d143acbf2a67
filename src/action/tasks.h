/*
 * tasks -- my tasks, over all that I am: what is due from me for children of
 * my own and of my team, what my desks must see to, and what waits for an
 * answer of mine (awaited.h), in one list.
 *
 * TASKS (with struct tasks_ask, answer struct tasks) is a list, a page at a
 * time, overdue first.  A deadline is mine when its owner is a tie of mine
 * to the child, or one of somebody for whom I stand in, or who has gone and
 * whose manager I am; a role of mine, for children whom I oversee; or a desk
 * that I staff now.  Actions of plans stand below them: they are my agency's,
 * and name whom they are for in words.
 */
#ifndef ACTION_TASKS_H
#define ACTION_TASKS_H

#include "action/awaited.h"
#include "action/child.h"
#include "action/oversee.h"
#include "action/plan_list.h"

#define TASKS_PAGE 25
#define TASKS_PLAN_ROWS 10
#define TASKS_PAGES_MOST 100000

struct tasks_ask {
    int64_t page; /* from 0 */
};
struct task {
    struct child_due      due;
    struct oversee_child  child;
    struct id             thread;  /* none: for the child */
    int64_t               number;  /* of the thread */
    const struct waiting *waiting; /* null: it is a deadline */
};
struct tasks {
    int64_t      page;
    struct task *rows;
    size_t       count;
    int64_t      total, late; /* on all pages */
    /* on the first: the actions of plans for the reader's agency */
    struct plan_list plan;
};

/* The same for a page that shows so many of the first. */
enum err MUST_CHECK tasks_first(struct work *w, struct cx *cx, size_t most,
    struct answer *answer, struct tasks *out);

#endif
