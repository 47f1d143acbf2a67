/*
 * access.yaml: what labels mean, and the rows of who may see and do what.
 */
#include "practice/load.h"
#include "practice/rules.h"

static const struct word label_table[] = {
    [LABEL_NORMAL] = {S_INIT("normal"), S_INIT("")},
    [LABEL_RESTRICTED] = {S_INIT("restricted"), S_INIT("a named list")},
    [LABEL_SHIELDED] = {S_INIT("shielded"), S_INIT("location is sealed")},
    [LABEL_SEALED] = {S_INIT("sealed"), S_INIT("absent but to a list")},
};
const struct word_list words_labels = WORD_LIST("label", label_table);

static const struct word needs_table[] = {
    {S_INIT("named_list"), S_INIT("those who are on it")},
};
static const struct word_list words_needs =
    WORD_LIST("need of a label", needs_table);

static const struct word others_table[] = {
    [OTHERS_FULL] = {S_INIT("full"), S_INIT("as without the label")},
    [OTHERS_EXISTS] = {S_INIT("exists"), S_INIT("that there is something")},
    [OTHERS_ABSENT] = {S_INIT("absent"), S_INIT("as if it were not there")},
};
static const struct word_list words_others =
    WORD_LIST("thing others see", others_table);

static const struct word location_table[] = {
    {S_INIT("sealed"), S_INIT("opened only by a grant of its own")},
};
static const struct word_list words_location =
    WORD_LIST("way to keep location", location_table);

static const struct word check_table[] = {
    {S_INIT("ring"), S_INIT("ring the duty line (S2)")},
};
static const struct word_list words_check =
    WORD_LIST("answer of a check", check_table);

static const struct rule label_rules[] = {
    {S_INIT("label"), IS_ENUM, .needed = true, .words = &words_labels,
     .at = AT(struct label_rule, label), .doc = S_INIT("which")},
    {S_INIT("title"), IS_WORDS, .needed = true,
     .at = AT(struct label_rule, title), .doc = S_INIT("as it is read")},
    {S_INIT("needs"), IS_WORD, .words = &words_needs,
     .doc = S_INIT("who may see it")},
    {S_INIT("others"), IS_ENUM, .needed = true, .words = &words_others,
     .at = AT(struct label_rule, others),
     .doc = S_INIT("what those see who may not")},
    {S_INIT("location"), IS_WORD, .words = &words_location,
     .doc = S_INIT("where the child is")},
    {S_INIT("relay"), IS_FLAG, .at = AT(struct label_rule, relay),
     .doc = S_INIT("one relay number instead of team and authority (S7)")},
    {S_INIT("check"), IS_WORD, .words = &words_check,
     .doc = S_INIT("what a check answers")},
};
const struct shape shape_label = {
    S_INIT("a label"),
    S_INIT("What it means that a person or an entry bears it."),
    SHAPE_RULES(label_rules),
    .size = sizeof(struct label_rule),
};

static const struct word kin_table[] = {
    {S_INIT("any"), S_INIT("declared or matched, household, or alleged to "
                           "have harmed (S9)")},
};
static const struct word_list words_kin = WORD_LIST("kin", kin_table);

static const struct rule who_rules[] = {
    {S_INIT("role"), IS_ID, .names = NAMES_ROLE,
     .at = AT(struct access_rule, role), .doc = S_INIT("holds the role")},
    {S_INIT("tie"), IS_ID, .names = NAMES_TIE,
     .at = AT(struct access_rule, tie),
     .doc = S_INIT("has the tie to the child")},
    {S_INIT("thread"), IS_ID, .names = NAMES_THREAD_ROLE,
     .at = AT(struct access_rule, thread),
     .doc = S_INIT("is that in the thread")},
    {S_INIT("desk"), IS_ID, .names = NAMES_DESK,
     .at = AT(struct access_rule, desk), .doc = S_INIT("sits at the desk")},
    {S_INIT("kin"), IS_WORD, .words = &words_kin,
     .at = AT(struct access_rule, kin),
     .doc = S_INIT("is a relative of the child")},
    {S_INIT("any"), IS_FLAG, .at = AT(struct access_rule, any),
     .doc = S_INIT("anybody who is signed in")},
};
const struct shape shape_who = {
    S_INIT("a who"),
    S_INIT("All keys that are given must hold."),
    SHAPE_RULES(who_rules),
};

static const struct word depth_table[] = {
    [DEPTH_NONE] = {S_INIT("none"), S_INIT("nothing")},
    [DEPTH_EXISTS] = {S_INIT("exists"), S_INIT("that there is something")},
    [DEPTH_SUMMARY] = {S_INIT("summary"), S_INIT("the main facts")},
    [DEPTH_FULL] = {S_INIT("full"), S_INIT("all of it")},
};
static const struct word_list words_depth = WORD_LIST("depth", depth_table);

/* What access may speak of beside groups of forms. */
static const struct word scope_table[] = {
    {S_INIT("all"), S_INIT("everything")},
    {S_INIT("register"), S_INIT("status on the register")},
    {S_INIT("people"), S_INIT("who is who")},
    {S_INIT("location"), S_INIT("where a child is (S7)")},
    {S_INIT("reporter"), S_INIT("who reported (S12)")},
    {S_INIT("safe_contact"),
     S_INIT("how to reach a family safely: opened, never on a page (S18)")},
    {S_INIT("words_withheld"), S_INIT("a child's words, not for all (S16)")},
    {S_INIT("papers"), S_INIT("files and letters")},
    {S_INIT("ledger"), S_INIT("who did what")},
    {S_INIT("lookers"), S_INIT("who has looked (S4)")},
    {S_INIT("accounts"), S_INIT("accounts and grants")},
    {S_INIT("relatives"), S_INIT("relatives found among staff (S9)")},
    {S_INIT("pairs"), S_INIT("records that may be one person's")},
    {S_INIT("signals"), S_INIT("which signals are told of")},
    {S_INIT("settings"), S_INIT("how the service is set up")},
};
static const struct word_list words_scope =
    WORD_LIST("word of access", scope_table);

static const struct rule row_rules[] = {
    {S_INIT("forbid"), IS_FLAG, .at = AT(struct access_rule, forbid),
     .doc = S_INIT("never; a forbid beats every permit")},
    {S_INIT("who"), IS_MAP, .needed = true, .shape = &shape_who, .at = 1,
     .doc = S_INIT("whom the row is about")},
    {S_INIT("may"), IS_BITS, .words = &words_verbs,
     .at = AT(struct access_rule, may),
     .doc = S_INIT("verbs; left out (forbid only): every one")},
    {S_INIT("depth"), IS_ENUM, .words = &words_depth,
     .at = AT(struct access_rule, depth), .doc = S_INIT("how deep")},
    {S_INIT("of"), IS_IDS, .needed = true, .names = NAMES_SCOPE,
     .words = &words_scope, .at = AT(struct access_rule, of),
     .count_at = AT(struct access_rule, of_count),
     .doc = S_INIT("groups of forms, or words of access")},
    {S_INIT("except"), IS_IDS, .names = NAMES_SCOPE,
     .at = AT(struct access_rule, except),
     .count_at = AT(struct access_rule, except_count),
     .doc = S_INIT("but not these")},
    {S_INIT("purpose"), IS_IDS, .names = NAMES_PURPOSE,
     .at = AT(struct access_rule, purposes),
     .count_at = AT(struct access_rule, purpose_count),
     .doc = S_INIT("only for these purposes; left out: any")},
    {S_INIT("own"), IS_LATER,
     .doc = S_INIT("true: only entries of the reader; agency: of the "
                   "reader's agency; area: also of the agencies that it "
                   "looks after (kept_by)")},
    {S_INIT("tell"), IS_LATER,
     .doc = S_INIT("role.ID that is told when a forbid fires")},
};
const struct shape shape_row = {
    S_INIT("a row of access"),
    S_INIT("Who may do what, to what, how deep.  Nothing is allowed that "
           "no row allows."),
    SHAPE_RULES(row_rules),
    .size = sizeof(struct access_rule),
};

static const struct rule access_rules[] = {
    {S_INIT("labels"), IS_LATER, .needed = true, .shape = &shape_label,
     .doc = S_INIT("what the four labels mean")},
    {S_INIT("rules"), IS_LIST, .needed = true, .shape = &shape_row,
     .at = AT(struct pack, access), .count_at = AT(struct pack, access_count),
     .doc = S_INIT("the rows")},
};
const struct shape shape_access = {
    S_INIT("access"),
    S_INIT("Who may see and do what."),
    SHAPE_RULES(access_rules),
};

static void
read_labels(struct load *l, const struct node *list)
{
    bool seen[LABEL_COUNT] = {false};

    for (const struct node *c = node_first(list); c; c = node_next(list, c)) {
        struct label_rule rule = {0};

        if (!shape_read(l, &shape_label, c, &rule))
            continue;
        rule.needs_list = node_member(c, S("needs")) != NULL;
        rule.seal_location = node_member(c, S("location")) != NULL;
        rule.check_rings = node_member(c, S("check")) != NULL;
        if (seen[rule.label])
            load_wrong3(l, c, MISTAKE_TWICE,
                (const struct str[3]){S("label"), label_table[rule.label].word,
                    c->file});
        seen[rule.label] = true;
        l->pack->labels[rule.label] = rule;
    }
    for (size_t i = 0; list && i < LABEL_COUNT; i++)
        if (!seen[i])
            load_wrong(l, list, MISTAKE_NO_LABEL, label_table[i].word, S(""));
}

/* Groups and words of access share one space of names. */
static void
add_scopes(struct load *l, const struct node *at)
{
    for (size_t i = 0; i < words_scope.count; i++)
        name_add(l, NAMES_SCOPE, scope_table[i].word, at);
    for (size_t i = 0; i < l->pack->groups_count; i++)
        if (!name_known(l, NAMES_SCOPE, l->pack->groups[i].id))
            name_add(l, NAMES_SCOPE, l->pack->groups[i].id, at);
}

static void
read_tell(struct load *l, const struct node *n, struct access_rule *r)
{
    const struct addressee *to = NULL;
    size_t                  count = 0;

    if (!n)
        return;
    load_addressees(l, n, &to, &count);
    if (count == 1 && str_eq(to[0].kind, S("role")))
        r->tell = to[0].id;
    else
        load_wrong(l, n, MISTAKE_TELL, node_text(n), S(""));
}

static void
read_own(struct load *l, const struct node *n, struct access_rule *r)
{
    if (!n)
        return;
    if (str_eq(node_text(n), S("true")))
        r->own = OWN_READER;
    else if (str_eq(node_text(n), S("agency")))
        r->own = OWN_AGENCY;
    else if (str_eq(node_text(n), S("area")))
        r->own = OWN_AREA;
    else
        load_wrong(l, n, MISTAKE_OWN, node_text(n), S(""));
}

static void
read_row(struct load *l, const struct node *n, struct access_rule *r)
{
    const struct node *who = node_member(n, S("who"));
    struct str         line = str_of_int(l->arena, n->line);

    r->id = str_cat(l->arena, S("access.yaml:"), line);
    read_own(l, node_member(n, S("own")), r);
    read_tell(l, node_member(n, S("tell")), r);
    if (who && who->kind == NODE_MAP && !who->count)
        load_wrong(l, who, MISTAKE_NOBODY, S(""), S(""));
    if (!r->forbid && !r->may)
        load_wrong(l, n, MISTAKE_MISSING_KEY, S("a row of access"), S("may"));
    if (!r->forbid && r->depth == DEPTH_NONE)
        load_wrong(l, n, MISTAKE_MISSING_KEY, S("a row of access"), S("depth"));
    if (r->of_count == 1 && str_eq(r->of[0], S("all")))
        r->of_count = 0;
}

void
load_access(struct load *l)
{
    const struct node  *n = load_file(l, S("access.yaml")), *list;
    struct access_rule *all;
    size_t              i = 0;

    if (!n)
        return;
    add_scopes(l, n);
    if (!shape_read(l, &shape_access, n, l->pack))
        return;
    read_labels(l, node_member(n, S("labels")));
    list = node_member(n, S("rules"));
    all = (struct access_rule *)l->pack->access;
    for (const struct node *c = node_first(list); c; c = node_next(list, c))
        read_row(l, c, &all[i++]);
}
