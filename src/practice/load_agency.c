/*
 * agencies.yaml: kinds of agency, who there is, and which registers a check
 * searches.
 */
#include "practice/load.h"
#include "practice/rules.h"

static const struct rule kind_rules[] = {
    {S_INIT("kind"), IS_ID, .needed = true, .defines = NAMES_AGENCY_KIND,
     .at = AT(struct agency_kind, id), .doc = S_INIT("its id")},
    {S_INIT("title"), IS_WORDS, .needed = true,
     .at = AT(struct agency_kind, title), .doc = S_INIT("what it is called")},
    {S_INIT("kept_by"), IS_ID, .names = NAMES_AGENCY_KIND,
     .at = AT(struct agency_kind, kept_by),
     .doc = S_INIT("the kind of agency that makes and looks after these in "
                   "its area; left out: none does")},
};
const struct shape shape_agency_kind = {
    S_INIT("a kind of agency"),
    S_INIT("Agencies of one kind have the same roles and desks."),
    SHAPE_RULES(kind_rules),
    .size = sizeof(struct agency_kind),
};

static const struct word member_words[] = {
#define MEMBER(word, doc) {S_INIT(word), S_INIT(doc)},
#include "practice/vocabulary.def"
};
static const struct word_list words_member =
    WORD_LIST("way to belong to an agency", member_words);

static const struct rule member_rules[] = {
    {S_INIT("agency"), IS_ID, .needed = true, .names = NAMES_AGENCY,
     .at = AT(struct agency_member, agency), .doc = S_INIT("to which")},
    {S_INIT("as"), IS_WORD, .needed = true, .words = &words_member,
     .at = AT(struct agency_member, as), .doc = S_INIT("in what way")},
    {S_INIT("valid_from"), IS_DATE, .at = AT(struct agency_member, from),
     .doc = S_INIT("first day")},
    {S_INIT("valid_to"), IS_DATE, .at = AT(struct agency_member, to),
     .doc = S_INIT("last day; left out: no end is known")},
};
const struct shape shape_agency_member = {
    S_INIT("a membership"),
    S_INIT("That one agency belongs to another, for a time."),
    SHAPE_RULES(member_rules),
    .size = sizeof(struct agency_member),
};

static const struct rule agency_rules[] = {
    {S_INIT("agency"), IS_ID, .needed = true, .defines = NAMES_AGENCY,
     .at = AT(struct agency_term, id), .doc = S_INIT("its id")},
    {S_INIT("kind"), IS_ID, .needed = true, .names = NAMES_AGENCY_KIND,
     .at = AT(struct agency_term, kind), .doc = S_INIT("of which kind")},
    {S_INIT("title"), IS_WORDS, .needed = true,
     .at = AT(struct agency_term, title), .doc = S_INIT("its whole name")},
    {S_INIT("short"), IS_WORDS, .at = AT(struct agency_term, brief),
     .doc = S_INIT("a shorter name")},
    {S_INIT("also"), IS_TEXTS, .at = AT(struct agency_term, also),
     .count_at = AT(struct agency_term, also_count),
     .doc = S_INIT("what else people write for it: older names, other "
                   "spellings")},
    {S_INIT("codes"), IS_LATER,
     .doc = S_INIT("a map from coding systems to its code in each")},
    {S_INIT("valid_from"), IS_DATE, .at = AT(struct agency_term, from),
     .doc = S_INIT("first day")},
    {S_INIT("valid_to"), IS_DATE, .at = AT(struct agency_term, to),
     .doc = S_INIT("last day; left out: no end is known")},
    {S_INIT("member_of"), IS_LIST, .shape = &shape_agency_member,
     .at = AT(struct agency_term, members),
     .count_at = AT(struct agency_term, member_count),
     .doc = S_INIT("boards and areas it belongs to")},
};
const struct shape shape_agency = {
    S_INIT("an agency"),
    S_INIT("An authority, board, health body or force.  Schools and "
           "practices are a deployment's own."),
    SHAPE_RULES(agency_rules),
    .size = sizeof(struct agency_term),
};

static const struct rule register_rules[] = {
    {S_INIT("register"), IS_ID, .needed = true, .defines = NAMES_REGISTER,
     .at = AT(struct register_term, id), .doc = S_INIT("its id")},
    {S_INIT("held_by"), IS_ID, .names = NAMES_AGENCY_KIND,
     .at = AT(struct register_term, held_by),
     .doc = S_INIT("kind of agency that keeps one")},
    {S_INIT("searched"), IS_FLAG, .needed = true,
     .at = AT(struct register_term, searched),
     .doc = S_INIT("false: every answer says that it was not (S1)")},
    {S_INIT("title"), IS_WORDS, .needed = true,
     .at = AT(struct register_term, title), .doc = S_INIT("its name")},
};
const struct shape shape_register = {
    S_INIT("a register"),
    S_INIT("What a check searches, or says that it did not."),
    SHAPE_RULES(register_rules),
    .size = sizeof(struct register_term),
};

static const struct rule agencies_rules[] = {
    {S_INIT("kinds"), IS_LIST, .needed = true, .shape = &shape_agency_kind,
     .at = AT(struct pack, agency_kinds),
     .count_at = AT(struct pack, agency_kinds_count),
     .doc = S_INIT("kinds of agency")},
    {S_INIT("registers"), IS_LIST, .needed = true, .shape = &shape_register,
     .at = AT(struct pack, registers),
     .count_at = AT(struct pack, registers_count),
     .doc = S_INIT("the registers, searched and not")},
    {S_INIT("agencies"), IS_LIST, .needed = true, .shape = &shape_agency,
     .at = AT(struct pack, agencies),
     .count_at = AT(struct pack, agencies_count),
     .doc = S_INIT("the agencies")},
};
const struct shape shape_agencies = {
    S_INIT("agencies"),
    S_INIT("Who there is."),
    SHAPE_RULES(agencies_rules),
};

static void
read_codes(struct load *l, const struct node *n, struct agency_term *agency)
{
    struct agency_code *all;
    size_t              k = 0;

    if (!n)
        return;
    if (n->kind != NODE_MAP) {
        load_wrong(l, n, MISTAKE_NOT_A_MAP, n->key, S(""));
        return;
    }
    all = ARENA_ARRAY(l->arena, struct agency_code, n->count + 1);
    for (const struct node *c = n->child; c; c = c->next)
        if (shape_id(l,
                &(struct node){.text = c->key,
                    .line = c->line,
                    .file = c->file})
                .n)
            all[k++] = (struct agency_code){c->key, node_text(c)};
    agency->codes = all;
    agency->code_count = k;
}

static void
check_dates(struct load *l, const struct node *at, struct str id,
    struct date from, struct date to)
{
    if (!date_is_none(to) && !date_is_none(from) && date_cmp(to, from) < 0)
        load_wrong(l, at, MISTAKE_ENDS_BEFORE, id, S(""));
}

void
load_agencies(struct load *l)
{
    const struct node  *n = load_file(l, S("agencies.yaml"));
    struct agency_term *all;
    const struct node  *list;
    size_t              i = 0;

    if (!n || !shape_read(l, &shape_agencies, n, l->pack))
        return;
    list = node_member(n, S("agencies"));
    /* Read into our own arena a moment ago: ours to complete. */
    all = (struct agency_term *)l->pack->agencies;
    for (const struct node *c = node_first(list); c;
         c = node_next(list, c), i++) {
        read_codes(l, node_member(c, S("codes")), &all[i]);
        check_dates(l, c, all[i].id, all[i].from, all[i].to);
        for (size_t k = 0; k < all[i].member_count; k++)
            check_dates(l, c, all[i].members[k].agency, all[i].members[k].from,
                all[i].members[k].to);
    }
}
