/*
 * A visit holds together what belongs to one request.  What the reader may
 * not see was cut before it got here; what is drawn here is all there is.
 */
#include "web/visit.h"

#include "action/session.h"
#include "base/text.h"
#include "web/frame.h"
#include "web/visit_own.h"

#define YEAR_LEAST 1000 /* with four digits */
#define PAGE_USUAL 8192 /* bytes that small pages take */

/* Does the path fit the pattern?  ":name" takes one whole part. */
static bool
path_fits(struct str pattern, struct str path, struct str parts[VISIT_PARTS])
{
    struct str a, b;
    size_t     n = 0;
    bool       more_a, more_b;

    for (;;) {
        more_a = str_split(&pattern, '/', &a);
        more_b = str_split(&path, '/', &b);
        if (!more_a || !more_b)
            return more_a == more_b;
        if (a.n && a.p[0] == ':' && b.n && n < VISIT_PARTS)
            parts[n++] = b;
        else if (!str_eq(a, b))
            return false;
    }
}

const struct route *
route_find(enum http_method method, struct str path, enum lang *lang,
    struct str parts[VISIT_PARTS])
{
    struct str rest;

    if (path.n < 4 || !lang_find(str_sub(path, 1, 2), lang))
        return NULL;
    rest = str_from(path, 3);
    for (size_t i = 0; i < web_routes_count; i++)
        if (web_routes[i].method == method &&
            path_fits(str_of(web_routes[i].path), rest, parts))
            return &web_routes[i];
    return NULL;
}

/* The query as it was, for the link to the same page in the other language. */
static struct str
query_text(struct arena *a, const struct form_values *q)
{
    struct html h;

    html_init(&h, a);
    for (size_t i = 0; i < q->n; i++) {
        buf_add_byte(&h.b, i ? '&' : '?');
        buf_add(&h.b, frame_encode(a, q->rows[i].name));
        buf_add_byte(&h.b, '=');
        buf_add(&h.b, frame_encode(a, q->rows[i].value));
    }
    return buf_str(&h.b);
}

void
visit_time(struct visit *v)
{
    struct service *s = site_service(v->site);
    struct page    *pg = &v->page;

    pg->now = clock_practice(service_clock(s));
    pg->pack = rules_on(service_rules(s), pg->now);
    pg->zone = pg->pack->zone;
    pg->today = zone_date(pg->zone, pg->now);
}

static void
page_begin(struct visit *v)
{
    struct service *s = site_service(v->site);
    struct page    *pg = &v->page;

    html_init(&v->html, v->req->arena);
    buf_expect(&v->html.b, PAGE_USUAL);
    pg->out = &v->html;
    pg->arena = v->req->arena;
    pg->lang = v->cx.lang;
    pg->cx = &v->cx;
    pg->reader = &v->cx.reader;
    visit_time(v);
    pg->demo = service_is_demo(s);
    pg->path = v->req->path.n > 3 ? str_from(v->req->path, 3) : S("/home");
    pg->query = query_text(pg->arena, &v->req->query);
    pg->back = v->req->method == HTTP_GET
        ? str_cat(pg->arena, pg->path, pg->query)
        : S("/home");
    if (v->route)
        pg->nav = v->route->nav;
}

/*
 * Whom policy drops, it was asked about; what was found and dropped must not
 * show in how long the answer took (S11).  Whatever compares what somebody
 * types with everybody is answered at a whole step of so much: several times
 * what it takes, and nothing that a hand or an eye would notice.
 */
enum { SEARCH_STEP_MS = 20 };
static const enum action searching[] = {
    ACT_FIND,
    ACT_DRAFT_SHOW,
    ACT_DRAFT_SAVE,
    ACT_DRAFT_SEND,
    ACT_CONCERN,
    ACT_LINK_LOOK,
    ACT_LINK_SAY,
    ACT_PAIRS,
    ACT_PAIR,
    ACT_PAIR_PROPOSE,
    ACT_PAIRS_SEVERAL,
};

void
visit_in_steps(struct visit *v)
{
    response_step(v->resp, SEARCH_STEP_MS);
}

static void
search_in_steps(struct visit *v)
{
    for (size_t i = 0; i < sizeof(searching) / sizeof(*searching); i++)
        if (v->ask.act == searching[i])
            visit_in_steps(v);
}

struct visit *
visit_begin(struct site *s, const struct request *req, struct response *resp)
{
    struct visit *v = ARENA_NEW(req->arena, struct visit);

    v->site = s;
    v->req = req;
    v->resp = resp;
    v->cx = (struct cx){.service = site_service(s),
        .arena = req->arena,
        .lang = LANG_EN,
        .address = req->peer,
        .machine_now = clock_machine(),
        .snapshot = req->together};
    v->route = route_find(req->method, req->path, &v->cx.lang, v->parts);
    if (v->route)
        v->ask.act = v->route->act;
    search_in_steps(v);
    page_begin(v);
    return v;
}

void
visit_see_any(struct visit *v, enum err e, struct answer *answer)
{
    if (e == ERR_SIGN_IN) {
        visit_sign_in_first(v);
        return;
    }
    if (e && !err_is_refusal(e) && action_class_of(v->ask.act) == DO)
        response_status(v->resp, 503);
    v->route->see(v, e, answer);
}

enum err
visit_none(struct visit *v)
{
    (void)v;
    return OK;
}

enum err
visit_id(struct visit *v, size_t part, enum id_kind kind, struct id *out)
{
    return id_parse(v->parts[part], kind, out) ? OK : ERR_ABSENT;
}

struct str
visit_text(struct visit *v, struct str name)
{
    return text_clean(v->req->arena, form_value(&v->form, name));
}

void
visit_error(struct visit *v, struct str field, enum msg msg)
{
    struct page       *pg = &v->page;
    struct page_error *more =
        ARENA_ARRAY(pg->arena, struct page_error, pg->error_count + 1);

    for (size_t i = 0; i < pg->error_count; i++)
        more[i] = pg->errors[i];
    more[pg->error_count++] = (struct page_error){.field = field, .msg = msg};
    pg->errors = more;
}

bool
visit_is_toggled(const struct visit *v)
{
    return form_has(&v->form, S("switch")) && !form_has(&v->form, S("again")) &&
        v->route->act != ACT_DRAFT_SAVE;
}

enum err
visit_redraw(struct visit *v, enum action look)
{
    v->ask.act = look;
    v->redraws = true;
    return OK;
}

/* One number of a date; empty is 0; false when it is no number. */
static bool
date_part(struct visit *v, struct str name, struct str part, int64_t *out)
{
    struct str parts[2] = {name, part};
    struct str field = str_join(v->req->arena, parts, 2, (struct str){0});
    struct str typed = str_trim(form_value(&v->form, field));

    *out = 0;
    return typed.n == 0 || (typed.n <= 4 && str_int(typed, out) && *out > 0);
}

/* A year is written with four digits: "20" would be a year nobody means, and
 * a check by it would find nobody. */
enum err
visit_date(struct visit *v, struct str name, struct date *out)
{
    int64_t     day, month, year;
    struct date d;

    *out = (struct date){0};
    if (date_part(v, name, S("-day"), &day) &&
        date_part(v, name, S("-month"), &month) &&
        date_part(v, name, S("-year"), &year)) {
        if (!day && !month && !year)
            return OK;
        d = date_of((int)year, (int)month, (int)day);
        if (year >= YEAR_LEAST && date_is_valid(d)) {
            *out = d;
            return OK;
        }
    }
    visit_error(v, name, MSG_COMMON_BAD_DATE);
    return ERR_INVALID;
}

void
visit_page(struct visit *v, int status)
{
    response_status(v->resp,
        status == 400 && visit_is_toggled(v) ? 200 : status);
    response_html(v->resp, html_end(&v->html));
}

const void *
visit_look_again(struct visit *v, enum action look, struct id about)
{
    struct ask ask = {.act = look, .about = about, .purpose = v->ask.purpose};
    struct answer answer = {0};
    enum err      e = action_run(&v->cx, &ask, &answer);

    if (e)
        visit_refused(v, e, &answer);
    return e ? NULL : answer.with;
}

void
visit_go(struct visit *v, struct str path)
{
    response_redirect(v->resp, page_url(&v->page, path));
}
