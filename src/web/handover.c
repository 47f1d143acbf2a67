/*
 * Read, and nothing more: paper goes where no policy is asked, so that it
 * says who printed it and when.
 */
#include "web/handover.h"

void
see_handover(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    handover_draw(&v->page, answer->with, &answer->leaf);
    visit_page(v, 200);
}
