/*
 * compliance -- the pages of what is due, and of the list behind a figure.
 *
 * Which list is in the query: clock, when, by, page.
 */
#ifndef WEB_COMPLIANCE_H
#define WEB_COMPLIANCE_H

#include "action/compliance.h"
#include "web/visit.h"

visit_in  in_compliance_list;
visit_see see_compliance, see_compliance_list;

/* views/compliance.html */
void compliance_page_draw(struct page *pg, const struct compliance *c);
void compliance_list_draw(struct page *pg, const struct compliance_page *p);
/* By when, and whether that is late or foreseen. */
void compliance_when(struct page *pg, const struct oversee_due *d);

/* ---- words and helps for templates ---- */

enum msg compliance_when_msg(enum oversee_when when);
/* "3 children", "1 event" */
struct str compliance_number(struct page *pg, enum compliance_by by, int64_t n);
struct str compliance_url(struct page *pg, const struct compliance_ask *ask);
/* The same list the other way round, or its other pages. */
struct str compliance_url_by(struct page *pg, const struct compliance_page *p,
    enum compliance_by by);
struct str compliance_url_page(struct page *pg, const struct compliance_page *p,
    int64_t page);
bool       compliance_has_more(const struct compliance_page *p);
/* The clock that the list is of, or that it is of all. */
struct str compliance_title(struct page *pg, const struct compliance_page *p);

#endif
