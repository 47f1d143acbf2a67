/*
 * measures.yaml: what is counted for a return or a board.
 */
#include "practice/load.h"
#include "practice/rules.h"

static const struct rule clock_of_rules[] = {
    {S_INIT("clock"), IS_ID, .needed = true, .names = NAMES_CLOCK,
     .at = AT(struct measure_rule, clock), .doc = S_INIT("a clock")},
};
const struct shape shape_clock_of = {
    S_INIT("what is measured"),
    S_INIT("The instances of one clock."),
    SHAPE_RULES(clock_of_rules),
};

static const struct word count_table[] = {
    {S_INIT("met_in_time"), S_INIT("met before it was late")},
    {S_INIT("met"), S_INIT("met at all")},
    {S_INIT("late"), S_INIT("late, met or not")},
    {S_INIT("open"), S_INIT("neither met nor late")},
    {S_INIT("all_due"), S_INIT("every instance that fell due")},
    {S_INIT("all"), S_INIT("every instance")},
};
static const struct word_list words_counts = WORD_LIST("count", count_table);

static const struct word per_table[] = {
    {S_INIT("child"), S_INIT("each child counts")},
    {S_INIT("thread"), S_INIT("each matter counts once")},
    {S_INIT("meeting"), S_INIT("each meeting counts once")},
};
static const struct word_list words_per = WORD_LIST("per", per_table);

static const struct word by_table[] = {
    {S_INIT("authority"), S_INIT("")}, {S_INIT("category"), S_INIT("")},
    {S_INIT("age_band"), S_INIT("")},  {S_INIT("language"), S_INIT("")},
    {S_INIT("agency"), S_INIT("")},    {S_INIT("ethnicity"), S_INIT("")},
    {S_INIT("sex"), S_INIT("")},       {S_INIT("disability"), S_INIT("")},
};
static const struct word_list words_by = WORD_LIST("breakdown", by_table);

static const struct rule measure_rules[] = {
    {S_INIT("measure"), IS_ID, .needed = true, .defines = NAMES_MEASURE,
     .at = AT(struct measure_rule, id), .doc = S_INIT("its id")},
    {S_INIT("title"), IS_WORDS, .needed = true,
     .at = AT(struct measure_rule, title), .doc = S_INIT("as it is read")},
    {S_INIT("of"), IS_MAP, .needed = true, .shape = &shape_clock_of, .at = 1,
     .doc = S_INIT("what is measured")},
    {S_INIT("ratio"), IS_LATER, .needed = true, .words = &words_counts,
     .doc = S_INIT("{this: of that}")},
    {S_INIT("per"), IS_TEXTS, .needed = true, .words = &words_per,
     .at = AT(struct measure_rule, per),
     .count_at = AT(struct measure_rule, per_count),
     .doc = S_INIT("what counts as one; each is published")},
    {S_INIT("by"), IS_TEXTS, .words = &words_by,
     .at = AT(struct measure_rule, by),
     .count_at = AT(struct measure_rule, by_count),
     .doc = S_INIT("how it is broken down")},
    {S_INIT("suppress_under"), IS_INT, .needed = true,
     .at = AT(struct measure_rule, suppress_under),
     .doc = S_INIT("smaller figures are not shown")},
    {S_INIT("official"), IS_LATER,
     .doc = S_INIT("its official name and code: {cy, en, code}")},
    RULE_BASIS(struct measure_rule),
    RULE_SOURCE(struct measure_rule),
};
const struct shape shape_measure = {
    S_INIT("a measure"),
    S_INIT("A figure for a return or a board."),
    SHAPE_RULES(measure_rules),
    .size = sizeof(struct measure_rule),
};

static const struct rule measures_rules[] = {
    {S_INIT("measures"), IS_LIST, .needed = true, .shape = &shape_measure,
     .at = AT(struct pack, measures),
     .count_at = AT(struct pack, measures_count),
     .doc = S_INIT("the measures")},
};
const struct shape shape_measures = {
    S_INIT("measures"),
    S_INIT("What is counted."),
    SHAPE_RULES(measures_rules),
};

static void
read_ratio(struct load *l, const struct node *n, struct measure_rule *m)
{
    struct node key;

    if (!n)
        return;
    if (n->kind != NODE_MAP || n->count != 1) {
        load_wrong(l, n, MISTAKE_RATIO, S(""), S(""));
        return;
    }
    key = *n->child;
    key.kind = NODE_SCALAR;
    key.text = n->child->key;
    (void)shape_word(l, &words_counts, &key);
    (void)shape_word(l, &words_counts, n->child);
    m->numerator = n->child->key;
    m->denominator = node_text(n->child);
}

void
load_measures(struct load *l)
{
    const struct node   *n = load_file(l, S("measures.yaml")), *list;
    struct measure_rule *all;
    size_t               i = 0;

    if (!n || !shape_read(l, &shape_measures, n, l->pack))
        return;
    list = node_member(n, S("measures"));
    all = (struct measure_rule *)l->pack->measures;
    for (const struct node *c = node_first(list); c; c = node_next(list, c))
        read_ratio(l, node_member(c, S("ratio")), &all[i++]);
}
