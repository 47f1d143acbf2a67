/*
 * lost -- a form whose token no longer fits: nothing was done, and nothing
 * that was typed is lost.  The page shows it and sends it once more, with a
 * token that fits, when its reader says so.
 */
#ifndef WEB_LOST_H
#define WEB_LOST_H

#include "web/visit.h"

void lost_token(struct visit *v);
/* What was sent is larger than a form may be. */
void lost_too_large(struct visit *v);

/* What was sent, but for secrets; and whether there is anything at all. */
const struct page_row *lost_rows(struct visit *v, size_t *n);
bool                   lost_has_text(const struct visit *v);

/* The page that is being drawn is the answer to what was sent: the language
 * toggle sends it again, and so asks again. */
void lost_again(struct visit *v);

/* views/lost.html */
void lost_page(struct page *pg, const struct page_row *all, size_t n);

#endif
