/*
 * transfer -- a child's move between two authorities, signed by both.
 */
#ifndef WEB_TRANSFER_H
#define WEB_TRANSFER_H

#include "action/transfer.h"
#include "web/visit.h"

visit_see see_transfer;

/* views/transfer.html */
void transfer_draw(struct page *pg, const struct transfer_page *p);

#endif
