/*
 * session -- who is at the door: signing in and out, and knowing again.
 *
 * Actions SIGN_IN (with struct sign_in_ask, answer struct sign_in_answer;
 * ERR_ILLEGAL: a first password, which opens no session), SIGN_OUT and
 * LANGUAGE_SET (with enum lang).
 */
#ifndef ACTION_SESSION_H
#define ACTION_SESSION_H

#include "action/action.h"

struct sign_in_ask {
    struct str login, password;
};
struct sign_in_answer {
    struct str secret; /* for the cookie, told once */
    struct id  account;
    enum lang  lang;
};

/*
 * Compares the password (slow: call it from the slow class, before SIGN_IN)
 * and puts what fits in its place: the account's stored hash, or nothing.
 * name may be null: whose it is, when it fits.
 */
enum err MUST_CHECK session_check(struct cx *cx, struct sign_in_ask *ask,
    struct str *name);

/*
 * Fills in cx who the cookie's secret stands for, and the token that forms
 * must carry.  ERR_SIGN_IN: nobody, or no longer; cx stays nobody's.
 */
enum err MUST_CHECK session_enter(struct cx *cx, struct str secret,
    struct str *token);

/* SIGN_IN_PAGE: in a demonstration the invented people to sign in as, one
 * for each role; else the answer is null. */
struct demo_person {
    struct str   login, name;
    struct words title, agency;
};
struct demo_people {
    struct str          password; /* the same for all */
    struct demo_person *rows;
    size_t              count;
};

/* A cx for the service itself (init, demo, import), or for an account that
 * it acts for. */
struct cx cx_service(struct service *s, struct arena *a, struct id account);

#endif
