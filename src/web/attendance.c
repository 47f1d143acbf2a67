/*
 * The query is read leniently, as that of other lists is; an agency that is
 * none is a page that is not there.
 */
#include "web/attendance.h"

#include "web/frame.h"

static const struct str comings[CAME_COUNT] = {
    [CAME_THERE] = S_INIT("yes"),
    [CAME_AWAY] = S_INIT("no"),
};
static const enum msg coming_msgs[CAME_COUNT + 1] = {
    [CAME_THERE] = MSG_ATTENDANCE_CAME,
    [CAME_AWAY] = MSG_ATTENDANCE_AWAY,
    [CAME_COUNT] = MSG_ATTENDANCE_ALL,
};

/* ---- what is asked ---- */

static enum attendance_came
came_of(struct str word)
{
    int i = 0;

    while (i < CAME_COUNT && !str_eq(comings[i], word))
        i++;
    return (enum attendance_came)i;
}

enum err
in_attendance(struct visit *v)
{
    const struct form_values *q = &v->req->query;
    struct attendance_ask *in = ARENA_NEW(v->req->arena, struct attendance_ask);
    int64_t                page;

    if (!id_parse(form_value(q, S("agency")), ID_AGENCY, &in->agency))
        in->agency = (struct id){0};
    in->came = came_of(form_value(q, S("turnout")));
    if (str_int(form_value(q, S("page")), &page) && page > 0 &&
        page < ATTENDANCE_PAGES_MOST)
        in->page = page;
    v->ask.with = in;
    return OK;
}

/* ---- what is shown ---- */

void
see_attendance(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    attendance_list_draw(&v->page, answer->with);
    visit_page(v, 200);
}

/* ---- words ---- */

enum msg
attendance_msg(enum attendance_came came)
{
    return coming_msgs[came];
}

struct str
attendance_share(struct page *pg, const struct attendance_sum *s)
{
    int64_t           of = s->came[CAME_THERE] + s->came[CAME_AWAY];
    const struct str  parts[] = {
        str_of_int(pg->arena, of ? s->came[CAME_THERE] * 100 / of : 0), S("%")};

    return str_join(pg->arena, parts, 2, (struct str){0});
}

struct str
attendance_number(struct page *pg, int64_t n)
{
    return lang_plural_text(pg->arena, pg->lang, MSG_ATTENDANCE_MEETINGS, n);
}

struct str
attendance_url(struct page *pg, const struct attendance_ask *ask)
{
    struct str parts[6] = {S("/compliance/attendance?agency="),
        id_text(pg->arena, ask->agency), S("&turnout="),
        ask->came < CAME_COUNT ? comings[ask->came] : S("all"), S("&page="),
        str_of_int(pg->arena, ask->page)};

    return page_url(pg, str_join(pg->arena, parts, 6, (struct str){0}));
}

struct str
attendance_url_page(struct page *pg, const struct attendance_page *p,
    int64_t page)
{
    struct attendance_ask ask = p->ask;

    ask.page = page;
    return attendance_url(pg, &ask);
}

bool
attendance_has_more(const struct attendance_page *p)
{
    return (p->ask.page + 1) * ATTENDANCE_PAGE < p->total;
}

struct str
attendance_span(struct page *pg, const struct meeting_period *p)
{
    const struct str ends[] = {page_date(pg, zone_date(pg->zone, p->since)),
        page_date(pg, zone_date(pg->zone, p->until))};

    return str_join(pg->arena, ends, 2, S(" – "));
}
