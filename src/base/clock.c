/*
 * clock -- practice time as the machine's, shifted and held up.
 *
 * The shift is 0 outside demonstrations, and only while one is made the
 * clock may stand.  The floor is the newest entry: when the machine's clock
 * is put back, practice time stands still there until the machine has caught
 * up, and no entry is dated before another.
 * One lock guards both; it is held for a few instructions.
 */
#include "base/clock.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#define US_A_SECOND ((int64_t)1000000)
/* The last microsecond of 9999: no clock is moved beyond what dates hold. */
#define END_OF_TIME ((int64_t)253402300799999999)

struct clock {
    pthread_mutex_t lock;
    int64_t         shift; /* practice less machine time */
    bool            still; /* it stands, at: */
    int64_t         at;
    int64_t         floor;
};

static int64_t
read_clock(clockid_t which)
{
    struct timespec t;

    if (clock_gettime(which, &t) != 0)
        BUG("the system has no clock");
    return (int64_t)t.tv_sec * US_A_SECOND + t.tv_nsec / 1000;
}

struct moment
clock_machine(void)
{
    return (struct moment){read_clock(CLOCK_REALTIME)};
}

int64_t
clock_monotonic(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

struct clock *
clock_new(void)
{
    struct clock *c = calloc(1, sizeof *c);

    if (!c || pthread_mutex_init(&c->lock, NULL) != 0)
        BUG("out of memory");
    c->floor = INT64_MIN;
    return c;
}

void
clock_free(struct clock *c)
{
    if (!c)
        return;
    pthread_mutex_destroy(&c->lock);
    free(c);
}

static void
lock(struct clock *c)
{
    assert(c);
    if (pthread_mutex_lock(&c->lock) != 0)
        BUG("clock lock");
}

static void
unlock(struct clock *c)
{
    if (pthread_mutex_unlock(&c->lock) != 0)
        BUG("clock lock");
}

/* With the lock held. */
static int64_t
practice_now(const struct clock *c)
{
    int64_t now = c->still ? c->at : clock_machine().us + c->shift;

    return now < c->floor ? c->floor : now;
}

void
clock_start_since(struct clock *c, struct moment m, struct moment machine)
{
    assert(m.us >= -END_OF_TIME && m.us <= END_OF_TIME);
    assert(machine.us >= -END_OF_TIME && machine.us <= END_OF_TIME);
    lock(c);
    c->shift = m.us - machine.us;
    c->still = false;
    unlock(c);
}

void
clock_start_at(struct clock *c, struct moment m)
{
    clock_start_since(c, m, clock_machine());
}

void
clock_stand_at(struct clock *c, struct moment m)
{
    assert(m.us >= -END_OF_TIME && m.us <= END_OF_TIME);
    lock(c);
    c->at = m.us;
    c->still = true;
    unlock(c);
}

/* From where it stands: were only the shift moved, a clock that is held up
 * by its floor would not show the step. */
void
clock_advance(struct clock *c, int64_t us)
{
    int64_t now, step;

    assert(us >= 0);
    lock(c);
    now = practice_now(c);
    step = us < END_OF_TIME - now ? us : END_OF_TIME - now;
    c->shift = now + step - clock_machine().us;
    c->still = false;
    unlock(c);
}

void
clock_not_before(struct clock *c, struct moment m)
{
    assert(m.us <= END_OF_TIME);
    lock(c);
    if (m.us > c->floor)
        c->floor = m.us;
    unlock(c);
}

struct moment
clock_practice(struct clock *c)
{
    struct moment m;

    lock(c);
    m.us = practice_now(c);
    unlock(c);
    return m;
}
