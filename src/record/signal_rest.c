/*
 * One row for each predicate: what of the child it looks at.  Whoever adds a
 * predicate must say so here; the table is complete or does not compile into
 * a passing test.
 */
#include "record/signal_rest.h"

#include <assert.h>

struct rests {
    const struct child *child;
    struct id          *all;
    size_t              count, room;
    struct arena       *arena;
};

static void
rest_on(struct rests *r, struct id entry)
{
    if (id_is_none(entry) || id_among(entry, r->all, r->count))
        return;
    if (r->count == r->room) {
        size_t     room = r->room ? 2 * r->room : 16;
        struct id *wider = ARENA_ARRAY(r->arena, struct id, room);

        for (size_t i = 0; i < r->count; i++)
            wider[i] = r->all[i];
        r->all = wider;
        r->room = room;
    }
    r->all[r->count++] = entry;
}

/* ---- kinds of entries ---- */

static void
fired_by(struct rests *r, const struct triggers *t)
{
    for (size_t i = 0; i < r->child->entries_count; i++) {
        const struct fold_entry *e = r->child->entries[i];

        if (e->fate == FATE_STANDS && entry_fires(e, t, NULL))
            rest_on(r, e->id);
    }
}

static void
yielding(struct rests *r, enum yield_kind kind)
{
    for (size_t i = 0; i < r->child->entries_count; i++) {
        const struct fold_entry *e = r->child->entries[i];

        if (e->fate == FATE_STANDS && form_yields(e->form, kind))
            rest_on(r, e->id);
    }
}

/* ---- predicates ---- */

static void
by_trigger(struct rests *r, const struct predicate *p)
{
    fired_by(r, &p->trigger);
}

static void
by_clock(struct rests *r, const struct predicate *p)
{
    for (size_t i = 0; i < r->child->clocks_count; i++) {
        const struct clock_at *c = &r->child->clocks[i];

        if (!str_eq(c->rule->id, p->clock))
            continue;
        rest_on(r, c->opening);
        rest_on(r, c->met_by);
        fired_by(r, &c->rule->opens);
        fired_by(r, &c->rule->put_off_by);
        fired_by(r, &c->rule->spared_by);
    }
}

static void
by_attendance(struct rests *r, const struct predicate *p)
{
    (void)p;
    yielding(r, YIELD_ATTEND);
}

static void
by_movement(struct rests *r, const struct predicate *p)
{
    enum yield_kind of;

    if (!yield_find(p->of, &of))
        BUG("a signal about no yield");
    yielding(r, of);
    yielding(r, YIELD_MEETING);
}

static void
by_plan(struct rests *r, const struct predicate *p)
{
    (void)p;
    yielding(r, YIELD_PLAN);
    yielding(r, YIELD_OUTCOME);
    yielding(r, YIELD_ACTION);
    yielding(r, YIELD_SCORE);
}

static void
by_people(struct rests *r, const struct predicate *p)
{
    (void)p;
    yielding(r, YIELD_RELATIONSHIP);
    yielding(r, YIELD_ASSESSED);
}

static void
by_language(struct rests *r, const struct predicate *p)
{
    fired_by(r, &p->trigger);
    yielding(r, YIELD_IDENTITY);
}

static void
by_state(struct rests *r, const struct predicate *p)
{
    for (size_t i = 0; i < r->child->states_count; i++)
        if (str_eq(r->child->states[i].pathway->id, p->pathway))
            rest_on(r, r->child->states[i].by);
}

static void predicate(struct rests *r, const struct predicate *p);

static void
by_parts(struct rests *r, const struct predicate *p)
{
    for (size_t i = 0; i < p->part_count; i++)
        predicate(r, p->parts[i]);
}

static void (*const looks_at[])(struct rests *, const struct predicate *) = {
    [SIG_COUNT] = by_trigger,
    [SIG_DAYS_SINCE] = by_trigger,
    [SIG_CLOCK] = by_clock,
    [SIG_PUT_OFF] = by_clock,
    [SIG_ABSENT] = by_attendance,
    [SIG_STALLED] = by_movement,
    [SIG_ROLLED_OVER] = by_plan,
    [SIG_ATTENDED] = by_plan,
    [SIG_MISSING] = by_trigger,
    [SIG_NEW_ADULT] = by_people,
    [SIG_LANGUAGE] = by_language,
    [SIG_STATE] = by_state,
    [SIG_ALL] = by_parts,
    [SIG_ANY] = by_parts,
    [SIG_NOT] = by_parts,
};

static void
predicate(struct rests *r, const struct predicate *p)
{
    assert(p->kind < sizeof looks_at / sizeof *looks_at);
    looks_at[p->kind](r, p);
}

void
signal_rests(struct arena *a, const struct child *c,
    const struct signal_rule *rule, struct id **out, size_t *count)
{
    struct rests r = {.child = c, .arena = a};

    if (rule->while_)
        predicate(&r, rule->while_);
    predicate(&r, rule->when);
    *out = r.all;
    *count = r.count;
}
