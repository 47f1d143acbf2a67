/*
 * txn_inside -- what a transaction is made of; for store/ alone.
 */
#ifndef STORE_TXN_INSIDE_H
#define STORE_TXN_INSIDE_H

#include <stdatomic.h>

#include "base/key.h"
#include "store/engine.h"
#include "store/merkle.h"
#include "store/txn.h"

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

struct turns {
    int64_t at[TXN_TURNS];
};

/* Who wants to know how it ended, the last first. */
struct ending {
    struct ending *before;
    txn_end       *end;
    void          *ctx;
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
    struct turns       turns;
    struct turns      *shared;  /* the snapshot's in their place, or null */
    unsigned           turned;  /* bits of those that this has changed */
    struct between    *between; /* its writer's, or null */
    int64_t            number;  /* of those that its writer began */
    bool               alone;   /* nobody else writes meanwhile */
    struct ending     *endings;
};

/* Runs a migration's text. */
enum err MUST_CHECK txn_script(struct txn *tx, struct str sql);
/* Waits for what txn_put() left under way; the first error of it stays. */
enum err MUST_CHECK txn_settle(struct txn *tx);
/* Tells those who wanted to know since then (null: all) how it ended. */
void txn_ended(struct txn *tx, const struct ending *since, bool kept);
/* A leaf was written: it must be numbered before COMMIT. */
void txn_count_leaf(struct txn *tx);

#endif
