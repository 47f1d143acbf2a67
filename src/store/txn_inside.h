/*
 * txn_inside -- what a transaction is made of; for store/ alone.
 */
#ifndef STORE_TXN_INSIDE_H
#define STORE_TXN_INSIDE_H

#include <stdatomic.h>

#include "base/key.h"
#include "store/engine.h"
#include "store/merkle.h"

/* Counts of a store; any thread adds. */
struct tally {
    _Atomic int64_t statements, rows, scanned, steps, commits, jobs, again;
};

/* Leaves numbered in a transaction of a writer that is alone. */
struct numbers {
    bool            begun;
    struct frontier frontier; /* of the last COMMIT */
    struct digest  *hashes;   /* of the leaves since then, in order */
    size_t          count, room;
};

struct txn {
    struct conn       *conn;
    struct arena      *arena;
    struct moment      now;
    struct id_source  *ids;
    const struct keys *keys;
    struct tally      *tally;
    bool               is_write;
    enum err           failed;  /* what ended it; nothing runs after that */
    bool               again;   /* by something that is over when run again */
    int64_t            noted;   /* leaves written, also undone ones */
    struct numbers    *numbers; /* null: the sequencer numbers them */
    int64_t            kept;    /* see txn_kept() */
    int64_t           *shared;  /* the snapshot's in its place, or null */
};

/* Runs a migration's text. */
enum err MUST_CHECK txn_script(struct txn *tx, struct str sql);
/* Waits for what txn_put() left under way; the first error of it stays. */
enum err MUST_CHECK txn_settle(struct txn *tx);
/* A leaf was written: it must be numbered before COMMIT. */
void txn_count_leaf(struct txn *tx);

#endif
