/*
 * Read, and nothing more: a step is signed with its own form, as anything
 * else that is recorded about a child.
 */
#include "web/transfer.h"

void
see_transfer(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    transfer_draw(&v->page, answer->with);
    visit_page(v, 200);
}
