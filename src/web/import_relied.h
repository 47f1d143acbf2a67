/*
 * import_relied -- the page on which what relied on an undone file is put
 * right.
 */
#ifndef WEB_IMPORT_RELIED_H
#define WEB_IMPORT_RELIED_H

#include "web/import.h"
#include "web/relied.h"

visit_in  in_import_relied, in_import_settle;
visit_see see_import_relied, see_import_settled;

/* views/import_relied.html. */
void import_relied_draw(struct page *pg, const struct import_page *p);
/* The name of the question about an item of that line; none: what is left. */
struct str import_settle_name(struct page *pg, int64_t line, struct id item);
/* What comes behind the last child of this page. */
struct str import_relied_url(struct page *pg, const struct import_page *p);

#endif
