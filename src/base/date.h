/*
 * date -- civil dates, moments, and arithmetic on them.
 *
 * A date has no zone.  Parts not known are 0: year alone, year and month,
 * or all three (precision).  A moment is UTC, microseconds since 1970; only
 * zone_* turns one into the other.  Working days need a calendar, which is
 * pack data: practice/calendar.h.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct date {
    int16_t year;  /* 1..9999, 0: nothing known */
    int8_t  month; /* 1..12, 0: not known       */
    int8_t  day;   /* 1..31, 0: not known       */
};

struct moment {
    int64_t us;
};

/* A wall-clock time in some zone. */
struct civil {
    struct date date;
    int8_t      hour, minute, second;
};

enum weekday { MON, TUE, WED, THU, FRI, SAT, SUN };

/* Parts no date can have (month 13, day -1) give one that is not valid. */
struct date date_of(int year, int month, int day);
bool        date_is_known(struct date d); /* all three parts */
bool        date_is_none(struct date d);
/* It exists (or could: partial), in the years 1..9999; none is not. */
bool date_is_valid(struct date d);
bool date_eq(struct date a, struct date b);
/* -1, 0, 1; both must be whole. */
int date_cmp(struct date a, struct date b);

/* Days since 1970-01-01 of a whole date, and back.  Sums that would leave
 * the years 1..9999 stop at the first or the last day of them. */
int32_t      date_days(struct date d);
struct date  date_of_days(int32_t days);
enum weekday date_weekday(struct date d);
struct date  date_add_days(struct date d, int32_t n);
/* Clamped to the end of the month: 31 Jan + 1 = 28 or 29 Feb. */
struct date date_add_months(struct date d, int32_t n);
struct date date_easter(int year); /* Gregorian Easter Sunday */
int32_t     date_between(struct date from, struct date to); /* in days */
/* Whole years on day; a partial birth date gives the least possible, none
 * or one after day gives 0.  29 February counts from 1 March. */
int date_age(struct date born, struct date day);

/* "2027-03-02", "2027-03", "2027"; false when it is none of these. */
bool       date_parse(struct str s, struct date *out);
struct str date_text(struct arena *a, struct date d);

/* RFC 3339 with Z, whole or with fraction; seconds may be left out. */
/* The earlier of both; us 0 is none, and never the earlier. */
struct moment moment_sooner(struct moment a, struct moment b);
bool          moment_parse(struct str s, struct moment *out);
struct str    moment_text(struct arena *a, struct moment m); /* ...:SSZ */

#endif
