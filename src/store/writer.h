/*
 * writer -- the one thread that writes; for store/ alone.
 */
#ifndef STORE_WRITER_H
#define STORE_WRITER_H

#include <stdatomic.h>

#include "store/store.h"
#include "store/txn_inside.h"

struct writer; /* opaque: store/writer.c */

/* The writer's words of its last trouble are handed to on_trouble. */
struct writer_options {
    struct conn       *conn; /* becomes the writer's */
    const struct keys *keys;
    struct clock      *clock;
    struct id_source  *ids;
    struct tally      *tally;
    _Atomic int       *fault; /* enum store_fault */
    void (*on_trouble)(void *ctx, struct str words);
    void         *ctx;
    struct moment newest; /* of what was written before */
    bool has_ledger;      /* the schema is there: checkpoints may be signed */
};

struct writer *writer_start(const struct writer_options *options);
/* Runs the jobs it has, signs, closes its connection.  Null is allowed. */
void writer_stop(struct writer *w);
bool writer_submit(struct writer *w, struct job *job);
/* From now on there is a ledger to sign. */
void writer_has_ledger(struct writer *w);
/* The calling thread is the writer's: it must not wait for itself. */
bool writer_is_me(const struct writer *w);

#endif
