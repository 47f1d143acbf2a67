/*
 * leavers -- the page of those who leave or have left, and the form that
 * sets somebody's last day (on the page of their account).
 */
#ifndef WEB_LEAVERS_H
#define WEB_LEAVERS_H

#include "action/accounts.h"
#include "action/leavers.h"
#include "web/visit.h"

visit_in  in_account_leaves;
visit_see see_leavers;

/* views/leavers.html */
void leavers_page_draw(struct page *pg, const struct leavers *l);
void leavers_day_form(struct page *pg, const struct account_page *p);

#endif
