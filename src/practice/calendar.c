/*
 * A bit for every day of the years covered: set when people work.  Counting
 * forty working days is forty looks at a bit; nothing cleverer is needed.
 *
 * Substitutes: first every holiday of a year is put on its own day, then
 * each that fell on a weekend moves, in the pack's order, to the next
 * weekday that no other has.  So Christmas on a Sunday goes behind Boxing
 * Day.
 */
#include "practice/calendar.h"

#include <assert.h>

#include "base/arena.h"
#include "base/zone.h"
#include "practice/calendar_build.h"
#include "practice/span.h"

struct holiday {
    int32_t      day; /* since 1970 */
    struct words title;
};

struct calendar {
    struct date           ends;
    uint32_t              weekend;
    int32_t               first, last; /* days since 1970 */
    uint8_t              *working;
    const struct holiday *holidays;
    size_t                holiday_count;
};

/* --- building --------------------------------------------------------- */

struct build {
    struct calendar *calendar;
    struct holiday  *all;
    size_t           count;
};

static bool
is_weekend(const struct calendar *c, int32_t day)
{
    return c->weekend >> date_weekday(date_of_days(day)) & 1;
}

static bool
is_holiday(const struct build *b, int32_t day)
{
    for (size_t i = 0; i < b->count; i++)
        if (b->all[i].day == day)
            return true;
    return false;
}

static int32_t
nth_weekday(int year, const struct holiday_rule *r)
{
    int32_t first = date_days(date_of(year, r->month, 1));
    int     ahead =
        ((int)r->weekday - (int)date_weekday(date_of_days(first)) + 7) % 7;

    return first + ahead + 7 * (r->nth - 1);
}

static int32_t
last_weekday(int year, const struct holiday_rule *r)
{
    struct date first = date_of(year, r->month, 1);
    int32_t     last = date_days(date_add_months(first, 1)) - 1;
    int         back =
        ((int)date_weekday(date_of_days(last)) - (int)r->weekday + 7) % 7;

    return last - back;
}

/* The rule's own day in that year, or false when it has none. */
static bool
rule_day(const struct holiday_rule *r, int year, int32_t *out)
{
    struct date d = date_of(year, r->month, r->day);

    if ((r->first_year && year < r->first_year) ||
        (r->last_year && year > r->last_year))
        return false;
    switch (r->on) {
    case ON_FIXED:
        if (!date_is_valid(d))
            return false; /* 29 February */
        *out = date_days(d);
        return true;
    case ON_EASTER:
        *out = date_days(date_easter(year)) + r->offset;
        return true;
    case ON_NTH:
        *out = nth_weekday(year, r);
        return true;
    case ON_LAST:
        *out = last_weekday(year, r);
        return true;
    }
    BUG("a holiday without a rule");
}

static const struct holiday_exception *
moved_from(const struct calendar_rules *rules, int32_t day)
{
    for (size_t i = 0; i < rules->exception_count; i++) {
        const struct holiday_exception *e = &rules->exceptions[i];

        if (!date_is_none(e->in_place_of) && date_days(e->in_place_of) == day)
            return e;
    }
    return NULL;
}

static void
add_year(struct build *b, const struct calendar_rules *rules, int year)
{
    size_t from = b->count;
    bool   moves[64] = {false};

    assert(rules->rule_count <= 64);
    for (size_t i = 0; i < rules->rule_count; i++) {
        const struct holiday_rule *r = &rules->rules[i];
        int32_t                    day;

        if (!rule_day(r, year, &day) || moved_from(rules, day))
            continue;
        moves[b->count - from] = r->substitute && is_weekend(b->calendar, day);
        b->all[b->count++] = (struct holiday){.day = day, .title = r->title};
    }
    for (size_t i = from; i < b->count; i++) {
        int32_t day = b->all[i].day;

        if (!moves[i - from])
            continue;
        while (is_weekend(b->calendar, day) || is_holiday(b, day))
            day++;
        b->all[i].day = day;
    }
}

static void
mark_days(struct calendar *c)
{
    for (int32_t day = c->first; day <= c->last; day++) {
        uint32_t at = (uint32_t)(day - c->first);

        if (!is_weekend(c, day))
            c->working[at / 8] |= (uint8_t)(1u << at % 8);
    }
    for (size_t i = 0; i < c->holiday_count; i++) {
        uint32_t at = (uint32_t)(c->holidays[i].day - c->first);

        if (c->holidays[i].day >= c->first && c->holidays[i].day <= c->last)
            c->working[at / 8] &= (uint8_t) ~(1u << at % 8);
    }
}

struct calendar *
calendar_build(struct arena *a, const struct calendar_rules *rules)
{
    struct calendar *c = ARENA_NEW(a, struct calendar);
    int              years = rules->ends.year - rules->from.year + 1;
    struct build     b = {.calendar = c};
    size_t           most;

    assert(years > 0 && years <= 100);
    most = (size_t)years * rules->rule_count + rules->exception_count;
    c->ends = rules->ends;
    c->weekend = rules->weekend;
    c->first = date_days(date_of(rules->from.year, 1, 1));
    c->last = date_days(rules->ends);
    c->working = arena_get(a, (size_t)(c->last - c->first) / 8 + 1);
    b.all = ARENA_ARRAY(a, struct holiday, most + 1);
    for (size_t i = 0; i < rules->exception_count; i++)
        b.all[b.count++] = (struct holiday){
            .day = date_days(rules->exceptions[i].date),
            .title = rules->exceptions[i].title,
        };
    for (int y = rules->from.year; y <= rules->ends.year; y++)
        add_year(&b, rules, y);
    c->holidays = b.all;
    c->holiday_count = b.count;
    mark_days(c);
    return c;
}

/* --- asking ----------------------------------------------------------- */

static bool
covers(const struct calendar *c, int32_t day)
{
    return day >= c->first && day <= c->last;
}

static bool
works(const struct calendar *c, int32_t day)
{
    uint32_t at = (uint32_t)(day - c->first);

    return covers(c, day) && (c->working[at / 8] >> at % 8 & 1);
}

bool
calendar_covers(const struct calendar *c, struct date d)
{
    assert(c && date_is_known(d));
    return covers(c, date_days(d));
}

bool
calendar_is_working(const struct calendar *c, struct date d)
{
    assert(c && date_is_known(d));
    return works(c, date_days(d));
}

const struct words *
calendar_holiday(const struct calendar *c, struct date d)
{
    int32_t day;

    assert(c && date_is_known(d));
    day = date_days(d);
    for (size_t i = 0; i < c->holiday_count; i++)
        if (c->holidays[i].day == day)
            return &c->holidays[i].title;
    return NULL;
}

enum err
calendar_add(const struct calendar *c, struct date from, int working_days,
    struct date *out)
{
    int32_t day, step = working_days < 0 ? -1 : 1;
    int     left = working_days < 0 ? -working_days : working_days;

    assert(c && out && date_is_known(from));
    day = date_days(from);
    if (!covers(c, day))
        return ERR_ILLEGAL;
    while (left) {
        day += step;
        if (!covers(c, day))
            return ERR_ILLEGAL;
        left -= works(c, day);
    }
    *out = date_of_days(day);
    return OK;
}

int32_t
calendar_between(const struct calendar *c, struct date from, struct date to)
{
    int32_t a, b, n = 0;

    assert(c && date_is_known(from) && date_is_known(to));
    a = date_days(from);
    b = date_days(to);
    if (b < a)
        return -calendar_between(c, to, from);
    for (int32_t day = a + 1; day <= b; day++)
        n += works(c, day);
    return n;
}

struct date
calendar_ends(const struct calendar *c)
{
    assert(c);
    return c->ends;
}

/* --- spans ------------------------------------------------------------ */

#define US_A_MINUTE ((int64_t)60 * 1000000)

static bool
by_the_clock(struct span span, int64_t *us)
{
    if (span.unit == SPAN_MINUTES)
        *us = span.n * US_A_MINUTE;
    else if (span.unit == SPAN_HOURS)
        *us = span.n * 60 * US_A_MINUTE;
    else
        return false;
    return true;
}

/* The day a span of days, weeks, months or years after from. */
static struct date
add_days(struct date from, struct span span)
{
    switch (span.unit) {
    case SPAN_WEEKS:
        return date_add_days(from, 7 * span.n);
    case SPAN_MONTHS:
        return date_add_months(from, span.n);
    case SPAN_YEARS:
        return date_add_months(from, 12 * span.n);
    default:
        return date_add_days(from, span.n);
    }
}

enum err
span_add(const struct calendar *c, const struct zone *z, struct moment m,
    struct span span, struct moment *out)
{
    struct date d;
    int64_t     us;
    enum err    e;

    assert(c && z && out);
    if (by_the_clock(span, &us)) {
        out->us = m.us + us;
        return OK;
    }
    d = zone_date(z, m);
    if (span.unit == SPAN_WORKING_DAYS) {
        if ((e = calendar_add(c, d, span.n, &d)))
            return e;
    } else {
        d = add_days(d, span);
    }
    *out = zone_day_end(z, d);
    return OK;
}

/* The last day whose span of working days is over before today. */
static enum err
working_before(const struct calendar *c, struct date today, int n,
    struct date *out)
{
    int32_t day = date_days(today) - 1;

    while (n > 0) {
        if (!covers(c, day))
            return ERR_ILLEGAL;
        n -= works(c, day--);
    }
    *out = date_of_days(day);
    return OK;
}

enum err
span_before(const struct calendar *c, const struct zone *z, struct moment now,
    struct span span, struct moment *out)
{
    struct date today, d;
    int64_t     us;
    enum err    e;

    assert(c && z && out);
    if (by_the_clock(span, &us)) {
        out->us = now.us - us;
        return OK;
    }
    d = today = zone_date(z, now);
    if (span.unit == SPAN_WORKING_DAYS) {
        if ((e = working_before(c, today, span.n, &d)))
            return e;
    } else {
        d = add_days(today, (struct span){span.unit, -span.n});
        while (date_cmp(add_days(d, span), today) >= 0)
            d = date_add_days(d, -1);
    }
    *out = zone_day_end(z, d);
    return OK;
}

enum err
span_take(const struct calendar *c, const struct zone *z, struct moment m,
    struct span span, struct moment *out)
{
    struct date d;
    int64_t     us;
    enum err    e;

    assert(c && z && out);
    if (by_the_clock(span, &us)) {
        out->us = m.us - us;
        return OK;
    }
    d = zone_date(z, m);
    if (span.unit != SPAN_WORKING_DAYS)
        d = add_days(d, (struct span){span.unit, -span.n});
    else if ((e = working_before(c, d, span.n, &d)))
        return e;
    else
        d = date_add_days(d, 1);
    *out = zone_day_end(z, d);
    return OK;
}

int64_t
span_roughly(struct span span)
{
    static const int64_t minutes[] = {
        [SPAN_MINUTES] = 1,
        [SPAN_HOURS] = 60,
        [SPAN_CALENDAR_DAYS] = 24 * 60,
        [SPAN_WORKING_DAYS] = 24 * 60,
        [SPAN_WEEKS] = 7 * 24 * 60,
        [SPAN_MONTHS] = 30 * 24 * 60,
        [SPAN_YEARS] = 365 * 24 * 60,
    };

    return span.n * minutes[span.unit];
}

/* --- desks ------------------------------------------------------------ */

/* Its hours on that day, in minutes; false when it is shut all day. */
static bool
hours_on(const struct desk_term *d, const struct calendar *c, struct date day,
    int *from, int *to)
{
    enum weekday w = date_weekday(day);

    if (!d->hours.open_on_holidays && calendar_holiday(c, day))
        return false;
    *from = d->hours.always ? 0 : d->hours.from[w];
    *to = d->hours.always ? 24 * 60 : d->hours.to[w];
    return *from < *to;
}

bool
desk_is_open(const struct desk_term *d, const struct calendar *c,
    const struct zone *z, struct moment m)
{
    struct civil now;
    int          from, to, minute;

    assert(d && c && z);
    if (d->outside_desk)
        return !desk_is_open(d->outside_desk, c, z, m);
    now = zone_civil(z, m);
    minute = 60 * now.hour + now.minute;
    return hours_on(d, c, now.date, &from, &to) && from <= minute &&
        minute < to;
}

static struct moment
moment_at(const struct zone *z, struct date d, int minute)
{
    struct civil at = {.date = d};

    if (minute == 24 * 60) {
        at.date = date_add_days(d, 1);
        minute = 0;
    }
    at.hour = (int8_t)(minute / 60);
    at.minute = (int8_t)(minute % 60);
    return zone_moment(z, at);
}

struct moment
desk_changes(const struct desk_term *d, const struct calendar *c,
    const struct zone *z, struct moment m)
{
    bool        open;
    struct date day;

    assert(d && c && z);
    if (d->outside_desk)
        return desk_changes(d->outside_desk, c, z, m);
    open = desk_is_open(d, c, z, m);
    day = zone_date(z, m);
    /* Shut for a whole year is shut for good. */
    for (int i = 0; i < 366; i++, day = date_add_days(day, 1)) {
        int edges[2];

        if (!hours_on(d, c, day, &edges[0], &edges[1]))
            continue;
        for (int k = 0; k < 2; k++) {
            struct moment at = moment_at(z, day, edges[k]);

            if (at.us > m.us && desk_is_open(d, c, z, at) != open)
                return at;
        }
    }
    return (struct moment){INT64_MAX};
}
