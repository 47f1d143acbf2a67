/*
 * tasks -- my tasks: a page of their own, and the first of them at home.
 */
#ifndef WEB_TASKS_H
#define WEB_TASKS_H

#include "action/tasks.h"
#include "web/visit.h"

visit_in  in_tasks;
visit_see see_tasks;

/* views/tasks.html */
void tasks_page(struct page *pg, const struct tasks *t);
void tasks_table(struct page *pg, const struct tasks *t);

/* Where it is answered. */
struct str tasks_answer_url(struct page *pg, const struct waiting *w);
struct str tasks_url(struct page *pg, int64_t page);

#endif
