/*
 * The rules of a pack, each of which can be taken out and put back: a clock
 * that nothing opens, a guard and a share that nothing sets off, a signal
 * that never holds, or that one thing of those that clear it does not, a tie
 * that nothing ends.  A
 * rule that no story misses is tested by nobody.
 *
 * What a check or a draft sets off is no story's: other tests look at that.
 */
#include "golden.h"

static const struct predicate never = {.kind = SIG_ANY};

static struct rule_ref *
add(struct rule_ref *all, size_t *count, struct str kind, struct str id,
    const struct source_note *note)
{
    struct rule_ref *r = &all[(*count)++];

    *r = (struct rule_ref){.kind = kind, .id = id, .source = note->source};
    return r;
}

static bool
is_of_entries(const struct triggers *ts)
{
    for (size_t i = 0; i < ts->count; i++)
        if (ts->all[i].kind == ON_YIELD || ts->all[i].kind == ON_ENTRY)
            return true;
    return false;
}

static void
add_pathway(struct rule_ref *all, size_t *count, const struct pathway *p)
{
    for (size_t i = 0; i < p->clock_count; i++) {
        struct clock_rule *c = (struct clock_rule *)&p->clocks[i];

        add(all, count, S("clock"), c->id, &c->note)->on = &c->opens;
    }
    for (size_t i = 0; i < p->guard_count; i++) {
        struct guard *g = (struct guard *)&p->guards[i];

        add(all, count, S("guard"), p->id, &g->note)->on = &g->on;
    }
}

/* Each thing that clears the signal, by its place: "not_seen_alone 1". */
static void
add_clears(struct arena *a, struct rule_ref *all, size_t *count,
    struct signal_rule *s)
{
    const struct triggers *t = &s->clears;

    for (size_t out = 0; out < t->count; out++) {
        struct trigger  *left = ARENA_ARRAY(a, struct trigger, t->count);
        struct buf       id;
        struct rule_ref *r;
        size_t           n = 0;

        for (size_t i = 0; i < t->count; i++)
            if (i != out)
                left[n++] = t->all[i];
        buf_init(&id, a);
        buf_add(&id, s->id);
        buf_add(&id, S(" "));
        buf_add_int(&id, (int64_t)out + 1);
        r = add(all, count, S("clears"), buf_str(&id), &s->note);
        r->on = &s->clears;
        r->left = (struct triggers){left, n};
    }
}

/* What ends ties: has no source of its own. */
static void
add_ends(struct rule_ref *all, size_t *count, const struct tie_term *t)
{
    static const struct source_note none;

    if (t->ends_by->count)
        add(all, count, S("end of"), t->id, &none)->on =
            (struct triggers *)t->ends_by;
}

size_t
rule_list(struct arena *a, const struct pack *p, struct rule_ref **out)
{
    size_t room = p->clocks_count + p->signals_count + p->shares_count + 1;
    size_t count = 0;

    for (size_t i = 0; i < p->pathways_count; i++)
        room += p->pathways[i].guard_count;
    for (size_t i = 0; i < p->signals_count; i++)
        room += p->signals[i].clears.count;
    room += p->ties_count;
    *out = ARENA_ARRAY(a, struct rule_ref, room);
    for (size_t i = 0; i < p->ties_count; i++)
        add_ends(*out, &count, &p->ties[i]);
    for (size_t i = 0; i < p->pathways_count; i++)
        add_pathway(*out, &count, &p->pathways[i]);
    for (size_t i = 0; i < p->signals_count; i++) {
        struct signal_rule *s = (struct signal_rule *)&p->signals[i];

        add(*out, &count, S("signal"), s->id, &s->note)->when = &s->when;
        add_clears(a, *out, &count, s);
    }
    for (size_t i = 0; i < p->shares_count; i++) {
        struct share_rule *s = (struct share_rule *)&p->shares[i];

        if (is_of_entries(&s->on))
            add(*out, &count, S("share"), s->id, &s->note)->on = &s->on;
    }
    return count;
}

void
rule_out(struct rule_ref *r)
{
    if (r->on) {
        r->kept_on = *r->on;
        *r->on = r->left;
    } else {
        r->kept_when = *r->when;
        *r->when = &never;
    }
}

void
rule_back(struct rule_ref *r)
{
    if (r->on)
        *r->on = r->kept_on;
    else
        *r->when = r->kept_when;
}
