/*
 * signals.yaml: patterns that should worry somebody.  A small closed tree of
 * predicates; a signal names a pattern and decides nothing.
 */
#include "practice/load.h"
#include "practice/rules.h"
#include "practice/span.h"

static const struct rule count_rules[] = {
    {S_INIT("trigger"), IS_LATER, .needed = true, .shape = &shape_trigger,
     .doc = S_INIT("what is counted")},
    {S_INIT("within"), IS_SPAN, .needed = true,
     .at = AT(struct predicate, within), .doc = S_INIT("looking so far back")},
    {S_INIT("at_least"), IS_INT, .needed = true,
     .at = AT(struct predicate, at_least), .doc = S_INIT("so often")},
    {S_INIT("afresh"), IS_FLAG, .at = AT(struct predicate, afresh),
     .doc = S_INIT("only from when the state that `while` names began")},
};
const struct shape shape_count = {
    S_INIT("a count"),
    S_INIT("Something happened so often in a time."),
    SHAPE_RULES(count_rules),
};

static const struct rule days_since_rules[] = {
    {S_INIT("trigger"), IS_LATER, .needed = true, .shape = &shape_trigger,
     .doc = S_INIT("what should have happened")},
    {S_INIT("over"), IS_SPAN, .needed = true,
     .at = AT(struct predicate, within),
     .doc = S_INIT("and has not for longer than that")},
};
const struct shape shape_days_since = {
    S_INIT("days since"),
    S_INIT("Something has not happened for a time."),
    SHAPE_RULES(days_since_rules),
};

static const struct rule clock_late_rules[] = {
    {S_INIT("id"), IS_ID, .needed = true, .names = NAMES_CLOCK,
     .at = AT(struct predicate, clock), .doc = S_INIT("the clock")},
    {S_INIT("breached"), IS_INT, .needed = true,
     .at = AT(struct predicate, at_least), .doc = S_INIT("so often")},
    {S_INIT("near"), IS_FLAG, .at = AT(struct predicate, near),
     .doc = S_INIT("as soon as the clock's `warn` says that it is near")},
};
const struct shape shape_clock_late = {
    S_INIT("a clock that is late"),
    S_INIT("A deadline was missed, or is near."),
    SHAPE_RULES(clock_late_rules),
};

static const struct rule put_off_rules[] = {
    {S_INIT("clock"), IS_ID, .needed = true, .names = NAMES_CLOCK,
     .at = AT(struct predicate, clock), .doc = S_INIT("the clock")},
    {S_INIT("times"), IS_INT, .needed = true,
     .at = AT(struct predicate, at_least), .doc = S_INIT("so often")},
};
const struct shape shape_put_off = {
    S_INIT("something put off"),
    S_INIT("A deadline was moved again and again."),
    SHAPE_RULES(put_off_rules),
};

static const struct rule absent_rules[] = {
    {S_INIT("agency"), IS_ID, .names = NAMES_AGENCY_KIND,
     .at = AT(struct predicate, agency),
     .doc = S_INIT("kind of agency; left out: any one agency whom the lists "
                   "name as not there")},
    {S_INIT("meetings"), IS_INT, .needed = true,
     .at = AT(struct predicate, at_least),
     .doc = S_INIT("from so many meetings in a row")},
};
const struct shape shape_absent = {
    S_INIT("an absence"),
    S_INIT("An agency stays away from meetings."),
    SHAPE_RULES(absent_rules),
};

static const struct rule stalled_rules[] = {
    {S_INIT("of"), IS_WORD, .needed = true, .words = &words_yields,
     .at = AT(struct predicate, of), .doc = S_INIT("what does not move")},
    {S_INIT("meetings"), IS_INT, .needed = true,
     .at = AT(struct predicate, at_least),
     .doc = S_INIT("over so many meetings")},
    {S_INIT("type"), IS_ID, .at = AT(struct predicate, agency),
     .doc = S_INIT("of this type")},
};
const struct shape shape_stalled = {
    S_INIT("a standstill"),
    S_INIT("Meetings pass and nothing moves."),
    SHAPE_RULES(stalled_rules),
};

static const struct rule rolled_over_rules[] = {
    {S_INIT("times"), IS_INT, .needed = true,
     .at = AT(struct predicate, at_least), .doc = S_INIT("so often")},
};
const struct shape shape_rolled_over = {
    S_INIT("an action rolled over"),
    S_INIT("The day of an open action of the plan was moved on again and "
           "again."),
    SHAPE_RULES(rolled_over_rules),
};

static const struct rule attended_rules[] = {
    {S_INIT("scores"), IS_INT, .needed = true,
     .at = AT(struct predicate, at_least),
     .doc = S_INIT("over so many scores in a row")},
};
const struct shape shape_attended = {
    S_INIT("attended without change"),
    S_INIT("What was offered was gone to, and an outcome of the plan is the "
           "same."),
    SHAPE_RULES(attended_rules),
};

static const struct rule language_rules[] = {
    {S_INIT("on"), IS_LATER, .needed = true, .shape = &shape_trigger,
     .doc = S_INIT("what was said, written or called in a language; the "
                   "newest counts")},
    {S_INIT("said"), IS_LATER, .needed = true,
     .doc = S_INIT("field:ID or arg:NAME of it, where the language stands")},
    {S_INIT("unless"), IS_LATER, .shape = &shape_trigger,
     .doc = S_INIT("such an entry met the child all the same: somebody "
                   "interpreted")},
};
const struct shape shape_language = {
    S_INIT("a language not met"),
    S_INIT("Another language than any that the child speaks."),
    SHAPE_RULES(language_rules),
};

static const struct rule predicate_rules[] = {
    {S_INIT("count"), IS_LATER, .shape = &shape_count,
     .doc = S_INIT("it happened so often")},
    {S_INIT("days_since"), IS_LATER, .shape = &shape_days_since,
     .doc = S_INIT("it has not happened for so long")},
    {S_INIT("clock"), IS_LATER, .shape = &shape_clock_late,
     .doc = S_INIT("a deadline was missed")},
    {S_INIT("put_off"), IS_LATER, .shape = &shape_put_off,
     .doc = S_INIT("a deadline was moved")},
    {S_INIT("absent"), IS_LATER, .shape = &shape_absent,
     .doc = S_INIT("an agency stays away")},
    {S_INIT("stalled"), IS_LATER, .shape = &shape_stalled,
     .doc = S_INIT("nothing moves")},
    {S_INIT("rolled_over"), IS_LATER, .shape = &shape_rolled_over,
     .doc = S_INIT("an action is put off again and again")},
    {S_INIT("attended"), IS_LATER, .shape = &shape_attended,
     .doc = S_INIT("services are gone to, and nothing changes")},
    {S_INIT("missing"), IS_LATER, .shape = &shape_trigger,
     .doc = S_INIT("it never happened")},
    {S_INIT("new_adult"), IS_FLAG,
     .doc = S_INIT("an adult came into the child's life")},
    {S_INIT("language"), IS_LATER, .shape = &shape_language,
     .doc = S_INIT("it was not in the child's language")},
    {S_INIT("state"), IS_LATER, .shape = &shape_state_of,
     .doc = S_INIT("where the child stands")},
    {S_INIT("all"), IS_LATER, .shape = &shape_predicate,
     .doc = S_INIT("a list: all of them")},
    {S_INIT("any"), IS_LATER, .shape = &shape_predicate,
     .doc = S_INIT("a list: one of them")},
    {S_INIT("not"), IS_LATER, .shape = &shape_predicate,
     .doc = S_INIT("not that")},
};
const struct shape shape_predicate = {
    S_INIT("a predicate"),
    S_INIT("One of these, and nothing else."),
    SHAPE_RULES(predicate_rules),
};

static const struct rule signal_rules[] = {
    {S_INIT("signal"), IS_ID, .needed = true, .defines = NAMES_SIGNAL,
     .at = AT(struct signal_rule, id), .doc = S_INIT("its id")},
    {S_INIT("title"), IS_WORDS, .needed = true,
     .at = AT(struct signal_rule, title), .doc = S_INIT("as it is read")},
    {S_INIT("ends"), IS_WORDS, .at = AT(struct signal_rule, ends),
     .doc = S_INIT("what makes it go away, as it is read")},
    {S_INIT("while"), IS_LATER, .shape = &shape_predicate,
     .doc = S_INIT("only while that holds")},
    {S_INIT("when"), IS_LATER, .needed = true, .shape = &shape_predicate,
     .doc = S_INIT("the pattern")},
    {S_INIT("tell"), IS_LATER, .needed = true,
     .doc = S_INIT("who is told, as in shares")},
    {S_INIT("clears"), IS_LATER, .shape = &shape_trigger,
     .doc = S_INIT("what answers it")},
    {S_INIT("ladder"), IS_LIST, .shape = &shape_step,
     .at = AT(struct signal_rule, ladder),
     .count_at = AT(struct signal_rule, ladder_count),
     .doc = S_INIT("who is told next when nobody reads it, of a clock only "
                   "while it is missed; left out: nobody")},
    RULE_BASIS(struct signal_rule),
    RULE_SOURCE(struct signal_rule),
};
const struct shape shape_signal = {
    S_INIT("a signal"),
    S_INIT("A pattern that should worry somebody."),
    SHAPE_RULES(signal_rules),
    .size = sizeof(struct signal_rule),
};

static const struct rule signals_rules[] = {
    {S_INIT("signals"), IS_LATER, .needed = true, .shape = &shape_signal,
     .doc = S_INIT("the signals")},
};
const struct shape shape_signals = {
    S_INIT("signals"),
    S_INIT("What should worry somebody."),
    SHAPE_RULES(signals_rules),
};

static const struct predicate *read_predicate(struct load *l,
    const struct node                                     *n);

/* What stands behind each key; shape null: read below. */
struct predicate_row {
    struct str          key;
    enum predicate_kind kind;
    const struct shape *shape;
};
static const struct predicate_row predicates[] = {
    {S_INIT("count"), SIG_COUNT, &shape_count},
    {S_INIT("days_since"), SIG_DAYS_SINCE, &shape_days_since},
    {S_INIT("clock"), SIG_CLOCK, &shape_clock_late},
    {S_INIT("put_off"), SIG_PUT_OFF, &shape_put_off},
    {S_INIT("absent"), SIG_ABSENT, &shape_absent},
    {S_INIT("stalled"), SIG_STALLED, &shape_stalled},
    {S_INIT("rolled_over"), SIG_ROLLED_OVER, &shape_rolled_over},
    {S_INIT("attended"), SIG_ATTENDED, &shape_attended},
    {S_INIT("missing"), SIG_MISSING, NULL},
    {S_INIT("new_adult"), SIG_NEW_ADULT, NULL},
    {S_INIT("language"), SIG_LANGUAGE, &shape_language},
    {S_INIT("state"), SIG_STATE, NULL},
    {S_INIT("all"), SIG_ALL, NULL},
    {S_INIT("any"), SIG_ANY, NULL},
    {S_INIT("not"), SIG_NOT, NULL},
};

static void
read_parts(struct load *l, const struct node *n, struct predicate *p)
{
    const struct predicate **all =
        ARENA_ARRAY(l->arena, const struct predicate *, node_count(n) + 1);

    for (const struct node *c = node_first(n); c; c = node_next(n, c)) {
        const struct predicate *part = read_predicate(l, c);

        if (part)
            all[p->part_count++] = part;
    }
    p->parts = all;
    if (p->kind == SIG_NOT && node_count(n) != 1)
        load_wrong(l, n, MISTAKE_ONE_PREDICATE, S(""), S(""));
}

static void
read_body(struct load *l, const struct node *n, struct predicate *p)
{
    switch (p->kind) {
    case SIG_COUNT:
    case SIG_DAYS_SINCE:
        load_triggers(l, node_member(n, S("trigger")), FOR_PATHWAY,
            &p->trigger);
        break;
    case SIG_MISSING:
        load_triggers(l, n, FOR_PATHWAY, &p->trigger);
        break;
    case SIG_LANGUAGE:
        load_language(l, n, p);
        break;
    case SIG_STATE:
        load_state_of(l, n, &p->pathway, &p->states, &p->state_count);
        break;
    case SIG_ALL:
    case SIG_ANY:
    case SIG_NOT:
        read_parts(l, n, p);
        break;
    default:
        break;
    }
}

static const struct predicate *
read_predicate(struct load *l, const struct node *n)
{
    struct predicate *p = ARENA_NEW(l->arena, struct predicate);

    if (!shape_read(l, &shape_predicate, n, NULL))
        return NULL;
    if (n->count != 1) {
        load_wrong(l, n, MISTAKE_ONE_PREDICATE, S(""), S(""));
        return NULL;
    }
    for (size_t i = 0; i < sizeof predicates / sizeof *predicates; i++) {
        const struct predicate_row *row = &predicates[i];

        if (!str_eq(row->key, n->child->key))
            continue;
        p->kind = row->kind;
        if (row->shape)
            (void)shape_read(l, row->shape, n->child, p);
        read_body(l, n->child, p);
        return p;
    }
    return NULL;
}

/* Each step later than the one before. */
static void
check_ladder(struct load *l, const struct node *n, const struct signal_rule *s)
{
    for (size_t i = 1; i < s->ladder_count; i++)
        if (span_roughly(s->ladder[i].unread) <=
            span_roughly(s->ladder[i - 1].unread))
            load_wrong(l, node_member(n, S("ladder")), MISTAKE_LADDER, s->id,
                S(""));
}

static void
read_signals(struct load *l, const struct node *list, struct signal_rule *all,
    size_t *count)
{
    for (const struct node *c = node_first(list); c; c = node_next(list, c)) {
        struct signal_rule *s = &all[*count];
        const struct node  *when = node_member(c, S("when"));
        const struct node  *while_ = node_member(c, S("while"));

        l->signal_nodes[(*count)++] = c;
        if (!shape_read(l, &shape_signal, c, s))
            continue;
        if (while_)
            s->while_ = read_predicate(l, while_);
        if (when)
            s->when = read_predicate(l, when);
        check_ladder(l, c, s);
        load_addressees(l, node_member(c, S("tell")), &s->tell, &s->tell_count);
        load_triggers(l, node_member(c, S("clears")), FOR_PATHWAY, &s->clears);
    }
}

void
load_signals(struct load *l)
{
    const struct node  *n = load_file(l, S("signals.yaml"));
    const struct node  *list = node_member(n, S("signals"));
    struct signal_rule *all;
    size_t              count = node_count(list), k = 0;

    if (n)
        (void)shape_read(l, &shape_signals, n, NULL);
    for (size_t i = 0; i < l->pack->pathways_count; i++)
        count += node_count(node_member(l->pathway_nodes[i], S("signals")));
    all = ARENA_ARRAY(l->arena, struct signal_rule, count + 1);
    l->signal_nodes = ARENA_ARRAY(l->arena, const struct node *, count + 1);
    read_signals(l, list, all, &k);
    for (size_t i = 0; i < l->pack->pathways_count; i++)
        read_signals(l, node_member(l->pathway_nodes[i], S("signals")), all,
            &k);
    l->pack->signals = all;
    l->pack->signals_count = k;
}
