/*
 * roles.yaml: what somebody may be, and what each role may ever hold.
 */
#include "practice/load.h"
#include "practice/rules.h"

static const struct word verb_table[] = {
#define K(name, text) [name] = {S_INIT(text), S_INIT("")},
    VERBS(K)
#undef K
};
const struct word_list words_verbs = WORD_LIST("verb", verb_table);

static const struct rule role_rules[] = {
    {S_INIT("role"), IS_ID, .needed = true, .defines = NAMES_ROLE,
     .at = AT(struct role_term, id), .doc = S_INIT("its id")},
    {S_INIT("title"), IS_WORDS, .needed = true,
     .at = AT(struct role_term, title), .doc = S_INIT("what it is called")},
    {S_INIT("agencies"), IS_IDS, .needed = true, .names = NAMES_AGENCY_KIND,
     .at = AT(struct role_term, agencies),
     .count_at = AT(struct role_term, agency_count),
     .doc = S_INIT("kinds of agency where somebody may hold it")},
    {S_INIT("may"), IS_LATER, .needed = true, .words = &words_verbs,
     .doc = S_INIT("verbs it may ever hold; access.yaml says about whom")},
    {S_INIT("granted_by"), IS_IDS, .needed = true, .names = NAMES_ROLE,
     .at = AT(struct role_term, granted_by),
     .count_at = AT(struct role_term, granted_by_count),
     .doc = S_INIT("roles that may grant it, never to themselves")},
    {S_INIT("with"), IS_IDS, .names = NAMES_ROLE,
     .at = AT(struct role_term, with),
     .count_at = AT(struct role_term, with_count),
     .doc = S_INIT("it is only added to one of these roles")},
    {S_INIT("cover"), IS_ID, .names = NAMES_ROLE,
     .at = AT(struct role_term, cover),
     .doc = S_INIT("who is told when a notice stays unread")},
    {S_INIT("manager"), IS_ID, .names = NAMES_ROLE,
     .at = AT(struct role_term, manager),
     .doc = S_INIT("who is told after that")},
    {S_INIT("desk"), IS_ID, .names = NAMES_DESK,
     .at = AT(struct role_term, desk), .doc = S_INIT("the desk it sits at")},
    {S_INIT("training"), IS_ID, .at = AT(struct role_term, training),
     .doc = S_INIT("level of training it needs")},
    {S_INIT("check_only"), IS_FLAG, .at = AT(struct role_term, check_only),
     .doc = S_INIT("on names alone it sees a count, no child (S5)")},
    {S_INIT("discreet"), IS_FLAG, .at = AT(struct role_term, discreet),
     .doc = S_INIT("its checks appear in no list (S4)")},
    {S_INIT("no_case_data"), IS_FLAG,
     .at = AT(struct role_term, no_case_data),
     .doc = S_INIT("it never sees anything about a child")},
    {S_INIT("lasts"), IS_SPAN, .at = AT(struct role_term, lasts),
     .doc = S_INIT("a grant of it ends by itself after that")},
};
const struct shape shape_role = {
    S_INIT("a role"),
    S_INIT("What somebody may be here."),
    SHAPE_RULES(role_rules),
    .size = sizeof(struct role_term),
};

static const struct rule roles_rules[] = {
    {S_INIT("confirmed_by"), IS_ID, .needed = true, .names = NAMES_ROLE,
     .at = AT(struct pack, confirmed_by),
     .doc = S_INIT("who confirms a new account of the agency (S3)")},
    {S_INIT("confirmed_else"), IS_ID, .needed = true, .names = NAMES_ROLE,
     .at = AT(struct pack, confirmed_else),
     .doc = S_INIT("who does where that would be the same person")},
    {S_INIT("roles"), IS_LIST, .needed = true, .shape = &shape_role,
     .at = AT(struct pack, roles), .count_at = AT(struct pack, roles_count),
     .doc = S_INIT("the roles")},
};
const struct shape shape_roles = {
    S_INIT("roles"),
    S_INIT("What somebody may be here."),
    SHAPE_RULES(roles_rules),
};

static void
read_may(struct load *l, const struct node *n, struct role_term *role)
{
    struct str *all = ARENA_ARRAY(l->arena, struct str, node_count(n) + 1);
    size_t      k = 0;

    for (const struct node *c = node_first(n); c; c = node_next(n, c))
        if (shape_word(l, &words_verbs, c) >= 0)
            all[k++] = c->text;
    role->may = all;
    role->may_count = k;
}

/* The one who is told when nobody reads must not be a circle. */
static void
check_managers(struct load *l, const struct node *at,
    const struct role_term *role)
{
    const struct role_term *r = role;

    for (size_t i = 0; r && i <= l->pack->roles_count; i++) {
        if (str_is_empty(r->manager))
            return;
        r = pack_role(l->pack, r->manager);
        if (r == role) {
            load_wrong(l, at, MISTAKE_MANAGER_CYCLE, role->id, S(""));
            return;
        }
    }
}

void
load_roles(struct load *l)
{
    const struct node *n = load_file(l, S("roles.yaml"));
    const struct node *list;
    struct role_term  *all;
    size_t             i = 0;

    if (!n || !shape_read(l, &shape_roles, n, l->pack))
        return;
    list = node_member(n, S("roles"));
    all = (struct role_term *)l->pack->roles;
    for (const struct node *c = node_first(list); c;
         c = node_next(list, c), i++) {
        read_may(l, node_member(c, S("may")), &all[i]);
        all[i].lasts_given = node_member(c, S("lasts")) != NULL;
    }
    i = 0;
    for (const struct node *c = node_first(list); c; c = node_next(list, c))
        check_managers(l, c, &all[i++]);
}
