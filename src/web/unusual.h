/*
 * unusual -- the auditor's page of looks to ask about.
 */
#ifndef WEB_UNUSUAL_H
#define WEB_UNUSUAL_H

#include "action/unusual.h"
#include "web/ledger.h"

visit_see see_unusual;

/* views/unusual.html */
void unusual_page_draw(struct page *pg, const struct unusual_page *p);

enum msg unusual_msg(enum unusual_why why);

#endif
