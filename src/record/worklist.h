/*
 * worklist -- concerns as the people who staff a desk see them: filtered,
 * counted and paged in the database, a row for each child.
 *
 * A row is left out, and not counted either, when a child of its thread is
 * kin of who lists, or is under a label that hides them from those who are
 * not on its list (S9, S11).
 *
 * Waiting     nobody has decided; or a desk of the query's that is not the
 *             concern's own still owes it something.
 * Who has it  the worker it is allocated to; else who last said that the
 *             history was read; else nobody.
 */
#ifndef RECORD_WORKLIST_H
#define RECORD_WORKLIST_H

#include "record/thread.h"

enum worklist_which {
    WORK_WAITING,
    WORK_LATE,
    WORK_OWED,
    WORK_DECIDED,
    WORK_ALL,
    WORK_WHICH_COUNT
};
enum worklist_with { WITH_ANY, WITH_NOBODY, WITH_WORKER };
struct worklist_query {
    const struct id    *scope;
    size_t              scope_count; /* at most THREAD_SCOPE_MOST: ERR_LIMIT */
    struct id           account;     /* who lists */
    struct str          kind;        /* of thread */
    struct id           desk;        /* none: any */
    struct id           person;      /* none: any */
    struct str          urgency;     /* empty: any */
    struct str          sender;      /* a kind of agency; empty: any */
    enum worklist_which which;
    enum worklist_with  with;
    struct id           worker; /* WITH_WORKER */
    bool                once;   /* one row of a thread: of the child who
                                   comes first in the list's order */
    enum thread_sort    sort;
    int64_t             skip, limit;
};
struct worklist_row {
    struct thread_row  row;
    struct thread_row *rows; /* of all children of the thread */
    size_t             row_count;
    struct id          worker; /* none: nobody has it */
    int64_t            about;  /* as worklist_about() of its person */
};
/* Whoever has more work than this does not need the number. */
#define WORKLIST_COUNT_MOST 1000
/* Each at most WORKLIST_COUNT_MOST: that, or more. */
struct worklist_counts {
    int64_t waiting, late, nobody, owed;
    int64_t unopened; /* an open clock that reading the history meets */
};
struct worklist_load {
    struct id worker; /* none: what nobody has */
    int64_t   held, waiting, late, owed;
};

extern const struct statements worklist_statements;

/* total: how many there are on all pages; at WORKLIST_COUNT_MOST behind
 * what is skipped it ends: that many, or more. */
enum err MUST_CHECK worklist_list(struct work *w,
    const struct worklist_query *q, struct worklist_row **out, size_t *count,
    int64_t *total);
/* How many rows there are in all; of the query only scope, account, kind,
 * desk and once count. */
enum err MUST_CHECK worklist_count(struct work *w,
    const struct worklist_query *q, struct worklist_counts *out);
/* How much each worker has, most first, nobody's last; of the query only
 * scope, account, kind and desk count. */
enum err MUST_CHECK worklist_loads(struct work *w,
    const struct worklist_query *q, struct worklist_load **out, size_t *count);

/* How many there are about the query's person; of it only scope, account,
 * kind and person count. */
enum err MUST_CHECK worklist_about(struct work *w,
    const struct worklist_query *q, int64_t *out);

#endif
