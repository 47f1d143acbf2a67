/*
 * frame -- the templates that every page shares, and the pages for what
 * cannot be answered.
 */
#ifndef WEB_FRAME_H
#define WEB_FRAME_H

#include "http/server.h"
#include "web/visit.h"

/* A plain page of one heading and one paragraph. */
void frame_notice(struct page *pg, enum msg title, enum msg why);
/* Both languages at once, without a reader: the store may be gone. */
void frame_bare(struct html *out, enum msg title, enum msg why);
void frame_bare_page(struct page *pg, enum msg title, enum msg why);
void frame_nav(struct page *pg);
void frame_head(struct page *pg, struct str title);
/* To sign in, and back to this page afterwards. */
void visit_sign_in_first(struct visit *v);
/* Where a browser goes when its session has ended: sign in, and back. */
struct str frame_gone(struct page *pg);
/* To the blank screen, and from there back to this page. */
struct str frame_hide(struct page *pg);
/* Percent-encoded for a query. */
struct str frame_encode(struct arena *a, struct str text);

#endif
