/*
 * plan -- a child's plan.
 */
#ifndef WEB_PLAN_H
#define WEB_PLAN_H

#include "action/plan.h"
#include "web/visit.h"

visit_see see_plan;

/* views/plan.html */
void plan_draw(struct page *pg, const struct plan_page *p);

/* Words for templates. */
enum msg plan_beside_msg(enum plan_beside beside);
enum msg plan_done_msg(enum plan_done done);
/* "Version 2, 11 January 2027". */
struct str plan_version_words(struct page *pg, const struct plan_version *v);

#endif
