/*
 * pattern_birth -- two birth dates, each known at least in part.
 *
 * 1 January is what many systems write when nobody knew the day: agreeing
 * on it says little more than the year, and so does differing from it.
 */
#include <stdlib.h>

#include "match/pattern.h"

struct parts {
    int year, month, day;
};

static struct parts
parts_of(uint32_t birth)
{
    return (struct parts){(int)(birth >> 9), (int)(birth >> 5 & 15),
        (int)(birth & 31)};
}

static bool
is_standin(struct parts d)
{
    return d.month == 1 && d.day == 1;
}

/* Digits that differ, or two neighbours that changed places. */
static bool
is_slip(int x, int y)
{
    int differ = 0, sum = 0;

    for (; x || y; x /= 10, y /= 10) {
        differ += x % 10 != y % 10;
        sum += x % 10 - y % 10;
    }
    return differ == 1 || (differ == 2 && sum == 0);
}

static enum pattern_level
level_partial(struct parts x, struct parts y)
{
    if (x.year != y.year)
        return PATTERN_BIRTH_DIFFERS;
    if (!x.month || !y.month || x.month == y.month)
        return PATTERN_BIRTH_PARTIAL;
    return PATTERN_BIRTH_YEAR;
}

static enum pattern_level
level_one_part(struct parts x, struct parts y)
{
    if (x.month == y.month && x.day == y.day)
        return abs(x.year - y.year) == 1 || is_slip(x.year, y.year)
            ? PATTERN_BIRTH_SLIP
            : PATTERN_BIRTH_CLOSE;
    if (x.year == y.year && x.month == y.month)
        return is_slip(x.day, y.day) ? PATTERN_BIRTH_SLIP : PATTERN_BIRTH_CLOSE;
    if (x.year == y.year && x.day == y.day)
        return is_slip(x.month, y.month) ? PATTERN_BIRTH_SLIP
                                         : PATTERN_BIRTH_CLOSE;
    return x.year == y.year ? PATTERN_BIRTH_YEAR : PATTERN_BIRTH_DIFFERS;
}

enum pattern_level
pattern_birth(uint32_t bx, uint32_t by)
{
    struct parts x = parts_of(bx), y = parts_of(by);

    if (!x.day || !y.day)
        return level_partial(x, y);
    if (bx == by)
        return is_standin(x) ? PATTERN_BIRTH_STANDIN : PATTERN_BIRTH_SAME;
    if (x.year == y.year && (is_standin(x) || is_standin(y)))
        return PATTERN_BIRTH_PARTIAL;
    if (x.year == y.year && x.month == y.day && x.day == y.month)
        return PATTERN_BIRTH_SWAPPED;
    return level_one_part(x, y);
}
