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

/* clang-format off */
static const struct said actions[] = {
    {S_INIT("SIGN_IN"), MSG_DONE_SIGN_IN},
    {S_INIT("SIGN_IN_PAGE"), MSG_DONE_SIGN_IN_PAGE},
    {S_INIT("PLAIN_PAGE"), MSG_DONE_PLAIN_PAGE},
    {S_INIT("SIGN_OUT"), MSG_DONE_SIGN_OUT},
    {S_INIT("LANGUAGE_SET"), MSG_DONE_LANGUAGE_SET},
    {S_INIT("CHECK_FORM"), MSG_DONE_CHECK_FORM},
    {S_INIT("REGISTER_CHECK"), MSG_DONE_REGISTER_CHECK},
    {S_INIT("RECEIPT_LIST"), MSG_DONE_RECEIPT_LIST},
    {S_INIT("RECEIPT_SHOW"), MSG_DONE_RECEIPT_SHOW},
    {S_INIT("RECEIPT_VERIFY"), MSG_DONE_RECEIPT_VERIFY},
    {S_INIT("ENTRY_RECORD"), MSG_DONE_ENTRY_RECORD},
    {S_INIT("AGENCY_NEW"), MSG_DONE_AGENCY_NEW},
    {S_INIT("DESK_NEW"), MSG_DONE_DESK_NEW},
    {S_INIT("REGISTER_HELD"), MSG_DONE_REGISTER_HELD},
    {S_INIT("ACCOUNT_NEW"), MSG_DONE_ACCOUNT_NEW},
    {S_INIT("ACCOUNT_CONFIRM"), MSG_DONE_ACCOUNT_CONFIRM},
    {S_INIT("ACCOUNT_GRANT"), MSG_DONE_ACCOUNT_GRANT},
    {S_INIT("ACCOUNT_END"), MSG_DONE_ACCOUNT_END},
    {S_INIT("LABEL_SET"), MSG_DONE_LABEL_SET},
    {S_INIT("LABEL_ADMIT"), MSG_DONE_LABEL_ADMIT},
    {S_INIT("KIN_DECLARE"), MSG_DONE_KIN_DECLARE},
    {S_INIT("HOME"), MSG_DONE_HOME},
    {S_INIT("NOTICE_READ"), MSG_DONE_NOTICE_READ},
    {S_INIT("CHILD"), MSG_DONE_CHILD},
    {S_INIT("LOCATION_OPEN"), MSG_DONE_LOCATION_OPEN},
    {S_INIT("FIND"), MSG_DONE_FIND},
    {S_INIT("TOUR"), MSG_DONE_TOUR},
    {S_INIT("TOUR_READERS"), MSG_DONE_TOUR_READERS},
    {S_INIT("TOUR_SIGN_IN"), MSG_DONE_TOUR_SIGN_IN},
    {S_INIT("CLOCK_LOOK"), MSG_DONE_CLOCK_LOOK},
    {S_INIT("CLOCK_MOVE"), MSG_DONE_CLOCK_MOVE},
    {S_INIT("TOUR_RESET"), MSG_DONE_TOUR_RESET},
    {S_INIT("CUSTODY"), MSG_DONE_CUSTODY},
    {S_INIT("CUSTODY_CHILD"), MSG_DONE_CUSTODY_CHILD},
    {S_INIT("LABEL_INVITE"), MSG_DONE_LABEL_INVITE},
    {S_INIT("LEDGER"), MSG_DONE_LEDGER},
    {S_INIT("LEDGER_VERIFY"), MSG_DONE_LEDGER_VERIFY},
    {S_INIT("LEDGER_BUNDLE"), MSG_DONE_LEDGER_BUNDLE},
    {S_INIT("LEDGER_CHECK"), MSG_DONE_LEDGER_CHECK},
    {S_INIT("ACCOUNT_LIST"), MSG_DONE_ACCOUNT_LIST},
    {S_INIT("ACCOUNT_SHOW"), MSG_DONE_ACCOUNT_SHOW},
    {S_INIT("DRAFT_LIST"), MSG_DONE_DRAFT_LIST},
    {S_INIT("DRAFT_START"), MSG_DONE_DRAFT_START},
    {S_INIT("DRAFT_SHOW"), MSG_DONE_DRAFT_SHOW},
    {S_INIT("DRAFT_SAVE"), MSG_DONE_DRAFT_SAVE},
    {S_INIT("DRAFT_SEND"), MSG_DONE_DRAFT_SEND},
    {S_INIT("DRAFT_DROP"), MSG_DONE_DRAFT_DROP},
    {S_INIT("REPORT_SENT"), MSG_DONE_REPORT_SENT},
    {S_INIT("REPORT_AFTER"), MSG_DONE_REPORT_AFTER},
    {S_INIT("CALL_FORM"), MSG_DONE_CALL_FORM},
    {S_INIT("CALL_CHECK"), MSG_DONE_CALL_CHECK},
    {S_INIT("PAPER_GET"), MSG_DONE_PAPER_GET},
    {S_INIT("INVITE_LIST"), MSG_DONE_INVITE_LIST},
    {S_INIT("INVITE_MAKE"), MSG_DONE_INVITE_MAKE},
    {S_INIT("INVITE_OPEN"), MSG_DONE_INVITE_OPEN},
    {S_INIT("INBOX"), MSG_DONE_INBOX},
    {S_INIT("WORKLOAD"), MSG_DONE_WORKLOAD},
    {S_INIT("CONCERN"), MSG_DONE_CONCERN},
    {S_INIT("REPORTER_OPEN"), MSG_DONE_REPORTER_OPEN},
    {S_INIT("CONCERN_FORM"), MSG_DONE_CONCERN_FORM},
    {S_INIT("CONCERN_RECORD"), MSG_DONE_CONCERN_RECORD},
    {S_INIT("LINK_LOOK"), MSG_DONE_LINK_LOOK},
    {S_INIT("LINK_SAY"), MSG_DONE_LINK_SAY},
    {S_INIT("REPORTED_LIST"), MSG_DONE_REPORTED_LIST},
    {S_INIT("REPORTED"), MSG_DONE_REPORTED},
    {S_INIT("TELL_LOOK"), MSG_DONE_TELL_LOOK},
    {S_INIT("TELL"), MSG_DONE_TELL},
};

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
