/*
 * coverage -- the page of what is known of children, by agency (A6).
 */
#ifndef WEB_COVERAGE_H
#define WEB_COVERAGE_H

#include "action/coverage.h"
#include "web/visit.h"

/* The auditor's and who leads; the custodian's; settings: in_accounts. */
visit_in  in_coverage_audited, in_coverage_kept;
visit_see see_coverage;

/* views/coverage.html */
void coverage_page_draw(struct page *pg, const struct coverage_page *p);

enum msg coverage_msg(enum coverage_field f);

#endif
