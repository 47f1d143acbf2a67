/*
 * What time makes of a folded child: late, warned of, on the register today.
 */
#include "practice/calendar.h"
#include "record/fold_inside.h"

static bool
is_warned(const struct clock_at *c, const struct pack *pack, struct moment now)
{
    struct moment from;

    if (c->has_target && now.us > c->target.us)
        return true;
    if (!c->rule->warn.given)
        return false;
    return span_before(pack->calendar, pack->zone, c->due, c->rule->warn.span,
               &from) == OK &&
        now.us >= from.us;
}

bool
child_clock_runs(const struct clock_at *c)
{
    return c->state == CLOCK_OPEN || c->state == CLOCK_PAUSED;
}

enum clock_look
child_clock(const struct clock_at *c, const struct pack *pack,
    struct moment now)
{
    switch (c->state) {
    case CLOCK_MET:
        return c->met.us > c->due.us ? LOOK_MET_LATE : LOOK_MET;
    case CLOCK_CANCELLED:
        return LOOK_CANCELLED;
    case CLOCK_PAUSED:
        return LOOK_PAUSED;
    case CLOCK_OPEN:
        break;
    }
    if (now.us > c->due.us)
        return LOOK_LATE;
    return is_warned(c, pack, now) ? LOOK_WARN : LOOK_OPEN;
}

bool
clock_is_far(const struct clock_rule *r, const struct pack *pack,
    struct moment due, struct moment now)
{
    const struct clock_at c = {.rule = r, .due = due, .state = CLOCK_OPEN};

    return child_clock_is_far(&c, pack, now);
}

bool
child_clock_is_far(const struct clock_at *c, const struct pack *pack,
    struct moment now)
{
    return c->rule->near && child_clock(c, pack, now) == LOOK_OPEN;
}

static bool
spell_holds(const struct spell *s, struct date today)
{
    if (date_cmp(today, s->on) < 0)
        return false;
    return !date_is_known(s->off) || date_cmp(today, s->off) < 0;
}

const struct spell *
child_registered(const struct child *c, struct date today)
{
    const struct spell *best = NULL;

    for (size_t i = c->spells_count; i-- > 0;) {
        const struct spell *s = &c->spells[i];

        if (!spell_holds(s, today))
            continue;
        if (!s->temporary)
            return s;
        if (!best)
            best = s;
    }
    return best;
}

const struct decision *
child_decision(const struct child *c, struct id thread)
{
    for (size_t i = c->decisions_count; i-- > 0;)
        if (id_eq(c->decisions[i].thread, thread))
            return &c->decisions[i];
    return NULL;
}

const struct state_at *
child_state(const struct child *c, const struct pathway *p, struct id thread)
{
    return fold_state(c, p->id, fold_scope(p->per_thread, thread));
}
