/*
 * Orders are told one after the other, each with the kind it is of.  A later
 * order of the same kind goes on from the one before (bail that is extended),
 * so that only the newest of a kind can be in force.
 *
 * Several kinds may share one clock in a pack; so that a clock was met tells
 * nothing of an order unless another order met it.
 */
#include "record/legal.h"

#include "record/fold_inside.h"

#define KIND S("kind")
#define SINCE S("since")
#define UNTIL S("until")
#define REVIEW S("review")

static bool
is_same_kind(const struct fact *x, const struct fact *y)
{
    return str_eq(fact_arg(x, KIND), fact_arg(y, KIND));
}

static bool
is_here(const struct fact_at *f, enum yield_kind kind)
{
    return f->fact->kind == kind && fact_is_for(f->fact, f->entry->child);
}

/* ---- orders ---- */

static bool
opens_by(const struct clock_rule *r, const struct fact *f)
{
    for (size_t i = 0; i < r->opens.count; i++)
        if (r->opens.all[i].kind == ON_YIELD &&
            trigger_on_fact(&r->opens.all[i], f))
            return true;
    return false;
}

/* The newest instance that the order opened or moved on, or null. */
static const struct clock_at *
clock_of(const struct child *c, const struct fact_at *order)
{
    for (size_t i = c->clocks_count; i-- > 0;)
        if (c->clocks[i].recorded.us <= order->entry->recorded.us &&
            opens_by(c->clocks[i].rule, order->fact))
            return &c->clocks[i];
    return NULL;
}

static bool
has_order(const struct child *c, struct id entry)
{
    for (size_t i = 0; i < c->facts_count; i++)
        if (id_eq(c->facts[i].entry->id, entry) &&
            is_here(&c->facts[i], YIELD_ORDER))
            return true;
    return false;
}

static void
orders_end(struct legal *l, const struct fact_at *by)
{
    for (size_t i = 0; i < l->order_count; i++)
        if (id_is_none(l->orders[i].over_by) &&
            is_same_kind(l->orders[i].said->fact, by->fact))
            l->orders[i].over_by = by->entry->id;
}

static void
order_add(const struct child *c, const struct pack *pack,
    const struct fact_at *said, struct legal *l)
{
    struct legal_order    *o;
    const struct clock_at *k = clock_of(c, said);
    const struct pack     *p = said->entry->pack ? said->entry->pack : pack;

    orders_end(l, said);
    o = &l->orders[l->order_count++];
    *o = (struct legal_order){.said = said};
    if (!fold_said_begin(p, fact_arg(said->fact, SINCE), &o->since))
        o->since = said->entry->occurred;
    if (!fold_said_end(p, fact_arg(said->fact, UNTIL), &o->until))
        o->until = (struct moment){0};
    if (k && k->state == CLOCK_OPEN)
        o->clock = k;
    if (k && k->state == CLOCK_MET && has_order(c, k->met_by))
        o->over_by = k->met_by;
}

/* ---- statuses ---- */

static void
date_take(const struct fact *f, struct str arg, struct date *at)
{
    struct date d;

    if (date_parse(fact_arg(f, arg), &d) && date_is_known(d))
        *at = d;
}

/* Said again without a beginning, it goes on from the one before. */
static void
status_add(const struct fact_at *said, struct legal *l)
{
    struct legal_status *s = NULL;

    for (size_t i = 0; !s && i < l->status_count; i++)
        if (is_same_kind(l->statuses[i].said->fact, said->fact))
            s = &l->statuses[i];
    if (!s)
        s = &l->statuses[l->status_count++];
    if (s->said && !fact_arg(said->fact, SINCE).n && !s->before)
        s->before = s->said;
    if (fact_arg(said->fact, SINCE).n) {
        s->before = NULL;
        s->until = (struct date){0};
    }
    s->said = said;
    s->review = (struct date){0};
    date_take(said->fact, SINCE, &s->since);
    date_take(said->fact, UNTIL, &s->until);
    date_take(said->fact, REVIEW, &s->review);
}

bool
legal_status_holds(const struct legal_status *s, struct date today)
{
    return (date_is_none(s->since) || date_cmp(s->since, today) <= 0) &&
        (date_is_none(s->until) || date_cmp(today, s->until) <= 0);
}

/* ---- the medical ---- */

static void
medical_add(const struct fact_at *said, struct legal_medical *m)
{
    if (fact_arg(said->fact, S("requested")).n)
        *m = (struct legal_medical){.asked = said};
    if (fact_arg(said->fact, S("done")).n) {
        m->done = said;
        m->shared = NULL;
    }
    if (fact_arg(said->fact, S("shared")).n)
        m->shared = said;
}

/* Whether an entry of the form may say that it was done: one that only asks
 * for it is about much else. */
static bool
says_done(const struct form *f)
{
    int done = yield_arg_find(YIELD_MEDICAL, S("done"));

    for (size_t i = 0; f && i < f->yield_count; i++)
        for (size_t k = 0; k < f->yields[i].from_count; k++)
            if (f->yields[i].kind == YIELD_MEDICAL &&
                (int)f->yields[i].from[k].arg == done)
                return true;
    return false;
}

static bool
is_of_medical(const struct pack *p, const struct clock_rule *r)
{
    for (size_t i = 0; i < r->met_by.count; i++)
        if (r->met_by.all[i].kind == ON_ENTRY &&
            says_done(pack_form(p, r->met_by.all[i].form)))
            return true;
    return false;
}

static const struct clock_at *
medical_clock(const struct child *c, const struct pack *pack)
{
    for (size_t i = c->clocks_count; i-- > 0;)
        if (c->clocks[i].state == CLOCK_OPEN &&
            is_of_medical(pack, c->clocks[i].rule))
            return &c->clocks[i];
    return NULL;
}

/* ---- all of it ---- */

void
legal_of(struct arena *a, const struct child *c, const struct pack *pack,
    struct legal *out)
{
    *out = (struct legal){0};
    out->orders = ARENA_ARRAY(a, struct legal_order, c->facts_count + 1);
    out->statuses = ARENA_ARRAY(a, struct legal_status, c->facts_count + 1);
    for (size_t i = 0; i < c->facts_count; i++) {
        const struct fact_at *f = &c->facts[i];

        if (is_here(f, YIELD_ORDER))
            order_add(c, pack, f, out);
        else if (is_here(f, YIELD_ORDER_OVER))
            orders_end(out, f);
        else if (is_here(f, YIELD_STATUS))
            status_add(f, out);
        else if (is_here(f, YIELD_MEDICAL))
            medical_add(f, &out->medical);
    }
    out->medical.clock = medical_clock(c, pack);
}
