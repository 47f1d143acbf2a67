/*
 * plan_list -- actions of plans that are for the reader's agency.
 */
#ifndef WEB_PLAN_LIST_H
#define WEB_PLAN_LIST_H

#include "action/plan_list.h"
#include "web/visit.h"

visit_in  in_plan_actions;
visit_see see_plan_actions;

/* views/plan_list.html */
void plan_list_draw(struct page *pg, const struct plan_list *l);
void plan_list_table(struct page *pg, const struct plan_list *l);
void plan_list_part(struct page *pg, const struct plan_list *l);
/* A button that begins the answer about one. */
void plan_list_answer(struct page *pg, const struct form *f, struct id person,
    const struct plan_action *x);

#endif
