/*
 * accounts_test -- whose accounts somebody may look after (S3).
 */
#include "action/accounts.h"
#include "action/keep.h"

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

static enum err
give(struct house *h, struct id whom)
{
    struct grant_ask in = {.role = S("practitioner")};
    struct answer    got;

    return door(h, h->safeguarding,
        (struct ask){.act = ACT_ACCOUNT_GRANT,
            .about = whom,
            .purpose = UPKEEP,
            .with = &in},
        &got);
}

/* S3: not even who grants it to everybody else. */
TEST(account_give__refuses_the_giver_what_it_gives_a_newcomer)
{
    struct house h;

    house_open(&h);
    WANT_OK(give(&h, newcomer(&h, h.school, "new.teacher")));
    WANT_ERR(ERR_DENIED, give(&h, h.safeguarding));
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

/* ---- administrators ---- */

static struct id
administrator(struct house *h, struct id agency)
{
    struct id none = {0}, id = newcomer(h, agency, "keeps");

    WANT_OK(account_confirm(h->w, id, none));
    WANT_OK(account_grant(h->w, id, S("administrator"), none, none,
        (struct moment){0}));
    return id;
}

static enum err
ask_upkeep(struct house *h, struct id by, enum action act, struct id about,
    const void *with)
{
    struct answer got;

    return door(h, by,
        (struct ask){.act = act,
            .about = about,
            .purpose = UPKEEP,
            .with = with},
        &got);
}

TEST(administrators__keep_the_accounts_of_their_own_agency_alone)
{
    struct house h;
    struct id    by, none = {0};
    struct account new = {.login = S("one"),
        .name = S("One"),
        .title = {S("Swydd"), S("Post")},
        .password = S("hash")};
    struct desk_ask  desk = {.term = S("school_safeguarding"),
         .telephone = S("01632 960003")};
    struct grant_ask role = {.role = S("practitioner")};

    house_open(&h);
    by = administrator(&h, h.hospital);
    WANT_OK(ask_upkeep(&h, by, ACT_ACCOUNT_NEW, none, &new));
    new.agency = h.school;
    new.login = S("two");
    WANT_ERR(ERR_DENIED, ask_upkeep(&h, by, ACT_ACCOUNT_NEW, none, &new));
    desk.agency = h.school;
    WANT_ERR(ERR_DENIED, ask_upkeep(&h, by, ACT_DESK_NEW, none, &desk));
    WANT_ERR(ERR_DENIED, ask_upkeep(&h, by, ACT_ACCOUNT_END, h.teacher, NULL));
    WANT_ERR(ERR_DENIED, ask_upkeep(&h, by, ACT_ACCOUNT_SHOW, h.teacher, NULL));
    WANT_ERR(ERR_DENIED,
        ask_upkeep(&h, by, ACT_ACCOUNT_GRANT, h.teacher, &role));
    WANT_OK(ask_upkeep(&h, by, ACT_ACCOUNT_GRANT, h.nurse, &role));
    WANT_OK(ask_upkeep(&h, by, ACT_ACCOUNT_END, h.nurse, NULL));
    house_close(&h);
}

static struct id
agency_in(struct house *h, const char *kind, struct id area)
{
    struct agency a = {.kind = str_of(kind),
        .name = {S("Enw"), S("Name")},
        .authority = area};
    struct id     id;

    WANT_OK(agency_new(h->w, &a, &id));
    return id;
}

static enum err
make_agency(struct house *h, struct id by, const char *kind, struct id area)
{
    struct agency a = {.kind = str_of(kind),
        .name = {S("Ysgol"), S("School")},
        .authority = area};

    return ask_upkeep(h, by, ACT_AGENCY_NEW, (struct id){0}, &a);
}

TEST(administrators__make_only_the_small_agencies_of_their_own_area)
{
    struct house h;
    struct id    by, far, none = {0};

    house_open(&h);
    far = agency_in(&h, "local_authority", none);
    by = administrator(&h, h.authority);
    WANT_OK(make_agency(&h, by, "school", h.authority));
    WANT_ERR(ERR_DENIED, make_agency(&h, by, "police", h.authority));
    WANT_ERR(ERR_DENIED, make_agency(&h, by, "school", far));
    WANT_ERR(ERR_DENIED, make_agency(&h, by, "school", none));
    WANT_ERR(ERR_DENIED, make_agency(&h, by, "no_such_kind", h.authority));
    WANT_ERR(ERR_DENIED, make_agency(&h, h.manager, "school", h.authority));
    house_close(&h);
}

TEST(administrators__of_a_hospital_make_none_even_in_its_grounds)
{
    struct house h;

    house_open(&h);
    WANT_ERR(ERR_DENIED,
        make_agency(&h, administrator(&h, h.hospital), "school", h.hospital));
    house_close(&h);
}

/* What an authority's administrator may do at a school, by where it is. */
static void
want_all(struct house *h, struct id by, struct id agency, enum err want)
{
    struct account new = {.agency = agency,
        .login = id_text(h->arena, agency),
        .name = S("One"),
        .title = {S("Swydd"), S("Post")},
        .password = S("hash")};
    struct desk_ask  numbers = {.telephone = S("01632 960005")};
    struct grant_ask role = {.role = S("practitioner")};
    struct id        who =
        newcomer(h, agency, str_c(h->arena, id_text(h->arena, agency)) + 1);
    struct id desk, none = {0};

    WANT_OK(
        desk_new(h->w, agency, S("school_safeguarding"), S("1"), S(""), &desk));
    WANT_ERR(want, ask_upkeep(h, by, ACT_AGENCY_SHOW, agency, NULL));
    WANT_ERR(want, ask_upkeep(h, by, ACT_ACCOUNT_NEW, none, &new));
    WANT_ERR(want, ask_upkeep(h, by, ACT_ACCOUNT_SHOW, who, NULL));
    WANT_ERR(want, ask_upkeep(h, by, ACT_ACCOUNT_GRANT, who, &role));
    WANT_ERR(want, ask_upkeep(h, by, ACT_DESK_NUMBERS, desk, &numbers));
    WANT_ERR(want, ask_upkeep(h, by, ACT_ACCOUNT_END, who, NULL));
    WANT_ERR(want, ask_upkeep(h, by, ACT_AGENCY_END, agency, NULL));
}

TEST(administrators__look_after_schools_of_their_area_never_of_anothers)
{
    struct house  h;
    struct agency ended;
    struct id     by, far, here, none = {0};

    house_open(&h);
    by = administrator(&h, h.authority);
    far = agency_in(&h, "local_authority", none);
    here = agency_in(&h, "school", h.authority);
    want_all(&h, by, here, OK);
    WANT_OK(agency_load(h.w, here, &ended));
    WANT(ended.ended);
    want_all(&h, by, agency_in(&h, "school", far), ERR_DENIED);
    WANT_ERR(ERR_DENIED, ask_upkeep(&h, by, ACT_AGENCY_END, h.hospital, NULL));
    WANT_ERR(ERR_DENIED, ask_upkeep(&h, by, ACT_AGENCY_END, h.authority, NULL));
    WANT_ERR(ERR_DENIED, ask_upkeep(&h, by, ACT_ACCOUNT_SHOW, h.nurse, NULL));
    house_close(&h);
}

/* An agency without a safeguarding person has another's confirm. */
TEST(account_show__lets_the_front_door_see_whom_it_must_confirm)
{
    struct house h;
    struct id    whom;

    house_open(&h);
    whom = newcomer(&h, h.hospital, "waits");
    WANT_OK(ask_upkeep(&h, h.manager, ACT_ACCOUNT_SHOW, whom, NULL));
    WANT_OK(confirm(&h, h.manager, whom));
    WANT_ERR(ERR_DENIED,
        ask_upkeep(&h, h.manager, ACT_ACCOUNT_SHOW, whom, NULL));
    house_close(&h);
}

/* ---- taking away ---- */

static enum err
revoke(struct house *h, struct id by, struct id whom, const char *role,
    struct id desk)
{
    struct grant_ask g = {.role = str_of(role), .desk = desk};
    struct answer    got;

    return door(h, by,
        (struct ask){.act = ACT_ACCOUNT_REVOKE,
            .about = whom,
            .purpose = UPKEEP,
            .with = &g},
        &got);
}

TEST(account_revoke__takes_a_role_away_at_once_but_never_ones_own)
{
    struct house   h;
    struct id      whom;
    struct account a;

    house_open(&h);
    whom = newcomer(&h, h.school, "new.teacher");
    WANT_OK(confirm(&h, h.safeguarding, whom));
    WANT_OK(account_grant(h.w, whom, S("practitioner"), (struct id){0},
        h.safeguarding, (struct moment){0}));
    WANT_ERR(ERR_ABSENT,
        revoke(&h, h.safeguarding, whom, "practitioner", h.school_desk));
    WANT_ERR(ERR_DENIED,
        revoke(&h, h.teacher, whom, "practitioner", (struct id){0}));
    WANT_OK(revoke(&h, h.safeguarding, whom, "practitioner", (struct id){0}));
    WANT_OK(account_load(h.w, whom, &a));
    WANT_INT(a.role_count, 0);
    WANT_ERR(ERR_ABSENT,
        revoke(&h, h.safeguarding, whom, "practitioner", (struct id){0}));
    WANT_OK(account_load(h.w, h.safeguarding, &a));
    WANT_ERR(ERR_DENIED,
        account_revoke(h.w, h.safeguarding, a.roles[0].role->id,
            a.roles[0].desk, h.safeguarding));
    house_close(&h);
}

TEST(account_revoke__is_for_those_who_may_grant_that_role)
{
    struct house h;
    struct id    whom;

    house_open(&h);
    whom = newcomer(&h, h.school, "new.teacher");
    WANT_OK(confirm(&h, h.safeguarding, whom));
    WANT_OK(account_grant(h.w, whom, S("designated_safeguarding_person"),
        (struct id){0}, (struct id){0}, (struct moment){0}));
    WANT_ERR(ERR_DENIED,
        revoke(&h, h.safeguarding, whom, "designated_safeguarding_person",
            (struct id){0}));
    house_close(&h);
}
