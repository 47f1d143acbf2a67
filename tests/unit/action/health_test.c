/*
 * health_test -- the health page is for whoever looks after the service, and
 * says of registers and accounts what needs them.
 */
#include "action/health.h"

#include "door.h"
#include "record/account.h"

#include "../test.h"

static const struct id none;

static struct id
administrator(struct house *h)
{
    struct account a = {.agency = h->authority,
        .login = S("keeps"),
        .name = S("Keeper"),
        .title = {S("Swydd"), S("Post")},
        .password = S("hash")};
    struct id      id;

    WANT_OK(account_new(h->w, &a, none, &id));
    WANT_OK(account_confirm(h->w, id, none));
    WANT_OK(account_grant(h->w, id, S("administrator"), none, none,
        (struct moment){0}));
    return id;
}

static enum err
look(struct house *h, struct id by, const struct health_page **out)
{
    struct answer got;
    enum err      e = door(h, by,
             (struct ask){.act = ACT_HEALTH, .purpose = S("upkeep")}, &got);

    *out = got.with;
    return e;
}

TEST(health_look__is_for_whoever_looks_after_the_service)
{
    struct house              h;
    const struct health_page *p;

    house_open(&h);
    WANT_OK(look(&h, administrator(&h), &p));
    WANT(p->facts.store.bytes > 0);
    WANT(p->facts.pack.en.n > 0);
    WANT_INT(p->count, VITAL_COUNT - 1); /* nothing serves here */
    WANT_ERR(ERR_DENIED, look(&h, h.nurse, &p));
    WANT_ERR(ERR_DENIED, look(&h, h.custodian, &p));
    house_close(&h);
}

TEST(health_look__says_when_a_registers_data_is_too_old)
{
    struct house              h;
    struct moment             days_ago;
    const struct health_page *p;
    struct id                 by;

    house_open(&h);
    by = administrator(&h);
    WANT_OK(register_held_set(h.w, h.authority, true, (struct moment){0}));
    WANT_OK(look(&h, by, &p));
    WANT_INT(p->facts.registers[0].state, VITAL_GOOD);
    days_ago.us = h.w->now.us - INT64_C(3) * 86400 * 1000000;
    WANT_OK(register_held_set(h.w, h.authority, true, days_ago));
    WANT_OK(look(&h, by, &p));
    WANT_INT(p->facts.register_count, 1);
    WANT_INT(p->facts.registers[0].state, VITAL_BAD);
    house_close(&h);
}

TEST(health_look__counts_who_waits_to_be_confirmed_in_the_own_agency)
{
    struct house              h;
    struct account            a = {.login = S("waits"),
                   .name = S("New"),
                   .title = {S("Swydd"), S("Post")},
                   .password = S("hash")};
    const struct health_page *p;
    struct id                 by, id;

    house_open(&h);
    by = administrator(&h);
    WANT_OK(look(&h, by, &p));
    WANT_INT(p->waiting, 0);
    a.agency = h.authority;
    WANT_OK(account_new(h.w, &a, none, &id));
    a.agency = h.school;
    a.login = S("waits.elsewhere");
    WANT_OK(account_new(h.w, &a, none, &id));
    WANT_OK(look(&h, by, &p));
    WANT_INT(p->waiting, 1);
    house_close(&h);
}
