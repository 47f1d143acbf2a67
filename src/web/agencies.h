/*
 * agencies -- the administrator's pages of agencies and their desks.
 */
#ifndef WEB_AGENCIES_H
#define WEB_AGENCIES_H

#include "action/agencies.h"
#include "web/visit.h"

visit_in  in_agencies, in_agency, in_desk_new;
visit_see see_agencies, see_agency, see_desk_new;

/* views/agencies.html */
void agencies_page_draw(struct page *pg, const struct agencies_page *p);
void agency_page_draw(struct page *pg, const struct agency_page *p);

#endif
