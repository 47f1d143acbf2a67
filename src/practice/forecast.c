/*
 * What follows from what is found in the rules alone: which forms there are
 * and what they may set off.  What depends on answers is taken for possible,
 * but an entry that says one thing cannot say another: two triggers on the
 * same argument must have a value in common.
 */
#include "practice/forecast.h"

#include "base/zone.h"
#include "practice/answers.h"
#include "practice/calendar.h"

static bool
shares_value(const struct trigger_where *x, const struct trigger_where *y)
{
    for (size_t i = 0; i < x->value_count; i++)
        if (str_among(x->values[i], y->values, y->value_count))
            return true;
    return false;
}

/* Whether one entry could be both. */
static bool
agree(const struct trigger *x, const struct trigger *y)
{
    if (x->kind != y->kind || (x->kind == ON_YIELD && x->yield != y->yield))
        return true;
    for (size_t i = 0; i < x->where_count; i++)
        for (size_t k = 0; k < y->where_count; k++)
            if (str_eq(x->where[i].name, y->where[k].name) &&
                !shares_value(&x->where[i], &y->where[k]))
                return false;
    return true;
}

static bool
is_fired_with(const struct pack *p, const struct trigger *x,
    const struct trigger *y)
{
    for (size_t i = 0; i < p->forms_count; i++)
        if (form_may_fire(&p->forms[i], x) && form_may_fire(&p->forms[i], y))
            return agree(x, y);
    return false;
}

bool
clock_follows(const struct pack *p, const struct clock_rule *met,
    const struct clock_rule *next)
{
    if (!next->forecast)
        return false;
    if (met == next && next->repeat)
        return true;
    for (size_t i = 0; i < met->met_by.count; i++)
        for (size_t k = 0; k < next->opens.count; k++)
            if (is_fired_with(p, &met->met_by.all[i], &next->opens.all[k]))
                return true;
    return false;
}

const struct due *
clock_due_for(const struct clock_rule *r, struct str authority, struct date day)
{
    for (size_t i = 0; i < r->override_count; i++) {
        const struct clock_override *v = &r->overrides[i];

        if (str_eq(v->authority, authority) &&
            (!date_is_known(v->from) || date_cmp(v->from, day) <= 0) &&
            (!date_is_known(v->to) || date_cmp(day, v->to) <= 0))
            return &v->due;
    }
    return &r->due;
}

static bool
is_said_later(const struct due *d)
{
    return d->from == DUE_FIELD || d->from == DUE_ARG || d->from == DUE_CLOCK ||
        d->from == DUE_BIRTH || d->from == DUE_THREAD;
}

/* wide: the header's */
enum err
clock_forecast(const struct pack *p, const struct clock_rule *r,
    struct str authority, struct moment opened, struct moment *due)
{
    const struct due *d =
        clock_due_for(r, authority, zone_date(p->zone, opened));

    if (is_said_later(d) && r->unsaid.given)
        d = &r->unsaid;
    if (is_said_later(d) || d->before)
        return ERR_ABSENT;
    return span_add(p->calendar, p->zone, opened, d->span, due);
}
