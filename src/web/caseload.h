/*
 * caseload -- the pages of who has how many children, of one worker's, and
 * of the form by which several are given to somebody else.
 *
 * The worker is in the path ("nobody" for whom nobody co-ordinates); the
 * children chosen come as check boxes, and are sent along from then on; or
 * the whole list is, and then no child.
 */
#ifndef WEB_CASELOAD_H
#define WEB_CASELOAD_H

#include "action/caseload.h"
#include "web/form.h"

visit_in  in_caseload_list, in_caseload_pick, in_caseload_give;
visit_see see_caseload, see_caseload_list, see_caseload_form,
    see_caseload_given;

/* A form on its page. */
struct caseload_view {
    struct form_look                 look; /* first: offers find the view */
    const struct caseload_form_page *page;
    struct typed                     typed;
};

/* views/caseload.html */
void caseload_page_draw(struct page *pg, const struct caseload *c);
void caseload_list_draw(struct page *pg, const struct caseload_page *p);
void caseload_form_draw(struct page *pg, const struct caseload_view *f);
void caseload_given_draw(struct page *pg, const struct caseload_pick *pick,
    const struct caseload_given *got);

/* ---- helps for templates ---- */

/* "/caseload/ID" or "/caseload/nobody", and what stands behind it. */
struct str caseload_url(struct page *pg, struct id account, struct str more);
struct str caseload_url_page(struct page *pg, const struct caseload_page *p,
    int64_t page);
/* The list of one figure, and what the figure is called. */
struct str caseload_url_only(struct page *pg, struct id account,
    enum caseload_only only);
enum msg   caseload_only_msg(enum caseload_only only);
/* As the address has it; empty: all. */
struct str caseload_only_word(enum caseload_only only);
/* Of an address, what is behind the language. */
struct str caseload_path(struct str url);
/* Why a child is not given. */
enum msg caseload_why_msg(enum caseload_why why);
/* The title of a desk's kind; empty: at none. */
struct str caseload_desk(struct page *pg, struct str desk);

#endif
