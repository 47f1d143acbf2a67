/*
 * relatives -- the page of those who were found to be relatives.
 */
#ifndef WEB_RELATIVES_H
#define WEB_RELATIVES_H

#include "action/relatives.h"
#include "web/visit.h"

visit_in  in_relative;
visit_see see_relatives, see_relative_done;

/* views/relatives.html */
void relatives_page_draw(struct page *pg, const struct relatives_page *p);
void relatives_wrong_page(struct page *pg);

enum msg relatives_msg(enum kin_basis b);

#endif
