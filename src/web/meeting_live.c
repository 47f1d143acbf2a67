/*
 * One form for everybody.  Whatever button is pressed, the whole page is
 * saved first: what nobody touched is no save, because each input says which
 * revision was shown.  With script each field is saved by itself.
 */
#include "web/meeting_live.h"

#include <stddef.h>

/* ---- what is typed ---- */

#define CHOOSE S("choose.")

static void
choices_read(struct visit *v, struct meeting_typing *in)
{
    struct meeting_choice *all =
        ARENA_ARRAY(v->req->arena, struct meeting_choice, v->form.n + 1);

    for (size_t i = 0; i < v->form.n; i++) {
        const struct form_value *row = &v->form.rows[i];
        struct meeting_choice   *c = &all[in->choice_count];

        if (!str_starts(row->name, CHOOSE) ||
            !str_int(row->value, &c->revision))
            continue;
        c->field = str_from(row->name, CHOOSE.n);
        if (str_int(form_value(&v->form,
                        str_cat(v->req->arena, S("seen."), c->field)),
                &c->seen))
            in->choice_count++;
    }
    in->choices = all;
}

enum err
in_meeting_type(struct visit *v)
{
    struct meeting_typing *in = ARENA_NEW(v->req->arena, struct meeting_typing);

    form_inputs(v, &in->save);
    choices_read(v, in);
    in->save.add = visit_text(v, S("add"));
    in->save.remove = visit_text(v, S("remove"));
    v->ask.with = in;
    return visit_id(v, 0, ID_THREAD, &v->ask.about);
}

/* One field, by script. */
enum err
in_meeting_field(struct visit *v)
{
    struct meeting_typing *in = ARENA_NEW(v->req->arena, struct meeting_typing);
    struct draft_input    *one = ARENA_NEW(v->req->arena, struct draft_input);

    one->name = form_value(&v->form, S("field"));
    one->text = form_sent_text(v, S("value"));
    if (!one->name.n || !str_int(form_value(&v->form, S("was")), &one->was))
        return ERR_INVALID;
    in->save.inputs = one;
    in->save.count = 1;
    v->ask.with = in;
    return visit_id(v, 0, ID_THREAD, &v->ask.about);
}

/* ---- what is shown ---- */

/* Agencies at the table; where a question wants one of a kind, those. */
static const struct form_choice *
offer(const struct form_look *l, const struct field *f, size_t *count)
{
    const struct meeting_live_view *v = (const void *)((const char *)l -
        offsetof(struct meeting_live_view, look));
    const struct draft_page        *p = &v->live->draft;
    const struct draft_offer *all = f->type == FIELD_ACCOUNT ? &p->accounts
        : f->type == FIELD_AGENCY && f->kind.n               ? &p->agencies
        : f->type == FIELD_AGENCY ? &v->live->agencies
                                  : NULL;
    struct form_choice       *out;

    *count = 0;
    if (!all || !all->count)
        return NULL;
    out = ARENA_ARRAY(p->typed.arena, struct form_choice, all->count);
    for (size_t i = 0; i < all->count; i++)
        out[(*count)++] = (struct form_choice){.id = all->rows[i].id,
            .label = all->rows[i].label};
    return out;
}

static struct meeting_live_view *
view_make(struct visit *v, const struct meeting_live *live)
{
    struct meeting_live_view *out =
        ARENA_NEW(v->req->arena, struct meeting_live_view);

    out->live = live;
    form_look_draft(&out->look, &live->draft);
    out->look.offer = offer;
    out->look.small = true;
    v->page.dense = true;
    return out;
}

void
see_meeting_live(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    meeting_live_page(&v->page, view_make(v, answer->with));
    visit_page(v, 200);
}

static void
go(struct visit *v, struct str tail, struct str anchor)
{
    struct str parts[4] = {S("/meeting/"), id_text(v->req->arena, v->ask.about),
        tail, anchor};

    visit_go(v, str_join(v->req->arena, parts, 4, (struct str){0}));
}

void
see_meeting_begin(struct visit *v, enum err e, struct answer *answer)
{
    if (e)
        visit_refused(v, e, answer);
    else
        go(v, S("/live"), (struct str){0});
}

/* What keeps it from being closed: what is not answered, or stands twice. */
static void
still_open(struct visit *v, enum err why, const struct meeting_said *got)
{
    const struct meeting_live *live =
        visit_look_again(v, ACT_MEETING_LIVE, v->ask.about);
    struct meeting_live_view *view;

    if (!live)
        return;
    view = view_make(v, live);
    if (why == ERR_CONFLICT)
        visit_error(v, S("clashes"), MSG_MEETING_CHOOSE_FIRST);
    else if (got)
        form_faults(&v->page, &view->look, NULL, -1, got->wrong.faults,
            got->wrong.count);
    meeting_live_page(&v->page, view);
    visit_page(v, why == ERR_CONFLICT ? 409 : 400);
}

static void
close_now(struct visit *v)
{
    struct ask    ask = {.act = ACT_MEETING_CLOSE, .about = v->ask.about};
    struct answer answer = {0};
    enum err      e = action_run(&v->cx, &ask, &answer);

    if (e == ERR_INVALID || e == ERR_CONFLICT)
        still_open(v, e, answer.with);
    else if (e)
        visit_refused(v, e, &answer);
    else
        go(v, (struct str){0}, (struct str){0});
}

void
see_meeting_type(struct visit *v, enum err e, struct answer *answer)
{
    const struct meeting_typing *in = v->ask.with;
    const struct meeting_typed  *got = answer->with;
    struct str                   where = form_value(&v->form, S("go"));
    enum lang                    lang;

    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    if (lang_find(visit_text(v, S("switch")), &lang))
        v->page.lang = lang;
    if (got->beside || in->choice_count)
        where = S("clashes");
    else if (in->save.add.n)
        where = in->save.add;
    if (str_eq(where, S("close")) && !form_has(&v->form, S("switch")))
        close_now(v);
    else
        go(v, S("/live#"), where);
}

void
see_meeting_field(struct visit *v, enum err e, struct answer *answer)
{
    const struct meeting_typed *got = answer->with;
    int                         status = e == OK ? (got->beside ? 409 : 200)
                                : e == ERR_LIMIT || e == ERR_INVALID ? 400
                                : err_is_refusal(e)                  ? 404
                                                                     : 503;

    response_status(v->resp, status);
    response_body(v->resp, S("text/plain; charset=utf-8"),
        e ? S("") : str_of_int(v->req->arena, got->revision));
}

void
see_meeting_changed(struct visit *v, enum err e, struct answer *answer)
{
    const struct str *version = answer->with;

    response_status(v->resp, e == OK ? 200 : err_is_refusal(e) ? 404 : 503);
    response_body(v->resp, S("text/plain; charset=utf-8"),
        e ? S("") : *version);
}

/* ---- words ---- */

struct str
meeting_live_url(struct page *pg, const struct meeting_live *l, struct str tail)
{
    return str_cat(pg->arena, page_url_id(pg, S("/meeting/"), l->thread), tail);
}

bool
meeting_live_asks(const struct meeting_live_view *v,
    const struct form_section                    *s)
{
    for (size_t i = 0; i < s->field_count; i++)
        for (size_t c = 0; c < v->look.children.count; c++)
            if (form_is_asked(&v->look, s->fields[i], (int)c))
                return true;
    return false;
}

struct str
meeting_clash_name(struct page *pg, const char *what,
    const struct meeting_clash *c)
{
    return str_cat(pg->arena, str_of(what), c->name);
}
