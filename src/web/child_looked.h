/*
 * child_looked -- who has looked at a child (S4).
 */
#ifndef WEB_CHILD_LOOKED_H
#define WEB_CHILD_LOOKED_H

#include "action/child.h"
#include "web/visit.h"

visit_in  in_child_looked;
visit_see see_child_looked;

/* views/child_looked.html */
void       child_looked_page(struct page *pg, const struct child_lookers *c);
struct str child_looked_earlier(struct page *pg, const struct child_lookers *c);
struct str child_looked_back(struct page *pg, const struct child_lookers *c);

#endif
