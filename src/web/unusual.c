/*
 * Each reason is a sentence of its own; what it means is for the auditor.
 */
#include "web/unusual.h"

static const enum msg why_msgs[UNUSUAL_COUNT] = {
    [UNUSUAL_NAME] = MSG_UNUSUAL_NAME,
    [UNUSUAL_PLACE] = MSG_UNUSUAL_PLACE,
    [UNUSUAL_NO_TIE] = MSG_UNUSUAL_NO_TIE,
    [UNUSUAL_VOLUME] = MSG_UNUSUAL_VOLUME,
};

enum msg
unusual_msg(enum unusual_why why)
{
    return why_msgs[why];
}

void
see_unusual(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    unusual_page_draw(&v->page, answer->with);
    visit_page(v, 200);
}
