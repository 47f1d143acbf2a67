/*
 * discreet_test -- a check that a sexual health clinic makes is the
 * custodian's and the auditor's to see, and nobody is told of it (S4).
 */
#include "office.h"

#include "../test.h"

#include "action/check.h"
#include "record/account.h"

static enum err
make_discreet(struct work *w, struct office *o)
{
    struct id none = {0};

    return account_grant(w, o->nurse, S("sexual_health_practitioner"), none,
        none, (struct moment){0});
}

static void
checks(struct office *o)
{
    struct check_ask in = {.nhs = S("9990120405"),
        .born = {2020, 4, 1},
        .reason = pack_list_for(o->pack, S("check_reason"))->options[0].id};
    struct answer    answer;

    WANT_OK(office_ask(o, o->nurse,
        (struct ask){.act = ACT_REGISTER_CHECK,
            .purpose = office_purpose(o, "attendance"),
            .with = &in},
        &answer));
}

#define DONE(discreet)                                                        \
    "SELECT COUNT(*) FROM check_done WHERE discreet = " #discreet
#define REMEMBERED "SELECT COUNT(*) FROM check_memory"

TEST(check_remember__leaves_no_pattern_of_a_discreet_check)
{
    struct office o;
    int64_t       told;

    office_open(&o);
    checks(&o); /* as a nurse, to compare */
    WANT_INT(office_count(&o, DONE(0)), 1);
    WANT_INT(office_count(&o, REMEMBERED), 1);
    told = office_count(&o,
        "SELECT COUNT(*) FROM notice WHERE rule <>"
        " 'check_rings'");
    office_do(&o, make_discreet);
    checks(&o);
    WANT_INT(office_count(&o, DONE(1)), 1);
    WANT_INT(office_count(&o, DONE(0)), 1);
    WANT_INT(office_count(&o, REMEMBERED), 1);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM notice WHERE rule <>"
                 " 'check_rings'"),
        told);
    office_close(&o);
}
