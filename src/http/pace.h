/*
 * pace -- how fast a class answers, and so how long one more would wait.
 *
 * A queue that is bounded by its length alone is too long for a slow hour
 * and too short for a quick one.  What somebody waits for is time: so many
 * before them, each as long as answers have lately stood apart.
 *
 * Units  microseconds of the monotonic clock.  Not locked: its owner is.
 */
#ifndef HTTP_PACE_H
#define HTTP_PACE_H

#include <stddef.h>
#include <stdint.h>

struct pace {
    int64_t last; /* when the latest was answered                         */
    int64_t sum;  /* of the gaps that are remembered, while somebody waits */
};

/* One that came at came was answered now. */
void pace_answered(struct pace *p, int64_t came, int64_t now);
/* How long the last of n takes; 0 as long as nothing is known. */
int64_t pace_wait(const struct pace *p, size_t n);

#endif
