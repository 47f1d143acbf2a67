/*
 * custody_test -- what the custodian sees of checks and protected records.
 */
#include "action/custody.h"

#include "door.h"

#include "action/keep.h"

#include "../test.h"
#include "record/kin.h"

static const struct custody_page *
custody(struct house *h, struct id who, const char *answer)
{
    struct custody_ask in = {.answer = str_of(answer)};
    struct answer      got;

    WANT_OK(door(h, who, (struct ask){.act = ACT_CUSTODY, .with = &in}, &got));
    return got.with;
}

/* A check that was answered so. */
static void
checked(struct house *h, const char *reference, const char *answer,
    int discreet)
{
    static const struct statement put = {
        .sql = "INSERT INTO check_done (leaf, reference, account, agency, at,"
               " answer, discreet, sealed, receipt)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'slip')"};

    WANT_OK(txn_do(h->w->tx, &put,
        ARGS(A_ID(txn_id(h->w->tx, ID_LEAF)), A_TEXT(str_of(reference)),
            A_ID(h->nurse), A_ID(h->hospital), A_TIME(h->w->now),
            A_TEXT(str_of(answer)), A_INT(discreet), A_BYTES(S("x")))));
}

TEST(custody__lists_checks_with_the_discreet_ones)
{
    struct house               h;
    const struct custody_page *c;

    house_open(&h);
    checked(&h, "AAAA-AAAA", "ring", 0);
    checked(&h, "BBBB-BBBB", "none", 1);
    c = custody(&h, h.custodian, "");
    WANT_INT(c->check_count, 2);
    WANT(c->checks[0].check.discreet || c->checks[1].check.discreet);
    WANT_STR(c->checks[0].name, "nurse");
    c = custody(&h, h.custodian, "ring");
    WANT_INT(c->check_count, 1);
    WANT_STR(c->checks[0].check.reference, "AAAA-AAAA");
    house_close(&h);
}

TEST(custody__is_for_custodians_and_auditors)
{
    struct house       h;
    struct custody_ask in = {0};
    struct answer      got;

    house_open(&h);
    WANT_ERR(ERR_DENIED, door(&h, h.worker,
        (struct ask){.act = ACT_CUSTODY, .with = &in}, &got));
    WANT_ERR(ERR_DENIED, door(&h, h.social,
        (struct ask){.act = ACT_CUSTODY, .with = &in}, &got));
    house_close(&h);
}

TEST(custody__names_nobody_whose_list_the_custodian_is_not_on)
{
    struct house               h;
    struct id                  source;
    const struct custody_page *c;

    house_open(&h);
    source = house_child(&h, h.school);
    house_register(&h, source);
    WANT_OK(label_set(h.w, source, LABEL_SEALED, h.manager, S("why")));
    c = custody(&h, h.custodian, "");
    WANT_INT(c->label_count, 1);
    WANT_STR(c->labels[0].name, "");
    WANT_OK(label_admit(h.w, source, h.custodian));
    c = custody(&h, h.custodian, "");
    WANT_STR(c->labels[0].name, "Non Llwyd");
    house_close(&h);
}

TEST(custody_child__lets_a_custodian_set_right_what_they_may_not_read)
{
    struct house          h;
    struct id             source;
    struct answer         got;
    struct custody_child *c;
    struct ask            ask = {.act = ACT_CUSTODY_CHILD,
                   .purpose = S("duty")};

    house_open(&h);
    source = house_child(&h, h.school);
    house_register(&h, source);
    WANT_OK(label_set(h.w, source, LABEL_SEALED, h.manager, S("why")));
    ask.about = house_person(&h, source);
    WANT_OK(door(&h, h.custodian, ask, &got));
    c = got.with;
    WANT_STR(c->name, "");
    WANT_INT(c->label, LABEL_SEALED);
    ask.purpose = S("oversight");
    WANT_ERR(ERR_DENIED, door(&h, h.manager, ask, &got));
    WANT_OK(kin_add(h.w, h.custodian, source, S("declared")));
    ask.purpose = S("duty");
    WANT(door(&h, h.custodian, ask, &got) != OK);
    house_close(&h);
}

TEST(custody_admit__says_when_nobody_signs_in_with_that_name)
{
    struct house     h;
    struct admit_ask in = {S("nobody")};
    struct answer    got;
    struct ask       ask = {.act = ACT_LABEL_INVITE,
              .purpose = S("duty"),
              .with = &in};

    house_open(&h);
    ask.about = house_child(&h, h.school);
    WANT_ERR(ERR_INVALID, door(&h, h.custodian, ask, &got));
    WANT_INT(got.fault.msg, MSG_CUSTODY_ADMIT_UNKNOWN);
    in.login = S("social");
    WANT_OK(door(&h, h.custodian, ask, &got));
    house_close(&h);
}

TEST(custody__has_no_record_that_another_agency_protects)
{
    struct house     h;
    struct id        source;
    struct answer    got;
    struct label_ask in = {.label = LABEL_NORMAL, .reason = S("why")};
    struct ask       child = {.act = ACT_CUSTODY_CHILD, .purpose = S("duty")};
    struct ask       set = {.act = ACT_LABEL_SET,
              .purpose = S("duty"),
              .with = &in};

    house_open(&h);
    source = house_child(&h, h.school);
    house_register(&h, source);
    set.about = source;
    child.about = house_person(&h, source);
    WANT_OK(label_set(h.w, source, LABEL_SEALED, h.nurse, S("why")));
    WANT_INT(custody(&h, h.custodian, "")->label_count, 0);
    WANT_ERR(ERR_ABSENT, door(&h, h.custodian, child, &got));
    WANT_ERR(ERR_ABSENT, door(&h, h.custodian, set, &got));
    WANT_OK(label_admit(h.w, source, h.custodian));
    WANT_INT(custody(&h, h.custodian, "")->label_count, 1);
    WANT_OK(door(&h, h.custodian, child, &got));
    WANT_OK(door(&h, h.custodian, set, &got));
    house_close(&h);
}

/* Hidden ones stand between those that are listed, and take no place. */
TEST(custody__lists_protected_records_by_the_page)
{
    struct house               h;
    struct custody_ask         in = {.label = CUSTODY_ROWS};
    struct answer              got;
    const struct custody_page *c;

    house_open(&h);
    for (int i = 0; i < CUSTODY_ROWS + 2; i++)
        WANT_OK(label_set(h.w, house_child(&h, h.school), LABEL_RESTRICTED,
            h.manager, S("why")));
    for (int i = 0; i < 3; i++)
        WANT_OK(label_set(h.w, house_child(&h, h.school), LABEL_SEALED,
            h.nurse, S("why")));
    c = custody(&h, h.custodian, "");
    WANT_INT(c->label_count, CUSTODY_ROWS);
    WANT(c->more_labels);
    WANT_OK(door(&h, h.custodian,
        (struct ask){.act = ACT_CUSTODY, .purpose = S("duty"), .with = &in},
        &got));
    c = got.with;
    WANT_INT(c->label_count, 2);
    WANT(!c->more_labels);
    house_close(&h);
}
