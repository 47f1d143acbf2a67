/*
 * The signal is in the path; a switch without a reason draws the page again.
 */
#include "web/signals.h"

enum err
in_signal(struct visit *v)
{
    struct signal_ask *in = ARENA_NEW(v->req->arena, struct signal_ask);

    in->signal = v->parts[0];
    in->reason = visit_text(v, S("reason"));
    v->ask.with = in;
    return OK;
}

void
see_signals(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    signals_page_draw(&v->page, answer->with);
    visit_page(v, 200);
}

/* What is missing is said at the signal's own field. */
static void
page_again(struct visit *v)
{
    const struct signal_ask *in = v->ask.with;
    const struct signals *s = visit_look_again(v, ACT_SIGNALS, (struct id){0});

    if (!s)
        return;
    visit_error(v, str_cat(v->req->arena, S("reason-"), in->signal),
        MSG_SIGNALS_REASON_NEEDED);
    v->page.path = S("/signals");
    signals_page_draw(&v->page, s);
    visit_page(v, 400);
}

void
see_signal_done(struct visit *v, enum err e, struct answer *answer)
{
    if (e == OK || e == ERR_CONFLICT) /* as somebody else left it */
        visit_go(v, S("/signals"));
    else if (e == ERR_INVALID)
        page_again(v);
    else
        visit_refused(v, e, answer);
}

struct str
signals_url(struct page *pg, const struct signals_row *r)
{
    struct str parts[3] = {S("/signals/"), r->rule->id,
        r->off ? S("/on") : S("/off")};

    return page_url(pg, str_join(pg->arena, parts, 3, (struct str){0}));
}
