/*
 * Does a condition hold?
 *
 * Where no one child is spoken of, a condition about children holds when it
 * holds for any of them.  A child whose age is not known is neither younger
 * nor older than anything.
 */
#include <assert.h>

#include "practice/answers_in.h"

static bool
is_value(const struct condition *c, struct str value)
{
    for (size_t i = 0; i < c->value_count; i++)
        if (str_eq(c->values[i], value))
            return true;
    return false;
}

/* One of several answers is enough. */
static bool
has_value(const struct condition *c, const struct json *v)
{
    if (!v)
        return false;
    if (v->kind == JSON_ARRAY) {
        for (v = v->child; v; v = v->next)
            if (is_value(c, json_string(v)))
                return true;
        return false;
    }
    return is_value(c, json_string(v));
}

static size_t
children(const struct spot *at)
{
    return at->about ? at->about->children : 0;
}

static bool
field_holds(const struct spot *at, const struct condition *c)
{
    struct spot one = *at;

    /* An answer to a question that is no longer asked counts for nothing. */
    if (!spot_shown(at, c->field))
        return false;
    if (!c->field->per_child || at->child >= 0)
        return has_value(c, spot_value(at, c->field));
    for (size_t i = 0; i < children(at); i++) {
        one.child = (int)i;
        if (has_value(c, spot_value(&one, c->field)) &&
            spot_shown(&one, c->field))
            return true;
    }
    return false;
}

static bool
age_fits(const struct condition *c, int age)
{
    if (age < 0)
        return false;
    return c->kind == WHEN_AGE_UNDER ? age < c->years : age >= c->years;
}

static bool
age_holds(const struct spot *at, const struct condition *c)
{
    if (!at->about || !at->about->ages)
        return false;
    if (at->child >= 0)
        return (size_t)at->child < at->about->children &&
            age_fits(c, at->about->ages[at->child]);
    for (size_t i = 0; i < at->about->children; i++)
        if (age_fits(c, at->about->ages[i]))
            return true;
    return false;
}

static bool
state_holds(const struct spot *at, const struct condition *c)
{
    if (!at->about || !at->about->states)
        return false;
    for (size_t i = 0; i < at->about->state_count; i++) {
        struct str s = at->about->states[i];

        if (s.n > c->pathway.n + 1 && str_starts(s, c->pathway) &&
            s.p[c->pathway.n] == '.' &&
            is_value(c, str_from(s, c->pathway.n + 1)))
            return true;
    }
    return false;
}

static bool
parts_hold(const struct spot *at, const struct condition *c)
{
    for (size_t i = 0; i < c->part_count; i++)
        if (spot_holds(at, c->parts[i]) != (c->kind == WHEN_ALL))
            return c->kind == WHEN_ANY;
    return c->kind == WHEN_ALL;
}

bool
spot_holds(const struct spot *at, const struct condition *c)
{
    switch (c->kind) {
    case WHEN_FIELD:
        return field_holds(at, c);
    case WHEN_AGE_UNDER:
    case WHEN_AGE_OVER:
        return age_holds(at, c);
    case WHEN_STATE:
        return state_holds(at, c);
    case WHEN_ALL:
    case WHEN_ANY:
        return parts_hold(at, c);
    case WHEN_NOT:
        return !spot_holds(at, c->parts[0]);
    }
    BUG("a condition of no kind");
}

bool
spot_shown(const struct spot *at, const struct field *f)
{
    return !f->show_if || spot_holds(at, f->show_if);
}

bool
condition_holds(const struct condition *c, const struct answers *s,
    const struct answers_about *about, int child)
{
    struct spot at = {.s = s, .about = about, .child = child};

    assert(c && s);
    return spot_holds(&at, c);
}

bool
answers_shown(const struct answers *s, const struct field *field,
    const struct answers_about *about, int child)
{
    struct spot at = {.s = s, .about = about, .child = child};

    assert(s && field);
    return spot_shown(&at, field);
}
