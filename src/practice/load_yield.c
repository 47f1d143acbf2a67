/*
 * What the answers to a form mean: arguments come from fields, or are
 * constants.
 */
#include "practice/load.h"
#include "practice/rules.h"
#include "practice/yield.h"

static const struct word yield_table[] = {
#define YIELD(name, word, args) [YIELD_##name] = {S_INIT(word), S_INIT(args)},
#include "practice/yields.def"
#undef YIELD
};
const struct word_list words_yields = WORD_LIST("yield", yield_table);

static const struct rule constant_rules[] = {
    {S_INIT("is"), IS_TEXT, .needed = true,
     .doc = S_INIT("always this value")},
};
const struct shape shape_constant = {
    S_INIT("a constant"),
    S_INIT("A value that no field gives."),
    SHAPE_RULES(constant_rules),
};

/* Only for the page: the arguments are keys of the same map. */
static const struct rule yield_rules[] = {
    {S_INIT("yield"), IS_WORD, .needed = true, .words = &words_yields,
     .doc = S_INIT("which; its arguments stand beside it, each a field, a "
                   "list of fields, or {is: a constant}")},
    {S_INIT("per"), IS_LATER, .doc = S_INIT("child: once for each child")},
    {S_INIT("when"), IS_LATER, .shape = &shape_condition,
     .doc = S_INIT("only when that holds")},
    {S_INIT("each"), IS_LATER,
     .doc = S_INIT("a table: once for each row; arguments name columns")},
};
const struct shape shape_yield = {
    S_INIT("a yield"),
    S_INIT("What some of the answers mean.  The closed list is below."),
    SHAPE_RULES(yield_rules),
};

struct reading {
    struct load       *l;
    struct form       *form;
    struct yield_rule *rule;
};

static const struct field *
column_find(const struct field *table, struct str id)
{
    for (size_t i = 0; table && i < table->column_count; i++)
        if (str_eq(table->columns[i].id, id))
            return &table->columns[i];
    return NULL;
}

static bool
is_word_of(struct str value, const struct str *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(words[i], value))
            return true;
    return false;
}

/* The list that the pack says the constants come from, or null. */
static const struct argument_term *
argument_term(const struct pack *p, enum yield_kind kind, size_t arg)
{
    for (size_t i = 0; i < p->arguments_count; i++) {
        const struct argument_term *t = &p->arguments[i];

        if (str_eq(t->yield, yield_word(kind)) &&
            str_eq(t->argument, yield_key(kind, arg)))
            return t;
    }
    return NULL;
}

/* A person who is no field: the child of a per: child yield, or whom the
 * entry is about. */
static const struct str persons[] = {S_INIT("child"), S_INIT("subject")};
static const struct str yes_no[] = {S_INIT("yes"), S_INIT("no"),
    S_INIT("unknown")};

static bool
constant_fits(struct reading *r, size_t arg, struct str value,
    const struct node *at)
{
    enum yield_kind             kind = r->rule->kind;
    const struct argument_term *t = argument_term(r->l->pack, kind, arg);

    if (t) {
        const struct term_list *list = pack_list(r->l->pack, t->options);

        return !list || term_option_find(list, value);
    }
    if (kind == YIELD_TIE && yield_arg_is(kind, arg, 'C')) {
        name_wanted(r->l, NAMES_TIE, value, at);
        return true;
    }
    if (yield_arg_is(kind, arg, 'E')) {
        name_wanted(r->l, NAMES_THREAD, value, at);
        return true;
    }
    if (yield_arg_is(kind, arg, 'P'))
        return is_word_of(value, persons, 2);
    if (yield_arg_is(kind, arg, 'Y'))
        return is_word_of(value, yes_no, 3);
    return yield_arg_is(kind, arg, 'C') || yield_arg_is(kind, arg, 'T');
}

static void
read_constant(struct reading *r, const struct node *n, struct yield_from *from)
{
    const struct node *is = node_member(n, S("is"));

    if (!shape_read(r->l, &shape_constant, n, NULL) || !is)
        return;
    from->value = node_text(is);
    if (!constant_fits(r, from->arg, from->value, is))
        load_wrong3(r->l, is, MISTAKE_CONSTANT,
            (const struct str[3]){from->value,
                yield_key(r->rule->kind, from->arg),
                yield_word(r->rule->kind)});
}

/* One field that gives an argument, or null and a mistake. */
static const struct field *
source_field(struct reading *r, const struct node *n, size_t arg)
{
    struct str          id = node_text(n);
    const struct field *column = column_find(r->rule->each, id);
    const struct field *f = column ? column : form_field(r->form, id);
    enum yield_kind     kind = r->rule->kind;

    if (!f) {
        load_wrong(r->l, n, MISTAKE_NO_FIELD, id, r->form->id);
        return NULL;
    }
    if (!yield_takes(kind, arg, f->type))
        load_wrong3(r->l, n, MISTAKE_ARGUMENT_TYPE,
            (const struct str[3]){yield_key(kind, arg), yield_word(kind),
                words_field_types.all[f->type].word});
    if (f->per_child && !r->rule->per_child)
        load_wrong(r->l, n, MISTAKE_ARGUMENT_PER_CHILD, id, yield_word(kind));
    return f;
}

static void
read_argument(struct reading *r, const struct node *n, struct yield_from *from)
{
    const struct field **all;

    if (n->kind == NODE_MAP) {
        read_constant(r, n, from);
        return;
    }
    all = ARENA_ARRAY(r->l->arena, const struct field *, node_count(n) + 1);
    for (const struct node *c = node_first(n); c; c = node_next(n, c)) {
        const struct field *f = source_field(r, c, from->arg);

        if (f)
            all[from->field_count++] = f;
    }
    from->fields = all;
}

static bool
is_own_key(struct str key)
{
    return str_eq(key, S("yield")) || str_eq(key, S("per")) ||
        str_eq(key, S("when")) || str_eq(key, S("each"));
}

static void
unknown_argument(struct reading *r, const struct node *n)
{
    enum yield_kind kind = r->rule->kind;
    size_t          count = yield_arg_count(kind);
    struct str     *keys = ARENA_ARRAY(r->l->arena, struct str, count + 1);

    for (size_t i = 0; i < count; i++)
        keys[i] = yield_key(kind, i);
    load_wrong3(r->l, n, MISTAKE_NO_ARGUMENT,
        (const struct str[3]){yield_word(kind), n->key,
            str_join(r->l->arena, keys, count, S(", "))});
}

static void
read_arguments(struct reading *r, const struct node *n)
{
    enum yield_kind    kind = r->rule->kind;
    struct yield_from *all =
        ARENA_ARRAY(r->l->arena, struct yield_from, n->count + 1);

    for (const struct node *c = n->child; c; c = c->next) {
        int arg = yield_key_find(kind, c->key);

        if (is_own_key(c->key))
            continue;
        if (arg < 0) {
            unknown_argument(r, c);
            continue;
        }
        all[r->rule->from_count].arg = (size_t)arg;
        read_argument(r, c, &all[r->rule->from_count++]);
    }
    r->rule->from = all;
    for (size_t i = 0; i < yield_arg_count(kind); i++)
        if (yield_arg_needed(kind, i) && !node_member(n, yield_key(kind, i)))
            load_wrong(r->l, n, MISTAKE_ARGUMENT_MISSING, yield_word(kind),
                yield_key(kind, i));
}

static void
read_each(struct reading *r, const struct node *n)
{
    const struct field *table;

    if (!n)
        return;
    table = form_field(r->form, node_text(n));
    if (!table || table->type != FIELD_TABLE) {
        load_wrong(r->l, n, MISTAKE_NOT_A_TABLE, node_text(n), S(""));
        return;
    }
    if (table->per_child && !r->rule->per_child)
        load_wrong(r->l, n, MISTAKE_ARGUMENT_PER_CHILD, table->id,
            yield_word(r->rule->kind));
    r->rule->each = table;
}

static void
read_per(struct reading *r, const struct node *n)
{
    if (!n)
        return;
    if (str_eq(node_text(n), S("child")))
        r->rule->per_child = true;
    else
        load_wrong(r->l, n, MISTAKE_UNKNOWN_WORD, S("per"), node_text(n));
}

static void
read_yield(struct reading *r, const struct node *n)
{
    const struct node *when = node_member(n, S("when"));
    const struct node *word = node_member(n, S("yield"));
    int                kind;

    if (n->kind != NODE_MAP || !word) {
        load_wrong(r->l, n, MISTAKE_NOT_A_SHAPE, S("a yield"), S(""));
        return;
    }
    if ((kind = shape_word(r->l, &words_yields, word)) < 0)
        return;
    r->rule->kind = (enum yield_kind)kind;
    read_per(r, node_member(n, S("per")));
    read_each(r, node_member(n, S("each")));
    read_arguments(r, n);
    if (when) {
        struct scope scope = {
            .form = r->form,
            .before = r->form->field_count,
        };

        if (r->rule->each) {
            scope.columns = r->rule->each->columns;
            scope.columns_before = r->rule->each->column_count;
        }
        r->rule->when = load_condition(r->l, when, &scope);
    }
}

void
load_yields(struct load *l, const struct node *n, struct form *form)
{
    struct yield_rule *all =
        ARENA_ARRAY(l->arena, struct yield_rule, node_count(n) + 1);
    struct reading r = {.l = l, .form = form};

    for (const struct node *c = node_first(n); c; c = node_next(n, c)) {
        r.rule = &all[form->yield_count++];
        read_yield(&r, c);
    }
    form->yields = all;
}
