/*
 * reader_test -- who is asking: roles, desks by day and by night, scope.
 */
#include "../record/folk.h"

#include "../test.h"

#include "policy/reader.h"

#define BY_NIGHT "2027-03-02T22:00:00Z"
static const struct id     none;
static const struct moment open_end;

static bool
staffs(const struct reader *r, struct id desk)
{
    for (size_t i = 0; i < r->desk_count; i++)
        if (id_eq(r->desks[i].id, desk))
            return true;
    return false;
}

static bool
in_scope(const struct reader *r, struct id key)
{
    for (size_t i = 0; i < r->scope_count; i++)
        if (id_eq(r->scope[i], key))
            return true;
    return false;
}

TEST(reader_of_account__has_the_roles_and_the_desk_they_are_held_at)
{
    struct house  h;
    struct reader r;
    struct id     who;

    house_open(&h);
    who =
        folk_account(&h, h.authority, "who", "front_door_worker", h.front_door);
    WANT_OK(reader_of_account(h.w, who, &r));
    WANT_INT(r.kind, READER_ACCOUNT);
    WANT_INT(r.role_count, 1);
    WANT_STR(r.roles[0]->id, "front_door_worker");
    WANT(id_eq(r.agency.id, h.authority));
    WANT_INT(r.desk_count, 1);
    WANT(staffs(&r, h.front_door));
    WANT_INT(r.scope_count, 3);
    WANT(in_scope(&r, h.front_door));
    WANT(in_scope(&r, h.authority));
    WANT(in_scope(&r, who));
    house_close(&h);
}

TEST(reader_of_account__covers_at_night_the_desks_that_are_shut)
{
    struct house  h;
    struct reader r;
    struct id     who;

    house_open(&h);
    who = folk_account(&h, h.authority, "who", "emergency_duty_worker", h.duty);
    WANT_OK(reader_of_account(h.w, who, &r));
    WANT_INT(r.desk_count, 1);
    WANT(staffs(&r, h.duty));
    WANT(!in_scope(&r, h.front_door));
    house_at(&h, BY_NIGHT);
    WANT_OK(reader_of_account(h.w, who, &r));
    WANT_INT(r.desk_count, 4);
    WANT(!staffs(&r, h.officer_desk)); /* S15 */
    WANT(id_eq(r.desks[0].id, h.duty));
    WANT(staffs(&r, h.front_door));
    for (size_t i = 0; i < r.desk_count; i++)
        WANT_STR(r.through[i], "emergency_duty");
    WANT(in_scope(&r, h.front_door));
    house_close(&h);
}

TEST(reader_of_account__keeps_an_own_desk_that_is_shut)
{
    struct house  h;
    struct reader r;
    struct id     who;

    house_open(&h);
    who =
        folk_account(&h, h.authority, "who", "front_door_worker", h.front_door);
    house_at(&h, BY_NIGHT);
    WANT_OK(reader_of_account(h.w, who, &r));
    WANT_INT(r.desk_count, 1);
    WANT(staffs(&r, h.front_door));
    house_close(&h);
}

TEST(reader_of_account__has_a_desk_once_that_two_roles_are_held_at)
{
    struct house  h;
    struct reader r;
    struct id     who;

    house_open(&h);
    who =
        folk_account(&h, h.authority, "who", "front_door_worker", h.front_door);
    WANT_OK(account_grant(h.w, who, S("practitioner"), h.front_door, none,
        open_end));
    WANT_OK(account_grant(h.w, who, S("social_worker"), none, none, open_end));
    WANT_OK(reader_of_account(h.w, who, &r));
    WANT_INT(r.role_count, 3);
    WANT_INT(r.desk_count, 1);
    house_close(&h);
}

TEST(reader_of_account__is_nobody_once_ended_or_before_confirmed)
{
    struct house  h;
    struct reader r;
    struct id     who;

    house_open(&h);
    who = folk_account(&h, h.school, "who", "practitioner", none);
    house_sql(&h, "UPDATE account SET confirmed_at = NULL");
    WANT_ERR(ERR_SIGN_IN, reader_of_account(h.w, who, &r));
    WANT_OK(account_confirm(h.w, who, none));
    WANT_OK(reader_of_account(h.w, who, &r));
    WANT_OK(account_end(h.w, who, none));
    WANT_ERR(ERR_SIGN_IN, reader_of_account(h.w, who, &r));
    WANT_ERR(ERR_SIGN_IN,
        reader_of_account(h.w, txn_id(h.w->tx, ID_ACCOUNT), &r));
    house_close(&h);
}

TEST(reader_may__what_any_of_the_roles_may)
{
    struct house  h;
    struct reader r;
    struct id     who;

    house_open(&h);
    who = folk_account(&h, h.hospital, "who", "emergency_practitioner", none);
    WANT_OK(reader_of_account(h.w, who, &r));
    WANT(reader_may(&r, MAY_CHECK));
    WANT(!reader_may(&r, MAY_LIST));
    WANT(reader_is_check_only(&r));
    WANT(!reader_is_discreet(&r));
    WANT_OK(account_grant(h.w, who, S("designated_safeguarding_person"), none,
        none, open_end));
    WANT_OK(reader_of_account(h.w, who, &r));
    WANT(reader_may(&r, MAY_CHECK));
    WANT(reader_may(&r, MAY_LIST));
    WANT(!reader_is_check_only(&r));
    house_close(&h);
}

TEST(reader_is_check_only__not_changed_by_an_added_role)
{
    struct house  h;
    struct reader r;
    struct id     force, who;

    house_open(&h);
    force = folk_agency(&h, "police", none);
    who = folk_account(&h, force, "who", NULL, none);
    WANT_OK(reader_of_account(h.w, who, &r));
    WANT(!reader_is_check_only(&r)); /* no role is no such role */
    WANT_OK(account_grant(h.w, who, S("police_practitioner"), none, none,
        open_end));
    WANT_OK(
        account_grant(h.w, who, S("location_reader"), none, none, open_end));
    WANT_OK(reader_of_account(h.w, who, &r));
    WANT_INT(r.role_count, 2);
    WANT(reader_is_check_only(&r));
    house_close(&h);
}

TEST(reader_is_discreet__with_one_such_role)
{
    struct house  h;
    struct reader r;
    struct id     who;

    house_open(&h);
    who =
        folk_account(&h, h.hospital, "who", "sexual_health_practitioner", none);
    WANT_OK(account_grant(h.w, who, S("practitioner"), none, none, open_end));
    WANT_OK(reader_of_account(h.w, who, &r));
    WANT(reader_is_discreet(&r));
    house_close(&h);
}
