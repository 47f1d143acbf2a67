/*
 * reader -- who is asking: an account with its roles, desks and scope.
 */
#ifndef POLICY_READER_H
#define POLICY_READER_H

#include "record/account.h"
#include "record/team.h"

enum reader_kind {
    READER_NOBODY, /* not signed in                              */
    READER_ACCOUNT,
    READER_INVITE, /* came by a one-time link (S14)              */
    READER_SERVICE /* init, demo, import: acts for the service   */
};

struct memo; /* opaque: policy/memo.c */

struct reader {
    enum reader_kind         kind;
    struct account           account; /* READER_ACCOUNT; for SERVICE the
                                          account it acts for, or none */
    struct agency            agency;
    const struct role_term **roles;
    size_t                   role_count;
    /* Desks staffed now: own, and those covered out of hours. */
    struct desk *desks;
    struct str  *through; /* of each, the kind of the own desk
                                         through which it is staffed     */
    size_t       desk_count;
    /* Keys that lists are joined with: desks, agency, account. */
    struct id   *scope;
    size_t       scope_count;
    struct str   invite; /* hash of the link */
    struct memo *memo;   /* of one look; null: nothing is remembered */
};

/* An empty one, for the reader of one snapshot (policy/memo.h). */
struct memo *memo_new(struct arena *a);

/* Roles and desks as they are at w->now.  ERR_SIGN_IN: there is no such
 * account, it has ended, or nobody has confirmed it. */
enum err MUST_CHECK reader_of_account(struct work *w, struct id account,
    struct reader *out);
/* Whether any of the reader's roles has the verb at all. */
bool reader_may(const struct reader *r, enum verb verb);
/* Nothing but roles that check and report (S5). */
bool reader_is_check_only(const struct reader *r);
/*
 * Whose work the reader answers for: the roles whose manager, at whatever
 * remove, is a role of theirs.  An authority has one desk of each kind, so
 * role and agency say which team.
 */
enum err MUST_CHECK reader_leads(const struct pack *p, struct arena *a,
    const struct reader *r, struct team *out);
/* Checks of this reader are discreet (S4): one such role is enough. */
bool reader_is_discreet(const struct reader *r);

#endif
