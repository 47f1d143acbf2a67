/*
 * moments -- the times of a store's transactions; for store/ alone.
 *
 * newest is the store's: the time of its last transaction.
 */
#ifndef STORE_MOMENTS_H
#define STORE_MOMENTS_H

#include <stdatomic.h>

#include "base/clock.h"

/* A moment that no transaction of this store had before. */
struct moment moments_next(struct clock *clock, _Atomic int64_t *newest);
/* No transaction from now on has a moment before that. */
void moments_past(struct clock *clock, _Atomic int64_t *newest,
    struct moment m);

#endif
