/*
 * ledger -- writing leaves, and erasing what is in one.
 *
 * A leaf's id begins with its microsecond, so that leaves of one time
 * lie together in every index by id, so that a busy hour writes few pages.
 */
#include "store/ledger.h"

#include <string.h>

#include "store/ledger_inside.h"
#include "store/txn_inside.h"

enum {
    ADD_LEAF,
    ADD_ABOUT,
    GET_ORIGIN,
    GET_HEAD,
    GET_NEWEST,
    GET_ERASURE,
    ERASE_LEAF,
    ERASE_ABOUT
};

static const struct statement q[] = {
    [ADD_LEAF] = {
        "INSERT INTO ledger_leaf (id, hash, at, kind, action, account, agency,"
        " purpose, rule, outcome, detail, salt, number)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        NULL},
    [ADD_ABOUT] = {
        "INSERT INTO ledger_about (leaf, place, kind, about)"
        " VALUES ($1, $2, $3, $4)", NULL},
    [GET_ORIGIN] = {"SELECT value FROM meta WHERE key = 'ledger.origin'",
                    NULL},
    [GET_HEAD] = {"SELECT size, frontier, note FROM ledger_head WHERE one = 1",
                  NULL},
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
        enum err e = txn_put_many(tx, &q[ADD_ABOUT],
            ARGS(A_ID(leaf), A_INT((int64_t)i), A_TEXT(entry->about[i].kind),
                A_BYTES(entry->about[i].about)));

        if (e)
            return e;
    }
    return OK;
}

/* The first seven bytes are the microsecond, so that leaves lie in the order
 * of their times and a group touches few pages; the other nine say nothing. */
static struct id
leaf_id(struct txn *tx, struct moment at)
{
    enum { TIME_BYTES = 7 };
    struct id id = txn_id(tx, ID_LEAF);

    for (int i = 0; i < TIME_BYTES; i++)
        id.b[i] = (uint8_t)(at.us >> 8 * (TIME_BYTES - 1 - i));
    return id;
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
    draft->mark.at = txn_now(tx);
    draft->mark.id = leaf_id(tx, draft->mark.at);
    memcpy(draft->salt, salt.p, LEAF_SALT_BYTES);
    en = entry_of_leaf(a, leaf, &draft->mark.id, draft->mark.at);
    draft->mark.hash = entry_hash(salt, entry_bytes(a, &en));
}

bool
ledger_is_late(struct moment at, struct moment now)
{
    return at.us < now.us - LEAF_LATE_US;
}

enum err
ledger_write(struct txn *tx, const struct leaf_draft *draft)
{
    const struct leaf_mark *mark = &draft->mark;
    const struct leaf      *leaf = &draft->leaf;
    struct entry en = entry_of_leaf(txn_arena(tx), leaf, &mark->id, mark->at);
    struct arg   number;
    enum err     e;

    if (!txn_is_write(tx))
        BUG("a leaf is written in a snapshot");
    if ((e = ledger_number_of(tx, mark->hash, &number)))
        return e;
    e = txn_put_many(tx, &q[ADD_LEAF],
        ARGS(A_ID(mark->id), A_BYTES(hash_str(&mark->hash)), A_TIME(mark->at),
            A_TEXT(en.kind), A_TEXT(en.action), A_ID(leaf->account),
            A_ID(leaf->agency), A_TEXT(en.purpose), A_TEXT(en.rule),
            A_TEXT(en.outcome), A_TEXT(en.detail),
            A_BYTES(str_bytes(draft->salt, LEAF_SALT_BYTES)), number));
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
