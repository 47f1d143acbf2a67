/*
 * moments -- no two transactions have the same time: it orders what they
 * wrote.
 */
#include "store/moments.h"

struct moment
moments_next(struct clock *clock, _Atomic int64_t *newest)
{
    struct moment now = clock_practice(clock);
    int64_t       last = atomic_load(newest);

    do {
        if (now.us <= last)
            now.us = last + 1;
    } while (!atomic_compare_exchange_weak(newest, &last, now.us));
    clock_not_before(clock, now);
    return now;
}

void
moments_past(struct clock *clock, _Atomic int64_t *newest, struct moment m)
{
    int64_t last = atomic_load(newest);

    while (m.us > last && !atomic_compare_exchange_weak(newest, &last, m.us))
        ;
    clock_not_before(clock, m);
}
