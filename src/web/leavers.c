/*
 * The last day is set on the page of the account; what is wrong with it is
 * said there too.
 */
#include "web/leavers.h"

#include "web/accounts.h"

enum err
in_account_leaves(struct visit *v)
{
    struct date *last = ARENA_NEW(v->req->arena, struct date);
    enum err     e;

    v->ask.with = last;
    if ((e = in_account(v)))
        return e;
    if (visit_date(v, S("last"), last))
        return ERR_INVALID;
    if (!date_is_none(*last) &&
        (!date_is_known(*last) || date_cmp(*last, v->page.today) < 0)) {
        visit_error(v, S("last"), MSG_LEAVERS_DAY_WRONG);
        return ERR_INVALID;
    }
    return OK;
}

void
see_leavers(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    leavers_page_draw(&v->page, answer->with);
    visit_page(v, 200);
}
