/*
 * What only a whole pathway can tell: states that nothing reaches or
 * leaves, moves that fit one trigger twice, clocks that nothing meets or
 * that run in a state where nothing has opened them.
 */
#include "practice/load.h"
#include "practice/span.h"

/* --- states ----------------------------------------------------------- */

static bool
leaves(const struct move *m, size_t state)
{
    if (!m->from_count)
        return m->to != state;
    for (size_t i = 0; i < m->from_count; i++)
        if (m->from[i] == state)
            return true;
    return false;
}

static bool
leads_on(const struct pathway *p, const struct move *m, const bool *reached)
{
    for (size_t s = 0; s < p->state_count; s++)
        if (reached[s] && leaves(m, s))
            return true;
    return false;
}

/* Marks what can be reached from those marked, until nothing new is. */
static void
mark_further(const struct pathway *p, bool *reached)
{
    bool more = true;

    while (more) {
        more = false;
        for (size_t i = 0; i < p->move_count; i++) {
            const struct move *m = &p->moves[i];

            if (!reached[m->to] && leads_on(p, m, reached))
                more = reached[m->to] = true;
        }
    }
}

static bool
is_left(const struct pathway *p, size_t state)
{
    for (size_t m = 0; m < p->move_count; m++)
        if (leaves(&p->moves[m], state))
            return true;
    return false;
}

static void
check_states(struct load *l, const struct node *n, const struct pathway *p)
{
    bool *reached = ARENA_ARRAY(l->arena, bool, p->state_count + 1);
    const struct node *states = node_member(n, S("states"));
    const struct node *c;

    if (!p->state_count)
        return;
    reached[p->start] = true;
    mark_further(p, reached);
    c = states->child;
    for (size_t s = 0; s < p->state_count; s++, c = c->next) {
        const struct state *state = &p->states[s];

        if (!reached[s])
            load_wrong(l, c, MISTAKE_UNREACHED, state->id, S(""));
        if (!state->final && !is_left(p, s))
            load_wrong(l, c, MISTAKE_UNLEFT, state->id, S(""));
        if (state->final && is_left(p, s))
            load_wrong(l, c, MISTAKE_FINAL_LEFT, state->id, S(""));
        if (s != p->start && str_is_empty(state->title.en))
            load_wrong(l, c, MISTAKE_NO_TITLE, state->id, S(""));
    }
}

/* --- two moves -------------------------------------------------------- */

/* A narrower one that stands first is how an exception is written. */
static bool
collides(const struct triggers *first, const struct triggers *second)
{
    for (size_t i = 0; i < first->count; i++)
        for (size_t k = 0; k < second->count; k++) {
            const struct trigger *a = &first->all[i];
            const struct trigger *b = &second->all[k];

            if (trigger_overlaps(a, b) &&
                !(trigger_is_within(a, b) && !trigger_is_within(b, a)))
                return true;
        }
    return false;
}

static void
check_two_moves(struct load *l, const struct pathway *p, size_t i, size_t k,
    const struct node *at)
{
    const struct move *a = &p->moves[i], *b = &p->moves[k];

    for (size_t s = 0; s < p->state_count; s++)
        if (leaves(a, s) && leaves(b, s) && collides(&a->on, &b->on)) {
            load_wrong(l, at, MISTAKE_TWO_MOVES, p->states[s].id, S(""));
            return;
        }
}

static void
check_moves(struct load *l, const struct node *n, const struct pathway *p)
{
    const struct node *list = node_member(n, S("moves"));
    const struct node *c = node_first(list);

    for (size_t k = 0; k < p->move_count; k++, c = node_next(list, c))
        for (size_t i = 0; i < k; i++)
            check_two_moves(l, p, i, k, c);
}

/* --- clocks ----------------------------------------------------------- */

/* Marks the states that the opening leads to; false when it moves nothing. */
static bool
mark_opened(const struct clock_rule *c, bool *reached)
{
    const struct pathway *p = c->pathway;
    bool                  moves = false;

    for (size_t i = 0; i < p->move_count; i++)
        if (triggers_overlap(&c->opens, &p->moves[i].on))
            moves = reached[p->moves[i].to] = true;
    return moves;
}

static bool
runs_in(const struct clock_rule *c, struct str state)
{
    for (size_t i = 0; i < c->while_count; i++)
        if (str_eq(c->while_states[i], state))
            return true;
    return false;
}

/* What opens the clock leads somewhere: can its while hold from there on,
 * and in each of the states that it names?  What moves nothing may open it
 * anywhere. */
static void
check_while(struct load *l, const struct node *n, const struct clock_rule *c)
{
    const struct pathway *p = c->pathway;
    bool      *reached = ARENA_ARRAY(l->arena, bool, p->state_count + 1);
    struct str never = {0};
    bool       runs = false;

    if (!c->while_count || !mark_opened(c, reached))
        return;
    mark_further(p, reached);
    for (size_t s = 0; s < p->state_count; s++)
        if (!runs_in(c, p->states[s].id))
            continue;
        else if (reached[s])
            runs = true;
        else
            never = p->states[s].id;
    if (!runs)
        load_wrong(l, n, MISTAKE_NEVER_RUNS, c->id, S(""));
    else if (never.n)
        load_wrong(l, n, MISTAKE_NEVER_THERE, c->id, never);
}

static void
check_clock(struct load *l, const struct node *n, const struct clock_rule *c)
{
    if (c->itself && c->met_by.count)
        load_wrong(l, node_member(n, S("itself")), MISTAKE_ITSELF_MET, c->id,
            S(""));
    if (c->unsaid.given && c->due.from != DUE_FIELD && c->due.from != DUE_ARG &&
        c->due.from != DUE_THREAD)
        load_wrong(l, node_member(n, S("unsaid")), MISTAKE_UNSAID, c->id,
            S(""));
    if (c->first && c->restart)
        load_wrong(l, node_member(n, S("first")), MISTAKE_FIRST, c->id, S(""));
    if (!c->met_by.count && !c->itself)
        load_wrong(l, n, MISTAKE_NEVER_MET, c->id, S(""));
    check_while(l, node_member(n, S("while")), c);
    if (c->target.given && c->due.given &&
        span_roughly(c->target.span) > span_roughly(c->due.span))
        load_wrong(l, node_member(n, S("target")), MISTAKE_TARGET, c->id,
            S(""));
}

void
check_pathways(struct load *l)
{
    for (size_t i = 0; i < l->pack->pathways_count; i++) {
        const struct pathway *p = &l->pack->pathways[i];

        check_states(l, l->pathway_nodes[i], p);
        check_moves(l, l->pathway_nodes[i], p);
    }
    for (size_t i = 0; i < l->pack->clocks_count; i++)
        check_clock(l, l->clock_nodes[i], l->pack->clocks[i]);
}
