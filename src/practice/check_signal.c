/*
 * What only signals and clocks together can tell: a missed deadline that
 * worries on when it was met at last.
 *
 * A clock that was met late still counts as missed until something answers
 * the signal.  What met the clock is the best answer there is, so it stands
 * among what clears the signal, as wide or wider.
 */
#include "practice/load.h"
#include "practice/rules.h"

static bool
is_answered(const struct trigger *met, const struct triggers *clears)
{
    for (size_t i = 0; i < clears->count; i++)
        if (trigger_is_within(met, &clears->all[i]))
            return true;
    return false;
}

/* What meets it, in the words of the pack. */
static struct str
trigger_words(const struct trigger *t)
{
    return t->kind == ON_YIELD ? words_yields.all[t->yield].word : t->form;
}

static void
check_clock_answered(struct load *l, const struct node *n,
    const struct signal_rule *s, const struct clock_rule *c)
{
    for (size_t i = 0; i < c->met_by.count; i++)
        if (!is_answered(&c->met_by.all[i], &s->clears))
            load_wrong3(l, n, MISTAKE_NOT_CLEARED,
                (const struct str[]){s->id, c->id,
                    trigger_words(&c->met_by.all[i])});
}

/* Whatever stands below a "not" worries nobody by being late. */
static void
check_predicate(struct load *l, const struct node *n,
    const struct signal_rule *s, const struct predicate *p)
{
    const struct clock_rule *c =
        p->kind == SIG_CLOCK ? pack_clock(l->pack, p->clock) : NULL;

    if (c)
        check_clock_answered(l, n, s, c);
    for (size_t i = 0; p->kind != SIG_NOT && i < p->part_count; i++)
        check_predicate(l, n, s, p->parts[i]);
}

void
check_signals(struct load *l)
{
    for (size_t i = 0; i < l->pack->signals_count; i++) {
        const struct signal_rule *s = &l->pack->signals[i];

        if (s->when)
            check_predicate(l, l->signal_nodes[i], s, s->when);
    }
}
