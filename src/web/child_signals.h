/*
 * child_signals -- the signals that hold for a child, on the child's page.
 */
#ifndef WEB_CHILD_SIGNALS_H
#define WEB_CHILD_SIGNALS_H

#include "action/child.h"
#include "web/page.h"

/* views/child_signals.html */
void child_signals_draw(struct page *pg, const struct child_page *c);

#endif
