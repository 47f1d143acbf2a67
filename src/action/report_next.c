/*
 * What happens next, from the pack's own clocks and shares: no form and no
 * deadline is known here by name.
 */
#include "action/report.h"

#include "record/person.h"

static bool
is_met_by_deciding(const struct trigger *t)
{
    return t->kind == ON_YIELD && t->yield == YIELD_DECIDE;
}

/* A clock that nothing but a decision meets is the decision's own; one that
 * something else meets too will do when there is none. */
static int
decides(const struct clock_rule *c)
{
    size_t n = 0;

    for (size_t i = 0; i < c->met_by.count; i++)
        n += is_met_by_deciding(&c->met_by.all[i]);
    return n == 0 ? 0 : n == c->met_by.count ? 2 : 1;
}

/* A clock that the written form meets asks for it. */
static bool
asks_in_writing(const struct pack *p, const struct clock_rule *c)
{
    const struct form *written = report_form(p, MAY_REPORT);

    for (size_t i = 0; written && i < c->met_by.count; i++)
        if (c->met_by.all[i].kind == ON_ENTRY &&
            str_eq(c->met_by.all[i].form, written->id))
            return true;
    return false;
}

enum err
report_decide_by(struct work *w, const struct entry *entry,
    struct report_receipt *out)
{
    const struct child *child;
    struct id           person;
    int                 best = 1;
    enum err            e;

    if ((e = person_of_source(w, entry->about[0].source, &person)))
        return e;
    if ((e = child_load(w, person, (struct moment){INT64_MAX}, &child)))
        return e;
    for (size_t i = 0; i < child->clocks_count; i++) {
        const struct clock_at *c = &child->clocks[i];
        int                    how = decides(c->rule);

        if (!id_eq(c->thread, entry->thread) || c->state != CLOCK_OPEN)
            continue;
        if (asks_in_writing(entry->pack, c->rule))
            out->write_by = c->due;
        if (how < best)
            continue;
        if (how > best || !out->decide_by.us || c->due.us < out->decide_by.us)
            out->decide_by = c->due;
        best = how;
    }
    return OK;
}

/* ---- hearing of it ---- */

/* A role of a thread that stands for whoever reported. */
static bool
is_reporter(const struct pack *p, const struct addressee *to)
{
    if (!str_eq(to->kind, S("thread")))
        return false;
    for (size_t i = 0; i < p->threads_count; i++)
        for (size_t k = 0; k < p->threads[i].role_count; k++)
            if (str_eq(p->threads[i].roles[k].id, to->id) &&
                str_eq(p->threads[i].roles[k].means, S("reporter")))
                return true;
    return false;
}

/* The constant that the yield gives for that argument; empty: no constant. */
static struct str
constant(const struct yield_rule *y, struct str arg)
{
    int which = yield_arg_find(y->kind, arg);

    for (size_t i = 0; i < y->from_count; i++)
        if ((int)y->from[i].arg == which && !y->from[i].field_count)
            return y->from[i].value;
    return (struct str){0};
}

/* Whether every condition of the trigger is a constant of the yield. */
static bool
always_fires(const struct trigger *t, const struct yield_rule *y)
{
    for (size_t i = 0; i < t->where_count; i++) {
        struct str value = constant(y, t->where[i].name);
        bool       fits = false;

        for (size_t k = 0; k < t->where[i].value_count; k++)
            fits = fits || str_eq(t->where[i].values[k], value);
        if (!fits)
            return false;
    }
    return t->kind == ON_YIELD && t->yield == y->kind && t->where_count;
}

static bool
opens_on_decision(const struct pack *p, const struct clock_rule *c)
{
    for (size_t i = 0; i < c->opens.count; i++) {
        const struct trigger *t = &c->opens.all[i];
        const struct form    *f =
            t->kind == ON_ENTRY ? pack_form(p, t->form) : NULL;

        if (is_met_by_deciding(t) || (f && form_yields(f, YIELD_DECIDE)))
            return true;
    }
    return false;
}

static bool
is_met_by(const struct clock_rule *c, const struct yield_rule *y)
{
    for (size_t k = 0; k < c->met_by.count; k++)
        if (always_fires(&c->met_by.all[k], y))
            return true;
    return false;
}

/* The clock that telling the reporter with that form meets. */
static void
clock_of(const struct pack *p, const struct form *told,
    struct report_receipt *out)
{
    for (size_t y = 0; y < told->yield_count; y++) {
        if (told->yields[y].kind != YIELD_TOLD)
            continue;
        for (size_t i = 0; i < p->clocks_count; i++) {
            if (!opens_on_decision(p, p->clocks[i]) ||
                !is_met_by(p->clocks[i], &told->yields[y]))
                continue;
            out->told = true;
            out->within = p->clocks[i]->due.span;
        }
    }
}

void
report_hear_within(const struct pack *p, struct report_receipt *out)
{
    for (size_t i = 0; i < p->shares_count; i++) {
        const struct share_rule *s = &p->shares[i];
        bool                     reporter = false;

        for (size_t k = 0; k < s->to_count; k++)
            reporter = reporter || is_reporter(p, &s->to[k]);
        for (size_t k = 0; reporter && k < s->on.count; k++) {
            const struct form *f = s->on.all[k].kind == ON_ENTRY
                ? pack_form(p, s->on.all[k].form)
                : NULL;

            if (f)
                clock_of(p, f, out);
        }
    }
}
