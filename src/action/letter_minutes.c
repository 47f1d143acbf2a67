/*
 * The copy of minutes for one adult of the family: the rows that the chair
 * wrote for that adult about this child, and nothing else of them.  What all
 * the minutes say is about everybody at once, and what stands beside them is
 * no part of them, so neither can come here (S16, S17, docs/adr/0048).
 */
#include "action/letter_inside.h"

/* Whether a meeting was held in the thread, and the family may be asked to
 * all that was.  A strategy discussion is in no copy, whatever is marked. */
static bool
is_for_family(const struct letter_writing *w, struct id thread)
{
    bool held = false;

    for (size_t i = 0; i < w->child->entries_count; i++) {
        const struct fold_entry *e = w->child->entries[i];

        if (e->fate != FATE_STANDS || !e->form->meeting ||
            !id_eq(e->thread, thread))
            continue;
        if (!e->form->meeting->family)
            return false;
        held = true;
    }
    return held;
}

static bool
is_minutes(const struct letter_writing *w, const struct fold_entry *e)
{
    return e->fate == FATE_STANDS && e->child >= 0 &&
        form_yields(e->form, YIELD_COPY) &&
        e->recorded.us <= w->letter->recorded.us &&
        child_kept(w->b, e->id, DEPTH_FULL) && is_for_family(w, e->thread);
}

/* Those that were approved last; null: none. */
static const struct fold_entry *
newest(const struct letter_writing *w)
{
    const struct fold_entry *last = NULL;

    for (size_t i = 0; i < w->child->entries_count; i++) {
        const struct fold_entry *e = w->child->entries[i];

        if (is_minutes(w, e) && (!last || e->seq > last->seq))
            last = e;
    }
    return last;
}

/* Which meeting, and when: the newest that was held in the thread. */
static void
head_put(const struct letter_writing *w, const struct fold_entry *of,
    struct letter_minutes *m)
{
    for (size_t i = 0; i < w->child->entries_count; i++) {
        const struct fold_entry *e = w->child->entries[i];

        if (e->fate == FATE_STANDS && e->form->meeting &&
            id_eq(e->thread, of->thread)) {
            m->title = e->form->title;
            m->on = e->occurred_on;
        }
    }
    m->language = of->language;
}

void
letter_minutes(const struct letter_writing *w)
{
    const struct fold_entry *of = newest(w);
    struct letter_minutes   *m;

    if (!of)
        return;
    m = ARENA_NEW(w->b->cx->arena, struct letter_minutes);
    m->parts =
        ARENA_ARRAY(w->b->cx->arena, struct str, w->child->facts_count + 1);
    for (size_t i = 0; i < w->child->facts_count; i++) {
        const struct fact_at *at = &w->child->facts[i];

        if (at->entry == of && at->fact->kind == YIELD_COPY &&
            fact_is_for(at->fact, of->child) &&
            letter_is_marked(fact_arg(at->fact, S("for")), w->reader))
            m->parts[m->count++] = fact_arg(at->fact, S("text"));
    }
    if (!m->count)
        return;
    head_put(w, of, m);
    w->page->minutes = m;
}
