/*
 * A page that was sent is saved whatever else is wrong with it; then either
 * the next page follows, or the same one with what is to be put right.
 */
#include "action/session.h"
#include "web/frame.h"
#include "web/report_own.h"

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
        name = str_cat(v->req->arena, str_sub(name, 0, name.n - 2), S(".y"));
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
    if (!str_int(visit_text(v, S("many")), &in->many))
        in->many = 0;
    in->remove = visit_text(v, S("remove"));
    in->park = visit_text(v, S("park"));
    v->ask.with = in;
    return OK;
}

static void
go_sign_in(struct visit *v)
{
    struct str parts[2] = {
        S("/sign-in?to="), frame_encode(v->req->arena, v->page.path)};

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
    report_view_of(v, d, &r);
    if (!report_section_of(v, &r)) {
        visit_refused(v, e, answer);
        return;
    }
    visit_error(v, S("main"),
        e == ERR_LIMIT ? MSG_FORM_TOO_LARGE : MSG_COMMON_BAD_INPUT);
    report_draw(v, &r, e == ERR_LIMIT ? 413 : 400);
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

/* It was whole when it was saved; whom the children may be is asked as the
 * draft stands in the record (action/newcomer.h). */
static void
not_sent(struct visit *v)
{
    struct ask         ask = {.act = ACT_DRAFT_SHOW,
                .about = v->ask.about,
                .purpose = v->ask.purpose};
    struct answer      found = {0};
    struct report_view r;
    enum err           e = action_run(&v->cx, &ask, &found);

    if (e) {
        visit_refused(v, e, &found);
        return;
    }
    report_view_of(v, found.with, &r);
    form_faults(&v->page, &r.look, r.section, r.child, r.draft->faults,
        r.draft->fault_count);
    if (!v->page.error_count)
        visit_error(v, S("main"), MSG_COMMON_BAD_INPUT);
    report_draw(v, &r, 400);
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
        not_sent(v);
    } else if (e) {
        visit_refused(v, e, &answer);
    } else {
        visit_go(v, report_what_next(v, r));
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
        report_draw(v, r, 400);
    } else if (kept->twice) {
        visit_go(v, report_here(v, r, S("")));
    } else if (fresh.n) {
        struct str parts[2] = {S("?more=yes#"),
            frame_encode(v->req->arena, fresh)};

        visit_go(v,
            report_here(v, r,
                str_join(v->req->arena, parts, 2, (struct str){0})));
    } else if (report_is_whole(r)) {
        send_now(v, r);
    } else {
        go_on(v, r);
    }
}

/* Back to where the row, the paper or the mark was added. */
static struct str
anchor(struct visit *v, const struct draft_save *in)
{
    struct str where = in->pick_for.n ? in->pick_for
        : in->file_for.n              ? in->file_for
                                      : in->add;

    return where.n
        ? str_cat(v->req->arena, S("#"), frame_encode(v->req->arena, where))
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
        report_draw(v, r, 400);
    } else if (form_has(&v->form, S("upload")) && !in->file.n) {
        visit_error(v, visit_text(v, S("upload")), MSG_PAPER_NONE_CHOSEN);
        report_draw(v, r, 400);
    } else if (lang_find(visit_text(v, S("switch")), &lang)) {
        v->page.lang = lang;
        visit_go(v, report_here(v, r, S("")));
    } else if (in->add.n || in->remove.n || in->file.n || in->pick_for.n) {
        visit_go(v, report_here(v, r, anchor(v, in)));
    } else if (str_eq(form_value(&v->form, S("go")), S("later"))) {
        visit_go(v,
            report_is_whole(r)       ? S("/call")
                : report_is_brief(r) ? S("/brief")
                                     : r->base);
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
    report_view_of(v, &kept->page, &r);
    if (report_section_of(v, &r))
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
    int                      status = e == OK ? (kept->twice ? 409 : 200)
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
    report_view_of(v, &kept->page, &r);
    f = r.draft->form;
    l = r.look.children;
    for (size_t i = 0; in->add.n && i < f->section_count; i++)
        if (form_is_per_child(&f->sections[i])) {
            visit_go(v,
                report_url(&v->page, &r, &f->sections[i], l.all[l.count - 1]));
            return;
        }
    visit_go(v, r.base);
}
