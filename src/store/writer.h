/*
 * writer -- a thread that writes; for store/ alone.
 *
 * A writer that is alone numbers its leaves before each COMMIT and signs.
 * One of several leaves that to the sequencer, and runs a job again, by
 * itself and a few times, when somebody was in its way.
 */
#ifndef STORE_WRITER_H
#define STORE_WRITER_H

#include <stdatomic.h>

#include "store/sequencer.h"
#include "store/store.h"
#include "store/txn_inside.h"

struct writer; /* opaque: store/writer.c */

/* What is called around the telling of a group, or null. */
typedef _Atomic(store_telling *) told_together;

/* The writer's words of its last trouble are handed to on_trouble. */
struct writer_options {
    struct conn       *conn;      /* becomes the writer's */
    bool               alone;     /* nobody else writes: it numbers leaves */
    size_t             group;     /* jobs in one transaction at most; 0: many */
    struct sequencer  *sequencer; /* told when leaves are there; or null */
    const struct keys *keys;
    struct clock      *clock;
    struct id_source  *ids;
    struct tally      *tally;
    _Atomic int       *fault; /* enum store_fault */
    void (*on_trouble)(void *ctx, struct str words);
    void            *ctx;
    _Atomic int64_t *newest; /* time of the store's last transaction */
    _Atomic int64_t *turns;  /* the store's, counted up while alone */
    told_together   *telling;
    bool has_ledger; /* the schema is there: checkpoints may be signed */
};

struct writer *writer_start(const struct writer_options *options);
/* Runs the jobs it has, signs, closes its connection.  Null is allowed. */
void writer_stop(struct writer *w);
bool writer_submit(struct writer *w, struct job *job);
/* Jobs it has not begun. */
size_t writer_waiting(struct writer *w);
/* From now on there is a ledger to sign. */
void writer_has_ledger(struct writer *w);
/* The calling thread is the writer's: it must not wait for itself. */
bool writer_is_me(const struct writer *w);

#endif
