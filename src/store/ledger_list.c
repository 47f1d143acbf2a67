/*
 * ledger_list -- leaves read back: for people (newest first, of one account
 * or about one thing) and for checking (all, as they are stored).
 */
#include "store/ledger_inside.h"

enum {
    LIST,
    LIST_ACCOUNT,
    LIST_ABOUT,
    LIST_BOTH,
    FIND,
    FIND_ABOUT,
    PAGE,
    PAGE_ABOUT,
    NEXT_CHECKPOINT
};

#define FROM_LEAF "SELECT " LEAF_COLUMNS " FROM ledger_leaf l"
#define NEWEST " ORDER BY l.number DESC LIMIT $2"

static const struct statement q[] = {
    [LIST] = {FROM_LEAF " WHERE l.number < $1" NEWEST, NULL},
    [LIST_ACCOUNT] = {
        FROM_LEAF " WHERE l.number < $1 AND l.account = $3" NEWEST, NULL},
    [LIST_ABOUT] = {
        FROM_LEAF " WHERE l.number < $1 AND l.id IN (SELECT b.leaf"
        " FROM ledger_about b WHERE b.about = $3 AND b.kind = $4)" NEWEST,
        NULL},
    [LIST_BOTH] = {
        FROM_LEAF " WHERE l.number < $1 AND l.account = $3"
        " AND l.id IN (SELECT b.leaf FROM ledger_about b"
        " WHERE b.about = $4 AND b.kind = $5)" NEWEST, NULL},
    [FIND] = {FROM_LEAF " WHERE l.id = $1", NULL},
    [FIND_ABOUT] = {
        "SELECT place, kind, about FROM ledger_about WHERE leaf = $1"
        " ORDER BY place", NULL},
    [PAGE] = {
        FROM_LEAF " WHERE l.number >= $1 AND l.number < $2"
        " ORDER BY l.number", NULL},
    [PAGE_ABOUT] = {
        "SELECT b.place, b.kind, b.about, l.number FROM ledger_leaf l"
        " JOIN ledger_about b ON b.leaf = l.id"
        " WHERE l.number >= $1 AND l.number < $2"
        " ORDER BY l.number, b.place", NULL},
    [NEXT_CHECKPOINT] = {
        "SELECT size, note FROM ledger_checkpoint WHERE size > $1"
        " ORDER BY size LIMIT 1", NULL},
};

const struct statements ledger_list_statements = {"ledger_list", q,
    sizeof q / sizeof q[0]};

/* ---- rows ---- */

enum column {
    NUMBER,
    HASH,
    ID,
    AT,
    KIND,
    ACTION,
    ACCOUNT,
    AGENCY,
    PURPOSE,
    RULE,
    OUTCOME,
    DETAIL,
    SALT,
    COLUMNS
};

static bool
is_id_or_null(const struct rows *row, size_t column)
{
    return row_is_null(row, column) ||
        row_bytes(row, column).n == sizeof((struct id){0}.b);
}

/* An empty text and NULL hash alike, so which of them is looked at here. */
static bool
has_right_shape(const struct rows *row, bool erased)
{
    if (row_bytes(row, ID).n != sizeof((struct id){0}.b))
        return false;
    for (size_t column = AT; column < COLUMNS; column++) {
        bool may_be_null = column == ACCOUNT || column == AGENCY;

        if (erased && !row_is_null(row, column))
            return false;
        if (!erased && !may_be_null && row_is_null(row, column))
            return false;
    }
    return erased ||
        (is_id_or_null(row, ACCOUNT) && is_id_or_null(row, AGENCY) &&
            row_bytes(row, SALT).n == LEAF_SALT_BYTES);
}

void
stored_leaf_read(const struct rows *row, struct stored_leaf *out)
{
    *out = (struct stored_leaf){
        .number = row_is_null(row, NUMBER) ? -1 : row_int(row, NUMBER),
        .hash = row_bytes(row, HASH),
        .salt = row_bytes(row, SALT),
        .erased = row_is_null(row, SALT),
        .entry =
            {
                .id = row_bytes(row, ID),
                .at = row_int(row, AT),
                .kind = row_text(row, KIND),
                .action = row_text(row, ACTION),
                .account = row_bytes(row, ACCOUNT),
                .agency = row_bytes(row, AGENCY),
                .purpose = row_text(row, PURPOSE),
                .rule = row_text(row, RULE),
                .outcome = row_text(row, OUTCOME),
                .detail = row_text(row, DETAIL),
            },
    };
    out->fits = has_right_shape(row, out->erased);
}

/* Moves from the row it stands on over all with that number. */
static void
read_about(struct arena *a, struct rows *rows, size_t n,
    struct stored_leaf *leaf)
{
    struct entry_about *about = ARENA_ARRAY(a, struct entry_about, n);

    for (size_t i = 0; i < n; i++) {
        about[i].kind = row_text(rows, 1);
        about[i].about = row_bytes(rows, 2);
        if (row_int(rows, 0) != (int64_t)i || leaf->erased)
            leaf->fits = false;
        rows_next(rows);
    }
    leaf->entry.about = about;
    leaf->entry.about_count = n;
}

static size_t
count_same(const struct rows *rows, int64_t number)
{
    struct rows look = *rows;
    size_t      n = 0;

    while (look.next <= look.count && row_int(&look, 3) == number) {
        n++;
        rows_next(&look);
    }
    return n;
}

enum err
ledger_page(struct txn *tx, int64_t from, int64_t to, struct stored_leaf **out,
    size_t *count)
{
    struct arena       *a = txn_arena(tx);
    struct rows         rows, about;
    struct stored_leaf *leaves;
    enum err            e;

    if ((e = txn_rows(tx, &q[PAGE], ARGS(A_INT(from), A_INT(to)), &rows)))
        return e;
    e = txn_rows(tx, &q[PAGE_ABOUT], ARGS(A_INT(from), A_INT(to)), &about);
    if (e)
        return e;
    leaves = ARENA_ARRAY(a, struct stored_leaf, rows.count);
    rows_next(&about);
    for (size_t i = 0; rows_next(&rows); i++) {
        stored_leaf_read(&rows, &leaves[i]);
        read_about(a, &about, count_same(&about, leaves[i].number), &leaves[i]);
    }
    *out = leaves;
    *count = rows.count;
    return OK;
}

enum err
ledger_checkpoint_after(struct txn *tx, int64_t size, struct head *out)
{
    struct rows row;
    enum err    e = txn_row(tx, &q[NEXT_CHECKPOINT], ARGS(A_INT(size)), &row);

    *out = (struct head){.size = -1};
    if (e)
        return e == ERR_ABSENT ? OK : e;
    out->size = row_int(&row, 0);
    out->note = row_text(&row, 1);
    return OK;
}

/* ---- for people ---- */

/* A row that does not read back as a leaf has been altered outside. */
static enum err
to_row(struct txn *tx, struct stored_leaf *stored, struct leaf_row *out)
{
    struct arena *a = txn_arena(tx);
    struct rows   about;
    enum err      e;

    *out = (struct leaf_row){.number = stored->number,
        .at = {stored->entry.at},
        .erased = stored->erased};
    if (!id_of_bytes(stored->entry.id, ID_LEAF, &out->id) ||
        !hash_of_bytes(stored->hash, &out->hash))
        return ERR_STORE;
    if (stored->erased)
        return OK;
    if ((e = txn_rows(tx, &q[FIND_ABOUT], ARGS(A_ID(out->id)), &about)))
        return e;
    rows_next(&about);
    read_about(a, &about, about.count, stored);
    return entry_to_leaf(a, &stored->entry, &out->leaf) ? OK : ERR_STORE;
}

static enum err
ask(struct txn *tx, const struct leaf_query *want, struct rows *rows)
{
    const int64_t before = want->before < 0 ? INT64_MAX : want->before;
    const bool    account = !id_is_none(want->account);
    const bool    about = !id_is_none(want->about);
    struct arg    args[5] = {A_INT(before), A_INT(want->limit)};
    size_t        n = 2;

    if (account)
        args[n++] = A_ID(want->account);
    if (about) {
        args[n++] = A_ID(want->about);
        args[n++] = A_TEXT(leaf_letter(want->about.kind));
    }
    return txn_rows(tx, &q[LIST + account + 2 * about], args, n, rows);
}

enum err
ledger_list(struct txn *tx, const struct leaf_query *want,
    struct leaf_row **out, size_t *count)
{
    struct rows      rows;
    struct leaf_row *got;
    enum err         e = ask(tx, want, &rows);

    if (e)
        return e;
    got = ARENA_ARRAY(txn_arena(tx), struct leaf_row, rows.count);
    for (size_t i = 0; rows_next(&rows); i++) {
        struct stored_leaf stored;

        stored_leaf_read(&rows, &stored);
        if ((e = to_row(tx, &stored, &got[i])))
            return e;
    }
    *out = got;
    *count = rows.count;
    return OK;
}

enum err
ledger_find(struct txn *tx, struct id leaf, struct leaf_row *out)
{
    struct rows        row;
    struct stored_leaf stored;
    enum err           e = txn_row(tx, &q[FIND], ARGS(A_ID(leaf)), &row);

    if (e)
        return e;
    stored_leaf_read(&row, &stored);
    return to_row(tx, &stored, out);
}
