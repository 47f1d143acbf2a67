/*
 * The question travels in a form that is sent, never in an address: names
 * and numbers do not belong in a browser's history.
 */
#include "web/find.h"

#include "base/nhs.h"
#include "web/lost.h"

static struct find_typed
typed_of(struct visit *v)
{
    return (struct find_typed){
        .text = visit_text(v, S("text")),
        .nhs = visit_text(v, S("nhs")),
        .given = visit_text(v, S("given")),
        .family = visit_text(v, S("family")),
        .reference = visit_text(v, S("reference")),
        .day = visit_text(v, S("born-day")),
        .month = visit_text(v, S("born-month")),
        .year = visit_text(v, S("born-year")),
    };
}

enum err
in_find_form(struct visit *v)
{
    v->ask.with = ARENA_NEW(v->req->arena, struct find_ask);
    return OK;
}

static void
name_and_born(struct visit *v, struct find_ask *in)
{
    in->given = visit_text(v, S("given"));
    in->family = visit_text(v, S("family"));
    if (visit_date(v, S("born"), &in->born))
        return;
    if ((in->given.n || in->family.n) && date_is_none(in->born))
        visit_error(v, S("born"), MSG_FIND_BORN_NEEDED);
    if (!in->given.n && !in->family.n && !date_is_none(in->born) && !in->nhs.n)
        visit_error(v, S("family"), MSG_FIND_NEEDED);
}

enum err
in_find(struct visit *v)
{
    struct find_ask *in = ARENA_NEW(v->req->arena, struct find_ask);
    struct str       nhs = visit_text(v, S("nhs"));
    struct fault     fault;

    v->ask.with = in;
    in->text = visit_text(v, S("text"));
    if (in->text.n)
        return OK;
    in->reference = visit_text(v, S("reference"));
    if (nhs.n && nhs_parse(v->req->arena, nhs, &in->nhs, &fault))
        visit_error(v, S("nhs"), fault.msg);
    name_and_born(v, in);
    if (!v->page.error_count && !in->nhs.n && !in->given.n && !in->family.n &&
        !in->reference.n)
        visit_error(v, S("text"), MSG_FIND_NEEDED);
    return v->page.error_count ? ERR_INVALID : OK;
}

bool
find_one_by_one(const struct page *pg, const struct find_typed *t)
{
    return pg->error_count || t->nhs.n || t->given.n || t->family.n ||
        t->reference.n || t->day.n || t->month.n || t->year.n;
}

enum msg
find_sure_msg(const struct find_row *r)
{
    if (r->by_number)
        return MSG_FIND_BY_NUMBER;
    if (r->sure == FIND_UNLIKE)
        return MSG_FIND_UNLIKE;
    return r->sure == FIND_CERTAIN ? MSG_FIND_CERTAIN
        : r->sure == FIND_STRONG   ? MSG_FIND_STRONG
                                   : MSG_FIND_POSSIBLE;
}

void
see_find(struct visit *v, enum err e, struct answer *answer)
{
    struct find_typed typed = typed_of(v);

    if (e && e != ERR_INVALID) {
        visit_refused(v, e, answer);
        return;
    }
    if (!e && v->req->method == HTTP_POST)
        lost_again(v);
    find_page_draw(&v->page, &typed, e ? NULL : answer->with);
    visit_page(v, e ? 400 : 200);
}
