/*
 * calendar_build -- how a calendar is made from the pack's rules.  Inside
 * this room only; the calendar lives in the pack's arena.
 */
#ifndef PRACTICE_CALENDAR_BUILD_H
#define PRACTICE_CALENDAR_BUILD_H

#include "practice/calendar.h"

struct arena;

enum holiday_on { ON_FIXED, ON_EASTER, ON_NTH, ON_LAST };

/* A rule that gives one day a year. */
struct holiday_rule {
    struct str      id;
    struct words    title;
    enum holiday_on on;
    int             month, day; /* FIXED; month: NTH, LAST   */
    int             offset;     /* EASTER: days after Sunday */
    int             nth;        /* 1..5 */
    enum weekday    weekday;
    bool            substitute; /* moves to the next weekday that is free */
    int             first_year, last_year; /* 0: always */
};
/* A day of its own, or one moved. */
struct holiday_exception {
    struct date  date, in_place_of; /* none: added */
    struct words title;
};
struct calendar_rules {
    uint32_t                        weekend; /* bits of enum weekday */
    struct date                     from, ends;
    const struct holiday_rule      *rules;
    size_t                          rule_count;
    const struct holiday_exception *exceptions;
    size_t                          exception_count;
};

/* The years of from to ends; both must be valid and within a century. */
struct calendar *calendar_build(struct arena *a,
    const struct calendar_rules              *rules);

#endif
