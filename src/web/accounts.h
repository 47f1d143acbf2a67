/*
 * accounts -- the accounts of an agency.
 */
#ifndef WEB_ACCOUNTS_H
#define WEB_ACCOUNTS_H

#include "action/accounts.h"
#include "web/visit.h"

visit_in in_accounts, in_account, in_account_grant, in_account_new,
    in_account_there, in_account_new_there;
visit_see see_accounts, see_account, see_account_done, see_account_form,
    see_account_there, see_account_new;

/* What was typed for a new account. */
struct account_typed {
    struct str name, login, title_cy, title_en, language, day, month, year,
        home;
};
/* What was chosen to be granted: a role's id, a desk's. */
struct account_wish {
    struct str role, desk;
};
/* views/accounts.html */
void accounts_page_draw(struct page *pg, const struct accounts_page *p);
void account_page_draw(struct page *pg, const struct account_page *p,
    const struct account_wish *wish);
/* at: where it is sent and where it leads back, without the language. */
void account_form_page(struct page *pg, struct words agency, struct str at,
    const struct account_typed *t);
/* Nothing was granted or confirmed, and why. */
void account_wrong_page(struct page *pg, enum msg title, enum msg why,
    struct id account);

/* The desk at which a role is held: its id, and what it is called. */
struct str account_desk_id(struct page *pg, const struct account_role *r);
struct str account_desk_words(struct page *pg, const struct account_page *p,
    const struct account_role *r);
/* Whether the page has a form for it. */
bool     account_may_grant(const struct account_page *p);
enum msg account_state_msg(const struct account *a);

#endif
