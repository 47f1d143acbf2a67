/*
 * A signal about the language in which something was said to a child: where
 * that language stands in what sets it off.
 */
#include "practice/load.h"
#include "practice/rules.h"
#include "practice/yield.h"

static bool
is_said_in_field(const struct pack *p, const struct trigger *t, struct str name)
{
    const struct form *form =
        t->kind == ON_ENTRY ? pack_form(p, t->form) : NULL;
    const struct field *f = form ? form_field(form, name) : NULL;

    return f && (f->type == FIELD_LANGUAGE || f->type == FIELD_CHOICE);
}

static bool
is_said_in_arg(const struct trigger *t, struct str name)
{
    int arg = t->kind == ON_YIELD ? yield_key_find(t->yield, name) : -1;

    return arg >= 0 && yield_arg_is(t->yield, (size_t)arg, 'C');
}

/* field:ID or arg:NAME of every trigger. */
static void
read_said(struct load *l, const struct node *n, struct predicate *p)
{
    struct clock_agency at = {0};
    struct str          kind = {0};
    bool                all;

    if (!n)
        return;
    all = str_cut(node_text(n), ':', &kind, &at.name) &&
        (str_eq(kind, S("field")) || str_eq(kind, S("arg")));
    at.is_arg = str_eq(kind, S("arg"));
    for (size_t i = 0; all && i < p->trigger.count; i++)
        all = at.is_arg
            ? is_said_in_arg(&p->trigger.all[i], at.name)
            : is_said_in_field(l->pack, &p->trigger.all[i], at.name);
    if (all)
        p->said = at;
    else
        load_wrong(l, n, MISTAKE_NO_LANGUAGE_THERE, node_text(n), S(""));
}

void
load_language(struct load *l, const struct node *n, struct predicate *p)
{
    load_triggers(l, node_member(n, S("on")), FOR_PATHWAY, &p->trigger);
    load_triggers(l, node_member(n, S("unless")), FOR_PATHWAY, &p->unless);
    read_said(l, node_member(n, S("said")), p);
}
