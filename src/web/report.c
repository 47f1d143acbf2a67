/*
 * A draft's pages from its start to what happens next; saving one is in
 * report_save.c.
 */
#include "web/report.h"

#include "action/invite.h"
#include "action/session.h"
#include "web/frame.h"
#include "web/report_own.h"

/* ---- where we are ---- */

static bool
is_under(const struct visit *v, struct str door)
{
    return str_starts(str_of(v->route->path), door);
}

enum err
report_place(struct visit *v, struct report_place *out)
{
    bool                       link = is_under(v, S("/invite/"));
    const struct purpose_term *why = pack_purpose_for(v->page.pack,
        is_under(v, S("/call"))           ? S("duty")
            : is_under(v, S("/casework")) ? S("casework")
                                          : S("own"));
    struct str                 parts[3] = {S("/report")};
    size_t                     n = 1;
    enum err                   e;

    *out = (struct report_place){.link = link, .first = link ? 2 : 1};
    if (why)
        v->ask.purpose = why->id;
    if (link) {
        v->cx.kind = READER_INVITE;
        v->cx.account = (struct id){0};
        v->cx.invite = invite_hash(v->req->arena, v->parts[0]);
        parts[0] = S("/invite");
        parts[n++] = v->parts[0];
    } else if (is_under(v, S("/call"))) {
        parts[0] = S("/call");
    } else if (is_under(v, S("/brief"))) {
        parts[0] = S("/brief");
    } else if (is_under(v, S("/casework"))) {
        parts[0] = S("/casework");
    }
    parts[n] = v->parts[n - 1];
    if ((e = visit_id(v, n - 1, ID_DRAFT, &v->ask.about)))
        return e;
    out->base = str_join(v->req->arena, parts, n + 1, S("/"));
    return OK;
}

struct report_place
report_place_of(struct visit *v)
{
    struct report_place p = {0};

    if (report_place(v, &p))
        BUG("an answer for a path that has no place");
    return p;
}

void
report_view_of(struct visit *v, const struct draft_page *d,
    struct report_view *r)
{
    struct report_place p = report_place_of(v);

    *r = (struct report_view){.base = p.base,
        .link = p.link,
        .draft = d,
        .child = -1};
    form_look_draft(&r->look, d);
    r->look.written = v->page.lang;
    if (p.link)
        v->page.nav = NAV_NONE;
}

bool
report_is_whole(const struct report_view *r)
{
    return str_starts(r->base, S("/call/"));
}

bool
report_is_brief(const struct report_view *r)
{
    return r->draft->form->short_path;
}

/* Finds section and child of the path; false: there is none such. */
bool
report_section_of(struct visit *v, struct report_view *r)
{
    struct report_place p = report_place_of(v);
    const struct form  *f = r->draft->form;
    int64_t             n;

    if (report_is_whole(r))
        return true;
    for (size_t i = 0; i < f->section_count; i++)
        if (str_eq(f->sections[i].id, v->parts[p.first]))
            r->section = &f->sections[i];
    if (!r->section)
        return false;
    if (p.first + 1 >= VISIT_PARTS || !v->parts[p.first + 1].n)
        return true;
    if (!str_int(v->parts[p.first + 1], &n))
        return false;
    for (size_t i = 0; i < r->look.children.count; i++)
        if (r->look.children.all[i] == n)
            r->child = (int)n;
    return r->child >= 0 && form_is_per_child(r->section) &&
        !report_is_brief(r);
}

enum err
in_draft(struct visit *v)
{
    struct report_place p;

    return report_place(v, &p);
}

enum err
in_draft_section(struct visit *v)
{
    return in_draft(v);
}

void
report_draw(struct visit *v, const struct report_view *r, int status)
{
    if (report_is_whole(r))
        report_call_page(&v->page, r);
    else if (report_is_brief(r))
        brief_section_page(&v->page, r);
    else
        report_section_page(&v->page, r);
    visit_page(v, status);
}

/* ---- beginning ---- */

enum err
in_reports(struct visit *v)
{
    (void)v;
    return OK;
}

static struct report_begin
begin_typed(struct visit *v)
{
    return (struct report_begin){visit_text(v, S("reference")),
        visit_text(v, S("code"))};
}

enum err
in_report_start(struct visit *v)
{
    struct draft_start *in = ARENA_NEW(v->req->arena, struct draft_start);
    const struct purpose_term *why = pack_purpose_for(v->page.pack, S("own"));
    struct report_begin        typed = begin_typed(v);
    struct str                 leaf = visit_text(v, S("leaf"));

    in->verb = MAY_REPORT;
    in->reference = typed.reference;
    in->code = typed.code;
    if (leaf.n && !id_parse(leaf, ID_LEAF, &in->leaf))
        return ERR_ABSENT;
    if (why)
        v->ask.purpose = why->id;
    v->ask.with = in;
    return OK;
}

void
see_reports(struct visit *v, enum err e, struct answer *answer)
{
    struct report_begin nothing = {0};

    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    reports_page(&v->page, answer->with, &nothing);
    visit_page(v, 200);
}

/* The list again, with what was typed and what is wrong with it. */
static void
start_again(struct visit *v, const struct answer *answer)
{
    struct report_begin typed = begin_typed(v);
    struct ask          ask = {.act = ACT_DRAFT_LIST};
    struct answer       list = {0};
    enum err            e = action_run(&v->cx, &ask, &list);

    if (e) {
        visit_refused(v, e, &list);
        return;
    }
    visit_error(v, answer->fault.field, answer->fault.msg);
    reports_page(&v->page, list.with, &typed);
    visit_page(v, 400);
}

void
see_report_start(struct visit *v, enum err e, struct answer *answer)
{
    const struct draft_started *made = answer->with;

    if (e == ERR_INVALID && answer->fault.msg)
        start_again(v, answer);
    else if (e)
        visit_refused(v, e, answer);
    else
        visit_go(v,
            str_cat(v->req->arena, S("/report/"),
                id_text(v->req->arena, made->draft)));
}

enum err
in_report_after(struct visit *v)
{
    return visit_id(v, 0, ID_LEAF, &v->ask.about);
}

void
see_report_after(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    report_after_page(&v->page, answer->with);
    visit_page(v, 200);
}

/* ---- reading one's own draft ---- */

struct str
report_what_next(struct visit *v, const struct report_view *r)
{
    return str_cat(v->req->arena, r->base, S("/what-next"));
}

/* One that was sent, or waits to be looked at, shows what came of it. */
static bool
is_over(struct visit *v, const struct report_view *r)
{
    if (id_is_none(r->draft->draft.sent) && !r->draft->waits)
        return false;
    visit_go(v, report_what_next(v, r));
    return true;
}

void
see_draft(struct visit *v, enum err e, struct answer *answer)
{
    struct report_view r;

    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    report_view_of(v, answer->with, &r);
    if (is_over(v, &r))
        return;
    if (report_is_brief(&r)) {
        brief_begin(v, &r);
        return;
    }
    r.notice_count = form_notices(&v->page, &r.look, NULL, &r.notices);
    report_tasks_page(&v->page, &r);
    visit_page(v, 200);
}

/* Notices of the section that was just left stand above the next. */
static void
notices_of(struct visit *v, struct report_view *r)
{
    struct str         from = form_value(&v->req->query, S("from"));
    const struct form *f = r->draft->form;

    for (size_t i = 0; from.n && i < f->section_count; i++)
        if (str_eq(f->sections[i].id, from))
            r->notice_count =
                form_notices(&v->page, &r->look, &f->sections[i], &r->notices);
    r->more = str_eq(form_value(&v->req->query, S("more")), S("yes"));
}

void
see_draft_section(struct visit *v, enum err e, struct answer *answer)
{
    struct report_view r;

    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    report_view_of(v, answer->with, &r);
    if (is_over(v, &r))
        return;
    if (!report_section_of(v, &r)) {
        visit_refused(v, ERR_ABSENT, answer);
        return;
    }
    notices_of(v, &r);
    report_draw(v, &r, 200);
}

void
see_draft_check(struct visit *v, enum err e, struct answer *answer)
{
    struct report_view r;

    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    report_view_of(v, answer->with, &r);
    if (is_over(v, &r))
        return;
    r.notice_count = form_notices(&v->page, &r.look, NULL, &r.notices);
    report_list_missing(&v->page, &r);
    if (report_is_brief(&r))
        brief_check_page(&v->page, &r);
    else
        report_check_page(&v->page, &r);
    visit_page(v, 200);
}

/* ---- throwing away ---- */

void
see_draft_drop_ask(struct visit *v, enum err e, struct answer *answer)
{
    struct report_view r;

    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    report_view_of(v, answer->with, &r);
    if (is_over(v, &r))
        return;
    report_drop_page(&v->page, &r);
    visit_page(v, 200);
}

void
see_draft_drop(struct visit *v, enum err e, struct answer *answer)
{
    struct report_place p = report_place_of(v);

    if (e)
        visit_refused(v, e, answer);
    else if (p.link)
        visit_go(v, str_cat(v->req->arena, S("/invite/"), v->parts[0]));
    else
        visit_go(v,
            str_starts(p.base, S("/call"))           ? S("/call")
                : str_starts(p.base, S("/brief"))    ? S("/brief")
                : str_starts(p.base, S("/casework")) ? S("/home")
                                                     : S("/report"));
}

/* ---- sending ---- */

enum err
in_draft_send(struct visit *v)
{
    enum lang          *lang = ARENA_NEW(v->req->arena, enum lang);
    struct report_place p;
    enum err            e;

    if ((e = report_place(v, &p)))
        return e;
    if (!lang_find(visit_text(v, S("written")), lang))
        *lang = v->page.lang;
    v->ask.with = lang;
    return OK;
}

void
see_draft_send(struct visit *v, enum err e, struct answer *answer)
{
    struct report_place p = report_place_of(v);

    if (e == ERR_INVALID)
        visit_go(v, str_cat(v->req->arena, p.base, S("/check-answers")));
    else if (e)
        visit_refused(v, e, answer);
    else
        visit_go(v, str_cat(v->req->arena, p.base, S("/what-next")));
}

enum err
in_draft_sent(struct visit *v)
{
    return in_draft(v);
}

void
see_draft_sent(struct visit *v, enum err e, struct answer *answer)
{
    const struct report_receipt *sent = answer->with;
    struct report_place          p;

    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    p = report_place_of(v);
    if (p.link)
        v->page.nav = NAV_NONE;
    if (sent->form->short_path)
        brief_sent_page(&v->page, sent);
    else
        report_sent_page(&v->page, sent, p.link);
    visit_page(v, 200);
}
