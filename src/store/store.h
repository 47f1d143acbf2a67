/*
 * store -- a database, its one writer, and its readers.
 *
 * URL       "sqlite:PATH" or "postgresql://...".
 * Writing   one writer thread takes jobs in groups: the group's leaves are
 *           numbered, and one COMMIT makes all durable.  When a job fails
 *           all are run again from their beginning, each in a part of its
 *           own, so that nothing of that one is kept and all of the others.
 *           A failed COMMIT fails the whole group with ERR_STORE.  An fsync
 *           error stops the process.
 *           Served from PostgreSQL, any number of stores write at once: what
 *           store_submit() takes goes in groups on some connections, each
 *           store_write() is a transaction of its own on one of several, and
 *           leaves get their numbers a moment later, from whichever node
 *           holds the lease.
 * Reading   each caller gets a read-only connection from a pool for the
 *           length of one snapshot.
 * Threads   a store may be used from any thread.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/clock.h"
#include "base/key.h"
#include "store/txn.h"

struct store; /* opaque: store/store.c */

enum store_mode {
    STORE_SERVE, /* writes and reads; on PostgreSQL beside other nodes */
    STORE_ALONE, /* writes and reads while nobody else may write       */
    STORE_READ   /* readers only; never writes, never checkpoints      */
};

struct store_options {
    struct str         url;
    enum store_mode    mode;
    size_t             readers; /* connections in the pool; 0: 12 */
    const struct keys *keys;
    struct clock      *clock;
    struct id_source  *ids;    /* null: system randomness */
    struct str         holder; /* who takes leases; empty: a name of its own */
};

enum err MUST_CHECK store_open(const struct store_options *options,
    struct store **out, struct fault *fault);
/* Waits for the jobs that were taken, then closes; null is allowed. */
void store_close(struct store *s);

/* A job for the writer.  The caller keeps it alive until done is called. */
typedef void txn_done(void *ctx, enum err e);
struct job {
    txn_work     *work;
    txn_done     *done; /* on the writer's thread, after COMMIT; never slow */
    void         *ctx;
    struct arena *arena;
    struct job   *next; /* the store's own */
    enum err      result;
    bool          again; /* the store's own: it gave way to somebody */
};
/*
 * Hands a job to the writer.  False when its queue is full (done is not
 * called).  done(OK) means durable; an error means nothing of it is kept.
 */
bool store_submit(struct store *s, struct job *job);
/* The same, waiting for the end. */
enum err MUST_CHECK store_write(struct store *s, struct arena *a,
    txn_work *work, void *ctx);
/* Called on a writer's thread before (begins) and after all jobs of a group
 * are told that they are done, so that what each sets off can go together. */
typedef void store_telling(bool begins);
void         store_on_telling(struct store *s, store_telling *telling);
/* Runs work in a snapshot on the calling thread. */
enum err MUST_CHECK store_read(struct store *s, struct arena *a, txn_work *work,
    void *ctx);

/*
 * One snapshot for several readings that follow each other on one thread;
 * it begins with the first of them.  Whoever reads in it must have asked
 * before that, or misses what was written meanwhile.  After trouble the next
 * reading begins another one.
 */
struct snapshot; /* opaque: store/store.c */
struct snapshot    *store_snapshot(struct store *s);
enum err MUST_CHECK snapshot_read(struct snapshot *sn, struct arena *a,
    txn_work *work, void *ctx);
void                snapshot_end(struct snapshot *sn); /* null is allowed */

/* Applies migrations that the database does not have yet. */
enum err MUST_CHECK store_migrate(struct store *s, struct fault *fault);
/* True when the schema is the one this program was built with. */
bool               store_is_current(struct store *s);
struct clock      *store_clock(struct store *s);
const struct keys *store_keys(struct store *s);

/* Makes every write fail with ERR_STORE while on: tests and drills. */
enum store_fault { STORE_SOUND, STORE_READS_FAIL, STORE_WRITES_FAIL };
void store_break(struct store *s, enum store_fault how);

/*
 * Counts since opening, for tests and metrics: statements run, rows they
 * answered, rows passed over for want of an index, and steps of the engine's
 * machine, which show an index that is read too widely (SQLite alone counts
 * these two), COMMITs of the writer (each waits for the disk once), jobs.
 */
struct store_counts {
    int64_t statements, rows, scanned, steps, commits, jobs;
    int64_t again; /* times a job gave way to another node's and was rerun */
};
struct store_counts store_counts(struct store *s);
/* Jobs that wait for a writer now. */
size_t store_waiting(struct store *s);

/* What the engine said at the last outside trouble: codes and our own SQL,
 * for the log; empty when there was none. */
struct str store_trouble(struct store *s, struct arena *a);

#endif
