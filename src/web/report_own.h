/*
 * report_own -- what the files about reports share, and nobody else.
 */
#ifndef WEB_REPORT_OWN_H
#define WEB_REPORT_OWN_H

#include "web/report.h"

/* Where a draft's page stands: its address without the language, whether by
 * a one-time link, and which part of the path its section would be. */
struct report_place {
    struct str base;
    bool       link;
    size_t     first;
};
/* Reads the path: puts the draft and the purpose into the ask, and whoever
 * came by a link into the cx. */
enum err MUST_CHECK report_place(struct visit *v, struct report_place *out);
/* Again, once the visit has been answered. */
struct report_place report_place_of(struct visit *v);
/* A draft, ready to be drawn; its section and child as the path says (false:
 * there is none such). */
void report_view_of(struct visit *v, const struct draft_page *d,
    struct report_view *r);
bool report_section_of(struct visit *v, struct report_view *r);
/* A call is one page: what is said is written down while it is said. */
bool report_is_whole(const struct report_view *r);
/* A short path: pages of all the children, one after the other. */
bool report_is_brief(const struct report_view *r);
/* Its first page, instead of a task list. */
void brief_begin(struct visit *v, const struct report_view *r);
/* The page of the section, or of the whole call. */
void report_draw(struct visit *v, const struct report_view *r, int status);
struct str report_what_next(struct visit *v, const struct report_view *r);
/* The page of a view again, with a query. */
struct str report_here(struct visit *v, const struct report_view *r,
    struct str query);

#endif
