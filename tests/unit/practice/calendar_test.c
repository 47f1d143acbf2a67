/*
 * Working days, checked against domain.md 1.9, under the Wales pack's
 * calendar; substitutes, moved and added days; desks.
 */
#include "base/zone.h"
#include "practice/small.h"

struct vector {
    const char *from;
    int         add;
    const char *to;
};
static const struct vector vectors[] = {
    {"2024-03-22", 5, "2024-04-02"},  {"2024-03-22", 10, "2024-04-09"},
    {"2024-03-22", 15, "2024-04-16"}, {"2024-03-22", 42, "2024-05-24"},
    {"2026-03-27", 10, "2026-04-14"}, {"2026-03-27", 15, "2026-04-21"},
    {"2026-03-27", 42, "2026-06-01"}, {"2026-12-14", 10, "2026-12-30"},
    {"2026-12-14", 15, "2027-01-07"}, {"2026-12-18", 1, "2026-12-21"},
    {"2026-12-18", 5, "2026-12-29"},  {"2026-12-18", 10, "2027-01-06"},
    {"2026-12-18", 15, "2027-01-13"}, {"2026-12-18", 42, "2027-02-19"},
    {"2026-12-24", 1, "2026-12-29"},  {"2026-12-24", 10, "2027-01-12"},
    {"2027-03-22", 5, "2027-03-31"},  {"2027-03-22", 10, "2027-04-07"},
    {"2027-03-22", 15, "2027-04-14"},
};

static struct date
day(const char *text)
{
    struct date d = {0};

    WANT(date_parse(str_of(text), &d));
    return d;
}

static void
want_vectors(const char *folder)
{
    struct small s = small_open_at(folder);

    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        const struct vector *v = &vectors[i];
        struct date          got;

        WANT_OK(calendar_add(s.pack->calendar, day(v->from), v->add, &got));
        WANT_SAME(date_text(s.a, got), str_of(v->to));
        WANT_INT(calendar_between(s.pack->calendar, day(v->from), got), v->add);
        WANT_INT(calendar_between(s.pack->calendar, got, day(v->from)),
            -v->add);
    }
    small_close(&s);
}

TEST(calendar_add__gives_the_known_days_in_wales)
{
    want_vectors("practice/wales");
}

TEST(calendar_add__gives_the_known_days_in_england)
{
    want_vectors("practice/england");
}

TEST(calendar__has_the_published_holidays)
{
    /* A row a year: eight holidays, as on the published lists. */
    static const char *const known[] = {
        "2024-01-01", "2024-03-29", "2024-04-01", "2024-05-06", "2024-05-27",
        "2024-08-26", "2024-12-25", "2024-12-26", "2025-01-01", "2025-04-18",
        "2025-04-21", "2025-05-05", "2025-05-26", "2025-08-25", "2025-12-25",
        "2025-12-26", "2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04",
        "2026-05-25", "2026-08-31", "2026-12-25", "2026-12-28", "2027-01-01",
        "2027-03-26", "2027-03-29", "2027-05-03", "2027-05-31", "2027-08-30",
        "2027-12-27", "2027-12-28", "2028-01-03", "2028-04-14", "2028-04-17",
        "2028-05-01", "2028-05-29", "2028-08-28", "2028-12-25", "2028-12-26",
    };
    struct small s = small_open_at("practice/wales");
    size_t       weekdays_off = 0;

    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        WANT(!calendar_is_working(s.pack->calendar, day(known[i])));
        WANT(calendar_holiday(s.pack->calendar, day(known[i])) != NULL);
    }
    for (int32_t d = date_days(date_of(2024, 1, 1));
         d <= date_days(date_of(2028, 12, 31)); d++) {
        enum weekday w = date_weekday(date_of_days(d));

        weekdays_off += w != SAT && w != SUN &&
            !calendar_is_working(s.pack->calendar, date_of_days(d));
    }
    WANT_INT(weekdays_off, sizeof known / sizeof *known);
    /* Saint David's day is no holiday. */
    WANT(calendar_is_working(s.pack->calendar, date_of(2027, 3, 1)));
    small_close(&s);
}

TEST(calendar__puts_christmas_on_a_sunday_behind_boxing_day)
{
    struct small s = small_open_at("practice/wales");

    WANT_STR(calendar_holiday(s.pack->calendar, date_of(2022, 12, 26))->en,
        "Boxing Day");
    WANT_STR(calendar_holiday(s.pack->calendar, date_of(2022, 12, 27))->en,
        "Christmas Day");
    WANT(calendar_is_working(s.pack->calendar, date_of(2022, 12, 28)));
    small_close(&s);
}

TEST(calendar__moves_and_adds_days_by_proclamation)
{
    struct small           s = small_open();
    const struct calendar *c = s.pack->calendar;

    WANT_STR(calendar_holiday(c, date_of(2025, 6, 3))->cy, "Ychwanegol");
    WANT(!calendar_is_working(c, date_of(2025, 6, 3)));
    WANT(calendar_is_working(c, date_of(2029, 5, 7)));
    WANT(!calendar_is_working(c, date_of(2029, 5, 8)));
    WANT(!calendar_is_working(c, date_of(2028, 5, 1)));
    /* Kept in two years only. */
    WANT(calendar_is_working(c, date_of(2029, 7, 16)));
    WANT(!calendar_is_working(c, date_of(2030, 7, 15)));
    WANT(!calendar_is_working(c, date_of(2031, 7, 15)));
    WANT(calendar_is_working(c, date_of(2032, 7, 15)));
    small_close(&s);
}

TEST(calendar_add__gives_no_day_outside_its_years)
{
    struct small s = small_open();
    struct date  d;

    WANT(calendar_covers(s.pack->calendar, date_of(2024, 1, 1)));
    WANT(!calendar_covers(s.pack->calendar, date_of(2023, 12, 31)));
    WANT(!calendar_covers(s.pack->calendar, date_of(2035, 1, 1)));
    WANT_ERR(ERR_ILLEGAL,
        calendar_add(s.pack->calendar, date_of(2034, 12, 28), 5, &d));
    WANT_ERR(ERR_ILLEGAL,
        calendar_add(s.pack->calendar, date_of(2040, 1, 1), 1, &d));
    WANT_STR(date_text(s.a, calendar_ends(s.pack->calendar)), "2034-12-31");
    small_close(&s);
}

static struct moment
at(const char *text)
{
    struct moment m = {0};

    WANT(moment_parse(str_of(text), &m));
    return m;
}

static void
want_after(const struct small *s, const char *from, enum span_unit unit, int n,
    const char *to)
{
    struct moment got;

    WANT_OK(span_add(s->pack->calendar, s->pack->zone, at(from),
        (struct span){unit, n}, &got));
    WANT_SAME(moment_text(s->a, got), str_of(to));
}

TEST(span_add__ends_days_with_the_day_and_hours_by_the_clock)
{
    struct small s = small_open_at("practice/wales");

    want_after(&s, "2027-03-02T03:07:00Z", SPAN_MINUTES, 30,
        "2027-03-02T03:37:00Z");
    want_after(&s, "2027-03-02T03:07:00Z", SPAN_HOURS, 24,
        "2027-03-03T03:07:00Z");
    want_after(&s, "2027-03-02T03:07:00Z", SPAN_CALENDAR_DAYS, 0,
        "2027-03-02T23:59:59Z");
    want_after(&s, "2027-03-02T03:07:00Z", SPAN_WORKING_DAYS, 1,
        "2027-03-03T23:59:59Z");
    /* In summer the day ends an hour earlier by UTC. */
    want_after(&s, "2027-06-01T12:00:00Z", SPAN_WEEKS, 1,
        "2027-06-08T22:59:59Z");
    want_after(&s, "2027-01-31T12:00:00Z", SPAN_MONTHS, 1,
        "2027-02-28T23:59:59Z");
    want_after(&s, "2024-02-29T12:00:00Z", SPAN_YEARS, 1,
        "2025-02-28T23:59:59Z");
    small_close(&s);
}

TEST(span_before__is_the_last_moment_whose_span_is_over)
{
    static const struct span spans[] = {
        {SPAN_MINUTES, 30},      {SPAN_HOURS, 26},  {SPAN_CALENDAR_DAYS, 90},
        {SPAN_WORKING_DAYS, 10}, {SPAN_WEEKS, 2},   {SPAN_MONTHS, 1},
        {SPAN_MONTHS, 12},       {SPAN_YEARS, 1},
    };
    struct small  s = small_open_at("practice/wales");
    struct moment now = at("2027-03-31T10:00:00Z"), then, over;

    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        WANT_OK(
            span_before(s.pack->calendar, s.pack->zone, now, spans[i], &then));
        WANT_OK(
            span_add(s.pack->calendar, s.pack->zone, then, spans[i], &over));
        WANT(over.us <= now.us);
        then.us += 1;
        WANT_OK(
            span_add(s.pack->calendar, s.pack->zone, then, spans[i], &over));
        WANT(over.us > now.us);
    }
    small_close(&s);
}

static bool
is_open(const struct small *s, struct str desk, const char *when)
{
    return desk_is_open(pack_desk(s->pack, desk), s->pack->calendar,
        s->pack->zone, at(when));
}

TEST(desk_is_open__keeps_hours_weekends_and_holidays)
{
    struct small s = small_open();

    WANT(!is_open(&s, S("day_desk"), "2027-03-02T08:59:59Z"));
    WANT(is_open(&s, S("day_desk"), "2027-03-02T09:00:00Z"));
    WANT(!is_open(&s, S("day_desk"), "2027-03-02T17:00:00Z"));
    WANT(!is_open(&s, S("day_desk"), "2027-03-05T16:45:00Z")); /* Friday */
    WANT(!is_open(&s, S("day_desk"), "2027-03-06T12:00:00Z"));
    WANT(!is_open(&s, S("day_desk"), "2027-03-26T12:00:00Z"));
    /* By the clock on the wall: nine is eight by UTC in summer. */
    WANT(is_open(&s, S("day_desk"), "2027-06-01T08:30:00Z"));
    WANT(is_open(&s, S("night_desk"), "2027-03-26T12:00:00Z"));
    WANT(!is_open(&s, S("night_desk"), "2027-03-02T09:00:00Z"));
    WANT(is_open(&s, S("always_desk"), "2027-12-25T03:00:00Z"));
    small_close(&s);
}

static void
want_change(const struct small *s, struct str desk, const char *when,
    const char *then)
{
    struct moment m = desk_changes(pack_desk(s->pack, desk), s->pack->calendar,
        s->pack->zone, at(when));

    WANT_SAME(moment_text(s->a, m), str_of(then));
}

TEST(desk_changes__says_when_somebody_comes_or_goes)
{
    struct small s = small_open();

    want_change(&s, S("day_desk"), "2027-03-02T03:07:00Z",
        "2027-03-02T09:00:00Z");
    want_change(&s, S("day_desk"), "2027-03-02T09:00:00Z",
        "2027-03-02T17:00:00Z");
    /* Thursday evening before Good Friday: Tuesday, in summer time. */
    want_change(&s, S("day_desk"), "2027-03-25T17:00:00Z",
        "2027-03-30T08:00:00Z");
    want_change(&s, S("night_desk"), "2027-03-25T17:00:00Z",
        "2027-03-30T08:00:00Z");
    WANT_INT(desk_changes(pack_desk(s.pack, S("always_desk")), s.pack->calendar,
                 s.pack->zone, at("2027-03-02T03:07:00Z"))
                 .us,
        INT64_MAX);
    small_close(&s);
}
