/*
 * register_test -- the register as it stands today.
 */
#include "../house.h"

#include "../test.h"

#include "record/register.h"

static void
movement(struct house *h, struct id child, const char *said)
{
    (void)house_say(h,
        &(struct house_entry){.form = "migrated_register_entry",
            .said = said,
            .by = h->custodian,
            .children = {child}},
        NULL);
}

TEST(register_find__answers_with_category_authority_and_co_ordinator)
{
    struct house        h;
    struct register_row row;
    struct id           child;

    house_open(&h);
    child = house_child(&h, h.school);
    WANT_ERR(ERR_ABSENT, register_find(h.w, house_person(&h, child), &row));
    movement(&h, child,
        "{\"movement\": \"goes_on\", \"took_effect\": \"2027-01-11\","
        " \"authority\": \"conwy\","
        " \"categories\": [\"neglect\", \"physical\"],"
        " \"primary_category\": \"neglect\","
        " \"co_ordinator_name\": \"Nia Rees\"}");
    WANT_OK(register_find(h.w, house_person(&h, child), &row));
    WANT(id_eq(row.authority, h.authority));
    WANT_STR(row.categories, "neglect\nphysical");
    WANT_STR(row.primary, "neglect");
    WANT_STR(date_text(h.arena, row.on), "2027-01-11");
    WANT(date_is_none(row.off));
    WANT(!row.temporary);
    WANT_STR(row.co_ordinator, "Nia Rees");
    WANT(id_is_none(row.co_ordinator_account));
    house_close(&h);
}

TEST(register_find__names_the_account_of_a_co_ordinator_who_has_one)
{
    struct house        h;
    struct register_row row;
    struct id           child;
    struct str          said;

    house_open(&h);
    child = house_child(&h, h.school);
    said = str_join(h.arena,
        (const struct str[]){S("{\"movement\": \"goes_on\","
                               " \"took_effect\": \"2027-01-11\","
                               " \"authority\": \"conwy\","
                               " \"co_ordinator\": \""),
            id_text(h.arena, h.social), S("\"}")},
        3, S(""));
    movement(&h, child, str_c(h.arena, said));
    WANT_OK(register_find(h.w, house_person(&h, child), &row));
    WANT(id_eq(row.co_ordinator_account, h.social));
    WANT_STR(row.co_ordinator, "social");
    house_close(&h);
}

TEST(register_find__finds_nobody_who_came_off)
{
    struct house        h;
    struct register_row row;
    struct id           child;
    int64_t             n;

    house_open(&h);
    child = house_child(&h, h.school);
    movement(&h, child,
        "{\"movement\": \"goes_on\", \"took_effect\": \"2027-01-11\","
        " \"authority\": \"conwy\"}");
    WANT_OK(register_count(h.w, &n));
    WANT_INT(n, 1);
    movement(&h, child,
        "{\"movement\": \"comes_off\", \"took_effect\": \"2027-03-01\","
        " \"authority\": \"conwy\"}");
    WANT_ERR(ERR_ABSENT, register_find(h.w, house_person(&h, child), &row));
    WANT_OK(register_count(h.w, &n));
    WANT_INT(n, 0);
    house_close(&h);
}

TEST(register_find__knows_a_linked_child_by_either_name)
{
    struct house        h;
    struct register_row row;
    struct id           a, b, p, q, thread;

    house_open(&h);
    a = house_child(&h, h.school);
    movement(&h, a,
        "{\"movement\": \"goes_on\", \"took_effect\": \"2027-01-11\","
        " \"authority\": \"conwy\"}");
    house_at(&h, "2027-03-02T09:00:00Z");
    b = house_child(&h, h.hospital);
    p = house_person(&h, a);
    q = house_person(&h, b);
    thread = house_concern(&h, b, "today");
    WANT_OK(link_make(h.w, a, b, house_decide(&h, thread, b, "advice")));
    WANT_OK(project_person(h.w, p));
    WANT_OK(project_person(h.w, q));
    WANT_OK(register_find(h.w, q, &row));
    WANT(id_eq(row.person, p));
    WANT_OK(register_find(h.w, b, &row));
    house_close(&h);
}
