/*
 * The guards of a pathway: what must be there, or where the child must stand.
 */
#include "practice/load.h"
#include "practice/rules.h"
#include "practice/yield.h"

static const struct word else_table[] = {
    [GUARD_ASK_REASON] = {S_INIT("ask_reason"),
        S_INIT("it may be done with a reason")},
    [GUARD_REFUSE] = {S_INIT("refuse"), S_INIT("only what S24 lists")},
};
static const struct word_list words_else =
    WORD_LIST("way to guard", else_table);

static const struct rule guard_rules[] = {
    {S_INIT("on"), IS_LATER, .needed = true, .shape = &shape_trigger,
        .doc = S_INIT("what is guarded")},
    {S_INIT("needs"), IS_TEXTS, .at = AT(struct guard, needs),
        .count_at = AT(struct guard, need_count),
        .doc = S_INIT("arguments (of a yield) or fields (of an entry) that "
                      "must be there")},
    {S_INIT("stands"), IS_LATER, .shape = &shape_state_of,
        .doc = S_INIT("where the child must stand; refused elsewhere, or with "
                      "needs: only then are they wanted")},
    {S_INIT("settled"), IS_TEXTS, .words = &words_basis,
        .at = AT(struct guard, settled),
        .count_at = AT(struct guard, settled_count),
        .doc =
            S_INIT("the same: of the child's clocks on such a basis none may "
                   "run; those of the designated officer's desk are left "
                   "out")},
    {S_INIT("kept_out"), IS_LATER, .shape = &shape_trigger,
        .doc =
            S_INIT("with needs: wanted only where an adult is named whom the "
                   "newest such yield about them keeps out; both name them "
                   "as whom")},
    {S_INIT("by_another"), IS_LATER, .shape = &shape_trigger,
        .doc =
            S_INIT("of a yield that decides, with else: refuse: by nobody who "
                   "wrote the newest such entry about the child")},
    {S_INIT("says"), IS_WORDS, .at = AT(struct guard, says),
        .doc = S_INIT("with stands, settled, kept_out or by_another: what is "
                      "in the way")},
    {S_INIT("else"), IS_ENUM, .needed = true, .words = &words_else,
        .at = AT(struct guard, otherwise), .doc = S_INIT("when they are not")},
    RULE_BASIS(struct guard),
    RULE_SOURCE(struct guard),
};
const struct shape shape_guard = {
    S_INIT("a guard"),
    S_INIT("What must be there, or a reason."),
    SHAPE_RULES(guard_rules),
    .size = sizeof(struct guard),
};

/* ---- reading ---- */

/* A need of a yield is kept under the argument's own name. */
static void
check_need(struct load *l, const struct node *n, const struct trigger *t,
    struct str *need)
{
    const struct form *form = pack_form(l->pack, t->form);

    if (t->kind == ON_YIELD) {
        int arg = yield_key_find(t->yield, node_text(n));

        if (arg < 0)
            load_wrong(l, n, MISTAKE_WHERE_ARGUMENT, yield_word(t->yield),
                node_text(n));
        else
            *need = yield_arg_name(t->yield, (size_t)arg);
    } else if (form && !form_field(form, node_text(n))) {
        load_wrong(l, n, MISTAKE_NO_FIELD, node_text(n), form->id);
    }
}

/* What must never be skipped, even with a reason (S24): registration
 * without a decision, and who may decide. */
static bool
may_refuse(const struct trigger *t)
{
    return t->kind == ON_YIELD &&
        (t->yield == YIELD_REGISTER_ON || t->yield == YIELD_REGISTER_CHANGE ||
            t->yield == YIELD_TEMPORARY_ON || t->yield == YIELD_DECIDE);
}

/* Nobody comes off as somebody else’s child before the steps to that, and
 * no work ends by a form that a conference ends; a date may be skipped.  What
 * wants a second signature goes to the family with one (S24). */
static bool
may_stand(const struct guard *g, enum yield_kind kind)
{
    if (g->kept_out.count)
        return kind == YIELD_READ_WITH;
    if (g->by_another.count)
        return kind == YIELD_DECIDE && g->otherwise == GUARD_REFUSE;
    return kind == YIELD_REGISTER_OFF || kind == YIELD_CLOSE ||
        kind == YIELD_LETTER;
}

static bool
may_want_standing(const struct guard *g)
{
    for (size_t i = 0; i < g->on.count; i++)
        if (g->on.all[i].kind != ON_YIELD || !may_stand(g, g->on.all[i].yield))
            return false;
    for (size_t i = 0; i < g->kept_out.count; i++)
        if (g->kept_out.all[i].kind != ON_YIELD ||
            yield_arg_find(g->kept_out.all[i].yield, S("whom")) < 0)
            return false;
    return (g->otherwise == GUARD_REFUSE) == !g->need_count;
}

static void
check_needs(struct load *l, const struct node *needs, const struct trigger *t,
    struct guard *g)
{
    struct str *need = (struct str *)g->needs;

    for (const struct node *c = node_first(needs); c; c = node_next(needs, c))
        check_need(l, c, t, need++);
}

static void
read_standing(struct load *l, const struct node *n, struct guard *g)
{
    const struct node *stands = node_member(n, S("stands"));
    const struct node *needs = node_member(n, S("needs"));

    if (stands)
        load_state_of(l, stands, &g->pathway, &g->states, &g->state_count);
    if (!may_want_standing(g))
        load_wrong(l, n, MISTAKE_STANDS, S(""), S(""));
    if ((g->settled_count || g->kept_out.count) && g->otherwise == GUARD_REFUSE)
        load_wrong(l, n, MISTAKE_REFUSES, S(""), S(""));
    for (size_t i = 0; i < g->on.count; i++)
        check_needs(l, needs, &g->on.all[i], g);
}

void
load_guard(struct load *l, const struct node *n, struct guard *g)
{
    const struct node *needs = node_member(n, S("needs"));

    load_triggers(l, node_member(n, S("on")), FOR_PATHWAY, &g->on);
    load_triggers(l, node_member(n, S("kept_out")), FOR_PATHWAY, &g->kept_out);
    load_triggers(l, node_member(n, S("by_another")), FOR_PATHWAY,
        &g->by_another);
    if (node_member(n, S("stands")) || g->settled_count || g->kept_out.count ||
        g->by_another.count) {
        read_standing(l, n, g);
        return;
    }
    if (!g->need_count)
        load_wrong(l, n, MISTAKE_MISSING_KEY, S("a guard"), S("needs"));
    for (size_t i = 0; i < g->on.count; i++) {
        const struct trigger *t = &g->on.all[i];

        check_needs(l, needs, t, g);
        if (g->otherwise == GUARD_REFUSE && !may_refuse(t))
            load_wrong(l, n, MISTAKE_REFUSES, S(""), S(""));
    }
}
