/*
 * leaver -- somebody of a team who goes, or has gone, and what is left of
 * their work (E6): children, meetings that they called, actions of plans,
 * drafts.  None of it may hang.
 *
 * Gone      the account has ended, or holds no role any more.
 * Told      whoever leads them by the pack, or, where nobody holds that role,
 *           whoever leads those: when a last day is set, and when somebody
 *           has gone.  A child on the register whose co-ordinator goes is
 *           told as one without (W43).
 * Left out  children whom a label hides from the team's account (S11); of a
 *           draft nothing but that there is one (S21).
 */
#ifndef RECORD_LEAVER_H
#define RECORD_LEAVER_H

#include "record/team.h"

struct leaver {
    struct id    account;
    struct str   name;
    struct words title;
    struct date  last_day; /* none: nobody said */
    bool         gone;
    int64_t      children, actions, drafts;
    int64_t      letters; /* held for them, and not let go */
};
/* A letter that is held, and the child. */
struct letter_waits {
    struct id letter, person;
};
/* A meeting that one who has gone called, and that was not held. */
struct leaver_meeting {
    struct id account, thread;
};

extern const struct statements leaver_statements;

/* Those of the team who leave or have left, who goes first first. */
enum err MUST_CHECK leaver_list(struct work *w, const struct team *t,
    struct leaver **out, size_t *count);
/* Whether they are still there, or anything but meetings is left. */
bool                leaver_leaves_something(const struct leaver *l);
enum err MUST_CHECK leaver_meetings(struct work *w, const struct team *t,
    struct leaver_meeting **out, size_t *count);
/* Letters that somebody was told of as held for them, and that nobody has let
 * go or taken back; and all such about one child. */
enum err MUST_CHECK leaver_letters(struct work *w, struct id account,
    struct letter_waits **out, size_t *count);
enum err MUST_CHECK leaver_letters_about(struct work *w, struct id person,
    struct letter_waits **out, size_t *count);
/* Of the team, whose work falls to somebody with these roles. */
enum err MUST_CHECK leaver_heirs(struct work *w, const struct team *t,
    const struct role_term *const *roles, size_t role_count, struct id **out,
    size_t *count);

/* The last day; none: they stay.  ERR_INVALID: it is over; ERR_ILLEGAL: the
 * account has ended; ERR_DENIED: one's own. */
enum err MUST_CHECK leaver_day_set(struct work *w, struct id account,
    struct date last, struct id by);
/* Ends the account, and tells. */
enum err MUST_CHECK leaver_go(struct work *w, struct id account, struct id by);
/* Accounts whose last day is over; and when the next will be. */
enum err MUST_CHECK leaver_due(struct work *w, struct id **out, size_t *count);
enum err MUST_CHECK leaver_next(struct work *w, struct moment *next);

#endif
