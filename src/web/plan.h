/*
 * plan -- a child's plan.
 */
#ifndef WEB_PLAN_H
#define WEB_PLAN_H

#include "action/plan.h"
#include "web/visit.h"

visit_in  in_plan;
visit_see see_plan;

/* views/plan.html */
void plan_draw(struct page *pg, const struct plan_page *p);
/* views/plan_compare.html */
void plan_comparison_draw(struct page *pg, const struct plan_page *p);

/* Of the page's moment: the child's page, and this one; and this one now. */
struct str plan_child_url(struct page *pg, const struct plan_page *p);
struct str plan_url_then(struct page *pg, const struct plan_page *p);
struct str plan_url(struct page *pg, const struct plan_page *p);
/* The time of that day, or empty. */
struct str plan_as_of_clock(struct page *pg, const struct plan_page *p);

/* Words for templates. */
enum msg plan_beside_msg(enum plan_beside beside);
enum msg plan_done_msg(enum plan_done done);
/* "Version 2, 11 January 2027". */
struct str plan_version_words(struct page *pg, const struct plan_version *v);
/* Whether an outcome's last scores say: attended, and the same. */
bool plan_is_attended(const struct plan_page *p, const struct plan_outcome *o);
/* How a row of a comparison differs; MSG_NONE: not at all. */
enum msg plan_text_msg(const struct plan_text_row *r);
enum msg plan_pair_msg(const void *before, const void *after,
    enum plan_beside beside);

#endif
