/*
 * A removal because the plan has passed to another authority is only true
 * once it has passed; that is where the child stands in a pathway, and no
 * date that somebody types (W64, W67).
 *
 * Work with a child ends the same way; while a deadline of law still runs a
 * reason is asked.  A clock of the designated officer's desk is not among
 * them, or the worker would learn that somebody has been reported (S15).
 *
 * Of an adult whom the chair keeps out of a meeting a reason is asked before
 * its papers are read with them (S17).  Nothing else is known of an adult
 * around a child than a name (docs/adr/0036).
 *
 * What one worker wrote another approves, never the author (docs/adr/0048).
 */
#include "record/standing.h"

#include "base/text.h"
#include "record/guard.h"

/* ---- pure ---- */

#define MEANS_OFFICER S("officer")

bool
standing_asked(const struct guard *g)
{
    return g->pathway.n || g->settled_count || g->kept_out.count ||
        g->by_another.count;
}

static bool
is_officers(const struct pack *p, const struct clock_rule *r)
{
    const struct desk_term *d =
        str_eq(r->owner.kind, S("desk")) ? pack_desk(p, r->owner.id) : NULL;

    return d && str_eq(d->means, MEANS_OFFICER);
}

bool
standing_runs(const struct pack *p, const struct guard *g,
    const struct clock_at *at)
{
    return child_clock_runs(at) && !is_officers(p, at->rule) &&
        str_among(at->rule->note.basis, g->settled, g->settled_count);
}

static bool
is_settled(const struct pack *p, const struct guard *g, const struct child *c)
{
    for (size_t i = 0; g->settled_count && i < c->clocks_count; i++)
        if (standing_runs(p, g, &c->clocks[i]))
            return false;
    return true;
}

static bool
stands_in(const struct pack *p, const struct guard *g, const struct child *c)
{
    const struct pathway  *path = pack_pathway(p, g->pathway);
    const struct state_at *at;
    struct str             state;

    if (!g->pathway.n)
        return true;
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

/* What it wants only when the child stands elsewhere. */
static bool
is_answered(const struct guard *g, const struct fact *fact)
{
    for (size_t i = 0; i < g->need_count; i++)
        if (!fact_arg(fact, g->needs[i]).n)
            return false;
    return g->need_count > 0;
}

/* A place where no word goes on. */
static bool
is_edge(struct str text, size_t at)
{
    unsigned char c = at < text.n ? (unsigned char)text.p[at] : ' ';

    return c < 0x80 && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9');
}

/* Whole words of the one in the other, both folded. */
static bool
is_within(struct str words, struct str text)
{
    ptrdiff_t at = words.n ? str_find(text, words) : -1;

    while (at >= 0) {
        if ((at == 0 || is_edge(text, (size_t)at - 1)) &&
            is_edge(text, (size_t)at + words.n))
            return true;
        text = str_sub(text, (size_t)at + 1, text.n - (size_t)at - 1);
        at = str_find(text, words);
    }
    return false;
}

static bool
keeps_out(const struct guard *g, const struct fact *f)
{
    for (size_t i = 0; i < g->kept_out.count; i++)
        if (trigger_on_fact(&g->kept_out.all[i], f))
            return true;
    return false;
}

/* Whether a later one of the same yield speaks of the same adult. */
static bool
is_newest(struct arena *a, const struct child *c, size_t at, struct str name)
{
    const struct fact *f = c->facts[at].fact;

    for (size_t i = at + 1; i < c->facts_count; i++)
        if (c->facts[i].fact->kind == f->kind &&
            str_eq(text_fold(a, fact_arg(c->facts[i].fact, S("whom"))), name))
            return false;
    return true;
}

struct str
standing_keeps_out(struct arena *a, const struct guard *g,
    const struct fact *fact, const struct child *c)
{
    struct str named = text_fold(a, fact_arg(fact, S("whom")));

    for (size_t i = 0; g->kept_out.count && i < c->facts_count; i++) {
        const struct fact *f = c->facts[i].fact;
        struct str         name;

        if (!keeps_out(g, f) || !fact_is_for(f, c->facts[i].entry->child))
            continue;
        name = text_fold(a, fact_arg(f, S("whom")));
        if ((is_within(name, named) || is_within(named, name)) &&
            is_newest(a, c, i, name))
            return fact_arg(f, S("whom"));
    }
    return (struct str){0};
}

static bool
sets_off(const struct triggers *on, const struct fold_entry *e)
{
    for (size_t t = 0; t < on->count; t++) {
        if (on->all[t].kind == ON_ENTRY &&
            trigger_on_entry(&on->all[t], e->form, &e->answers, e->child))
            return true;
        for (size_t i = 0; i < e->fact_count; i++)
            if (on->all[t].kind == ON_YIELD &&
                fact_is_for(&e->facts[i], e->child) &&
                trigger_on_fact(&on->all[t], &e->facts[i]))
                return true;
    }
    return false;
}

bool
standing_own(const struct guard *g, const struct child *c, struct id author)
{
    for (size_t i = g->by_another.count ? c->entries_count : 0; i-- > 0;) {
        const struct fold_entry *e = c->entries[i];

        if (e->fate == FATE_STANDS && sets_off(&g->by_another, e))
            return !id_is_none(author) && id_eq(e->author, author);
    }
    return false;
}

static bool
is_missed(struct arena *a, const struct standing_said *s, const struct guard *g)
{
    return standing_asked(g) && looks_at(g, s->fact) &&
        (!stands_in(s->pack, g, s->child) ||
            !is_settled(s->pack, g, s->child) ||
            standing_own(g, s->child, s->author) ||
            standing_keeps_out(a, g, s->fact, s->child).n) &&
        !is_answered(g, s->fact);
}

const struct guard *
standing_missed(struct arena *a, const struct standing_said *s,
    const struct guard *after)
{
    const struct pack *p = s->pack;
    bool               past = after == NULL;

    for (size_t i = 0; i < p->pathways_count; i++)
        for (size_t k = 0; k < p->pathways[i].guard_count; k++) {
            const struct guard *g = &p->pathways[i].guards[k];

            if (past && is_missed(a, s, g))
                return g;
            past = past || g == after;
        }
    return NULL;
}

const struct field *
standing_question(const struct form *form, const struct guard *g,
    const struct fact *fact)
{
    const struct trigger *t = &g->on.all[0];
    size_t                arg = t->where_count ? t->where[0].arg : 0;

    if (g->need_count)
        arg = (size_t)fact_arg_place(fact->kind, g->needs[0]);
    return guard_question(form, fact->kind, arg);
}

/* ---- of an entry ---- */

/* Most facts are looked at by no such guard, and no child is loaded. */
static bool
is_looked_at(const struct pack *p, const struct fact *fact)
{
    for (size_t i = 0; i < p->pathways_count; i++)
        for (size_t k = 0; k < p->pathways[i].guard_count; k++)
            if (standing_asked(&p->pathways[i].guards[k]) &&
                looks_at(&p->pathways[i].guards[k], fact))
                return true;
    return false;
}

/* What is in the way, in the pack's words; the clocks that run by name, and
 * the adult. */
static struct words
in_the_way(struct arena *a, const struct standing_said *m,
    const struct guard *g)
{
    const struct pack  *p = m->pack;
    const struct child *c = m->child;
    struct str         *cy = ARENA_ARRAY(a, struct str, c->clocks_count + 1);
    struct str         *en = ARENA_ARRAY(a, struct str, c->clocks_count + 1);
    struct str          name = standing_keeps_out(a, g, m->fact, c);
    struct words        says = g->says;
    size_t              n = 0;

    if (name.n)
        cy[n] = en[n] = name, n++;

    for (size_t i = 0; g->settled_count && i < c->clocks_count; i++)
        if (standing_runs(p, g, &c->clocks[i])) {
            cy[n] = c->clocks[i].rule->title.cy;
            en[n++] = c->clocks[i].rule->title.en;
        }
    if (!n || !says.en.n)
        return says;
    says.cy =
        str_cat(a, says.cy, str_cat(a, S(": "), str_join(a, cy, n, S("; "))));
    says.en =
        str_cat(a, says.en, str_cat(a, S(": "), str_join(a, en, n, S("; "))));
    return says;
}

static void
say(struct arena *a, struct entry_wrong *wrong, struct answer_fault fault)
{
    struct answer_fault *wider =
        ARENA_ARRAY(a, struct answer_fault, wrong->count + 1);

    for (size_t i = 0; i < wrong->count; i++)
        wider[i] = wrong->faults[i];
    wider[wrong->count++] = fault;
    wrong->faults = wider;
}

static enum err
ask_child(struct work *w, const struct standing *s, const struct fact *fact,
    size_t place, struct entry_wrong *wrong)
{
    struct arena        *a = txn_arena(w->tx);
    const struct guard  *g = NULL;
    struct standing_said said = {.pack = w->pack,
        .fact = fact,
        .author = s->author};
    enum err             e;

    if ((e = child_load(w, s->persons[place], (struct moment){INT64_MAX},
             &said.child)))
        return e;
    while ((g = standing_missed(a, &said, g))) {
        const struct field *f = standing_question(s->form, g, fact);

        say(a, wrong,
            (struct answer_fault){
                .field = f,
                .child = f && f->per_child ? (int)place : -1,
                .row = -1,
                .msg = g->need_count ? MSG_ANSWERS_MISSING_OR_REASON
                                     : MSG_ANSWERS_NOT_YET,
                .say = in_the_way(a, &said, g),
            });
        e = ERR_INVALID;
    }
    return e;
}

enum err
standing_ask(struct work *w, const struct standing *s,
    struct entry_wrong *wrong)
{
    enum err e;

    for (size_t i = 0; i < s->fact_count; i++) {
        const struct fact *f = &s->facts[i];

        if (!is_looked_at(w->pack, f))
            continue;
        for (size_t k = 0; k < s->person_count; k++)
            if (fact_is_for(f, (int)k) && (e = ask_child(w, s, f, k, wrong)) &&
                e != ERR_INVALID)
                return e;
    }
    return wrong->count ? ERR_INVALID : OK;
}
