/*
 * A removal because the plan has passed to another authority is only true
 * once it has passed; that is where the child stands in a pathway, and no
 * date that somebody types (W64, W67).
 */
#include "record/standing.h"

#include "record/guard.h"

/* ---- pure ---- */

static bool
stands_in(const struct pack *p, const struct guard *g, const struct child *c)
{
    const struct pathway  *path = pack_pathway(p, g->pathway);
    const struct state_at *at;
    struct str             state;

    if (!path)
        return false;
    at = child_state(c, path, (struct id){0});
    state =
        at ? at->pathway->states[at->state].id : path->states[path->start].id;
    return str_among(state, g->states, g->state_count);
}

static bool
looks_at(const struct guard *g, const struct fact *fact)
{
    for (size_t i = 0; i < g->on.count; i++)
        if (g->on.all[i].kind == ON_YIELD &&
            trigger_on_fact(&g->on.all[i], fact))
            return true;
    return false;
}

const struct guard *
standing_missed(const struct pack *p, const struct fact *fact,
    const struct child *c)
{
    for (size_t i = 0; i < p->pathways_count; i++)
        for (size_t k = 0; k < p->pathways[i].guard_count; k++) {
            const struct guard *g = &p->pathways[i].guards[k];

            if (g->pathway.n && looks_at(g, fact) && !stands_in(p, g, c))
                return g;
        }
    return NULL;
}

/* ---- of an entry ---- */

/* Most facts are looked at by no such guard, and no child is loaded. */
static bool
is_looked_at(const struct pack *p, const struct fact *fact)
{
    for (size_t i = 0; i < p->pathways_count; i++)
        for (size_t k = 0; k < p->pathways[i].guard_count; k++)
            if (p->pathways[i].guards[k].pathway.n &&
                looks_at(&p->pathways[i].guards[k], fact))
                return true;
    return false;
}

/* The question behind what the guard looks at first. */
static const struct field *
question_of(const struct standing *s, const struct guard *g,
    const struct fact *fact)
{
    const struct trigger *t = &g->on.all[0];

    return t->where_count ? guard_question(s->form, fact->kind, t->where[0].arg)
                          : NULL;
}

static enum err
ask_child(struct work *w, const struct standing *s, const struct fact *fact,
    size_t place, struct entry_wrong *wrong)
{
    const struct field *f;
    const struct guard *g;
    const struct child *c;
    enum err            e;

    if ((e = child_load(w, s->persons[place], (struct moment){INT64_MAX}, &c)))
        return e;
    if (!(g = standing_missed(w->pack, fact, c)))
        return OK;
    f = question_of(s, g, fact);
    wrong->faults = ARENA_NEW(txn_arena(w->tx), struct answer_fault);
    wrong->faults[0] = (struct answer_fault){
        .field = f,
        .child = f && f->per_child ? (int)place : -1,
        .row = -1,
        .msg = MSG_ANSWERS_NOT_YET,
    };
    wrong->count = 1;
    return ERR_INVALID;
}

enum err
standing_ask(struct work *w, const struct standing *s,
    struct entry_wrong *wrong)
{
    enum err e = OK;

    for (size_t i = 0; i < s->fact_count && !e; i++) {
        const struct fact *f = &s->facts[i];

        if (!is_looked_at(w->pack, f))
            continue;
        for (size_t k = 0; k < s->person_count && !e; k++)
            if (fact_is_for(f, (int)k))
                e = ask_child(w, s, f, k, wrong);
    }
    return e;
}
