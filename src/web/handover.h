/*
 * handover -- the page for the next worker, also on paper.
 */
#ifndef WEB_HANDOVER_H
#define WEB_HANDOVER_H

#include "action/handover.h"
#include "web/visit.h"

visit_see see_handover;

/* views/handover.html; leaf: of this very look. */
void handover_draw(struct page *pg, const struct handover *h,
    const struct leaf_mark *leaf);

#endif
