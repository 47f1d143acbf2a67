/*
 * Guards: what a pathway says must be there when something is recorded.
 *
 * Most ask for a reason where it is not ("steps may be skipped with a
 * reason", S24): a reason given at the question, or one for the whole entry.
 * A few refuse; those cannot be reasoned away.
 */
#include "record/guard.h"

#include <assert.h>

#include "record/standing.h"

struct guarding {
    const struct fold_entry *entry;
    struct entry_wrong      *wrong;
    struct arena            *arena;
    size_t                   room;
    bool                     reasoned; /* a reason for the whole entry */
    enum err                 found;
};

static bool
is_said(const struct fold_entry *e, struct arena *a, const struct field *f,
    int child)
{
    const struct json *v = answers_value(&e->answers, f, child);

    /* a reason why there is no answer is an object without a text */
    return answers_text(a, &e->answers, f, child).n > 0 ||
        (v && v->kind == JSON_OBJECT && v->child);
}

static void
say(struct guarding *g, const struct guard *rule, const struct field *f,
    int child)
{
    bool                 refuse = rule->otherwise == GUARD_REFUSE;
    struct answer_fault *wider;

    if (!refuse && g->reasoned)
        return;
    for (size_t i = 0; i < g->wrong->count; i++)
        if (g->wrong->faults[i].field == f &&
            g->wrong->faults[i].child == child)
            return;
    if (g->wrong->count == g->room) {
        g->room = g->room ? 2 * g->room : 8;
        wider = ARENA_ARRAY(g->arena, struct answer_fault, g->room);
        for (size_t i = 0; i < g->wrong->count; i++)
            wider[i] = g->wrong->faults[i];
        g->wrong->faults = wider;
    }
    g->wrong->faults[g->wrong->count++] = (struct answer_fault){
        .field = f,
        .child = child,
        .row = -1,
        .msg = refuse ? MSG_ANSWERS_NO_REASON : MSG_ANSWERS_MISSING_OR_REASON,
    };
    if (refuse || !g->found)
        g->found = refuse ? ERR_ILLEGAL : ERR_INVALID;
}

const struct field *
guard_question(const struct form *form, enum yield_kind kind, size_t arg)
{
    for (size_t i = 0; i < form->yield_count; i++) {
        const struct yield_rule *y = &form->yields[i];

        for (size_t k = 0; y->kind == kind && k < y->from_count; k++)
            if (y->from[k].arg == arg && y->from[k].field_count)
                return y->from[k].fields[0];
    }
    return NULL;
}

static void
guard_fact(struct guarding *g, const struct guard *rule,
    const struct fact *fact)
{
    const struct fold_entry *e = g->entry;

    for (size_t i = 0; i < rule->need_count; i++) {
        const struct field *f = guard_question(e->form, fact->kind,
            (size_t)fact_arg_place(fact->kind, rule->needs[i]));

        if (!fact_arg(fact, rule->needs[i]).n &&
            !(f && rule->otherwise == GUARD_ASK_REASON &&
                is_said(e, g->arena, f, fact->child)))
            say(g, rule, f, fact->child);
    }
}

static void
guard_entry(struct guarding *g, const struct guard *rule, int child)
{
    const struct fold_entry *e = g->entry;

    for (size_t i = 0; i < rule->need_count; i++) {
        const struct field *f = form_field(e->form, rule->needs[i]);
        int                 at = f && f->per_child ? child : -1;

        if (f && !is_said(e, g->arena, f, at))
            say(g, rule, f, at);
    }
}

static void
guard_check(struct guarding *g, const struct guard *rule, size_t children)
{
    const struct fold_entry *e = g->entry;

    for (size_t t = 0; t < rule->on.count; t++) {
        const struct trigger *on = &rule->on.all[t];

        for (size_t i = 0; i < e->fact_count; i++)
            if (on->kind == ON_YIELD && trigger_on_fact(on, &e->facts[i]))
                guard_fact(g, rule, &e->facts[i]);
        for (int c = children ? 0 : -1; c < (int)children; c++)
            if (on->kind == ON_ENTRY &&
                trigger_on_entry(on, e->form, &e->answers, c))
                guard_entry(g, rule, c);
    }
}

enum err
guard_ask(struct arena *a, const struct fold_entry *e, size_t children,
    struct str reason, struct entry_wrong *wrong)
{
    struct guarding g = {.entry = e,
        .wrong = wrong,
        .arena = a,
        .reasoned = str_trim(reason).n > 0};

    assert(a && e && e->pack && wrong);
    for (size_t i = 0; i < e->pack->pathways_count; i++) {
        const struct pathway *p = &e->pack->pathways[i];

        for (size_t k = 0; k < p->guard_count; k++)
            if (!standing_asked(&p->guards[k]))
                guard_check(&g, &p->guards[k], children);
    }
    return g.found;
}
