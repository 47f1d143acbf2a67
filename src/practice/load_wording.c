/*
 * wording.yaml: words to think again about.  thresholds/<name>.yaml: text
 * shown beside decisions, one file for each board.
 */
#include "practice/load.h"
#include "practice/rules.h"

static const struct word language_table[] = {
    [LANG_CY] = {S_INIT("cy"), S_INIT("Welsh text")},
    [LANG_EN] = {S_INIT("en"), S_INIT("English text")},
};
static const struct word_list words_language =
    WORD_LIST("language", language_table);

static const struct rule phrase_rules[] = {
    {S_INIT("phrase"), IS_ID, .needed = true, .defines = NAMES_PHRASE,
     .at = AT(struct pack_phrase, id), .doc = S_INIT("its id")},
    {S_INIT("language"), IS_ENUM, .needed = true, .words = &words_language,
     .at = AT(struct pack_phrase, language),
     .doc = S_INIT("of the words that are looked for")},
    {S_INIT("match"), IS_TEXTS, .needed = true,
     .at = AT(struct pack_phrase, match),
     .count_at = AT(struct pack_phrase, match_count),
     .doc = S_INIT("words to look for, in lower case")},
    {S_INIT("why"), IS_WORDS, .needed = true, .at = AT(struct pack_phrase, why),
     .doc = S_INIT("what is wrong with them")},
    {S_INIT("better"), IS_WORDS, .needed = true,
     .at = AT(struct pack_phrase, better),
     .doc = S_INIT("what to write instead")},
};
const struct shape shape_phrase = {
    S_INIT("a phrase"),
    S_INIT("A prompt, never a bar: whoever writes decides."),
    SHAPE_RULES(phrase_rules),
    .size = sizeof(struct pack_phrase),
};

static const struct word quotes_table[] = {
    {S_INIT("exempt"), S_INIT("words in quotation marks are left alone")},
};
static const struct word_list words_quotes =
    WORD_LIST("way with quotation marks", quotes_table);

static const struct rule wording_rules[] = {
    {S_INIT("phrases"), IS_LIST, .needed = true, .shape = &shape_phrase,
     .at = AT(struct pack, phrases),
     .count_at = AT(struct pack, phrases_count),
     .doc = S_INIT("the phrases")},
    {S_INIT("letters"), IS_LIST, .shape = &shape_letter,
     .at = AT(struct pack, letters),
     .count_at = AT(struct pack, letters_count),
     .doc = S_INIT("what letters to the family say")},
    {S_INIT("exempt"), IS_BITS, .words = &words_field_types,
     .at = AT(struct pack, wording_exempt),
     .doc = S_INIT("types of field that are not looked at")},
    {S_INIT("quotes"), IS_WORD, .words = &words_quotes,
     .doc = S_INIT("what other people said")},
    {S_INIT("basis"), IS_WORD, .needed = true, .words = &words_basis,
     .doc = S_INIT("how firm the ground is")},
    {S_INIT("source"), IS_TEXT, .needed = true,
     .doc = S_INIT("where it can be read")},
};
const struct shape shape_wording = {
    S_INIT("wording"),
    S_INIT("Words to think again about, why, and better ones."),
    SHAPE_RULES(wording_rules),
};

static const struct rule level_rules[] = {
    {S_INIT("level"), IS_INT, .needed = true,
     .at = AT(struct pack_threshold_level, level), .doc = S_INIT("1, 2 …")},
    {S_INIT("title"), IS_WORDS, .needed = true,
     .at = AT(struct pack_threshold_level, title),
     .doc = S_INIT("what it is called")},
    {S_INIT("text"), IS_WORDS, .needed = true,
     .at = AT(struct pack_threshold_level, text),
     .doc = S_INIT("what it means")},
};
const struct shape shape_level = {
    S_INIT("a level"),
    S_INIT("One level of need."),
    SHAPE_RULES(level_rules),
    .size = sizeof(struct pack_threshold_level),
};

static const struct rule threshold_rules[] = {
    {S_INIT("threshold"), IS_ID, .needed = true, .defines = NAMES_THRESHOLD,
     .at = AT(struct pack_threshold, id), .doc = S_INIT("its id")},
    {S_INIT("board"), IS_ID, .needed = true, .names = NAMES_AGENCY,
     .at = AT(struct pack_threshold, board), .doc = S_INIT("whose it is")},
    {S_INIT("title"), IS_WORDS, .at = AT(struct pack_threshold, title),
     .doc = S_INIT("its heading")},
    {S_INIT("levels"), IS_LIST, .needed = true, .shape = &shape_level,
     .at = AT(struct pack_threshold, levels),
     .count_at = AT(struct pack_threshold, count),
     .doc = S_INIT("the levels")},
    {S_INIT("basis"), IS_WORD, .needed = true, .words = &words_basis,
     .doc = S_INIT("how firm the ground is")},
    {S_INIT("source"), IS_TEXT, .needed = true,
     .doc = S_INIT("where it can be read")},
};
const struct shape shape_threshold = {
    S_INIT("threshold wording"),
    S_INIT("Text shown beside decisions, for one board."),
    SHAPE_RULES(threshold_rules),
    .size = sizeof(struct pack_threshold),
};

static void
check_matches(struct load *l, const struct node *list)
{
    for (const struct node *c = node_first(list); c; c = node_next(list, c)) {
        const struct node *match = node_member(c, S("match"));

        for (const struct node *m = node_first(match); m;
             m = node_next(match, m))
            if (!str_eq(str_lower(l->arena, node_text(m)), node_text(m)))
                load_wrong(l, m, MISTAKE_LOWER_CASE, node_text(m), S(""));
    }
}

void
load_wording(struct load *l)
{
    const struct node *n = load_file(l, S("wording.yaml"));

    if (!n || !shape_read(l, &shape_wording, n, l->pack))
        return;
    load_letters(l, node_member(n, S("letters")));
    l->pack->quotes_exempt = node_member(n, S("quotes")) != NULL;
    check_matches(l, node_member(n, S("phrases")));
}

void
load_thresholds(struct load *l)
{
    size_t count = load_count(l, S("thresholds/")), i = 0, k = 0;
    struct pack_threshold *all =
        ARENA_ARRAY(l->arena, struct pack_threshold, count + 1);
    const struct node *n;

    while ((n = load_next(l, S("thresholds/"), &i))) {
        all[k].example =
            str_eq(node_text(node_member(n, S("example"))), S("true"));
        (void)shape_read(l, &shape_threshold, n, &all[k++]);
    }
    l->pack->thresholds = all;
    l->pack->thresholds_count = k;
}
