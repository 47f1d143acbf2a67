/*
 * password -- one's own password, and a first one for somebody who has
 * forgotten theirs.
 *
 * PASSWORD_SET (struct password_ask, answer struct password_set): by whoever
 * knows the present password, signed in or not; their other sessions end.
 * ACCOUNT_RESET (about the account, struct reset_ask): gives a first
 * password, ends the sessions; the account must be confirmed again (S3), and
 * its owner is told on their home page.
 */
#ifndef ACTION_PASSWORD_H
#define ACTION_PASSWORD_H

#include "action/action.h"

#define PASSWORD_LEAST 12 /* characters */

struct password_ask {
    struct str login, old, fresh; /* as typed                      */
    struct str stored;            /* by password_check(): what old fits */
    struct str hash;              /* of the fresh one              */
};
struct password_set {
    bool      works; /* signing in is possible now */
    enum lang lang;
};
struct reset_ask {
    struct str shown; /* told once, kept nowhere */
    struct str hash;
};

/*
 * Compares the old password and hashes the fresh one (slow: from the slow
 * class, before PASSWORD_SET).  ERR_INVALID with fault: the fresh one is the
 * name of the account's owner, which only they are told.
 */
enum err MUST_CHECK password_check(struct cx *cx, struct password_ask *ask,
    struct fault *fault);

#endif
