/*
 * A clock for each agency that is asked: where its opening names the agency,
 * and where what meets it does; where neither says, it is whose author wrote.
 *
 * An instance is known by its opening, so one opening asks one agency: a form
 * that could ask several at once would leave all but one without a clock.
 */
#include "practice/load.h"
#include "practice/rules.h"
#include "practice/yield.h"

static bool
asks_agency(const struct pack *p, const struct trigger *t, struct str name)
{
    const struct form *form =
        t->kind == ON_ENTRY ? pack_form(p, t->form) : NULL;
    const struct field *f = form ? form_field(form, name) : NULL;

    return f && f->type == FIELD_AGENCY && !f->per_child;
}

/* The argument with an agency that the trigger's yield gives, or empty. */
static struct str
argument(const struct trigger *t, struct str name)
{
    int arg = t->kind == ON_YIELD ? yield_key_find(t->yield, name) : -1;

    if (arg < 0 || !yield_arg_is(t->yield, (size_t)arg, 'G'))
        return (struct str){0};
    return yield_arg_name(t->yield, (size_t)arg);
}

static bool
all_name(const struct pack *p, const struct triggers *on,
    struct clock_agency *at)
{
    struct str said = at->name, arg;

    for (size_t i = 0; i < on->count; i++) {
        arg = argument(&on->all[i], said);
        if (at->is_arg ? !arg.n : !asks_agency(p, &on->all[i], said))
            return false;
        if (at->is_arg)
            at->name = arg;
    }
    return true;
}

/* field:ID or arg:NAME of every trigger. */
static void
read_agency(struct load *l, const struct node *n, const struct triggers *on,
    struct clock_agency *out)
{
    struct clock_agency at = {0};
    struct str          kind = {0};

    if (!n)
        return;
    if (str_cut(node_text(n), ':', &kind, &at.name) &&
        (str_eq(kind, S("field")) || str_eq(kind, S("arg")))) {
        at.is_arg = str_eq(kind, S("arg"));
        if (all_name(l->pack, on, &at)) {
            *out = at;
            return;
        }
    }
    load_wrong(l, n, MISTAKE_NO_AGENCY_THERE, node_text(n), S(""));
}

/* ---- several at once ---- */

static bool
asks_several(const struct form *f, const struct trigger *t)
{
    size_t asks = 0;

    for (size_t i = 0; i < f->yield_count; i++)
        if (t->kind == ON_YIELD && f->yields[i].kind == t->yield)
            asks += f->yields[i].each ? 2 : 1;
    return asks > 1;
}

static void
check_several(struct load *l, const struct node *n, const struct clock_rule *c)
{
    for (size_t i = 0; i < c->opens.count; i++)
        for (size_t k = 0; k < l->pack->forms_count; k++)
            if (asks_several(&l->pack->forms[k], &c->opens.all[i]))
                load_wrong(l, n, MISTAKE_ASKS_SEVERAL, l->pack->forms[k].id,
                    c->id);
}

/* ---- who is spared ---- */

/* Each names an agency, or nobody could tell who is meant. */
static void
check_spared(struct load *l, const struct node *n, const struct triggers *on,
    const struct clock_rule *c)
{
    if (!n)
        return;
    if (!c->per_agency || !c->spared_by.count)
        load_wrong(l, n, MISTAKE_ASKED_ALONE, c->id, S(""));
    for (size_t i = 0; i < on->count; i++)
        if (on->all[i].kind != ON_YIELD ||
            yield_arg_agency(on->all[i].yield) < 0)
            load_wrong(l, n, MISTAKE_NO_AGENCY_THERE, n->key, S(""));
}

void
load_clock_agencies(struct load *l, const struct node *n, struct clock_rule *c)
{
    const struct node *asked = node_member(n, S("asked"));
    const struct node *answers = node_member(n, S("answers"));

    if (!c->per_agency && (asked || answers))
        load_wrong(l, asked ? asked : answers, MISTAKE_ASKED_ALONE, c->id,
            S(""));
    read_agency(l, asked, &c->opens, &c->asked);
    read_agency(l, answers, &c->met_by, &c->answers);
    check_spared(l, node_member(n, S("spared_by")), &c->spared_by, c);
    check_spared(l, node_member(n, S("spared_with")), &c->spared_with, c);
    if (c->per_agency && asked)
        check_several(l, asked, c);
}
