/*
 * thread -- concerns and what belongs to them, as lists show them.
 */
#ifndef RECORD_THREAD_H
#define RECORD_THREAD_H

#include "record/agency.h"

struct thread_row {
    struct id     thread, person, source, entry, desk, agency, author;
    struct id     decided_by;
    int64_t       number;
    struct str    kind, state, outcome, urgency;
    int           risk; /* 1: most urgent */
    bool          only_desk;
    struct moment received, decided, told, read_at, challenged; /* us 0: no */
    struct moment answer_due; /* us 0: nobody waits to be told the outcome */
    struct moment due;        /* of its most pressing open clock, us 0: none */
    struct str    due_clock;
};

/* Where a thread stands for one of those who may list it (audience.stage). */
enum thread_stage {
    STAGE_WAITING, /* nobody has decided, or who lists it owes it something */
    STAGE_DUE,     /* decided, and a clock runs or somebody is to be told   */
    STAGE_OVER
};
/* audience.due where no clock runs: behind all that are due. */
#define THREAD_DUE_NEVER INT64_MAX

enum thread_sort { THREAD_BY_RISK, THREAD_BY_DUE, THREAD_BY_RECEIVED };
enum thread_which {
    THREAD_OPEN,
    THREAD_DECIDED,
    THREAD_FEEDBACK_DUE,
    THREAD_ALL
};
#define THREAD_SCOPE_MOST 48
/* One page of the threads that any of the scope keys may list. */
struct thread_query {
    const struct id  *scope;       /* desks, agencies, accounts of the reader */
    size_t            scope_count; /* at most THREAD_SCOPE_MOST: ERR_LIMIT */
    struct id         desk, author, person; /* none: any */
    struct str        urgency, outcome;     /* empty: any */
    enum thread_which which;
    enum thread_sort  sort;
    int64_t           skip, limit;
};

extern const struct statements thread_statements;

/* total: how many there are on all pages; null: it is not counted. */
enum err MUST_CHECK thread_list(struct work *w, const struct thread_query *q,
    struct thread_row **out, size_t *count, int64_t *total);
/* The desks that hold a thread about the person which is not decided, or in
 * which something is still due that the decision itself has opened: what is
 * begun in the night is gone on with in the night. */
enum err MUST_CHECK thread_desks_open(struct work *w, struct id person,
    struct id **desks, size_t *count);
/* All rows of one thread: one for each child. */
enum err MUST_CHECK thread_load(struct work *w, struct id thread,
    struct thread_row **out, size_t *count);
/* What somebody is in a thread, for policy. */
struct thread_part {
    struct str *roles; /* the pack's thread roles: reporter, author ... */
    size_t      role_count;
    struct str *desks; /* kinds of those given desks that hold it       */
    size_t      desk_count;
    bool        own;        /* begun, or reported in, by the account */
    bool        own_agency; /* reported in by somebody of the agency:
                                    who takes a call reports nothing      */
    bool        only_desk;  /* for its author and one desk (S15)   */
};
enum err MUST_CHECK thread_part_of(struct work *w, struct id thread,
    struct id account, struct id agency, const struct desk *desks,
    size_t desk_count, struct thread_part *out);
/*
 * Who began the thread or reported in it, the opener first.  Who took a call
 * is not who reported: an author counts as the reporter when the form is one
 * that reporters fill in themselves (one_time_link), or when they work for
 * another agency than the desk that holds the thread.
 */
struct thread_author {
    struct id account, agency; /* account none: came by a one-time link */
    bool      reporter;
};
enum err MUST_CHECK thread_authors(struct work *w, struct id thread,
    struct thread_author **out, size_t *count);
/* Its number for people and back: "C-2206". */
enum err MUST_CHECK thread_number(struct work *w, struct id thread,
    int64_t *number);
struct str          thread_reference(struct arena *a, int64_t number);
enum err MUST_CHECK thread_of_reference(struct work *w, struct str typed,
    struct id *thread);

#endif
