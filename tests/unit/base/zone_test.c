#include "base/zone.h"

#include "base/arena.h"
#include "test.h"

static struct zone *
zone_named(const char *name)
{
    struct zone *z = NULL;

    WANT_OK(zone_new(str_of(name), &z));
    return z;
}

static struct moment
utc(const char *text)
{
    struct moment m = {0};

    WANT(moment_parse(str_of(text), &m));
    return m;
}

static struct civil
wall(int year, int month, int day, int hour, int minute)
{
    return (struct civil){.date = date_of(year, month, day),
        .hour = (int8_t)hour,
        .minute = (int8_t)minute};
}

/* What the clock on the wall shows, as words. */
#define WANT_WALL(z, text, want)                                              \
    do {                                                                      \
        struct arena *arena_ = arena_new(0);                                  \
        WANT_STR(zone_moment_words(arena_, (z), LANG_EN, utc(text),           \
                                   DATE_LONG),                                \
                 want);                                                       \
        arena_free(arena_);                                                   \
    } while (0)

#define WANT_MOMENT(got, text) WANT_INT((got).us, utc(text).us)

TEST(zone_new__refuses_a_name_that_is_no_zone)
{
    struct zone *z = NULL;

    WANT_ERR(ERR_INVALID, zone_new(S("Europe/Llareggub"), &z));
    WANT_ERR(ERR_INVALID, zone_new(S(""), &z));
    WANT_ERR(ERR_INVALID, zone_new(S("Europe/London "), &z));
    WANT_ERR(ERR_INVALID, zone_new(S("Etc/Unknown"), &z));
    WANT_ERR(ERR_INVALID, zone_new(S("Europe/London\0x"), &z));
    WANT_ERR(ERR_INVALID,
        zone_new(S("Europe/Llanfairpwllgwyngyllgogerychwyrndrobwll"
                   "llantysiliogogogoch"),
            &z));
    WANT(z == NULL);
}

TEST(zone_civil__follows_summer_time)
{
    struct zone *z = zone_named("Europe/London");

    WANT_WALL(z, "2027-03-02T03:07Z", "2 March 2027, 03:07");
    WANT_WALL(z, "2027-07-02T03:07Z", "2 July 2027, 04:07");
    WANT_WALL(z, "2027-06-30T23:30Z", "1 July 2027, 00:30");
    WANT_WALL(z, "2027-12-31T23:59Z", "31 December 2027, 23:59");
    WANT_WALL(z, "2099-07-02T03:07Z", "2 July 2099, 04:07");
    zone_free(z);
}

TEST(zone_civil__changes_at_the_very_microsecond)
{
    struct zone *z = zone_named("Europe/London");

    WANT_WALL(z, "2027-03-28T00:59:59.999999Z", "28 March 2027, 00:59");
    WANT_WALL(z, "2027-03-28T01:00Z", "28 March 2027, 02:00");
    WANT_WALL(z, "2027-10-31T00:59:59.999999Z", "31 October 2027, 01:59");
    WANT_WALL(z, "2027-10-31T01:00Z", "31 October 2027, 01:00");
    zone_free(z);
}

TEST(zone_civil__gives_seconds_before_1970_too)
{
    struct zone *z = zone_named("Europe/London");
    struct civil c = zone_civil(z, utc("1969-12-31T23:59:59.5Z"));

    /* Britain kept summer time all through 1968 to 1971. */
    WANT(date_eq(c.date, date_of(1970, 1, 1)));
    WANT_INT(c.hour, 0);
    WANT_INT(c.minute, 59);
    WANT_INT(c.second, 59);
    c = zone_civil(z, utc("1950-01-01T00:00:01Z"));
    WANT(date_eq(c.date, date_of(1950, 1, 1)));
    WANT_INT(c.second, 1);
    zone_free(z);
}

TEST(zone_civil__stands_any_moment)
{
    struct zone *z = zone_named("Europe/London");
    struct civil c = zone_civil(z, (struct moment){INT64_MAX});

    WANT(date_eq(c.date, date_of(9999, 12, 31)));
    c = zone_civil(z, (struct moment){INT64_MIN});
    WANT(date_eq(c.date, date_of(1, 1, 1)));
    zone_free(z);
}

TEST(zone_moment__moves_a_time_in_the_gap_behind_it)
{
    struct zone *z = zone_named("Europe/London");

    WANT_MOMENT(zone_moment(z, wall(2027, 3, 28, 0, 59)), "2027-03-28T00:59Z");
    WANT_MOMENT(zone_moment(z, wall(2027, 3, 28, 1, 0)), "2027-03-28T01:00Z");
    WANT_MOMENT(zone_moment(z, wall(2027, 3, 28, 1, 30)), "2027-03-28T01:00Z");
    WANT_MOMENT(zone_moment(z, wall(2027, 3, 28, 2, 0)), "2027-03-28T01:00Z");
    WANT_MOMENT(zone_moment(z, wall(2027, 3, 28, 2, 1)), "2027-03-28T01:01Z");
    zone_free(z);
}

TEST(zone_moment__takes_the_first_of_two)
{
    struct zone *z = zone_named("Europe/London");

    WANT_MOMENT(zone_moment(z, wall(2027, 10, 31, 0, 59)), "2027-10-30T23:59Z");
    WANT_MOMENT(zone_moment(z, wall(2027, 10, 31, 1, 0)), "2027-10-31T00:00Z");
    WANT_MOMENT(zone_moment(z, wall(2027, 10, 31, 1, 30)), "2027-10-31T00:30Z");
    WANT_MOMENT(zone_moment(z, wall(2027, 10, 31, 2, 0)), "2027-10-31T02:00Z");
    zone_free(z);
}

/* Every hour of 1990 to 2090 but the repeated ones comes back as it was. */
static void
want_round_trip(const char *name)
{
    struct zone *z = zone_named(name);
    int64_t      hour = INT64_C(3600000000);
    int64_t      at = utc("1990-01-01T00:00Z").us;
    int64_t      end = utc("2090-01-01T00:00Z").us;
    int          wrong = 0;

    for (; at < end; at += hour) {
        struct moment m = {at};
        struct moment back = zone_moment(z, zone_civil(z, m));

        wrong += back.us > at || back.us < at - hour;
        if (back.us != at) {
            struct civil a = zone_civil(z, m);
            struct civil b = zone_civil(z, back);

            wrong += !date_eq(a.date, b.date) || a.hour != b.hour;
        }
    }
    WANT_INT(wrong, 0);
    zone_free(z);
}

TEST(zone_moment__undoes_zone_civil_for_a_century)
{
    want_round_trip("Europe/London");
    want_round_trip("Pacific/Kiritimati");
    want_round_trip("America/New_York");
}

TEST(zone_day_end__is_the_last_microsecond_on_the_wall)
{
    struct zone *z = zone_named("Europe/London");

    WANT_MOMENT(zone_day_end(z, date_of(2027, 3, 2)),
        "2027-03-02T23:59:59.999999Z");
    WANT_MOMENT(zone_day_end(z, date_of(2027, 7, 2)),
        "2027-07-02T22:59:59.999999Z");
    WANT_MOMENT(zone_day_end(z, date_of(2027, 3, 28)),
        "2027-03-28T22:59:59.999999Z");
    WANT_MOMENT(zone_day_end(z, date_of(2027, 10, 31)),
        "2027-10-31T23:59:59.999999Z");
    WANT_WALL(z, "2027-07-02T22:59:59.999999Z", "2 July 2027, 23:59");
    WANT_MOMENT(zone_day_end(z, date_of(9999, 12, 31)),
        "9999-12-31T23:59:59.999999Z");
    zone_free(z);
}

/* Cuba's clocks go on at midnight: the day after begins at one. */
TEST(zone_day_end__holds_where_midnight_falls_in_the_gap)
{
    struct zone  *z = zone_named("America/Havana");
    struct date   before = date_of(2024, 3, 9);
    struct moment end = zone_day_end(z, before);

    WANT(date_eq(zone_date(z, end), before));
    end.us++;
    WANT(date_eq(zone_date(z, end), date_of(2024, 3, 10)));
    WANT_INT(zone_civil(z, end).hour, 1);
    zone_free(z);
}

TEST(zone_date__is_the_day_in_the_zone)
{
    struct zone *z = zone_named("Europe/London");

    WANT(date_eq(zone_date(z, utc("2027-07-01T22:59Z")), date_of(2027, 7, 1)));
    WANT(date_eq(zone_date(z, utc("2027-07-01T23:00Z")), date_of(2027, 7, 2)));
    zone_free(z);
}

TEST(zone_date_words__writes_each_style_in_both_languages)
{
    static const struct {
        enum date_style style;
        const char     *cy, *en;
    } rows[] = {
        {DATE_SHORT, "2 Maw 2027", "2 Mar 2027"},
        {DATE_LONG, "2 Mawrth 2027", "2 March 2027"},
        {DATE_DAY, "Maw 2 Mawrth", "Tue 2 March"},
        {DATE_DAY_YEAR, "Maw 2 Mawrth 2027", "Tue 2 March 2027"},
        {DATE_FULL, "Dydd Mawrth 2 Mawrth 2027", "Tuesday 2 March 2027"},
    };
    struct arena *a = arena_new(0);
    struct date   d = date_of(2027, 3, 2);

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        WANT_SAME(zone_date_words(a, LANG_CY, d, rows[i].style),
            str_of(rows[i].cy));
        WANT_SAME(zone_date_words(a, LANG_EN, d, rows[i].style),
            str_of(rows[i].en));
    }
    arena_free(a);
}

TEST(zone_date_words__says_of_a_partial_date_what_is_known)
{
    struct arena *a = arena_new(0);
    struct date   month = date_of(2027, 3, 0);
    struct date   year = date_of(2027, 0, 0);
    struct date   none = date_of(0, 0, 0);

    WANT_STR(zone_date_words(a, LANG_CY, month, DATE_LONG), "Mawrth 2027");
    WANT_STR(zone_date_words(a, LANG_EN, month, DATE_LONG), "March 2027");
    WANT_STR(zone_date_words(a, LANG_EN, month, DATE_SHORT), "Mar 2027");
    WANT_STR(zone_date_words(a, LANG_EN, month, DATE_DAY), "March 2027");
    WANT_STR(zone_date_words(a, LANG_CY, month, DATE_FULL), "Mawrth 2027");
    WANT_STR(zone_date_words(a, LANG_CY, year, DATE_FULL), "2027");
    WANT_STR(zone_date_words(a, LANG_EN, year, DATE_DAY), "2027");
    WANT_STR(zone_date_words(a, LANG_EN, none, DATE_LONG), "");
    arena_free(a);
}

TEST(zone_date_words__has_a_word_for_every_month_and_day)
{
    struct arena *a = arena_new(0);

    for (int i = 0; i < LANG_COUNT; i++) {
        enum lang lang = (enum lang)i;

        for (int month = 1; month <= 12; month++) {
            struct date d = date_of(2027, month, 0);

            /* A word, a space and the year. */
            WANT(zone_date_words(a, lang, d, DATE_LONG).n > 7);
            WANT(zone_date_words(a, lang, d, DATE_SHORT).n > 7);
        }
        for (int day = 1; day <= 7; day++) {
            struct date d = date_of(2027, 5, day);

            WANT(zone_date_words(a, lang, d, DATE_DAY).n > S("1 May").n + 3);
        }
    }
    WANT_STR(zone_date_words(a, LANG_CY, date_of(2027, 2, 3), DATE_FULL),
        "Dydd Mercher 3 Chwefror 2027");
    WANT_STR(zone_date_words(a, LANG_CY, date_of(2027, 5, 2), DATE_DAY),
        "Sul 2 Mai");
    arena_free(a);
}

TEST(zone_moment_words__adds_the_24_hour_time)
{
    struct zone  *z = zone_named("Europe/London");
    struct arena *a = arena_new(0);
    struct moment m = utc("2027-07-02T14:07:59Z");

    WANT_STR(zone_moment_words(a, z, LANG_CY, m, DATE_LONG),
        "2 Gorffennaf 2027, 15:07");
    WANT_STR(zone_moment_words(a, z, LANG_EN, m, DATE_DAY),
        "Fri 2 July, 15:07");
    WANT_STR(zone_time_words(a, z, m), "15:07");
    WANT_STR(zone_time_words(a, z, utc("2027-03-02T03:07Z")), "03:07");
    arena_free(a);
    zone_free(z);
}
