/*
 * password -- setting one's own password, and giving somebody a first one.
 */
#ifndef WEB_PASSWORD_H
#define WEB_PASSWORD_H

#include "action/password.h"
#include "web/visit.h"

visit_in  in_password, in_account_reset;
visit_see see_password_form, see_password, see_account_reset;

struct password_page {
    struct str login;  /* as typed, or one's own             */
    enum msg   why;    /* one is here; MSG_NONE: one asked for it */
    bool       unsafe; /* the browser would not keep a cookie */
};
/* Whoever signed in with a first password is led here. */
void password_first(struct visit *v, struct str login);

/* views/password.html */
void password_page_draw(struct page *pg, const struct password_page *p);
void password_done_page(struct page *pg, const struct password_set *p);
void password_given_page(struct page *pg, struct str shown, struct id account);

#endif
