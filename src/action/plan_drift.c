/*
 * What the pack's signals say of a plan that stands still: who was told, and
 * what makes it go away.
 */
#include "action/plan_inside.h"
#include "action/plan_part.h"

bool
plan_drift_is(const struct predicate *p)
{
    if (p->kind == SIG_STALLED || p->kind == SIG_ROLLED_OVER ||
        p->kind == SIG_ATTENDED)
        return true;
    for (size_t i = 0; i < p->part_count; i++)
        if (plan_drift_is(p->parts[i]))
            return true;
    return false;
}

static bool
is_answered(const struct pack *p, const struct share_rule *s)
{
    const struct form *f = plan_answer_form(p);

    for (size_t i = 0; f && i < s->on.count; i++)
        if (s->on.all[i].kind == ON_ENTRY && str_eq(s->on.all[i].form, f->id))
            return true;
    return false;
}

bool
plan_rule(const struct pack *p, struct str rule)
{
    for (size_t i = 0; i < p->shares_count; i++)
        if (str_eq(p->shares[i].id, rule))
            return is_answered(p, &p->shares[i]);
    for (size_t i = 0; i < p->signals_count; i++)
        if (str_eq(p->signals[i].id, rule))
            return plan_drift_is(p->signals[i].when);
    return false;
}

static void
told_add(const struct child_build *b, const struct signal_rule *s,
    struct plan_drift *d)
{
    d->told = ARENA_ARRAY(b->cx->arena, struct words, s->tell_count + 1);
    for (size_t i = 0; i < s->tell_count; i++)
        d->told[d->told_count++] = pack_addressee(b->rules, &s->tell[i]);
}

enum err
plan_drift_find(struct child_build *b, struct plan_page *p)
{
    const struct signal_rule **on;
    size_t                     n;
    enum err                   e;

    if (!child_may_record_plan(b))
        return OK;
    if ((e = child_signals(b->cx->arena, b->child, b->rules, b->then, &on, &n)))
        return e;
    p->drift = ARENA_ARRAY(b->cx->arena, struct plan_drift, n + 1);
    for (size_t i = 0; i < n; i++) {
        if (!plan_drift_is(on[i]->when))
            continue;
        p->drift[p->drift_count] =
            (struct plan_drift){.title = on[i]->title, .ends = on[i]->ends};
        told_add(b, on[i], &p->drift[p->drift_count++]);
    }
    return OK;
}
