/*
 * store -- opening and closing, reading in a snapshot, waiting for a writer.
 */
#include "store/store.h"

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "store/ledger_inside.h"
#include "store/migrate.h"
#include "store/readers.h"
#include "store/sequencer.h"
#include "store/txn_inside.h"
#include "store/writer.h"

enum {
    READERS_USUAL = 12, /* one for each worker that asks for one */
    WRITERS_MOST = 4,   /* of a node, where several write at once    */
    WRITERS_LEAVES = 1, /* of them for leaves, the others for deeds  */
    TROUBLE_ROOM = 240
};

struct store {
    const struct keys *keys;
    struct clock      *clock;
    struct id_source   own_ids; /* when none were given, and for readers */
    struct writer     *writers[WRITERS_MOST];
    size_t             writer_count;     /* 0: opened for reading */
    _Atomic size_t     leaf_turn;        /* whose is the next leaf */
    _Atomic size_t     turn;             /* whose is the next deed */
    struct sequencer  *sequencer;        /* null: the writer is alone */
    _Atomic int64_t    newest;           /* time of the last transaction */
    _Atomic int64_t    turns[TXN_TURNS]; /* 0: not counted here */
    struct tally       tally;
    _Atomic int        fault; /* enum store_fault */
    told_together      telling;
    struct readers    *readers;
    pthread_mutex_t    lock; /* guards what follows */
    char               trouble[TROUBLE_ROOM];
    size_t             trouble_n;
};

static void
lock(struct store *s)
{
    if (pthread_mutex_lock(&s->lock))
        BUG("store lock");
}

static void
unlock(struct store *s)
{
    if (pthread_mutex_unlock(&s->lock))
        BUG("store lock");
}

static void
keep_trouble(void *ctx, struct str words)
{
    struct store *s = ctx;

    words = str_sub(words, 0, TROUBLE_ROOM);
    lock(s);
    if (words.n)
        memcpy(s->trouble, words.p, words.n);
    s->trouble_n = words.n;
    unlock(s);
}

struct str
store_trouble(struct store *s, struct arena *a)
{
    struct str words;

    lock(s);
    words = str_dup(a, str_bytes(s->trouble, s->trouble_n));
    unlock(s);
    return words;
}

/* ---- reading ---- */

/* A connection, and whether its snapshot has begun. */
struct snapshot {
    struct store *store;
    struct conn  *conn; /* null: none yet, or given back */
    struct turns  turns;
};

struct snapshot *
store_snapshot(struct store *s)
{
    struct snapshot *sn = calloc(1, sizeof *sn);

    if (!sn)
        BUG("out of memory");
    sn->store = s;
    return sn;
}

static enum err
begin(struct snapshot *sn)
{
    enum err e;

    if (sn->conn)
        return OK;
    if (!(sn->conn = readers_borrow(sn->store->readers)))
        return ERR_BUSY;
    for (int i = 0; i < TXN_TURNS; i++)
        sn->turns.at[i] = atomic_load(&sn->store->turns[i]);
    if ((e = engine_step(sn->conn, STEP_BEGIN_READ)))
        keep_trouble(sn->store, sn->conn->trouble);
    return e;
}

/* ERR_STORE: the connection is not what it was. */
static enum err
end(struct snapshot *sn)
{
    struct conn *c = sn->conn;
    enum err     e = OK;

    if (!c)
        return OK;
    if (c->engine->in_txn(c) && engine_step(c, STEP_ROLLBACK))
        e = ERR_STORE;
    readers_give_back(sn->store->readers, c);
    sn->conn = NULL;
    return e;
}

void
snapshot_end(struct snapshot *sn)
{
    if (!sn)
        return;
    if (end(sn))
        keep_trouble(sn->store, S("a snapshot could not be ended"));
    free(sn);
}

/* Its own id source: the one given belongs to the writer. */
static enum err
read_on(struct snapshot *sn, struct arena *a, txn_work *work, void *ctx)
{
    struct store    *s = sn->store;
    struct id_source ids = {0};
    struct txn       tx = {.conn = sn->conn,
              .arena = a,
              .now = clock_practice(s->clock),
              .ids = &ids,
              .keys = s->keys,
              .tally = &s->tally,
              .shared = &sn->turns};
    enum err         e = work(&tx, ctx);

    if (!e)
        e = tx.failed;
    if (e == ERR_STORE || e == ERR_BUSY)
        keep_trouble(s, sn->conn->trouble);
    if ((tx.failed || !sn->conn->engine->in_txn(sn->conn)) && end(sn) && !e)
        e = ERR_STORE;
    return e;
}

enum err
snapshot_read(struct snapshot *sn, struct arena *a, txn_work *work, void *ctx)
{
    enum err e;

    assert(sn && a && work);
    if (atomic_load(&sn->store->fault) == STORE_READS_FAIL)
        return ERR_STORE;
    if (!(e = begin(sn)))
        return read_on(sn, a, work, ctx);
    if (end(sn))
        e = ERR_STORE;
    return e;
}

enum err
store_read(struct store *s, struct arena *a, txn_work *work, void *ctx)
{
    struct snapshot once = {.store = s};
    enum err        e = snapshot_read(&once, a, work, ctx);

    if (end(&once) && !e)
        e = ERR_STORE;
    return e;
}

/* ---- writing ---- */

static void
want_writers(const struct store *s)
{
    if (!s->writer_count)
        BUG("a store that was opened for reading is written");
}

/* Leaves of looks lock nothing that another one needs, so they go round
 * among the first writers: each statement is a journey to the server, and
 * one connection makes one after the other. */
bool
store_submit(struct store *s, struct job *job)
{
    size_t n;

    want_writers(s);
    n = s->writer_count == 1 ? 1 : WRITERS_LEAVES;
    return writer_submit(s->writers[atomic_fetch_add(&s->leaf_turn, 1) % n],
        job);
}

/* Deeds go round among those behind, if there are some. */
static struct writer *
writer_next(struct store *s)
{
    want_writers(s);
    if (s->writer_count == 1)
        return s->writers[0];
    return s->writers[WRITERS_LEAVES +
        atomic_fetch_add(&s->turn, 1) % (s->writer_count - WRITERS_LEAVES)];
}

/* One caller that waits for its job. */
struct wait {
    pthread_mutex_t lock;
    pthread_cond_t  ended;
    bool            done;
};

static void
end_wait(void *ctx, enum err e)
{
    struct wait *wait = ctx;

    (void)e; /* stands in the job */
    if (pthread_mutex_lock(&wait->lock))
        BUG("wait lock");
    wait->done = true;
    pthread_cond_signal(&wait->ended);
    if (pthread_mutex_unlock(&wait->lock))
        BUG("wait lock");
}

/* work and its ctx, carried beside the wait. */
struct errand {
    txn_work   *work;
    void       *ctx;
    struct wait wait;
};

static enum err
run_errand(struct txn *tx, void *ctx)
{
    struct errand *x = ctx;

    return x->work(tx, x->ctx);
}

static void
end_errand(void *ctx, enum err e)
{
    struct errand *x = ctx;

    end_wait(&x->wait, e);
}

enum err
store_write(struct store *s, struct arena *a, txn_work *work, void *ctx)
{
    struct errand x = {work, ctx,
        {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false}};
    struct job    job = {.work = run_errand,
           .done = end_errand,
           .ctx = &x,
           .arena = a};

    assert(s && a && work);
    for (size_t i = 0; i < s->writer_count; i++)
        if (writer_is_me(s->writers[i]))
            BUG("a writer would wait for itself");
    if (!writer_submit(writer_next(s), &job))
        return ERR_BUSY;
    if (pthread_mutex_lock(&x.wait.lock))
        BUG("wait lock");
    while (!x.wait.done)
        pthread_cond_wait(&x.wait.ended, &x.wait.lock);
    if (pthread_mutex_unlock(&x.wait.lock))
        BUG("wait lock");
    pthread_cond_destroy(&x.wait.ended);
    pthread_mutex_destroy(&x.wait.lock);
    return job.result;
}

/* ---- opening ---- */

struct beginning {
    size_t        applied; /* migrations */
    struct moment newest;
};

static enum err
read_beginning(struct txn *tx, void *ctx)
{
    struct beginning *b = ctx;
    enum err          e = migrate_applied(tx, &b->applied);

    if (e || !b->applied)
        return e;
    return ledger_newest(tx, &b->newest);
}

/* Several write at once only where the database keeps them apart. */
static bool
is_shared(const struct store_options *o)
{
    const struct engine *engine;
    struct str           place;
    struct fault         fault = {0};

    return o->mode == STORE_SERVE &&
        !engine_find(o->url, &engine, &place, &fault) &&
        engine == &engine_postgres;
}

static struct writer_options
writer_options_of(struct store *s, const struct store_options *o)
{
    return (struct writer_options){
        .alone = !is_shared(o),
        .sequencer = s->sequencer,
        .keys = o->keys,
        .clock = o->clock,
        .ids = o->ids ? o->ids : &s->own_ids,
        .tally = &s->tally,
        .fault = &s->fault,
        .on_trouble = keep_trouble,
        .ctx = s,
        .newest = &s->newest,
        .turns = s->turns,
        .telling = &s->telling,
    };
}

/* A thread and a connection of its own for the numbers. */
static enum err
begin_sequencer(struct store *s, const struct store_options *o,
    struct fault *fault)
{
    struct sequencer_options so = {
        .keys = o->keys,
        .clock = o->clock,
        .tally = &s->tally,
        .on_trouble = keep_trouble,
        .ctx = s,
        .newest = &s->newest,
        .holder = o->holder,
    };
    enum err e = engine_open(o->url, CONN_WRITE, &so.conn, fault);

    if (!e)
        s->sequencer = sequencer_start(&so);
    return e;
}

/* The leaves' writer, which was opened first, and the deeds'. */
static enum err
begin_writers(struct store *s, const struct store_options *o,
    struct writer_options *w, struct fault *fault)
{
    enum err e = OK;

    if (!w->alone && (e = begin_sequencer(s, o, fault))) {
        engine_close(w->conn);
        return e;
    }
    w->sequencer = s->sequencer;
    s->writers[s->writer_count++] = writer_start(w);
    while (!w->alone && s->writer_count < WRITERS_MOST) {
        if ((e = engine_open(o->url, CONN_WRITE, &w->conn, fault)))
            return e;
        /* a deed's locks are not held for the next */
        w->group = s->writer_count < WRITERS_LEAVES ? 0 : 1;
        s->writers[s->writer_count++] = writer_start(w);
    }
    return OK;
}

/* The lock is taken first: nothing is read before this may write. */
static enum err
begin_all(struct store *s, const struct store_options *o, struct fault *fault)
{
    struct writer_options w = writer_options_of(s, o);
    struct beginning      b = {0};
    struct arena         *a = arena_new(0);
    enum err              e = OK;

    if (o->mode != STORE_READ)
        e = engine_open(o->url, w.alone ? CONN_ALONE : CONN_WRITE, &w.conn,
            fault);
    if (!e)
        e = readers_open(o->url, o->readers ? o->readers : READERS_USUAL,
            &s->readers, fault);
    if (!e)
        e = store_read(s, a, read_beginning, &b);
    arena_free(a);
    if (e) {
        engine_close(w.conn);
        return e;
    }
    clock_not_before(o->clock, b.newest);
    atomic_store(&s->newest, b.newest.us);
    w.has_ledger = b.applied > 0;
    for (int i = 0; i < TXN_TURNS; i++)
        atomic_store(&s->turns[i], w.conn && w.alone);
    return o->mode == STORE_READ ? OK : begin_writers(s, o, &w, fault);
}

enum err
store_open(const struct store_options *options, struct store **out,
    struct fault *fault)
{
    struct store *s = calloc(1, sizeof *s);
    enum err      e;

    assert(options->keys && options->clock && out && fault);
    if (!s)
        BUG("out of memory");
    s->keys = options->keys;
    s->clock = options->clock;
    if (pthread_mutex_init(&s->lock, NULL))
        BUG("the store's lock cannot be made");
    if ((e = begin_all(s, options, fault))) {
        store_close(s);
        return e;
    }
    *out = s;
    return OK;
}

/* Readers go first: the writer can shorten the log when nobody reads. */
void
store_close(struct store *s)
{
    if (!s)
        return;
    readers_close(s->readers);
    for (size_t i = 0; i < s->writer_count; i++)
        writer_stop(s->writers[i]);
    sequencer_stop(s->sequencer);
    pthread_mutex_destroy(&s->lock);
    free(s);
}

/* ---- migrations ---- */

struct comparison {
    size_t        count;
    struct fault *fault;
};

static enum err
compare(struct txn *tx, void *ctx)
{
    struct comparison *c = ctx;

    return migrate_compare(tx, &c->count, c->fault);
}

static enum err
apply(struct txn *tx, void *ctx)
{
    const size_t *index = ctx;

    return migrate_apply(tx, *index);
}

enum err
store_migrate(struct store *s, struct fault *fault)
{
    struct comparison c = {.fault = fault};
    struct arena     *a = arena_new(0);
    enum err          e = store_read(s, a, compare, &c);

    for (size_t i = c.count; !e && i < migration_count; i++) {
        e = store_write(s, a, apply, &i);
        if (e)
            fault->detail = migrations[i].name;
    }
    if (!e && s->writer_count)
        writer_has_ledger(s->writers[0]);
    arena_free(a);
    return e;
}

bool
store_is_current(struct store *s)
{
    struct fault      fault = {0};
    struct comparison c = {.fault = &fault};
    struct arena     *a = arena_new(0);
    enum err          e = store_read(s, a, compare, &c);

    arena_free(a);
    return !e && c.count == migration_count;
}

/* ---- asking ---- */

struct clock *
store_clock(struct store *s)
{
    return s->clock;
}

const struct keys *
store_keys(struct store *s)
{
    return s->keys;
}

void
store_break(struct store *s, enum store_fault how)
{
    atomic_store(&s->fault, how);
}

size_t
store_waiting(struct store *s)
{
    size_t n = 0;

    for (size_t i = 0; i < s->writer_count; i++)
        n += writer_waiting(s->writers[i]);
    return n;
}

void
store_on_telling(struct store *s, store_telling *telling)
{
    atomic_store(&s->telling, telling);
}

struct store_counts
store_counts(struct store *s)
{
    return (struct store_counts){
        .statements = atomic_load(&s->tally.statements),
        .rows = atomic_load(&s->tally.rows),
        .scanned = atomic_load(&s->tally.scanned),
        .steps = atomic_load(&s->tally.steps),
        .commits = atomic_load(&s->tally.commits),
        .jobs = atomic_load(&s->tally.jobs),
        .again = atomic_load(&s->tally.again),
    };
}
