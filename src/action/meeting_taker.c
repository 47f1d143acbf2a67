/*
 * Who takes the minutes of a meeting: let in by their part in its thread and
 * for a purpose of its own, so that nothing but this meeting opens for it;
 * and what they prepare for whoever approves the minutes.
 *
 * A tie to the child was tried and left: it would have opened the child's
 * other meetings, and the child's page, as well (docs/adr/0028).
 */
#include "action/meeting_inside.h"

#include "action/rows.h"
#include "record/account.h"
#include "record/sheet.h"
#include "record/thread.h"
#include "record/tie.h"

/* ---- who may ---- */

bool
meeting_is_taker(const struct meeting_at *m)
{
    return !id_is_none(m->taker) && !m->is_kin &&
        id_eq(m->taker, m->cx->reader.account.id);
}

enum err
meeting_as_taker(const struct meeting_at *m, enum verb verb, struct str of,
    struct id person, struct grant *grant)
{
    struct question q = {.verb = verb,
        .of = of,
        .person = person,
        .thread = m->thread,
        .purpose = look_purpose(m->w->pack, S("minutes"))};

    if (!meeting_is_taker(m) || !q.purpose.n)
        return ERR_DENIED;
    return policy_ask(m->w, &m->cx->reader, &q, grant);
}

/* Whoever takes them, of all the children or not at all. */
enum err
meeting_may_prepare(const struct meeting_at *m, const struct form *form,
    struct grant *grant)
{
    enum err e = ERR_DENIED;

    for (size_t i = 0; i < m->child_count; i++) {
        e = meeting_as_taker(m, concern_verb(m->w->pack, form), form->group,
            m->children[i].person, grant);
        if (e || grant->depth != DEPTH_FULL)
            return e ? e : ERR_DENIED;
    }
    return e;
}

/* ---- who it is ---- */

static void
also_add(struct meeting_taker *t, struct words what)
{
    for (size_t i = 0; i < t->also_count; i++)
        if (str_eq(t->also[i].en, what.en))
            return;
    t->also[t->also_count++] = what;
}

static void
ties_add(const struct meeting_at *m, const struct tie_row *all, size_t n,
    struct meeting_taker *t)
{
    for (size_t i = 0; i < n; i++) {
        const struct tie_term *term =
            rules_tie(m->w->rules, m->w->pack, all[i].kind);

        if (term && !str_eq(term->means, S("kin")) &&
            id_eq(all[i].whom, m->taker))
            also_add(t, term->label);
    }
}

static void
roles_add(const struct meeting_at *m, const struct account *a,
    struct meeting_taker *t)
{
    for (size_t i = 0; i < a->role_count; i++)
        if (!meeting_taken_by(m->w->pack, a->roles[i].role->id))
            also_add(t, a->roles[i].role->title);
}

/* One list for all: a row for each tie of each child, and for each role. */
static enum err
also_find(const struct meeting_at *m, const struct account *a,
    struct meeting_taker *t)
{
    struct arena    *arena = m->cx->arena;
    struct tie_row **ties =
        ARENA_ARRAY(arena, struct tie_row *, m->child_count + 1);
    size_t  *counts = ARENA_ARRAY(arena, size_t, m->child_count + 1);
    size_t   room = a->role_count + 1;
    enum err e;

    for (size_t i = 0; i < m->child_count; i++) {
        if ((e = tie_list(m->w, m->children[i].person, S(""), &ties[i],
                 &counts[i])))
            return e;
        room += counts[i];
    }
    t->also = ARENA_ARRAY(arena, struct words, room);
    for (size_t i = 0; i < m->child_count; i++)
        if (m->may[i])
            ties_add(m, ties[i], counts[i], t);
    roles_add(m, a, t);
    return OK;
}

enum err
meeting_taker_look(const struct meeting_at *m, const struct meeting_taker **out)
{
    struct meeting_taker *t = ARENA_NEW(m->cx->arena, struct meeting_taker);
    struct account        a;
    enum err              e;

    if (id_is_none(m->taker))
        return ERR_ABSENT;
    if ((e = account_load(m->w, m->taker, &a)) ||
        (e = look_account_at(m->w, m->cx, m->taker, meeting_places(m),
             &t->name)) ||
        (e = also_find(m, &a, t)))
        return e;
    *out = t;
    return OK;
}

/* Those who may name another are told what the named one is besides. */
enum err
meeting_taking(const struct meeting_at *m, struct meeting_page *out)
{
    const struct form *f = meeting_hands_on(m->w->pack, m->call->form);
    struct draft_page  p = {.form = f};
    struct grant       g;
    enum err           e;

    if (!f)
        return OK;
    e = meeting_may_all(m, f, &g);
    if (e && !err_is_refusal(e))
        return e;
    if (e || out->minutes)
        return OK;
    out->hands_on = f;
    if ((e = casework_offers(m->w, m->cx, &p)))
        return e;
    out->takers = p.takers;
    e = meeting_taker_look(m, &out->taker);
    return e == ERR_ABSENT ? OK : e;
}

/* ---- what is prepared ---- */

/* Newer than the minutes, if there are any. */
static const struct entry *
prepared_newest(const struct meeting_at *m)
{
    const struct form *minutes = meeting_minutes(m->w->pack, m->call->form);
    const struct form *f = meeting_prepared(m->w->pack, m->call->form);

    for (size_t i = m->count; f && i-- > 0;) {
        if (m->entries[i].form == minutes)
            return NULL;
        if (m->entries[i].form == f)
            return meeting_reads(m, &m->entries[i]) ? &m->entries[i] : NULL;
    }
    return NULL;
}

static void
filled_add(const struct meeting_at *m, const struct entry *e,
    struct meeting_page *out)
{
    out->filled = ARENA_ARRAY(m->cx->arena, struct meeting_filled,
        e->form->field_count + 1);
    for (size_t i = 0; i < e->form->field_count; i++) {
        const struct field *f = &e->form->fields[i];
        const struct json  *v = answers_value(&e->answers, f, -1);
        const struct json  *why =
            v && v->kind == JSON_OBJECT ? json_member(v, S("why")) : NULL;
        struct typed_input at = {.field = f,
            .child = -1,
            .row = -1,
            .part = why ? PART_WHY : PART_ALL};

        if (v && f->type != FIELD_TABLE)
            out->filled[out->filled_count++] =
                (struct meeting_filled){typed_name(m->cx->arena, &at),
                    why ? why->text
                        : answers_text(m->cx->arena, &e->answers, f, -1)};
    }
}

/* The record as the page of a child reads it, of this child alone. */
static enum err
part_lines(struct meeting_at *m, struct entry *held, size_t child,
    struct meeting_part *all, struct meeting_part *own)
{
    struct child_page  page = {.person = m->children[child].person};
    enum depth         depth = view_entry(&m->views[child], held);
    struct child_build b = {.w = m->w,
        .cx = m->cx,
        .answer = m->answer,
        .view = m->views[child],
        .child = ARENA_NEW(m->cx->arena, struct child),
        .page = &page,
        .kept = held,
        .depths = &depth,
        .kept_count = 1,
        .sources = &m->children[child].source,
        .source_count = 1,
        .places = meeting_places(m)};
    struct child_line *lines;
    size_t             n;
    enum err           e;

    if (depth < DEPTH_FULL)
        return OK;
    if ((e = child_lines(&b, held, &lines, &n)))
        return e;
    own->child = m->children[child].name;
    own->lines = ARENA_ARRAY(m->cx->arena, struct meeting_line, n + 1);
    if (!all->lines)
        all->lines = ARENA_ARRAY(m->cx->arena, struct meeting_line, n + 1);
    else
        all = NULL;
    for (size_t i = 0; i < n; i++) {
        struct meeting_part *to = lines[i].field->per_child ? own : all;

        if (to && lines[i].text.n)
            to->lines[to->count++] =
                (struct meeting_line){.label = lines[i].field->label,
                    .text = lines[i].text};
    }
    return OK;
}

static enum err
record_find(struct meeting_at *m, struct meeting_page *out)
{
    const struct entry *held = meeting_newest(m, m->held);
    enum err            e;

    if (!held)
        return OK;
    out->record =
        ARENA_ARRAY(m->cx->arena, struct meeting_part, m->child_count + 1);
    out->record_count = 1;
    for (size_t i = 0; i < m->child_count; i++)
        if (m->may[i] &&
            (e = part_lines(m, &m->entries[held - m->entries], i,
                 &out->record[0], &out->record[out->record_count++])))
            return e;
    answer_discloses(m->cx, m->answer, held->id);
    return OK;
}

enum err
meeting_preparing(struct meeting_at *m, struct meeting_page *out)
{
    const struct form  *f = meeting_prepared(m->w->pack, m->call->form);
    const struct entry *said = prepared_newest(m);
    struct grant        g;
    enum err            e;

    if (said) {
        if ((e = meeting_said_in(m, said, (struct words){0}, &out->prepared)))
            return e;
        filled_add(m, said, out);
    }
    if (!f)
        return OK;
    e = meeting_may_prepare(m, f, &g);
    if (e && !err_is_refusal(e))
        return e;
    out->prepare = e ? NULL : f;
    return out->prepare || (out->write && !out->minutes) ? record_find(m, out)
                                                         : OK;
}

/* ---- the reader's own ---- */

static enum err
mine_state(struct meeting_at *m, struct meeting_mine *out)
{
    struct sheet       sheet = {0};
    const struct form *f = meeting_prepared(m->w->pack, m->call->form);
    enum err           e = sheet_load(m->w, m->thread, &sheet);

    if (e && e != ERR_ABSENT)
        return e;
    out->begun = e == OK;
    out->over = m->over;
    out->prepare = out->over ? f : NULL;
    out->prepared = prepared_newest(m) != NULL;
    return thread_number(m->w, m->thread, &out->number);
}

/* What is to come before what is over, and of each the earliest. */
static void
mine_put(struct meetings_mine *all, const struct meeting_mine *one)
{
    size_t i = all->count++;

    for (; i > 0 &&
         (all->rows[i - 1].over > one->over ||
             (all->rows[i - 1].over == one->over &&
                 all->rows[i - 1].at.us > one->at.us));
         i--)
        all->rows[i] = all->rows[i - 1];
    all->rows[i] = *one;
}

/* One that a label or kinship closes to them is absent. */
static enum err
mine_add(struct work *w, struct cx *cx, struct id thread,
    struct meetings_mine *out)
{
    struct meeting_mine one = {.thread = thread};
    struct meeting_at   m;
    struct grant        g = {0};
    enum err            e = meeting_load(w, cx, thread, &m);

    if (e)
        return e == ERR_ABSENT ? OK : e;
    if ((e = meeting_view(&m, &g)))
        return err_is_refusal(e) ? OK : e;
    one.title = meeting_title(&m);
    one.at = meeting_time(&m);
    if ((e = mine_state(&m, &one)))
        return e;
    mine_put(out, &one);
    return OK;
}

enum err
meetings_mine(struct work *w, struct cx *cx, struct answer *answer,
    struct meetings_mine *out)
{
    struct id *all;
    size_t     n;
    enum err   e;

    if ((e = minutes_threads(w, cx->reader.account.id, &all, &n)))
        return e;
    out->rows = ARENA_ARRAY(cx->arena, struct meeting_mine, n + 1);
    for (size_t i = 0; i < n; i++)
        if ((e = mine_add(w, cx, all[i], out)))
            return e;
    for (size_t i = 0; i < out->count; i++)
        answer_discloses(cx, answer, out->rows[i].thread);
    return OK;
}
