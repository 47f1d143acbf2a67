/*
 * What is made here is a desk; an agency is made by the service itself.
 */
#include "web/agencies.h"

#include "action/keep.h"

static void
purpose(struct visit *v)
{
    v->ask.purpose = pack_purpose_for(v->page.pack, S("upkeep"))->id;
}

enum err
in_agencies(struct visit *v)
{
    purpose(v);
    return OK;
}

enum err
in_agency(struct visit *v)
{
    purpose(v);
    return visit_id(v, 0, ID_AGENCY, &v->ask.about);
}

enum err
in_desk_new(struct visit *v)
{
    struct desk_ask *in = ARENA_NEW(v->req->arena, struct desk_ask);

    purpose(v);
    v->ask.with = in;
    in->term = visit_text(v, S("term"));
    in->telephone = visit_text(v, S("telephone"));
    in->relay = visit_text(v, S("relay"));
    if (visit_id(v, 0, ID_AGENCY, &in->agency))
        return ERR_ABSENT;
    return OK;
}

void
see_agencies(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    agencies_page_draw(&v->page, answer->with);
    visit_page(v, 200);
}

void
see_agency(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    agency_page_draw(&v->page, answer->with);
    visit_page(v, 200);
}

void
see_desk_new(struct visit *v, enum err e, struct answer *answer)
{
    if (e)
        visit_refused(v, e, answer);
    else
        visit_go(v, str_cat(v->req->arena, S("/agencies/"), v->parts[0]));
}
