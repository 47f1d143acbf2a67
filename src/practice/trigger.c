/*
 * Does a trigger fire; and which forms may make it fire.
 */
#include <assert.h>

#include "practice/answers_in.h"

bool
trigger_fits(const struct trigger_where *w, struct str lines)
{
    struct str line;

    while (str_split(&lines, '\n', &line))
        for (size_t i = 0; i < w->value_count; i++)
            if (str_eq(w->values[i], line))
                return true;
    return false;
}

bool
trigger_on_fact(const struct trigger *t, const struct fact *f)
{
    assert(t && f);
    if (t->kind != ON_YIELD || t->yield != f->kind)
        return false;
    for (size_t i = 0; i < t->where_count; i++)
        if (!trigger_fits(&t->where[i], f->args[t->where[i].arg]))
            return false;
    return true;
}

static bool
value_fits(const struct trigger_where *w, const struct json *v)
{
    if (!v)
        return false;
    if (v->kind != JSON_ARRAY)
        return trigger_fits(w, json_string(v));
    for (v = v->child; v; v = v->next)
        if (trigger_fits(w, json_string(v)))
            return true;
    return false;
}

/* Of a field asked per child, without one: of any child. */
static bool
field_fits(const struct trigger_where *w, const struct answers *s,
    const struct field *f, int child)
{
    const struct json *v;

    if (!f->per_child || child >= 0)
        return value_fits(w, answers_value(s, f, child));
    v = json_member(s->root, f->id);
    if (!v || v->kind != JSON_OBJECT)
        return false;
    for (v = v->child; v; v = v->next)
        if (value_fits(w, v))
            return true;
    return false;
}

bool
trigger_on_entry(const struct trigger *t, const struct form *form,
    const struct answers *s, int child)
{
    assert(t && form);
    if (t->kind != ON_ENTRY || !str_eq(t->form, form->id))
        return false;
    for (size_t i = 0; i < t->where_count; i++) {
        const struct field *f = form_field(form, t->where[i].name);

        if (!f || !s || !field_fits(&t->where[i], s, f, child))
            return false;
    }
    return true;
}

/* ---- what a form may set off ---- */

const struct yield_from *
yield_from_of(const struct yield_rule *y, size_t arg)
{
    for (size_t i = 0; i < y->from_count; i++)
        if (y->from[i].arg == arg)
            return &y->from[i];
    return NULL;
}

static bool
yield_may_fire(const struct yield_rule *y, const struct trigger *t)
{
    if (y->kind != t->yield)
        return false;
    for (size_t i = 0; i < t->where_count; i++) {
        const struct trigger_where *w = &t->where[i];
        const struct yield_from    *from = yield_from_of(y, w->arg);

        if (!from ||
            (from->field_count == 0 &&
                !str_among(from->value, w->values, w->value_count)))
            return false;
    }
    return true;
}

bool
form_may_fire(const struct form *f, const struct trigger *t)
{
    if (t->kind == ON_ENTRY)
        return str_eq(t->form, f->id);
    if (t->kind != ON_YIELD)
        return false;
    for (size_t i = 0; i < f->yield_count; i++)
        if (yield_may_fire(&f->yields[i], t))
            return true;
    return false;
}

bool
form_may_fire_any(const struct form *f, const struct triggers *t)
{
    for (size_t i = 0; i < t->count; i++)
        if (form_may_fire(f, &t->all[i]))
            return true;
    return false;
}

bool
form_may_meet(const struct form *f, const struct clock_rule *c)
{
    return form_may_fire_any(f, &c->met_by);
}

/* ---- two triggers ---- */

static const struct trigger_where *
where_find(const struct trigger *t, struct str name)
{
    for (size_t i = 0; i < t->where_count; i++)
        if (str_eq(t->where[i].name, name))
            return &t->where[i];
    return NULL;
}

static bool
share_a_value(const struct trigger_where *a, const struct trigger_where *b)
{
    for (size_t i = 0; i < a->value_count; i++)
        if (trigger_fits(b, a->values[i]))
            return true;
    return false;
}

static bool
same_kind(const struct trigger *a, const struct trigger *b)
{
    if (a->kind != b->kind)
        return false;
    return a->kind == ON_YIELD ? a->yield == b->yield
                               : str_eq(a->form, b->form);
}

/* Whether one happening could fit both. */
bool
trigger_overlaps(const struct trigger *a, const struct trigger *b)
{
    if (!same_kind(a, b))
        return false;
    for (size_t i = 0; i < a->where_count; i++) {
        const struct trigger_where *w = where_find(b, a->where[i].name);

        if (w && !share_a_value(w, &a->where[i]))
            return false;
    }
    return true;
}

bool
trigger_is_within(const struct trigger *a, const struct trigger *b)
{
    if (!same_kind(a, b))
        return false;
    for (size_t i = 0; i < b->where_count; i++) {
        const struct trigger_where *w = where_find(a, b->where[i].name);

        if (!w)
            return false;
        for (size_t k = 0; k < w->value_count; k++)
            if (!trigger_fits(&b->where[i], w->values[k]))
                return false;
    }
    return true;
}

bool
triggers_overlap(const struct triggers *some, const struct triggers *others)
{
    for (size_t i = 0; i < some->count; i++)
        for (size_t k = 0; k < others->count; k++)
            if (trigger_overlaps(&some->all[i], &others->all[k]))
                return true;
    return false;
}
