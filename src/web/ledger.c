/*
 * Filters stand in the address, so that a page of the ledger can be kept and
 * passed on to another auditor; it names nobody but by identifiers.
 */
#include "web/ledger.h"

#include "web/frame.h"

static const enum msg kind_msgs[LEAF_KIND_COUNT] = {
    [LEAF_READ] = MSG_LEDGER_KIND_READ,
    [LEAF_WRITE] = MSG_LEDGER_KIND_WRITE,
    [LEAF_REFUSED] = MSG_LEDGER_KIND_REFUSED,
    [LEAF_LOCATION] = MSG_LEDGER_KIND_LOCATION,
    [LEAF_REPORTER] = MSG_LEDGER_KIND_REPORTER,
    [LEAF_SESSION] = MSG_LEDGER_KIND_SESSION,
    [LEAF_CARE] = MSG_LEDGER_KIND_CARE,
    [LEAF_ERASURE] = MSG_LEDGER_KIND_ERASURE,
};

enum msg
ledger_kind_msg(enum leaf_kind kind)
{
    return kind_msgs[kind];
}

struct str
ledger_figure(struct page *pg, const struct leaf_row *r)
{
    return r->number < 0 ? (struct str){0} : str_of_int(pg->arena, r->number);
}

enum msg
ledger_nobody_msg(const struct leaf *l)
{
    return str_eq(l->rule, S("anyone")) || str_eq(l->rule, S("demo"))
        ? MSG_LEDGER_NOBODY
        : MSG_LEDGER_SERVICE;
}

struct str
ledger_id(struct page *pg, struct id id)
{
    return str_cat(pg->arena, str_sub(id_text(pg->arena, id), 0, 11), S("…"));
}

struct str
ledger_about_url(struct page *pg, struct id id)
{
    struct ledger_typed t = {.about = id_text(pg->arena, id)};

    return ledger_url(pg, &t, -1);
}

struct str
ledger_login_url(struct page *pg, struct str login)
{
    struct ledger_typed t = {.login = login};

    return ledger_url(pg, &t, -1);
}

struct str
ledger_agency_url(struct page *pg, const struct ledger_typed *typed,
    struct id agency)
{
    struct ledger_typed t = *typed;

    t.agency = id_text(pg->arena, agency);
    return ledger_url(pg, &t, -1);
}

struct str
ledger_url(struct page *pg, const struct ledger_typed *t, int64_t before)
{
    const struct {
        struct str name, value;
    } parts[] = {
        {S("login"), t->login},
        {S("about"), t->about},
        {S("kind"), t->kind},
        {S("action"), t->action},
        {S("agency"), t->agency},
        {S("from"), t->from},
        {S("to"), t->to},
        {S("before"),
            before < 0 ? (struct str){0} : str_of_int(pg->arena, before)},
    };
    struct buf b;
    char       sep = '?';

    buf_init(&b, pg->arena);
    buf_add(&b, page_url(pg, S("/ledger")));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!parts[i].value.n)
            continue;
        buf_add_byte(&b, sep);
        buf_add(&b, parts[i].name);
        buf_add_byte(&b, '=');
        buf_add(&b, frame_encode(pg->arena, parts[i].value));
        sep = '&';
    }
    return buf_str(&b);
}

static struct ledger_typed
typed_of(struct visit *v)
{
    const struct form_values *q = &v->req->query;

    return (struct ledger_typed){.login = str_trim(form_value(q, S("login"))),
        .about = str_trim(form_value(q, S("about"))),
        .kind = form_value(q, S("kind")),
        .action = form_value(q, S("action")),
        .agency = form_value(q, S("agency")),
        .from = str_trim(form_value(q, S("from"))),
        .to = str_trim(form_value(q, S("to")))};
}

/* A whole day typed as 2027-03-02; nothing is none. */
static void
read_day(struct visit *v, struct str field, struct str text, struct date *out)
{
    if (text.n &&
        (!date_parse(text, out) || !date_is_known(*out) ||
            !date_is_valid(*out))) {
        *out = (struct date){0};
        visit_error(v, field, MSG_LEDGER_DAY_WRONG);
    }
}

/* From the beginning of one day to the end of the other. */
static void
read_days(struct visit *v, const struct ledger_typed *t, struct ledger_ask *in)
{
    struct date from = {0}, to = {0};

    read_day(v, S("from"), t->from, &from);
    read_day(v, S("to"), t->to, &to);
    if (!date_is_none(from))
        in->from = zone_moment(v->page.zone, (struct civil){.date = from});
    if (!date_is_none(to))
        in->to = zone_moment(v->page.zone,
            (struct civil){.date = date_add_days(to, 1)});
}

static bool
any_id(struct str text, struct id *out)
{
    for (int kind = ID_NONE + 1; kind < ID_KIND_COUNT; kind++)
        if (id_parse(text, (enum id_kind)kind, out))
            return true;
    return false;
}

enum err
in_ledger(struct visit *v)
{
    struct ledger_ask  *in = ARENA_NEW(v->req->arena, struct ledger_ask);
    struct ledger_typed t = typed_of(v);

    v->ask.purpose = pack_purpose_for(v->page.pack, S("oversight"))->id;
    v->ask.with = in;
    in->login = str_lower(v->req->arena, t.login);
    in->of_kind = ledger_kind_find(t.kind, &in->kind);
    for (int i = 0; i < ACTION_COUNT; i++)
        if (str_eq(t.action, action_name((enum action)i)))
            in->action = action_name((enum action)i);
    if (!str_int(form_value(&v->req->query, S("before")), &in->before) ||
        in->before < 0)
        in->before = -1;
    if (t.about.n && !any_id(t.about, &in->about))
        visit_error(v, S("about"), MSG_LEDGER_ABOUT_WRONG);
    if (t.agency.n && !id_parse(t.agency, ID_AGENCY, &in->agency))
        in->agency = (struct id){0};
    read_days(v, &t, in);
    return OK;
}

enum err
in_ledger_all(struct visit *v)
{
    v->ask.purpose = pack_purpose_for(v->page.pack, S("oversight"))->id;
    return OK;
}

enum err
in_ledger_check(struct visit *v)
{
    const struct form_value *file = form_file(&v->form, S("copy"));

    v->ask.purpose = pack_purpose_for(v->page.pack, S("oversight"))->id;
    if (!file) {
        visit_error(v, S("copy"), MSG_LEDGER_CHECK_NEEDED);
        return ERR_INVALID;
    }
    v->ask.with = &file->value;
    return OK;
}

void
see_ledger(struct visit *v, enum err e, struct answer *answer)
{
    struct ledger_typed       t = typed_of(v);
    const struct ledger_page *p = answer->with;

    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    if (p->unknown)
        visit_error(v, S("login"), MSG_LEDGER_UNKNOWN);
    ledger_page_draw(&v->page, &t, p);
    visit_page(v, v->page.error_count ? 400 : 200);
}

static void
see_report(struct visit *v, enum err e, struct answer *answer,
    enum ledger_of of)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    v->page.path = S("/ledger");
    ledger_report_page(&v->page, of, answer->with);
    visit_page(v, 200);
}

void
see_ledger_verify(struct visit *v, enum err e, struct answer *answer)
{
    see_report(v, e, answer, LEDGER_OURS);
}

/* Without a file the page is drawn again with nothing but the error. */
void
see_ledger_check(struct visit *v, enum err e, struct answer *answer)
{
    struct ledger_typed t = {0};
    struct ledger_page  none = {.next = -1};

    if (e == ERR_INVALID && v->page.error_count) {
        v->page.path = S("/ledger");
        ledger_page_draw(&v->page, &t, &none);
        visit_page(v, 400);
        return;
    }
    see_report(v, e, answer, LEDGER_COPY);
}

void
see_ledger_bundle(struct visit *v, enum err e, struct answer *answer)
{
    const struct str *text = answer->with;

    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    response_download(v->resp, S("text/plain; charset=utf-8"),
        S("diogel-ledger.txt"), *text);
}
