/*
 * casework -- pages for recording about a child from the child's own page:
 * what may be recorded, whom it is about, and what it has done.  In between
 * stand the pages of a draft (web/report.h).
 */
#ifndef WEB_CASEWORK_H
#define WEB_CASEWORK_H

#include "action/casework.h"
#include "web/report.h"

visit_in  in_casework, in_casework_form, in_casework_begin, in_newcomer;
visit_see see_casework, see_casework_form, see_casework_begin,
    see_casework_sent;

/* views/casework.html */
void casework_list_page(struct page *pg, const struct casework_page *c);
/* typed: what was chosen before, when something was wrong. */
void casework_begin_page(struct page *pg, const struct casework_page *c,
    const struct form_values *typed);
void casework_sent_page(struct page *pg, const struct casework_sent *s);
/* Whom a newcomer may be, to choose or to say none of them. */
void casework_newcomer(struct page *pg, const struct report_view *r);
/* The children of a draft, in one line. */
void casework_subjects_line(struct page *pg, const struct report_view *r);
/* Parts of the child's own page: its header, its next dates, its voice. */
void casework_seen(struct page *pg, const struct child_seen *s);
/* The same in a cell of a list. */
void casework_seen_brief(struct page *pg, const struct child_seen *s);
void casework_next(struct page *pg, const struct child_page *c);
void casework_then(struct page *pg, const struct child_page *c);
void casework_voice(struct page *pg, const struct child_page *c);
/* When something is due, late in words. */
void casework_due_words(struct page *pg, const struct child_due *d);

/* ---- words and helps for templates ---- */

/* The page where a form about the child is begun. */
struct str casework_url(struct page *pg, struct id person,
    const struct form *form);
/* The same, to answer that question. */
struct str casework_question_url(struct page *pg, struct id person,
    const struct form *form, struct id question);
/* Whether that child was ticked to be in it too. */
bool casework_with(struct page *pg, const struct form_values *typed,
    struct id person);
/* "3 days ago", "today". */
struct str casework_ago(struct page *pg, int64_t days);
/* That its days do not count, and since when where that is at hand. */
struct str casework_paused(struct page *pg, const struct child_due *d);
/* Their names, joined. */
struct str casework_names(struct page *pg, const struct report_view *r);
enum msg   casework_did_msg(enum casework_did did);

#endif
