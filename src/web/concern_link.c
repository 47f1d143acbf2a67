/*
 * Saying that two records are one child, or are not, or undoing either.
 */
#include "web/concern.h"

/* What was sent; the action's ask stands first. */
struct linking {
    struct link_say      say;
    struct typed         typed;
    struct answer_fault *faults;
    size_t               fault_count;
};

/* ---- reading ---- */

/* The two records, in the order of the form's own questions. */
void
concern_fill_records(struct typed *t, const struct link_ask *in)
{
    struct id records[2] = {in->source,
        id_is_none(in->other) ? in->source : in->other};
    size_t    n = 0;

    for (size_t i = 0; i < t->form->field_count && n < 2; i++)
        if (t->form->fields[i].type == FIELD_PERSON)
            typed_set(t, t->form->fields[i].id, id_text(t->arena, records[n++]),
                0);
}

static enum err
judge(struct visit *v, struct linking *l)
{
    struct answers_about about = {.children = 2};
    struct answers       answers;
    enum err             e;

    form_typed(v, l->say.form, &l->typed);
    concern_fill_records(&l->typed, &l->say.ask);
    typed_answers(&l->typed, &about, &answers);
    l->say.answers = typed_json(v->req->arena, &answers);
    l->say.language = v->cx.lang;
    e = answers_check(v->req->arena, &answers, &about, v->page.today,
        &l->faults, &l->fault_count);
    return e;
}

static enum err
link_read(struct visit *v, enum link_kind kind)
{
    struct linking  *l = ARENA_NEW(v->req->arena, struct linking);
    struct link_ask *in = &l->say.ask;
    enum err         e;

    v->ask.with = l;
    in->kind = kind;
    l->say.form = link_form(v->page.pack, kind);
    if (!l->say.form)
        return ERR_ABSENT;
    if ((e = visit_id(v, 0, ID_THREAD, &v->ask.about)) ||
        (e = visit_id(v, 1, ID_SOURCE, &in->source)))
        return e;
    e = kind >= LINK_UNDO ? visit_id(v, 2, ID_LINK, &in->link)
                          : visit_id(v, 2, ID_SOURCE, &in->other);
    if (e || v->req->method == HTTP_GET)
        return e;
    return judge(v, l);
}

enum err
in_link_same(struct visit *v)
{
    return link_read(v, LINK_SAME);
}

enum err
in_link_apart(struct visit *v)
{
    return link_read(v, LINK_NOT_SAME);
}

enum err
in_link_twins(struct visit *v)
{
    return link_read(v, LINK_TWINS);
}

enum err
in_link_order(struct visit *v)
{
    return link_read(v, LINK_ORDER);
}

enum err
in_link_undo(struct visit *v)
{
    return link_read(v, LINK_UNDO);
}

enum err
in_link_over(struct visit *v)
{
    return link_read(v, LINK_OVER);
}

/* What was written, or the leaf of what was printed. */
static bool
settles_read(struct str item, struct id *out)
{
    return id_parse(item, ID_ENTRY, out) || id_parse(item, ID_LEAF, out);
}

/* An entry that was written while the two were one, and why it moves or
 * stays. */
static enum err
settling_read(struct visit *v, enum link_kind kind)
{
    struct linking *l;
    enum err        e = link_read(v, kind);

    l = (struct linking *)(void *)v->ask.with;
    if (e && e != ERR_INVALID)
        return e;
    l->fault_count = 0;
    l->say.reason = visit_text(v, S("reason"));
    if (!settles_read(form_value(&v->form, S("entry")), &l->say.entry)) {
        if (kind == LINK_MOVE)
            return ERR_ABSENT;
        l->say.entry = (struct id){0}; /* nothing is left */
    }
    if (l->say.reason.n)
        return OK;
    l->say.ask.kind = LINK_UNDO;
    visit_error(v,
        id_is_none(l->say.entry) ? S("reason")
                                 : id_text(v->req->arena, l->say.entry),
        MSG_CONCERN_MOVE_REASON);
    return ERR_INVALID;
}

enum err
in_link_move(struct visit *v)
{
    return settling_read(v, LINK_MOVE);
}

enum err
in_link_keep(struct visit *v)
{
    return settling_read(v, LINK_KEEP);
}

/* ---- drawing ---- */

static struct str
here(struct visit *v)
{
    return page_url(&v->page, v->page.path);
}

static void
draw(struct visit *v, const struct link_page *p, struct linking *l,
    const struct answer_fault *faults, size_t count)
{
    struct record_view *r = ARENA_NEW(v->req->arena, struct record_view);
    struct page        *pg = &v->page;

    if (!l->typed.form)
        typed_init(&l->typed, pg->arena, pg->pack, p->form);
    r->typed = l->typed;
    form_look_init(&r->look, pg, p->form, &r->typed);
    r->look.saves = true;
    r->look.small = true;
    r->two_traced = p->two_traced;
    r->to = here(v);
    r->back = concern_url(pg, v->ask.about, l->say.ask.source);
    form_faults(pg, &r->look, NULL, -1, faults, count);
    pg->dense = true;
    link_page_draw(pg, p, r);
    visit_page(v,
        count || pg->error_count                       ? 400
            : v->req->method == HTTP_POST && p->parted ? 409
                                                       : 200);
}

/* The page again, with what is wrong. */
static void
draw_again(struct visit *v, struct linking *l,
    const struct answer_fault *faults, size_t count)
{
    struct answer answer = {0};
    struct ask    ask = {.act = ACT_LINK_LOOK,
           .about = v->ask.about,
           .with = &l->say.ask};
    enum err      e = action_run(&v->cx, &ask, &answer);

    if (e)
        visit_refused(v, e, &answer);
    else
        draw(v, answer.with, l, faults, visit_is_toggled(v) ? 0 : count);
}

/* After undoing, to what relied on it: each is to be looked at. */
static void
go_on(struct visit *v, const struct linking *l)
{
    struct str parts[6] = {S("/concern/"), id_text(v->req->arena, v->ask.about),
        S("/"), id_text(v->req->arena, l->say.ask.source), S("/undo/"),
        id_text(v->req->arena, l->say.ask.link)};

    visit_go(v, str_join(v->req->arena, parts, 6, (struct str){0}));
}

static void
go_back(struct visit *v, const struct linking *l)
{
    struct str parts[4] = {S("/concern/"), id_text(v->req->arena, v->ask.about),
        S("/child/"), id_text(v->req->arena, l->say.ask.source)};

    visit_go(v, str_join(v->req->arena, parts, 4, (struct str){0}));
}

/* Of the look as of the deed: which it was, the request's method says. */
void
see_link(struct visit *v, enum err e, struct answer *answer)
{
    struct linking         *l = (struct linking *)(void *)v->ask.with;
    const struct link_said *said = answer->with;

    if (v->req->method == HTTP_GET && e == OK)
        draw(v, answer->with, l, NULL, 0);
    else if (e == OK && l->say.ask.kind != LINK_OVER &&
        !id_is_none(l->say.ask.link))
        go_on(v, l);
    else if (e == OK)
        go_back(v, l);
    else if (e == ERR_ILLEGAL && l->say.ask.kind < LINK_UNDO)
        draw_again(v, l, NULL, 0); /* the page says what parts them */
    else if (e == ERR_INVALID && said)
        draw_again(v, l, said->wrong.faults, said->wrong.count);
    else if (e == ERR_INVALID)
        draw_again(v, l, l->faults, l->fault_count);
    else
        visit_refused(v, e, answer);
}
