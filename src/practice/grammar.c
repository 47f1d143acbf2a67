/*
 * The whole grammar as Markdown, from the tables that the checker uses:
 * `diogel pack grammar > docs/pack.md`, and a test that it is so.
 */
#include <assert.h>

#include "base/buf.h"
#include "practice/load.h"
#include "practice/rules.h"
#include "practice/yield.h"

#define MOST_SHAPES 128

struct grammar {
    struct buf          b;
    const struct shape *seen[MOST_SHAPES];
    size_t              count;
};

static void
add(struct grammar *g, struct str s)
{
    buf_add(&g->b, s);
}

/* In a cell, a | would end it. */
static void
add_cell(struct grammar *g, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '|')
            buf_add_byte(&g->b, '\\');
        buf_add_byte(&g->b, s.p[i]);
    }
}

static void
add_code(struct grammar *g, struct str s)
{
    add(g, S("`"));
    add(g, s);
    add(g, S("`"));
}

static const struct str is_words[] = {
    [IS_ID] = S_INIT("id"),
    [IS_TEXT] = S_INIT("text"),
    [IS_WORDS] = S_INIT("{cy, en}"),
    [IS_FLAG] = S_INIT("true"),
    [IS_INT] = S_INIT("number"),
    [IS_DATE] = S_INIT("date"),
    [IS_IDS] = S_INIT("ids"),
    [IS_TEXTS] = S_INIT("texts"),
    [IS_WORD] = S_INIT("word"),
    [IS_ENUM] = S_INIT("word"),
    [IS_BITS] = S_INIT("words"),
    [IS_SPAN] = S_INIT("amount of time"),
    [IS_MAP] = S_INIT("map"),
    [IS_LIST] = S_INIT("list"),
    [IS_NAMED] = S_INIT("map by id"),
    [IS_LATER] = S_INIT(""),
};

/* GitHub's anchor of a heading: lower case, spaces as hyphens. */
static void
add_link(struct grammar *g, const struct shape *s)
{
    add(g, S("["));
    add(g, s->name);
    add(g, S("](#"));
    for (size_t i = 0; i < s->name.n; i++)
        buf_add_byte(&g->b, s->name.p[i] == ' ' ? '-' : s->name.p[i]);
    add(g, S(")"));
}

static void
add_type(struct grammar *g, const struct rule *r)
{
    bool plain = !r->shape && !r->words;

    add(g, is_words[r->is]);
    if (r->names) {
        add(g, S(" of a "));
        add(g, name_kind_words((enum name_kind)r->names));
    }
    if (r->shape) {
        add(g, is_words[r->is].n ? S(": ") : S(""));
        add_link(g, r->shape);
    }
    if (r->words && !r->names) {
        add(g, is_words[r->is].n ? S(": ") : S(""));
        add(g, r->words->what);
    }
    if (plain && r->is == IS_LATER)
        add(g, S("see"));
}

static void
add_words(struct grammar *g, const struct word_list *list)
{
    add(g, S("\n*"));
    add(g, list->what);
    add(g, S("*: "));
    for (size_t i = 0; i < list->count; i++) {
        if (i)
            add(g, S(" \xc2\xb7 "));
        add_code(g, list->all[i].word);
        if (list != &words_yields && !str_is_empty(list->all[i].doc)) {
            add(g, S(" "));
            add(g, list->all[i].doc);
        }
    }
    add(g, S("\n"));
}

static bool
is_new_list(const struct shape *s, size_t i)
{
    const struct word_list *list = s->rules[i].words;

    if (!list || list == &words_yields || list == &words_basis)
        return false;
    for (size_t k = 0; k < i; k++)
        if (s->rules[k].words == list)
            return false;
    return true;
}

static void
add_rules(struct grammar *g, const struct shape *s)
{
    add(g, S("\n| key | | what | |\n|---|---|---|---|\n"));
    for (size_t i = 0; i < s->count; i++) {
        const struct rule *r = &s->rules[i];

        add(g, S("| "));
        add_code(g, r->key);
        add(g, r->needed ? S(" | must | ") : S(" | | "));
        add_type(g, r);
        add(g, S(" | "));
        add_cell(g, r->doc);
        add(g, S(" |\n"));
    }
    if (s->span_at)
        add(g,
            s->span_needed
                ? S("| a unit of time | must | number | how long |\n")
                : S("| a unit of time | | number | how long |\n"));
    for (size_t i = 0; i < s->count; i++)
        if (is_new_list(s, i))
            add_words(g, s->rules[i].words);
}

static bool
is_seen(struct grammar *g, const struct shape *s)
{
    for (size_t i = 0; i < g->count; i++)
        if (g->seen[i] == s)
            return true;
    assert(g->count < MOST_SHAPES);
    g->seen[g->count++] = s;
    return false;
}

/* A shape, then those it speaks of, each once. */
static void
add_shape(struct grammar *g, const struct shape *s, struct str level)
{
    if (is_seen(g, s))
        return;
    add(g, S("\n"));
    add(g, level);
    add(g, S(" "));
    add(g, s->name);
    add(g, S("\n"));
    add(g, s->doc);
    add(g, S("\n"));
    add_rules(g, s);
    for (size_t i = 0; i < s->count; i++)
        if (s->rules[i].shape)
            add_shape(g, s->rules[i].shape, S("###"));
}

static void
add_part(struct grammar *g, const struct pack_part *part)
{
    add(g, S("\n## "));
    add_code(g, part->file);
    add(g, S("\n"));
    add_shape(g, part->shape, S("###"));
}

/* --- yields ----------------------------------------------------------- */

struct letter {
    char       letter;
    struct str words;
};
static const struct letter arg_types[] = {
    {'T', S_INIT("text")},        {'W', S_INIT("words")},
    {'Y', S_INIT("yes or no")},   {'C', S_INIT("choice")},
    {'D', S_INIT("date")},        {'N', S_INIT("number")},
    {'P', S_INIT("person")},      {'A', S_INIT("account")},
    {'G', S_INIT("agency")},      {'K', S_INIT("desk")},
    {'I', S_INIT("identifier")},  {'L', S_INIT("location")},
    {'R', S_INIT("reporter")},    {'E', S_INIT("thread")},
    {'M', S_INIT("part of a plan")},
    {'F', S_INIT("any fields")},
    {'S', S_INIT("fields of text or a choice")},
    {'X', S_INIT("table or papers")},
};

static void
add_argument(struct grammar *g, enum yield_kind kind, size_t arg)
{
    struct str between = S(" (");

    if (arg)
        add(g, S(", "));
    add_code(g, yield_key(kind, arg));
    for (size_t i = 0; i < sizeof arg_types / sizeof *arg_types; i++)
        if (yield_arg_is(kind, arg, arg_types[i].letter)) {
            add(g, between);
            add(g, arg_types[i].words);
            between = S(" or ");
        }
    add(g, yield_arg_needed(kind, arg) ? S("; must be there)") : S(")"));
}

static void
add_yields(struct grammar *g)
{
    add(g,
        S("\n## Yields\nThe closed list of what an answer can mean.  In a "
          "pack `when` is the condition of a yield; the moment of a "
          "telling, a meeting or an incident is written `at`.\n\n"
          "| yield | arguments |\n|---|---|\n"));
    for (size_t y = 0; y < YIELD_COUNT; y++) {
        size_t n = yield_arg_count((enum yield_kind)y);

        add(g, S("| "));
        add_code(g, yield_word((enum yield_kind)y));
        add(g, S(" | "));
        for (size_t i = 0; i < n; i++)
            add_argument(g, (enum yield_kind)y, i);
        add(g, S(" |\n"));
    }
}

static const char opening[] =
    "# The practice pack: its whole grammar\n\n"
    "Made by `diogel pack grammar` from the tables that `diogel pack check` "
    "uses; not edited by hand.  What practice people decide is data: no "
    "expressions, no loops, no inheritance.  If a rule cannot be said, a "
    "word is added to the vocabulary, never a language.\n\n"
    "Ids are lower_snake; those of clocks may have dots.  Text is "
    "`{cy: ..., en: ...}`, both, always.  Where a list stands, a single "
    "value may stand.  `yes` and `no` are answers; a flag is `true` or left "
    "out.  Any map may say `draft: true` (Welsh of law that nobody has "
    "reviewed) or `example: true` (invented text): a live service refuses "
    "such a pack.  YAML is read without anchors, aliases and tags, and a "
    "scalar is taken as it is written.\n";

struct str
pack_grammar(struct arena *a)
{
    struct grammar g = {.count = 0};

    assert(a);
    buf_init(&g.b, a);
    add(&g, str_bytes(opening, sizeof opening - 1));
    add_words(&g, &words_units);
    add_words(&g, &words_basis);
    for (size_t i = 0; i < pack_parts_count; i++)
        add_part(&g, &pack_parts[i]);
    add_yields(&g);
    return buf_str(&g.b);
}
