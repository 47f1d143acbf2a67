/*
 * What a new entry belongs to: the entry it corrects with all that corrected
 * it before, its form and the pack that holds it, its thread, whom it is
 * about, and everybody who is concerned.  Whoever is concerned is locked, in
 * the order of their ids, so that two entries about two children never wait
 * for each other.
 */
#include <stdlib.h>

#include "record/append_inside.h"
#include "record/person_inside.h"

enum { THREAD_KIND, LOCK, NEWEST, COUNT };
static const struct statement texts[COUNT] = {
    [THREAD_KIND] = {.sql = "SELECT kind FROM thread WHERE id = $1"},
    [LOCK] = {.sql = "SELECT id FROM person WHERE id = $1",
              .pg = "SELECT id FROM person WHERE id = $1 FOR UPDATE"},
    /* a record's last entry is its newest */
    [NEWEST] = {.sql = "SELECT COALESCE(MAX((SELECT e.recorded_at"
                       " FROM entry_about a JOIN entry e ON e.id = a.entry"
                       " WHERE a.source = p.source"
                       " ORDER BY a.seq DESC LIMIT 1)), 0)"
                       " FROM source_person p WHERE p.person = $1"},
};
const struct statements append_find_statements = {"append_find", texts, COUNT};

struct id
append_root(const struct appending *p)
{
    return p->family_count ? p->family[0].entry.id : (struct id){0};
}

bool
append_corrects(const struct appending *p, struct str correction)
{
    return p->family_count && str_eq(p->asked->correction, correction);
}

/* ---- what it belongs to ---- */

/* The entry that is corrected, its root and all that corrected it before. */
static enum err
find_corrected(struct work *w, struct appending *p)
{
    const struct entry_new *n = p->asked;
    struct entry            e;
    enum err                err;

    if (id_is_none(n->corrects))
        return OK;
    if (!str_trim(n->reason).n ||
        (!str_eq(n->correction, CORRECT_ANSWERS) &&
            !str_eq(n->correction, CORRECT_SUBJECT) &&
            !str_eq(n->correction, CORRECT_WITHDRAW)))
        return ERR_INVALID;
    if ((err = entry_load(w, n->corrects, &e)))
        return err;
    if ((err = family_load(w, id_is_none(e.corrects) ? e.id : e.corrects,
             &p->family, &p->family_count)))
        return err;
    for (size_t i = 0; i < p->family_count; i++) {
        const struct entry *f = &p->family[i].entry;

        if (str_eq(f->correction, CORRECT_WITHDRAW) || f->fate == FATE_ERASED)
            return ERR_ILLEGAL;
        /* the original comes first, whatever the time */
        if (id_is_none(f->corrects) && i) {
            struct stored root = p->family[i];

            p->family[i] = p->family[0];
            p->family[0] = root;
        }
    }
    return OK;
}

const struct entry *
append_newest(const struct appending *p)
{
    const struct entry *e = &p->family[0].entry;

    for (size_t i = 1; i < p->family_count; i++)
        if (p->family[i].entry.recorded.us > e->recorded.us)
            e = &p->family[i].entry;
    return e;
}

/* The form, under the pack that holds it: today's, or the corrected one's. */
static enum err
find_form(struct work *w, struct appending *p)
{
    const struct form *f = p->asked->form;

    p->form = f;
    p->pack = w->pack;
    if (p->family_count && (!f || !append_corrects(p, CORRECT_ANSWERS)))
        p->form = append_newest(p)->form;
    if (p->form == pack_form(w->pack, p->form->id))
        return OK;
    if (!p->family_count || p->form != append_newest(p)->form)
        return ERR_ILLEGAL; /* a form of a pack that holds no longer */
    p->pack = append_newest(p)->pack;
    return OK;
}

static enum err
find_thread(struct work *w, struct appending *p)
{
    const struct entry_new *n = p->asked;
    struct rows             r;
    enum err                e;

    p->thread = p->family_count ? p->family[0].entry.thread : n->thread;
    p->new_thread = id_is_none(p->thread);
    if (p->new_thread) {
        p->thread = txn_id(w->tx, ID_THREAD);
        p->thread_kind =
            n->thread_kind.n ? n->thread_kind : p->form->opens_thread;
        return OK;
    }
    if ((e = txn_row(w->tx, &texts[THREAD_KIND], ARGS(A_ID(p->thread)), &r)))
        return e;
    p->thread_kind = row_text(&r, 0);
    if (!p->family_count && p->form->in_thread.n &&
        !str_eq(p->form->in_thread, p->thread_kind))
        return ERR_ILLEGAL;
    return OK;
}

/* Whom it is about; the same record twice in one role is a mistake. */
static enum err
find_about(struct appending *p)
{
    const struct entry_new *n = p->asked;

    p->about = n->about;
    p->about_count = n->about_count;
    if (p->family_count && !append_corrects(p, CORRECT_SUBJECT)) {
        p->about = append_newest(p)->about;
        p->about_count = append_newest(p)->about_count;
    }
    if (p->about_count == 0)
        return ERR_INVALID;
    for (size_t i = 0; i < p->about_count; i++)
        for (size_t k = 0; k < i; k++)
            if (id_eq(p->about[i].source, p->about[k].source))
                return ERR_INVALID;
    p->children = about_children(p->about, p->about_count);
    if (append_corrects(p, CORRECT_SUBJECT) &&
        p->children !=
            about_children(append_newest(p)->about,
                append_newest(p)->about_count))
        return ERR_INVALID;
    return OK;
}

static enum err
check_about(const struct appending *p)
{
    const struct form *f = p->form;

    for (size_t i = 0; i < f->about_count; i++) {
        int n = 0;

        for (size_t k = 0; k < p->about_count; k++)
            n += str_eq(p->about[k].role, f->about[i].role);
        if (n < f->about[i].least || n > f->about[i].most)
            return ERR_INVALID;
    }
    return OK;
}

/* ---- who is concerned ---- */

static int
by_id(const void *x, const void *y)
{
    const struct id *a = x, *b = y;

    return id_cmp(*a, *b);
}

static enum err
concern(struct work *w, struct appending *p, struct id source)
{
    struct id person;
    enum err  e;

    if ((e = person_of_source(w, source, &person)))
        return e;
    for (size_t i = 0; i < p->person_count; i++)
        if (id_eq(p->persons[i], person))
            return OK;
    p->persons[p->person_count++] = person;
    return OK;
}

/* Everybody it is about, and everybody whom an earlier version was about. */
static enum err
find_persons(struct work *w, struct appending *p)
{
    size_t   most = p->about_count;
    enum err e;

    for (size_t i = 0; i < p->family_count; i++)
        most += p->family[i].about_count;
    p->persons = ARENA_ARRAY(txn_arena(w->tx), struct id, most + 1);
    p->folded = ARENA_ARRAY(txn_arena(w->tx), struct kept_history *, most + 1);
    for (size_t i = 0; i < p->about_count; i++)
        if ((e = concern(w, p, p->about[i].source)))
            return e;
    for (size_t i = 0; i < p->family_count; i++)
        for (size_t k = 0; k < p->family[i].about_count; k++)
            if ((e = concern(w, p, p->family[i].abouts[k].source)))
                return e;
    qsort(p->persons, p->person_count, sizeof *p->persons, by_id);
    return OK;
}

static enum err
lock_persons(struct work *w, struct appending *p)
{
    struct rows r;
    enum err    e;

    p->recorded = w->now;
    for (size_t i = 0; i < p->person_count; i++) {
        if ((e = txn_row(w->tx, &texts[LOCK], ARGS(A_ID(p->persons[i])), &r)))
            return e;
        if ((e = txn_row(w->tx, &texts[NEWEST], ARGS(A_ID(p->persons[i])), &r)))
            return e;
        if (p->recorded.us <= row_int(&r, 0))
            p->recorded.us = row_int(&r, 0) + 1;
    }
    w->now = p->recorded; /* or else what it says would not be so yet */
    return OK;
}

enum err
append_find(struct work *w, struct appending *p)
{
    enum err e;

    /* whose record is whose stays as it is until the entry is written */
    if ((e = txn_lock(w->tx, PERSON_LINKS, TXN_SHARE)))
        return e;
    if ((e = find_corrected(w, p)))
        return e;
    if ((e = find_form(w, p)))
        return e;
    if ((e = find_thread(w, p)))
        return e;
    if ((e = find_about(p)))
        return e;
    if ((e = check_about(p)))
        return e;
    if ((e = find_persons(w, p)))
        return e;
    return lock_persons(w, p);
}
