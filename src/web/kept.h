/*
 * kept -- a form that was sent when its session had ended: it is put by, and
 * after signing in again it stands there as it was typed, to be sent by
 * whoever typed it.
 */
#ifndef WEB_KEPT_H
#define WEB_KEPT_H

#include "action/kept.h"
#include "web/visit.h"

visit_in  in_kept;
visit_see see_kept;

/* Whether what was sent is to be put by instead of done, now that the door
 * has said e: its session is over, or the page says that it is leaving. */
bool kept_is_due(const struct visit *v, enum err e);
/* The id of what was put by, as text; empty when there was nothing to keep,
 * or nobody to keep it for. */
struct str kept_put_by(struct visit *v);
/* The deed is done: what it was done with need not be kept any longer. */
void kept_is_done(struct visit *v);
/* Whether the way leads to something that was put by. */
bool kept_is_path(struct str path);

/* views/kept.html: for a form that cannot be drawn again. */
void kept_page(struct page *pg, const struct page_row *all, size_t n);

#endif
