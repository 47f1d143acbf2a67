/*
 * agency_test -- agencies, desks by day and by night, registers held.
 */
#include "folk.h"

#include "../test.h"

/* Tuesday morning; Tuesday night; a bank holiday (Good Friday). */
#define BY_DAY "2027-03-02T10:00:00Z"
#define BY_NIGHT "2027-03-02T22:00:00Z"
#define ON_HOLIDAY "2027-03-26T11:00:00Z"

static const struct id none;

TEST(agency_new__is_loaded_as_it_was_made)
{
    struct house  h;
    struct agency made = {.kind = S("school"),
        .term = S("somewhere"),
        .name = {S("Ysgol Uchaf"), S("Upper School")},
        .language = LANG_EN};
    struct agency got;
    struct id     id;

    house_open(&h);
    made.authority = h.authority;
    WANT_OK(agency_new(h.w, &made, &id));
    WANT_OK(agency_load(h.w, id, &got));
    WANT_STR(got.name.cy, "Ysgol Uchaf");
    WANT_STR(got.name.en, "Upper School");
    WANT_STR(got.kind, "school");
    WANT(id_eq(got.authority, h.authority));
    WANT_INT(got.language, LANG_EN);
    WANT(!got.ended);
    WANT_OK(agency_of_term(h.w, S("somewhere"), &got));
    WANT(id_eq(got.id, id));
    WANT_ERR(ERR_ABSENT, agency_of_term(h.w, S("nowhere"), &got));
    WANT_ERR(ERR_ABSENT, agency_load(h.w, h.front_door, &got));
    house_close(&h);
}

TEST(agency_list__gives_one_kind_or_all)
{
    struct house   h;
    struct agency *all;
    size_t         n;

    house_open(&h);
    WANT_OK(agency_list(h.w, S("school"), &all, &n));
    WANT_INT(n, 1);
    WANT(id_eq(all[0].id, h.school));
    WANT_OK(agency_list(h.w, S(""), &all, &n));
    WANT_INT(n, 3);
    WANT_OK(agency_list(h.w, S("police"), &all, &n));
    WANT_INT(n, 0);
    house_close(&h);
}

TEST(desk_new__refuses_a_kind_that_the_pack_does_not_know)
{
    struct house h;
    struct id    id;

    house_open(&h);
    WANT_ERR(ERR_INVALID,
        desk_new(h.w, h.school, S("tuck_shop"), S(""), S(""), &id));
    house_close(&h);
}

TEST(desk_find__looks_at_the_agency_and_then_at_its_authority)
{
    struct house h;
    struct desk  d;
    struct id    alone;

    house_open(&h);
    WANT_OK(desk_find(h.w, h.school, S("school_safeguarding"), &d));
    WANT(id_eq(d.id, h.school_desk));
    WANT_OK(desk_find(h.w, h.school, S("front_door"), &d));
    WANT(id_eq(d.id, h.front_door));
    WANT_STR(d.telephone, "01632 960001");
    WANT_STR(d.relay, "01632 960002");
    alone = folk_agency(&h, "school", none);
    WANT_ERR(ERR_ABSENT, desk_find(h.w, alone, S("front_door"), &d));
    WANT_ERR(ERR_ABSENT,
        desk_find(h.w, h.hospital, S("school_safeguarding"), &d));
    house_close(&h);
}

TEST(desk_now__is_the_stand_in_at_night_and_on_holidays)
{
    struct house h;
    struct desk  door, now;

    house_open(&h);
    WANT_OK(desk_load(h.w, h.front_door, &door));
    house_at(&h, BY_DAY);
    WANT_OK(desk_now(h.w, &door, &now));
    WANT(id_eq(now.id, h.front_door));
    house_at(&h, BY_NIGHT);
    WANT_OK(desk_now(h.w, &door, &now));
    WANT(id_eq(now.id, h.duty));
    house_at(&h, ON_HOLIDAY);
    WANT_OK(desk_now(h.w, &door, &now));
    WANT(id_eq(now.id, h.duty));
    house_close(&h);
}

TEST(desk_now__stays_where_it_is_without_a_stand_in)
{
    struct house h;
    struct desk  d, now;

    house_open(&h);
    house_at(&h, BY_NIGHT);
    WANT_OK(desk_load(h.w, h.school_desk, &d));
    WANT_OK(desk_now(h.w, &d, &now));
    WANT(id_eq(now.id, h.school_desk));
    house_close(&h);
}

TEST(desk_covers__are_those_shut_now_of_the_same_authority)
{
    struct house h;
    struct desk  duty, *all;
    struct id    far, door;
    bool         found = false;
    size_t       n;

    house_open(&h);
    far = folk_agency(&h, "local_authority", none);
    WANT_OK(desk_new(h.w, far, S("front_door"), S(""), S(""), &door));
    WANT_OK(desk_load(h.w, h.duty, &duty));
    house_at(&h, BY_DAY);
    WANT_OK(desk_covers(h.w, &duty, &all, &n));
    WANT_INT(n, 0);
    house_at(&h, BY_NIGHT);
    WANT_OK(desk_covers(h.w, &duty, &all, &n));
    WANT_INT(n, 3);
    for (size_t i = 0; i < n; i++) {
        WANT(!id_eq(all[i].id, h.officer_desk));
        WANT(!id_eq(all[i].id, door) && !id_eq(all[i].id, h.duty));
        found = found || id_eq(all[i].id, h.front_door);
    }
    WANT(found);
    house_close(&h);
}

TEST(desk_list__leaves_out_what_the_pack_no_longer_knows)
{
    struct house h;
    struct desk *all, d;
    size_t       n;

    house_open(&h);
    WANT_OK(desk_list(h.w, h.authority, &all, &n));
    WANT_INT(n, 5);
    house_sql(&h,
        "UPDATE desk SET term = 'gone' WHERE term = 'emergency_duty'");
    WANT_OK(desk_list(h.w, h.authority, &all, &n));
    WANT_INT(n, 4);
    WANT_ERR(ERR_ABSENT, desk_load(h.w, h.duty, &d));
    house_close(&h);
}

TEST(register_held__says_what_is_searched_and_of_when)
{
    struct house          h;
    struct register_held *all;
    struct moment         then = {.us = 1000}, here = {0};
    size_t                n;

    house_open(&h);
    WANT_OK(register_held_set(h.w, h.authority, true, here));
    WANT_OK(register_held_list(h.w, &all, &n));
    WANT_INT(n, 1);
    WANT(all[0].searched && all[0].kept_here);
    WANT(id_eq(all[0].authority.id, h.authority));
    WANT_OK(register_held_set(h.w, h.authority, false, then));
    WANT_OK(register_held_list(h.w, &all, &n));
    WANT_INT(n, 1);
    WANT(!all[0].searched && !all[0].kept_here);
    WANT_INT(all[0].as_of.us, 1000);
    house_close(&h);
}
