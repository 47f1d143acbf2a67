/*
 * Triggers: what makes something happen.  And to whom it goes.
 *
 * A trigger that no form of the pack can ever set off is a mistake here,
 * wherever it stands: a clock that nothing opens or meets, a move nobody
 * can make, a share that never goes.
 */
#include "practice/answers.h"
#include "practice/load.h"
#include "practice/rules.h"
#include "practice/see.h"
#include "practice/yield.h"

static const struct word check_table[] = {
    {S_INIT("ring"), S_INIT("answered: ring the duty line (S2)")},
    {S_INIT("varied"), S_INIT("one asker varied a question (S5)")},
    {S_INIT("repeated"), S_INIT("a child not found was asked for again")},
};
static const struct word_list words_checks =
    WORD_LIST("outcome of a check", check_table);

static const struct word refused_table[] = {
    {S_INIT("kin"), S_INIT("a relative asked (S9)")},
};
static const struct word_list words_refused =
    WORD_LIST("reason of a refusal", refused_table);

static const struct word look_table[] = {
    {S_INIT("waits"), S_INIT("handed in: somebody is to look at it")},
    {S_INIT("given_back"), S_INIT("to its author, with a remark")},
    {S_INIT("unlooked"), S_INIT("the shift ended first: it went all the same")},
};
static const struct word_list words_looks =
    WORD_LIST("turn of a second look", look_table);

static const struct rule trigger_rules[] = {
    {S_INIT("yield"), IS_WORD, .words = &words_yields,
     .doc = S_INIT("an entry that means this; where names arguments")},
    {S_INIT("entry"), IS_ID, .names = NAMES_FORM,
     .at = AT(struct trigger, form),
     .doc = S_INIT("an entry of this form; where names fields")},
    {S_INIT("where"), IS_LATER,
     .doc = S_INIT("{name: value, or a list of values}: all must fit; an "
                   "argument that names agencies fits by their kind too")},
    {S_INIT("check"), IS_WORD, .words = &words_checks,
     .at = AT(struct trigger, word),
     .doc = S_INIT("shares only: what became of a check")},
    {S_INIT("refused"), IS_WORD, .words = &words_refused,
     .at = AT(struct trigger, word),
     .doc = S_INIT("shares only: somebody was refused")},
    {S_INIT("draft"), IS_ID, .names = NAMES_FORM,
     .at = AT(struct trigger, form),
     .doc = S_INIT("shares only: a draft of this form; unsent or look")},
    {S_INIT("unsent"), IS_LATER,
     .doc = S_INIT("with draft: for so long, {hours: 1}, or day_ends")},
    {S_INIT("look"), IS_WORD, .words = &words_looks,
     .doc = S_INIT("with draft, instead: its second look (S21)")},
};
const struct shape shape_trigger = {
    S_INIT("a trigger"),
    S_INIT("One of yield, entry, check, refused, draft.  Where a trigger "
           "stands, a list of them may stand: any of them."),
    SHAPE_RULES(trigger_rules),
};

/* Whether the field can have one of the values. */
static bool
field_can_be(const struct field *f, const struct trigger_where *w)
{
    switch (f->type) {
    case FIELD_YES_NO:
    case FIELD_YES_NO_UNKNOWN:
        return trigger_fits(w, S("yes")) || trigger_fits(w, S("no")) ||
            (f->type == FIELD_YES_NO_UNKNOWN && trigger_fits(w, S("unknown")));
    case FIELD_CHOICE:
    case FIELD_CHOICES:
    case FIELD_LANGUAGE:
        for (size_t i = 0; f->options && i < f->options->count; i++)
            if (trigger_fits(w, f->options->options[i].id))
                return true;
        return !f->options;
    default:
        return true;
    }
}

/* Whether the yield of the form can have one of the values there. */
static bool
rule_can_be(const struct yield_rule *rule, const struct trigger_where *w)
{
    for (size_t i = 0; i < rule->from_count; i++) {
        const struct yield_from *from = &rule->from[i];

        if (from->arg != w->arg)
            continue;
        if (!from->field_count && trigger_fits(w, from->value))
            return true;
        for (size_t k = 0; k < from->field_count; k++)
            if (field_can_be(from->fields[k], w))
                return true;
    }
    return false;
}

static bool
rule_can_fire(const struct yield_rule *rule, const struct trigger *t)
{
    if (t->kind != ON_YIELD || rule->kind != t->yield)
        return false;
    for (size_t i = 0; i < t->where_count; i++)
        if (!rule_can_be(rule, &t->where[i]))
            return false;
    return true;
}

bool
trigger_possible(const struct trigger *t, const struct form *f)
{
    if (t->kind == ON_ENTRY || t->kind == ON_DRAFT)
        return str_eq(t->form, f->id);
    for (size_t i = 0; i < f->yield_count; i++)
        if (rule_can_fire(&f->yields[i], t))
            return true;
    return false;
}

static void
check_possible(struct load *l, const struct node *n, const struct trigger *t)
{
    if (t->kind != ON_YIELD)
        return;
    for (size_t i = 0; i < l->pack->forms_count; i++)
        if (trigger_possible(t, &l->pack->forms[i]))
            return;
    load_wrong(l, n, MISTAKE_NEVER_FIRES, yield_word(t->yield), S(""));
}

/* One "name: values" of where. */
static void
read_name(struct load *l, const struct node *n, const struct trigger *t,
    struct trigger_where *w)
{
    const struct form  *form;
    const struct field *field;
    int                 arg;

    w->name = n->key;
    w->values = shape_texts(l, n, &w->value_count);
    if (t->kind == ON_YIELD) {
        arg = yield_key_find(t->yield, n->key);
        if (arg < 0)
            load_wrong(l, n, MISTAKE_WHERE_ARGUMENT, yield_word(t->yield),
                n->key);
        else
            *w = (struct trigger_where){
                .name = yield_arg_name(t->yield, (size_t)arg),
                .arg = (size_t)arg,
                .values = w->values,
                .value_count = w->value_count,
            };
        return;
    }
    if (!(form = pack_form(l->pack, t->form)))
        return;
    if (!(field = form_field(form, n->key))) {
        load_wrong(l, n, MISTAKE_NO_FIELD, n->key, form->id);
        return;
    }
    for (const struct node *c = node_first(n); c; c = node_next(n, c))
        (void)load_answer(l, c, field);
}

static void
read_where(struct load *l, const struct node *n, struct trigger *t)
{
    struct trigger_where *all;

    if (!n)
        return;
    if (n->kind != NODE_MAP || (t->kind != ON_YIELD && t->kind != ON_ENTRY)) {
        load_wrong(l, n, MISTAKE_NOT_A_MAP, n->key, S(""));
        return;
    }
    all = ARENA_ARRAY(l->arena, struct trigger_where, n->count + 1);
    for (const struct node *c = n->child; c; c = c->next)
        read_name(l, c, t, &all[t->where_count++]);
    t->where = all;
}

/* In the order of enum draft_look, without its first. */
static void
read_look(struct load *l, const struct node *n, struct trigger *t)
{
    const struct form *form = pack_form(l->pack, t->form);

    for (size_t i = 0; i < sizeof look_table / sizeof *look_table; i++)
        if (str_eq(node_text(n), look_table[i].word))
            t->look = (enum draft_look)(i + 1);
    if (form && !form->second_look)
        load_wrong(l, n, MISTAKE_NO_SECOND_LOOK, form->id, S(""));
}

static void
read_draft(struct load *l, const struct node *n, struct trigger *t)
{
    const struct node *unsent = node_member(n, S("unsent"));
    const struct node *look = node_member(n, S("look"));

    if (look && unsent)
        load_wrong(l, n, MISTAKE_DRAFT_ONE, S(""), S(""));
    else if (look)
        read_look(l, look, t);
    else if (!unsent)
        load_wrong(l, n, MISTAKE_MISSING_KEY, S("a draft"), S("unsent"));
    else if (str_eq(node_text(unsent), S("day_ends")))
        t->unsent_day_ends = true;
    else
        (void)shape_span(l, unsent, &t->unsent);
}

struct trigger_key {
    struct str        key;
    enum trigger_kind kind;
    bool              share_only;
};
static const struct trigger_key trigger_keys[] = {
    {S_INIT("yield"), ON_YIELD, false},
    {S_INIT("entry"), ON_ENTRY, false},
    {S_INIT("check"), ON_CHECK, true},
    {S_INIT("refused"), ON_REFUSED, true},
    {S_INIT("draft"), ON_DRAFT, true},
};

static const struct trigger_key *
kind_of(struct load *l, const struct node *n, enum trigger_use use)
{
    const struct trigger_key *found = NULL;
    size_t                    count = 0;

    for (size_t i = 0; i < sizeof trigger_keys / sizeof *trigger_keys; i++)
        if (node_member(n, trigger_keys[i].key)) {
            found = &trigger_keys[i];
            count++;
        }
    if (count == 1 && (use == FOR_SHARE || !found->share_only))
        return found;
    load_wrong(l, n, MISTAKE_ONE_TRIGGER, S(""), S(""));
    return NULL;
}

static void
read_trigger(struct load *l, const struct node *n, enum trigger_use use,
    struct trigger *t)
{
    const struct trigger_key *k;
    size_t                    before = l->mistakes.count;

    if (!shape_read(l, &shape_trigger, n, t) || !(k = kind_of(l, n, use)))
        return;
    t->kind = k->kind;
    if (k->kind == ON_YIELD &&
        !yield_find(node_text(node_member(n, k->key)), &t->yield))
        return;
    if (k->kind == ON_DRAFT)
        read_draft(l, n, t);
    read_where(l, node_member(n, S("where")), t);
    if (l->mistakes.count == before)
        check_possible(l, n, t);
}

void
load_triggers(struct load *l, const struct node *n, enum trigger_use use,
    struct triggers *out)
{
    struct trigger *all;

    if (!n)
        return;
    all = ARENA_ARRAY(l->arena, struct trigger, node_count(n) + 1);
    for (const struct node *c = node_first(n); c; c = node_next(n, c))
        read_trigger(l, c, use, &all[out->count++]);
    out->all = all;
}

/* --- to whom ---------------------------------------------------------- */

struct address_kind {
    struct str     word;
    enum name_kind names;
};
static const struct address_kind address_kinds[] = {
    {S_INIT("tie"), NAMES_TIE},
    {S_INIT("desk"), NAMES_DESK},
    {S_INIT("role"), NAMES_ROLE},
    {S_INIT("thread"), NAMES_THREAD_ROLE},
    {S_INIT("agency"), NAMES_AGENCY_KIND},
    {S_INIT("draft"), NAMES_NOTHING},
};

static void
read_addressee(struct load *l, const struct node *n, struct addressee *out)
{
    if (!str_cut(node_text(n), '.', &out->kind, &out->id)) {
        load_wrong(l, n, MISTAKE_NOT_AN_ADDRESS, node_text(n), S(""));
        return;
    }
    for (size_t i = 0; i < sizeof address_kinds / sizeof *address_kinds; i++) {
        const struct address_kind *k = &address_kinds[i];

        if (!str_eq(k->word, out->kind))
            continue;
        if (k->names)
            name_wanted(l, k->names, out->id, n);
        else if (!str_eq(out->id, S("author")))
            break;
        return;
    }
    load_wrong(l, n, MISTAKE_NOT_AN_ADDRESS, node_text(n), S(""));
}

void
load_addressees(struct load *l, const struct node *n,
    const struct addressee **out, size_t *count)
{
    struct addressee *all;

    if (!n)
        return;
    all = ARENA_ARRAY(l->arena, struct addressee, node_count(n) + 1);
    for (const struct node *c = node_first(n); c; c = node_next(n, c))
        read_addressee(l, c, &all[(*count)++]);
    *out = all;
}
