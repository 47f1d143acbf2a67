/*
 * writer -- jobs in groups, one COMMIT a group.
 *
 * While one group is made durable the next gathers in the queue, so the
 * more there is to do the larger the groups grow.  A group is closed early
 * when its jobs have used their time: nobody waits long behind an import.
 *
 * On PostgreSQL several write at once: which jobs must not meet is said by
 * the locks they take (txn_lock), and who loses is run again.
 *
 * Nearly no job fails, so a group runs without savepoints at first; when one
 * of several fails, all of it is undone and run again with a savepoint each.
 *
 * When the engine has undone the whole transaction under us (disk full, a
 * lost server), the jobs that ran fail, and the rest go into a new one.
 */
#include "store/writer.h"

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "store/ledger.h"
#include "store/moments.h"

enum {
    QUEUE_MOST = 4096,
    GROUP_MOST = 256,
    GROUP_US = 5000,   /* a group's jobs run no longer than about this */
    MORE_US = 1000,    /* that others have to join several that wait   */
    MORE_MOST = 32,    /* who are so many wait for nobody              */
    SIGN_EVERY_S = 60, /* an idle writer signs what is not signed yet  */
    AGAIN_MOST = 12,   /* times that a job gives way before it is busy */
    AGAIN_US = 2000    /* to wait at first; then twice that, and so on */
};

struct writer {
    struct writer_options o;
    pthread_t             thread;
    pthread_mutex_t       lock; /* guards what follows up to has_ledger */
    pthread_cond_t        wake;
    struct job           *first, **last;
    size_t                queued;
    bool                  stopping;
    bool                  has_ledger;
    struct arena         *arena; /* for what belongs to no job */
    struct numbers        numbers;
    struct between        between;
    int64_t               begun; /* transactions */
    int64_t               lives; /* of the connection, when last looked */
};

/* A group under way. */
struct group {
    struct txn  tx;
    struct job *first;   /* the jobs that ran, linked up to end */
    struct job *end;     /* the first that did not */
    struct job *again;   /* those that gave way to somebody */
    bool        any;     /* one of them succeeded */
    bool        careful; /* each in a part of its own */
};

static void
lock(struct writer *w)
{
    if (pthread_mutex_lock(&w->lock))
        BUG("writer lock");
}

static void
unlock(struct writer *w)
{
    if (pthread_mutex_unlock(&w->lock))
        BUG("writer lock");
}

static void
tell_trouble(struct writer *w, enum err e)
{
    if (e == ERR_STORE || e == ERR_BUSY)
        w->o.on_trouble(w->o.ctx, w->o.conn->trouble);
}

/* ---- one group ---- */

static enum err
run_work(struct group *g, struct job *job)
{
    struct txn *tx = &g->tx;
    enum err    e;

    if (g->careful)
        return txn_try(tx, job->work, job->ctx);
    e = job->work(tx, job->ctx);
    return e ? e : tx->failed;
}

static void
run_job(struct writer *w, struct group *g, struct job *job)
{
    struct txn *tx = &g->tx;

    atomic_fetch_add(&w->o.tally->jobs, 1);
    tx->arena = job->arena;
    tx->now = moments_next(w->o.clock, w->o.newest);
    tx->again = false;
    tx->turns = (struct turns){0};
    job->result = run_work(g, job);
    job->again = job->result && tx->again && !w->o.alone;
    tell_trouble(w, job->result);
    if (job->result)
        return; /* it may be run again, and not from a later moment */
    moments_past(w->o.clock, w->o.newest, tx->now); /* the job moved it on */
    g->any = true;
}

static bool
is_usable(const struct group *g)
{
    return !g->tx.failed && g->tx.conn->engine->in_txn(g->tx.conn);
}

/* True when one of several has spoiled what the others did: the first that
 * fails is undone with the whole, and nobody was before it. */
static bool
run_jobs(struct writer *w, struct group *g)
{
    const int64_t until = clock_monotonic() + GROUP_US;

    g->end = g->first;
    do {
        struct job *job = g->end;

        g->end = job->next;
        run_job(w, g, job);
        if (job->result && !g->careful)
            return g->any;
    } while (g->end && is_usable(g) && clock_monotonic() < until);
    return txn_settle(&g->tx) && !g->careful;
}

static enum err
number_leaves(struct writer *w, struct group *g)
{
    enum err e;

    if (!g->tx.noted || !w->o.alone)
        return OK;
    g->tx.arena = w->arena;
    e = ledger_number(&g->tx);
    arena_clear(w->arena);
    return e;
}

/* Before anybody is told that it is done: who asks then is to see it. */
static void
count_turns(struct writer *w, unsigned turned)
{
    for (int i = 0; i < TXN_TURNS && w->o.alone; i++)
        if (turned & 1u << i)
            atomic_fetch_add(&w->o.turns[i], 1);
}

static enum err
commit(struct writer *w, struct group *g)
{
    enum err e = is_usable(g) ? number_leaves(w, g) : ERR_STORE;

    if (!e && atomic_load(w->o.fault) == STORE_WRITES_FAIL)
        e = ERR_STORE;
    if (!e)
        e = engine_step(w->o.conn, STEP_COMMIT);
    if (!e) {
        atomic_fetch_add(&w->o.tally->commits, 1);
        if (g->tx.noted)
            sequencer_wake(w->o.sequencer);
        count_turns(w, g->tx.turned);
        txn_ended(&g->tx, NULL, true);
        return OK;
    }
    tell_trouble(w, ERR_STORE);
    return ERR_STORE;
}

static void
undo(struct writer *w, struct group *g)
{
    struct conn *c = w->o.conn;

    txn_ended(&g->tx, NULL, false);
    if (c->engine->in_txn(c) && engine_step(c, STEP_ROLLBACK))
        tell_trouble(w, ERR_STORE);
}

/* A job may be gone once its done has been called; those that gave way are
 * kept. */
static void
deliver(struct writer *w, struct group *g, enum err e)
{
    store_telling *telling = atomic_load(w->o.telling);
    struct job    *next;

    if (telling)
        telling(true);
    for (struct job *job = g->first; job != g->end; job = next) {
        next = job->next;
        if (job->again) {
            job->next = g->again;
            g->again = job;
            continue;
        }
        if (e && !job->result)
            job->result = e;
        job->done(job->ctx, job->result);
    }
    if (telling)
        telling(false);
}

static void
fail_all(struct writer *w, struct job *jobs, enum err e)
{
    struct group g = {.first = jobs, .end = NULL};

    for (struct job *job = jobs; job; job = job->next) {
        job->result = e;
        job->again = false;
    }
    tell_trouble(w, e);
    deliver(w, &g, e);
}

static struct group
group_of(struct writer *w, struct job *jobs)
{
    w->numbers.begun = false;
    w->numbers.count = 0;
    return (struct group){
        .tx = {.conn = w->o.conn,
            .numbers = w->o.alone ? &w->numbers : NULL,
            .between = &w->between,
            .number = ++w->begun,
            .alone = w->o.alone,
            .arena = w->arena,
            .ids = w->o.ids,
            .keys = w->o.keys,
            .tally = w->o.tally,
            .is_write = true},
        .first = jobs,
    };
}

static void
forget(struct writer *w)
{
    if (w->between.release)
        w->between.release(w->between.it);
    w->between = (struct between){0};
}

/* From the first of the jobs, in a new transaction.  Who answers on a new
 * connection may be a standby that has not seen all that was remembered. */
static enum err
begin_group(struct writer *w, struct job *jobs, struct group *g)
{
    enum err e;

    *g = group_of(w, jobs);
    e = engine_step(w->o.conn, STEP_BEGIN_WRITE);
    if (w->lives != w->o.conn->lives)
        forget(w);
    w->lives = w->o.conn->lives;
    return e;
}

static enum err
run_carefully(struct writer *w, struct job *jobs, struct group *g)
{
    enum err e;

    undo(w, g);
    if ((e = begin_group(w, jobs, g)))
        return e;
    g->careful = true;
    (void)run_jobs(w, g);
    return OK;
}

/* Runs the first of the jobs as a group, and leaves in g which are left. */
static void
run_together(struct writer *w, struct job *jobs, struct group *g)
{
    enum err e = begin_group(w, jobs, g);

    if (!e && run_jobs(w, g))
        e = run_carefully(w, jobs, g);
    if (e) {
        fail_all(w, jobs, e);
        g->end = NULL;
        return;
    }
    e = g->any ? commit(w, g) : OK;
    if (e || !g->any)
        undo(w, g);
    deliver(w, g, e);
    tell_trouble(w, w->o.conn->engine->tidy(w->o.conn, TIDY_SOME));
}

/* Longer each time, and never as long as somebody else who began with us. */
static void
stand_aside(int times)
{
    int64_t         us = (int64_t)AGAIN_US << (times < 6 ? times : 6);
    struct timespec wait = {
        .tv_nsec = (us / 2 + clock_monotonic() % us) * 1000};

    nanosleep(&wait, NULL);
}

/* A job that gave way, alone in a transaction of its own: the same work
 * from its beginning, so that it sees what the other did. */
static void
run_again(struct writer *w, struct job *job)
{
    for (int times = 0; job; times++) {
        struct group g;

        if (times == AGAIN_MOST) {
            job->next = NULL;
            fail_all(w, job, ERR_BUSY);
            return;
        }
        atomic_fetch_add(&w->o.tally->again, 1);
        stand_aside(times);
        job->next = NULL;
        run_together(w, job, &g);
        job = g.again;
    }
}

/* Runs the first of the jobs; gives those that are left. */
static struct job *
run_group(struct writer *w, struct job *jobs)
{
    struct group g;

    run_together(w, jobs, &g);
    while (g.again) {
        struct job *job = g.again;

        g.again = job->next;
        run_again(w, job);
    }
    return g.end;
}

/* ---- signing when nothing else is to be done ---- */

static void
sign(struct writer *w)
{
    struct group g = group_of(w, NULL);
    enum err     e = engine_step(w->o.conn, STEP_BEGIN_WRITE);

    if (e) {
        tell_trouble(w, e);
        return;
    }
    g.tx.now = moments_next(w->o.clock, w->o.newest);
    e = ledger_sign(&g.tx);
    arena_clear(w->arena);
    if (!e)
        e = commit(w, &g);
    if (e)
        undo(w, &g);
    tell_trouble(w, w->o.conn->engine->tidy(w->o.conn, TIDY_ALL));
}

/* ---- the thread ---- */

/* Where each statement is a journey a group is cheaper than several: those
 * who are on their way are waited for when there is something going on. */
static void
wait_for_more(struct writer *w)
{
    const struct timespec some = {.tv_nsec = MORE_US * INT64_C(1000)};

    if (w->o.alone || w->o.group == 1 || w->stopping || w->queued < 2 ||
        w->queued >= MORE_MOST)
        return;
    unlock(w);
    nanosleep(&some, NULL);
    lock(w);
}

/* The jobs that wait, at most a group; null after time, or to stop. */
static struct job *
take(struct writer *w, const struct timespec *until)
{
    struct job *jobs, **end;
    size_t      n = 0;
    int         rc = 0;

    lock(w);
    while (!w->first && !w->stopping && rc != ETIMEDOUT)
        rc = pthread_cond_timedwait(&w->wake, &w->lock, until);
    wait_for_more(w);
    jobs = w->first;
    for (end = &w->first; *end && n < w->o.group; n++)
        end = &(*end)->next;
    w->first = *end;
    *end = NULL;
    if (!w->first)
        w->last = &w->first;
    w->queued -= n;
    unlock(w);
    return jobs;
}

/* What a group left stands first in the queue again. */
static void
put_back(struct writer *w, struct job *jobs)
{
    struct job **end = &jobs;
    size_t       n = 0;

    for (; *end; end = &(*end)->next)
        n++;
    lock(w);
    if (n && !w->first)
        w->last = end;
    *end = w->first;
    w->first = jobs;
    w->queued += n;
    unlock(w);
}

static bool
is_ended(struct writer *w)
{
    bool ended;

    lock(w);
    ended = w->stopping && !w->first;
    unlock(w);
    return ended;
}

static bool
may_sign(struct writer *w)
{
    bool may;

    lock(w);
    may = w->has_ledger && w->o.alone;
    unlock(w);
    return may;
}

static struct timespec
after_seconds(int seconds)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    t.tv_sec += seconds;
    return t;
}

static void *
writer_main(void *ctx)
{
    struct writer  *w = ctx;
    struct timespec until = after_seconds(SIGN_EVERY_S);

    while (!is_ended(w)) {
        struct job *jobs = take(w, &until);

        if (jobs) {
            put_back(w, run_group(w, jobs));
            continue;
        }
        if (may_sign(w))
            sign(w);
        until = after_seconds(SIGN_EVERY_S);
    }
    if (may_sign(w))
        sign(w);
    return NULL;
}

/* ---- from other threads ---- */

struct writer *
writer_start(const struct writer_options *options)
{
    struct writer     *w = calloc(1, sizeof *w);
    pthread_condattr_t monotonic;

    if (!w)
        BUG("out of memory");
    w->o = *options;
    w->has_ledger = options->has_ledger;
    if (!w->o.group)
        w->o.group = GROUP_MOST;
    w->last = &w->first;
    w->arena = arena_new(0);
    if (pthread_mutex_init(&w->lock, NULL) ||
        pthread_condattr_init(&monotonic) ||
        pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC) ||
        pthread_cond_init(&w->wake, &monotonic) ||
        pthread_condattr_destroy(&monotonic) ||
        pthread_create(&w->thread, NULL, writer_main, w))
        BUG("the writer's thread cannot be made");
    return w;
}

void
writer_stop(struct writer *w)
{
    if (!w)
        return;
    lock(w);
    w->stopping = true;
    pthread_cond_signal(&w->wake);
    unlock(w);
    if (pthread_join(w->thread, NULL))
        BUG("the writer's thread cannot be ended");
    tell_trouble(w, w->o.conn->engine->tidy(w->o.conn, TIDY_ALL));
    engine_close(w->o.conn);
    pthread_cond_destroy(&w->wake);
    pthread_mutex_destroy(&w->lock);
    arena_free(w->arena);
    forget(w);
    free(w->numbers.hashes);
    free(w);
}

bool
writer_submit(struct writer *w, struct job *job)
{
    bool taken;

    assert(job->work && job->done && job->arena);
    lock(w);
    taken = !w->stopping && w->queued < QUEUE_MOST;
    if (taken) {
        job->next = NULL;
        *w->last = job;
        w->last = &job->next;
        w->queued++;
        pthread_cond_signal(&w->wake);
    }
    unlock(w);
    return taken;
}

size_t
writer_waiting(struct writer *w)
{
    size_t n;

    lock(w);
    n = w->queued;
    unlock(w);
    return n;
}

void
writer_has_ledger(struct writer *w)
{
    lock(w);
    w->has_ledger = true;
    unlock(w);
}

bool
writer_is_me(const struct writer *w)
{
    return pthread_equal(w->thread, pthread_self()) != 0;
}
