/*
 * agencies -- the administrator's pages of agencies and their desks.
 */
#ifndef WEB_AGENCIES_H
#define WEB_AGENCIES_H

#include "action/agencies.h"
#include "web/visit.h"

visit_in  in_agencies, in_agency, in_agency_new, in_desk_new, in_desk_numbers;
visit_see see_agencies, see_agency, see_agency_form, see_agency_new,
    see_agency_ended, see_desk_form, see_desk_new, see_numbers_form,
    see_numbers;

/* What was typed for a new agency, and for a desk. */
struct agency_typed {
    struct str kind, name_cy, name_en, language;
};
struct desk_typed {
    struct str term, telephone, relay;
    struct str desk; /* id of the one that is changed */
};
/* views/agencies.html */
void agencies_page_draw(struct page *pg, const struct agencies_page *p);
void agency_page_draw(struct page *pg, const struct agency_page *p);
void agency_form_page(struct page *pg, const struct agencies_page *p,
    const struct agency_typed *t);
void desk_form_page(struct page *pg, const struct agency_page *p,
    const struct desk_typed *t);
void desk_numbers_page(struct page *pg, const struct agency_page *p,
    const struct desk_typed *t);

/* The list's other pages. */
struct str agencies_url(struct page *pg, int64_t page);

#endif
