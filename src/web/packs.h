/*
 * packs -- the administrator's page of installed packs.
 */
#ifndef WEB_PACKS_H
#define WEB_PACKS_H

#include "action/packs.h"
#include "web/visit.h"

visit_see see_packs;

/* views/packs.html */
void packs_page_draw(struct page *pg, const struct packs_page *p);

enum msg   packs_verb_msg(const struct gain *g);
enum msg   packs_depth_msg(enum depth d);
struct str packs_version(struct page *pg, const struct pack *p);

#endif
