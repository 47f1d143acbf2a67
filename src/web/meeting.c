/*
 * Whom a meeting is asked of is ticked by the place in the list that was
 * shown: an agency's own id would say where a child is (S7).  The list is
 * made again when the form comes back, and another one is shown first.
 */
#include "web/meeting.h"

#include "web/inbox.h"

/* ---- calling: what is asked ---- */

static const struct form *
form_of(struct visit *v, size_t part)
{
    const struct form *f = pack_form(v->page.pack, v->parts[part]);

    return f;
}

static enum err
others_of(struct visit *v, const struct form_values *from,
    struct meeting_form_ask *in)
{
    struct id *all = ARENA_ARRAY(v->req->arena, struct id, from->n + 1);

    for (size_t i = 0; i < from->n; i++)
        if (str_eq(from->rows[i].name, S("with")) &&
            !id_parse(from->rows[i].value, ID_PERSON, &all[in->other_count++]))
            return ERR_ABSENT;
    in->others = all;
    in->form = form_of(v, 1);
    return in->form && meeting_calls(in->form)
        ? visit_id(v, 0, ID_PERSON, &v->ask.about)
        : ERR_ABSENT;
}

enum err
in_meeting_form(struct visit *v)
{
    struct meeting_form_ask *in =
        ARENA_NEW(v->req->arena, struct meeting_form_ask);

    v->ask.with = in;
    return others_of(v, &v->req->query, in);
}

struct str
meeting_network_name(struct page *pg, const char *what, size_t i)
{
    struct str parts[3] = {str_of(what), S("."),
        str_of_int(pg->arena, (int64_t)i)};

    return str_join(pg->arena, parts, 3, (struct str){0});
}

static void
network_read(struct visit *v, struct meeting_call *in)
{
    struct arena *a = v->req->arena;
    int64_t       n;
    bool         *asked;
    struct str   *why;

    if (!str_int(form_value(&v->form, S("of")), &n) || n < 0 || n > 1000)
        n = 0;
    in->count = (size_t)n;
    in->asked = asked = ARENA_ARRAY(a, bool, in->count + 1);
    in->why = why = ARENA_ARRAY(a, struct str, in->count + 1);
    for (size_t i = 0; i < in->count; i++) {
        asked[i] = form_has(&v->form, meeting_network_name(&v->page, "ask", i));
        why[i] = visit_text(v, meeting_network_name(&v->page, "why", i));
    }
}

static bool
is_among(const struct id *all, size_t n, struct id one)
{
    for (size_t i = 0; i < n; i++)
        if (id_eq(all[i], one))
            return true;
    return false;
}

static enum err
more_read(struct visit *v, struct meeting_call *in)
{
    struct id *all = ARENA_ARRAY(v->req->arena, struct id, v->form.n + 1);

    in->more = all;
    for (size_t i = 0; i < v->form.n; i++) {
        const struct form_value *row = &v->form.rows[i];
        struct id                one;

        if (!str_starts(row->name, S("kind.")) || !row->value.n)
            continue;
        if (!id_parse(row->value, ID_AGENCY, &one))
            return ERR_ABSENT;
        if (!is_among(all, in->more_count, one))
            all[in->more_count++] = one;
    }
    return OK;
}

enum err
in_meeting_call(struct visit *v)
{
    struct meeting_call *in = ARENA_NEW(v->req->arena, struct meeting_call);
    enum err             e;

    v->ask.with = in;
    in->typed = ARENA_NEW(v->req->arena, struct typed);
    if ((e = others_of(v, &v->form, &in->ask)))
        return e;
    form_typed(v, in->ask.form, in->typed);
    network_read(v, in);
    in->digest = form_value(&v->form, S("network"));
    in->when = str_eq(form_value(&v->form, S("go")), S("now")) ? MEETING_NOW
                                                               : MEETING_LATER;
    if ((e = more_read(v, in)))
        return e;
    return visit_is_toggled(v) ? ERR_INVALID : OK;
}

/* ---- calling: what is shown ---- */

bool
meeting_asks_itself(const struct field *f)
{
    return f->type == FIELD_TABLE;
}

static struct meeting_call_view *
call_view(struct visit *v, const struct meeting_form *f,
    const struct typed *typed)
{
    struct meeting_call_view *c =
        ARENA_NEW(v->req->arena, struct meeting_call_view);

    c->form = f;
    c->typed = *typed;
    form_look_init(&c->look, &v->page, f->form, &c->typed);
    form_look_offers(&c->look, &f->draft);
    c->look.small = true;
    return c;
}

/* Siblings may be at different schools: as many may be asked of a kind. */
size_t
meeting_kind_rows(const struct meeting_call_view *c, size_t kind)
{
    size_t there = c->form->network.kinds[kind].count;

    return there < c->form->child_count ? there : c->form->child_count;
}

/* At first everybody is ticked: who is not asked is a decision. */
static void
ticks_first(struct visit *v, struct meeting_call_view *c)
{
    const struct meeting_network *n = &c->form->network;
    bool       *asked = ARENA_ARRAY(v->req->arena, bool, n->count + 1);
    struct str *none = ARENA_ARRAY(v->req->arena, struct str,
        n->count + n->kind_count * c->form->child_count + 1);

    for (size_t i = 0; i < n->count; i++)
        asked[i] = true;
    c->asked = asked;
    c->why = none;
    c->chosen = none + n->count;
}

static void
ticks_again(struct visit *v, struct meeting_call_view *c)
{
    const struct meeting_call    *in = v->ask.with;
    const struct meeting_network *n = &c->form->network;
    size_t                        each = c->form->child_count;
    struct str                   *chosen =
        ARENA_ARRAY(v->req->arena, struct str, n->kind_count * each + 1);

    c->changed = !str_eq(n->digest, in->digest) || in->count != n->count;
    if (c->changed) {
        ticks_first(v, c);
        return;
    }
    c->asked = in->asked;
    c->why = in->why;
    for (size_t i = 0; i < n->kind_count * each; i++)
        chosen[i] =
            form_value(&v->form, meeting_network_name(&v->page, "kind", i));
    c->chosen = chosen;
}

void
see_meeting_form(struct visit *v, enum err e, struct answer *answer)
{
    const struct meeting_form *f = answer->with;
    struct meeting_call_view  *c;
    struct typed               t;

    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    typed_init(&t, v->req->arena, v->page.pack, f->form);
    c = call_view(v, f, &t);
    ticks_first(v, c);
    meeting_call_page(&v->page, c);
    visit_page(v, 200);
}

static void
call_again(struct visit *v, enum err why, const struct meeting_called *got)
{
    const struct meeting_call *in = v->ask.with;
    struct ask                 ask = {.act = ACT_MEETING_FORM,
                        .about = v->ask.about,
                        .with = &in->ask};
    struct answer              found = {0};
    struct meeting_call_view  *c;
    enum err                   e = action_run(&v->cx, &ask, &found);

    if (e) {
        visit_refused(v, e, &found);
        return;
    }
    c = call_view(v, found.with, in->typed);
    ticks_again(v, c);
    if (got && why == ERR_INVALID)
        form_faults(&v->page, &c->look, NULL, -1, got->wrong.faults,
            got->wrong.count);
    meeting_call_page(&v->page, c);
    visit_page(v, why == ERR_CONFLICT ? 409 : 400);
}

/* One that begins now is gone on with at once. */
static void
called(struct visit *v, struct id thread)
{
    const struct meeting_call *in = v->ask.with;
    struct ask    ask = {.act = ACT_MEETING_BEGIN, .about = thread};
    struct answer begun = {0};
    bool          live =
        in->when == MEETING_NOW && action_run(&v->cx, &ask, &begun) == OK;
    struct str parts[3] = {S("/meeting/"), id_text(v->req->arena, thread),
        S("/live")};

    visit_go(v, str_join(v->req->arena, parts, live ? 3 : 2, (struct str){0}));
}

void
see_meeting_call(struct visit *v, enum err e, struct answer *answer)
{
    const struct meeting_called *got = answer->with;

    if (e == ERR_INVALID || (e == ERR_CONFLICT && got))
        call_again(v, e, got);
    else if (e)
        visit_refused(v, e, answer);
    else
        called(v, got->thread);
}

/* ---- the meetings of a child, and one of them ---- */

void
see_meetings(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    meetings_page(&v->page, answer->with);
    visit_page(v, 200);
}

enum err
in_meeting(struct visit *v)
{
    return visit_id(v, 0, ID_THREAD, &v->ask.about);
}

void
see_meeting(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    meeting_one_page(&v->page, answer->with);
    visit_page(v, 200);
}

/* ---- words ---- */

struct str
meetings_url(struct page *pg, struct id person, const struct form *form)
{
    struct str parts[4] = {page_url_id(pg, S("/child/"), person),
        S("/meetings"), S("/"), form ? form->id : (struct str){0}};

    return str_join(pg->arena, parts, form ? 4 : 2, (struct str){0});
}

struct str
meeting_say_url(struct page *pg, const struct meeting_page *m,
    const struct form *form)
{
    struct str parts[3] = {page_url_id(pg, S("/meeting/"), m->thread), S("/"),
        form->id};

    return str_join(pg->arena, parts, 3, (struct str){0});
}

struct str
meeting_need_url(struct page *pg, const struct meeting_page *m,
    const char *what, size_t i)
{
    struct str parts[3] = {{0}, S("?who="), meeting_network_name(pg, what, i)};

    if (!m->needs)
        return parts[0];
    parts[0] = meeting_say_url(pg, m, m->needs);
    return str_join(pg->arena, parts, 3, (struct str){0});
}

struct str
meeting_child_name(struct page *pg, struct str name, struct date born)
{
    return inbox_child(pg, name, born, (struct date){0});
}
