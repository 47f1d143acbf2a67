/*
 * forecast_test -- when a deadline would be due that has not opened yet.
 */
#include "practice/forecast.h"

#include "base/zone.h"
#include "small.h"

static const struct clock_rule *
clock_at(const struct small *s, const char *id)
{
    const struct clock_rule *c = pack_clock(s->pack, str_of(id));

    WANT(c != NULL);
    return c;
}

static struct moment
at(const char *text)
{
    struct moment m = {0};

    WANT(moment_parse(str_of(text), &m));
    return m;
}

TEST(clock_follows__where_one_entry_may_meet_the_one_and_open_the_other)
{
    struct small s = small_open_at("practice/wales");

    WANT(clock_follows(s.pack, clock_at(&s, "core_group.first"),
        clock_at(&s, "core_group.later")));
    WANT(clock_follows(s.pack, clock_at(&s, "core_group.later"),
        clock_at(&s, "core_group.later")));
    WANT(clock_follows(s.pack, clock_at(&s, "conference.initial"),
        clock_at(&s, "conference.record_shared")));
    WANT(clock_follows(s.pack, clock_at(&s, "visit.home"),
        clock_at(&s, "visit.alone")));
    small_close(&s);
}

TEST(clock_follows__not_where_an_entry_cannot_be_both)
{
    struct small s = small_open_at("practice/wales");

    /* the same form, but no conference is an initial one and a review */
    WANT(!clock_follows(s.pack, clock_at(&s, "conference.initial"),
        clock_at(&s, "conference.later_review")));
    WANT(!clock_follows(s.pack, clock_at(&s, "visit.alone"),
        clock_at(&s, "core_group.later")));
    /* no forecast is asked for */
    WANT(!clock_follows(s.pack, clock_at(&s, "conference.initial"),
        clock_at(&s, "core_group.first")));
    small_close(&s);
}

TEST(clock_forecast__is_counted_from_the_day_on_which_it_would_open)
{
    struct small  s = small_open_at("practice/wales");
    struct moment due;
    struct date   day;

    WANT_OK(clock_forecast(s.pack, clock_at(&s, "core_group.later"), S(""),
        at("2027-03-01T12:00:00Z"), &due));
    day = zone_date(s.pack->zone, due);
    WANT(date_eq(day, date_of(2027, 4, 12))); /* six weeks */
    /* Good Friday and Easter Monday are not worked */
    WANT_OK(clock_forecast(s.pack, clock_at(&s, "conference.decisions_shared"),
        S(""), at("2027-03-24T12:00:00Z"), &due));
    day = zone_date(s.pack->zone, due);
    WANT(date_eq(day, date_of(2027, 4, 2)));
    small_close(&s);
}

TEST(clock_forecast__is_absent_where_an_entry_must_say_the_day)
{
    struct small  s = small_open_at("practice/wales");
    struct moment due;

    WANT_ERR(ERR_ABSENT,
        clock_forecast(s.pack, clock_at(&s, "report.to_family_first"), S(""),
            at("2027-03-01T12:00:00Z"), &due));
    small_close(&s);
}

TEST(clock_forecast__has_other_dates_under_another_pack)
{
    struct small  s = small_open_at("practice/england");
    struct moment due;

    WANT(clock_follows(s.pack, clock_at(&s, "group.first"),
        clock_at(&s, "group.next")));
    WANT_OK(clock_forecast(s.pack, clock_at(&s, "review.next"), S(""),
        at("2027-03-01T12:00:00Z"), &due));
    WANT(date_eq(zone_date(s.pack->zone, due), date_of(2027, 9, 1)));
    small_close(&s);
}
