/*
 * Forms by which a child is made who is nowhere in the record: the questions
 * that the program answers itself.
 */
#include "practice/load.h"
#include "practice/rules.h"

/* The first field that says that of the person, or null. */
static const struct field *
identity_says(const struct form *f, struct str arg)
{
    int which = yield_arg_find(YIELD_IDENTITY, arg);

    for (size_t i = 0; i < f->yield_count; i++) {
        const struct yield_rule *y = &f->yields[i];

        for (size_t k = 0; y->kind == YIELD_IDENTITY && k < y->from_count; k++)
            if ((int)y->from[k].arg == which && y->from[k].field_count)
                return y->from[k].fields[0];
    }
    return NULL;
}

static bool
says(const struct form *f, struct str arg, bool per_child)
{
    const struct field *field = identity_says(f, arg);

    return field && field->per_child == per_child;
}

/* A question that the program can answer itself, or null. */
static const struct field *
read_mark(struct load *l, const struct node *n, const struct form *f,
    bool per_child)
{
    const struct field *mark = n ? form_field(f, node_text(n)) : NULL;

    if (n && !mark)
        load_wrong(l, n, MISTAKE_NO_FIELD, node_text(n), f->id);
    if (!mark)
        return NULL;
    if (mark->type == FIELD_YES_NO && mark->per_child == per_child &&
        !mark->required && !mark->show_if)
        return mark;
    load_wrong(l, n, MISTAKE_NEWCOMER, mark->id, S(""));
    return NULL;
}

/* Who the child is must be asked, or the search could not be asked again. */
static void
read_newcomer(struct load *l, const struct node *n, struct form *f)
{
    const struct field *mark = read_mark(l, n, f, false);

    if (!mark)
        return;
    if (!says(f, S("given"), false) || !says(f, S("family"), false) ||
        !says(f, S("birth_date"), false))
        load_wrong(l, n, MISTAKE_NEWCOMER_WHO, f->id, S(""));
    else
        f->newcomer = mark;
}

/* Each has a name of its own, and all were born on one day. */
static void
read_unexpected(struct load *l, const struct node *n, struct form *f)
{
    const struct field *mark = read_mark(l, n, f, true);

    if (!mark)
        return;
    if (!says(f, S("given"), true) || !says(f, S("birth_date"), false))
        load_wrong(l, n, MISTAKE_NEWCOMER_WHO, f->id, S(""));
    else
        f->unexpected = mark;
}

static void
read_at_once(struct load *l, const struct node *n, struct form *f)
{
    struct scope scope = {.form = f, .before = f->field_count};

    if (n)
        f->at_once = load_condition(l, n, &scope);
}

void
load_newborn(struct load *l, const struct node *n, struct form *f)
{
    read_newcomer(l, node_member(n, S("newcomer")), f);
    read_unexpected(l, node_member(n, S("unexpected")), f);
    read_at_once(l, node_member(n, S("at_once")), f);
}
