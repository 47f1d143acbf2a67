/*
 * What agrees is a sentence of its own; values are never shown.
 */
#include "web/relatives.h"

static const enum msg msgs[KIN_BASIS_COUNT] = {
    [KIN_SELF] = MSG_RELATIVES_SELF,
    [KIN_BIRTH] = MSG_RELATIVES_BIRTH,
    [KIN_HOME] = MSG_RELATIVES_HOME,
    [KIN_HOUSEHOLD] = MSG_RELATIVES_HOUSEHOLD,
};

enum msg
relatives_msg(enum kin_basis b)
{
    return msgs[b];
}

enum err
in_relative(struct visit *v)
{
    struct relatives_ask *in = ARENA_NEW(v->req->arena, struct relatives_ask);

    v->ask.with = in;
    in->reason = visit_text(v, S("reason"));
    if (!id_parse(visit_text(v, S("record")), ID_SOURCE, &in->source) ||
        !kin_basis_find(visit_text(v, S("basis")), &in->basis))
        return ERR_ABSENT;
    return visit_id(v, 0, ID_ACCOUNT, &v->ask.about);
}

void
see_relatives(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    relatives_page_draw(&v->page, answer->with);
    visit_page(v, 200);
}

void
see_relative_done(struct visit *v, enum err e, struct answer *answer)
{
    v->page.path = S("/relatives");
    if (e == OK) {
        visit_go(v, v->page.path);
    } else if (e == ERR_INVALID) {
        relatives_wrong_page(&v->page);
        visit_page(v, 400);
    } else {
        visit_refused(v, e, answer);
    }
}
