/*
 * ledger_look_test -- the auditor's pages of the ledger.
 */
#include "action/ledger_look.h"

#include "door.h"

#include "../test.h"

static void
note(struct house *h, enum leaf_kind kind, struct id account)
{
    struct leaf      leaf = {.kind = kind,
             .action = S("TEST"),
             .account = account,
             .rule = S("test"),
             .detail = S("{}")};
    struct leaf_mark mark;

    WANT_OK(ledger_note(h->w->tx, &leaf, &mark));
}

static const struct ledger_page *
page(struct house *h, struct id who, struct ledger_ask in)
{
    struct answer got;

    WANT_OK(door(h, who,
        (struct ask){.act = ACT_LEDGER, .purpose = S("oversight"), .with = &in},
        &got));
    return got.with;
}

TEST(ledger_look__filters_by_kind_and_by_sign_in_name)
{
    struct house              h;
    struct id                 who;
    const struct ledger_page *p;
    size_t                    all;

    house_open(&h);
    who = house_account(&h, h.authority, "auditor", "auditor");
    note(&h, LEAF_REFUSED, h.nurse);
    note(&h, LEAF_READ, h.nurse);
    note(&h, LEAF_READ, h.worker);
    house_at(&h, "2027-03-01T09:01:00Z"); /* numbers them */
    p = page(&h, who, (struct ledger_ask){.before = -1});
    all = p->count;
    WANT(all >= 3);
    p = page(&h, who,
        (struct ledger_ask){.before = -1,
            .of_kind = true,
            .kind = LEAF_REFUSED});
    WANT_INT(p->count, 1);
    WANT_STR(p->rows[0].name, "nurse");
    p = page(&h, who, (struct ledger_ask){.before = -1, .login = S("nurse")});
    WANT_INT(p->count, 2);
    p = page(&h, who, (struct ledger_ask){.before = -1, .login = S("nobody")});
    WANT(p->unknown);
    WANT_INT(p->count, 0);
    house_close(&h);
}

TEST(ledger_look__finds_by_agency_action_and_day)
{
    struct house              h;
    struct id                 who;
    struct account            nurse;
    const struct ledger_page *p;
    struct moment             next = {0};

    house_open(&h);
    who = house_account(&h, h.authority, "auditor", "auditor");
    WANT_OK(account_load(h.w, h.nurse, &nurse));
    note(&h, LEAF_READ, h.nurse);
    house_at(&h, "2027-03-02T09:00:00Z");
    note(&h, LEAF_REFUSED, h.nurse);
    house_at(&h, "2027-03-09T09:00:00Z");
    note(&h, LEAF_READ, h.nurse);
    house_at(&h, "2027-03-09T09:01:00Z");
    WANT(moment_parse(S("2027-03-02T00:00:00Z"), &next));
    p = page(&h, who,
        (struct ledger_ask){.before = -1, .account = h.nurse, .from = next});
    WANT_INT(p->count, 2);
    WANT_INT(p->tally[LEAF_READ], 1);
    WANT_INT(p->tally[LEAF_REFUSED], 1);
    p = page(&h, who,
        (struct ledger_ask){.before = -1, .account = h.nurse, .to = next});
    WANT_INT(p->count, 1);
    p = page(&h, who, (struct ledger_ask){.before = -1, .action = S("TEST")});
    WANT_INT(p->count, 3);
    p = page(&h, who, (struct ledger_ask){.before = -1, .action = S("HOME")});
    WANT_INT(p->count, 0);
    WANT(!p->tallied);
    p = page(&h, who,
        (struct ledger_ask){.before = -1, .agency = nurse.agency});
    WANT_INT(p->count, 0); /* these leaves name no agency */
    house_close(&h);
}

TEST(ledger_look__is_for_auditors)
{
    struct house      h;
    struct ledger_ask in = {.before = -1};
    struct answer     got;

    house_open(&h);
    WANT_ERR(ERR_DENIED,
        door(&h, h.manager,
            (struct ask){.act = ACT_LEDGER,
                .purpose = S("oversight"),
                .with = &in},
            &got));
    house_close(&h);
}

TEST(ledger_look_bundle__is_verified_and_one_changed_byte_is_found)
{
    struct house          h;
    struct id             who;
    struct answer         got;
    struct str            copy;
    struct ledger_report *r;
    struct ask            check = {.act = ACT_LEDGER_CHECK,
                   .purpose = S("oversight"),
                   .with = &copy};
    char                 *bytes;

    house_open(&h);
    who = house_account(&h, h.authority, "auditor", "auditor");
    note(&h, LEAF_READ, h.nurse);
    house_at(&h, "2027-03-01T09:01:00Z");
    WANT_OK(ledger_sign(h.w->tx));
    WANT_OK(door(&h, who,
        (struct ask){.act = ACT_LEDGER_BUNDLE, .purpose = S("oversight")},
        &got));
    copy = str_dup(h.arena, *(struct str *)got.with);
    WANT_OK(door(&h, who, check, &got));
    r = got.with;
    WANT_INT(r->faults, 0);
    WANT(r->leaves > 0);
    bytes = (char *)copy.p;
    bytes[copy.n / 2] ^= 1;
    WANT_OK(door(&h, who, check, &got));
    r = got.with;
    WANT(r->faults > 0);
    house_close(&h);
}
