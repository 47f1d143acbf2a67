/*
 * Conditions: {field, is | in}, {age: {under | over}}, {state: {pathway,
 * in}}, {all: [...]}, {any: [...]}, {not: ...}.  Nothing else.
 */
#include "practice/load.h"
#include "practice/rules.h"

static const struct rule age_rules[] = {
    {S_INIT("under"), IS_INT, .at = AT(struct condition, years),
     .doc = S_INIT("younger than so many whole years")},
    {S_INIT("over"), IS_INT, .at = AT(struct condition, years),
     .doc = S_INIT("so many whole years old, or older")},
};
const struct shape shape_age = {
    S_INIT("an age"),
    S_INIT("One of the two.  A child whose age is not known is neither."),
    SHAPE_RULES(age_rules),
};

static const struct rule state_of_rules[] = {
    {S_INIT("pathway"), IS_ID, .needed = true, .names = NAMES_PATHWAY,
     .doc = S_INIT("of which pathway")},
    {S_INIT("in"), IS_LATER, .needed = true, .doc = S_INIT("its states")},
};
const struct shape shape_state_of = {
    S_INIT("a state of a pathway"),
    S_INIT("Where the child stands."),
    SHAPE_RULES(state_of_rules),
};

static const struct rule condition_rules[] = {
    {S_INIT("field"), IS_LATER,
     .doc = S_INIT("an earlier field of the form, with is or in")},
    {S_INIT("is"), IS_LATER, .doc = S_INIT("its answer")},
    {S_INIT("in"), IS_LATER, .doc = S_INIT("or one of these answers")},
    {S_INIT("age"), IS_LATER, .shape = &shape_age,
     .doc = S_INIT("the child's age")},
    {S_INIT("state"), IS_LATER, .shape = &shape_state_of,
     .doc = S_INIT("where the child stands")},
    {S_INIT("all"), IS_LATER, .shape = &shape_condition,
     .doc = S_INIT("a list: all of them hold")},
    {S_INIT("any"), IS_LATER, .shape = &shape_condition,
     .doc = S_INIT("a list: one of them holds")},
    {S_INIT("not"), IS_LATER, .shape = &shape_condition,
     .doc = S_INIT("it does not hold")},
};
const struct shape shape_condition = {
    S_INIT("a condition"),
    S_INIT("One of field, age, state, all, any, not.  Nothing else."),
    SHAPE_RULES(condition_rules),
};

static const struct field *
find_in(const struct field *all, size_t n, struct str id)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(all[i].id, id))
            return &all[i];
    return NULL;
}

/* The field that is meant, or null and a mistake. */
static const struct field *
field_of(struct load *l, const struct node *n, const struct scope *scope)
{
    struct str          id = node_text(n);
    const struct field *f;

    if ((f = find_in(scope->columns, scope->columns_before, id)))
        return f;
    if ((f = find_in(scope->form->fields, scope->before, id)))
        return f;
    if (form_field(scope->form, id))
        load_wrong(l, n, MISTAKE_LATER_FIELD, id, S(""));
    else
        load_wrong(l, n, MISTAKE_NO_FIELD, id, scope->form->id);
    return NULL;
}

static bool
is_yes_no(const struct field *f, struct str value)
{
    return str_eq(value, S("yes")) || str_eq(value, S("no")) ||
        (f->type == FIELD_YES_NO_UNKNOWN && str_eq(value, S("unknown")));
}

bool
load_answer(struct load *l, const struct node *n, const struct field *f)
{
    struct str value = node_text(n);

    switch (f->type) {
    case FIELD_YES_NO:
    case FIELD_YES_NO_UNKNOWN:
        if (is_yes_no(f, value))
            return true;
        break;
    case FIELD_CHOICE:
    case FIELD_CHOICES:
    case FIELD_LANGUAGE:
        if (!f->options || term_option_find(f->options, value))
            return true;
        break;
    default:
        load_wrong(l, n, MISTAKE_NOT_COMPARED, f->id, S(""));
        return false;
    }
    load_wrong(l, n, MISTAKE_NO_ANSWER, value, f->id);
    return false;
}

static void
read_field(struct load *l, const struct node *n, const struct scope *scope,
    struct condition *c)
{
    const struct node *is = node_member(n, S("is"));
    const struct node *in = node_member(n, S("in"));
    const struct node *values = is ? is : in;

    c->kind = WHEN_FIELD;
    c->field = field_of(l, node_member(n, S("field")), scope);
    if (!is == !in) {
        load_wrong(l, n, MISTAKE_IS_OR_IN, S(""), S(""));
        return;
    }
    c->values = shape_texts(l, values, &c->value_count);
    if (!c->field)
        return;
    for (const struct node *v = node_first(values); v; v = node_next(values, v))
        (void)load_answer(l, v, c->field);
}

static void
read_age(struct load *l, const struct node *n, struct condition *c)
{
    bool under = node_member(n, S("under")) != NULL;

    c->kind = under ? WHEN_AGE_UNDER : WHEN_AGE_OVER;
    if (shape_read(l, &shape_age, n, c) && n->count != 1)
        load_wrong(l, n, MISTAKE_ONE_OF, S("under"), S("over"));
}

void
load_state_of(struct load *l, const struct node *n, struct str *pathway,
    const struct str **states, size_t *count)
{
    const struct node *in;

    if (!shape_read(l, &shape_state_of, n, NULL))
        return;
    in = node_member(n, S("in"));
    *pathway = node_text(node_member(n, S("pathway")));
    if (in)
        *states = shape_texts(l, in, count);
    for (const struct node *c = node_first(in); c; c = node_next(in, c))
        state_wanted(l, *pathway, node_text(c), c);
}

static void
read_parts(struct load *l, const struct node *n, const struct scope *scope,
    struct condition *c)
{
    const struct condition **all =
        ARENA_ARRAY(l->arena, const struct condition *, node_count(n) + 1);

    for (const struct node *p = node_first(n); p; p = node_next(n, p)) {
        const struct condition *part = load_condition(l, p, scope);

        if (part)
            all[c->part_count++] = part;
    }
    c->parts = all;
}

static const struct node *
one_kind(struct load *l, const struct node *n)
{
    static const struct str kinds[] = {
        S_INIT("field"), S_INIT("age"), S_INIT("state"),
        S_INIT("all"),   S_INIT("any"), S_INIT("not"),
    };
    const struct node *found = NULL;
    size_t             count = 0;

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const struct node *k = node_member(n, kinds[i]);

        if (k) {
            found = k;
            count++;
        }
    }
    if (count == 1)
        return found;
    load_wrong(l, n, MISTAKE_ONE_CONDITION, S(""), S(""));
    return NULL;
}

const struct condition *
load_condition(struct load *l, const struct node *n, const struct scope *scope)
{
    struct condition  *c = ARENA_NEW(l->arena, struct condition);
    const struct node *kind;

    if (!shape_read(l, &shape_condition, n, NULL) || !(kind = one_kind(l, n)))
        return NULL;
    if (str_eq(kind->key, S("field"))) {
        read_field(l, n, scope, c);
        return c->field ? c : NULL;
    }
    if (str_eq(kind->key, S("age"))) {
        read_age(l, kind, c);
    } else if (str_eq(kind->key, S("state"))) {
        c->kind = WHEN_STATE;
        load_state_of(l, kind, &c->pathway, &c->values, &c->value_count);
    } else {
        c->kind = str_eq(kind->key, S("all")) ? WHEN_ALL
            : str_eq(kind->key, S("any"))     ? WHEN_ANY
                                              : WHEN_NOT;
        read_parts(l, kind, scope, c);
        if (c->kind == WHEN_NOT && node_count(kind) != 1)
            load_wrong(l, kind, MISTAKE_ONE_CONDITION, S(""), S(""));
        if (c->kind == WHEN_NOT && c->part_count != 1)
            return NULL;
    }
    return c;
}
