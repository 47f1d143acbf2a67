#include "base/date.h"

#include "base/arena.h"
#include "test.h"

static struct date
ymd(const char *text)
{
    struct date d;

    WANT(date_parse(str_of(text), &d));
    return d;
}

/* Each case on its own arena; the text is compared before it goes. */
#define WANT_DATE(got, want)                                                  \
    do {                                                                      \
        struct arena *arena_ = arena_new(0);                                  \
        WANT_SAME(date_text(arena_, (got)), str_of(want));                    \
        arena_free(arena_);                                                   \
    } while (0)

TEST(date_days__counts_from_1970_and_before)
{
    WANT_INT(date_days(ymd("1970-01-01")), 0);
    WANT_INT(date_days(ymd("1969-12-31")), -1);
    WANT_INT(date_days(ymd("2000-03-01")), 11017);
    WANT_INT(date_days(ymd("0001-01-01")), -719162);
    WANT_INT(date_days(ymd("9999-12-31")), 2932896);
}

TEST(date_of_days__gives_back_every_day_of_all_the_years)
{
    struct date before = date_of_days(-719163);
    int         wrong = 0;

    WANT_DATE(before, "0001-01-01"); /* stopped at the first */
    for (int32_t n = -719162; n <= 2932896; n++) {
        struct date d = date_of_days(n);

        wrong += !date_is_valid(d) || date_days(d) != n;
    }
    WANT_INT(wrong, 0);
    WANT_DATE(date_of_days(2932897), "9999-12-31");
    WANT_DATE(date_of_days(INT32_MAX), "9999-12-31");
    WANT_DATE(date_of_days(INT32_MIN), "0001-01-01");
}

TEST(date_is_valid__knows_leap_years)
{
    WANT(date_is_valid(date_of(2024, 2, 29)));
    WANT(date_is_valid(date_of(2000, 2, 29)));
    WANT(!date_is_valid(date_of(1900, 2, 29)));
    WANT(!date_is_valid(date_of(2100, 2, 29)));
    WANT(!date_is_valid(date_of(2027, 2, 29)));
    WANT(!date_is_valid(date_of(2024, 2, 30)));
}

TEST(date_is_valid__takes_partial_dates_and_refuses_holes)
{
    WANT(date_is_valid(date_of(2027, 0, 0)));
    WANT(date_is_valid(date_of(2027, 3, 0)));
    WANT(!date_is_valid(date_of(2027, 0, 2)));
    WANT(!date_is_valid(date_of(0, 3, 2)));
    WANT(!date_is_valid(date_of(0, 0, 0)));
    WANT(date_is_none(date_of(0, 0, 0)));
    WANT(!date_is_known(date_of(2027, 3, 0)));
    WANT(date_is_known(date_of(2027, 3, 2)));
}

TEST(date_of__does_not_wrap_parts_that_are_too_large)
{
    WANT(!date_is_valid(date_of(2027, 256 + 3, 2)));
    WANT(!date_is_valid(date_of(2027, 3, 256 + 2)));
    WANT(!date_is_valid(date_of(65536 + 2027, 3, 2)));
    WANT(!date_is_valid(date_of(10000, 1, 1)));
    WANT(!date_is_valid(date_of(2027, -1, 1)));
    WANT(!date_is_valid(date_of(2027, 13, 1)));
    WANT(!date_is_valid(date_of(2027, 4, 31)));
}

TEST(date_weekday__is_right_on_known_days)
{
    WANT_INT(date_weekday(ymd("1970-01-01")), THU);
    WANT_INT(date_weekday(ymd("2027-03-02")), TUE);
    WANT_INT(date_weekday(ymd("2000-02-29")), TUE);
    WANT_INT(date_weekday(ymd("1900-01-01")), MON);
    WANT_INT(date_weekday(ymd("2024-12-25")), WED);
    WANT_INT(date_weekday(ymd("2027-03-28")), SUN);
}

TEST(date_add_days__crosses_months_years_and_leap_days)
{
    WANT_DATE(date_add_days(ymd("2027-12-31"), 1), "2028-01-01");
    WANT_DATE(date_add_days(ymd("2028-02-28"), 1), "2028-02-29");
    WANT_DATE(date_add_days(ymd("1900-02-28"), 1), "1900-03-01");
    WANT_DATE(date_add_days(ymd("2027-03-01"), -1), "2027-02-28");
    WANT_DATE(date_add_days(ymd("2027-03-02"), 0), "2027-03-02");
    WANT_DATE(date_add_days(ymd("9999-12-31"), 1), "9999-12-31");
    WANT_DATE(date_add_days(ymd("0001-01-01"), INT32_MIN), "0001-01-01");
}

TEST(date_add_months__clamps_to_the_end_of_the_month)
{
    WANT_DATE(date_add_months(ymd("2027-01-31"), 1), "2027-02-28");
    WANT_DATE(date_add_months(ymd("2028-01-31"), 1), "2028-02-29");
    WANT_DATE(date_add_months(ymd("2027-03-31"), 1), "2027-04-30");
    WANT_DATE(date_add_months(ymd("2027-03-31"), -1), "2027-02-28");
    WANT_DATE(date_add_months(ymd("2027-12-15"), 1), "2028-01-15");
    WANT_DATE(date_add_months(ymd("2027-01-15"), -1), "2026-12-15");
    WANT_DATE(date_add_months(ymd("2028-02-29"), 12), "2029-02-28");
    WANT_DATE(date_add_months(ymd("2027-08-31"), 18), "2029-02-28");
    WANT_DATE(date_add_months(ymd("2027-08-31"), 0), "2027-08-31");
}

TEST(date_add_months__stops_at_the_ends_of_time)
{
    WANT_DATE(date_add_months(ymd("9999-12-05"), 1), "9999-12-31");
    WANT_DATE(date_add_months(ymd("0001-01-05"), -1), "0001-01-01");
    WANT_DATE(date_add_months(ymd("2027-01-05"), INT32_MAX), "9999-12-31");
    WANT_DATE(date_add_months(ymd("2027-01-05"), INT32_MIN), "0001-01-01");
}

TEST(date_easter__is_right_from_2020_to_2035)
{
    static const char *const sundays[] = {
        "2020-04-12", "2021-04-04", "2022-04-17", "2023-04-09",
        "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28",
        "2028-04-16", "2029-04-01", "2030-04-21", "2031-04-13",
        "2032-03-28", "2033-04-17", "2034-04-09", "2035-03-25"};

    for (int i = 0; i < 16; i++)
        WANT_DATE(date_easter(2020 + i), sundays[i]);
}

/* The earliest and the latest there can be, and both moved full moons. */
TEST(date_easter__is_right_at_its_edges)
{
    WANT_DATE(date_easter(1818), "1818-03-22");
    WANT_DATE(date_easter(2285), "2285-03-22");
    WANT_DATE(date_easter(1943), "1943-04-25");
    WANT_DATE(date_easter(2038), "2038-04-25");
    WANT_DATE(date_easter(1981), "1981-04-19");
    WANT_DATE(date_easter(1954), "1954-04-18");
    WANT_DATE(date_easter(2049), "2049-04-18");
    WANT_DATE(date_easter(2076), "2076-04-19");
}

/* The rule printed in Nature in 1876, which needs no exceptions. */
static struct date
easter_after_1876(int year)
{
    int century = year / 100;
    int cycle = year % 19;
    int moon = (19 * cycle + century - century / 4 -
                (century - (century + 8) / 25 + 1) / 3 + 15) %
               30;
    int to_sunday =
        (32 + 2 * (century % 4) + 2 * (year % 100 / 4) - moon -
         year % 4) %
        7;
    int late = (cycle + 11 * moon + 22 * to_sunday) / 451;
    int day = moon + to_sunday - 7 * late + 114;

    return date_of(year, day / 31, day % 31 + 1);
}

TEST(date_easter__agrees_with_an_older_rule_in_every_year)
{
    int wrong = 0;

    for (int year = 1583; year <= 9999; year++)
        wrong += !date_eq(date_easter(year), easter_after_1876(year));
    WANT_INT(wrong, 0);
}

TEST(date_easter__is_always_a_sunday_from_22_march_to_25_april)
{
    int wrong = 0;

    for (int year = 1; year <= 9999; year++) {
        struct date d = date_easter(year);

        wrong += date_weekday(d) != SUN;
        wrong += date_cmp(d, date_of(year, 3, 22)) < 0;
        wrong += date_cmp(d, date_of(year, 4, 25)) > 0;
    }
    WANT_INT(wrong, 0);
}

TEST(date_between_and_cmp__agree)
{
    WANT_INT(date_between(ymd("2027-02-28"), ymd("2027-03-01")), 1);
    WANT_INT(date_between(ymd("2028-02-28"), ymd("2028-03-01")), 2);
    WANT_INT(date_between(ymd("2027-03-02"), ymd("2027-03-01")), -1);
    WANT_INT(date_cmp(ymd("2027-03-02"), ymd("2027-03-01")), 1);
    WANT_INT(date_cmp(ymd("2027-03-01"), ymd("2027-03-02")), -1);
    WANT_INT(date_cmp(ymd("2027-03-01"), ymd("2027-03-01")), 0);
    WANT(date_eq(ymd("2027-03"), ymd("2027-03")));
    WANT(!date_eq(ymd("2027-03"), ymd("2027-03-01")));
}

TEST(date_age__counts_whole_years)
{
    WANT_INT(date_age(ymd("2010-03-02"), ymd("2027-03-01")), 16);
    WANT_INT(date_age(ymd("2010-03-02"), ymd("2027-03-02")), 17);
    WANT_INT(date_age(ymd("2027-03-02"), ymd("2027-03-02")), 0);
    WANT_INT(date_age(ymd("2012-02-29"), ymd("2030-02-28")), 17);
    WANT_INT(date_age(ymd("2012-02-29"), ymd("2030-03-01")), 18);
    WANT_INT(date_age(ymd("2012-02-29"), ymd("2028-02-29")), 16);
}

TEST(date_age__takes_the_least_a_partial_birth_date_allows)
{
    WANT_INT(date_age(ymd("2010"), ymd("2027-12-30")), 16);
    WANT_INT(date_age(ymd("2010"), ymd("2027-12-31")), 17);
    WANT_INT(date_age(ymd("2010-02"), ymd("2027-02-27")), 16);
    WANT_INT(date_age(ymd("2010-02"), ymd("2027-02-28")), 17);
    WANT_INT(date_age(ymd("2027"), ymd("2027-06-01")), 0);
    WANT_INT(date_age(ymd("2028-01-01"), ymd("2027-06-01")), 0);
    WANT_INT(date_age(date_of(0, 0, 0), ymd("2027-06-01")), 0);
}

TEST(date_parse__is_strict)
{
    static const char *const wrong[] = {
        "",           "27",          "027",         "20270302",
        "2027-",      "2027-3",      "2027-03-",    "2027-03-2",
        "2027-3-2",   "2027-00",     "2027-13",     "2027-03-00",
        "2027-02-29", "0000",        "0000-03-02",  "2027-03-02 ",
        " 2027-03-02", "2027/03/02", "2027-03-02T", "02-03-2027",
        "+027-03-02", "2027-0x-02",  "2027--03",    "20270-03-02",
        "2027-00-00"};
    struct date d = {7, 7, 7};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        WANT(!date_parse(str_of(wrong[i]), &d));
    WANT_INT(d.year, 7); /* nothing was written */
    WANT(!date_parse(S("2027-03-02\0"), &d));
}

TEST(date_parse__and_text_are_each_others_reverse)
{
    WANT_DATE(ymd("2027-03-02"), "2027-03-02");
    WANT_DATE(ymd("2027-03"), "2027-03");
    WANT_DATE(ymd("2027"), "2027");
    WANT_DATE(ymd("0987-01-09"), "0987-01-09");
    WANT_DATE(date_of(0, 0, 0), "");
}

TEST(moment_parse__reads_utc_with_and_without_seconds)
{
    struct moment m;

    WANT(moment_parse(S("1970-01-01T00:00Z"), &m));
    WANT_INT(m.us, 0);
    WANT(moment_parse(S("2027-03-02T03:07Z"), &m));
    WANT_INT(m.us, 1803956820000000);
    WANT(moment_parse(S("2027-03-02T03:07:09Z"), &m));
    WANT_INT(m.us, 1803956829000000);
    WANT(moment_parse(S("2027-03-02T03:07:09.25Z"), &m));
    WANT_INT(m.us, 1803956829250000);
    WANT(moment_parse(S("2027-03-02T03:07:09.000001Z"), &m));
    WANT_INT(m.us, 1803956829000001);
    WANT(moment_parse(S("2027-03-02T03:07:09.123456789Z"), &m));
    WANT_INT(m.us, 1803956829123456);
    WANT(moment_parse(S("1969-12-31T23:59:59.999999Z"), &m));
    WANT_INT(m.us, -1);
}

TEST(moment_parse__is_strict)
{
    static const char *const wrong[] = {
        "",
        "2027-03-02",
        "2027-03-02T",
        "2027-03-02T03Z",
        "2027-03-02T03:07",
        "2027-03-02T03:07z",
        "2027-03-02t03:07Z",
        "2027-03-02 03:07Z",
        "2027-03-02T3:07Z",
        "2027-03-02T24:00Z",
        "2027-03-02T03:60Z",
        "2027-03-02T23:59:60Z",
        "2027-03-02T03:07:Z",
        "2027-03-02T03:07.5Z",
        "2027-03-02T03:07:09.Z",
        "2027-03-02T03:07:09,5Z",
        "2027-03-02T03:07:09.1234567890Z",
        "2027-03-02T03:07+00:00",
        "2027-03-02T03:07Z ",
        "2027-02-29T03:07Z",
        "2027-03T03:07Z",
        "2027T03:07Z"};
    struct moment m = {7};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        WANT(!moment_parse(str_of(wrong[i]), &m));
    WANT_INT(m.us, 7);
}

TEST(moment_text__is_utc_to_the_second)
{
    struct arena *a = arena_new(0);

    WANT_STR(moment_text(a, (struct moment){0}), "1970-01-01T00:00:00Z");
    WANT_STR(moment_text(a, (struct moment){-1}), "1969-12-31T23:59:59Z");
    WANT_STR(moment_text(a, (struct moment){1803956829999999}),
             "2027-03-02T03:07:09Z");
    arena_free(a);
}
