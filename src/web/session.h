/*
 * session -- signing in and out, and the blank screen.
 */
#ifndef WEB_SESSION_H
#define WEB_SESSION_H

#include "action/session.h"
#include "web/visit.h"

visit_in  in_sign_in, in_sign_in_page;
visit_see see_sign_in, see_sign_in_page, see_sign_out, see_sign_out_page,
    see_hidden, see_stay;

/* What was typed as a sign-in name, in small letters. */
struct str session_login_typed(struct visit *v);
/* Counts a try of that account from that address: 0, or how long to wait. */
int64_t session_tries_left(struct visit *v, struct str login);

struct sign_in_page {
    struct str login;  /* as typed */
    struct str to;     /* where to go afterwards, a path of ours */
    bool       kept;   /* what was typed waits there             */
    bool       unsafe; /* the browser would not keep the cookie  */
    struct str wait;   /* minutes, when tried too often          */
};
/* views/session.html */
void session_sign_in_page(struct page *pg, const struct sign_in_page *s,
    const struct demo_people *people);
void session_sign_out_page(struct page *pg);
void session_hidden_page(struct page *pg, struct str back);

#endif
