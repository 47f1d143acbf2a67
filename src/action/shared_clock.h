/*
 * shared_clock -- practice time of a demonstration, the same on all nodes.
 *
 * It stands in the database, and runs from there.  Who sets it counts up
 * who is who (record/known.h): by that number the others see at their next
 * request that it was set.  A live service has none of this.
 *
 * Threads   from any.
 */
#ifndef ACTION_SHARED_CLOCK_H
#define ACTION_SHARED_CLOCK_H

#include <pthread.h>

#include "record/work.h"

struct shared_clock {
    struct clock   *clock; /* the node's own, which it keeps right */
    pthread_mutex_t lock;
    int64_t         turn; /* at which it was last read */
};
void shared_clock_init(struct shared_clock *s, struct clock *clock);
void shared_clock_clear(struct shared_clock *s);

/* In a write: it goes on, or from the newest there is when nobody has used
 * the demonstration for an hour, or begins where the node's own stands. */
enum err MUST_CHECK shared_clock_begin(struct work *w);
/* In a write that will move it, before it reads anything: nobody else moves
 * it until that ends, and the transaction's time is not before what another
 * one has moved it to meanwhile. */
enum err MUST_CHECK shared_clock_hold(struct work *w);
/* In a write: it is moved on to that, unless it is there already. */
enum err MUST_CHECK shared_clock_move(struct work *w, struct moment to);
/* Takes over what was set; one row to read, unless w knows its turn already
 * (session_find()). */
enum err MUST_CHECK shared_clock_follow(struct shared_clock *s, struct work *w);

#endif
