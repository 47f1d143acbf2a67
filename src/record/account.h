/*
 * account -- people who sign in, what they may be, and their sessions.
 *
 * Nobody grants a role to themselves (S3); an account works only after it
 * was confirmed.  Session ids are random and stand hashed.  Times of
 * sessions are machine time.
 *
 * Passwords   one that somebody else gave is a first password: good for
 *             setting one's own and for nothing else, so that whoever made
 *             or reset an account never holds one that works.
 * Confirming  by somebody who is neither the account nor its maker, nor gave
 *             its password: of the
 *             same agency in the role the pack names (confirmed_by); where
 *             that would be the same person, in the pack's other role
 *             (confirmed_else), of that agency or of its authority.
 * Granting    by somebody who holds one of the role's granted_by; a role
 *             for other kinds of agency, at a desk that is not the role's
 *             or the agency's, or added to none of the roles it belongs
 *             with, is ERR_ILLEGAL.
 * The service itself (no account) may do both.
 */
#ifndef RECORD_ACCOUNT_H
#define RECORD_ACCOUNT_H

#include "record/agency.h"

struct account_role {
    const struct role_term *role;
    struct id               desk; /* none: agency-wide */
};
struct account {
    struct id            id, agency, made_by; /* none: the service */
    struct id            password_by;         /* who gave a first one last */
    struct str           login, name, password;
    struct words         title;
    enum lang            language;
    struct date          birth_date;
    struct date          last_day; /* leaver.h; none: nobody said */
    struct str           home; /* account_new(): where they live; what is kept
                                  is a keyed hash (S9), and it is not read */
    bool                 confirmed, ended;
    bool                 first; /* the password is not their own yet */
    struct account_role *roles; /* in force now */
    size_t               role_count;
};

extern const struct statements account_statements, session_statements;

/* The password is a hash already, a first one if a->first; roles are not
 * looked at.  made_by none: the service (init, demo).  ERR_CONFLICT: login
 * taken. */
enum err MUST_CHECK account_new(struct work *w, const struct account *a,
    struct id made_by, struct id *id);
/* ERR_CONFLICT: it is confirmed; ERR_ILLEGAL: it has ended, or somebody (not
 * the service) confirms it before its password is its own. */
enum err MUST_CHECK account_confirm(struct work *w, struct id account,
    struct id by);
/* Whether by may, once the password is its own: OK or ERR_DENIED. */
enum err MUST_CHECK account_may_confirm(struct work *w, const struct account *a,
    struct id by);
/* Those not confirmed yet of the agencies in an authority's area. */
enum err MUST_CHECK account_waiting(struct work *w, struct id authority,
    struct account **out, size_t *count);
/* ERR_DENIED: to oneself, or by somebody whose role may not grant it.
 * ERR_INVALID: no such role, or until is over.  ERR_CONFLICT: held already,
 * at that desk.  until us 0: open, or as long as the role lasts. */
enum err MUST_CHECK account_grant(struct work *w, struct id account,
    struct str role, struct id desk, struct id by, struct moment until);
/* From now on; a session that is open has it no more at its next request.
 * ERR_DENIED: one's own; ERR_ABSENT: it is not held at that desk. */
enum err MUST_CHECK account_revoke(struct work *w, struct id account,
    struct str role, struct id desk, struct id by);
/* Ends it, and with it its sessions. */
enum err MUST_CHECK account_end(struct work *w, struct id account,
    struct id by);
/* One's own password, a hash: what was given before is forgotten. */
enum err MUST_CHECK account_password(struct work *w, struct id account,
    struct str hash);
/* A first password; the account must be confirmed again.  Its sessions are
 * the caller's to end.  ERR_DENIED: one's own; ERR_ILLEGAL: it has ended. */
enum err MUST_CHECK account_reset(struct work *w, struct id account,
    struct str hash, struct id by);
enum err MUST_CHECK account_load(struct work *w, struct id id,
    struct account *out);
/* When time alone changes what roles it has; INT64_MAX: never. */
enum err MUST_CHECK account_changes(struct work *w, struct id id,
    struct moment *at);
enum err MUST_CHECK account_name(struct work *w, struct id id,
    struct str *name);
enum err MUST_CHECK account_of_login(struct work *w, struct str login,
    struct account *out);
/* Of one agency, or (none given) of all. */
enum err MUST_CHECK account_list(struct work *w, struct id agency,
    struct account **out, size_t *count);
enum err MUST_CHECK account_language(struct work *w, struct id account,
    enum lang lang);
/* Whether it has that role of the pack's now. */
bool account_is(const struct account *a, struct str role);

#define SESSION_IDLE_MINUTES 15
#define SESSION_MOST_HOURS 12
#define SESSION_TOUCH_US INT64_C(60000000) /* "seen" is written no oftener */
#define SESSIONS_MOST 3 /* of one account; a further one ends the oldest */
struct session {
    struct str    hash;  /* of the id in the cookie: bytes */
    struct str    token; /* for forms, 32 bytes            */
    struct id     account;
    struct moment made_at, seen_at;
};
/* A new session; id is the secret for the cookie, told once.  Whether the
 * account works is the caller's to ask; session_find() asks it each time. */
enum err MUST_CHECK session_new(struct work *w, struct id account,
    struct moment machine_now, struct str *id, struct session *out);
/* ERR_SIGN_IN when there is none, it is over, or the account does not work.
 * Brings what known_turns_are() tells along. */
enum err MUST_CHECK session_find(struct work *w, struct str id,
    struct moment machine_now, struct session *out);
/* Whose session a form was given in, by the form's token in hex; the session
 * may be over.  ERR_SIGN_IN: nobody's, or the account does not work. */
enum err MUST_CHECK session_of_token(struct work *w, struct str token,
    struct id *account);
enum err MUST_CHECK session_touch(struct work *w, struct str hash,
    struct moment machine_now);
enum err MUST_CHECK session_end(struct work *w, struct str hash,
    struct moment machine_now);
/* All of an account's but the one kept (its hash; empty: none). */
enum err MUST_CHECK session_end_others(struct work *w, struct id account,
    struct str kept, struct moment machine_now);

#endif
