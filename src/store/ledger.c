/*
 * ledger -- writing leaves, numbering them, and signing what they add up to.
 *
 * The head row is rewritten with every COMMIT and carries a signed note too:
 * somebody who has the database but not the key can cut the ledger back
 * only to a state whose note was kept.  Checkpoints are kept copies of it.
 *
 * Tried and left: numbering in ledger_note().  A savepoint undone later
 * would leave a gap.
 */
#include "store/ledger.h"

#include <string.h>

#include "store/ledger_inside.h"
#include "store/txn_inside.h"

enum {
    SIGN_EVERY = 1000, /* leaves */
    NUMBER_AT_ONCE = 1000
};
static const int64_t sign_after_us = 60 * (int64_t)1000000;

enum {
    ADD_LEAF,
    ADD_ABOUT,
    GET_ORIGIN,
    ADD_ORIGIN,
    GET_NEW,
    ANY_NEW,
    SET_NUMBER,
    GET_HEAD,
    PUT_HEAD,
    GET_SIGNED,
    GET_TIME,
    ADD_CHECKPOINT,
    GET_NEWEST,
    GET_ERASURE,
    ERASE_LEAF,
    ERASE_ABOUT
};

static const struct statement q[] = {
    [ADD_LEAF] = {
        "INSERT INTO ledger_leaf (id, hash, at, kind, action, account,"
        " agency, purpose, rule, outcome, detail, salt)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)", NULL},
    [ADD_ABOUT] = {
        "INSERT INTO ledger_about (leaf, place, kind, about)"
        " VALUES ($1, $2, $3, $4)", NULL},
    [GET_ORIGIN] = {"SELECT value FROM meta WHERE key = 'ledger.origin'",
                    NULL},
    [ADD_ORIGIN] = {
        "INSERT INTO meta (key, value) VALUES ('ledger.origin', $1)", NULL},
    [GET_NEW] = {
        "SELECT id, hash FROM ledger_leaf WHERE number IS NULL"
        " ORDER BY at, id LIMIT $1", NULL},
    [ANY_NEW] = {
        "SELECT COUNT(*) FROM (SELECT 1 FROM ledger_leaf"
        " WHERE number IS NULL LIMIT 1) x", NULL},
    [SET_NUMBER] = {"UPDATE ledger_leaf SET number = $1 WHERE id = $2", NULL},
    [GET_HEAD] = {"SELECT size, frontier, note FROM ledger_head WHERE one = 1",
                  NULL},
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
    [GET_NEWEST] = {
        "SELECT at FROM ledger_leaf WHERE number IS NOT NULL"
        " AND at IS NOT NULL ORDER BY number DESC LIMIT 1", NULL},
    [GET_ERASURE] = {
        "SELECT COUNT(*) FROM ledger_about b"
        " JOIN ledger_leaf l ON l.id = b.leaf"
        " WHERE b.about = $1 AND b.kind = $2 AND l.kind = $3", NULL},
    [ERASE_LEAF] = {
        "UPDATE ledger_leaf SET at = NULL, kind = NULL, action = NULL,"
        " account = NULL, agency = NULL, purpose = NULL, rule = NULL,"
        " outcome = NULL, detail = NULL, salt = NULL"
        " WHERE id = $1 AND number IS NOT NULL", NULL},
    [ERASE_ABOUT] = {"DELETE FROM ledger_about WHERE leaf = $1", NULL},
};

const struct statements ledger_statements = {"ledger", q,
    sizeof q / sizeof q[0]};

/* ---- one leaf ---- */

static enum err
add_about(struct txn *tx, struct id leaf, const struct entry *entry)
{
    for (size_t i = 0; i < entry->about_count; i++) {
        enum err e = txn_put(tx, &q[ADD_ABOUT],
            ARGS(A_ID(leaf), A_INT((int64_t)i), A_TEXT(entry->about[i].kind),
                A_BYTES(entry->about[i].about)));

        if (e)
            return e;
    }
    return OK;
}

/* The entry itself is made again when the draft is written: it is cheap,
 * and a draft may come from another transaction's arena. */
void
ledger_draft(struct txn *tx, const struct leaf *leaf, struct leaf_draft *draft)
{
    struct arena *a = txn_arena(tx);
    struct str    salt = key_random(a, LEAF_SALT_BYTES);
    struct entry  en;

    draft->leaf = *leaf;
    draft->mark.id = txn_id(tx, ID_LEAF);
    draft->mark.at = txn_now(tx);
    memcpy(draft->salt, salt.p, LEAF_SALT_BYTES);
    en = entry_of_leaf(a, leaf, &draft->mark.id, draft->mark.at);
    draft->mark.hash = entry_hash(salt, entry_bytes(a, &en));
}

enum err
ledger_write(struct txn *tx, const struct leaf_draft *draft)
{
    const struct leaf_mark *mark = &draft->mark;
    const struct leaf      *leaf = &draft->leaf;
    struct entry en = entry_of_leaf(txn_arena(tx), leaf, &mark->id, mark->at);
    enum err     e;

    if (!txn_is_write(tx))
        BUG("a leaf is written in a snapshot");
    e = txn_put(tx, &q[ADD_LEAF],
        ARGS(A_ID(mark->id), A_BYTES(hash_str(&mark->hash)), A_TIME(mark->at),
            A_TEXT(en.kind), A_TEXT(en.action), A_ID(leaf->account),
            A_ID(leaf->agency), A_TEXT(en.purpose), A_TEXT(en.rule),
            A_TEXT(en.outcome), A_TEXT(en.detail),
            A_BYTES(str_bytes(draft->salt, LEAF_SALT_BYTES))));
    if (!e)
        e = add_about(tx, mark->id, &en);
    if (!e)
        txn_count_leaf(tx);
    return e;
}

enum err
ledger_note(struct txn *tx, const struct leaf *leaf, struct leaf_mark *mark)
{
    struct leaf_draft draft;
    enum err          e;

    ledger_draft(tx, leaf, &draft);
    e = ledger_write(tx, &draft);
    if (!e && mark)
        *mark = draft.mark;
    return e;
}

enum err
ledger_erase(struct txn *tx, struct id leaf)
{
    struct rows named;
    int64_t     changed = 0;
    enum err    e;

    e = txn_row(tx, &q[GET_ERASURE],
        ARGS(A_ID(leaf), A_TEXT(leaf_letter(ID_LEAF)),
            A_TEXT(leaf_kind_word(LEAF_ERASURE))),
        &named);
    if (e)
        return e;
    if (!row_int(&named, 0))
        return ERR_ILLEGAL;
    if ((e = txn_do(tx, &q[ERASE_ABOUT], ARGS(A_ID(leaf)))))
        return e;
    e = txn_do_count(tx, &q[ERASE_LEAF], ARGS(A_ID(leaf)), &changed);
    return e || changed ? e : ERR_ABSENT;
}

/* ---- the ledger's name and its head ---- */

enum err
ledger_origin(struct txn *tx, struct str *origin)
{
    struct rows row;
    enum err    e = txn_row(tx, &q[GET_ORIGIN], NO_ARGS, &row);

    if (!e)
        *origin = row_text(&row, 0);
    return e;
}

enum err
ledger_newest(struct txn *tx, struct moment *at)
{
    struct rows row;
    enum err    e = txn_row(tx, &q[GET_NEWEST], NO_ARGS, &row);

    if (!e)
        *at = row_time(&row, 0);
    return e == ERR_ABSENT ? OK : e;
}

enum err
ledger_head(struct txn *tx, struct head *head)
{
    struct rows row;
    enum err    e = txn_row(tx, &q[GET_HEAD], NO_ARGS, &row);

    if (e)
        return e;
    head->size = row_int(&row, 0);
    head->frontier = row_bytes(&row, 1);
    head->note = row_text(&row, 2);
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

/* ---- numbers ---- */

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
        e = txn_put(tx, &q[SET_NUMBER],
            ARGS(A_INT((int64_t)f->size), A_ID(leaf)));
        merkle_append(f, hash);
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
    struct head     head;
    size_t          count = NUMBER_AT_ONCE, all = 0;
    enum err        e = ledger_head(tx, &head);

    if (e)
        return e;
    if (!merkle_load(head.frontier, &f))
        return ERR_STORE;
    while (!e && count == NUMBER_AT_ONCE) {
        struct mark m = arena_mark(txn_arena(tx));

        e = number_some(tx, &f, &count);
        all += count;
        arena_rewind(txn_arena(tx), m);
    }
    return e || !all ? e : put_head(tx, &f);
}
