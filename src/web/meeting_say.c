/*
 * What is said to a meeting that is called: the reply of an agency, its
 * report, a paper, the chair's decision about one of the family, the minutes.
 * One page for any form, since none is a draft.
 */
#include "web/meeting.h"

static const struct form *
form_of(struct visit *v)
{
    return pack_form(v->page.pack, v->parts[1]);
}

enum err
in_meeting_say_form(struct visit *v)
{
    v->ask.with = form_of(v);
    return v->ask.with ? in_meeting(v) : ERR_ABSENT;
}

/* One more row of a table, or one less; false: neither button. */
static bool
rows_pressed(struct visit *v, struct typed *t)
{
    struct str         name = visit_text(v, S("add"));
    struct str         drop = visit_text(v, S("remove")), row;
    struct typed_input i;
    struct typed_list  l;
    int64_t            which = -1;

    if (drop.n && (!str_cut(drop, ':', &name, &row) || !str_int(row, &which)))
        return false;
    name = str_cat(t->arena, name, S("-rows"));
    if (!typed_input_read(t->form, name, &i))
        return false;
    l = typed_rows(t, i.field, i.child);
    typed_set(t, name,
        drop.n ? typed_list_less(t->arena, l, (int)which)
               : typed_list_more(t->arena, l),
        0);
    return true;
}

enum err
in_meeting_say(struct visit *v)
{
    struct meeting_say *in = ARENA_NEW(v->req->arena, struct meeting_say);
    enum err            e;

    v->ask.with = in;
    in->form = form_of(v);
    in->typed = ARENA_NEW(v->req->arena, struct typed);
    if (!in->form || (e = in_meeting(v)))
        return ERR_ABSENT;
    form_typed(v, in->form, in->typed);
    in->file.field = form_sent_file(v, in->form, &in->file.bytes);
    in->file.typed = in->typed;
    return rows_pressed(v, in->typed) || visit_is_toggled(v) ? ERR_INVALID : OK;
}

/* Only what this page offers this reader. */
static bool
is_offered(const struct meeting_page *m, const struct form *f)
{
    for (size_t i = 0; i < m->add_count; i++)
        if (f == m->adds[i])
            return true;
    for (size_t i = 0; i < m->bring_count; i++)
        if (f == m->brings[i])
            return true;
    return f == m->reply || f == m->hands_on || (f == m->prepare && m->over) ||
        f == m->needs || (f == m->family && m->may_family) ||
        (f == m->write && m->over);
}

/* Their names stand above what is asked of each. */
static struct draft_subject *
subjects_of(struct visit *v, const struct meeting_page *m)
{
    struct draft_subject *all =
        ARENA_ARRAY(v->req->arena, struct draft_subject, m->child_count + 1);

    for (size_t i = 0; i < m->child_count; i++)
        all[i] = (struct draft_subject){(int)i, m->children[i].source,
            m->children[i].person, m->children[i].name, m->children[i].born};
    return all;
}

static struct meeting_say_view *
say_view(struct visit *v, const struct meeting_page *m, const struct form *f,
    struct typed *typed)
{
    struct meeting_say_view *s =
        ARENA_NEW(v->req->arena, struct meeting_say_view);

    meeting_typed_children(typed, m->child_count);
    s->meeting = m;
    s->typed = *typed;
    s->draft = (struct draft_page){.form = f,
        .typed = s->typed,
        .subjects = subjects_of(v, m),
        .subject_count = m->child_count,
        .agencies = meeting_report_of(f) ? m->writers : m->given,
        .takers = m->takers};
    form_look_init(&s->look, &v->page, f, &s->typed);
    form_look_offers(&s->look, &s->draft);
    s->look.saves = true;
    s->look.small = true;
    s->look.attached = true;
    return s;
}

/* Whom of the family it is about, by the place on the meeting's page. */
static void
adult_fill(struct visit *v, const struct meeting_page *m, const struct form *f,
    struct typed *t)
{
    int64_t i;

    if (f != m->family ||
        !str_int(form_value(&v->req->query, S("adult")), &i) || i < 0 ||
        (size_t)i >= m->adult_count)
        return;
    for (size_t k = 0; k < f->field_count; k++)
        if (f->fields[k].type == FIELD_TEXT) {
            typed_set(t, f->fields[k].id, m->adults[i].name, 0);
            return;
        }
}

/* ---- how somebody takes part ---- */

/* Whose it is, by the place on the meeting's page; null: nobody's there. */
static const struct meeting_need *
need_of(struct visit *v, const struct meeting_page *m, struct str *name)
{
    struct str what, place;
    int64_t    i;

    if (!str_cut(form_value(&v->req->query, S("who")), '.', &what, &place) ||
        !str_int(place, &i) || i < 0)
        return NULL;
    if (str_eq(what, S("agency")) && (size_t)i < m->invited_count) {
        *name = words_in(m->invited[i].name, v->page.lang);
        return &m->invited[i].need;
    }
    if (str_eq(what, S("adult")) && (size_t)i < m->adult_count) {
        *name = m->adults[i].name;
        return &m->adults[i].need;
    }
    if (str_eq(what, S("child")) && (size_t)i < m->child_count) {
        *name = m->children[i].name;
        return &m->children[i].need;
    }
    return NULL;
}

/* Of several lines those that the question offers, or that none offers. */
static struct str
lines_for(struct arena *a, const struct yield_from *from, size_t k,
    struct str said)
{
    struct buf b;
    struct str one;

    buf_init(&b, a);
    while (said.n && str_split(&said, '\n', &one)) {
        bool offered = false, own = false;

        for (size_t i = 0; i < from->field_count; i++) {
            const struct term_list *l = from->fields[i]->options;
            bool                    is = l && term_option_find(l, one);

            offered = offered || is;
            own = own || (is && i == k);
        }
        if (from->fields[k]->options ? !own : offered)
            continue;
        if (b.n)
            buf_add_byte(&b, '\n');
        buf_add(&b, one);
    }
    return buf_str(&b);
}

static void
need_put(const struct form *f, const struct yield_from *from, struct str said,
    struct typed *t)
{
    for (size_t k = 0; k < from->field_count; k++) {
        const struct field *to = from->fields[k];
        struct str          text = to->type == FIELD_YES_NO
                     ? said
                     : lines_for(t->arena, from, k, said);

        if (text.n && form_field(f, to->id) == to)
            typed_set(t, to->id, text, 0);
    }
}

/* What was said of it last stands there already; whether it is arranged is
 * asked anew. */
static void
need_fill(struct visit *v, const struct meeting_page *m, const struct form *f,
    struct typed *t)
{
    struct str                 name = {0};
    const struct meeting_need *need =
        f == m->needs ? need_of(v, m, &name) : NULL;

    for (size_t i = 0; need && i < f->yield_count; i++) {
        const struct yield_rule *r = &f->yields[i];

        for (size_t k = 0; r->kind == YIELD_TAKES_PART && k < r->from_count;
             k++) {
            struct str arg = yield_arg_name(r->kind, r->from[k].arg);

            if (str_eq(arg, S("who")))
                need_put(f, &r->from[k], name, t);
            else if (need->fact && !str_eq(arg, S("met")))
                need_put(f, &r->from[k], fact_arg(need->fact, arg), t);
        }
    }
}

/* A row of the minutes for each agency that was there. */
static void
given_fill(const struct meeting_page *m, const struct form *f, struct typed *t)
{
    struct meeting_table to;
    struct typed_input   i = {.child = -1};
    struct str           rows = {0};

    if (f != m->write || !meeting_shared_with(f, &to))
        return;
    i.field = to.table;
    for (size_t k = 0; k < m->given.count; k++) {
        i.row = (int)k;
        i.column = to.agency->id;
        typed_set(t, typed_name(t->arena, &i), m->given.rows[k].id, 0);
        rows = str_cat(t->arena, k ? str_cat(t->arena, rows, S(",")) : rows,
            str_of_int(t->arena, (int64_t)k));
    }
    i = (struct typed_input){.field = to.table,
        .child = -1,
        .row = -1,
        .part = PART_ROWS};
    if (rows.n)
        typed_set(t, typed_name(t->arena, &i), rows, 0);
}

/* What was prepared stands in the minutes already, and in what is prepared
 * anew. */
static void
prepared_fill(const struct meeting_page *m, const struct form *f,
    struct typed *t)
{
    struct typed_input same;

    for (size_t i = 0; i < m->filled_count; i++)
        if ((f == m->write || f == m->prepare) &&
            typed_input_read(f, m->filled[i].name, &same))
            typed_set(t, m->filled[i].name, m->filled[i].text, 0);
}

/* What the record holds stands in a chronology already. */
static void
story_fill(const struct meeting_page *m, struct typed *t)
{
    for (size_t i = 0; i < m->story_count; i++)
        typed_set(t, m->story[i].name, m->story[i].text, 0);
}

/* Who can be only one is not asked. */
static void
writer_fill(const struct meeting_page *m, const struct form *f, struct typed *t)
{
    const struct field *of = meeting_report_of(f);

    if (of && m->writers.count == 1)
        typed_set(t, of->id, m->writers.rows[0].id, 0);
}

void
see_meeting_say_form(struct visit *v, enum err e, struct answer *answer)
{
    const struct meeting_page *m = answer->with;
    const struct form         *f = form_of(v);
    struct typed               t;

    if (e || !is_offered(m, f)) {
        visit_refused(v, e ? e : ERR_ABSENT, answer);
        return;
    }
    typed_init(&t, v->req->arena, v->page.pack, f);
    adult_fill(v, m, f, &t);
    need_fill(v, m, f, &t);
    given_fill(m, f, &t);
    prepared_fill(m, f, &t);
    story_fill(m, &t);
    writer_fill(m, f, &t);
    meeting_say_page(&v->page, say_view(v, m, f, &t));
    visit_page(v, 200);
}

static bool
is_faulty(const struct meeting_said *got, const struct field *f)
{
    for (size_t i = 0; got && i < got->wrong.count; i++)
        if (got->wrong.faults[i].field == f)
            return true;
    return false;
}

static void
say_again(struct visit *v, const struct meeting_said *got)
{
    const struct meeting_say  *in = v->ask.with;
    const struct meeting_page *m =
        visit_look_again(v, ACT_MEETING, v->ask.about);
    struct meeting_say_view *s;

    if (!m)
        return;
    s = say_view(v, m, in->form, in->typed);
    if (got && !str_is_empty(form_new_questions(v, &s->look, NULL, -1)) &&
        !visit_is_toggled(v))
        v->page.error_count = 0; /* newly asked, and nothing is wrong yet */
    else if (got)
        form_faults(&v->page, &s->look, NULL, -1, got->wrong.faults,
            got->wrong.count);
    if (in->file.field && !is_faulty(got, in->file.field))
        visit_error(v, in->file.field->id, MSG_PAPER_CHOOSE_AGAIN);
    meeting_say_page(&v->page, s);
    visit_page(v, v->page.error_count ? 400 : 200);
}

void
see_meeting_say(struct visit *v, enum err e, struct answer *answer)
{
    if (e == ERR_INVALID)
        say_again(v, answer->with);
    else if (e)
        visit_refused(v, e, answer);
    else
        visit_go(v,
            str_cat(v->req->arena, S("/meeting/"),
                id_text(v->req->arena, v->ask.about)));
}

bool
meeting_say_has_file(const struct meeting_say_view *s)
{
    for (size_t i = 0; i < s->look.form->section_count; i++)
        if (form_has_papers(&s->look.form->sections[i]))
            return true;
    return false;
}

/* What somebody wrote is in their language, all else in the reader's. */
enum lang
meeting_line_lang(struct page *pg, const struct meeting_brought *b,
    const struct child_line *l)
{
    bool typed =
        l->field->type == FIELD_TEXT || l->field->type == FIELD_LONG_TEXT;

    return typed ? b->language : pg->lang;
}
