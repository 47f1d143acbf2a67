/*
 * What is asked of a form as a whole: who looks at it before it goes, and
 * what it is good for.
 */
#include "practice/load.h"
#include "practice/rules.h"

static const struct rule look_rules[] = {
    {S_INIT("role"), IS_ID, .needed = true, .names = NAMES_ROLE,
     .at = AT(struct form_second_look, role),
     .doc = S_INIT("who looks; needs the verb second_look")},
    {S_INIT("waived"), IS_LATER, .shape = &shape_condition,
     .doc = S_INIT("goes at once when that holds: immediate risk waits for "
                   "nobody")},
    {S_INIT("shift_ends"), IS_LATER, .needed = true,
     .doc = S_INIT("times of day (\"07:00\"): it goes by itself at the next")},
    {S_INIT("mark"), IS_LATER, .needed = true,
     .doc = S_INIT("choice that is never asked: the program answers it")},
    {S_INIT("looked"), IS_ID, .needed = true,
     .at = AT(struct form_second_look, looked),
     .doc = S_INIT("its answer when somebody looked")},
    {S_INIT("not_looked"), IS_ID, .needed = true,
     .at = AT(struct form_second_look, unlooked),
     .doc = S_INIT("its answer when the shift ended first")},
    {S_INIT("at_once"), IS_ID, .needed = true,
     .at = AT(struct form_second_look, at_once),
     .doc = S_INIT("its answer when it waited for nobody")},
};
const struct shape shape_second_look = {
    S_INIT("a second look"),
    S_INIT("Somebody of the author's agency looks at it before it goes.  "
           "What is about one desk alone (S15) goes without."),
    SHAPE_RULES(look_rules),
    .size = sizeof(struct form_second_look),
};

static const struct rule check_rules[] = {
    {S_INIT("check"), IS_ID, .needed = true, .at = AT(struct form_check, id),
     .doc = S_INIT("its id, unique in the form")},
    {S_INIT("label"), IS_WORDS, .needed = true,
     .at = AT(struct form_check, label), .doc = S_INIT("what is looked for")},
    {S_INIT("points"), IS_INT, .needed = true,
     .at = AT(struct form_check, points),
     .doc = S_INIT("what it is worth; per child: shared among them")},
    {S_INIT("reason"), IS_INT, .at = AT(struct form_check, reason),
     .doc = S_INIT("what a reason is worth where there is no answer")},
    {S_INIT("fields"), IS_LATER,
     .doc = S_INIT("any of these is answered; all per child, or none")},
    {S_INIT("wording"), IS_FLAG, .at = AT(struct form_check, wording),
     .doc = S_INIT("no words to think again about")},
    {S_INIT("within"), IS_SPAN, .at = AT(struct form_check, within),
     .doc = S_INIT("recorded so soon after it happened")},
};
const struct shape shape_check = {
    S_INIT("a check of quality"),
    S_INIT("One thing that an entry is good for: fields, wording or within."),
    SHAPE_RULES(check_rules),
    .size = sizeof(struct form_check),
};

/* ---- quality --------------------------------------------------------- */

static void
read_check_fields(struct load *l, const struct node *list, struct form *f,
    struct form_check *c)
{
    const struct field **all =
        ARENA_ARRAY(l->arena, const struct field *, node_count(list) + 1);

    for (const struct node *n = node_first(list); n; n = node_next(list, n)) {
        const struct field *field = form_field(f, node_text(n));

        if (!field)
            load_wrong(l, n, MISTAKE_NO_FIELD, node_text(n), f->id);
        else if (c->field_count && field->per_child != all[0]->per_child)
            load_wrong(l, n, MISTAKE_CHECK_MIXED, field->id, S(""));
        else
            all[c->field_count++] = field;
    }
    c->fields = all;
}

/* It looks for one of the three, and a reason is worth no more. */
static void
check_check(struct load *l, const struct node *n, const struct form_check *c)
{
    int kinds =
        (node_member(n, S("fields")) != NULL) + c->wording + c->within_given;

    if (kinds != 1)
        load_wrong(l, n, MISTAKE_CHECK_ONE, c->id, S(""));
    if (c->points < 1 || c->reason < 0 || c->reason > c->points ||
        (c->reason && !c->field_count))
        load_wrong(l, n, MISTAKE_CHECK_POINTS, c->id, S(""));
}

static void
read_checks(struct load *l, const struct node *list, struct form *f)
{
    struct form_check *all = (struct form_check *)f->checks;
    const struct node *n = node_first(list);

    for (size_t i = 0; i < f->check_count; i++, n = node_next(list, n)) {
        const struct node *fields = node_member(n, S("fields"));

        all[i].within_given = node_member(n, S("within")) != NULL;
        if (fields)
            read_check_fields(l, fields, f, &all[i]);
        check_check(l, n, &all[i]);
        for (size_t k = 0; k < i; k++)
            if (str_eq(all[k].id, all[i].id) && all[i].id.n)
                load_wrong3(l, n, MISTAKE_TWICE,
                    (const struct str[3]){S("check"), all[i].id, n->file});
    }
}

/* ---- the second look ------------------------------------------------- */

static void
read_ends(struct load *l, const struct node *list, struct form_second_look *s)
{
    int16_t *all = ARENA_ARRAY(l->arena, int16_t, node_count(list) + 1);

    for (const struct node *n = node_first(list); n; n = node_next(list, n)) {
        int at = load_minutes(node_text(n));

        if (at < 0)
            load_wrong(l, n, MISTAKE_NOT_A_TIME, node_text(n), S(""));
        else
            all[s->end_count++] = (int16_t)at;
    }
    s->ends = all;
}

/* The program's own answer: a choice, of none of the children, that nobody
 * must give. */
static void
read_mark(struct load *l, const struct node *n, const struct form *f,
    struct form_second_look *s)
{
    const struct node  *mark = node_member(n, S("mark"));
    const struct field *field = form_field(f, node_text(mark));
    static const char  *keys[] = {"looked", "not_looked", "at_once"};

    if (!mark)
        return;
    if (!field) {
        load_wrong(l, mark, MISTAKE_NO_FIELD, node_text(mark), f->id);
        return;
    }
    if (field->type != FIELD_CHOICE || field->per_child || field->required ||
        field->show_if)
        load_wrong(l, mark, MISTAKE_MARK, field->id, S(""));
    s->mark = field;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const struct node *value = node_member(n, str_of(keys[i]));

        if (value)
            (void)load_answer(l, value, field);
    }
}

static void
read_second_look(struct load *l, const struct node *n, struct form *f)
{
    struct form_second_look *s = ARENA_NEW(l->arena, struct form_second_look);
    const struct node       *waived = node_member(n, S("waived"));
    struct scope             scope = {.form = f, .before = f->field_count};

    if (!shape_read(l, &shape_second_look, n, s))
        return;
    if (waived)
        s->waived = load_condition(l, waived, &scope);
    read_ends(l, node_member(n, S("shift_ends")), s);
    read_mark(l, n, f, s);
    if (!f->short_path)
        load_wrong(l, n, MISTAKE_LOOK_SHORT, f->id, S(""));
    f->second_look = s->mark ? s : NULL;
}

void
load_quality(struct load *l, const struct node *n, struct form *f)
{
    const struct node *look = node_member(n, S("second_look"));

    read_checks(l, node_member(n, S("quality")), f);
    if (look)
        read_second_look(l, look, f);
}
