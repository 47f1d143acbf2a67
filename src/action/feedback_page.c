/*
 * What one report came to, for who reported it.  Nothing of an entry is
 * shown but the answers that a share sends to who reported; of what their
 * own side wrote since, all that they wrote.
 */
#include "action/concern_inside.h"
#include "action/feedback_inside.h"
#include "action/rows.h"
#include "record/relied.h"

struct hearing {
    struct concern_build build;
    struct reported     *out;
    struct thread_row   *rows_of;
    size_t               row_count, shown; /* the first that may be read */
};

/* ---- lines ---- */

static bool
is_free(const struct field *f)
{
    return f->type == FIELD_TEXT || f->type == FIELD_LONG_TEXT ||
        f->type == FIELD_WORDS;
}

static bool
among(const struct concern_told *told, const struct field *f)
{
    for (size_t i = 0; i < told->count; i++)
        if (told->fields[i] == f)
            return true;
    return false;
}

/* How it must be handled: what the form says with a yes beside the answer
 * (a surgery's record is read by others: S19). */
static void
marks_of(const struct hearing *h, const struct entry *e,
    const struct concern_told *told, struct reported_told *out)
{
    struct arena *a = h->build.child.cx->arena;

    out->marks = ARENA_ARRAY(a, struct words, e->form->field_count + 1);
    for (size_t i = 0; i < e->form->field_count; i++) {
        const struct field *f = &e->form->fields[i];

        if (f->type == FIELD_YES_NO && !f->per_child && !among(told, f) &&
            str_eq(answers_text(a, &e->answers, f, -1), S("yes")))
            out->marks[out->mark_count++] = f->label;
    }
}

static enum err
told_lines(struct hearing *h, const struct entry *e,
    const struct concern_told *told, struct reported_told *out)
{
    struct child_build *c = &h->build.child;
    enum err            err;

    out->lines =
        ARENA_ARRAY(c->cx->arena, struct reported_line, told->count + 1);
    for (size_t i = 0; i < told->count; i++) {
        const struct field   *f = told->fields[i];
        const struct json    *v = answers_value(&e->answers, f, -1);
        struct reported_line *l = &out->lines[out->line_count];

        if (!v || f->per_child || json_member(v, S("why")))
            continue;
        *l = (struct reported_line){.label = f->label,
            .language = e->language,
            .free = is_free(f)};
        if ((err = child_answer(c, e, f, v, &l->text)))
            return err;
        out->line_count += l->text.n != 0;
    }
    return OK;
}

static enum err
mine_lines(struct hearing *h, const struct entry *e, struct reported_told *out)
{
    struct child_build *c = &h->build.child;
    struct child_line  *lines;
    size_t              n;
    enum err            err;

    if ((err = child_lines(c, e, &lines, &n)))
        return err;
    out->lines = ARENA_ARRAY(c->cx->arena, struct reported_line, n + 1);
    for (size_t i = 0; i < n; i++)
        out->lines[out->line_count++] =
            (struct reported_line){.label = lines[i].field->label,
                .text = lines[i].text,
                .language = e->language,
                .free = is_free(lines[i].field)};
    return OK;
}

/* ---- what was said ---- */

static struct reported_told
told_begin(const struct entry *e)
{
    return (struct reported_told){.entry = e->id,
        .title = e->form->title,
        .at = e->recorded,
        .use = concern_use_of(e->pack, e->form)};
}

static enum err
entry_hear(struct hearing *h, const struct entry *e)
{
    struct child_build   *c = &h->build.child;
    struct reported      *out = h->out;
    struct concern_told   told;
    struct reported_told *one;
    enum err              err;

    if (id_eq(e->agency, c->cx->reader.agency.id)) {
        one = &out->mine[out->mine_count++];
        *one = told_begin(e);
        err = mine_lines(h, e, one);
        return err ? err : look_account(c->w, e->author, &one->author);
    }
    if ((err = concern_told_by(c->cx->arena, e, &told)))
        return err;
    if (!told.tells && concern_use_of(e->pack, e->form) != USE_RECEIVE)
        return OK;
    one = &out->told[out->told_count++];
    *one = told_begin(e);
    marks_of(h, e, &told, one);
    if ((err = told_lines(h, e, &told, one)))
        return err;
    return look_account(c->w, e->author, &one->author);
}

static enum err
entries_hear(struct hearing *h)
{
    struct child_build *c = &h->build.child;
    enum err            e;

    h->out->told =
        ARENA_ARRAY(c->cx->arena, struct reported_told, c->kept_count + 1);
    h->out->mine =
        ARENA_ARRAY(c->cx->arena, struct reported_told, c->kept_count + 1);
    for (size_t i = c->kept_count; i-- > 0;) {
        const struct entry *one = &c->kept[i];

        if (!id_eq(one->thread, h->out->thread) || one->fate != FATE_STANDS ||
            one->form->opens_thread.n || view_entry(&c->view, one) < DEPTH_FULL)
            continue;
        answer_discloses(c->cx, c->answer, one->id);
        if ((e = entry_hear(h, one)))
            return e;
    }
    return OK;
}

/* ---- the ladder ---- */

/* Whether the trigger waits for that step of the ladder. */
static bool
names_stage(const struct trigger *t, struct str stage)
{
    int at = yield_arg_find(YIELD_CHALLENGE, S("stage"));

    if (t->kind != ON_YIELD || t->yield != YIELD_CHALLENGE)
        return false;
    for (size_t k = 0; k < t->where_count; k++) {
        if ((int)t->where[k].arg != at)
            continue;
        for (size_t v = 0; v < t->where[k].value_count; v++)
            if (str_eq(t->where[k].values[v], stage))
                return true;
    }
    return false;
}

/* Whether that step of the ladder opens the clock. */
static bool
opens_at(const struct clock_rule *rule, struct str stage)
{
    for (size_t i = 0; i < rule->opens.count; i++)
        if (names_stage(&rule->opens.all[i], stage))
            return true;
    return false;
}

static void
step_of(const struct hearing *h, const struct term_option *o,
    struct reported_step *out)
{
    const struct child_build *c = &h->build.child;
    const struct pack        *p = c->w->pack;

    *out = (struct reported_step){.title = o->label};
    for (size_t i = 0; i < p->clocks_count; i++)
        if (opens_at(p->clocks[i], o->id))
            out->within = p->clocks[i]->due.span;
    for (size_t i = 0; i < c->child->clocks_count; i++) {
        const struct clock_at *at = &c->child->clocks[i];

        if (at->state != CLOCK_OPEN || !id_eq(at->thread, h->out->thread) ||
            !opens_at(at->rule, o->id))
            continue;
        out->now = true;
        out->due = at->due;
    }
}

/* The newest word of the ladder may be one that has no clock. */
static void
steps_of(struct hearing *h)
{
    struct child_build     *c = &h->build.child;
    const struct term_list *list =
        concern_list(c->w->pack, YIELD_CHALLENGE, S("stage"));

    if (!list)
        return;
    h->out->steps =
        ARENA_ARRAY(c->cx->arena, struct reported_step, list->count + 1);
    for (size_t i = 0; i < list->count; i++)
        step_of(h, &list->options[i], &h->out->steps[h->out->step_count++]);
}

/* ---- may they disagree? ---- */

static enum err
challenge_of(struct hearing *h)
{
    struct child_build *c = &h->build.child;
    const struct form  *f =
        concern_form_for(c->w->pack, USE_CHALLENGE, h->rows_of[h->shown].kind);
    struct question q;
    struct grant    g;
    enum err        e;

    if (!f)
        return OK;
    q = concern_question(c->w->pack, f, h->out->thread);
    q.person = h->rows_of[h->shown].person;
    q.purpose = c->answer->purpose;
    e = policy_ask(c->w, &c->cx->reader, &q, &g);
    if (e == OK)
        h->out->challenge = f;
    return e && !err_is_refusal(e) ? e : OK;
}

/* ---- the page ---- */

/* The children as the report named them. */
static enum err
names_of(struct hearing *h)
{
    struct child_build *c = &h->build.child;
    struct reported    *out = h->out;

    out->names = ARENA_ARRAY(c->cx->arena, struct str, h->row_count + 1);
    for (size_t i = 0; i < h->row_count; i++) {
        struct face f;
        bool        yes;
        enum err e = look_row(c->w, c->cx, &h->rows_of[i], LOOK_AS_OWN, &yes);

        if (e)
            return e;
        e = face_of_source(c->w, h->rows_of[i].source, &f);
        if (e && e != ERR_ABSENT)
            return e;
        if (yes && e == OK)
            out->names[out->name_count++] =
                look_name(c->cx->arena, f.given, f.family);
    }
    return OK;
}

static enum err
hearing_find(struct hearing *h, struct id thread, struct question *q)
{
    struct child_build *c = &h->build.child;
    struct entry        opened;
    enum err            e;

    if ((e = thread_load(c->w, thread, &h->rows_of, &h->row_count)))
        return e;
    if (h->row_count == 0)
        return ERR_ABSENT;
    if ((e = entry_load(c->w, h->rows_of[0].entry, &opened)))
        return e;
    q->of = opened.form->group;
    return OK;
}

/* Who is let in, for their own report and nothing else. */
enum err
ground_reported(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    struct hearing *h = ARENA_NEW(cx->arena, struct hearing);
    struct question q = {.verb = MAY_READ,
        .thread = ask->about,
        .purpose = look_purpose(w->pack, S("own"))};
    enum err        e;

    *h = (struct hearing){.build.child = {.w = w, .cx = cx}};
    out->settled = true;
    out->found = h;
    if (cx->reader.kind == READER_NOBODY)
        return ERR_SIGN_IN;
    if ((e = hearing_find(h, ask->about, &q)) ||
        (e = concern_let_in(w, cx, &q, &out->grant)))
        return e;
    while (!id_eq(h->rows_of[h->shown].person, out->grant.person))
        h->shown++;
    return OK;
}

static enum err
parts(struct hearing *h)
{
    struct child_build      *c = &h->build.child;
    const struct thread_row *row = &h->rows_of[h->shown];
    struct reported         *out = h->out;
    enum err                 e;

    out->number = row->number;
    out->received = row->received;
    out->source = row->source;
    out->answer_due = row->answer_due;
    out->late = row->answer_due.us && row->answer_due.us < c->w->now.us;
    if ((e = concern_see(&h->build, row->person)) ||
        (e = reported_state(c->w, c->cx, row, &out->state)) ||
        (e = names_of(h)) || (e = entries_hear(h)) || (e = challenge_of(h)))
        return e;
    steps_of(h);
    return check_lines(c->w, c->cx->reader.agency.id, out->lines,
        &out->line_count);
}

enum err
reported_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct concern_page page = {.thread = ask->about,
        .purpose = grant->purpose};
    struct hearing     *h = answer->found;
    enum err            e;

    (void)w;
    h->build.child.answer = answer;
    h->build.page = &page;
    h->out = ARENA_NEW(cx->arena, struct reported);
    h->out->thread = ask->about;
    answer_discloses(cx, answer, h->rows_of[h->shown].person);
    if ((e = parts(h)))
        return e;
    answer->with = h->out;
    return OK;
}
