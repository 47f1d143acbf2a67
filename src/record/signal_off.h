/*
 * signal_off -- signals that an authority has switched off, with a reason,
 * and what became of those that were told.
 *
 * Off      nobody is told of what happens there; a missed deadline that
 *          still stands is told when it is on again.
 * Acted    whoever read the notice recorded something about the child, or
 *          in the thread, after it came.
 */
#ifndef RECORD_SIGNAL_OFF_H
#define RECORD_SIGNAL_OFF_H

#include "record/team.h"

struct signal_off {
    struct str    signal, reason;
    struct id     by;
    struct moment at;
};
/* Of one signal's notices about children of a team. */
struct signal_load {
    struct str signal;
    int64_t    raised; /* times; each may have gone to several */
    int64_t    sent, opened, acted;
};

/* One notice of it: of whom it speaks (of several children one of the team),
 * whom it was sent to, and what became of it. */
struct signal_sent {
    struct str    signal;
    struct id     person, cause, desk, account; /* desk or account */
    struct moment at, opened;                   /* us 0: not opened */
    bool          acted;
};

extern const struct statements signal_off_statements;

/* ERR_CONFLICT: it is off already, or on.  ERR_INVALID: no reason. */
enum err MUST_CHECK signal_off_put(struct work *w, struct id agency,
    const struct signal_off *s);
enum err MUST_CHECK signal_off_end(struct work *w, struct id agency,
    struct str signal, struct id by);
enum err MUST_CHECK signal_off_list(struct work *w, struct id agency,
    struct signal_off **out, size_t *count);
/* Whether it is off where that happened: at the agency, or at the authority
 * in whose area it works. */
enum err MUST_CHECK signal_off_at(struct work *w, struct id agency,
    struct str signal, bool *yes);
/* By signal; hidden children and threads of one desk are left out, as in
 * caseload.h. */
enum err MUST_CHECK signal_loads(struct work *w, const struct team *t,
    struct signal_load **out, size_t *count);

/* What that signal's figures count, the newest first; those of one cause
 * stand together.  Empty: of every rule that was told of. */
enum err MUST_CHECK signal_sent_list(struct work *w, const struct team *t,
    struct str signal, struct signal_sent **out, size_t *count);

#endif
