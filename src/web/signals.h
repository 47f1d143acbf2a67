/*
 * signals -- the page of what signals came to, and switching one off.
 */
#ifndef WEB_SIGNALS_H
#define WEB_SIGNALS_H

#include "action/signals.h"
#include "web/visit.h"

visit_in  in_signal, in_signal_list;
visit_see see_signals, see_signal_done, see_signal_list;

/* views/signals.html */
void signals_page_draw(struct page *pg, const struct signals *s);
void signals_list_draw(struct page *pg, const struct signal_list *l);

/* What a figure is called, and where its list is. */
enum msg   signals_figure_msg(enum signal_figure figure);
struct str signals_list_url(struct page *pg, struct str signal,
    enum signal_figure figure, int64_t page);

/* "/signals/ID/off" */
struct str signals_url(struct page *pg, const struct signals_row *r);

#endif
