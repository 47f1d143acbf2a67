/*
 * A leaf holds the name that an action had when it was written, and the rule
 * that allowed it.  Both are read here in the auditor's language.  A leaf
 * outlives the program that wrote it: what has no words any more is shown as
 * it stands.
 */
#include "web/ledger.h"

struct said {
    struct str name;
    enum msg   msg;
};

/* An action without words in lang/done does not compile. */
#define ACTION(name, class, about, asks, note, run, effect)                   \
    {S_INIT(#name), MSG_DONE_##name},
static const struct said actions[] = {
#include "action/action.def"
};
#undef ACTION

/* clang-format off */
/* The rules that are not lines of a pack's access.yaml. */
static const struct said rules[] = {
    {S_INIT("anyone"), MSG_DONE_RULE_ANYONE},
    {S_INIT("service"), MSG_DONE_RULE_SERVICE},
    {S_INIT("invite"), MSG_DONE_RULE_INVITE},
    {S_INIT("demo"), MSG_DONE_RULE_DEMO},
    {S_INIT("check"), MSG_DONE_RULE_CHECK},
    {S_INIT("parked"), MSG_DONE_RULE_PARKED},
    {S_INIT("own_draft"), MSG_DONE_RULE_OWN_DRAFT},
    {S_INIT("may_check"), MSG_DONE_RULE_MAY_CHECK},
    {S_INIT("may_invite"), MSG_DONE_RULE_MAY_INVITE},
    {S_INIT("signed_in"), MSG_DONE_RULE_SIGNED_IN},
    {S_INIT("view"), MSG_DONE_RULE_VIEW},
};
/* clang-format on */

static bool
find(const struct said *all, size_t n, struct str name, enum msg *out)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(all[i].name, name)) {
            *out = all[i].msg;
            return true;
        }
    return false;
}

bool
ledger_action_msg(struct str name, enum msg *out)
{
    return find(actions, sizeof(actions) / sizeof(*actions), name, out);
}

bool
ledger_rule_msg(struct str rule, enum msg *out)
{
    return find(rules, sizeof(rules) / sizeof(*rules), rule, out);
}
