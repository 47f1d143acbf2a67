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
    TALLY,
    TALLY_ACCOUNT,
    TALLY_ABOUT,
    TALLY_BOTH,
    PAIRS,
    MANY,
    TIME_OF,
    FIND,
    FIND_ABOUT,
    PAGE,
    PAGE_ABOUT,
    NEXT_CHECKPOINT
};

#define FROM_LEAF "SELECT " LEAF_COLUMNS " FROM ledger_leaf l"
/* $1 to $7 of every question; an erased leaf has no time and no words. */
#define WHERE_FITS                                                            \
    " WHERE l.number < $1 AND l.number >= $2"                                 \
    " AND COALESCE(l.at, 0) >= $3 AND COALESCE(l.at, 0) < $4"                 \
    " AND (l.action = $5 OR $5 = '') AND (l.kind = $6 OR $6 = '')"            \
    " AND (l.agency = $7 OR $7 IS NULL)"
#define OF_ACCOUNT " AND l.account = $9"
#define ABOUT(about, kind)                                                    \
    " AND l.id IN (SELECT b.leaf FROM ledger_about b"                         \
    " WHERE b.about = " about " AND b.kind = " kind ")"
#define NEWEST " ORDER BY l.number DESC LIMIT $8"
#define TALLY_OF "SELECT l.kind, COUNT(*) FROM ledger_leaf l"
/* $8 stands in every text, so that what follows keeps its number. */
#define BY_KIND " AND l.number <> $8 GROUP BY l.kind"

static const struct statement q[] = {
    [LIST] = {FROM_LEAF WHERE_FITS NEWEST, NULL},
    [LIST_ACCOUNT] = {FROM_LEAF WHERE_FITS OF_ACCOUNT NEWEST, NULL},
    [LIST_ABOUT] = {FROM_LEAF WHERE_FITS ABOUT("$9", "$10") NEWEST, NULL},
    [LIST_BOTH] = {
        FROM_LEAF WHERE_FITS OF_ACCOUNT ABOUT("$10", "$11") NEWEST, NULL},
    [TALLY] = {TALLY_OF WHERE_FITS BY_KIND, NULL},
    [TALLY_ACCOUNT] = {TALLY_OF WHERE_FITS OF_ACCOUNT BY_KIND, NULL},
    [TALLY_ABOUT] = {TALLY_OF WHERE_FITS ABOUT("$9", "$10") BY_KIND, NULL},
    [TALLY_BOTH] = {
        TALLY_OF WHERE_FITS OF_ACCOUNT ABOUT("$10", "$11") BY_KIND, NULL},
    [PAIRS] = {
        "SELECT l.account, l.agency, b.about, COUNT(*), MAX(l.at)"
        " FROM ledger_leaf l JOIN ledger_about b ON b.leaf = l.id"
        WHERE_FITS " AND b.kind = $9 AND l.account IS NOT NULL"
        " GROUP BY l.account, l.agency, b.about"
        " ORDER BY MAX(l.at) DESC, l.account, b.about LIMIT $8", NULL},
    [MANY] = {
        "SELECT l.account, l.agency, NULL, COUNT(DISTINCT b.about), MAX(l.at)"
        " FROM ledger_leaf l JOIN ledger_about b ON b.leaf = l.id"
        WHERE_FITS " AND b.kind = $9 AND l.account IS NOT NULL"
        " GROUP BY l.account, l.agency HAVING COUNT(DISTINCT b.about) >= $10"
        " ORDER BY MAX(l.at) DESC, l.account LIMIT $8", NULL},
    [TIME_OF] = {
        "SELECT at, number FROM ledger_leaf WHERE number >= $1"
        " AND at IS NOT NULL ORDER BY number LIMIT 1", NULL},
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

/*
 * The least number whose leaf may be as late as that: leaves stand in the
 * order of their times but for looks (LEAF_LATE_US), and there is no index
 * over times, so it is looked for by halves.
 */
static enum err
number_at(struct txn *tx, struct moment at, int64_t *number)
{
    struct rows row;
    struct head head;
    int64_t     low = 0, high;
    enum err    e = ledger_head(tx, &head);

    *number = 0;
    if (e || !at.us)
        return e == ERR_ABSENT ? OK : e;
    high = head.size;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;

        e = txn_row(tx, &q[TIME_OF], ARGS(A_INT(middle)), &row);
        if (e && e != ERR_ABSENT)
            return e;
        if (e || row_int(&row, 0) >= at.us - LEAF_LATE_US)
            high = middle;
        else
            low = row_int(&row, 1) + 1;
    }
    *number = low;
    return OK;
}

enum { FITS_ARGS = 11 };

/* The arguments of WHERE_FITS and of what may stand behind it. */
static enum err
fits(struct txn *tx, const struct leaf_query *want, struct arg args[FITS_ARGS],
    size_t *n)
{
    const int64_t before = want->before < 0 ? INT64_MAX : want->before;
    const int64_t to = want->to.us ? want->to.us : INT64_MAX;
    int64_t       first;
    enum err      e;

    if ((e = number_at(tx, want->from, &first)))
        return e;
    args[0] = A_INT(before);
    args[1] = A_INT(first);
    args[2] = A_INT(want->from.us);
    args[3] = A_INT(to);
    args[4] = A_TEXT(want->action);
    args[5] = A_TEXT(want->kind);
    args[6] = A_ID(want->agency);
    args[7] = A_INT(want->limit);
    *n = 8;
    if (!id_is_none(want->account))
        args[(*n)++] = A_ID(want->account);
    if (!id_is_none(want->about)) {
        args[(*n)++] = A_ID(want->about);
        args[(*n)++] = A_TEXT(leaf_letter(want->about.kind));
    }
    return OK;
}

static size_t
which(const struct leaf_query *want)
{
    return (size_t)!id_is_none(want->account) +
        2 * (size_t)!id_is_none(want->about);
}

static enum err
ask(struct txn *tx, const struct leaf_query *want, struct rows *rows)
{
    struct arg args[FITS_ARGS];
    size_t     n;
    enum err   e = fits(tx, want, args, &n);

    return e ? e : txn_rows(tx, &q[LIST + which(want)], args, n, rows);
}

enum err
ledger_tally(struct txn *tx, const struct leaf_query *want,
    int64_t counts[LEAF_KIND_COUNT])
{
    struct leaf_query all = *want;
    struct arg        args[FITS_ARGS];
    struct rows       row;
    size_t            n;
    enum err          e;

    all.before = all.limit = -1;
    if ((e = fits(tx, &all, args, &n)) ||
        (e = txn_rows(tx, &q[TALLY + which(want)], args, n, &row)))
        return e;
    for (size_t i = 0; i < LEAF_KIND_COUNT; i++)
        counts[i] = 0;
    while (rows_next(&row))
        for (size_t i = 0; i < LEAF_KIND_COUNT; i++)
            if (str_eq(row_text(&row, 0), leaf_kind_word((enum leaf_kind)i)))
                counts[i] = row_int(&row, 1);
    return OK;
}

/* Rows of PAIRS or MANY; least is the tenth argument of the latter.
 * wide: as many as a question takes, and which of the two it is */
static enum err
pairs(struct txn *tx, const struct leaf_query *want, enum id_kind about,
    const int64_t *least, struct ledger_pair **out, size_t *count)
{
    struct leaf_query   plain = *want;
    struct ledger_pair *all;
    struct arg          args[FITS_ARGS];
    struct rows         row;
    size_t              n;
    enum err            e;

    plain.account = plain.about = (struct id){0};
    if ((e = fits(tx, &plain, args, &n)))
        return e;
    args[n++] = A_TEXT(leaf_letter(about));
    if (least)
        args[n++] = A_INT(*least);
    if ((e = txn_rows(tx, &q[least ? MANY : PAIRS], args, n, &row)))
        return e;
    all = ARENA_ARRAY(txn_arena(tx), struct ledger_pair, row.count + 1);
    for (*count = 0; rows_next(&row); (*count)++)
        all[*count] =
            (struct ledger_pair){.account = row_id(&row, 0, ID_ACCOUNT),
                .agency = row_id(&row, 1, ID_AGENCY),
                .about = row_id(&row, 2, about),
                .times = row_int(&row, 3),
                .last = row_time(&row, 4)};
    *out = all;
    return OK;
}

enum err
ledger_pairs(struct txn *tx, const struct leaf_query *want, enum id_kind about,
    struct ledger_pair **out, size_t *count)
{
    return pairs(tx, want, about, NULL, out, count);
}

/* wide: the header's */
enum err
ledger_many(struct txn *tx, const struct leaf_query *want, enum id_kind about,
    int64_t least, struct ledger_pair **out, size_t *count)
{
    return pairs(tx, want, about, &least, out, count);
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
