/*
 * inbox -- the page of concerns to decide, and of how much each worker has.
 *
 * What is shown is in the query, so that a page can be kept and sent on:
 * state, urgency, from, with, desk, sort, page.
 */
#ifndef WEB_INBOX_H
#define WEB_INBOX_H

#include "action/inbox.h"
#include "web/visit.h"

visit_in  in_inbox;
visit_see see_inbox, see_workload;

/* views/inbox.html */
void inbox_page(struct page *pg, const struct inbox *box);
/* views/workload.html */
void inbox_workload_page(struct page *pg, const struct workload *w);
/* A word and a shape for how urgent something is; risk 1 is the most. */
void inbox_tag(struct page *pg, int risk, struct words urgency);

/* ---- words and helps for templates ---- */

/* "Lleucu Penri, 6"; a child not born yet with the date expected. */
struct str inbox_child(struct page *pg, struct str name, struct date born,
    struct date expected);
/* "by end of Tue 2 March", or with the time when it is not a day's end. */
struct str inbox_due(struct page *pg, struct moment due);
/* The same of what is late: "Late: was due end of Mon 1 March". */
struct str inbox_late(struct page *pg, struct moment due);
struct str inbox_reference(struct page *pg, int64_t number);
/* The page of one child of a concern. */
struct str inbox_concern_url(struct page *pg, const struct thread_row *row);

/* Groups of the filter, and the choices of one: false behind the last. */
enum inbox_filter {
    FILTER_STATE,
    FILTER_URGENCY,
    FILTER_FROM,
    FILTER_WITH,
    FILTER_DESK,
    FILTER_COUNT
};
struct inbox_choice {
    struct str value, label;
    bool       chosen;
};
struct str inbox_filter_name(enum inbox_filter f);
enum msg   inbox_filter_msg(enum inbox_filter f);
bool       inbox_filter_choice(struct page *pg, const struct inbox *box,
          enum inbox_filter f, size_t n, struct inbox_choice *out);
/* The same list in another order, or its other pages. */
struct str inbox_sort_url(struct page *pg, const struct inbox *box,
    enum thread_sort sort);
struct str inbox_page_url(struct page *pg, const struct inbox *box,
    int64_t page);
/* Numbers as far as they are counted: "12", "999+". */
struct str inbox_count(struct page *pg, int64_t n);
struct str inbox_total(struct page *pg, const struct inbox *box);
bool       inbox_has_more(const struct inbox *box);

#endif
