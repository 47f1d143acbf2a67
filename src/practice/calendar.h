/*
 * calendar -- working days, from the pack's data (domain.md 1.9).
 *
 * Counting: the day of the trigger is day 0; the deadline ends with the day
 * in the service's zone.  A calendar covers whole years; outside them
 * calendar_covers() is false and deadlines cannot be given: ERR_ILLEGAL.
 */
#ifndef PRACTICE_CALENDAR_H
#define PRACTICE_CALENDAR_H

#include "base/date.h"
#include "practice/term.h"

struct calendar; /* opaque: practice/calendar.c */

bool calendar_covers(const struct calendar *c, struct date d);
bool calendar_is_working(const struct calendar *c, struct date d);
/* The holiday's name on that day, or null. */
const struct words *calendar_holiday(const struct calendar *c, struct date d);
enum err MUST_CHECK calendar_add(const struct calendar *c, struct date from,
    int working_days, struct date *out);
/* Working days after from, up to and with to; negative when to is before. */
int32_t     calendar_between(const struct calendar *c, struct date from,
        struct date to);
struct date calendar_ends(const struct calendar *c);

struct zone;
/*
 * The moment a span after m: minutes and hours run by the clock; days,
 * weeks, months and years end with the day in the zone.
 */
enum err MUST_CHECK span_add(const struct calendar *c, const struct zone *z,
    struct moment m, struct span span, struct moment *out);
/* A moment long enough ago that span has passed at now (for look-backs). */
enum err MUST_CHECK span_before(const struct calendar *c, const struct zone *z,
    struct moment now, struct span span, struct moment *out);

/* The end of the day a span before m's day; minutes and hours by the clock. */
enum err MUST_CHECK span_take(const struct calendar *c, const struct zone *z,
    struct moment m, struct span span, struct moment *out);

/* Is the desk open at m?  And when does that next change?  A desk that is
 * always open changes at the end of time: us == INT64_MAX. */
bool          desk_is_open(const struct desk_term *d, const struct calendar *c,
             const struct zone *z, struct moment m);
struct moment desk_changes(const struct desk_term *d, const struct calendar *c,
    const struct zone *z, struct moment m);

#endif
