/*
 * pool -- queues and workers.
 *
 * One lock over all of it: what is done under it is a few pointers.
 */
#include <assert.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "base/clock.h"
#include "http/server_own.h"

enum {
    US_PER_MS = 1000,
    TAKEN_ALWAYS = 8, /* for each worker */
    TOGETHER_MOST = 16,
    FIRST_PART = 64, /* of what those who go first may wait */
    AWAY_MS = 200,
    AWAY_SHARE = 2 /* of all connections, held at most */
};

/* ---- the list of those not answered yet ---- */

static struct pool *
pool_of(const struct exchange *x)
{
    return &x->server->pools[x->class];
}

static void
wait_add(struct pool *p, struct exchange *x)
{
    x->wait_prev = p->wait_last;
    if (p->wait_last)
        p->wait_last->wait_next = x;
    else
        p->wait_first = x;
    p->wait_last = x;
}

static void
wait_remove(struct pool *p, struct exchange *x)
{
    if (x->wait_prev)
        x->wait_prev->wait_next = x->wait_next;
    else
        p->wait_first = x->wait_next;
    if (x->wait_next)
        x->wait_next->wait_prev = x->wait_prev;
    else
        p->wait_last = x->wait_prev;
    x->wait_next = x->wait_prev = NULL;
}

void
pool_decide(struct exchange *x, enum outcome outcome)
{
    struct server *s = x->server;
    int64_t        now = clock_monotonic();

    x->outcome = outcome;
    if (outcome == OUTCOME_READY)
        pace_answered(&pool_of(x)->pace, x->whole, now);
    pool_of(x)->n--;
    wait_remove(pool_of(x), x);
    if (outcome == OUTCOME_READY && x->response->step_ms) {
        tender_step(x, now);
    } else {
        x->ready_next = s->ready;
        s->ready = x;
    }
    s->busy += outcome == OUTCOME_BUSY;
    s->late += outcome == OUTCOME_LATE;
}

void
pool_work_over(struct server *s)
{
    s->works--;
    if (s->stopping)
        pthread_cond_broadcast(&s->rest);
}

/* The work lets go of the exchange, which may be its end. */
static void
work_release(struct exchange *x)
{
    struct server *s = x->server;

    exchange_release(x);
    pthread_mutex_lock(&s->lock);
    pool_work_over(s);
    pthread_mutex_unlock(&s->lock);
}

/* The response is whole: send it, unless the client was told otherwise. */
static void
settle(struct exchange *x)
{
    struct server *s = x->server;

    pthread_mutex_lock(&s->lock);
    if (x->outcome == OUTCOME_NONE) {
        pool_decide(x, OUTCOME_READY);
        tender_answered(s);
    }
    pthread_mutex_unlock(&s->lock);
    work_release(x);
}

/* ---- the queue ---- */

static int64_t
wait_most(const struct pool *p)
{
    return (int64_t)p->server->options.classes[p->class].wait_ms * US_PER_MS;
}

/* Some always are, so that it is noticed when answers come faster again. */
static size_t
taken_always(const struct pool *p)
{
    return (size_t)p->server->options.classes[p->class].workers * TAKEN_ALWAYS;
}

/* Where many of those who go first begin to wait, others are turned away
 * before they are: what a page takes is missing there. */
static bool
gives_room(const struct pool *p)
{
    const struct pool *b = p->before;

    return !b || b->n <= taken_always(b) ||
        pace_wait(&b->pace, b->n) <= wait_most(b) / FIRST_PART;
}

/* Whether one more would be answered in time; under the lock. */
static bool
has_time(const struct pool *p)
{
    const struct class_options *o = &p->server->options.classes[p->class];

    if (!o->wait_ms || p->n == 0)
        return true;
    if (!gives_room(p))
        return false;
    return p->n < taken_always(p) || pace_wait(&p->pace, p->n) <= wait_most(p);
}

/* Who is told at once to come again does so at once; and then refusing is
 * all that the processor does. */
static enum admission
turn_away(struct server *s)
{
    s->busy++;
    if (s->stopping || s->away_n >= s->options.connections / AWAY_SHARE)
        return ADMIT_NOT;
    s->away_n++;
    s->waiting++;
    return ADMIT_LATER;
}

enum admission
pool_admit(struct server *s, enum http_class class)
{
    const struct class_options *o = &s->options.classes[class];
    struct pool                *p = &s->pools[class];
    enum admission              a = ADMIT_NOW;

    pthread_mutex_lock(&s->lock);
    if (!s->stopping && p->n < o->queue + o->workers && has_time(p)) {
        p->n++;
        s->waiting++;
        s->works++;
    } else {
        a = turn_away(s);
    }
    pthread_mutex_unlock(&s->lock);
    return a;
}

static void
queue_add(struct pool *p, struct exchange *x)
{
    x->queue_next = NULL;
    *p->tail = x;
    p->tail = &x->queue_next;
    p->queued++;
    pthread_cond_signal(&p->more);
}

void
pool_put(struct exchange *x)
{
    struct server *s = x->server;
    struct pool   *p = pool_of(x);

    x->whole = clock_monotonic();
    x->deadline = x->whole +
        (int64_t)s->options.classes[x->class].deadline_ms * US_PER_MS;
    pthread_mutex_lock(&s->lock);
    wait_add(p, x);
    queue_add(p, x);
    tender_expect(s);
    pthread_mutex_unlock(&s->lock);
}

void
pool_hold(struct exchange *x)
{
    struct server *s = x->server;

    x->deadline = clock_monotonic() + AWAY_MS * US_PER_MS;
    pthread_mutex_lock(&s->lock);
    *s->away_tail = x;
    s->away_tail = &x->queue_next;
    tender_expect(s);
    pthread_mutex_unlock(&s->lock);
}

enum outcome
pool_outcome(struct exchange *x)
{
    enum outcome got;

    pthread_mutex_lock(&x->server->lock);
    got = x->outcome;
    pthread_mutex_unlock(&x->server->lock);
    return got;
}

/* ---- workers ---- */

/*
 * Runs steps until one answers, or parks with nobody having finished or
 * continued before it returned.  After that the exchange is not ours.
 */
static void
work(struct exchange *x)
{
    for (;;) {
        int            was = PHASE_RUNNING;
        enum http_next next = x->step(x->step_ctx, &x->request, x->response);

        if (next == HTTP_ANSWER) {
            if (!atomic_compare_exchange_strong(&x->phase, &was, PHASE_OVER))
                BUG("http: a handler answers and somebody finishes too");
            settle(x);
            return;
        }
        if (atomic_compare_exchange_strong(&x->phase, &was, PHASE_PARKED))
            return;
        if (was == PHASE_FINISHED) {
            atomic_store(&x->phase, PHASE_OVER);
            settle(x);
            return;
        }
        assert(was == PHASE_CONTINUED);
        atomic_store(&x->phase, PHASE_RUNNING);
    }
}

/* On Linux each thread has a priority of its own.  Where it may not be
 * lowered all are alike, which is no worse than before. */
static void
stand_back(const struct pool *p)
{
    (void)setpriority(PRIO_PROCESS, 0,
        p->server->options.classes[p->class].nice);
}

/* Others go before us, and one of ours is at work already: the last of them
 * to be taken wakes us. */
static bool
gives_way(const struct pool *p)
{
    return p->before && p->before->head && p->busy;
}

/* What was admitted and is still wanted by its client. */
static void
begin(struct exchange *x)
{
    x->begun = x->outcome == OUTCOME_NONE;
}

/* Of those who go first all that wait, up to a point: what the first of them
 * reads of the database is at hand for the others. */
static size_t
share_of(const struct pool *p)
{
    if (p->class != HTTP_FIRST)
        return 1;
    return p->queued < TOGETHER_MOST ? p->queued : TOGETHER_MOST;
}

static struct exchange *
queue_take(struct pool *p)
{
    struct exchange *first = p->head, **end = &p->head;

    for (size_t n = share_of(p); n && *end; n--) {
        begin(*end);
        p->queued--;
        end = &(*end)->queue_next;
    }
    p->head = *end;
    *end = NULL;
    if (p->head)
        return first;
    p->tail = &p->head;
    if (p->after && p->after->head)
        pthread_cond_broadcast(&p->after->more);
    return first;
}

/* Who is not wanted any more is let go of. */
static void
work_all(struct pool *p, struct exchange *x)
{
    const struct http_handler *h = &p->server->options.handler;
    const bool                 gathers = p->class == HTTP_FIRST && h->gather;
    void                      *together = gathers ? h->gather(h->ctx) : NULL;

    while (x) {
        struct exchange *next = x->queue_next; /* x may be gone then */

        x->request.together = together;
        if (x->begun)
            work(x);
        else
            work_release(x);
        x = next;
    }
    if (gathers)
        h->scatter(h->ctx, together);
}

static void *
worker(void *arg)
{
    struct pool   *p = arg;
    struct server *s = p->server;

    stand_back(p);
    pthread_mutex_lock(&s->lock);
    for (;;) {
        struct exchange *x;

        while (!s->ended && (!p->head || gives_way(p)))
            pthread_cond_wait(&p->more, &s->lock);
        if (!p->head)
            break;
        x = queue_take(p);
        p->busy++;
        pthread_mutex_unlock(&s->lock);
        work_all(p, x);
        pthread_mutex_lock(&s->lock);
        p->busy--;
    }
    pthread_mutex_unlock(&s->lock);
    return NULL;
}

/* Moves the phase by whoever finishes; true when the handler has returned
 * and it is on the caller to go on. */
static bool
hand_over(struct exchange *x, enum phase if_parked, enum phase if_running)
{
    for (;;) {
        int was = PHASE_PARKED;

        if (atomic_compare_exchange_strong(&x->phase, &was, (int)if_parked))
            return true;
        if (was != PHASE_RUNNING)
            BUG("http: a response finished twice");
        if (atomic_compare_exchange_strong(&x->phase, &was, (int)if_running))
            return false;
    }
}

void
response_finish(struct response *r)
{
    struct exchange *x = r->exchange;

    if (hand_over(x, PHASE_OVER, PHASE_FINISHED))
        settle(x);
}

void
response_continue(struct response *r, http_step *step, void *ctx)
{
    struct exchange *x = r->exchange;
    struct server   *s = x->server;

    x->step = step;
    x->step_ctx = ctx;
    if (!hand_over(x, PHASE_RUNNING, PHASE_CONTINUED))
        return;
    pthread_mutex_lock(&s->lock);
    queue_add(pool_of(x), x);
    pthread_mutex_unlock(&s->lock);
}

/* ---- beginning and end ---- */

void
pools_init(struct server *s)
{
    pthread_condattr_t attr;

    s->away_tail = &s->away;
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->news, &attr);
    pthread_cond_init(&s->rest, &attr);
    for (int c = 0; c < HTTP_CLASS_COUNT; c++) {
        struct pool *p = &s->pools[c];

        p->server = s;
        p->class = (enum http_class)c;
        p->tail = &p->head;
        pthread_cond_init(&p->more, &attr);
    }
    s->pools[HTTP_LOOK].before = &s->pools[HTTP_FIRST];
    s->pools[HTTP_FIRST].after = &s->pools[HTTP_LOOK];
    pthread_condattr_destroy(&attr);
}

void
pools_clear(struct server *s)
{
    for (int c = 0; c < HTTP_CLASS_COUNT; c++)
        pthread_cond_destroy(&s->pools[c].more);
    pthread_cond_destroy(&s->rest);
    pthread_cond_destroy(&s->news);
    pthread_mutex_destroy(&s->lock);
}

static bool
pool_start(struct server *s, struct pool *p)
{
    unsigned n = s->options.classes[p->class].workers;

    p->threads = ARENA_ARRAY(s->arena, pthread_t, n);
    for (; p->started < n; p->started++)
        if (pthread_create(&p->threads[p->started], NULL, worker, p))
            return false;
    return true;
}

enum err
pools_start(struct server *s)
{
    bool ok = pthread_create(&s->tender, NULL, tender_main, s) == 0;

    s->tends = ok;
    for (int c = HTTP_FIRST; ok && c < HTTP_CLASS_COUNT; c++)
        ok = pool_start(s, &s->pools[c]);
    if (ok)
        return OK;
    pools_end(s);
    return ERR_NET;
}

void
pools_end(struct server *s)
{
    pthread_mutex_lock(&s->lock);
    s->ended = true;
    for (int c = 0; c < HTTP_CLASS_COUNT; c++)
        pthread_cond_broadcast(&s->pools[c].more);
    pthread_cond_broadcast(&s->news);
    pthread_mutex_unlock(&s->lock);
    for (int c = 0; c < HTTP_CLASS_COUNT; c++)
        while (s->pools[c].started)
            pthread_join(s->pools[c].threads[--s->pools[c].started], NULL);
    if (s->tends)
        pthread_join(s->tender, NULL);
    s->tends = false;
}
