/*
 * A list to read; answering is a form of casework like any other, begun with
 * the action that it is about.
 */
#include "web/plan_list.h"

enum err
in_plan_actions(struct visit *v)
{
    v->ask.purpose = pack_purpose_for(v->page.pack, S("own"))->id;
    return OK;
}

void
see_plan_actions(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    plan_list_draw(&v->page, answer->with);
    visit_page(v, 200);
}
