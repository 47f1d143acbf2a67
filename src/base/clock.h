/*
 * clock -- the two clocks.  Machine time is the system's: sessions, limits,
 * leases.  Practice time is what entries and deadlines see: the same, but
 * in a demonstration it starts where it was set and can be moved forward.
 * It never stands before the newest entry.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include "base/date.h"

struct clock; /* opaque; safe from any thread */

struct clock *clock_new(void);
void          clock_free(struct clock *c);
/* Practice time starts at m now, and runs (demonstrations only). */
void clock_start_at(struct clock *c, struct moment m);
/* The same, when it was m at another moment of machine time. */
void clock_start_since(struct clock *c, struct moment m, struct moment machine);
/* Practice time stands still at m until it is started or moved again: for
 * making a demonstration, whose times depend on no machine. */
void clock_stand_at(struct clock *c, struct moment m);
/* Practice time moves forward by us microseconds. */
void clock_advance(struct clock *c, int64_t us);
/* Practice time is never before m from now on. */
void clock_not_before(struct clock *c, struct moment m);

struct moment clock_practice(struct clock *c);
struct moment clock_machine(void);   /* wall */
int64_t       clock_monotonic(void); /* microseconds, for durations */

#endif
