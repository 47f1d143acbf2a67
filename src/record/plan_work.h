/*
 * plan_work -- actions of children's plans by the agency that has them.
 *
 * The rows come from the fold; what is to be done is read from the child's
 * entries, by whoever may.
 */
#ifndef RECORD_PLAN_WORK_H
#define RECORD_PLAN_WORK_H

#include "record/work.h"

struct plan_work {
    struct id  person;
    struct str part; /* plan_action_find() */
    struct str due;  /* as a date, or what sorts behind all */
};
struct plan_work_query {
    struct id        agency;
    const struct id *scope; /* whoever looks: account, desks, agency */
    size_t           scope_count;
    int64_t          most;
};

extern const struct statements plan_work_statements;

/* The agency's that are open, for children to whom the scope has a tie; what
 * is due first before the others. */
enum err MUST_CHECK plan_work_list(struct work *w,
    const struct plan_work_query *q, struct plan_work **out, size_t *count);

#endif
