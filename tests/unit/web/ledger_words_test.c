/*
 * ledger_words_test -- whatever can be done can be said to the auditor.
 */
#include "../test.h"

#include "action/action.h"
#include "web/ledger.h"

TEST(ledger_words__say_every_action_in_both_languages)
{
    enum msg msg;

    for (int act = 0; act < ACTION_COUNT; act++) {
        WANT(ledger_action_msg(action_name((enum action)act), &msg));
        WANT(!str_eq(lang_text(LANG_CY, msg), lang_text(LANG_EN, msg)));
    }
}

TEST(ledger_words__leave_a_name_that_is_gone_as_it_stands)
{
    enum msg msg;

    WANT(!ledger_action_msg(S("NO_LONGER_DONE"), &msg));
    WANT(!ledger_rule_msg(S("access.yaml:1"), &msg));
}
