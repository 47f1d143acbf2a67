/*
 * sequencer -- looks for leaves without a number, takes the lease, numbers
 * them in the order of their times, and commits: all in one transaction.
 *
 * While there is nothing to number nobody needs the lease; it is only looked
 * whether there is.  Its own node wakes it; other nodes' leaves it finds
 * within LOOK_MS.  That a leaf waits for its number holds nobody up: what an
 * answer waits for is its row (ledger.h).
 *
 * Tried and left: locking the head row in every deed's transaction.  All
 * nodes then queue behind one commit at a time.
 */
#include "store/sequencer.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "base/key.h"
#include "store/lease.h"
#include "store/ledger_inside.h"
#include "store/moments.h"
#include "store/store.h"
#include "store/writer.h"

enum {
    LEASE_S = 3,   /* how long leaves may wait when a node dies */
    LOOK_MS = 50,  /* between two looks for others' leaves      */
    SOME_MS = 50,  /* for more to come that are numbered at once */
    TAKEN_MS = 300 /* after another node was found to have it   */
};
static const struct str lease_name = S_INIT("ledger");

struct sequencer {
    struct sequencer_options o;
    pthread_t                thread;
    pthread_mutex_t          lock; /* guards the next two */
    pthread_cond_t           wake;
    bool                     woken, stopping;
    struct arena            *arena; /* one turn's */
    struct arena            *lasting;
    struct str               holder; /* a name of this run's own */
    struct id_source         ids;
};

/* ---- one turn ---- */

static enum err
number(struct sequencer *s, struct txn *tx)
{
    enum err e = lease_take(tx, lease_name, s->holder, LEASE_S);

    return e ? e : ledger_number(tx);
}

static enum err
look(struct sequencer *s, struct txn *tx)
{
    bool     waiting = false;
    enum err e = ledger_waiting(tx, &waiting);

    return e || !waiting ? e : number(s, tx);
}

static enum err
sign(struct sequencer *s, struct txn *tx)
{
    enum err e = number(s, tx);

    return e ? e : ledger_sign(tx);
}

typedef enum err turn_work(struct sequencer *s, struct txn *tx);

static enum err
turn(struct sequencer *s, turn_work *work)
{
    struct conn *c = s->o.conn;
    struct txn   tx = {.conn = c,
          .arena = s->arena,
          .ids = &s->ids,
          .keys = s->o.keys,
          .tally = s->o.tally,
          .is_write = true};
    enum err     e = engine_step(c, STEP_BEGIN_WRITE);

    if (!e) {
        tx.now = moments_next(s->o.clock, s->o.newest);
        e = work(s, &tx);
    }
    if (!e)
        e = tx.failed ? tx.failed : engine_step(c, STEP_COMMIT);
    if (e && !(e == ERR_BUSY && !tx.failed))
        s->o.on_trouble(s->o.ctx, c->trouble);
    if (c->engine->in_txn(c) && engine_step(c, STEP_ROLLBACK) && !e)
        e = ERR_STORE;
    arena_clear(s->arena);
    return e;
}

/* ---- the thread ---- */

static struct timespec
after_ms(int64_t ms)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    t.tv_sec += ms / 1000;
    t.tv_nsec += ms % 1000 * 1000000;
    t.tv_sec += t.tv_nsec / 1000000000;
    t.tv_nsec %= 1000000000;
    return t;
}

/* Until somebody wakes it, or that long; false when it is to stop. */
static bool
rest(struct sequencer *s, int64_t ms)
{
    const struct timespec until = after_ms(ms);
    bool                  goes_on;
    int                   rc = 0;

    if (pthread_mutex_lock(&s->lock))
        BUG("sequencer lock");
    while (!s->woken && !s->stopping && rc != ETIMEDOUT)
        rc = pthread_cond_timedwait(&s->wake, &s->lock, &until);
    s->woken = false;
    goes_on = !s->stopping;
    if (pthread_mutex_unlock(&s->lock))
        BUG("sequencer lock");
    return goes_on;
}

static void
nap(int64_t ms)
{
    const struct timespec wait = {.tv_nsec = ms * 1000000};

    nanosleep(&wait, NULL);
}

static void *
sequencer_main(void *ctx)
{
    const int64_t     minute = INT64_C(60000000);
    struct sequencer *s = ctx;
    int64_t           signs = clock_monotonic() + minute;

    while (rest(s, LOOK_MS)) {
        nap(turn(s, look) ? TAKEN_MS : SOME_MS);
        if (clock_monotonic() < signs)
            continue;
        (void)turn(s, sign); /* else another node does */
        signs = clock_monotonic() + minute;
    }
    (void)turn(s, sign);
    return NULL;
}

/* ---- from other threads ---- */

struct sequencer *
sequencer_start(const struct sequencer_options *options)
{
    enum { NAME_BYTES = 16 };
    struct sequencer  *s = calloc(1, sizeof *s);
    pthread_condattr_t monotonic;

    if (!s)
        BUG("out of memory");
    s->o = *options;
    s->arena = arena_new(0);
    s->lasting = arena_new(0);
    s->holder = s->o.holder.n ? str_dup(s->lasting, s->o.holder)
                              : key_random(s->lasting, NAME_BYTES);
    if (pthread_mutex_init(&s->lock, NULL) ||
        pthread_condattr_init(&monotonic) ||
        pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC) ||
        pthread_cond_init(&s->wake, &monotonic) ||
        pthread_condattr_destroy(&monotonic) ||
        pthread_create(&s->thread, NULL, sequencer_main, s))
        BUG("the sequencer's thread cannot be made");
    return s;
}

void
sequencer_stop(struct sequencer *s)
{
    if (!s)
        return;
    if (pthread_mutex_lock(&s->lock))
        BUG("sequencer lock");
    s->stopping = true;
    pthread_cond_signal(&s->wake);
    if (pthread_mutex_unlock(&s->lock) || pthread_join(s->thread, NULL))
        BUG("the sequencer's thread cannot be ended");
    engine_close(s->o.conn);
    pthread_cond_destroy(&s->wake);
    pthread_mutex_destroy(&s->lock);
    arena_free(s->arena);
    arena_free(s->lasting);
    free(s);
}

void
sequencer_wake(struct sequencer *s)
{
    if (!s)
        return;
    if (pthread_mutex_lock(&s->lock))
        BUG("sequencer lock");
    s->woken = true;
    pthread_cond_signal(&s->wake);
    if (pthread_mutex_unlock(&s->lock))
        BUG("sequencer lock");
}
