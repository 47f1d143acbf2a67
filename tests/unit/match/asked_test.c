/*
 * asked -- one box, in either language.
 */
#include "match/asked.h"

#include "match/place.h"
#include "people.h"
#include "test.h"

static const struct date today = {2027, 3, 2};

static struct match_asked
asked(struct arena *a, const char *text)
{
    struct match_asked out;

    match_asked_read(a, str_of(text), today, &out);
    return out;
}

TEST(match_asked_read__takes_name_age_and_town_apart)
{
    static const char *const ways[] = {"Shan Davis, about 9, Caernarvon",
        "Shan Davis about 9 Caernarvon", "Shan Davis, tua 9 oed, Caernarfon",
        "Shan Davis, oddeutu 9, yng Nghaernarfon",
        "Shan Davis, Caernarfon, roughly 9 years old"};
    struct arena            *a = arena_new(0);

    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct match_asked m = asked(a, ways[i]);

        WANT_STR(m.given, "Shan");
        WANT_STR(m.family, "Davis");
        WANT_STR(m.place, "caernarfon");
        WANT_STR(m.rest, "");
        WANT(date_eq(m.from, BORN(2016, 3, 3)));
        WANT(date_eq(m.to, BORN(2019, 3, 2)));
        WANT(date_is_none(m.born));
    }
    arena_free(a);
}

TEST(match_asked_read__takes_an_age_that_is_said_to_be_exact_so)
{
    struct arena      *a = arena_new(0);
    struct match_asked m = asked(a, "Ifan Puw, aged 9");

    WANT(date_eq(m.from, BORN(2017, 3, 3)));
    WANT(date_eq(m.to, BORN(2018, 3, 2)));
    m = asked(a, "Ifan Puw, 7 mis");
    WANT(date_eq(m.from, BORN(2026, 7, 3)));
    WANT(date_eq(m.to, BORN(2026, 8, 2)));
    m = asked(a, "Ifan Puw, 9");
    WANT(date_eq(m.to, BORN(2018, 3, 2)));
    arena_free(a);
}

TEST(match_asked_read__reads_dates_as_people_write_them)
{
    static const struct {
        const char *text;
        struct date born;
    } ways[] = {
        {"Ifan Puw 14/9/2017", {2017, 9, 14}},
        {"Ifan Puw, 14.9.17", {2017, 9, 14}},
        {"Ifan Puw 2017-09-14", {2017, 9, 14}},
        {"Ifan Puw 14 September 2017", {2017, 9, 14}},
        {"Ifan Puw, 14 Medi 2017", {2017, 9, 14}},
        {"Ifan Puw, Sept 2017", {2017, 9, 0}},
        {"Ifan Puw 2017", {2017, 0, 0}},
    };
    struct arena *a = arena_new(0);

    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct match_asked m = asked(a, ways[i].text);

        WANT(date_eq(m.born, ways[i].born));
        WANT_STR(m.given, "Ifan");
        WANT_STR(m.family, "Puw");
        WANT_STR(m.rest, "");
    }
    arena_free(a);
}

TEST(match_asked_read__finds_a_number_and_keeps_particles_with_the_name)
{
    struct arena      *a = arena_new(0);
    struct match_asked m = asked(a, "999 000 1006");

    WANT_STR(m.nhs, "9990001006");
    WANT_STR(m.family, "");
    m = asked(a, "Gruffudd Wyn ap Rhys, 2015, Yr Wyddgrug");
    WANT_STR(m.given, "Gruffudd Wyn");
    WANT_STR(m.family, "ap Rhys");
    WANT_STR(m.place, "wyddgrug");
    m = asked(a, "Seren");
    WANT_STR(m.given, "Seren");
    arena_free(a);
}

TEST(match_asked_read__leaves_impossible_things_as_not_understood)
{
    struct arena      *a = arena_new(0);
    struct match_asked m = asked(a, "Ifan Puw, 31/2/2017");

    WANT(date_is_none(m.born));
    WANT_STR(m.place, "");
    WANT_STR(m.rest, "31/2/2017");
    m = asked(a, "");
    WANT_STR(m.given, "");
    m = asked(a, ", , ,");
    WANT_STR(m.rest, "");
    m = asked(a, "about about about, in in in, 99");
    WANT(date_is_none(m.to));
    arena_free(a);
}

TEST(match_place_of__is_the_town_of_an_address_in_either_language)
{
    struct arena *a = arena_new(0);

    WANT_STR(match_place_of(a, S("5 L\xc3\xb4n y Wiber, Caernarfon AR7 3KC")),
        "caernarfon");
    WANT_STR(match_place_of(a, S("1 High Street, Caernarvon, Gwynedd")),
        "caernarfon");
    WANT_STR(match_place_of(a, S("2 Stryd Fawr, Cardiff CF1 1XX")), "caerdydd");
    WANT_STR(match_place_of(a, S("4 Clos, Pen-y-wennol AR3 2KM")),
        "penywennol");
    WANT_STR(match_place_of(a, S("Caernarfon Road")), "");
    WANT_STR(match_place_of(a, S("")), "");
    arena_free(a);
}

TEST(match_street_of__is_what_stands_before_the_town)
{
    struct arena *a = arena_new(0);

    WANT_STR(match_street_of(a, S("5 L\xc3\xb4n y Wiber, Caernarfon AR7 3KC")),
        "5lonywiber");
    WANT_STR(match_street_of(a, S("5, LON Y WIBER, Caernarvon, Gwynedd")),
        "5lonywiber");
    WANT_STR(match_street_of(a, S("Flat 2, 1 High St., Pen-y-wennol AR3 2KM")),
        "flat21highst");
    WANT_STR(match_street_of(a, S("Caernarfon Road")), "");
    WANT_STR(match_street_of(a, S("not known")), "");
    WANT_STR(match_street_of(a, S("")), "");
    arena_free(a);
}

TEST(match_weigh__takes_an_age_for_what_it_is)
{
    struct arena       *a = arena_new(0);
    struct match_person asked_for = PERSON("Shan", "Davis");
    struct match_person child = PERSON("Si\xc3\xa2n", "Davies");
    struct match_why    why;

    asked_for.born_from = BORN(2016, 3, 3);
    asked_for.born_to = BORN(2019, 3, 2);
    child.birth = BORN(2017, 9, 14);
    why = weighed(a, 2000, &asked_for, &child);
    WANT_INT(term_of(&why, MATCH_BIRTH)->level, MATCH_LEVEL_AGE);
    child.birth = BORN(2015, 0, 0);
    why = weighed(a, 2000, &asked_for, &child);
    WANT_INT(term_of(&why, MATCH_BIRTH)->level, MATCH_LEVEL_NOT_GIVEN);
    child.birth = BORN(2010, 9, 14);
    why = weighed(a, 2000, &asked_for, &child);
    WANT_INT(term_of(&why, MATCH_BIRTH)->level, MATCH_LEVEL_DIFFERS);
    arena_free(a);
}

TEST(match_weigh__speaks_of_a_town_only_when_both_sides_say_one)
{
    struct arena       *a = arena_new(0);
    struct match_person x = PERSON("Non", "Puw");
    struct match_person y = PERSON("Non", "Puw");
    struct match_why    why;

    y.place = S("hash of one");
    why = weighed(a, 2000, &x, &y);
    WANT(!term_of(&why, MATCH_PLACE));
    x.place = S("hash of one");
    why = weighed(a, 2000, &x, &y);
    WANT_INT(term_of(&why, MATCH_PLACE)->level, MATCH_LEVEL_SAME);
    WANT_STR(term_of(&why, MATCH_PLACE)->shown[1].text, "");
    x.place = S("hash of another");
    why = weighed(a, 2000, &x, &y);
    WANT(term_of(&why, MATCH_PLACE)->decibans < 0);
    arena_free(a);
}
