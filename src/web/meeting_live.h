/*
 * meeting_live -- the page of a meeting while it sits.
 */
#ifndef WEB_MEETING_LIVE_H
#define WEB_MEETING_LIVE_H

#include "action/meeting_live.h"
#include "web/form.h"

visit_in  in_meeting_type, in_meeting_field;
visit_see see_meeting_begin, see_meeting_live, see_meeting_type,
    see_meeting_field, see_meeting_changed;

struct meeting_live_view {
    const struct meeting_live *live;
    struct form_look           look;
};

/* views/meeting_live.html */
void meeting_live_page(struct page *pg, const struct meeting_live_view *v);

/* ---- words and helps for templates ---- */

struct str meeting_live_url(struct page *pg, const struct meeting_live *l,
    struct str tail);
/* Whether anything is asked in the section now, of any child. */
bool meeting_live_asks(const struct meeting_live_view *v,
    const struct form_section                         *s);
/* "choose.FIELD", "seen.FIELD" */
struct str meeting_clash_name(struct page *pg, const char *what,
    const struct meeting_clash *c);

#endif
