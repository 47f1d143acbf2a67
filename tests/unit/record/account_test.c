/*
 * account_test -- accounts: who may confirm one, who may grant a role, and
 * who is somebody's kin (safety.md S3, S9).
 */
#include "folk.h"

#include "../test.h"
#include "record/kin.h"

static const struct id     none;
static const struct moment open_end;

/* A new account, made by somebody and not confirmed. */
static struct id
new_account(struct house *h, struct id agency, const char *login,
    struct id made_by)
{
    struct account a = {.agency = agency,
        .login = str_of(login),
        .name = S("Enw"),
        .title = {S("Swydd"), S("Post")},
        .password = S("hash")};
    struct id      id;

    WANT_OK(account_new(h->w, &a, made_by, &id));
    return id;
}

static enum err
grant(struct house *h, struct id to, const char *role, struct id by)
{
    return account_grant(h->w, to, str_of(role), none, by, open_end);
}

TEST(account_new__is_loaded_as_it_was_made)
{
    struct house   h;
    struct account a = {.login = S("Nia.Rees"),
        .name = S("Nia Rees"),
        .title = {S("Nyrs"), S("Nurse")},
        .password = S("$argon2id$x"),
        .language = LANG_EN,
        .birth_date = {1980, 5, 1}};
    struct account got;
    struct id      id;

    house_open(&h);
    a.agency = h.hospital;
    WANT_OK(account_new(h.w, &a, none, &id));
    WANT_OK(account_load(h.w, id, &got));
    WANT_STR(got.name, "Nia Rees");
    WANT_STR(got.title.cy, "Nyrs");
    WANT_STR(got.title.en, "Nurse");
    WANT_STR(got.password, "$argon2id$x");
    WANT_INT(got.language, LANG_EN);
    WANT(date_eq(got.birth_date, a.birth_date));
    WANT(!got.confirmed && !got.ended);
    WANT_INT(got.role_count, 0);
    WANT_OK(account_of_login(h.w, S("nia.rees"), &got));
    WANT(id_eq(got.id, id));
    WANT_ERR(ERR_ABSENT, account_of_login(h.w, S("nobody"), &got));
    house_close(&h);
}

TEST(account_new__refuses_a_login_that_is_taken)
{
    struct house   h;
    struct account a = {
        .login = S("NIA"), .name = S("x"), .password = S("x")};
    struct id      id;

    house_open(&h);
    a.agency = h.school;
    new_account(&h, h.school, "nia", none);
    WANT_ERR(ERR_CONFLICT, account_new(h.w, &a, none, &id));
    house_close(&h);
}

static struct id
desk_at(struct house *h, struct id agency)
{
    struct id desk;

    WANT_OK(desk_new(
        h->w, agency, S("school_safeguarding"), S(""), S(""), &desk));
    return desk;
}

TEST(account_list__is_of_one_agency_or_of_all)
{
    struct house    h;
    struct id       at, desk;
    struct account *all, *every;
    size_t          n, every_n;

    house_open(&h);
    at = folk_agency(&h, "school", none);
    desk = desk_at(&h, at);
    folk_account(&h, at, "a", "practitioner", desk);
    WANT_OK(account_list(h.w, at, &all, &n));
    WANT_INT(n, 1);
    WANT_STR(all[0].login, "a");
    WANT_OK(account_list(h.w, none, &every, &every_n));
    WANT(every_n > n + 3);
    WANT_INT(all[0].role_count, 1);
    WANT_STR(all[0].roles[0].role->id, "practitioner");
    WANT(id_eq(all[0].roles[0].desk, desk));
    house_close(&h);
}

/* ---- confirming ---- */

TEST(account_confirm__by_the_agencys_safeguarding_person)
{
    struct house   h;
    struct id      dsp, far, admin, a;
    struct account got;

    house_open(&h);
    dsp = folk_account(
        &h, h.school, "dsp", "designated_safeguarding_person", none);
    far = folk_account(
        &h, h.hospital, "far", "designated_safeguarding_person", none);
    admin = folk_account(&h, h.school, "admin", "administrator", none);
    a = new_account(&h, h.school, "new", admin);
    WANT_ERR(ERR_DENIED, account_confirm(h.w, a, a));
    WANT_ERR(ERR_DENIED, account_confirm(h.w, a, admin));
    WANT_ERR(ERR_DENIED, account_confirm(h.w, a, far));
    WANT_OK(account_confirm(h.w, a, dsp));
    WANT_OK(account_load(h.w, a, &got));
    WANT(got.confirmed);
    WANT_ERR(ERR_CONFLICT, account_confirm(h.w, a, dsp));
    house_close(&h);
}

TEST(account_confirm__by_the_other_role_only_where_it_would_be_one_person)
{
    struct house  h;
    struct id    at, dsp, manager, own, a;

    house_open(&h);
    at = folk_agency(&h, "school", h.authority);
    manager = folk_account(
        &h, h.authority, "m", "front_door_manager", h.front_door);
    own = new_account(&h, at, "first", none);
    WANT_OK(grant(&h, own, "designated_safeguarding_person", none));
    WANT_ERR(ERR_DENIED, account_confirm(h.w, own, own));
    WANT_OK(account_confirm(h.w, own, manager)); /* nobody else there */
    a = new_account(&h, at, "made", own);
    WANT_ERR(ERR_DENIED, account_confirm(h.w, a, own));
    WANT_OK(account_confirm(h.w, a, manager));
    a = new_account(&h, at, "next", none);
    WANT_ERR(ERR_DENIED, account_confirm(h.w, a, manager));
    dsp = folk_account(
        &h, at, "dsp", "designated_safeguarding_person", none);
    WANT_OK(account_confirm(h.w, a, dsp));
    house_close(&h);
}

TEST(account_confirm__not_by_a_manager_of_somewhere_else)
{
    struct house  h;
    struct id     far, manager, a;

    house_open(&h);
    far = folk_agency(&h, "local_authority", none);
    manager = folk_account(&h, far, "m", "front_door_manager", none);
    a = new_account(&h, h.school, "new", none);
    WANT_ERR(ERR_DENIED, account_confirm(h.w, a, manager));
    house_close(&h);
}

TEST(account_confirm__not_by_who_is_not_confirmed_or_has_ended)
{
    struct house  h;
    struct id     dsp, a;

    house_open(&h);
    a = new_account(&h, h.school, "new", none);
    dsp = new_account(&h, h.school, "dsp", none);
    WANT_OK(grant(&h, dsp, "designated_safeguarding_person", none));
    WANT_ERR(ERR_DENIED, account_confirm(h.w, a, dsp));
    WANT_OK(account_confirm(h.w, dsp, none));
    WANT_OK(account_end(h.w, dsp, none));
    WANT_ERR(ERR_DENIED, account_confirm(h.w, a, dsp));
    WANT_ERR(ERR_DENIED,
        account_confirm(h.w, a, txn_id(h.w->tx, ID_ACCOUNT)));
    house_close(&h);
}

TEST(account_confirm__not_by_who_gave_the_password)
{
    struct house  h;
    struct id     dsp, other, a;

    house_open(&h);
    dsp = folk_account(
        &h, h.hospital, "dsp", "designated_safeguarding_person", none);
    a = new_account(&h, h.hospital, "new", none);
    WANT_OK(account_confirm(h.w, a, dsp));
    WANT_OK(account_reset(h.w, a, S("first"), dsp));
    WANT_OK(account_password(h.w, a, S("own")));
    WANT_ERR(ERR_DENIED, account_confirm(h.w, a, dsp));
    other = folk_account(
        &h, h.hospital, "two", "designated_safeguarding_person", none);
    WANT_OK(account_confirm(h.w, a, other));
    house_close(&h);
}

TEST(account_confirm__by_a_person_waits_for_a_password_of_their_own)
{
    struct house   h;
    struct account got;
    struct id      dsp, a;

    house_open(&h);
    dsp = folk_account(
        &h, h.hospital, "dsp", "designated_safeguarding_person", none);
    a = new_account(&h, h.hospital, "new", none);
    WANT_OK(account_reset(h.w, a, S("first"), none));
    WANT_ERR(ERR_ILLEGAL, account_confirm(h.w, a, dsp));
    WANT_OK(account_password(h.w, a, S("own")));
    WANT_OK(account_confirm(h.w, a, dsp));
    WANT_OK(account_load(h.w, a, &got));
    WANT(got.confirmed && !got.first);
    WANT_ERR(ERR_DENIED, account_reset(h.w, a, S("first"), a));
    house_close(&h);
}

TEST(account_confirm__is_too_late_for_an_account_that_ended)
{
    struct house  h;
    struct id     a;

    house_open(&h);
    a = new_account(&h, h.school, "new", none);
    WANT_OK(account_end(h.w, a, none));
    WANT_ERR(ERR_CONFLICT, account_end(h.w, a, none));
    WANT_ERR(ERR_ILLEGAL, account_confirm(h.w, a, none));
    house_close(&h);
}

/* ---- granting ---- */

TEST(account_grant__never_to_oneself)
{
    struct house  h;
    struct id     admin, second;

    house_open(&h);
    admin = folk_account(&h, h.school, "admin", "administrator", none);
    second = folk_account(&h, h.school, "b", "administrator", none);
    WANT_ERR(ERR_DENIED, grant(&h, admin, "practitioner", admin));
    WANT_OK(grant(&h, admin, "practitioner", second));
    house_close(&h);
}

TEST(account_grant__only_by_whom_the_pack_names_for_the_role)
{
    struct house  h;
    struct id     dsp, to;

    house_open(&h);
    dsp = folk_account(
        &h, h.school, "dsp", "designated_safeguarding_person", none);
    to = folk_account(&h, h.school, "to", NULL, none);
    WANT_OK(grant(&h, to, "practitioner", dsp));
    WANT_ERR(ERR_DENIED, grant(&h, to, "administrator", dsp));
    WANT_ERR(ERR_DENIED,
        grant(&h, to, "designated_safeguarding_person", dsp));
    WANT_OK(account_end(h.w, dsp, none));
    WANT_ERR(
        ERR_DENIED, grant(&h, to, "deputy_safeguarding_person", dsp));
    house_close(&h);
}

TEST(account_grant__refuses_oneself_every_role_whatever_one_holds)
{
    struct house  h;
    struct id     a;

    house_open(&h);
    for (size_t i = 0; i < h.pack->roles_count; i++) {
        const struct role_term *r = &h.pack->roles[i];
        struct account made = {.name = S("x"), .password = S("x")};
        struct id at;

        at = folk_agency(
            &h, str_c(h.arena, r->agencies[0]), none);
        made.agency = at;
        made.login = r->id;
        WANT_OK(account_new(h.w, &made, none, &a));
        WANT_OK(account_confirm(h.w, a, none));
        for (size_t k = 0; k < h.pack->roles_count; k++) {
            enum err e = account_grant(
                h.w, a, h.pack->roles[k].id, none, none, open_end);

            WANT(e == OK || e == ERR_ILLEGAL);
        }
        WANT_ERR(ERR_DENIED,
            account_grant(h.w, a, r->id, none, a, open_end));
    }
    house_close(&h);
}

TEST(account_grant__only_to_kinds_of_agency_that_have_the_role)
{
    struct house h;
    struct id    to;

    house_open(&h);
    to = folk_account(&h, h.school, "to", NULL, none);
    WANT_ERR(ERR_ILLEGAL, grant(&h, to, "emergency_practitioner", none));
    WANT_ERR(ERR_INVALID, grant(&h, to, "headmaster", none));
    WANT_OK(account_end(h.w, to, none));
    WANT_ERR(ERR_ILLEGAL, grant(&h, to, "practitioner", none));
    house_close(&h);
}

TEST(account_grant__adds_an_added_role_only_to_those_it_goes_with)
{
    struct house   h;
    struct id      to;
    struct account got;

    house_open(&h);
    to = folk_account(&h, h.authority, "to", NULL, none);
    WANT_ERR(ERR_ILLEGAL, grant(&h, to, "location_reader", none));
    WANT_OK(grant(&h, to, "social_worker", none));
    WANT_OK(grant(&h, to, "location_reader", none));
    house_at(&h, "2027-03-31T22:00:00Z"); /* 30 days, to the day’s end */
    WANT_OK(account_load(h.w, to, &got));
    WANT_INT(got.role_count, 2);
    house_at(&h, "2027-03-31T23:00:00Z");
    WANT_OK(account_load(h.w, to, &got));
    WANT_INT(got.role_count, 1);
    WANT_STR(got.roles[0].role->id, "social_worker");
    house_close(&h);
}

TEST(account_grant__ends_when_it_was_said_to_and_not_later_than_the_role)
{
    struct house   h;
    struct id      to;
    struct account got;
    struct moment  until;

    house_open(&h);
    to = folk_account(&h, h.hospital, "to", NULL, none);
    until = (struct moment){h.work.now.us + 1000000};
    WANT_OK(account_grant(h.w, to, S("shift_practitioner"), none, none, until));
    WANT_OK(account_load(h.w, to, &got));
    WANT_INT(got.role_count, 1);
    h.work.now.us += 1000000;
    WANT_OK(account_load(h.w, to, &got));
    WANT_INT(got.role_count, 0);
    until.us = INT64_MAX;
    WANT_OK(account_grant(h.w, to, S("shift_practitioner"), none, none, until));
    h.work.now.us += INT64_C(12) * 3600 * 1000000;
    WANT_OK(account_load(h.w, to, &got));
    WANT_INT(got.role_count, 1);
    h.work.now.us += INT64_C(3600) * 1000000;
    WANT_OK(account_load(h.w, to, &got));
    WANT_INT(got.role_count, 0);
    WANT_ERR(ERR_INVALID,
        account_grant(h.w, to, S("practitioner"), none, none,
            (struct moment){h.work.now.us}));
    house_close(&h);
}

TEST(account_grant__at_a_desk_of_the_agency_and_of_the_role)
{
    struct house   h;
    struct id      to;
    struct account got;

    house_open(&h);

    to = folk_account(&h, h.authority, "to", NULL, none);
    WANT_ERR(ERR_ILLEGAL,
        account_grant(h.w, to, S("front_door_worker"), h.duty, none, open_end));
    WANT_ERR(ERR_ILLEGAL,
        account_grant(h.w, to, S("practitioner"), h.school_desk, none,
            open_end));
    WANT_OK(account_grant(h.w, to, S("front_door_worker"), h.front_door, none,
        open_end));
    WANT_ERR(ERR_CONFLICT,
        account_grant(h.w, to, S("front_door_worker"), h.front_door, none,
            open_end));
    WANT_OK(account_grant(h.w, to, S("practitioner"), h.early_help, none,
        open_end));
    WANT_OK(account_grant(h.w, to, S("practitioner"), h.duty, none, open_end));
    WANT_OK(account_grant(h.w, to, S("practitioner"), none, none, open_end));
    WANT_OK(account_load(h.w, to, &got));
    WANT_INT(got.role_count, 4);
    house_close(&h);
}

TEST(account_load__knows_no_role_that_the_pack_does_not_know)
{
    struct house   h;
    struct id      to;
    struct account got;

    house_open(&h);
    to = folk_account(&h, h.school, "to", "practitioner", none);
    house_sql(&h, "UPDATE account_role SET role = 'wizard'");
    WANT_OK(account_load(h.w, to, &got));
    WANT_INT(got.role_count, 0);
    house_close(&h);
}

TEST(account_language__is_kept)
{
    struct house   h;
    struct id      to;
    struct account got;

    house_open(&h);
    to = folk_account(&h, h.school, "to", NULL, none);
    WANT_OK(account_language(h.w, to, LANG_EN));
    WANT_OK(account_load(h.w, to, &got));
    WANT_INT(got.language, LANG_EN);
    WANT_ERR(ERR_ABSENT,
        account_language(h.w, txn_id(h.w->tx, ID_ACCOUNT), LANG_CY));
    house_close(&h);
}

/* ---- kin ---- */

TEST(kin_is__of_the_person_whose_record_it_is_now)
{
    struct house     h;
    struct id        a, b, who;
    struct link_row *links;
    size_t           n;
    bool             yes;

    house_open(&h);
    a = folk_child(&h, h.school, "Lowri", "Penri", "2019-04-02");
    b = folk_child(&h, h.hospital, "Lowri", "Penri", "2019-04-02");
    who = folk_account(&h, h.hospital, "who", "practitioner", none);
    WANT_OK(kin_is(h.w, who, house_person(&h, a), &yes));
    WANT(!yes);
    WANT_OK(kin_add(h.w, who, a, S("declared")));
    WANT_OK(kin_add(h.w, who, a, S("found")));
    WANT_OK(kin_is(h.w, who, house_person(&h, a), &yes));
    WANT(yes);
    WANT_OK(kin_is(h.w, who, house_person(&h, b), &yes));
    WANT(!yes);
    WANT_OK(link_make(h.w, a, b, folk_entry(&h)));
    WANT_OK(kin_is(h.w, who, house_person(&h, b), &yes));
    WANT(yes);
    WANT_OK(link_list(h.w, house_person(&h, a), &links, &n));
    WANT_OK(link_undo(h.w, links[0].id, folk_entry(&h)));
    WANT_OK(kin_is(h.w, who, house_person(&h, b), &yes));
    WANT(!yes);
    house_close(&h);
}
