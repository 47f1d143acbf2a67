/*
 * The query is read leniently, as the inbox's is: what it names that there
 * is not is as if it were not named.
 */
#include "web/compliance.h"

#include "web/frame.h"

static const struct str whens[WHEN_COUNT] = {
    [WHEN_LATE] = S_INIT("late"),
    [WHEN_SOON] = S_INIT("ahead"),
    [WHEN_LATER] = S_INIT("later"),
    [WHEN_PAUSED] = S_INIT("paused"),
};
static const enum msg when_msgs[WHEN_COUNT + 1] = {
    [WHEN_LATE] = MSG_COMPLIANCE_LATE,
    [WHEN_SOON] = MSG_COMPLIANCE_SOON,
    [WHEN_LATER] = MSG_COMPLIANCE_LATER,
    [WHEN_PAUSED] = MSG_COMPLIANCE_PAUSED,
    [WHEN_COUNT] = MSG_COMPLIANCE_ALL,
};
#define BY_EVENT S("event")

/* ---- what is asked ---- */

static enum oversee_when
when_of(struct str word)
{
    int i = 0;

    while (i < WHEN_COUNT && !str_eq(whens[i], word))
        i++;
    return (enum oversee_when)i;
}

enum err
in_compliance_list(struct visit *v)
{
    const struct form_values *q = &v->req->query;
    struct compliance_ask *in = ARENA_NEW(v->req->arena, struct compliance_ask);
    int64_t                page;

    in->clock = form_value(q, S("clock"));
    in->when = when_of(form_value(q, S("when")));
    in->by = str_eq(form_value(q, S("by")), BY_EVENT) ? BY_MEETING : BY_CHILD;
    if (str_int(form_value(q, S("page")), &page) && page > 0 &&
        page < COMPLIANCE_PAGES_MOST)
        in->page = page;
    v->ask.with = in;
    return OK;
}

/* ---- what is shown ---- */

void
see_compliance(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    compliance_page_draw(&v->page, answer->with);
    visit_page(v, 200);
}

void
see_compliance_list(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    compliance_list_draw(&v->page, answer->with);
    visit_page(v, 200);
}

/* ---- words ---- */

enum msg
compliance_when_msg(enum oversee_when when)
{
    return when_msgs[when];
}

struct str
compliance_number(struct page *pg, enum compliance_by by, int64_t n)
{
    return lang_plural_text(pg->arena, pg->lang,
        by == BY_CHILD ? MSG_COMPLIANCE_CHILDREN : MSG_COMPLIANCE_MEETINGS, n);
}

struct str
compliance_url(struct page *pg, const struct compliance_ask *ask)
{
    struct str parts[8] = {S("/compliance/list?by="),
        ask->by == BY_MEETING ? BY_EVENT : S("child"), S("&clock="), ask->clock,
        S("&when="), ask->when < WHEN_COUNT ? whens[ask->when] : S("all"),
        S("&page="), str_of_int(pg->arena, ask->page)};

    return page_url(pg, str_join(pg->arena, parts, 8, (struct str){0}));
}

struct str
compliance_url_by(struct page *pg, const struct compliance_page *p,
    enum compliance_by by)
{
    struct compliance_ask ask = p->ask;

    ask.by = by;
    ask.page = 0;
    return compliance_url(pg, &ask);
}

struct str
compliance_url_page(struct page *pg, const struct compliance_page *p,
    int64_t page)
{
    struct compliance_ask ask = p->ask;

    ask.page = page;
    return compliance_url(pg, &ask);
}

bool
compliance_has_more(const struct compliance_page *p)
{
    return (p->ask.page + 1) * COMPLIANCE_PAGE < p->total;
}

struct str
compliance_title(struct page *pg, const struct compliance_page *p)
{
    return p->rule ? words_in(p->rule->title, pg->lang)
                   : lang_text(pg->lang, MSG_COMPLIANCE_ALL_CLOCKS);
}
