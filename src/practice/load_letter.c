/*
 * Letters of wording.yaml: what is said to an adult of the family, around what
 * the record has for that adult.  Sender and subject are read by whoever picks
 * the letter up, so they say nothing (S18).
 */
#include "practice/load.h"
#include "practice/rules.h"

static const struct word part_table[] = {
    [LETTER_OUTCOMES] = {S_INIT("outcomes"),
        S_INIT("what must change, of the plan")},
    [LETTER_ACTIONS] = {S_INIT("actions"),
        S_INIT("who does what, of the plan")},
    [LETTER_IF_NOT] = {S_INIT("if_not"),
        S_INIT("what happens if nothing changes, of the plan")},
    [LETTER_WORDS] = {S_INIT("child_words"),
        S_INIT("what the child said that this adult may hear (S16)")},
    [LETTER_REPORTS] = {S_INIT("report_copies"),
        S_INIT("reports for the meeting that was called last, with the words "
               "in them that this adult may hear")},
    [LETTER_MINUTES] = {S_INIT("minutes_copies"),
        S_INIT("of the minutes that were approved last, the rows that a copy "
               "yields; never of a meeting that the family is not asked to "
               "(S17)")},
};
static const struct word_list words_parts =
    WORD_LIST("part of a letter", part_table);

static const struct rule letter_rules[] = {
    {S_INIT("letter"), IS_ID, .needed = true, .defines = NAMES_LETTER,
     .at = AT(struct pack_letter, id),
     .doc = S_INIT("its id, as the form of letters names its kind")},
    {S_INIT("title"), IS_WORDS, .needed = true,
     .at = AT(struct pack_letter, title), .doc = S_INIT("its heading")},
    {S_INIT("sender"), IS_WORDS, .needed = true,
     .at = AT(struct pack_letter, sender),
     .doc = S_INIT("who sends it, in words that say nothing")},
    {S_INIT("subject"), IS_WORDS, .needed = true,
     .at = AT(struct pack_letter, subject),
     .doc = S_INIT("what stands outside, in words that say nothing")},
    {S_INIT("opening"), IS_WORDS, .needed = true,
     .at = AT(struct pack_letter, opening), .doc = S_INIT("how it begins")},
    {S_INIT("parts"), IS_BITS, .words = &words_parts,
     .at = AT(struct pack_letter, parts),
     .doc = S_INIT("what it takes from the record, where marked for the "
                   "adult")},
    {S_INIT("closing"), IS_WORDS, .needed = true,
     .at = AT(struct pack_letter, closing), .doc = S_INIT("how it ends")},
};
const struct shape shape_letter = {
    S_INIT("a letter"),
    S_INIT("What is said to one adult of the family."),
    SHAPE_RULES(letter_rules),
    .size = sizeof(struct pack_letter),
};

void
load_letters(struct load *l, const struct node *list)
{
    struct pack_letter *all =
        ARENA_ARRAY(l->arena, struct pack_letter, l->pack->letters_count + 1);
    size_t i = 0;

    for (const struct node *c = node_first(list);
         c && i < l->pack->letters_count; c = node_next(list, c)) {
        all[i] = l->pack->letters[i];
        all[i++].example =
            str_eq(node_text(node_member(c, S("example"))), S("true"));
    }
    l->pack->letters = all;
}
