/*
 * The telephone: a call written down while it lasts, and a check of the
 * register for somebody who rings.
 */
#include "web/report.h"

enum err
in_call_start(struct visit *v)
{
    struct draft_start *in = ARENA_NEW(v->req->arena, struct draft_start);
    const struct purpose_term *why = pack_purpose_for(v->page.pack, S("duty"));

    in->verb = MAY_TAKE_CALL;
    if (why)
        v->ask.purpose = why->id;
    v->ask.with = in;
    return OK;
}

void
see_calls(struct visit *v, enum err e, struct answer *answer)
{
    if (!e && !reader_may(v->page.reader, MAY_TAKE_CALL))
        e = ERR_DENIED;
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    report_calls_page(&v->page, answer->with);
    visit_page(v, 200);
}

void
see_call_start(struct visit *v, enum err e, struct answer *answer)
{
    const struct draft_started *made = answer->with;

    if (e)
        visit_refused(v, e, answer);
    else
        visit_go(v,
            str_cat(v->req->arena, S("/call/"),
                id_text(v->req->arena, made->draft)));
}

/* ---- a check for somebody who rings ---- */

static struct call_typed
call_typed_of(struct visit *v)
{
    return (struct call_typed){
        .caller = visit_text(v, S("rang")),
        .agency = visit_text(v, S("rang_from")),
        .called_back = visit_text(v, S("rang_back")),
    };
}

enum err
in_call_check(struct visit *v)
{
    struct check_ask *in = ARENA_NEW(v->req->arena, struct check_ask);
    struct call_typed c = call_typed_of(v);

    in->caller = c.caller;
    in->caller_agency = c.agency;
    in->called_back = c.called_back;
    if (!c.caller.n)
        visit_error(v, S("rang"), MSG_REPORT_CALLER_NEEDED);
    if (!c.agency.n)
        visit_error(v, S("rang_from"), MSG_REPORT_CALLER_AGENCY_NEEDED);
    if (!c.called_back.n)
        visit_error(v, S("rang_back"), MSG_REPORT_CALLED_BACK_NEEDED);
    return check_read(v, in);
}

static void
check_form(struct visit *v, int status)
{
    struct check_typed typed = check_typed_of(v);
    struct call_typed  caller = call_typed_of(v);

    report_call_check_page(&v->page, &typed, &caller);
    visit_page(v, status);
}

void
see_call_check_form(struct visit *v, enum err e, struct answer *answer)
{
    if (e)
        visit_refused(v, e, answer);
    else
        check_form(v, 200);
}

void
see_call_check(struct visit *v, enum err e, struct answer *answer)
{
    if (e == ERR_INVALID || e == ERR_LIMIT) {
        if (answer->fault.msg)
            visit_error(v,
                answer->fault.field.n ? answer->fault.field : S("nhs"),
                answer->fault.msg);
        check_form(v, e == ERR_LIMIT ? 429 : 400);
    } else {
        see_check(v, e, answer);
    }
}
