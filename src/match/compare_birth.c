/*
 * compare_birth -- birth dates, whole, in part, or only expected.
 *
 * A child is seldom born on the day it was expected, often weeks before: the
 * month of birth or one beside it fits.  1 January is what many systems
 * write when nobody knew the day.
 *
 * A child is often called after a brother or sister who has died: whoever
 * was dead before the other was born is not the other.
 */
#include "match/compare.h"

#include <assert.h>
#include <stdlib.h>

/* Years between a parent and a child who has the same name and birthday. */
enum { GENERATION = 14 };
/* Years that one digit is worth: a slip of it, or a cousin of the name. */
enum { DECADE = 10 };

/* Months since the beginning of the calendar; both parts known. */
static int
months(struct date d)
{
    return d.year * 12 + d.month;
}

static bool
fits_expected(struct date x, struct date y)
{
    int apart = months(x) - months(y);

    return apart >= -1 && apart <= 1;
}

static bool
is_standin(struct date d)
{
    return d.month == 1 && d.day == 1;
}

static enum match_level
level_expected(struct date x, struct date y, bool both)
{
    if (date_is_known(x) && date_is_known(y) && both && date_eq(x, y))
        return MATCH_LEVEL_SAME;
    if (!x.month || !y.month)
        return x.year == y.year ? MATCH_LEVEL_YEAR : MATCH_LEVEL_DIFFERS;
    return fits_expected(x, y) ? MATCH_LEVEL_EXPECTED : MATCH_LEVEL_DIFFERS;
}

/* What is known of both agrees, or the dates differ. */
static enum match_level
level_partial(struct date x, struct date y)
{
    if (x.year != y.year)
        return MATCH_LEVEL_DIFFERS;
    if (!x.month || !y.month)
        return MATCH_LEVEL_YEAR;
    return x.month == y.month ? MATCH_LEVEL_MONTH : MATCH_LEVEL_DIFFERS;
}

static int
digit_slips(int x, int y)
{
    int n = 0;

    for (; x || y; x /= 10, y /= 10)
        n += x % 10 != y % 10;
    return n;
}

static bool
one_part_differs(struct date x, struct date y)
{
    bool year = x.year == y.year;
    bool month = x.month == y.month;
    bool day = x.day == y.day;

    if (year)
        return month || day;
    return month && day && abs(x.year - y.year) < GENERATION &&
        (x.year - y.year == 1 || y.year - x.year == 1 ||
            digit_slips(x.year, y.year) == 1);
}

static bool
a_decade_apart(struct date x, struct date y)
{
    return x.month == y.month && x.day == y.day &&
        abs(x.year - y.year) == DECADE;
}

static enum match_level
level_whole(struct date x, struct date y)
{
    if (date_eq(x, y))
        return is_standin(x) ? MATCH_LEVEL_STANDIN : MATCH_LEVEL_SAME;
    if (x.year == y.year && (is_standin(x) || is_standin(y)))
        return MATCH_LEVEL_YEAR;
    if (x.year == y.year && x.month == y.day && x.day == y.month)
        return MATCH_LEVEL_SWAPPED;
    if (a_decade_apart(x, y))
        return MATCH_LEVEL_DECADE;
    return one_part_differs(x, y) ? MATCH_LEVEL_CLOSE : MATCH_LEVEL_DIFFERS;
}

/* The first and the last day that a date in part may mean. */
static struct date
day_first(struct date d)
{
    return (struct date){d.year, d.month ? d.month : 1, d.day ? d.day : 1};
}

static struct date
day_last(struct date d)
{
    if (date_is_known(d))
        return d;
    return date_add_days(date_add_months(day_first(d), d.month ? 1 : 12), -1);
}

/* ---- an age that somebody guessed ---- */

static bool
is_guessed(const struct match_person *p)
{
    return date_is_none(p->birth) && !date_is_none(p->born_to);
}

/* Whether a date of which perhaps only parts are known may lie between. */
static bool
may_lie(struct date d, struct date from, struct date to)
{
    return date_cmp(day_first(d), to) <= 0 && date_cmp(day_last(d), from) >= 0;
}

/* A year beside the guess speaks neither way: people guess. */
static enum match_level
level_guessed(const struct match_person *guess, struct date born)
{
    if (may_lie(born, guess->born_from, guess->born_to))
        return MATCH_LEVEL_AGE;
    if (may_lie(born, date_add_months(guess->born_from, -12),
            date_add_months(guess->born_to, 12)))
        return MATCH_LEVEL_NOT_GIVEN;
    return MATCH_LEVEL_DIFFERS;
}

enum match_level
match_compare_birth(const struct match_person *x, const struct match_person *y)
{
    bool        x_born, y_born;
    struct date dx, dy;

    assert(x && y);
    x_born = !date_is_none(x->birth);
    y_born = !date_is_none(y->birth);
    dx = x_born ? x->birth : x->expected;
    dy = y_born ? y->birth : y->expected;
    if (is_guessed(x) && y_born)
        return level_guessed(x, dy);
    if (is_guessed(y) && x_born)
        return level_guessed(y, dx);
    if (date_is_none(dx) || date_is_none(dy))
        return MATCH_LEVEL_NOT_GIVEN;
    if (!x_born || !y_born)
        return level_expected(dx, dy, x_born == y_born);
    if (!date_is_known(dx) || !date_is_known(dy))
        return level_partial(dx, dy);
    return level_whole(dx, dy);
}

/* ---- a death ---- */

/* 1 January 1970 is no number that means nothing. */
static int32_t
day_number(struct date d)
{
    int32_t n = date_days(d);

    return n ? n : 1;
}

int32_t
match_first_day(struct date d)
{
    return date_is_none(d) ? 0 : day_number(day_first(d));
}

int32_t
match_last_day(struct date d)
{
    return date_is_none(d) ? 0 : day_number(day_last(d));
}

bool
match_died_before(struct date died, struct date born)
{
    return !date_is_none(died) && !date_is_none(born) &&
        date_cmp(day_last(died), day_first(born)) < 0;
}

/* The earliest that they can have been born; none: nobody says. */
static struct date
born_at_first(const struct match_person *p)
{
    const int32_t early = 17 * 7; /* days before the one expected */

    if (!date_is_none(p->birth))
        return p->birth;
    if (!date_is_none(p->born_from) || date_is_none(p->expected))
        return p->born_from;
    return date_add_days(day_first(p->expected), -early);
}

bool
match_one_was_dead(const struct match_person *x, const struct match_person *y)
{
    struct date x_born = born_at_first(x), y_born = born_at_first(y);

    return (!match_died_before(x->died, x_born) &&
               match_died_before(x->died, y_born)) ||
        (!match_died_before(y->died, y_born) &&
            match_died_before(y->died, x_born));
}
