/*
 * relied -- the words for what relied on something that was wrong, for the
 * pages that undo links and files.
 */
#ifndef WEB_RELIED_H
#define WEB_RELIED_H

#include "action/relied.h"
#include "web/page.h"

/* What it is. */
enum msg relied_msg(enum relied_kind kind);
/* What comes of it where nobody has to put it right; undone us 0: not yet. */
enum msg relied_then_msg(enum relied_kind kind, struct moment undone);

#endif
