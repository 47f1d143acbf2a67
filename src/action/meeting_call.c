/*
 * The meetings of a child, and calling another one: which forms there are
 * for it, whom it might be asked of, and its beginning.
 */
#include "action/meeting_inside.h"

#include "action/rows.h"

/* ---- the list ---- */

struct words
meeting_title(const struct meeting_at *m)
{
    const struct field       *f = meeting_kind(m->call->form);
    const struct term_option *o = term_option_find(f->options,
        answers_text(m->cx->arena, &m->call->answers, f, -1));

    return o ? o->label : m->call->form->title;
}

struct moment
meeting_time(const struct meeting_at *m)
{
    const struct field *f = meeting_when(m->call->form);
    struct moment       at = {0};

    if (!moment_parse(answers_text(m->cx->arena, &m->call->answers, f, -1),
            &at))
        at = m->call->occurred;
    return at;
}

static bool
is_held(const struct meeting_at *m)
{
    for (size_t i = 0; i < m->count; i++)
        if (m->entries[i].form == m->held)
            return true;
    return false;
}

static enum err
row_add(struct child_build *b, struct id thread, struct meetings *out)
{
    struct meeting_at m;
    struct grant      g = {0};
    enum err          e = meeting_load(b->w, b->cx, thread, &m);

    if (e)
        return e == ERR_ABSENT ? OK : e;
    if ((e = meeting_view(&m, &g)))
        return err_is_refusal(e) ? OK : e;
    out->rows[out->count++] = (struct meeting_row){.thread = thread,
        .title = meeting_title(&m),
        .at = meeting_time(&m),
        .held = is_held(&m)};
    answer_discloses(b->cx, b->answer, thread);
    return OK;
}

enum err
meeting_rows(struct child_build *b, struct meetings *out)
{
    struct id *threads;
    size_t     n;
    enum err   e;

    if ((e = person_threads(b->w, b->page->person, &threads, &n)))
        return e;
    out->rows = ARENA_ARRAY(b->cx->arena, struct meeting_row, n + 1);
    for (size_t i = n; i-- > 0;)
        if ((e = row_add(b, threads[i], out)))
            return e;
    return OK;
}

static enum err
forms_find(struct child_build *b, struct meetings *out)
{
    const struct pack *p = b->w->pack;
    struct grant       g;
    enum err           e;

    out->forms =
        ARENA_ARRAY(b->cx->arena, const struct form *, p->forms_count + 1);
    for (size_t i = 0; i < p->forms_count; i++) {
        if (!meeting_calls(&p->forms[i]))
            continue;
        e = meeting_may(b->w, b->cx, &p->forms[i], b->page->person, &g);
        if (e && !err_is_refusal(e))
            return e;
        if (e == OK)
            out->forms[out->form_count++] = &p->forms[i];
    }
    return OK;
}

/* Nothing to be seen and nothing to be called: as if there were no page. */
enum err
meetings_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct meetings     *out = ARENA_NEW(cx->arena, struct meetings);
    struct casework_page others = {0};
    struct child_build  *b = answer->found;
    enum err             e;

    (void)w, (void)ask, (void)grant;
    child_begin(b, answer);
    if ((e = child_known(b)))
        return e;
    out->person = others.person = b->page->person;
    out->name = b->page->name;
    if ((e = meeting_rows(b, out)) || (e = meeting_periods(b, out)) ||
        (e = forms_find(b, out)))
        return e;
    if (out->form_count &&
        (e = casework_others(b,
             &(struct casework_together){out->forms[0], meeting_may}, &others)))
        return e;
    out->others = others.others;
    out->other_count = others.other_count;
    answer->with = out;
    return out->count || out->form_count ? OK : ERR_DENIED;
}

/* ---- the form ---- */

static enum err
ground_of_form(struct work *w, struct cx *cx, const struct ask *ask,
    const struct form *form, struct ground *out)
{
    if (cx->reader.kind == READER_NOBODY)
        return ERR_SIGN_IN;
    if (!meeting_calls(form))
        return ERR_ABSENT;
    out->settled = true;
    return meeting_may(w, cx, form, ask->about, &out->grant);
}

enum err
ground_meeting_form(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    const struct meeting_form_ask *in = ask->with;

    return ground_of_form(w, cx, ask, in->form, out);
}

enum err
ground_meeting_call(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    const struct meeting_call *in = ask->with;

    return ground_of_form(w, cx, ask, in->ask.form, out);
}

/* Each child once, the first as the page's own.
 * wide: what a look at a child takes, and where it goes */
static enum err
child_add(struct meeting_form *f, struct child_build **all, struct work *w,
    struct cx *cx, struct id person, struct answer *answer)
{
    struct casework_child *c = &f->children[f->child_count];
    struct grant           g;
    enum err               e;

    for (size_t i = 0; i < f->child_count; i++)
        if (id_eq(f->children[i].person, person))
            return OK;
    if ((e = meeting_may(w, cx, f->form, person, &g)) ||
        (e = casework_open(w, cx, person, answer, &all[f->child_count])))
        return e;
    *c = (struct casework_child){person, all[f->child_count]->page->name,
        all[f->child_count]->page->face.birth_date};
    f->child_count++;
    return OK;
}

static int
children_most(const struct form *f)
{
    for (size_t i = 0; i < f->about_count; i++)
        if (str_eq(f->about[i].role, S("child")))
            return f->about[i].most;
    return 0;
}

/* wide: who asks what about whom, and what is disclosed and made of it */
static enum err
form_make(struct work *w, struct cx *cx, struct id person,
    const struct meeting_form_ask *in, struct answer *answer,
    struct meeting_form *f)
{
    size_t               most = in->other_count + 1;
    struct child_build **all =
        ARENA_ARRAY(cx->arena, struct child_build *, most);
    enum err e;

    f->form = in->form;
    f->person = person;
    f->children = ARENA_ARRAY(cx->arena, struct casework_child, most);
    if (most > (size_t)children_most(in->form))
        return ERR_LIMIT;
    if ((e = child_add(f, all, w, cx, person, answer)))
        return e;
    for (size_t i = 0; i < in->other_count; i++)
        if ((e = child_add(f, all, w, cx, in->others[i], answer)))
            return e;
    return meeting_network(all, f->child_count, f->form, &f->network);
}

/* Accounts that a question about its chair may be answered with. */
static enum err
offers_make(struct work *w, struct cx *cx, struct meeting_form *f)
{
    struct draft_subject *all =
        ARENA_ARRAY(cx->arena, struct draft_subject, f->child_count);

    for (size_t i = 0; i < f->child_count; i++)
        all[i] = (struct draft_subject){.child = (int)i,
            .person = f->children[i].person,
            .name = f->children[i].name};
    f->draft = (struct draft_page){.form = f->form,
        .subjects = all,
        .subject_count = f->child_count};
    return casework_offers(w, cx, &f->draft);
}

enum err
meeting_form_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct meeting_form *f = ARENA_NEW(cx->arena, struct meeting_form);
    enum err             e;

    (void)grant;
    if ((e = form_make(w, cx, ask->about, ask->with, answer, f)) ||
        (e = offers_make(w, cx, f)))
        return e;
    answer->with = f;
    return OK;
}

/* ---- calling ---- */

/* One more row of a table: the agency, and why where it is asked. */
static void
table_row(struct typed *t, const struct meeting_table *to, size_t row,
    struct id agency, struct str why)
{
    struct typed_input i = {.field = to->table,
        .child = -1,
        .row = (int)row,
        .column = to->agency->id};

    typed_set(t, typed_name(t->arena, &i), id_text(t->arena, agency), 0);
    if (!to->why || !str_trim(why).n)
        return;
    i.column = to->why->id;
    typed_set(t, typed_name(t->arena, &i), why, 0);
}

static void
table_rows(struct typed *t, const struct field *table, size_t count)
{
    struct typed_input i = {.field = table,
        .child = -1,
        .row = -1,
        .part = PART_ROWS};
    struct buf         b;

    buf_init(&b, t->arena);
    for (size_t k = 0; k < count; k++) {
        if (k)
            buf_add_byte(&b, ',');
        buf_add_int(&b, (int64_t)k);
    }
    if (count)
        typed_set(t, typed_name(t->arena, &i), buf_str(&b), 0);
}

static void
tables_fill(const struct meeting_call *in, const struct meeting_network *n)
{
    struct meeting_table to[2] = {{0}};
    size_t               filled[2] = {0};

    for (enum meeting_asked k = MEETING_ASKED; k <= MEETING_NOT_ASKED; k++)
        if (!meeting_table_of(in->ask.form, k, &to[k]))
            to[k].table = NULL;
    for (size_t i = 0; i < n->count; i++) {
        enum meeting_asked k = in->asked[i] ? MEETING_ASKED : MEETING_NOT_ASKED;

        if (to[k].table)
            table_row(in->typed, &to[k], filled[k]++, n->all[i].agency,
                in->why[i]);
    }
    for (size_t i = 0; i < in->more_count; i++)
        table_row(in->typed, &to[MEETING_ASKED], filled[MEETING_ASKED]++,
            in->more[i], (struct str){0});
    for (size_t k = 0; k < 2; k++)
        if (to[k].table)
            table_rows(in->typed, to[k].table, filled[k]);
}

static void
now_fill(struct work *w, const struct meeting_call *in)
{
    const struct field *f = meeting_when(in->ask.form);
    struct civil        c = zone_civil(w->pack->zone, w->now);
    struct arena       *a = in->typed->arena;
    struct str          values[4] = {str_of_int(a, c.date.day),
                 str_of_int(a, c.date.month), str_of_int(a, c.date.year),
                 zone_time_words(a, w->pack->zone, w->now)};

    for (size_t i = 0; i < 4; i++) {
        struct typed_input at = {.field = f,
            .child = -1,
            .row = -1,
            .part = (enum typed_part)(PART_DAY + (int)i)};

        typed_set(in->typed, typed_name(a, &at), values[i], 0);
    }
}

static enum err
abouts(struct work *w, struct cx *cx, const struct meeting_form *f,
    struct about **out)
{
    struct about *all =
        ARENA_ARRAY(cx->arena, struct about, f->child_count + 1);
    enum err e;

    for (size_t i = 0; i < f->child_count; i++) {
        all[i].role = S("child");
        if ((e = person_source_for(w, f->children[i].person,
                 cx->reader.agency.id, &all[i].source)))
            return e;
    }
    *out = all;
    return OK;
}

static enum err
call_append(struct work *w, struct cx *cx, const struct meeting_call *in,
    const struct meeting_form *f, struct meeting_called *out)
{
    struct answers_about about = {.children = f->child_count};
    struct answers       said;
    struct about        *whom;
    struct entry_new     n = {.form = in->ask.form,
            .language = cx->lang,
            .author = cx->reader.account.id,
            .agency = cx->reader.agency.id,
            .about_count = f->child_count};
    struct id            entry;
    enum err             e;

    typed_answers(in->typed, &about, &said);
    n.answers = typed_json(cx->arena, &said);
    if ((e = abouts(w, cx, f, &whom)))
        return e;
    n.about = whom;
    return record_append(w, &n, &entry, &out->thread, &out->wrong);
}

/* Somebody else has come to the children since: the page is made again. */
enum err
meeting_call(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct meeting_call *in = ask->with;
    struct meeting_called *out = ARENA_NEW(cx->arena, struct meeting_called);
    struct meeting_form    f = {0};
    enum err               e;

    (void)grant;
    answer->with = out;
    if ((e = form_make(w, cx, ask->about, &in->ask, answer, &f)))
        return e;
    if (!str_eq(f.network.digest, in->digest) || in->count != f.network.count)
        return ERR_CONFLICT;
    tables_fill(in, &f.network);
    if (in->when == MEETING_NOW)
        now_fill(w, in);
    if ((e = call_append(w, cx, in, &f, out)))
        return e;
    answer_discloses(cx, answer, out->thread);
    return OK;
}
