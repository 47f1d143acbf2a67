/*
 * date -- civil dates and moments as plain arithmetic.
 *
 * Days are counted from the year's own first day, by the Gregorian rule
 * carried back to year 1; the C library's calendar is not used, because its
 * answers depend on the process's zone and its types on the machine.
 *
 * Sums that would leave the years 1..9999 stop at the first or last day:
 * a person may type 9999-12-31, and no typed date may stop the service.
 */
#include "base/date.h"

#include <assert.h>

#include "base/buf.h"

#define LAST_YEAR 9999
#define DAYS_TO_1970 719162  /* from 0001-01-01 to 1970-01-01 */
#define LAST_DAY 2932896     /* 9999-12-31, in days since 1970 */
#define US_A_SECOND ((int64_t)1000000)
#define US_A_DAY (86400 * US_A_SECOND)

/* Days of a common year before each month begins, and in all. */
static const int16_t days_before[13] = {0, 31, 59, 90, 120, 151, 181, 212, 243,
    273, 304, 334, 365};

static bool
is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
before_month(int year, int month)
{
    return days_before[month - 1] + (month > 2 && is_leap(year));
}

static int
month_length(int year, int month)
{
    int common = days_before[month] - days_before[month - 1];

    return common + (month == 2 && is_leap(year));
}

/* Days from 0001-01-01 to the first of January of that year. */
static int32_t
before_year(int32_t year)
{
    int32_t past = year - 1;

    return 365 * past + past / 4 - past / 100 + past / 400;
}

/* A part that no date can have stays wrong when it is narrowed. */
static int
part(int v, int most)
{
    return v < 0 || v > most ? -1 : v;
}

struct date
date_of(int year, int month, int day)
{
    return (struct date){.year = (int16_t)part(year, LAST_YEAR),
        .month = (int8_t)part(month, 12),
        .day = (int8_t)part(day, 31)};
}

bool
date_is_known(struct date d)
{
    return d.year != 0 && d.month != 0 && d.day != 0;
}

bool
date_is_none(struct date d)
{
    return d.year == 0 && d.month == 0 && d.day == 0;
}

bool
date_is_valid(struct date d)
{
    if (d.year < 1 || d.year > LAST_YEAR)
        return false;
    if (d.month == 0)
        return d.day == 0;
    if (d.month < 1 || d.month > 12)
        return false;
    return d.day >= 0 && d.day <= month_length(d.year, d.month);
}

/* Whole, and on the calendar: what arithmetic asks of its callers. */
static bool
is_whole(struct date d)
{
    return date_is_known(d) && date_is_valid(d);
}

bool
date_eq(struct date a, struct date b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

int
date_cmp(struct date a, struct date b)
{
    int32_t x = date_days(a);
    int32_t y = date_days(b);

    return (x > y) - (x < y);
}

int32_t
date_days(struct date d)
{
    assert(is_whole(d));
    return before_year(d.year) + before_month(d.year, d.month) + d.day - 1 -
        DAYS_TO_1970;
}

static struct date
date_of_any_days(int64_t days)
{
    int32_t n, year, month;

    if (days < -DAYS_TO_1970)
        days = -DAYS_TO_1970;
    if (days > LAST_DAY)
        days = LAST_DAY;
    n = (int32_t)days + DAYS_TO_1970;

    /* 400 years have 146097 days; the guess is at most one year off. */
    year = (int32_t)((int64_t)n * 400 / 146097) + 1;
    while (before_year(year) > n)
        year--;
    while (before_year(year + 1) <= n)
        year++;
    n -= before_year(year);

    month = n / 31 + 1; /* never too late, at most one too early */
    if (month < 12 && before_month(year, month + 1) <= n)
        month++;
    return date_of(year, month, n - before_month(year, month) + 1);
}

struct date
date_of_days(int32_t days)
{
    return date_of_any_days(days);
}

enum weekday
date_weekday(struct date d)
{
    int32_t from_monday = (date_days(d) + DAYS_TO_1970) % 7;

    return (enum weekday)from_monday; /* 0001-01-01 was a Monday */
}

struct date
date_add_days(struct date d, int32_t n)
{
    return date_of_any_days((int64_t)date_days(d) + n);
}

struct date
date_add_months(struct date d, int32_t n)
{
    int64_t months;
    int     year, month, last;

    assert(is_whole(d));
    months = (int64_t)(d.year - 1) * 12 + (d.month - 1) + n;
    if (months < 0)
        return date_of(1, 1, 1);
    if (months >= (int64_t)LAST_YEAR * 12)
        return date_of(LAST_YEAR, 12, 31);
    year = (int)(months / 12) + 1;
    month = (int)(months % 12) + 1;
    last = month_length(year, month);
    return date_of(year, month, d.day < last ? d.day : last);
}

/*
 * The Sunday after the church's full moon on or after 21 March.  The moon
 * is a reckoned one: the epact (its age at new year) follows the year's
 * place in the 19-year cycle, less the leap days that centuries leave out,
 * plus the days by which the cycle itself drifts.
 */
struct date
date_easter(int year)
{
    int         cycle, century, left_out, drift, epact;
    struct date moon;

    assert(year >= 1 && year <= LAST_YEAR);
    cycle = year % 19;
    century = year / 100 + 1;
    left_out = 3 * century / 4 - 12;
    drift = (8 * century + 5) / 25 - 5;
    epact = (11 * (cycle + 1) + 20 + drift - left_out) % 30;
    if (epact < 0)
        epact += 30;
    /* Two epacts move a day, so that no cycle has one full moon twice. */
    if (epact == 24 || (epact == 25 && cycle > 10))
        epact++;
    moon = date_add_days(date_of(year, 3, 1),
        epact > 23 ? 73 - epact : 43 - epact);
    return date_add_days(moon, 7 - ((int)date_weekday(moon) + 1) % 7);
}

int32_t
date_between(struct date from, struct date to)
{
    return date_days(to) - date_days(from);
}

/*
 * Born on 29 February means a year older on 1 March of a common year.
 * Nobody is younger than nothing: 0 too when no birth date is known, or
 * it lies after day.
 */
int
date_age(struct date born, struct date day)
{
    bool had_birthday;
    int  age;

    assert(is_whole(day));
    if (date_is_none(born))
        return 0;
    assert(date_is_valid(born));
    if (born.month == 0)
        born.month = 12;
    if (born.day == 0)
        born.day = (int8_t)month_length(born.year, born.month);
    had_birthday =
        day.month != born.month ? day.month > born.month : day.day >= born.day;
    age = day.year - born.year - (had_birthday ? 0 : 1);
    return age < 0 ? 0 : age;
}

/* Exactly width digits at the front of *s, which moves behind them. */
static bool
take_digits(struct str *s, size_t width, int *out)
{
    int v = 0;

    if (s->n < width)
        return false;
    for (size_t i = 0; i < width; i++) {
        if (s->p[i] < '0' || s->p[i] > '9')
            return false;
        v = v * 10 + (s->p[i] - '0');
    }
    *out = v;
    *s = str_from(*s, width);
    return true;
}

static bool
take_byte(struct str *s, char byte)
{
    if (s->n == 0 || s->p[0] != byte)
        return false;
    *s = str_from(*s, 1);
    return true;
}

bool
date_parse(struct str s, struct date *out)
{
    int         year, month = 0, day = 0;
    struct date d;

    assert(out);
    if (!take_digits(&s, 4, &year))
        return false;
    /* A written 00 is not an unknown part, but a wrong one. */
    if (take_byte(&s, '-') && (!take_digits(&s, 2, &month) || month == 0))
        return false;
    if (month && take_byte(&s, '-') && (!take_digits(&s, 2, &day) || !day))
        return false;
    d = date_of(year, month, day);
    if (s.n != 0 || !date_is_valid(d))
        return false;
    *out = d;
    return true;
}

static void
add_date(struct buf *b, struct date d)
{
    buf_add_padded(b, d.year, 4);
    if (d.month == 0)
        return;
    buf_add_byte(b, '-');
    buf_add_padded(b, d.month, 2);
    if (d.day == 0)
        return;
    buf_add_byte(b, '-');
    buf_add_padded(b, d.day, 2);
}

struct str
date_text(struct arena *a, struct date d)
{
    struct buf b;

    assert(date_is_none(d) || date_is_valid(d));
    buf_init(&b, a);
    if (!date_is_none(d))
        add_date(&b, d);
    return buf_str(&b);
}

/* ".5" is half a second; what is finer than a microsecond is cut off. */
static bool
take_fraction(struct str *s, int64_t *us)
{
    int64_t worth = US_A_SECOND / 10;
    int64_t sum = 0;
    int     digit;
    size_t  n = 0;

    if (!take_byte(s, '.'))
        return true;
    while (n < 9 && take_digits(s, 1, &digit)) {
        sum += digit * worth;
        worth /= 10;
        n++;
    }
    *us = sum;
    return n > 0;
}

/* "03:07", "03:07:09", "03:07:09.25"; a leap second (:60) is refused. */
static bool
take_time(struct str *s, int64_t *us)
{
    int     hour, minute, second = 0;
    int64_t fraction = 0;

    if (!take_digits(s, 2, &hour) || !take_byte(s, ':') ||
        !take_digits(s, 2, &minute))
        return false;
    if (take_byte(s, ':') &&
        (!take_digits(s, 2, &second) || !take_fraction(s, &fraction)))
        return false;
    if (hour > 23 || minute > 59 || second > 59)
        return false;
    *us = ((hour * 60 + minute) * 60 + second) * US_A_SECOND + fraction;
    return true;
}

struct moment
moment_sooner(struct moment a, struct moment b)
{
    return !a.us || (b.us && b.us < a.us) ? b : a;
}

bool
moment_parse(struct str s, struct moment *out)
{
    struct date d;
    struct str  rest;
    int64_t     us;

    assert(out);
    if (!date_parse(str_sub(s, 0, 10), &d) || !date_is_known(d))
        return false;
    rest = str_from(s, 10);
    if (!take_byte(&rest, 'T') || !take_time(&rest, &us))
        return false;
    if (!take_byte(&rest, 'Z') || rest.n != 0)
        return false;
    out->us = date_days(d) * US_A_DAY + us;
    return true;
}

struct str
moment_text(struct arena *a, struct moment m)
{
    struct buf b;
    int64_t    days = m.us / US_A_DAY;
    int64_t    us = m.us % US_A_DAY;
    int64_t    second;

    if (us < 0) {
        days--;
        us += US_A_DAY;
    }
    second = us / US_A_SECOND;
    buf_init(&b, a);
    add_date(&b, date_of_any_days(days));
    buf_add_byte(&b, 'T');
    buf_add_padded(&b, second / 3600, 2);
    buf_add_byte(&b, ':');
    buf_add_padded(&b, second / 60 % 60, 2);
    buf_add_byte(&b, ':');
    buf_add_padded(&b, second % 60, 2);
    buf_add_byte(&b, 'Z');
    return buf_str(&b);
}
