/*
 * terms.yaml: the pack's own words.  What things are called, every list
 * that a form offers, ties, threads, groups of forms, purposes, systems of
 * identifiers, kinds of location, lawful bases, retention.
 */
#include "practice/load.h"
#include "practice/rules.h"

/* Kernel nouns that every pack must have a word for. */
static const struct word noun_table[] = {
#define NOUN(word, doc) {S_INIT(word), S_INIT(doc)},
#include "practice/vocabulary.def"
};
static const struct word_list words_nouns = WORD_LIST("noun", noun_table);

static const struct word told_table[] = {
#define TOLD(word, doc) {S_INIT(word), S_INIT(doc)},
#include "practice/vocabulary.def"
};
static const struct word_list words_told =
    WORD_LIST("way to be told", told_table);

static const struct word option_means_table[] = {
    {S_INIT("mother"), S_INIT("of a relation: the child's mother")},
    {S_INIT("parent"), S_INIT("of a relation: another parent of the child")},
    {S_INIT("carer"), S_INIT("of a relation: who cares for the child")},
    {S_INIT("sibling"), S_INIT("of a relation: brother or sister")},
    {S_INIT("female"), S_INIT("of sex: female")},
    {S_INIT("male"), S_INIT("of sex: male")},
    {S_INIT("reporter"), S_INIT("of whom something was told: who reported")},
    {S_INIT("alleged"), S_INIT("of a part: alleged to have harmed (S9)")},
    {S_INIT("done"), S_INIT("of an action: it is done")},
    {S_INIT("under_way"), S_INIT("of an action: begun, and not done")},
    {S_INIT("not_yet"), S_INIT("of an action: not begun, because …")},
    {S_INIT("leaves"), S_INIT("of a step of a transfer: signed by the authority"
                              " that the child leaves")},
    {S_INIT("receives"), S_INIT("of a step of a transfer: signed by the"
                                " authority that the child comes to")},
    {S_INIT("trusted"), S_INIT("of a note: whom the child trusts")},
    {S_INIT("spokesperson"),
        S_INIT("of an offer: somebody independent to speak for the child")},
    {S_INIT("traced"), S_INIT("of evidence: a number was traced")},
    {S_INIT("first_of_two"), S_INIT("of two traced numbers: that of the record"
                                   " in hand stands")},
    {S_INIT("second_of_two"), S_INIT("of two traced numbers: that of the other"
                                    " record stands")},
    {S_INIT("unrelated"), S_INIT("of a relation: neither family nor at home")},
};
static const struct word_list words_option_means =
    WORD_LIST("meaning of an option", option_means_table);

static const struct word stands_table[] = {
#define KIN(name, word, doc) {S_INIT(word), S_INIT(doc)},
#include "practice/vocabulary.def"
};
static const struct word_list words_stands =
    WORD_LIST("place in a family", stands_table);

static const struct word sex_table[] = {
    {S_INIT("female"), S_INIT("a circle")},
    {S_INIT("male"), S_INIT("a square")},
};
static const struct word_list words_sex = WORD_LIST("sex", sex_table);

static const struct word side_table[] = {
    {S_INIT("front"), S_INIT("")},
    {S_INIT("back"), S_INIT("")},
};
static const struct word_list words_sides = WORD_LIST("side", side_table);

static const struct rule option_rules[] = {
    {S_INIT("id"), IS_ID, .needed = true, .at = AT(struct term_option, id),
     .doc = S_INIT("its id, unique in the list")},
    {S_INIT("label"), IS_WORDS, .needed = true,
     .at = AT(struct term_option, label), .doc = S_INIT("as it is read")},
    {S_INIT("rank"), IS_INT, .at = AT(struct term_option, rank),
     .doc = S_INIT("1 sorts first")},
    {S_INIT("means"), IS_WORD, .words = &words_option_means,
     .at = AT(struct term_option, means),
     .doc = S_INIT("what the program knows it by: who somebody is, when it "
                   "asks whether two records are of one; how an action "
                   "stands")},
    {S_INIT("told"), IS_WORD, .words = &words_told,
     .at = AT(struct term_option, told),
     .doc = S_INIT("kinds of reporter: what they may be told; who may hear "
                   "a child: full lets everybody at the table, nothing keeps "
                   "the words whatever else is said (S16)")},
    {S_INIT("emergency"), IS_FLAG, .at = AT(struct term_option, emergency),
     .doc = S_INIT("the child is here and cannot wait")},
    {S_INIT("other"), IS_FLAG, .at = AT(struct term_option, other),
     .doc = S_INIT("asks for words: beside the question stands a line for "
                   "them, a field of its own, FIELD_other")},
    {S_INIT("code"), IS_TEXT, .at = AT(struct term_option, code),
     .doc = S_INIT("code in returns")},
    {S_INIT("purpose"), IS_ID, .names = NAMES_PURPOSE,
     .at = AT(struct term_option, purpose),
     .doc = S_INIT("the purpose that the answer stands for")},
    {S_INIT("side"), IS_WORD, .words = &words_sides,
     .at = AT(struct term_option, side),
     .doc = S_INIT("of a region of the body")},
    {S_INIT("holds"), IS_ID, .names = NAMES_FORM,
     .at = AT(struct term_option, holds),
     .doc = S_INIT("kinds of meeting: the form that is filled in when it is "
                   "held")},
    {S_INIT("stands"), IS_WORD, .words = &words_stands,
     .at = AT(struct term_option, stands),
     .doc = S_INIT("of a relation: where in the drawing of the family; left "
                   "out: below it, with those around")},
    {S_INIT("sex"), IS_WORD, .words = &words_sex,
     .at = AT(struct term_option, sex),
     .doc = S_INIT("of a relation: that the word itself says")},
    {S_INIT("at"), IS_TEXT, .at = AT(struct term_option, at),
     .doc = S_INIT("where on the picture of that side: across and down, of "
                   "160 and 400")},
};
const struct shape shape_option = {
    S_INIT("an option"),
    S_INIT("One answer of a list."),
    SHAPE_RULES(option_rules),
    .size = sizeof(struct term_option),
};

static const struct word list_means_table[] = {
    {S_INIT("check_reason"), S_INIT("why the register is checked now")},
    {S_INIT("check_urgency"), S_INIT("how urgent a check is")},
    {S_INIT("category"), S_INIT("categories of the register")},
    {S_INIT("threshold"),
     S_INIT("levels that a board's threshold text is about")},
};
static const struct word_list words_list_means =
    WORD_LIST("meaning of a list", list_means_table);

static const struct rule list_rules[] = {
    {S_INIT("list"), IS_ID, .needed = true, .defines = NAMES_LIST,
     .at = AT(struct term_list, id), .doc = S_INIT("its id")},
    {S_INIT("means"), IS_WORD, .words = &words_list_means,
     .at = AT(struct term_list, means),
     .doc = S_INIT("what the program itself asks it for")},
    {S_INIT("options"), IS_LIST, .needed = true, .shape = &shape_option,
     .at = AT(struct term_list, options),
     .count_at = AT(struct term_list, count),
     .doc = S_INIT("in the order in which they are offered")},
};
const struct shape shape_list = {
    S_INIT("a list of options"),
    S_INIT("What a choice offers."),
    SHAPE_RULES(list_rules),
    .size = sizeof(struct term_list),
};

static const struct word tie_table[] = {
    {S_INIT("co_ordinator"), S_INIT("holds the plan together")},
    {S_INIT("allocated"), S_INIT("the worker who has the child")},
    {S_INIT("core_group"), S_INIT("works the plan")},
    {S_INIT("invited"), S_INIT("to a meeting")},
    {S_INIT("reviewing"), S_INIT("chairs and reviews, from outside")},
    {S_INIT("roll"), S_INIT("on the roll or list of the agency")},
    {S_INIT("episode"), S_INIT("in its care for now")},
    {S_INIT("duty"), S_INIT("on the desk that holds the concern")},
    {S_INIT("supervisor"), S_INIT("supervises the worker")},
    {S_INIT("cover"), S_INIT("stands in for the worker")},
    {S_INIT("kin"), S_INIT("relative: refused (S9)")},
    {S_INIT("author"), S_INIT("wrote an entry")},
};
static const struct word_list words_ties =
    WORD_LIST("meaning of a tie", tie_table);

static const struct rule tie_rules[] = {
    {S_INIT("tie"), IS_ID, .needed = true, .defines = NAMES_TIE,
     .at = AT(struct tie_term, id), .doc = S_INIT("its id")},
    {S_INIT("label"), IS_WORDS, .needed = true,
     .at = AT(struct tie_term, label), .doc = S_INIT("as it is read")},
    {S_INIT("means"), IS_WORD, .needed = true, .words = &words_ties,
     .at = AT(struct tie_term, means),
     .doc = S_INIT("what the program takes it for")},
    {S_INIT("lasts"), IS_SPAN, .at = AT(struct tie_term, lasts),
     .doc = S_INIT("it ends by itself after that")},
    {S_INIT("weight"), IS_INT, .at = AT(struct tie_term, weight),
     .doc = S_INIT("what one such child counts for in a caseload; left out: "
                   "nothing")},
    {S_INIT("ends_by"), IS_LATER, .shape = &shape_trigger,
     .doc = S_INIT("what ends those that there are; leaving a register ends "
                   "none while the child is on another")},
};
const struct shape shape_tie = {
    S_INIT("a tie"),
    S_INIT("Why somebody has business with a child."),
    SHAPE_RULES(tie_rules),
    .size = sizeof(struct tie_term),
};

static const struct word thread_role_table[] = {
    {S_INIT("reporter"), S_INIT("who reported")},
    {S_INIT("author"), S_INIT("who wrote the entry")},
    {S_INIT("invited"), S_INIT("agencies asked to a meeting in it")},
    {S_INIT("questioned"), S_INIT("agencies that an entry in it asks: those "
                                  "of theirs who may answer")},
    {S_INIT("shared"), S_INIT("agencies that a record in it is shared with")},
    {S_INIT("minutes"), S_INIT("who takes the minutes of a meeting in it, "
                               "until they are approved")},
    {S_INIT("minutes_before"), S_INIT("who took them until somebody else was "
                                      "named; only to be told")},
    {S_INIT("child"), S_INIT("whom it is about")},
};
static const struct word_list words_thread_roles =
    WORD_LIST("meaning of a role in a thread", thread_role_table);

static const struct rule thread_role_rules[] = {
    {S_INIT("role"), IS_ID, .needed = true, .at = AT(struct thread_role, id),
     .doc = S_INIT("its id")},
    {S_INIT("label"), IS_WORDS, .needed = true,
     .at = AT(struct thread_role, label), .doc = S_INIT("as it is read")},
    {S_INIT("means"), IS_WORD, .words = &words_thread_roles,
     .at = AT(struct thread_role, means),
     .doc = S_INIT("what the program takes it for")},
};
const struct shape shape_thread_role = {
    S_INIT("a role in a thread"),
    S_INIT("What somebody is to a concern or a meeting."),
    SHAPE_RULES(thread_role_rules),
    .size = sizeof(struct thread_role),
};

static const struct rule thread_rules[] = {
    {S_INIT("thread"), IS_ID, .needed = true, .defines = NAMES_THREAD,
     .at = AT(struct thread_term, id), .doc = S_INIT("its id")},
    {S_INIT("label"), IS_WORDS, .needed = true,
     .at = AT(struct thread_term, label), .doc = S_INIT("as it is read")},
    {S_INIT("roles"), IS_LIST, .shape = &shape_thread_role,
     .at = AT(struct thread_term, roles),
     .count_at = AT(struct thread_term, role_count),
     .doc = S_INIT("who can be what in it")},
};
const struct shape shape_thread = {
    S_INIT("a thread"),
    S_INIT("What ties together entries that belong to one matter."),
    SHAPE_RULES(thread_rules),
    .size = sizeof(struct thread_term),
};

static const struct rule group_rules[] = {
    {S_INIT("group"), IS_ID, .needed = true, .defines = NAMES_GROUP,
     .at = AT(struct pack_words, id), .doc = S_INIT("its id")},
    {S_INIT("label"), IS_WORDS, .needed = true,
     .at = AT(struct pack_words, text), .doc = S_INIT("as it is read")},
};
const struct shape shape_group = {
    S_INIT("a group of forms"),
    S_INIT("What access.yaml speaks of."),
    SHAPE_RULES(group_rules),
    .size = sizeof(struct pack_words),
};

static const struct rule stage_rules[] = {
    {S_INIT("stage"), IS_ID, .needed = true, .defines = NAMES_STAGE,
     .at = AT(struct stage_term, id), .doc = S_INIT("its id")},
    {S_INIT("label"), IS_WORDS, .needed = true,
     .at = AT(struct stage_term, label), .doc = S_INIT("as it is read")},
    {S_INIT("forms"), IS_IDS, .needed = true, .names = NAMES_FORM,
     .at = AT(struct stage_term, forms),
     .count_at = AT(struct stage_term, form_count),
     .doc = S_INIT("what is written then; a form stands where it is first "
                   "named, one in no stage under its group")},
};
const struct shape shape_stage = {
    S_INIT("a stage of the work"),
    S_INIT("A heading over the forms that a child's page offers."),
    SHAPE_RULES(stage_rules),
    .size = sizeof(struct stage_term),
};

static const struct word for_table[] = {
    {S_INIT("check"), S_INIT("of the register")},
    {S_INIT("look"), S_INIT("at a child")},
};
static const struct word_list words_for = WORD_LIST("use", for_table);

static const struct word means_table[] = {
    {S_INIT("attendance"), S_INIT("the child is here now (check)")},
    {S_INIT("concern"), S_INIT("a worry now (check)")},
    {S_INIT("duty"), S_INIT("work of a desk")},
    {S_INIT("casework"), S_INIT("work with this child")},
    {S_INIT("own"), S_INIT("what the reader reported")},
    {S_INIT("oversight"), S_INIT("oversight and audit")},
    {S_INIT("upkeep"), S_INIT("keeping the system")},
    {S_INIT("minutes"), S_INIT("taking the minutes of a meeting; nothing but "
                               "the meeting is looked at for it")},
};
static const struct word_list words_purpose_means =
    WORD_LIST("meaning", means_table);

static const struct rule purpose_rules[] = {
    {S_INIT("purpose"), IS_ID, .needed = true, .defines = NAMES_PURPOSE,
     .at = AT(struct purpose_term, id), .doc = S_INIT("its id")},
    {S_INIT("for"), IS_WORD, .needed = true, .words = &words_for,
     .doc = S_INIT("where it is asked")},
    {S_INIT("means"), IS_WORD, .needed = true,
     .words = &words_purpose_means, .at = AT(struct purpose_term, means),
     .doc = S_INIT("what the program knows it as")},
    {S_INIT("label"), IS_WORDS, .needed = true,
     .at = AT(struct purpose_term, label), .doc = S_INIT("as it is read")},
};
const struct shape shape_purpose = {
    S_INIT("a purpose"),
    S_INIT("Why somebody looks; asked once, and travels with every look."),
    SHAPE_RULES(purpose_rules),
    .size = sizeof(struct purpose_term),
};

static const struct word check_table[] = {
#define NUMBER(word, doc) {S_INIT(word), S_INIT(doc)},
#include "practice/vocabulary.def"
};
static const struct word_list words_checks =
    WORD_LIST("way to check a number", check_table);

static const struct rule identifier_rules[] = {
    {S_INIT("system"), IS_ID, .needed = true, .defines = NAMES_IDENTIFIER,
     .at = AT(struct identifier_term, id), .doc = S_INIT("its id")},
    {S_INIT("label"), IS_WORDS, .needed = true,
     .at = AT(struct identifier_term, label),
     .doc = S_INIT("as it is read")},
    {S_INIT("uri"), IS_TEXT, .at = AT(struct identifier_term, uri),
     .doc = S_INIT("its name between systems")},
    {S_INIT("check"), IS_WORD, .needed = true, .words = &words_checks,
     .at = AT(struct identifier_term, check),
     .doc = S_INIT("how a mistyped one is found")},
    {S_INIT("known_by"), IS_IDS, .names = NAMES_AGENCY_KIND,
     .at = AT(struct identifier_term, known_by),
     .count_at = AT(struct identifier_term, known_count),
     .doc = S_INIT("kinds of agency whose record lacks it where another "
                   "record of the child has one; none given: every kind's")},
    {S_INIT("months_from"), IS_INT,
     .at = AT(struct identifier_term, months_from),
     .doc = S_INIT("of age, before which it is not missing")},
    {S_INIT("months_until"), IS_INT,
     .at = AT(struct identifier_term, months_until),
     .doc = S_INIT("of age, from which it is not missing")},
};
const struct shape shape_identifier = {
    S_INIT("a system of identifiers"),
    S_INIT("Numbers that name people."),
    SHAPE_RULES(identifier_rules),
    .size = sizeof(struct identifier_term),
};

static const struct rule location_rules[] = {
    {S_INIT("location"), IS_ID, .needed = true, .defines = NAMES_LOCATION,
     .at = AT(struct pack_words, id), .doc = S_INIT("its id")},
    {S_INIT("label"), IS_WORDS, .needed = true,
     .at = AT(struct pack_words, text), .doc = S_INIT("as it is read")},
};
const struct shape shape_location = {
    S_INIT("a kind of location"),
    S_INIT("What a location field asks for."),
    SHAPE_RULES(location_rules),
    .size = sizeof(struct pack_words),
};

static const struct rule lawful_basis_rules[] = {
    {S_INIT("lawful_basis"), IS_ID, .needed = true,
     .defines = NAMES_LAWFUL_BASIS, .at = AT(struct pack_words, id),
     .doc = S_INIT("its id")},
    {S_INIT("label"), IS_WORDS, .needed = true,
     .at = AT(struct pack_words, text), .doc = S_INIT("as it is read")},
    {S_INIT("basis"), IS_WORD, .needed = true, .words = &words_basis,
     .doc = S_INIT("how firm the ground is")},
    {S_INIT("source"), IS_TEXT, .needed = true,
     .doc = S_INIT("where the rule can be read")},
};
const struct shape shape_lawful_basis = {
    S_INIT("a lawful basis"),
    S_INIT("Under which law an entry is kept."),
    SHAPE_RULES(lawful_basis_rules),
    .size = sizeof(struct pack_words),
};

static const struct word keep_table[] = {
    {S_INIT("closed"), S_INIT("the child's matters were closed")},
    {S_INIT("birth"), S_INIT("the person was born")},
    {S_INIT("recorded"), S_INIT("the entry was recorded")},
};
static const struct word_list words_keep =
    WORD_LIST("beginning of retention", keep_table);

static const struct rule keep_rules[] = {
    {S_INIT("years"), IS_INT, .needed = true,
     .at = AT(struct retention_term, years), .doc = S_INIT("how long")},
    {S_INIT("from"), IS_WORD, .needed = true, .words = &words_keep,
     .at = AT(struct retention_term, from), .doc = S_INIT("since when")},
};
const struct shape shape_keep = {
    S_INIT("how long"),
    S_INIT("Years, and from when they count."),
    SHAPE_RULES(keep_rules),
};

static const struct rule retention_rules[] = {
    {S_INIT("retention"), IS_ID, .needed = true, .defines = NAMES_RETENTION,
     .at = AT(struct retention_term, id), .doc = S_INIT("its id")},
    {S_INIT("label"), IS_WORDS, .needed = true,
     .at = AT(struct retention_term, label), .doc = S_INIT("as it is read")},
    {S_INIT("keep"), IS_LATER, .needed = true, .shape = &shape_keep,
     .doc = S_INIT("how long")},
    {S_INIT("basis"), IS_WORD, .needed = true, .words = &words_basis,
     .doc = S_INIT("how firm the ground is")},
    {S_INIT("source"), IS_TEXT, .needed = true,
     .doc = S_INIT("where the rule can be read")},
};
const struct shape shape_retention = {
    S_INIT("a retention rule"),
    S_INIT("How long an entry is kept (S25)."),
    SHAPE_RULES(retention_rules),
    .size = sizeof(struct retention_term),
};

static const struct rule argument_rules[] = {
    {S_INIT("yield"), IS_WORD, .needed = true, .words = &words_yields,
     .at = AT(struct argument_term, yield), .doc = S_INIT("of which yield")},
    {S_INIT("argument"), IS_ID, .needed = true,
     .at = AT(struct argument_term, argument),
     .doc = S_INIT("which argument")},
    {S_INIT("options"), IS_ID, .needed = true, .names = NAMES_LIST,
     .at = AT(struct argument_term, options),
     .doc = S_INIT("list that its constants come from")},
};
const struct shape shape_argument = {
    S_INIT("an argument's list"),
    S_INIT("Where the constants of a yield's argument come from, so that a "
           "mistyped one is found."),
    SHAPE_RULES(argument_rules),
    .size = sizeof(struct argument_term),
};

/* A list of the pack: where its array and its count go. */
#define PACK_RULE(key_, shape_, member, doc_)                                 \
    {                                                                         \
        S_INIT(key_), IS_LIST, .needed = true, .shape = &(shape_),            \
            .at = AT(struct pack, member),                                    \
            .count_at = AT(struct pack, member##_count), .doc = S_INIT(doc_)  \
    }

static const struct rule terms_rules[] = {
    {S_INIT("words"), IS_LATER, .needed = true, .words = &words_nouns,
     .doc = S_INIT("the pack's words for the program's nouns")},
    PACK_RULE("lists", shape_list, lists, "what choices offer"),
    PACK_RULE("ties", shape_tie, ties, "who is tied to whom"),
    PACK_RULE("threads", shape_thread, threads, "kinds of matter"),
    PACK_RULE("groups", shape_group, groups, "groups of forms"),
    {S_INIT("stages"), IS_LIST, .shape = &shape_stage,
     .at = AT(struct pack, stages), .count_at = AT(struct pack, stages_count),
     .doc = S_INIT("what is written when, in the order of the work")},
    {S_INIT("purposes"), IS_LATER, .needed = true, .shape = &shape_purpose,
     .doc = S_INIT("why somebody checks or looks")},
    PACK_RULE("identifiers", shape_identifier, identifiers,
              "systems of identifiers"),
    PACK_RULE("locations", shape_location, locations, "kinds of location"),
    PACK_RULE("lawful_bases", shape_lawful_basis, lawful_bases,
              "under which law entries are kept"),
    PACK_RULE("retention", shape_retention, retentions,
              "how long entries are kept"),
    {S_INIT("arguments"), IS_LIST, .shape = &shape_argument,
     .at = AT(struct pack, arguments),
     .count_at = AT(struct pack, arguments_count),
     .doc = S_INIT("lists for constants in yields")},
};
const struct shape shape_terms = {
    S_INIT("terms"),
    S_INIT("The pack's own words."),
    SHAPE_RULES(terms_rules),
};

static void
read_nouns(struct load *l, const struct node *n)
{
    struct pack_words *all;
    size_t             k = 0;

    if (!n || n->kind != NODE_MAP)
        return;
    all = ARENA_ARRAY(l->arena, struct pack_words, n->count + 1);
    for (const struct node *c = n->child; c; c = c->next) {
        struct node key = *c;

        key.kind = NODE_SCALAR;
        key.text = c->key;
        (void)shape_word(l, &words_nouns, &key);
        all[k++] = (struct pack_words){c->key, shape_words(l, c)};
    }
    for (size_t i = 0; i < words_nouns.count; i++)
        if (!node_member(n, noun_table[i].word))
            load_wrong(l, n, MISTAKE_MISSING_KEY, S("words"),
                noun_table[i].word);
    l->pack->words = all;
    l->pack->words_count = k;
}

static void
read_purposes(struct load *l, const struct node *n)
{
    struct purpose_term *all;
    size_t               count, i = 0;

    if (!n)
        return;
    all = shape_read_list(l, &shape_purpose, n, &count);
    for (const struct node *c = node_first(n); c; c = node_next(n, c), i++)
        all[i].check = str_eq(node_text(node_member(c, S("for"))), S("check"));
    l->pack->purposes = all;
    l->pack->purposes_count = count;
}

static void
check_options(struct load *l, const struct node *n,
    const struct term_list *list)
{
    const struct node *options = node_member(n, S("options"));
    const struct node *c = node_first(options);

    for (size_t i = 0; i < list->count; i++, c = node_next(options, c))
        if (term_option_find(list, list->options[i].id) != &list->options[i])
            load_wrong3(l, c, MISTAKE_TWICE,
                (const struct str[3]){S("option"), list->options[i].id,
                    c->file});
}

static void
check_thread_roles(struct load *l, const struct node *n)
{
    const struct node *roles = node_member(n, S("roles"));

    /* Threads share their roles: reporter is the reporter everywhere. */
    for (const struct node *c = node_first(roles); c; c = node_next(roles, c)) {
        struct str id = node_text(node_member(c, S("role")));

        if (!name_known(l, NAMES_THREAD_ROLE, id))
            name_add(l, NAMES_THREAD_ROLE, id, c);
    }
}

static void
read_keep(struct load *l, const struct node *n, struct retention_term *r)
{
    const struct node *keep = node_member(n, S("keep"));

    if (keep && shape_read(l, &shape_keep, keep, r) && r->years < 1)
        load_wrong(l, keep, MISTAKE_BAD_SPAN, S("years"), S("0"));
}

void
load_terms(struct load *l)
{
    const struct node *n = load_file(l, S("terms.yaml")), *list;
    struct tie_term   *ties;
    size_t             i = 0;

    if (!n || !shape_read(l, &shape_terms, n, l->pack))
        return;
    read_nouns(l, node_member(n, S("words")));
    read_purposes(l, node_member(n, S("purposes")));
    list = node_member(n, S("lists"));
    for (const struct node *c = node_first(list); c; c = node_next(list, c))
        check_options(l, c, &l->pack->lists[i++]);
    list = node_member(n, S("ties"));
    ties = (struct tie_term *)l->pack->ties;
    i = 0;
    for (const struct node *c = node_first(list); c; c = node_next(list, c))
        ties[i++].lasts_given = node_member(c, S("lasts")) != NULL;
    list = node_member(n, S("threads"));
    for (const struct node *c = node_first(list); c; c = node_next(list, c))
        check_thread_roles(l, c);
    list = node_member(n, S("retention"));
    i = 0;
    for (const struct node *c = node_first(list); c; c = node_next(list, c))
        read_keep(l, c, &((struct retention_term *)l->pack->retentions)[i++]);
}
