/*
 * pack.yaml: what the pack is, from when it holds, and the numbers that the
 * program looks up by name.
 */
#include "base/zone.h"
#include "practice/load.h"
#include "practice/rules.h"

static const struct word limit_names[] = {
    {S_INIT("register_data_stale"),
     S_INIT("older data of a register is not searched: ring (S1)")},
    {S_INIT("repeat_check_memory"),
     S_INIT("how long a check that found nobody is remembered (S5)")},
    {S_INIT("repeat_check_times"),
     S_INIT("so many of them tell the front door (S5)")},
    {S_INIT("check_variations"),
     S_INIT("variations of one question by one asker in an hour (S5)")},
    {S_INIT("unsent_reminder"),
     S_INIT("after which an unsent concern reminds its author (S21)")},
    {S_INIT("breach_report"), S_INIT("to report a breach (S22)")},
    {S_INIT("calendar_warning"),
     S_INIT("before the calendar ends, the alarm")},
    {S_INIT("one_time_link"), S_INIT("how long one lives (S14)")},
    {S_INIT("enquiry_window"),
     S_INIT("how far back patterns in checks are looked for (S5)")},
    {S_INIT("enquiry_services"),
     S_INIT("so many services asking one question are a pattern")},
    {S_INIT("enquiry_areas"),
     S_INIT("so many authorities' areas asking it are a pattern")},
    {S_INIT("enquiry_spellings"),
     S_INIT("so many spellings of a name with one birth date are a pattern")},
    {S_INIT("look_window"),
     S_INIT("how far back an auditor's signals look")},
    {S_INIT("look_volume"),
     S_INIT("so many people opened by one account in it are a signal")},
    {S_INIT("link_readers"),
     S_INIT("so many readers of a proposed pair before it is linked")},
    {S_INIT("publish_under"), S_INIT("smaller figures are not published")},
    {S_INIT("forecast_window"),
     S_INIT("how far ahead missed deadlines are foreseen")},
    {S_INIT("attendance_window"),
     S_INIT("how far back meetings count for who came to them")},
};
static const struct word_list words_limits = WORD_LIST("limit", limit_names);

static const struct rule limit_rules[] = {
    {S_INIT("times"), IS_INT, .at = AT(struct term_limit, times),
     .doc = S_INIT("a number, where the limit is no amount of time")},
    RULE_BASIS(struct term_limit),
    RULE_SOURCE(struct term_limit),
};
const struct shape shape_limit = {
    S_INIT("a limit"),
    S_INIT("A number that belongs to no form and no pathway."),
    SHAPE_RULES(limit_rules),
    .size = sizeof(struct term_limit),
    .id_at = AT(struct term_limit, name),
    .defines = NAMES_LIMIT,
    .span_at = AT(struct term_limit, span),
};

static const struct word language_words[] = {
    {S_INIT("cy"), S_INIT("Welsh text")},
    {S_INIT("en"), S_INIT("English text")},
};
static const struct word_list words_languages =
    WORD_LIST("language", language_words);

static const struct word day_end_words[] = {
    {S_INIT("23:59"), S_INIT("a day's deadline ends with the day")},
};
static const struct word_list words_day_ends =
    WORD_LIST("end of the day", day_end_words);

static const struct rule pack_rules[] = {
    {S_INIT("pack"), IS_ID, .needed = true, .at = AT(struct pack, id),
     .doc = S_INIT("the pack's id")},
    {S_INIT("version"), IS_INT, .needed = true,
     .at = AT(struct pack, version), .doc = S_INIT("counts up from 1")},
    {S_INIT("title"), IS_WORDS, .needed = true, .at = AT(struct pack, title),
     .doc = S_INIT("what the pack is called")},
    {S_INIT("nation"), IS_WORDS, .needed = true,
     .at = AT(struct pack, nation_words),
     .doc = S_INIT("whose practice it is")},
    {S_INIT("languages"), IS_LATER, .needed = true,
     .words = &words_languages, .doc = S_INIT("both: [cy, en]")},
    {S_INIT("zone"), IS_TEXT, .needed = true,
     .at = AT(struct pack, zone_name),
     .doc = S_INIT("time zone in which days begin and end")},
    {S_INIT("day_ends"), IS_WORD, .needed = true, .words = &words_day_ends,
     .doc = S_INIT("when a day's deadline is over")},
    {S_INIT("holds_from"), IS_DATE, .needed = true,
     .at = AT(struct pack, holds_from),
     .doc = S_INIT("first day on which the pack's rules hold")},
    {S_INIT("model_of_practice"), IS_WORDS,
     .at = AT(struct pack, model_of_practice),
     .doc = S_INIT("in a few sentences, how people work here")},
    {S_INIT("limits"), IS_NAMED, .needed = true, .shape = &shape_limit,
     .words = &words_limits, .at = AT(struct pack, limits),
     .count_at = AT(struct pack, limits_count),
     .doc = S_INIT("numbers that the program looks up by these names")},
};
const struct shape shape_pack = {
    S_INIT("a pack"),
    S_INIT("What the pack is, from when it holds, and its numbers."),
    SHAPE_RULES(pack_rules),
};

static void
check_limits(struct load *l, const struct node *n)
{
    size_t i = 0;

    if (!n || n->kind != NODE_MAP)
        return;
    for (const struct node *c = n->child; c; c = c->next, i++) {
        const struct term_limit *t = &l->pack->limits[i];
        struct node              key = *c;

        key.kind = NODE_SCALAR;
        key.text = c->key;
        (void)shape_word(l, &words_limits, &key);
        if ((t->span.n > 0) == (t->times > 0))
            load_wrong(l, c, MISTAKE_SPAN_OR_TIMES, c->key, S(""));
    }
    for (i = 0; i < words_limits.count; i++)
        if (!node_member(n, limit_names[i].word))
            load_wrong(l, n, MISTAKE_MISSING_KEY, S("limits"),
                limit_names[i].word);
}

static void
check_both_languages(struct load *l, const struct node *n)
{
    unsigned seen = 0;

    for (const struct node *c = node_first(n); c; c = node_next(n, c)) {
        int v = shape_word(l, &words_languages, c);

        if (v >= 0)
            seen |= 1u << v;
    }
    if (n && seen != 3)
        load_wrong(l, n, MISTAKE_BOTH_LANGUAGES, S(""), S(""));
}

void
load_pack(struct load *l)
{
    const struct node *n = load_file(l, S("pack.yaml"));

    if (!n || !shape_read(l, &shape_pack, n, l->pack))
        return;
    l->pack->nation = l->pack->nation_words.en;
    check_limits(l, node_member(n, S("limits")));
    check_both_languages(l, node_member(n, S("languages")));
    if (!str_is_empty(l->pack->zone_name) &&
        zone_new(l->pack->zone_name, &l->loaded->zone))
        load_wrong(l, node_member(n, S("zone")), MISTAKE_NO_ZONE,
            l->pack->zone_name, S(""));
    l->pack->zone = l->loaded->zone;
}
