/*
 * accounts_test -- whose accounts somebody may look after (S3).
 */
#include "action/accounts.h"

#include "door.h"

#include "../test.h"

#define UPKEEP S("upkeep")

static struct id
newcomer(struct house *h, struct id agency, const char *login)
{
    struct account a = {.agency = agency,
        .login = str_of(login),
        .name = S("New"),
        .title = {S("Swydd"), S("Post")},
        .password = S("hash"),
        .language = LANG_CY};
    struct id      id;

    WANT_OK(account_new(h->w, &a, (struct id){0}, &id));
    return id;
}

static enum err
confirm(struct house *h, struct id by, struct id whom)
{
    struct answer got;

    return door(h, by,
        (struct ask){.act = ACT_ACCOUNT_CONFIRM,
            .about = whom,
            .purpose = UPKEEP},
        &got);
}

TEST(account_confirm__is_for_the_safeguarding_person_of_that_agency)
{
    struct house h;
    struct id    whom;

    house_open(&h);
    whom = newcomer(&h, h.hospital, "new.nurse");
    WANT_ERR(ERR_DENIED, confirm(&h, h.safeguarding, whom));
    WANT_ERR(ERR_DENIED, confirm(&h, h.teacher, whom));
    whom = newcomer(&h, h.school, "new.teacher");
    WANT_OK(confirm(&h, h.safeguarding, whom));
    house_close(&h);
}

TEST(accounts_show__offers_only_roles_that_the_reader_may_grant_there)
{
    struct house         h;
    struct answer        got;
    struct account_page *p;

    house_open(&h);
    WANT_OK(door(&h, h.safeguarding,
        (struct ask){.act = ACT_ACCOUNT_SHOW,
            .about = newcomer(&h, h.school, "new"),
            .purpose = UPKEEP},
        &got));
    p = got.with;
    WANT(p->may_confirm);
    WANT(!p->may_end);
    WANT_INT(p->role_count, 2);
    WANT_OK(door(&h, h.safeguarding,
        (struct ask){.act = ACT_ACCOUNT_SHOW,
            .about = h.safeguarding,
            .purpose = UPKEEP},
        &got));
    p = got.with;
    WANT(p->self);
    WANT_INT(p->role_count, 0);
    house_close(&h);
}

TEST(accounts_show__is_not_for_another_agencys_accounts)
{
    struct house  h;
    struct answer got;

    house_open(&h);
    WANT_ERR(ERR_DENIED,
        door(&h, h.safeguarding,
            (struct ask){.act = ACT_ACCOUNT_SHOW,
                .about = h.nurse,
                .purpose = UPKEEP},
            &got));
    WANT_ERR(ERR_DENIED,
        door(&h, h.nurse,
            (struct ask){.act = ACT_ACCOUNT_LIST, .purpose = UPKEEP}, &got));
    house_close(&h);
}
