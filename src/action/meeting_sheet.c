/*
 * What stands in a meeting's sheet, read as a form is; and its beginning,
 * with all that is known before anybody has said a word: who is asked, when,
 * and what the call has answered already.
 */
#include "action/meeting_sheet.h"

#include "action/rows.h"

/* ---- reading ---- */

void
meeting_typed_children(struct typed *t, size_t count)
{
    struct buf b;

    buf_init(&b, t->arena);
    for (size_t i = 0; i < count; i++) {
        if (i)
            buf_add_byte(&b, ',');
        buf_add_int(&b, (int64_t)i);
    }
    typed_set(t, TYPED_CHILDREN, buf_str(&b), 0);
}

enum err
sitting_typed(struct meeting_at *m, struct sitting *s)
{
    struct arena *a = m->cx->arena;
    struct typed *t = &s->draft.typed;
    enum err      e;

    *s = (struct sitting){.m = m, .sheet = s->sheet};
    if ((e = sheet_versions(m->w, m->thread, &s->all, &s->count)))
        return e;
    typed_init(t, a, m->w->pack, m->held);
    for (size_t i = 0; i < m->child_count; i++)
        typed_set(t, typed_source_name(a, (int)i),
            id_text(a, m->children[i].source), 0);
    meeting_typed_children(t, m->child_count);
    for (size_t i = 0; i < s->count; i++)
        if (s->all[i].counts)
            typed_set(t, s->all[i].field, s->all[i].text, s->all[i].revision);
    return OK;
}

/* The column of the agency, where each row of a table is about one. */
static const struct field *
agency_column(const struct yield_rule *r)
{
    struct str arg = r->kind == YIELD_ATTEND ? S("whom") : S("agency");

    if (!r->each || (r->kind != YIELD_ATTEND && r->kind != YIELD_VIEW))
        return NULL;
    for (size_t i = 0; i < r->from_count; i++)
        if (r->from[i].field_count &&
            str_eq(yield_arg_name(r->kind, r->from[i].arg), arg))
            return r->from[i].fields[0];
    return NULL;
}

/* Whether anything is said in the row but whose it is. */
static bool
is_idle(const struct typed *t, const struct typed_input *at)
{
    struct typed_input i;

    for (size_t k = 0; k < t->count; k++)
        if (str_trim(t->rows[k].text).n &&
            typed_input_read(t->form, t->rows[k].name, &i) &&
            i.field == at->field && i.child == at->child && i.row == at->row &&
            !str_eq(i.column, at->column))
            return false;
    return true;
}

static void
rows_idle(struct typed *t, const struct yield_rule *r, int child)
{
    struct typed_list  l = typed_rows(t, r->each, child);
    struct typed_input i = {.field = r->each,
        .child = child,
        .column = agency_column(r)->id};

    for (size_t k = 0; k < l.count; k++) {
        i.row = l.all[k];
        if (is_idle(t, &i))
            typed_set(t, typed_name(t->arena, &i), (struct str){0}, 0);
    }
}

/* A view that nobody gave is no view: its row was laid out for it. */
static void
answers_make(const struct meeting_at *m, struct draft_page *p)
{
    struct typed t;

    typed_init(&t, m->cx->arena, m->w->pack, m->held);
    for (size_t i = 0; i < p->typed.count; i++)
        typed_set(&t, p->typed.rows[i].name, p->typed.rows[i].text, 0);
    for (size_t i = 0; i < m->held->yield_count; i++) {
        const struct yield_rule *r = &m->held->yields[i];

        for (size_t c = 0; r->kind == YIELD_VIEW && agency_column(r) &&
             r->each->per_child && c < m->child_count;
             c++)
            rows_idle(&t, r, (int)c);
    }
    typed_answers(&t, &p->about, &p->answers);
}

enum err
sitting_load(struct meeting_at *m, struct answer *answer, struct sitting *out)
{
    struct draft_page    *p = &out->draft;
    struct draft_subject *subjects;
    struct answer_fault  *faults;
    enum err              e;

    if ((e = sheet_load(m->w, m->thread, &out->sheet)) ||
        (e = sitting_typed(m, out)))
        return e;
    p->form = m->held;
    p->draft.language = m->cx->lang;
    p->children = typed_children(&p->typed);
    if ((e = casework_subjects(m->w, m->cx, &p->typed, &subjects, &p->about)))
        return e;
    p->subjects = subjects;
    p->subject_count = p->about.children;
    for (size_t i = 0; i < p->subject_count; i++) {
        if (!subjects[i].name.n)
            subjects[i].name = m->children[i].name;
        answer_discloses(m->cx, answer, subjects[i].person);
    }
    answers_make(m, p);
    e = answers_check(m->cx->arena, &p->answers, &p->about, m->w->today,
        &faults, &p->fault_count);
    p->faults = faults;
    return e == ERR_INVALID ? OK : e;
}

/* ---- who is at the table ---- */

static enum err
asked_find(const struct meeting_at *m, struct agency **out, size_t *count)
{
    struct fact   *all;
    struct agency *asked;
    struct id      id;
    size_t         n;
    enum err       e;

    *count = 0;
    if ((e = meeting_facts(m, m->call, &all, &n)))
        return e;
    asked = ARENA_ARRAY(m->cx->arena, struct agency, n + 1);
    for (size_t i = 0; i < n; i++) {
        if (all[i].kind != YIELD_INVITE || !meeting_is_asked(&all[i]) ||
            !id_parse(fact_arg(&all[i], S("whom")), ID_AGENCY, &id))
            continue;
        e = agency_load(m->w, id, &asked[*count]);
        if (e && e != ERR_ABSENT)
            return e;
        *count += e == OK;
    }
    *out = asked;
    return OK;
}

static bool
is_only_one(const struct agency *all, size_t count, size_t at)
{
    for (size_t i = 0; i < count; i++)
        if (i != at && str_eq(all[i].kind, all[at].kind))
            return false;
    return true;
}

enum err
sitting_agencies(const struct meeting_at *m, struct draft_offer *out,
    struct str **kinds)
{
    struct arena  *a = m->cx->arena;
    struct agency *all;
    size_t         n;
    enum err       e;

    if ((e = asked_find(m, &all, &n)))
        return e;
    *out = (struct draft_offer){ARENA_ARRAY(a, struct draft_offered, n + 1), n};
    *kinds = ARENA_ARRAY(a, struct str, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct words name =
            look_agency_words(m->w->pack, m->cx, &all[i], LOOK_NO_PLACES);

        out->rows[i] = (struct draft_offered){is_only_one(all, n, i)
                ? all[i].kind
                : id_text(a, all[i].id),
            words_in(name, m->cx->lang)};
        (*kinds)[i] = all[i].kind;
    }
    return OK;
}

enum err
sitting_agency_said(const struct meeting_at *m, struct str id, struct str *said)
{
    struct agency *all;
    size_t         n;
    enum err       e;

    *said = (struct str){0};
    if ((e = asked_find(m, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        if (str_eq(id_text(m->cx->arena, all[i].id), id))
            *said = is_only_one(all, n, i) ? all[i].kind : id;
    return OK;
}

/* ---- the beginning ---- */

enum err
sitting_save(const struct meeting_at *m, struct str name, struct str text,
    int64_t was, struct sheet_saved *out)
{
    struct sheet_save in = {name, text, was, m->cx->reader.account.id};

    return sheet_save(m->w, m->thread, &in, out);
}

static enum err
lay(const struct meeting_at *m, const struct typed_input *i, struct str text)
{
    struct sheet_saved saved;

    return text.n
        ? sitting_save(m, typed_name(m->cx->arena, i), text, 0, &saved)
        : OK;
}

/* A row for each agency, in a table about all or about each child. */
static enum err
lay_rows(const struct meeting_at *m, const struct field *table,
    const struct field *agency, const struct draft_offer *all, int child)
{
    struct typed_input i = {.field = table, .child = child, .row = -1};
    struct buf         rows_;
    enum err           e;

    buf_init(&rows_, m->cx->arena);
    for (size_t k = 0; k < all->count; k++) {
        i.row = (int)k;
        i.column = agency->id;
        i.part = PART_ALL;
        if ((e = lay(m, &i, all->rows[k].id)))
            return e;
        if (k)
            buf_add_byte(&rows_, ',');
        buf_add_int(&rows_, (int64_t)k);
    }
    i = (struct typed_input){.field = table,
        .child = child,
        .row = -1,
        .part = PART_ROWS};
    return lay(m, &i, buf_str(&rows_));
}

static enum err
lay_tables(const struct meeting_at *m)
{
    struct draft_offer all;
    struct str        *kinds;
    enum err           e;

    if ((e = sitting_agencies(m, &all, &kinds)))
        return e;
    for (size_t i = 0; i < m->held->yield_count; i++) {
        const struct yield_rule *r = &m->held->yields[i];
        const struct field      *column = agency_column(r);
        int last = r->each && r->each->per_child ? (int)m->child_count : 0;

        for (int c = last ? 0 : -1; column && c < last; c++)
            if ((e = lay_rows(m, r->each, column, &all, c)))
                return e;
    }
    return OK;
}

static enum err
lay_now(const struct meeting_at *m, const struct field *f)
{
    struct arena *a = m->cx->arena;
    struct civil  c = zone_civil(m->w->pack->zone, m->w->now);
    struct str    texts[4] = {str_of_int(a, c.date.day),
           str_of_int(a, c.date.month), str_of_int(a, c.date.year),
           zone_time_words(a, m->w->pack->zone, m->w->now)};
    size_t        n = f->type == FIELD_DATE_TIME ? 4 : 3;
    enum err      e = OK;

    for (size_t i = 0; i < n && !e; i++) {
        struct typed_input at = {.field = f,
            .child = -1,
            .row = -1,
            .part = (enum typed_part)(PART_DAY + (int)i)};

        e = lay(m, &at, texts[i]);
    }
    return e;
}

/* What the call has answered under the same name, or out of its list of
 * kinds. */
static struct str
called(const struct meeting_at *m, const struct field *f)
{
    const struct form  *call = m->call->form;
    const struct field *same = form_field(call, f->id);
    const struct field *kind = meeting_kind(call);

    if (f->options && f->options == kind->options)
        same = kind;
    return same && same->type == f->type && !same->per_child
        ? answers_text(m->cx->arena, &m->call->answers, same, -1)
        : (struct str){0};
}

/* The name of whoever takes the minutes, where the call asks for their
 * account and the record for their name. */
static enum err
lay_taker(const struct meeting_at *m, const struct field *f, bool *laid)
{
    struct typed_input  i = {.field = f, .child = -1, .row = -1};
    const struct field *same = form_field(m->call->form, f->id);
    struct str          name;
    enum err            e;

    *laid = f->type == FIELD_TEXT && same &&
        meeting_asks_taker(m->call->form, same);
    if (!*laid || (e = look_account(m->w, m->taker, &name)))
        return *laid ? e : OK;
    return lay(m, &i, name);
}

static enum err
lay_field(const struct meeting_at *m, const struct field *f)
{
    struct typed_input i = {.field = f, .child = -1, .row = -1};
    bool               laid;
    enum err           e;

    if ((e = lay_taker(m, f, &laid)) || laid)
        return e;
    if (f == m->held->occurred)
        return lay_now(m, f);
    if (f->type == FIELD_AGENCY && str_eq(f->kind, m->cx->reader.agency.kind))
        return lay(m, &i, id_text(m->cx->arena, m->cx->reader.agency.id));
    return f->type == FIELD_TABLE ? OK : lay(m, &i, called(m, f));
}

enum err
meeting_begin(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct meeting_at *m = answer->found;
    enum err           e;

    (void)grant;
    answer_discloses(cx, answer, ask->about);
    e = sheet_begin(w, ask->about, m->held->id, cx->reader.account.id);
    if (e)
        return e == ERR_CONFLICT ? OK : e; /* somebody was there first */
    for (size_t i = 0; i < m->held->field_count; i++)
        if (!m->held->fields[i].per_child &&
            (e = lay_field(m, &m->held->fields[i])))
            return e;
    e = lay_tables(m);
    return e ? e : sitting_lay_reports(m);
}
