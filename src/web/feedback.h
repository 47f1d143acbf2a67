/*
 * feedback -- pages for who reported: what became of it.
 */
#ifndef WEB_FEEDBACK_H
#define WEB_FEEDBACK_H

#include "action/feedback.h"
#include "web/visit.h"

visit_in  in_reported_list, in_reported;
visit_see see_reported_list, see_reported;

/* views/reported.html */
void feedback_list_page(struct page *pg, const struct reported_list *list);
void feedback_reported_page(struct page *pg, const struct reported *r);
/* One answer as who reported reads it; on the preview too. */
void feedback_told_view(struct page *pg, const struct reported_told *told);

/* ---- words and helps for templates ---- */

enum msg   feedback_state_msg(enum reported_state s);
struct str feedback_names(struct page *pg, const struct reported *r);
struct str feedback_page_url(struct page *pg, int64_t page);
/* "1 working day" and its like; empty when no time is given. */
struct str feedback_span(struct page *pg, struct span span);

#endif
