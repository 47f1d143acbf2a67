/*
 * Which pathways, clocks and ties of its pack an entry of a form may touch.
 */
#include "practice/answers.h"
#include "practice/load.h"

static bool
may_move(const struct form *f, const struct pathway *p)
{
    for (size_t i = 0; i < p->move_count; i++)
        if (form_may_fire_any(f, &p->moves[i].on))
            return true;
    return false;
}

/* form null: any. */
static void
reach_fill(struct arena *a, const struct pack *p, const struct form *f,
    struct form_reach *r)
{
    r->pack = p;
    r->moves = ARENA_ARRAY(a, const struct pathway *, p->pathways_count + 1);
    r->opens = ARENA_ARRAY(a, const struct clock_rule *, p->clocks_count + 1);
    r->ends = ARENA_ARRAY(a, const struct tie_term *, p->ties_count + 1);
    for (size_t i = 0; i < p->ties_count; i++)
        if (p->ties[i].ends_by->count &&
            (!f || form_may_fire_any(f, p->ties[i].ends_by)))
            r->ends[r->ends_count++] = &p->ties[i];
    for (size_t i = 0; i < p->pathways_count; i++)
        if (!f || may_move(f, &p->pathways[i]))
            r->moves[r->moves_count++] = &p->pathways[i];
    for (size_t i = 0; i < p->clocks_count; i++)
        if (!f || form_may_fire_any(f, &p->clocks[i]->opens))
            r->opens[r->opens_count++] = p->clocks[i];
}

void
load_reach(struct load *l)
{
    struct form_reach *any = ARENA_NEW(l->arena, struct form_reach);

    for (size_t i = 0; i < l->pack->forms_count; i++)
        reach_fill(l->arena, l->pack, &l->pack->forms[i],
            l->pack->forms[i].reach);
    reach_fill(l->arena, l->pack, NULL, any);
    l->pack->reach = any;
}
