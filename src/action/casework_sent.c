/*
 * What an entry about children has done: which of their clocks it met, which
 * it opened, and what is due next.
 */
#include "action/casework_inside.h"

#include "action/rows.h"

static void
clock_add(struct casework_sent_child *s, enum casework_did did,
    struct child_due due)
{
    s->clocks[s->clock_count++] = (struct casework_clock){did, due};
}

/* What is open and due first, when the entry did not itself open it. */
static void
next_add(struct child_build *b, struct id entry, struct casework_sent_child *s)
{
    const struct child    *c = b->child;
    const struct clock_at *first = NULL;

    for (size_t i = 0; i < c->clocks_count; i++) {
        const struct clock_at *k = &c->clocks[i];

        if (k->state == CLOCK_OPEN && !id_eq(k->opening, entry) &&
            !child_clock_is_far(k, b->w->pack, b->w->now) &&
            child_kept(b, k->opening, DEPTH_SUMMARY) &&
            (!first || k->due.us < first->due.us))
            first = k;
    }
    if (first)
        clock_add(s, CLOCK_GOES_ON,
            casework_due_at(b->w->pack, first, b->w->now));
}

static void
clocks_find(struct child_build *b, struct id entry,
    struct casework_sent_child *s)
{
    const struct child *c = b->child;

    s->clocks = ARENA_ARRAY(b->cx->arena, struct casework_clock,
        2 * c->clocks_count + 1);
    for (size_t i = 0; i < c->clocks_count; i++)
        if (c->clocks[i].state == CLOCK_MET &&
            id_eq(c->clocks[i].met_by, entry))
            clock_add(s, CLOCK_WAS_MET,
                casework_due_at(b->w->pack, &c->clocks[i], b->w->now));
    for (size_t i = 0; i < c->clocks_count; i++)
        if (c->clocks[i].state == CLOCK_OPEN &&
            !child_clock_is_far(&c->clocks[i], b->w->pack, b->w->now) &&
            id_eq(c->clocks[i].opening, entry))
            clock_add(s, CLOCK_WAS_OPENED,
                casework_due_at(b->w->pack, &c->clocks[i], b->w->now));
    next_add(b, entry, s);
}

/* wide: an entry, which of its children, and what is said of them */
static enum err
child_sent(struct work *w, struct cx *cx, const struct entry *entry,
    struct answer *answer, size_t i, struct casework_sent_child *out)
{
    struct child_build *b;
    struct id           person;
    enum err            e;

    if ((e = person_of_source(w, entry->about[i].source, &person)) ||
        (e = casework_open(w, cx, person, answer, &b)))
        return e;
    out->person = b->page->person;
    out->name = b->page->name;
    clocks_find(b, entry->id, out);
    return OK;
}

enum err
casework_sent(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct casework_sent *out = ARENA_NEW(cx->arena, struct casework_sent);
    struct draft          d;
    struct entry          entry;
    enum err              e;

    (void)grant;
    if ((e = draft_own(w, cx, ask->about, &d)))
        return e;
    if (id_is_none(d.sent))
        return ERR_ABSENT;
    if ((e = entry_load(w, d.sent, &entry)))
        return e;
    out->form = entry.form;
    out->at = entry.recorded;
    out->children = ARENA_ARRAY(cx->arena, struct casework_sent_child,
        entry.about_count + 1);
    for (size_t i = 0; i < entry.about_count; i++) {
        e = child_sent(w, cx, &entry, answer, i,
            &out->children[out->child_count]);
        if (e && !err_is_refusal(e))
            return e;
        out->child_count += e == OK;
    }
    answer_discloses(cx, answer, entry.id);
    answer->with = out;
    return OK;
}
