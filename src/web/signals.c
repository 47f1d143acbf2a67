/*
 * The signal is in the path; a switch without a reason draws the page again.
 */
#include "web/signals.h"

/* In the query, and what the page calls them. */
static const struct {
    struct str word;
    enum msg   msg;
} figures[SIGNAL_FIGURES] = {
    [SIGNAL_RAISED] = {S_INIT("times"), MSG_SIGNALS_RAISED},
    [SIGNAL_SENT] = {S_INIT("sent"), MSG_SIGNALS_SENT},
    [SIGNAL_OPENED] = {S_INIT("opened"), MSG_SIGNALS_OPENED},
    [SIGNAL_ACTED] = {S_INIT("followed"), MSG_SIGNALS_ACTED},
};

/* Leniently, as the query of every list: what there is not is the first. */
enum err
in_signal_list(struct visit *v)
{
    struct signal_list_ask *in =
        ARENA_NEW(v->req->arena, struct signal_list_ask);
    struct str which = form_value(&v->req->query, S("figure"));
    int64_t    page;

    in->signal = v->parts[0];
    for (int i = 0; i < SIGNAL_FIGURES; i++)
        if (str_eq(figures[i].word, which))
            in->figure = (enum signal_figure)i;
    if (str_int(form_value(&v->req->query, S("page")), &page) && page > 0 &&
        page < SIGNAL_PAGES_MOST)
        in->page = page;
    v->ask.with = in;
    return OK;
}

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

void
see_signal_list(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    signals_list_draw(&v->page, answer->with);
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

enum msg
signals_figure_msg(enum signal_figure figure)
{
    return figures[figure].msg;
}

struct str
signals_list_url(struct page *pg, struct str signal, enum signal_figure figure,
    int64_t page)
{
    struct str parts[6] = {S("/signals/"), signal, S("?figure="),
        figures[figure].word, S("&page="), str_of_int(pg->arena, page)};

    return page_url(pg, str_join(pg->arena, parts, 6, (struct str){0}));
}
