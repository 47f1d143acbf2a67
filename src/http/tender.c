/*
 * tender -- the thread that wakes connections whose answers are whole, and
 * keeps the deadlines.  It takes whatever has gathered meanwhile: the
 * library looks through all sleeping connections at each waking, so waking a
 * batch costs as much as waking one.  Within a class deadlines are in the
 * order of admission, so only the first of each list is looked at.  Answers
 * that go in steps are woken here too, when theirs has come.
 */
#include <time.h>

#include "base/clock.h"
#include "http/server_own.h"

enum { TICK_MS = 50, US_PER_MS = 1000, US_PER_SECOND = 1000000 };

/* What this thread has finished and told nobody of yet. */
static _Thread_local struct {
    bool           on;
    struct server *of;
} held;

void
server_together(bool begins)
{
    struct server *s = held.of;

    held.on = begins;
    held.of = NULL;
    if (!s)
        return;
    pthread_mutex_lock(&s->lock);
    pthread_cond_signal(&s->news);
    pool_work_over(s);
    pthread_mutex_unlock(&s->lock);
}

/* It is told later, and must not end before that; under the lock. */
static void
hold(struct server *s)
{
    if (held.of)
        return;
    held.of = s;
    s->works++;
}

void
tender_answered(struct server *s)
{
    if (held.on && (!held.of || held.of == s))
        hold(s);
    else
        pthread_cond_signal(&s->news);
}

void
tender_expect(struct server *s)
{
    if (s->tends_long)
        pthread_cond_signal(&s->news);
}

static bool
mark_late(struct server *s, int64_t now)
{
    bool any = false;

    for (int c = 0; c < HTTP_CLASS_COUNT; c++) {
        struct exchange *x;

        while ((x = s->pools[c].wait_first) && x->deadline <= now)
            pool_decide(x, x->begun ? OUTCOME_LATE : OUTCOME_BUSY);
        any = any || s->pools[c].wait_first;
    }
    return any;
}

/* Those who have been held for long enough hear that they come again; true
 * when some have not. */
static bool
let_go(struct server *s, int64_t now)
{
    struct exchange *x;

    while ((x = s->away) && (s->stopping || x->deadline <= now)) {
        if (!(s->away = x->queue_next))
            s->away_tail = &s->away;
        s->away_n--;
        x->outcome = OUTCOME_BUSY;
        x->ready_next = s->ready;
        s->ready = x;
    }
    return s->away != NULL;
}

void
tender_step(struct exchange *x, int64_t now)
{
    int64_t           step = (int64_t)x->response->step_ms * US_PER_MS;
    struct exchange **at = &x->server->stepped;

    x->due = x->whole + ((now - x->whole) / step + 1) * step;
    while (*at && (*at)->due <= x->due)
        at = &(*at)->ready_next;
    x->ready_next = *at;
    *at = x;
}

/* Those whose step has come; when the next one's comes, 0 for none. */
static int64_t
step_on(struct server *s, int64_t now)
{
    struct exchange *x;

    while ((x = s->stepped) && x->due <= now) {
        s->stepped = x->ready_next;
        x->ready_next = s->ready;
        s->ready = x;
    }
    return x ? x->due : 0;
}

/* Without the lock; an exchange may be gone once its connection wakes. */
static int64_t
wake_all(struct exchange *x)
{
    int64_t n = 0;

    while (x) {
        struct exchange *next = x->ready_next;

        MHD_resume_connection(x->connection);
        x = next;
        n++;
    }
    return n;
}

/* Until somebody calls, or that time; 0: however long that takes. */
static void
wait_for_news(struct server *s, int64_t until)
{
    struct timespec at = {.tv_sec = until / US_PER_SECOND,
        .tv_nsec = until % US_PER_SECOND * 1000};

    if (until) {
        pthread_cond_timedwait(&s->news, &s->lock, &at);
        return;
    }
    s->tends_long = true;
    pthread_cond_wait(&s->news, &s->lock);
    s->tends_long = false;
}

/* When there is something to do without being called; 0: never. */
static int64_t
next_time(struct server *s, int64_t now)
{
    bool    late = mark_late(s, now), away = let_go(s, now);
    int64_t step = step_on(s, now), tick = now + TICK_MS * US_PER_MS;

    if (!late && !away)
        return step;
    return step && step < tick ? step : tick;
}

void *
tender_main(void *arg)
{
    struct server *s = arg;

    pthread_mutex_lock(&s->lock);
    while (!s->ended) {
        int64_t          until = next_time(s, clock_monotonic()), n;
        struct exchange *batch = s->ready;

        if (!batch) {
            wait_for_news(s, until);
            continue;
        }
        s->ready = NULL;
        pthread_mutex_unlock(&s->lock);
        n = wake_all(batch);
        pthread_mutex_lock(&s->lock);
        s->waiting -= n;
        if (s->stopping)
            pthread_cond_broadcast(&s->rest);
    }
    pthread_mutex_unlock(&s->lock);
    return NULL;
}
