/*
 * ledger_prove -- that one leaf is in a signed tree.
 *
 * Reads the hashes of all leaves once, a page at a time, and keeps only the
 * subtree roots that the proof names.  A proof is asked for when somebody
 * doubts a receipt, so a second for a million leaves is time enough.
 */
#include "store/ledger_inside.h"

enum { PAGE_LEAVES = 4096 };

enum { GET_NUMBER, GET_HASHES, GET_SIGNED };
static const struct statement q[] = {
    [GET_NUMBER] = {"SELECT number FROM ledger_leaf WHERE id = $1", NULL},
    [GET_HASHES] = {
        "SELECT hash FROM ledger_leaf WHERE number >= $1 AND number < $2"
        " ORDER BY number", NULL},
    [GET_SIGNED] = {
        "SELECT size, note FROM ledger_checkpoint WHERE size > $1"
        " ORDER BY size DESC LIMIT 1", NULL},
};

const struct statements ledger_prove_statements = {"ledger_prove", q,
    sizeof q / sizeof q[0]};

static enum err
append_page(struct txn *tx, uint64_t from, uint64_t to, struct frontier *f)
{
    struct rows rows;
    enum err    e = txn_rows(tx, &q[GET_HASHES],
           ARGS(A_INT((int64_t)from), A_INT((int64_t)to)), &rows);

    if (e)
        return e;
    if (rows.count != to - from)
        return ERR_STORE;
    while (rows_next(&rows)) {
        struct digest hash;

        if (!hash_of_bytes(row_bytes(&rows, 0), &hash))
            return ERR_STORE;
        merkle_append(f, hash);
    }
    return OK;
}

static enum err
span_root(struct txn *tx, struct leaf_span span, struct digest *root)
{
    struct frontier f = {0};

    for (uint64_t from = span.from; from < span.to; from += PAGE_LEAVES) {
        struct mark m = arena_mark(txn_arena(tx));
        uint64_t    to =
            span.to - from < PAGE_LEAVES ? span.to : from + PAGE_LEAVES;
        enum err e = append_page(tx, from, to, &f);

        arena_rewind(txn_arena(tx), m);
        if (e)
            return e;
    }
    *root = merkle_root(&f);
    return OK;
}

/* The newest checkpoint that covers the leaf; the head's note otherwise. */
static enum err
find_note(struct txn *tx, int64_t number, struct head *head)
{
    struct rows row;
    enum err    e = txn_row(tx, &q[GET_SIGNED], ARGS(A_INT(number)), &row);

    if (e == ERR_ABSENT)
        return ledger_head(tx, head);
    if (e)
        return e;
    head->size = row_int(&row, 0);
    head->note = row_text(&row, 1);
    return OK;
}

enum err
ledger_prove(struct txn *tx, struct id leaf, struct leaf_proof *proof)
{
    struct leaf_span spans[MERKLE_DEPTH];
    struct proof     path = {0};
    struct rows      row;
    struct head      head;
    int64_t          number;
    enum err         e = txn_row(tx, &q[GET_NUMBER], ARGS(A_ID(leaf)), &row);

    if (e)
        return e;
    number = row_is_null(&row, 0) ? -1 : row_int(&row, 0);
    if (number < 0)
        return ERR_ABSENT;
    if ((e = find_note(tx, number, &head)))
        return e;
    if (number >= head.size)
        return ERR_STORE;
    path.count = merkle_path((uint64_t)head.size, (uint64_t)number, spans);
    path.hashes = ARENA_ARRAY(txn_arena(tx), struct digest, path.count);
    for (size_t i = 0; !e && i < path.count; i++)
        e = span_root(tx, spans[i], &path.hashes[i]);
    if (!e)
        *proof = (struct leaf_proof){(uint64_t)number, (uint64_t)head.size,
            path, head.note};
    return e;
}

enum err
ledger_holds(struct txn *tx, struct str note, bool *holds)
{
    struct arena     *a = txn_arena(tx);
    struct str        origin, text;
    struct checkpoint c;
    struct digest     root;
    struct head       head;
    enum err          e = ledger_origin(tx, &origin);

    if (!e)
        e = ledger_head(tx, &head);
    if (e)
        return e;
    *holds = false;
    if (note_open(note, origin, key_public(a, txn_keys(tx)), &text) ||
        !checkpoint_parse(a, text, &c) || !str_eq(c.origin, origin) ||
        c.size > (uint64_t)head.size)
        return OK;
    if ((e = span_root(tx, (struct leaf_span){0, c.size}, &root)))
        return e;
    *holds = hash_eq(root, c.root);
    return OK;
}
