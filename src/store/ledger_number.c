/*
 * ledger_number -- which leaf is which, and signing what they add up to.
 *
 * A writer that is alone numbers each leaf as it writes it, and remembers
 * the hashes until COMMIT: a part that is undone takes its numbers back.
 * Where several write, leaves wait for the sequencer.
 *
 * The head row is rewritten with every COMMIT and carries a signed note too:
 * somebody who has the database but not the key can cut the ledger back
 * only to a state whose note was kept.  Checkpoints are kept copies of it.
 */
#include <stdlib.h>

#include "store/ledger.h"
#include "store/ledger_inside.h"
#include "store/txn_inside.h"

enum {
    SIGN_EVERY = 1000, /* leaves */
    NUMBER_AT_ONCE = 1000
};
static const int64_t sign_after_us = 60 * (int64_t)1000000;

enum {
    ADD_ORIGIN,
    GET_NEW,
    ANY_NEW,
    SET_NUMBER,
    PUT_HEAD,
    GET_SIGNED,
    GET_TIME,
    ADD_CHECKPOINT
};

static const struct statement q[] = {
    [ADD_ORIGIN] = {
        "INSERT INTO meta (key, value) VALUES ('ledger.origin', $1)", NULL},
    [GET_NEW] = {
        "SELECT id, hash FROM ledger_leaf WHERE number IS NULL"
        " ORDER BY at, id LIMIT $1", NULL},
    [ANY_NEW] = {
        "SELECT COUNT(*) FROM (SELECT 1 FROM ledger_leaf"
        " WHERE number IS NULL LIMIT 1) x", NULL},
    [SET_NUMBER] = {"UPDATE ledger_leaf SET number = $1 WHERE id = $2",
        "UPDATE ledger_leaf SET number = n.number FROM"
        " (SELECT unnest(CAST($1 AS BIGINT[])) AS number,"
        " unnest(CAST($2 AS BYTEA[])) AS id) n"
        " WHERE ledger_leaf.id = n.id"},
    [PUT_HEAD] = {
        "INSERT INTO ledger_head (one, size, frontier, note)"
        " VALUES (1, $1, $2, $3)"
        " ON CONFLICT (one) DO UPDATE SET size = excluded.size,"
        " frontier = excluded.frontier, note = excluded.note", NULL},
    [GET_SIGNED] = {"SELECT COALESCE(MAX(size), 0) FROM ledger_checkpoint",
                    NULL},
    [GET_TIME] = {"SELECT at FROM ledger_leaf WHERE number = $1", NULL},
    [ADD_CHECKPOINT] = {
        "INSERT INTO ledger_checkpoint (size, note) VALUES ($1, $2)", NULL},
};

const struct statements ledger_number_statements = {"ledger_number", q,
    sizeof q / sizeof q[0]};

/* ---- leaves numbered as they are written ---- */

static enum err
read_frontier(struct txn *tx, struct frontier *f)
{
    struct head head;
    enum err    e = ledger_head(tx, &head);

    if (!e && !merkle_load(head.frontier, f))
        e = ERR_STORE;
    return e;
}

static void
numbers_add(struct numbers *n, struct digest hash)
{
    if (n->count == n->room) {
        n->room = n->room ? 2 * n->room : NUMBER_AT_ONCE;
        n->hashes = realloc(n->hashes, n->room * sizeof(*n->hashes));
        if (!n->hashes)
            BUG("out of memory");
    }
    n->hashes[n->count++] = hash;
}

enum err
ledger_number_of(struct txn *tx, struct digest hash, struct arg *number)
{
    struct numbers *n = tx->numbers;
    enum err        e;

    *number = A_NULL;
    if (!n)
        return OK;
    if (!n->begun && (e = read_frontier(tx, &n->frontier)))
        return e;
    n->begun = true;
    *number = A_INT((int64_t)(n->frontier.size + n->count));
    numbers_add(n, hash);
    return OK;
}

/* The tree with all that were numbered in this transaction. */
static enum err
frontier_now(struct txn *tx, struct frontier *f)
{
    const struct numbers *n = tx->numbers;

    if (!n || !n->begun)
        return read_frontier(tx, f);
    *f = n->frontier;
    for (size_t i = 0; i < n->count; i++)
        merkle_append(f, n->hashes[i]);
    return OK;
}

/* ---- checkpoints ---- */

static enum err
signed_size(struct txn *tx, int64_t *size)
{
    struct rows row;
    enum err    e = txn_row(tx, &q[GET_SIGNED], NO_ARGS, &row);

    if (!e)
        *size = row_int(&row, 0);
    return e;
}

/* A checkpoint is due: many leaves behind the last, or the first of them a
 * minute old. */
static enum err
is_due(struct txn *tx, int64_t size, bool *due)
{
    struct rows row;
    int64_t     last;
    enum err    e = signed_size(tx, &last);

    *due = false;
    if (e || last >= size)
        return e;
    if ((e = txn_row(tx, &q[GET_TIME], ARGS(A_INT(last)), &row)))
        return e;
    *due = size - last >= SIGN_EVERY || row_is_null(&row, 0) ||
        txn_now(tx).us - row_int(&row, 0) >= sign_after_us;
    return OK;
}

static enum err
put_checkpoint(struct txn *tx, int64_t size, struct str note)
{
    return txn_put(tx, &q[ADD_CHECKPOINT], ARGS(A_INT(size), A_TEXT(note)));
}

enum err
ledger_sign(struct txn *tx)
{
    struct head head;
    int64_t     last = 0;
    enum err    e = ledger_head(tx, &head);

    if (!e)
        e = signed_size(tx, &last);
    if (e || head.size <= last)
        return e;
    return put_checkpoint(tx, head.size, head.note);
}

/* ---- leaves that have none ---- */

static enum err
number_some(struct txn *tx, struct frontier *f, size_t *count)
{
    struct rows new;
    enum err e = txn_rows(tx, &q[GET_NEW], ARGS(A_INT(NUMBER_AT_ONCE)), &new);

    while (!e && rows_next(&new)) {
        struct id     leaf = row_id(&new, 0, ID_LEAF);
        struct digest hash;

        if (!hash_of_bytes(row_bytes(&new, 1), &hash))
            return ERR_STORE;
        e = txn_put_many(tx, &q[SET_NUMBER],
            ARGS(A_INT((int64_t)f->size), A_ID(leaf)));
        merkle_append(f, hash);
        if (tx->numbers && tx->numbers->begun)
            numbers_add(tx->numbers, hash);
    }
    *count = new.count;
    return e;
}

static enum err
put_head(struct txn *tx, const struct frontier *f)
{
    struct arena     *a = txn_arena(tx);
    const int64_t     size = (int64_t)f->size;
    struct checkpoint c = {.size = f->size, .root = merkle_root(f)};
    struct str        note;
    bool              due = false;
    enum err          e = ledger_origin(tx, &c.origin);

    if (e)
        return e;
    note = note_sign(a, txn_keys(tx), c.origin, checkpoint_text(a, &c));
    e = txn_put(tx, &q[PUT_HEAD],
        ARGS(A_INT(size), A_BYTES(merkle_save(a, f)), A_TEXT(note)));
    if (!e)
        e = is_due(tx, size, &due);
    return e || !due ? e : put_checkpoint(tx, size, note);
}

enum err
ledger_waiting(struct txn *tx, bool *waiting)
{
    struct rows row;
    enum err    e = txn_row(tx, &q[ANY_NEW], NO_ARGS, &row);

    if (!e)
        *waiting = row_int(&row, 0) > 0;
    return e;
}

/* Also a ledger without leaves is signed: nobody can pass one off. */
enum err
ledger_begin(struct txn *tx)
{
    enum { NAME_BYTES = 8 };
    const struct frontier none = {0};
    struct arena         *a = txn_arena(tx);
    struct str            name = str_hex(a, key_random(a, NAME_BYTES));
    enum err              e = txn_do(tx, &q[ADD_ORIGIN],
                     ARGS(A_TEXT(str_cat(a, S("diogel/"), name))));

    return e ? e : put_head(tx, &none);
}

enum err
ledger_number(struct txn *tx)
{
    struct frontier f = {0};
    size_t          count = NUMBER_AT_ONCE, all;
    enum err        e = frontier_now(tx, &f);

    all = tx->numbers ? tx->numbers->count : 0;
    while (!e && count == NUMBER_AT_ONCE) {
        struct mark m = arena_mark(txn_arena(tx));

        e = number_some(tx, &f, &count);
        all += count;
        arena_rewind(txn_arena(tx), m);
    }
    return e || !all ? e : put_head(tx, &f);
}
