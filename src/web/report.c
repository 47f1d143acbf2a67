/*
 * From the start of a draft to sending it.  A page that was sent is saved
 * whatever else is wrong with it, then either the next page follows, or the
 * same one with what is to be put right.
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
    bool link = is_under(v, S("/invite/"));
    const struct purpose_term *why = pack_purpose_for(
        v->page.pack, is_under(v, S("/call")) ? S("duty") : S("own"));
    struct str parts[3] = {S("/report")};
    size_t     n = 1;
    enum err   e;

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
    }
    parts[n] = v->parts[n - 1];
    if ((e = visit_id(v, n - 1, ID_DRAFT, &v->ask.about)))
        return e;
    out->base = str_join(v->req->arena, parts, n + 1, S("/"));
    return OK;
}

/* Again, once the visit has been refused or answered. */
static struct report_place
place_of(struct visit *v)
{
    struct report_place p = {0};

    if (report_place(v, &p))
        BUG("an answer for a path that has no place");
    return p;
}

static void
view_of_draft(struct visit *v, const struct draft_page *d,
              struct report_view *r)
{
    struct report_place p = place_of(v);

    *r = (struct report_view){
        .base = p.base, .link = p.link, .draft = d, .child = -1};
    form_look_draft(&r->look, d);
    r->look.written = v->page.lang;
    if (p.link)
        v->page.nav = NAV_NONE;
}

/* A call is one page: what was said is written down while it is said. */
static bool
is_whole(const struct report_view *r)
{
    return str_starts(r->base, S("/call/"));
}

/* Finds section and child of the path; false: there is none such. */
static bool
section_of(struct visit *v, struct report_view *r)
{
    struct report_place p = place_of(v);
    const struct form  *f = r->draft->form;
    int64_t             n;

    if (is_whole(r))
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
    return r->child >= 0 && form_is_per_child(r->section);
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

static void
draw(struct visit *v, const struct report_view *r, int status)
{
    if (is_whole(r))
        call_page(&v->page, r);
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
    struct draft_start        *in = ARENA_NEW(v->req->arena,
                                              struct draft_start);
    const struct purpose_term *why =
        pack_purpose_for(v->page.pack, S("own"));
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
        visit_go(v, str_cat(v->req->arena, S("/report/"),
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

static struct str
what_next(struct visit *v, const struct report_view *r)
{
    return str_cat(v->req->arena, r->base, S("/what-next"));
}

/* One that was sent shows what came of it. */
static bool
is_over(struct visit *v, const struct report_view *r)
{
    if (id_is_none(r->draft->draft.sent))
        return false;
    visit_go(v, what_next(v, r));
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
    view_of_draft(v, answer->with, &r);
    if (is_over(v, &r))
        return;
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
            r->notice_count = form_notices(&v->page, &r->look,
                                           &f->sections[i], &r->notices);
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
    view_of_draft(v, answer->with, &r);
    if (is_over(v, &r))
        return;
    if (!section_of(v, &r)) {
        visit_refused(v, ERR_ABSENT, answer);
        return;
    }
    notices_of(v, &r);
    draw(v, &r, 200);
}

void
see_draft_check(struct visit *v, enum err e, struct answer *answer)
{
    struct report_view r;

    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    view_of_draft(v, answer->with, &r);
    if (is_over(v, &r))
        return;
    r.notice_count = form_notices(&v->page, &r.look, NULL, &r.notices);
    report_list_missing(&v->page, &r);
    report_check_page(&v->page, &r);
    visit_page(v, 200);
}

/* ---- saving ---- */

/* The file that came with the page, when there was one. */
static void
file_of(struct visit *v, struct draft_save *in)
{
    struct str prefix = S("file.");

    for (size_t i = 0; i < v->form.n; i++) {
        const struct form_value *row = &v->form.rows[i];

        if (row->kind != FORM_FILE || !row->value.n ||
            !str_starts(row->name, prefix))
            continue;
        in->file_for = str_from(row->name, prefix.n);
        in->file = row->value;
        return;
    }
}

/* "pick.front.marks.0.x" and ".y": where in the picture of a body. */
static void
pick_of(struct visit *v, struct draft_save *in)
{
    struct str prefix = S("pick."), rest, name;

    for (size_t i = 0; i < v->form.n; i++) {
        name = v->form.rows[i].name;
        if (!str_starts(name, prefix) || !str_ends(name, S(".x")) ||
            !str_cut(str_from(name, prefix.n), '.', &in->pick_side, &rest) ||
            !str_int(v->form.rows[i].value, &in->pick_x))
            continue;
        in->pick_for = str_sub(rest, 0, rest.n - 2);
        name = str_cat(v->req->arena, str_sub(name, 0, name.n - 2),
                       S(".y"));
        if (!str_int(form_value(&v->form, name), &in->pick_y))
            in->pick_y = 0;
        return;
    }
}

enum err
in_draft_save(struct visit *v)
{
    struct draft_save  *in = ARENA_NEW(v->req->arena, struct draft_save);
    struct report_place p;
    enum err            e;

    if ((e = report_place(v, &p)))
        return e;
    form_inputs(v, in);
    file_of(v, in);
    pick_of(v, in);
    in->add = visit_text(v, S("add"));
    in->remove = visit_text(v, S("remove"));
    in->park = visit_text(v, S("park"));
    v->ask.with = in;
    return OK;
}

static void
go_sign_in(struct visit *v)
{
    struct str parts[2] = {
        S("/sign-in?to="), url_encode(v->req->arena, v->page.path)};

    visit_go(v, str_join(v->req->arena, parts, 2, (struct str){0}));
}

/* The page as it was sent, nothing of it saved: too long, or unreadable. */
static void
section_unsaved(struct visit *v, enum err e, const struct answer *answer)
{
    struct ask         ask = {.act = ACT_DRAFT_SHOW,
                              .about = v->ask.about,
                              .purpose = v->ask.purpose};
    struct answer      found = {0};
    struct draft_page *d;
    struct report_view r;
    struct typed       typed;

    if (action_run(&v->cx, &ask, &found)) {
        visit_refused(v, e, answer);
        return;
    }
    d = found.with;
    form_typed(v, d->form, &typed);
    for (size_t i = 0; i < typed.count; i++) {
        struct typed_value *old = typed_find(&d->typed, typed.rows[i].name);

        typed_set(&d->typed, typed.rows[i].name, typed.rows[i].text,
                  old ? old->revision : 0);
    }
    view_of_draft(v, d, &r);
    if (!section_of(v, &r)) {
        visit_refused(v, e, answer);
        return;
    }
    visit_error(v, S("main"), e == ERR_LIMIT ? MSG_FORM_TOO_LARGE
                                             : MSG_COMMON_BAD_INPUT);
    draw(v, &r, e == ERR_LIMIT ? 413 : 400);
}

struct str
report_here(struct visit *v, const struct report_view *r, struct str query)
{
    struct str parts[2] = {report_url(&v->page, r, r->section, r->child),
                           query};

    return str_join(v->req->arena, parts, 2, (struct str){0});
}

/* The page behind this one: the next child, the next section, the end. */
static struct str
behind(struct visit *v, const struct report_view *r)
{
    const struct form *f = r->draft->form;
    struct typed_list  l = r->look.children;
    size_t             s = (size_t)(r->section - f->sections);

    for (size_t i = 0; r->child >= 0 && i + 1 < l.count; i++)
        if (l.all[i] == r->child)
            return report_url(&v->page, r, r->section, l.all[i + 1]);
    if (s + 1 < f->section_count)
        return report_url(&v->page, r, &f->sections[s + 1], -1);
    return str_cat(v->req->arena, r->base, S("/check-answers"));
}

/* A call goes as soon as it is whole. */
static void
send_now(struct visit *v, struct report_view *r)
{
    struct ask    ask = {.act = ACT_DRAFT_SEND,
                         .about = v->ask.about,
                         .purpose = v->ask.purpose,
                         .with = &v->page.lang};
    struct answer answer = {0};
    enum err      e = action_run(&v->cx, &ask, &answer);

    if (e == ERR_INVALID) {
        visit_error(v, S("main"), MSG_COMMON_BAD_INPUT);
        draw(v, r, 400);
    } else if (e) {
        visit_refused(v, e, &answer);
    } else {
        visit_go(v, what_next(v, r));
    }
}

static void
go_on(struct visit *v, const struct report_view *r)
{
    struct str parts[3] = {behind(v, r), S("?from="), r->section->id};

    visit_go(v, str_join(v->req->arena, parts, 3, (struct str){0}));
}

/* Saved with Continue: what is wrong, what is new, else the next page. */
static void
section_next(struct visit *v, struct report_view *r,
             const struct draft_kept *kept)
{
    struct str fresh;

    form_faults(&v->page, &r->look, r->section, r->child, r->draft->faults,
                r->draft->fault_count);
    fresh = form_new_questions(v, &r->look, r->section, r->child);
    if (v->page.error_count && !fresh.n) {
        draw(v, r, 400);
    } else if (kept->twice) {
        visit_go(v, report_here(v, r, S("")));
    } else if (fresh.n) {
        struct str parts[2] = {S("?more=yes#"),
                               url_encode(v->req->arena, fresh)};

        visit_go(v, report_here(v, r,
                                str_join(v->req->arena, parts, 2,
                                         (struct str){0})));
    } else if (is_whole(r)) {
        send_now(v, r);
    } else {
        go_on(v, r);
    }
}

/* Back to where the row, the paper or the mark was added. */
static struct str
anchor(struct visit *v, const struct draft_save *in)
{
    struct str where = in->pick_for.n  ? in->pick_for
                       : in->file_for.n ? in->file_for
                                        : in->add;

    return where.n ? str_cat(v->req->arena, S("#"),
                             url_encode(v->req->arena, where))
                   : S("");
}

/* Which of the page's buttons it was. */
static void
section_saved(struct visit *v, struct report_view *r,
              const struct draft_kept *kept)
{
    const struct draft_save *in = v->ask.with;
    enum lang                lang;

    if (kept->file) {
        visit_error(v, in->file_for, kept->file);
        draw(v, r, 400);
    } else if (form_has(&v->form, S("upload")) && !in->file.n) {
        visit_error(v, visit_text(v, S("upload")), MSG_PAPER_NONE_CHOSEN);
        draw(v, r, 400);
    } else if (lang_find(visit_text(v, S("switch")), &lang)) {
        v->page.lang = lang;
        visit_go(v, report_here(v, r, S("")));
    } else if (in->add.n || in->remove.n || in->file.n || in->pick_for.n) {
        visit_go(v, report_here(v, r, anchor(v, in)));
    } else if (str_eq(form_value(&v->form, S("go")), S("later"))) {
        visit_go(v, is_whole(r) ? S("/call") : r->base);
    } else {
        section_next(v, r, kept);
    }
}

void
see_draft_save(struct visit *v, enum err e, struct answer *answer)
{
    const struct draft_kept *kept = answer->with;
    struct report_view       r;

    if (e == ERR_LIMIT || e == ERR_INVALID) {
        section_unsaved(v, e, answer);
        return;
    }
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    if (kept->parked) {
        go_sign_in(v);
        return;
    }
    view_of_draft(v, &kept->page, &r);
    if (section_of(v, &r))
        section_saved(v, &r, kept);
    else
        visit_go(v, r.base);
}

/* One field, by script: the new revision as text, or 409. */
enum err
in_draft_field(struct visit *v)
{
    struct draft_save  *in = ARENA_NEW(v->req->arena, struct draft_save);
    struct draft_input *one = ARENA_NEW(v->req->arena, struct draft_input);
    struct report_place p;
    enum err            e;

    if ((e = report_place(v, &p)))
        return e;
    one->name = form_value(&v->form, S("field"));
    one->text = form_sent_text(v, S("value"));
    if (!one->name.n || !str_int(form_value(&v->form, S("was")), &one->was))
        return ERR_INVALID;
    in->inputs = one;
    in->count = 1;
    v->ask.with = in;
    return OK;
}

void
see_draft_field(struct visit *v, enum err e, struct answer *answer)
{
    const struct draft_kept *kept = answer->with;
    int status = e == OK ? (kept->twice ? 409 : 200)
                 : e == ERR_LIMIT || e == ERR_INVALID ? 400
                 : err_is_refusal(e)                  ? 404
                                                      : 503;

    response_status(v->resp, status);
    response_body(v->resp, S("text/plain; charset=utf-8"),
                  e ? S("") : str_of_int(v->req->arena, kept->revision));
}

/* One more child, or one less: from the task list. */
enum err
in_draft_children(struct visit *v)
{
    return in_draft_save(v);
}

void
see_draft_children(struct visit *v, enum err e, struct answer *answer)
{
    const struct draft_save *in = v->ask.with;
    const struct draft_kept *kept = answer->with;
    struct report_view       r;
    const struct form       *f;
    struct typed_list        l;

    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    view_of_draft(v, &kept->page, &r);
    f = r.draft->form;
    l = r.look.children;
    for (size_t i = 0; in->add.n && i < f->section_count; i++)
        if (form_is_per_child(&f->sections[i])) {
            visit_go(v, report_url(&v->page, &r, &f->sections[i],
                                   l.all[l.count - 1]));
            return;
        }
    visit_go(v, r.base);
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
    view_of_draft(v, answer->with, &r);
    if (is_over(v, &r))
        return;
    report_drop_page(&v->page, &r);
    visit_page(v, 200);
}

void
see_draft_drop(struct visit *v, enum err e, struct answer *answer)
{
    struct report_place p = place_of(v);

    if (e)
        visit_refused(v, e, answer);
    else if (p.link)
        visit_go(v, str_cat(v->req->arena, S("/invite/"), v->parts[0]));
    else
        visit_go(v, str_starts(p.base, S("/call")) ? S("/call")
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
    struct report_place p = place_of(v);

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
    struct report_place p;

    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    p = place_of(v);
    if (p.link)
        v->page.nav = NAV_NONE;
    report_sent_page(&v->page, answer->with, p.link);
    visit_page(v, 200);
}
