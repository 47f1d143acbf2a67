/*
 * What a form can only be judged by as a whole.
 */
#include "practice/load.h"

/* --- questions that are never asked ----------------------------------- */

#define MOST_CONSTRAINTS 64

/* That a field must have one of the values, for another to be asked. */
struct constraints {
    const struct condition *all[MOST_CONSTRAINTS];
    size_t                  count;
};

static void gather(struct constraints *c, const struct condition *when);

/* A field asked for must itself be asked. */
static void
gather_field(struct constraints *c, const struct condition *when)
{
    if (c->count == MOST_CONSTRAINTS)
        return;
    c->all[c->count++] = when;
    if (when->field->show_if)
        gather(c, when->field->show_if);
}

/* any and not are left out: a contradiction inside them is none. */
static void
gather(struct constraints *c, const struct condition *when)
{
    if (when->kind == WHEN_FIELD)
        gather_field(c, when);
    for (size_t i = 0; when->kind == WHEN_ALL && i < when->part_count; i++)
        gather(c, when->parts[i]);
}

static bool
share_a_value(const struct condition *a, const struct condition *b)
{
    for (size_t i = 0; i < a->value_count; i++)
        for (size_t k = 0; k < b->value_count; k++)
            if (str_eq(a->values[i], b->values[k]))
                return true;
    return false;
}

/* Several answers may stand side by side; and where another child's answer
 * counts, two conditions may hold for two children. */
static bool
has_one_answer(const struct field *asked, bool per_child)
{
    return asked->type != FIELD_CHOICES && (!asked->per_child || per_child);
}

static bool
contradicts(const struct constraints *c, bool per_child)
{
    for (size_t i = 0; i < c->count; i++)
        for (size_t k = i + 1; k < c->count; k++)
            if (c->all[i]->field == c->all[k]->field &&
                has_one_answer(c->all[i]->field, per_child) &&
                !share_a_value(c->all[i], c->all[k]))
                return true;
    return false;
}

static void
check_shown(struct load *l, const struct node *at, const struct field *f)
{
    struct constraints c = {.count = 0};

    if (!f->show_if)
        return;
    gather(&c, f->show_if);
    if (contradicts(&c, f->per_child))
        load_wrong(l, node_member(at, S("show_if")), MISTAKE_NEVER_SHOWN, f->id,
            S(""));
}

/* --- per child -------------------------------------------------------- */

static bool
is_about_children(const struct form *f)
{
    for (size_t i = 0; i < f->about_count; i++)
        if (str_eq(f->about[i].role, S("child")))
            return true;
    return false;
}

static void
check_per_child(struct load *l, const struct node *list)
{
    for (const struct node *c = node_first(list); c; c = node_next(list, c)) {
        const struct node *per = node_member(c, S("per"));
        struct str         id = node_text(node_member(c, S("id")));

        if (!id.n)
            id = node_text(node_member(c, S("yield")));
        if (per)
            load_wrong(l, per, MISTAKE_PER_CHILD, id, S(""));
    }
}

/* --- what the program asks of a list ----------------------------------- */

/* Without these words the program would silently compare nothing. */
static const struct {
    enum yield_kind kind;
    struct str      arg, means;
} meant[] = {
    {YIELD_IDENTITY, S_INIT("sex"), S_INIT("female")},
    {YIELD_IDENTITY, S_INIT("sex"), S_INIT("male")},
    {YIELD_RELATIONSHIP, S_INIT("kind"), S_INIT("mother")},
};

static bool
list_means(const struct term_list *list, struct str means)
{
    for (size_t i = 0; i < list->count; i++)
        if (str_eq(list->options[i].means, means))
            return true;
    return false;
}

static void
check_meant(struct load *l, const struct node *at, const struct yield_rule *y)
{
    for (size_t m = 0; m < sizeof meant / sizeof *meant; m++)
        for (size_t i = 0; i < y->from_count; i++) {
            const struct yield_from *from = &y->from[i];
            const struct field *f = from->field_count ? from->fields[0] : NULL;

            if (y->kind == meant[m].kind && f && f->options &&
                (int)from->arg == yield_arg_find(y->kind, meant[m].arg) &&
                !list_means(f->options, meant[m].means))
                load_wrong3(l, at, MISTAKE_NOT_MEANT,
                    (const struct str[3]){f->options->id, meant[m].means,
                        yield_word(y->kind)});
        }
}

/* --- who reported ------------------------------------------------------ */

static bool
asks_who_reported(const struct form_section *s)
{
    for (size_t i = 0; i < s->field_count; i++)
        if (s->fields[i]->type == FIELD_REPORTER)
            return true;
    return false;
}

static bool
takes(const struct yield_rule *y, const struct field *field)
{
    for (size_t i = 0; i < y->from_count; i++)
        for (size_t k = 0; k < y->from[i].field_count; k++)
            if (y->from[i].fields[k] == field)
                return true;
    return false;
}

static bool
is_meant(const struct form *f, const struct field *field)
{
    for (size_t i = 0; i < f->yield_count; i++)
        if (takes(&f->yields[i], field))
            return true;
    return false;
}

/* Its section stays shut with it (S12), so it holds nothing that others
 * need: no answer about a child, none that means something. */
static void
check_reporter(struct load *l, const struct node *list, const struct form *f)
{
    const struct node *c = node_first(list);

    for (size_t i = 0; i < f->section_count && c; i++, c = node_next(list, c)) {
        const struct form_section *s = &f->sections[i];

        for (size_t k = 0; k < s->field_count && asks_who_reported(s); k++)
            if (s->fields[k]->per_child || is_meant(f, s->fields[k]))
                load_wrong(l, c, MISTAKE_REPORTER_SECTION, s->fields[k]->id,
                    s->id);
    }
}

static void
check_yields(struct load *l, const struct node *list, const struct form *f)
{
    const struct node *c = node_first(list);

    for (size_t i = 0; i < f->yield_count && c; i++, c = node_next(list, c))
        check_meant(l, c, &f->yields[i]);
}

static void
check_form(struct load *l, const struct node *n, const struct form *f)
{
    const struct node *fields = node_member(n, S("fields"));
    const struct node *c = node_first(fields);

    for (size_t i = 0; i < f->field_count; i++)
        if (!f->fields[i].words_of) {
            check_shown(l, c, &f->fields[i]);
            c = node_next(fields, c);
        }
    check_yields(l, node_member(n, S("yields")), f);
    check_reporter(l, node_member(n, S("sections")), f);
    if (!is_about_children(f)) {
        check_per_child(l, fields);
        check_per_child(l, node_member(n, S("yields")));
    }
    if (f->route_count && f->routes[f->route_count - 1].when)
        load_wrong(l, node_member(n, S("goes_to")), MISTAKE_NO_ROUTE, f->id,
            S(""));
}

/* Whether an answer was given could not be told without that word. */
static void
check_told(struct load *l)
{
    const struct node *terms = load_find(l, S("terms.yaml"));
    const struct node *list = node_member(terms, S("arguments"));
    const struct node *c = node_first(list);

    for (size_t i = 0; i < l->pack->arguments_count && c;
         i++, c = node_next(list, c)) {
        const struct argument_term *a = &l->pack->arguments[i];
        const struct term_list     *of = pack_list(l->pack, a->options);

        if (of && str_eq(a->yield, yield_word(YIELD_TOLD)) &&
            str_eq(a->argument, S("whom")) && !list_means(of, S("reporter")))
            load_wrong3(l, c, MISTAKE_NOT_MEANT,
                (const struct str[3]){of->id, S("reporter"), a->yield});
    }
}

void
check_forms(struct load *l)
{
    check_told(l);
    for (size_t i = 0; i < l->pack->forms_count; i++)
        check_form(l, l->form_nodes[i], &l->pack->forms[i]);
}
