/*
 * brief -- the short path: a form filled in by somebody on their feet, from
 * its list to its first page.  What follows are the pages of a draft
 * (web/report.h), drawn by views/brief.html.
 */
#ifndef WEB_BRIEF_H
#define WEB_BRIEF_H

#include "action/brief.h"
#include "action/second_look.h"
#include "web/report.h"

visit_in  in_brief_start, in_second_look, in_second_look_back;
visit_see see_briefs, see_brief_start, see_second_looks, see_second_look,
    see_second_look_done;

/* views/brief.html */
void briefs_page(struct page *pg, const struct briefs *b);
/* views/brief_look.html */
void brief_looks_page(struct page *pg, const struct second_looks *s);
void brief_look_page(struct page *pg, const struct second_look_page *p);
/* Pieces that both draw. */
void brief_quality(struct page *pg, const struct quality *q);

/* ---- words and helps for templates ---- */

/* The n-th form of the short path, or null. */
const struct form *brief_form(const struct page *pg, size_t n);
/* The page before that one: the list, or the section before. */
struct str brief_back(struct page *pg, const struct report_view *r);
/* The section's place among the pages, from 1. */
struct str brief_place(struct page *pg, const struct report_view *r);
/* Whether the section asks who the children are. */
bool brief_names_children(const struct report_view *r);
int  brief_children_most(const struct report_view *r);
/* How long until then, in hours and minutes. */
struct str brief_left(struct page *pg, struct moment until);
/* Of a hundred. */
int64_t brief_share(int64_t points, int64_t most);

#endif
