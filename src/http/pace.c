/*
 * A mean that forgets: answers come in bursts, as many as were made durable
 * together, so single gaps say little, and what was an hour ago says nothing.
 * The time when nobody waited is nobody's gap.
 */
#include "http/pace.h"

enum { REMEMBERED = 64 }; /* answers; a burst is seldom larger */

void
pace_answered(struct pace *p, int64_t came, int64_t now)
{
    int64_t since = came > p->last ? came : p->last;
    int64_t gap = now > since ? now - since : 0;

    p->sum = p->sum ? p->sum + gap - p->sum / REMEMBERED : gap * REMEMBERED;
    p->last = now;
}

int64_t
pace_wait(const struct pace *p, size_t n)
{
    return p->sum * (int64_t)n / REMEMBERED;
}
