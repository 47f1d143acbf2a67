/*
 * concern -- the page of one concern, the forms that are recorded in it, and
 * saying who a child is.
 *
 * A form is sent to the page it stands on.  When everything that must be
 * answered is, it is recorded; else the form comes again with the questions
 * that the answers have opened, and what is wrong beside those that were
 * there.  An answer to who reported is shown first as they will read it.
 */
#ifndef WEB_CONCERN_H
#define WEB_CONCERN_H

#include "action/concern_record.h"
#include "action/feedback.h"
#include "action/link.h"
#include "web/form.h"
#include "web/inbox.h"

visit_in in_concern, in_concern_reporter, in_concern_form, in_concern_record,
    in_link_same, in_link_apart, in_link_twins, in_link_order, in_link_undo,
    in_link_over, in_link_move, in_link_keep, in_disagree_form, in_disagree;
visit_see see_concern, see_concern_reporter, see_concern_form,
    see_concern_record, see_link;

/* A form on its page. */
struct record_view {
    const struct concern_form_page *page;
    struct form_look                look;
    struct typed                    typed;
    struct str                      to;   /* where it is sent           */
    struct str                      back; /* the page that it came from */
    bool                            own;  /* who reported disagrees     */
    bool                            more; /* answers opened questions   */
    bool two_traced; /* numbers of the two records: which stands is asked */
};
/* Asked by nobody: filled in by the page itself. */
bool concern_record_hides(const struct record_view *r, const struct field *f);
/* The two records of a pair, in the order of the form's own questions. */
void concern_fill_records(struct typed *t, const struct link_ask *in);
/* What the button says. */
enum msg concern_record_button(const struct record_view *r);
/* Whether a file may come with it. */
bool concern_record_has_file(const struct record_view *r);
/* Where the language toggle sends the form, without the language. */
struct str concern_toggle(const struct record_view *r);
/* Accounts and agencies for questions that ask for one. */
void concern_record_offer(struct record_view *r);

/* views/concern.html */
void concern_page_draw(struct page *pg, const struct concern_page *p,
    const struct record_view *decide, const struct record_view *read);
/* The waterfall of one candidate. */
void concern_fall(struct page *pg, const struct evidence *why);
void concern_reporter_page(struct page *pg, const struct concern_reporter *r);
/* views/concern_record.html */
void concern_record_page(struct page *pg, const struct record_view *r);
void concern_preview_page(struct page *pg, const struct record_view *r,
    const struct reported_told *told, const struct str *flags,
    size_t flag_count);
void concern_first_page(struct page *pg, const struct concern_first *first,
    struct str back, struct str typed);
/* views/concern_link.html */
void link_page_draw(struct page *pg, const struct link_page *p,
    const struct record_view *r);

/* ---- words and helps for templates ---- */

struct str concern_url(struct page *pg, struct id thread, struct id source);
struct str concern_form_url(struct page *pg, struct id thread, struct id source,
    const struct form *f);
/* "/concern/T/S/WHAT/ID" for linking and undoing. */
struct str concern_link_url(struct page *pg, const struct concern_page *p,
    struct str what, struct id id);
struct id  concern_link_other(const struct concern_page *p,
     const struct child_link                            *l);
/* Where an entry is given to the other child, of an undone link. */
struct str concern_move_url(struct page *pg, const struct link_page *p);
struct str concern_keep_url(struct page *pg, const struct link_page *p);
struct str concern_translate_url(struct page *pg, const struct concern_page *p,
    const struct concern_line *l);
/* The form for that use among those the reader may record; or null. */
const struct form        *concern_may(const struct concern_page *p,
           enum concern_use                                      use);
const struct concern_tab *concern_shown(const struct concern_page *p);
/* First name, for "Decide for: Lleucu". */
struct str concern_first_name(struct page *pg, const struct concern_page *p);
/* The clock that comes first, open; or null. */
const struct concern_clock *concern_next(const struct concern_page *p);
bool                        concern_clock_late(const struct concern_clock *c);
/* Pack terms joined by line ends, as words. */
struct str concern_terms(struct page *pg, struct str terms);

/* The waterfall: where a bar begins and how wide it is, of 220. */
struct fall_bar {
    int64_t x, width;
};
struct fall_bar concern_bar(const struct evidence *why, size_t row);

#endif
