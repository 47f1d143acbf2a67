/*
 * sequencer -- numbers committed leaves and signs, where several nodes
 * write; for store/ alone.
 *
 * Every node has one; which of them numbers is settled by a lease that is
 * taken in the numbering transaction itself.  When a node dies another takes
 * over as soon as the lease has run out.
 */
#ifndef STORE_SEQUENCER_H
#define STORE_SEQUENCER_H

#include "base/clock.h"
#include "store/txn_inside.h"

struct sequencer; /* opaque: store/sequencer.c */

struct sequencer_options {
    struct conn       *conn; /* becomes the sequencer's */
    const struct keys *keys;
    struct clock      *clock;
    struct tally      *tally;
    void (*on_trouble)(void *ctx, struct str words);
    void            *ctx;
    _Atomic int64_t *newest;
    struct str       holder; /* store_options' */
};

struct sequencer *sequencer_start(const struct sequencer_options *options);
/* Numbers and signs what is there, if it may; null is allowed. */
void sequencer_stop(struct sequencer *s);
/* Leaves were committed; null is allowed. */
void sequencer_wake(struct sequencer *s);

#endif
