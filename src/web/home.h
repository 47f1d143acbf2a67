/*
 * home -- what needs me, what I began, and the big next steps.
 */
#ifndef WEB_HOME_H
#define WEB_HOME_H

#include "action/home.h"
#include "web/brief.h"
#include "web/visit.h"

visit_in  in_home, in_notice_done;
visit_see see_home, see_notice_done;

/* views/home.html */
void home_page(struct page *pg, const struct home *h);

/* Words for templates. */
struct str home_notice_title(struct page *pg, const struct home_notice *n);
enum msg   home_notice_do(const struct home_notice *n);
/* Where the notice leads; empty: nowhere. */
struct str home_notice_path(struct page *pg, const struct home_notice *n);
enum msg   home_report_msg(const struct thread_row *r);
/* Where the minutes of a meeting that is over are prepared. */
struct str home_minutes_path(struct page *pg, const struct meeting_mine *m);
struct str home_reference(struct page *pg, int64_t number);
struct str home_draft_url(struct page *pg, const struct draft *d);
struct str home_draft_title(struct page *pg, const struct draft *d);

/* What this reader can begin, in order; null behind the last. */
struct home_step {
    enum verb  needs, or_needs;
    enum msg   msg, why; /* msg: MSG_NONE: the pack's word for noun */
    struct str path;
    struct str noun;
};
const struct home_step *home_step(const struct page *pg, size_t n);

#endif
