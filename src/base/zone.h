/*
 * zone -- between moments and a zone's wall clock, and dates in words.
 *
 * One zone per service, named by the pack ("Europe/London").  A zone and
 * its formats are loaded once and may be shared by all threads.
 */
#ifndef BASE_ZONE_H
#define BASE_ZONE_H

#include "base/date.h"
#include "base/lang.h"

struct zone; /* opaque: base/zone.c (ICU) */

enum date_style {
    DATE_SHORT,    /* 2 Mar 2027                 */
    DATE_LONG,     /* 2 March 2027               */
    DATE_DAY,      /* Tue 2 March                */
    DATE_DAY_YEAR, /* Tue 2 March 2027        */
    DATE_FULL      /* Tuesday 2 March 2027       */
};

/* ERR_INVALID: there is no zone of that name.  ERR_FILE: ICU's data. */
enum err MUST_CHECK zone_new(struct str name, struct zone **out);
void                zone_free(struct zone *z);

struct civil zone_civil(const struct zone *z, struct moment m);
struct date  zone_date(const struct zone *z, struct moment m);
/* The first moment with that wall clock; a time that a spring change skips
 * gives the moment after the gap. */
struct moment zone_moment(const struct zone *z, struct civil c);
/* The last microsecond of that day. */
struct moment zone_day_end(const struct zone *z, struct date d);

/* In words; partial dates give what is known ("March 2027", "2027"). */
struct str zone_date_words(struct arena *a, enum lang lang, struct date d,
    enum date_style style);
/* "2 March 2027, 03:07" */
struct str zone_moment_words(struct arena *a, const struct zone *z,
    enum lang lang, struct moment m, enum date_style style);
/* "03:07" */
struct str zone_time_words(struct arena *a, const struct zone *z,
    struct moment m);

#endif
