/*
 * A meeting that sits: what is typed, what two people typed differently,
 * whether enough are there, and its end.
 */
#include "action/meeting_sheet.h"

#include "action/rows.h"

/* ---- who may ---- */

/* Of the form's group, whatever the form decides: everybody writes, and who
 * decides is asked when it is closed. */
enum err
meeting_may_sit(const struct meeting_at *m, struct grant *grant)
{
    struct question q = {.verb = MAY_RECORD, .of = m->held->group};
    enum err        e;

    for (size_t i = 0; i < m->child_count; i++) {
        q.person = m->children[i].person;
        e = look_ask(m->w, m->cx, &q, grant);
        if (err_is_refusal(e) && meeting_is_taker(m))
            e = meeting_as_taker(m, q.verb, q.of, q.person, grant);
        if (e)
            return e;
        if (grant->depth != DEPTH_FULL)
            return ERR_DENIED;
    }
    return OK;
}

enum err
ground_meeting_sit(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    enum err e = ground_meeting(w, cx, ask, out);

    return e ? e : meeting_may_sit(out->found, &out->grant);
}

enum err
ground_meeting_close(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    struct meeting_at *m;
    enum err           e;

    if ((e = ground_meeting_sit(w, cx, ask, out)))
        return e;
    m = out->found;
    return meeting_may_all(m, m->held, &out->grant);
}

/* ---- what stands side by side ---- */

struct living {
    struct sitting      *s;
    struct meeting_at   *m;
    struct meeting_live *out;
};

/* A choice is said in words. */
static struct str
said(const struct living *l, const struct typed_input *i, struct str text)
{
    const struct field       *f = i->cell ? i->cell : i->field;
    const struct term_option *o =
        f->options ? term_option_find(f->options, text) : NULL;

    if (o)
        return words_in(o->label, l->m->cx->lang);
    return f->type == FIELD_YES_NO ? field_said(f, text, l->m->cx->lang) : text;
}

static enum err
text_add(struct living *l, struct meeting_clash *c, const struct typed_input *i,
    const struct sheet_version *v)
{
    struct meeting_text *t = &c->texts[c->count++];

    *t = (struct meeting_text){.revision = v->revision,
        .text = said(l, i, v->text),
        .at = v->saved_at,
        .counts = v->counts};
    if (v->revision > c->seen)
        c->seen = v->revision;
    return look_account(l->m->w, v->account, &t->author);
}

static enum err
clash_add(struct living *l, const struct sheet_version *all, size_t n)
{
    struct meeting_clash *c = &l->out->clashes[l->out->clash_count];
    struct typed_input    i;
    enum err              e;

    if (!typed_input_read(l->m->held, all[0].field, &i))
        return OK;
    *c = (struct meeting_clash){.name = all[0].field,
        .label = (i.cell ? i.cell : i.field)->label,
        .texts = ARENA_ARRAY(l->m->cx->arena, struct meeting_text, n)};
    if (i.child >= 0 && (size_t)i.child < l->s->draft.subject_count)
        c->child = l->s->draft.subjects[i.child].name;
    for (size_t k = 0; k < n; k++)
        if ((e = text_add(l, c, &i, &all[k])))
            return e;
    l->out->clash_count++;
    return OK;
}

/* Versions come by field: those of one stand together. */
static enum err
clashes_find(struct living *l)
{
    const struct sitting *s = l->s;
    enum err              e;

    l->out->clashes =
        ARENA_ARRAY(l->m->cx->arena, struct meeting_clash, s->count + 1);
    for (size_t i = 0, n; i < s->count; i += n) {
        bool beside = false;

        for (n = 0;
             i + n < s->count && str_eq(s->all[i + n].field, s->all[i].field);
             n++)
            beside = beside || !s->all[i + n].counts;
        if (beside && (e = clash_add(l, &s->all[i], n)))
            return e;
    }
    return OK;
}

static bool
is_named(const struct meeting_live *out, struct str name)
{
    for (size_t i = 0; i < out->people_count; i++)
        if (str_eq(out->people[i], name))
            return true;
    return false;
}

#define PEOPLE_MOST 24

static enum err
people_find(struct living *l)
{
    struct meeting_live *out = l->out;
    struct str           name;
    enum err             e;

    out->people = ARENA_ARRAY(l->m->cx->arena, struct str, PEOPLE_MOST);
    for (size_t i = 0; i < l->s->count; i++) {
        if ((e = look_account(l->m->w, l->s->all[i].account, &name)))
            return e;
        if (out->people_count < PEOPLE_MOST && !is_named(out, name))
            out->people[out->people_count++] = name;
    }
    return OK;
}

/* ---- who is there, and who has said what ---- */

/* The kind behind what a row names. */
static struct str
kind_of(const struct living *l, struct str *const kinds, struct str whom)
{
    for (size_t i = 0; i < l->out->agencies.count; i++)
        if (str_eq(l->out->agencies.rows[i].id, whom))
            return kinds[i];
    return (struct str){0};
}

/* Who is there for an agency, and whether they may decide for it. */
static void
seat_add(struct living *l, const struct fact *f)
{
    struct meeting_seat *s = &l->out->seats[l->out->seat_count++];
    struct str           whom = fact_arg(f, S("whom"));
    struct str           may = fact_arg(f, S("authorised_to_decide"));

    *s = (struct meeting_seat){.name = whom, .why = fact_arg(f, S("reason"))};
    for (size_t i = 0; i < l->out->agencies.count; i++)
        if (str_eq(l->out->agencies.rows[i].id, whom))
            s->name = l->out->agencies.rows[i].label;
    if (str_eq(may, S("yes")))
        s->may = MEETING_MAY;
    else if (str_eq(may, S("no")))
        s->may = MEETING_MAY_NOT;
}

static void
missing_words(struct living *l)
{
    const struct pack           *p = l->m->w->pack;
    const struct meeting_quorum *q = &l->out->quorum;

    l->out->missing =
        ARENA_ARRAY(l->m->cx->arena, struct words, q->missing_count + 1);
    for (size_t i = 0; i < q->missing_count; i++)
        for (size_t k = 0; k < p->agency_kinds_count; k++)
            if (str_eq(p->agency_kinds[k].id, q->missing[i]))
                l->out->missing[i] = p->agency_kinds[k].title;
}

static bool
asks_views(const struct form *held)
{
    return form_yields(held, YIELD_VIEW);
}

static enum err
meters_make(struct living *l)
{
    const struct draft_page *p = &l->s->draft;
    struct arena            *a = l->m->cx->arena;
    struct meeting_there    *there;
    struct str              *kinds;
    struct fact             *all;
    size_t                   n, came = 0;
    enum err                 e;

    if ((e = sitting_agencies(l->m, &l->out->agencies, &kinds)) ||
        (e = yield_extract(a, &p->answers, &p->about, &all, &n)))
        return e;
    there = ARENA_ARRAY(a, struct meeting_there, n + 1);
    l->out->views = ARENA_ARRAY(a, struct meeting_views, p->subject_count + 1);
    l->out->seats = ARENA_ARRAY(a, struct meeting_seat, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct str whom = fact_arg(&all[i], S("whom"));

        if (all[i].kind == YIELD_VIEW && all[i].child >= 0)
            l->out->views[all[i].child].said++;
        if (all[i].kind == YIELD_ATTEND &&
            str_eq(fact_arg(&all[i], S("present")), S("yes"))) {
            there[came++] =
                (struct meeting_there){whom, kind_of(l, kinds, whom)};
            seat_add(l, &all[i]);
        }
    }
    meeting_quorum(a, l->m->held, there, came, &l->out->quorum);
    missing_words(l);
    for (size_t i = 0; asks_views(l->m->held) && i < p->subject_count; i++)
        l->out->views[l->out->view_count++].name = p->subjects[i].name;
    return OK;
}

/* ---- the page ---- */

/* Whoever takes the minutes is offered colleagues, and not who has business
 * with the child, which is not theirs to know. */
static enum err
offers_make(struct living *l)
{
    struct draft_page *p = &l->s->draft;
    struct grant       g;
    size_t             subjects = p->subject_count;
    enum err           e;

    if (meeting_is_taker(l->m)) {
        e = meeting_may_all(l->m, l->m->held, &g);
        if (e && !err_is_refusal(e))
            return e;
        p->subject_count = e ? 0 : subjects;
    }
    e = casework_offers(l->m->w, l->m->cx, p);
    p->subject_count = subjects;
    return e;
}

enum err
meeting_live(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct meeting_live *out = ARENA_NEW(cx->arena, struct meeting_live);
    struct sitting       s;
    struct living        l = {&s, answer->found, out};
    struct grant         g;
    enum err             e;

    (void)grant;
    l.m->answer = answer;
    if ((e = sitting_load(l.m, answer, &s)))
        return e;
    if (!id_is_none(s.sheet.entry))
        return ERR_ABSENT;
    *out = (struct meeting_live){.thread = ask->about,
        .title = meeting_title(l.m),
        .begun = s.sheet.begun_at};
    if ((e = meeting_voices(l.m, &out->voices)) || (e = offers_make(&l)) ||
        (e = clashes_find(&l)) || (e = people_find(&l)) ||
        (e = meters_make(&l)) ||
        (e = sheet_version_others(w, ask->about, cx->reader.account.id,
             &out->version)))
        return e;
    e = meeting_may_all(l.m, l.m->held, &g);
    if (e && !err_is_refusal(e))
        return e;
    out->may_close = e == OK;
    if (out->may_close && (e = meeting_taker_look(l.m, &out->taker)) &&
        e != ERR_ABSENT)
        return e;
    out->draft = s.draft;
    answer_discloses(cx, answer, ask->about);
    answer->with = out;
    return OK;
}

/* Nothing of what it is, only whether it is the same: a page asks this again
 * and again while somebody is at it. */
enum err
meeting_changed(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct str *out = ARENA_NEW(cx->arena, struct str);
    enum err    e;

    (void)grant;
    e = sheet_version_others(w, ask->about, cx->reader.account.id, out);
    if (e)
        return e;
    *out = str_dup(cx->arena, *out);
    answer_discloses(cx, answer, ask->about);
    answer->with = out;
    return OK;
}

/* ---- typing ---- */

/* One more row of a table, or one less, of the list as it is now. */
static enum err
rows_change(const struct meeting_at *m, const struct typed *t, struct str name,
    int drop)
{
    struct typed_input        i;
    const struct typed_value *v;
    struct typed_list         l;
    struct sheet_saved        saved;
    struct str                text;

    name = str_cat(m->cx->arena, name, S("-rows"));
    if (!typed_input_read(m->held, name, &i) || i.child >= (int)m->child_count)
        return ERR_INVALID;
    l = typed_rows(t, i.field, i.child);
    text = drop < 0 ? typed_list_more(m->cx->arena, l)
                    : typed_list_less(m->cx->arena, l, drop);
    v = typed_find(t, name);
    return sitting_save(m, name, text, v ? v->revision : 0, &saved);
}

/* "dissents:2" */
static enum err
row_drop(const struct meeting_at *m, const struct typed *t, struct str said)
{
    int64_t row;
    size_t  at = said.n;

    while (at > 0 && said.p[at - 1] != ':')
        at--;
    if (!at || !str_int(str_from(said, at), &row) || row < 0 || row > 9999)
        return ERR_INVALID;
    return rows_change(m, t, str_sub(said, 0, at - 1), (int)row);
}

static enum err
inputs_save(const struct meeting_at *m, const struct draft_save *in,
    struct meeting_typed *out)
{
    struct sheet_saved saved;
    struct typed_input i;
    enum err           e;

    for (size_t k = 0; k < in->count; k++) {
        const struct draft_input *one = &in->inputs[k];

        if (!typed_input_read(m->held, one->name, &i) || i.part == PART_ROWS ||
            i.child >= (int)m->child_count)
            return ERR_INVALID;
        if ((e = sitting_save(m, one->name, one->text, one->was, &saved)))
            return e;
        out->revision = saved.revision;
        out->beside = out->beside || saved.beside;
    }
    return OK;
}

/* One that somebody else has settled meanwhile is shown as it is now. */
static enum err
choices_take(const struct meeting_at *m, const struct meeting_typing *in)
{
    enum err e;

    for (size_t i = 0; i < in->choice_count; i++) {
        const struct meeting_choice *c = &in->choices[i];
        struct sheet_save            save = {.field = c->field,
                       .was = c->revision,
                       .account = m->cx->reader.account.id};

        e = sheet_choose(m->w, m->thread, &save, c->seen);
        if (e && e != ERR_ABSENT)
            return e;
    }
    return OK;
}

enum err
meeting_type(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct meeting_typing *in = ask->with;
    const struct draft_save     *save = &in->save;
    struct meeting_typed *out = ARENA_NEW(cx->arena, struct meeting_typed);
    struct meeting_at    *m = answer->found;
    struct sitting        s;
    enum err              e;

    (void)w, (void)grant;
    answer->with = out;
    answer_discloses(cx, answer, ask->about);
    if ((e = inputs_save(m, save, out)) || (e = choices_take(m, in)) ||
        (!save->add.n && !save->remove.n))
        return e;
    if ((e = sitting_load(m, answer, &s)))
        return e;
    return save->add.n ? rows_change(m, &s.draft.typed, save->add, -1)
                       : row_drop(m, &s.draft.typed, save->remove);
}

/* ---- the end ---- */

enum err
meeting_close(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct meeting_said *out = ARENA_NEW(cx->arena, struct meeting_said);
    struct meeting_at   *m = answer->found;
    struct sitting       s;
    struct id            entry;
    enum err             e;

    (void)grant;
    answer->with = out;
    if ((e = sitting_load(m, answer, &s)))
        return e;
    if (!id_is_none(s.sheet.entry))
        return ERR_CONFLICT;
    for (size_t i = 0; i < s.count; i++)
        if (!s.all[i].counts)
            return ERR_CONFLICT;
    if ((e = meeting_append(m, m->held, typed_json(cx->arena, &s.draft.answers),
             &out->wrong, &entry)))
        return e;
    answer_discloses(cx, answer, entry);
    return sheet_end(w, ask->about, entry);
}
