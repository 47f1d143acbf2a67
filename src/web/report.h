/*
 * report -- pages of what is being told to the front door: drafts, the
 * concern's task list, a telephone call, what happens next.
 *
 * The same pages serve five doors, which differ in where they stand:
 *
 *     /report/DRAFT           somebody with an account reports
 *     /call/DRAFT             whoever takes calls writes one down
 *     /invite/SECRET/DRAFT    a one-time link
 *     /brief/DRAFT            the short path: no task list, all children on
 *                             a page
 *     /casework/DRAFT         begun on a child's page, about children who
 *                             are there (web/casework.h)
 *
 * Behind each stand /SECTION, /SECTION/CHILD, and what no section can be
 * called, since ids have no hyphen: /check-answers, /what-next,
 * /throw-away, /save-field.
 */
#ifndef WEB_REPORT_H
#define WEB_REPORT_H

#include "action/report.h"
#include "web/check.h"
#include "web/form.h"
#include "web/visit.h"

visit_in in_reports, in_report_start, in_report_after, in_draft,
    in_draft_section, in_draft_save, in_draft_field, in_draft_children,
    in_draft_send, in_draft_sent, in_call_start, in_call_check;
visit_see see_reports, see_report_start, see_report_after, see_draft,
    see_draft_section, see_draft_save, see_draft_field, see_draft_children,
    see_draft_check, see_draft_send, see_draft_sent, see_draft_drop_ask,
    see_draft_drop, see_calls, see_call_start, see_call_check_form,
    see_call_check;

/* Something that is missing or wrong: the page and the input where it can be
 * put right. */
struct report_missing {
    struct str page, input, words;
};

/* A draft on its page. */
struct report_view {
    struct str                   base; /* "/report/f01h...", no language */
    bool                         link; /* a one-time link              */
    const struct draft_page     *draft;
    struct form_look             look;
    const struct form_section   *section;
    int                          child;   /* -1: all of them              */
    const struct str            *notices; /* of the section just left   */
    size_t                       notice_count;
    bool                         more;    /* questions opened by an answer */
    const struct report_missing *missing; /* what keeps it from going */
    size_t                       missing_count;
    const struct report_missing *open; /* what would make it better */
    size_t                       open_count;
};

/* Who rings, for a check by telephone. */
struct call_typed {
    struct str caller, agency, called_back;
};

/* What was typed to begin one. */
struct report_begin {
    struct str reference, code;
};

/* views/report.html */
void reports_page(struct page *pg, const struct draft_list *list,
    const struct report_begin *typed);
void report_after_page(struct page *pg, const struct report_after *after);
void report_tasks_page(struct page *pg, const struct report_view *r);
void report_section_page(struct page *pg, const struct report_view *r);
void report_check_page(struct page *pg, const struct report_view *r);
void report_drop_page(struct page *pg, const struct report_view *r);
void report_sent_page(struct page *pg, const struct report_receipt *sent,
    bool link);
/* views/report_call.html */
void report_calls_page(struct page *pg, const struct draft_list *list);
void report_call_page(struct page *pg, const struct report_view *r);
void report_call_check_page(struct page *pg, const struct check_typed *typed,
    const struct call_typed *caller);
/* views/brief.html */
void brief_section_page(struct page *pg, const struct report_view *r);
void brief_check_page(struct page *pg, const struct report_view *r);
void brief_sent_page(struct page *pg, const struct report_receipt *sent);
/* Pieces that the other doors draw too. */
void report_notices(struct page *pg, const struct report_view *r);
void report_known(struct page *pg, const struct report_view *r, int child);
void report_draft_card(struct page *pg, const struct report_view *r);
void report_check_section(struct page *pg, const struct report_view *r,
    const struct form_section *s);
void report_missing(struct page *pg, const struct report_view *r);
void report_steps(struct page *pg, const struct report_receipt *sent);
void report_copy(struct page *pg, const struct report_receipt *sent);
void report_aside(struct page *pg, const struct check_line *lines,
    size_t count);
void report_shut(struct page *pg, const struct check_line *lines, size_t count);
void report_form_hidden(struct page *pg, const struct report_view *r);
void report_saving(struct page *pg);
void report_written(struct page *pg, enum lang written);
void report_draft_rows(struct page *pg, const struct draft_list *list,
    enum verb verb, struct str path);

/* ---- words and helps for templates ---- */

/* Fills what is missing, with the page where each can be answered. */
void report_list_missing(struct page *pg, struct report_view *r);
enum report_task { TASK_NOT_STARTED, TASK_STARTED, TASK_DONE, TASK_OPTIONAL };
enum report_task report_task(const struct report_view *r, size_t section);
size_t           report_done(const struct report_view *r);
/* Whether the section stands under that heading: 0, 1, 2. */
bool report_in_group(const struct form *f, size_t section, int group);
/* Beside the section's title: the child's name, how urgent; or empty. */
struct str report_hint(struct page *pg, const struct report_view *r,
    size_t section);
/* The page of a section, of its first child. */
struct str report_url(struct page *pg, const struct report_view *r,
    const struct form_section *s, int child);
struct str report_base(struct page *pg, const struct report_view *r,
    struct str behind);
/* What leads to the page on which the answers are checked. */
enum msg report_check_msg(const struct report_view *r);
/* The first section that is not done, or null. */
const struct form_section *report_next(const struct report_view *r);
/* Whether the desk that reports go to is shut now. */
bool       report_is_shut(const struct page *pg);
struct str report_span(struct page *pg, struct span span);
struct str report_by(struct page *pg, struct moment due);
bool       report_due_is_day_end(struct page *pg, struct moment due);

#endif
