/*
 * finder_inside -- what follows and what searches share; for record/ alone.
 */
#ifndef RECORD_FINDER_INSIDE_H
#define RECORD_FINDER_INSIDE_H

#include <pthread.h>
#include <stdatomic.h>

#include "match/index.h"
#include "record/finder.h"

/* Seekers; who asks when all are lent asks the store. */
enum { FINDER_SEEKERS = 32 };
/* Leaves; of older ones no change is kept. */
#define FINDER_KEPT 262144

struct finder {
    struct arena         *arena; /* it lies in it */
    struct finder_options o;
    struct odds           model;
    struct index         *index;
    /* Leaves that are taken in; -1: it is to be filled. */
    _Atomic int64_t position;
    _Atomic int64_t until;            /* it answers; monotonic time */
    size_t          settled, changed; /* records */

    pthread_mutex_t lock; /* guards the rest */
    pthread_cond_t  moved;
    struct seeker  *idle[FINDER_SEEKERS];
    size_t          idle_count, lent;
    bool            stopping, running;
    pthread_t       thread;
};

void finder_lock(struct finder *f);
void finder_unlock(struct finder *f);

/* An id as the index has it. */
struct index_who finder_who(struct id source);
struct id        finder_source(struct index_who who);

/* Changes behind a position: position, one behind the last, most. */
const struct statement *finder_tail(void);

#endif
