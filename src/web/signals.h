/*
 * signals -- the page of what signals came to, and switching one off.
 */
#ifndef WEB_SIGNALS_H
#define WEB_SIGNALS_H

#include "action/signals.h"
#include "web/visit.h"

visit_in  in_signal;
visit_see see_signals, see_signal_done;

/* views/signals.html */
void signals_page_draw(struct page *pg, const struct signals *s);

/* "/signals/ID/off" */
struct str signals_url(struct page *pg, const struct signals_row *r);

#endif
