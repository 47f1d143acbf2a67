/*
 * The heart: one entry after the other, what each fact says, where that
 * moves the pathways, and which deadlines begin and end.
 *
 * Every entry counts under the pack it was written under, so yesterday's
 * answer does not change because today's rules did.  Facts are taken in the
 * order of the form; then the entry itself and each fact may move a pathway
 * once; clocks come last, so that "while" looks at the state after the move.
 *
 * Tried and left: keeping the child as a stored blob (docs/adr/0002); who
 * writes about a child keeps its fold in memory (docs/adr/0024).
 */
#include <assert.h>
#include <string.h>

#include "practice/yield.h"
#include "record/fold_inside.h"

void *
fold_room(struct arena *a, void *list, size_t count, size_t *room, size_t size)
{
    size_t more = *room ? *room * 2 : 8;
    void  *wider;

    if (count < *room)
        return list;
    wider = arena_get_array(a, more, size);
    if (count)
        memcpy(wider, list, count * size);
    *room = more;
    return wider;
}

int
fact_arg_place(enum yield_kind kind, struct str name)
{
    int at = yield_arg_find(kind, name);

    if (at < 0 && str_eq(name, S("at"))) /* as packs write "when" */
        at = yield_arg_find(kind, S("when"));
    return at;
}

struct str
fact_arg(const struct fact *f, struct str name)
{
    int at = fact_arg_place(f->kind, name);

    return at < 0 ? (struct str){0} : f->args[at];
}

bool
fact_is_for(const struct fact *f, int child)
{
    return f->child < 0 || f->child == child;
}

bool
entry_agency_is(const struct fold_entry *e, const struct pack *p,
    struct str agency, struct str kind)
{
    const struct agency_term *t;

    for (size_t i = 0; e->met && i < e->met->count; i++)
        if (str_eq(e->met->all[i].id, agency))
            return str_eq(agency, kind) || str_eq(e->met->all[i].kind, kind) ||
                str_eq(e->met->all[i].term, kind);
    t = p ? pack_agency(p, agency) : NULL;
    return str_eq(agency, kind) || (t && str_eq(t->kind, kind));
}

/* An argument that names agencies fits by their kind too: no pack knows the
 * ids of those that it will be used with. */
static bool
kind_fits(const struct fold_entry *e, const struct trigger_where *w,
    const struct fact *f)
{
    struct str lines = f->args[w->arg], line;

    if (!yield_arg_is(f->kind, w->arg, 'G'))
        return false;
    while (str_split(&lines, '\n', &line))
        for (size_t i = 0; i < w->value_count; i++)
            if (entry_agency_is(e, e->pack, line, w->values[i]))
                return true;
    return false;
}

static bool
fires_on_fact(const struct trigger *t, const struct fold_entry *e,
    const struct fact *f)
{
    if (t->kind != ON_YIELD || t->yield != f->kind)
        return false;
    for (size_t i = 0; i < t->where_count; i++)
        if (!trigger_fits(&t->where[i], f->args[t->where[i].arg]) &&
            !kind_fits(e, &t->where[i], f))
            return false;
    return true;
}

static bool
any_on_fact(const struct triggers *t, const struct fold_entry *e,
    const struct fact *f)
{
    for (size_t i = 0; i < t->count; i++)
        if (fires_on_fact(&t->all[i], e, f))
            return true;
    return false;
}

static bool
any_on_entry(const struct triggers *t, const struct fold_entry *e)
{
    for (size_t i = 0; i < t->count; i++)
        if (t->all[i].kind == ON_ENTRY &&
            trigger_on_entry(&t->all[i], e->form, &e->answers, e->child))
            return true;
    return false;
}

bool
entry_fires(const struct fold_entry *e, const struct triggers *t,
    const struct fact **by)
{
    for (size_t i = 0; i < e->fact_count; i++) {
        if (!fact_is_for(&e->facts[i], e->child) ||
            !any_on_fact(t, e, &e->facts[i]))
            continue;
        if (by)
            *by = &e->facts[i];
        return true;
    }
    if (by)
        *by = NULL;
    return any_on_entry(t, e);
}

const struct pack *
fold_pack(const struct fold *f, const struct fold_entry *e)
{
    return e->pack ? e->pack : f->rules;
}

struct date
fold_day(const struct pack *p, const struct fold_entry *e)
{
    return date_is_known(e->occurred_on) ? e->occurred_on
                                         : zone_date(p->zone, e->occurred);
}

bool
fold_said_begin(const struct pack *p, struct str text, struct moment *out)
{
    struct date d;

    if (moment_parse(text, out))
        return true;
    if (!date_parse(text, &d) || !date_is_known(d))
        return false;
    *out = zone_moment(p->zone, (struct civil){.date = d});
    return true;
}

bool
fold_said_end(const struct pack *p, struct str text, struct moment *out)
{
    struct date d;

    if (moment_parse(text, out))
        return true;
    if (!date_parse(text, &d) || !date_is_known(d))
        return false;
    *out = zone_day_end(p->zone, d);
    return true;
}

struct moment
fold_occurred(struct arena *a, const struct pack *p, const struct answers *s,
    struct moment recorded, struct date *on)
{
    struct moment at;
    struct str    text = {0};

    if (s->form->occurred)
        text = answers_text(a, s, s->form->occurred,
            s->form->occurred->per_child ? 0 : -1);
    if (!fold_said_begin(p, text, &at))
        at = recorded;
    if (!date_parse(text, on))
        *on = zone_date(p->zone, at);
    return at;
}

/* ---- pathways ---- */

struct id
fold_scope(bool per_thread, struct id thread)
{
    return per_thread ? thread : (struct id){0};
}

struct state_at *
fold_state(const struct child *c, struct str pathway, struct id thread)
{
    size_t own = places_newest(c->state_places, pathway, thread);
    size_t childs = places_newest(c->state_places, pathway, (struct id){0});
    size_t first = own < childs ? own : childs;

    return first == PLACE_NONE ? NULL : &c->states[first];
}

/* Where a state of an earlier version of the pathway stands in this one. */
static bool
state_place(const struct pathway *p, const struct state_at *s, size_t *place)
{
    if (!s) {
        *place = p->start;
        return true;
    }
    for (size_t i = 0; i < p->state_count; i++)
        if (str_eq(p->states[i].id, s->pathway->states[s->state].id)) {
            *place = i;
            return true;
        }
    return false;
}

static bool
move_leaves(const struct move *m, size_t state)
{
    if (m->from_count == 0)
        return true;
    for (size_t i = 0; i < m->from_count; i++)
        if (m->from[i] == state)
            return true;
    return false;
}

/* The first move that fits; fact null: the entry itself is the trigger. */
static const struct move *
move_find(const struct pathway *p, size_t state, const struct fold_entry *e,
    const struct fact *fact)
{
    for (size_t i = 0; i < p->move_count; i++) {
        const struct move *m = &p->moves[i];

        if (move_leaves(m, state) &&
            (fact ? any_on_fact(&m->on, e, fact) : any_on_entry(&m->on, e)))
            return m;
    }
    return NULL;
}

static void
pathway_move(struct fold *f, const struct pathway *p,
    const struct fold_entry *e, const struct fact *fact)
{
    struct id          scope = fold_scope(p->per_thread, e->thread);
    struct state_at   *s = fold_state(&f->child, p->id, scope);
    const struct move *m;
    size_t             now;

    if (!state_place(p, s, &now) || !(m = move_find(p, now, e, fact)))
        return;
    if (!s) {
        s = FOLD_ADD(f, states);
        places_add(f->child.state_places, p->id, scope);
    }
    *s = (struct state_at){.pathway = p,
        .thread = scope,
        .state = m->to,
        .since = e->recorded,
        .by = e->id};
}

const struct form_reach *
fold_reach(const struct fold *f, const struct fold_entry *e)
{
    const struct pack *p = fold_pack(f, e);

    return e->form->reach->pack == p ? e->form->reach : p->reach;
}

static void
fold_moves(struct fold *f, const struct fold_entry *e)
{
    const struct form_reach *reach = fold_reach(f, e);

    for (size_t i = 0; i < reach->moves_count; i++) {
        const struct pathway *p = reach->moves[i];

        pathway_move(f, p, e, NULL);
        for (size_t k = 0; k < e->fact_count; k++)
            if (fact_is_for(&e->facts[k], e->child))
                pathway_move(f, p, e, &e->facts[k]);
    }
}

/* ---- the fold ---- */

struct fold *
fold_begin(struct arena *a, const struct pack *rules)
{
    struct fold *f = ARENA_NEW(a, struct fold);

    assert(rules);
    f->arena = a;
    f->rules = rules;
    f->clocks = places_new(a);
    f->of_thread = places_new(a);
    f->child.state_places = places_new(a);
    return f;
}

/* Most entries have one of few forms, and often the last one's. */
static struct form_run *
run_of(struct fold *f, const struct form *form)
{
    struct form_run *run;

    for (size_t i = 0; i < f->child.runs_count; i++)
        if (f->child.runs[i].form == form)
            return &f->child.runs[i];
    run = FOLD_ADD(f, runs);
    run->form = form;
    return run;
}

static void
run_on(struct fold *f, const struct fold_entry *e)
{
    struct form_run *run = run_of(f, e->form);

    run->entries = fold_room(f->arena, run->entries, run->entries_count,
        &run->entries_room, sizeof *run->entries);
    run->entries[run->entries_count++] = e;
    for (size_t i = 0; i < e->fact_count; i++)
        run->yields[e->facts[i].kind] = true;
}

enum err
fold_step(struct fold *f, const struct fold_entry *e)
{
    enum err err;

    *FOLD_ADD(f, entries) = e;
    if (f->child.newest.us < e->recorded.us)
        f->child.newest = e->recorded;
    if (e->fate != FATE_STANDS)
        return OK;
    run_on(f, e);
    for (size_t i = 0; i < e->fact_count; i++)
        if (fact_is_for(&e->facts[i], e->child) &&
            (err = fold_yield(f, e, &e->facts[i])))
            return err;
    fold_ties_end(f, e);
    fold_moves(f, e);
    return fold_clocks(f, e);
}

const struct child *
fold_end(struct fold *f)
{
    return &f->child;
}

/* wide: the header's */
enum err
fold_all(struct arena *a, const struct pack *rules, struct fold_entry *entries,
    size_t count, struct moment known_at, const struct child **out)
{
    struct fold *f = fold_begin(a, rules);
    enum err     e;

    if ((e = fold_resolve(a, entries, &count, known_at)))
        return e;
    f->born = fold_born(f->arena, entries, count);
    for (size_t i = 0; i < count; i++)
        if ((e = fold_step(f, &entries[i])))
            return e;
    *out = fold_end(f);
    return OK;
}
