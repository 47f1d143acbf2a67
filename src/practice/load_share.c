/*
 * shares.yaml: who must be told what, by when, and who is told next when
 * nobody reads it.
 */
#include "practice/load.h"
#include "practice/rules.h"

static const struct word ladder_table[] = {
    {S_INIT("cover"), S_INIT("whoever covers: the role's own key")},
    {S_INIT("manager"), S_INIT("the manager: the role's own key")},
};
static const struct word_list words_ladder =
    WORD_LIST("step of a ladder", ladder_table);

static const struct rule step_rules[] = {
    {S_INIT("unread"), IS_SPAN, .needed = true,
     .at = AT(struct ladder_step, unread), .doc = S_INIT("for so long")},
    {S_INIT("to"), IS_WORD, .needed = true, .words = &words_ladder,
     .at = AT(struct ladder_step, to), .doc = S_INIT("who is told then")},
};
const struct shape shape_step = {
    S_INIT("a step of the ladder"),
    S_INIT("Who is told when a notice stays unread."),
    SHAPE_RULES(step_rules),
    .size = sizeof(struct ladder_step),
};

static const struct rule share_rules[] = {
    {S_INIT("share"), IS_ID, .needed = true, .defines = NAMES_SHARE,
     .at = AT(struct share_rule, id), .doc = S_INIT("its id")},
    {S_INIT("on"), IS_LATER, .needed = true, .shape = &shape_trigger,
     .doc = S_INIT("what sets it off")},
    {S_INIT("to"), IS_LATER, .needed = true,
     .doc = S_INIT("thread.ROLE, tie.KIND, desk.ID, role.ID, agency.KIND "
                   "of the child, or draft.author; one or several")},
    {S_INIT("what"), IS_TEXTS, .needed = true,
     .at = AT(struct share_rule, what),
     .count_at = AT(struct share_rule, what_count),
     .doc = S_INIT("fields of the form, or summary, or exists")},
    {S_INIT("within"), IS_SPAN, .at = AT(struct share_rule, within),
     .doc = S_INIT("left out: at once")},
    {S_INIT("ladder"), IS_LIST, .shape = &shape_step,
     .at = AT(struct share_rule, ladder),
     .count_at = AT(struct share_rule, ladder_count),
     .doc = S_INIT("who is told next; left out: nobody")},
    RULE_BASIS(struct share_rule),
    RULE_SOURCE(struct share_rule),
};
const struct shape shape_share = {
    S_INIT("a share"),
    S_INIT("Who must be told what."),
    SHAPE_RULES(share_rules),
    .size = sizeof(struct share_rule),
};

static const struct rule shares_rules[] = {
    {S_INIT("shares"), IS_LIST, .needed = true, .shape = &shape_share,
     .at = AT(struct pack, shares),
     .count_at = AT(struct pack, shares_count), .doc = S_INIT("the shares")},
};
const struct shape shape_shares = {
    S_INIT("shares"),
    S_INIT("Who must be told what."),
    SHAPE_RULES(shares_rules),
};

void
load_shares(struct load *l)
{
    const struct node *n = load_file(l, S("shares.yaml")), *list;
    struct share_rule *all;
    size_t             i = 0;

    if (!n || !shape_read(l, &shape_shares, n, l->pack))
        return;
    list = node_member(n, S("shares"));
    all = (struct share_rule *)l->pack->shares;
    for (const struct node *c = node_first(list); c;
         c = node_next(list, c), i++) {
        load_triggers(l, node_member(c, S("on")), FOR_SHARE, &all[i].on);
        load_addressees(l, node_member(c, S("to")), &all[i].to,
            &all[i].to_count);
        all[i].within_given = node_member(c, S("within")) != NULL;
    }
}
