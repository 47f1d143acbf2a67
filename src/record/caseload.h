/*
 * caseload -- children who are somebody's work: who has them, and what is
 * due for them, of a whole team or authority in one statement.
 *
 * Left out, and so not counted either: a child under any label on whose list
 * the team's account is not, and its relatives (S9, S11); deadlines of a
 * concern that is for its author and one desk (S15).
 */
#ifndef RECORD_CASELOAD_H
#define RECORD_CASELOAD_H

#include "record/team.h"

/* A deadline that runs. */
struct caseload_clock {
    struct id     person, thread, opening;
    struct str    clock, owner, form; /* owner "tie.KIND"; form: it opened by */
    struct str    pack;               /* hash of the one of that form         */
    struct moment due;
    bool          paused; /* it does not count now: due is no day of anything */
};
/* That somebody has a child now. */
struct caseload_tie {
    struct id     whom, person, thread; /* of the entry that says so */
    struct str    kind, means;
    struct moment since;
    int64_t       had;   /* workers it has had so far, this one among them */
    bool          named; /* somebody co-ordinates, or nobody need */
};
/* Somebody of the team. */
struct caseload_worker {
    struct id    account;
    struct str   name, desk; /* kind of the desk held last, or empty */
    struct words title;
    bool         gone; /* the account has ended */
};

extern const struct statements caseload_statements;

/* Of all children of the team, what is due first first. */
enum err MUST_CHECK caseload_clocks(struct work *w, const struct team *t,
    struct caseload_clock **out, size_t *count);
/* By worker, then the longest first. */
enum err MUST_CHECK caseload_ties(struct work *w, const struct team *t,
    struct caseload_tie **out, size_t *count);
/* Everybody in the team, the account itself too, by name. */
enum err MUST_CHECK caseload_workers(struct work *w, const struct team *t,
    struct caseload_worker **out, size_t *count);
/* On the register, and nobody is named who co-ordinates. */
enum err MUST_CHECK caseload_unnamed(struct work *w, const struct team *t,
    struct id **out, size_t *count);
/* Deadlines of desks in threads that any of the keys may list: at most
 * CASELOAD_DESK_MOST, what is due first first. */
#define CASELOAD_DESK_MOST 1000
struct caseload_keys {
    struct id        account, agency;
    const struct id *scope;
    size_t           scope_count; /* at most THREAD_SCOPE_MOST: ERR_LIMIT */
};
enum err MUST_CHECK caseload_desk_clocks(struct work *w,
    const struct caseload_keys *k, struct caseload_clock **out, size_t *count);

#endif
