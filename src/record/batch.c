/*
 * Files on their way in.  A piece is small, so that sealing and storing one
 * leaves the writer's turn short.
 */
#include "record/batch.h"

#include <assert.h>

#include "base/key.h"

enum {
    NEW,
    NUMBER,
    LOAD,
    OF_NUMBER,
    SAVE,
    LIST,
    UNDER_WAY,
    PIECE_PUT,
    PIECE_GET,
    PIECES_FORGET,
    ROWS_FORGET,
    DROP,
    COLUMN_FIND,
    COLUMN_KEEP,
    COUNT
};
/* 0 to 12 never change after batch_new(); the order is batch_of_row()'s. */
#define BATCH_COLUMNS                                                         \
    "id, number, kind, agency, language, made_by, made_at, state, size,"      \
    " encoding, separator, as_of, kept_here, incomplete, columns, at_byte,"   \
    " at_line, row_count, done, began, turn, sent_at, approved_by,"           \
    " approved_at, applied_at, undo_by, undo_at, undo_reason, undone_by,"     \
    " undone_at, held_before"
static const struct statement texts[COUNT] = {
    [NEW] = {.sql = "INSERT INTO batch (" BATCH_COLUMNS ")"
                    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,"
                    " $12, $13, $14, '{}', 0, 1, 0, 0, 0, 0, NULL, NULL,"
                    " NULL, NULL, NULL, NULL, '', NULL, NULL, '{}')"},
    [NUMBER] = {.sql = "SELECT COALESCE(MAX(number), 0) + 1 FROM batch"},
    [LOAD] = {.sql = "SELECT " BATCH_COLUMNS " FROM batch WHERE id = $1"},
    [OF_NUMBER] = {.sql = "SELECT " BATCH_COLUMNS " FROM batch"
                          " WHERE number = $1"},
    [SAVE] = {.sql = "UPDATE batch SET state = $3, size = $4, encoding = $5,"
                     " separator = $6, as_of = $7, kept_here = $8,"
                     " incomplete = $9, columns = $10, at_byte = $11,"
                     " at_line = $12, row_count = $13, done = $14,"
                     " began = $15, sent_at = $16, approved_by = $17,"
                     " approved_at = $18, applied_at = $19, undo_by = $20,"
                     " undo_at = $21, undo_reason = $22, undone_by = $23,"
                     " undone_at = $24, held_before = $25, turn = turn + 1"
                     " WHERE id = $1 AND turn = $2"},
    [LIST] = {.sql = "SELECT " BATCH_COLUMNS " FROM batch WHERE agency = $1"
                     " ORDER BY number DESC"},
    [UNDER_WAY] = {.sql = "SELECT id FROM batch WHERE state IN"
                          " ('checking', 'applying', 'undoing')"
                          " ORDER BY number LIMIT 1"},
    [PIECE_PUT] = {.sql = "INSERT INTO batch_piece (batch, place, sealed)"
                          " VALUES ($1, $2, $3)"},
    [PIECE_GET] = {.sql = "SELECT sealed FROM batch_piece"
                          " WHERE batch = $1 AND place = $2"},
    [PIECES_FORGET] = {.sql = "DELETE FROM batch_piece WHERE batch = $1"},
    [ROWS_FORGET] = {.sql = "DELETE FROM batch_row WHERE batch = $1"},
    [DROP] = {.sql = "DELETE FROM batch WHERE id = $1"},
    [COLUMN_FIND] = {.sql = "SELECT means FROM batch_column WHERE agency = $1"
                            " AND kind = $2 AND heading = $3"},
    [COLUMN_KEEP] = {.sql = "INSERT INTO batch_column"
                            " (agency, kind, heading, means)"
                            " VALUES ($1, $2, $3, $4)"
                            " ON CONFLICT (agency, kind, heading)"
                            " DO UPDATE SET means = $4"},
};
const struct statements batch_statements = {"batch", texts, COUNT};

static const struct str kind_words[BATCH_KIND_COUNT] = {
    [BATCH_REGISTER] = S_INIT("register"),
    [BATCH_PEOPLE] = S_INIT("people"),
};
static const struct str state_words[BATCH_STATE_COUNT] = {
    [BATCH_READING] = S_INIT("reading"),
    [BATCH_MAPPING] = S_INIT("mapping"),
    [BATCH_CHECKING] = S_INIT("checking"),
    [BATCH_CHECKED] = S_INIT("checked"),
    [BATCH_SENT] = S_INIT("sent"),
    [BATCH_APPLYING] = S_INIT("applying"),
    [BATCH_APPLIED] = S_INIT("applied"),
    [BATCH_UNDO_SENT] = S_INIT("undo_sent"),
    [BATCH_UNDOING] = S_INIT("undoing"),
    [BATCH_UNDONE] = S_INIT("undone"),
};

struct str
batch_kind_word(enum batch_kind k)
{
    return kind_words[k];
}

bool
batch_kind_find(struct str word, enum batch_kind *out)
{
    for (size_t i = 0; i < BATCH_KIND_COUNT; i++)
        if (str_eq(kind_words[i], word)) {
            *out = (enum batch_kind)i;
            return true;
        }
    return false;
}

bool
batch_is_under_way(enum batch_state s)
{
    return s == BATCH_CHECKING || s == BATCH_APPLYING || s == BATCH_UNDOING;
}

static enum batch_state
state_of(struct str word)
{
    for (size_t i = 0; i < BATCH_STATE_COUNT; i++)
        if (str_eq(state_words[i], word))
            return (enum batch_state)i;
    BUG("a batch in no state");
}

static void
batch_of_row(const struct rows *r, struct batch *b)
{
    *b = (struct batch){
        .id = row_id(r, 0, ID_BATCH),
        .number = row_int(r, 1),
        .agency = row_id(r, 3, ID_AGENCY),
        .made_by = row_id(r, 5, ID_ACCOUNT),
        .made_at = row_time(r, 6),
        .state = state_of(row_text(r, 7)),
        .size = row_int(r, 8),
        .encoding = (enum csv_text)row_int(r, 9),
        .separator = (char)row_int(r, 10),
        .as_of = row_time(r, 11),
        .kept_here = row_int(r, 12) != 0,
        .incomplete = row_int(r, 13) != 0,
        .columns = row_text(r, 14),
        .at = row_int(r, 15),
        .line = row_int(r, 16),
        .rows = row_int(r, 17),
        .done = row_int(r, 18),
        .began = row_time(r, 19),
        .turn = row_int(r, 20),
        .sent_at = row_time(r, 21),
        .approved_by = row_id(r, 22, ID_ACCOUNT),
        .approved_at = row_time(r, 23),
        .applied_at = row_time(r, 24),
        .undo_by = row_id(r, 25, ID_ACCOUNT),
        .undo_at = row_time(r, 26),
        .undo_reason = row_text(r, 27),
        .undone_by = row_id(r, 28, ID_ACCOUNT),
        .undone_at = row_time(r, 29),
        .held_before = row_text(r, 30),
    };
    if (!batch_kind_find(row_text(r, 2), &b->kind) ||
        !lang_find(row_text(r, 4), &b->language))
        BUG("a batch of no kind");
}

enum err
batch_new(struct work *w, struct batch *b)
{
    struct rows r;
    enum err    e;

    if ((e = txn_row(w->tx, &texts[NUMBER], NO_ARGS, &r)))
        return e;
    b->id = txn_id(w->tx, ID_BATCH);
    b->number = row_int(&r, 0);
    b->made_at = w->now;
    return txn_do(w->tx, &texts[NEW],
        ARGS(A_ID(b->id), A_INT(b->number), A_TEXT(kind_words[b->kind]),
            A_ID(b->agency), A_TEXT(lang_code(b->language)), A_ID(b->made_by),
            A_TIME(b->made_at), A_TEXT(state_words[b->state]), A_INT(b->size),
            A_INT(b->encoding), A_INT(b->separator), A_TIME(b->as_of),
            A_INT(b->kept_here), A_INT(b->incomplete)));
}

static struct arg
time_or_null(struct moment m)
{
    return m.us ? A_TIME(m) : A_NULL;
}

enum err
batch_save(struct work *w, struct batch *b)
{
    int64_t  changed;
    enum err e;

    if ((e = txn_do_count(w->tx, &texts[SAVE],
             ARGS(A_ID(b->id), A_INT(b->turn), A_TEXT(state_words[b->state]),
                 A_INT(b->size), A_INT(b->encoding), A_INT(b->separator),
                 A_TIME(b->as_of), A_INT(b->kept_here), A_INT(b->incomplete),
                 A_TEXT(b->columns), A_INT(b->at), A_INT(b->line),
                 A_INT(b->rows), A_INT(b->done), A_TIME(b->began),
                 time_or_null(b->sent_at), A_ID(b->approved_by),
                 time_or_null(b->approved_at), time_or_null(b->applied_at),
                 A_ID(b->undo_by), time_or_null(b->undo_at),
                 A_TEXT(b->undo_reason), A_ID(b->undone_by),
                 time_or_null(b->undone_at), A_TEXT(b->held_before)),
             &changed)))
        return e;
    b->turn++;
    return changed ? OK : ERR_CONFLICT;
}

enum err
batch_load(struct work *w, struct id id, struct batch *out)
{
    struct rows r;
    enum err    e;

    assert(id.kind == ID_BATCH);
    if ((e = txn_row(w->tx, &texts[LOAD], ARGS(A_ID(id)), &r)))
        return e;
    batch_of_row(&r, out);
    return OK;
}

enum err
batch_of_number(struct work *w, int64_t number, struct batch *out)
{
    struct rows r;
    enum err    e;

    if ((e = txn_row(w->tx, &texts[OF_NUMBER], ARGS(A_INT(number)), &r)))
        return e;
    batch_of_row(&r, out);
    return OK;
}

enum err
batch_list(struct work *w, struct id agency, struct batch **out, size_t *count)
{
    struct batch *all;
    struct rows   r;
    size_t        n = 0;
    enum err      e;

    if ((e = txn_rows(w->tx, &texts[LIST], ARGS(A_ID(agency)), &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct batch, r.count + 1);
    while (rows_next(&r))
        batch_of_row(&r, &all[n++]);
    *out = all;
    *count = n;
    return OK;
}

enum err
batch_under_way(struct work *w, struct id *out)
{
    struct rows r;
    enum err    e;

    if ((e = txn_row(w->tx, &texts[UNDER_WAY], NO_ARGS, &r)))
        return e;
    *out = row_id(&r, 0, ID_BATCH);
    return OK;
}

enum err
batch_pieces_forget(struct work *w, struct id id)
{
    return txn_do(w->tx, &texts[PIECES_FORGET], ARGS(A_ID(id)));
}

enum err
batch_rows_forget(struct work *w, struct id id)
{
    return txn_do(w->tx, &texts[ROWS_FORGET], ARGS(A_ID(id)));
}

enum err
batch_drop(struct work *w, struct id id)
{
    enum err e;

    if ((e = batch_pieces_forget(w, id)) || (e = batch_rows_forget(w, id)))
        return e;
    return txn_do(w->tx, &texts[DROP], ARGS(A_ID(id)));
}

/* ---- the file ---- */

static struct str
place_of(struct arena *a, struct id batch, int64_t place)
{
    struct str parts[4] = {S("batch_piece:sealed:"), id_text(a, batch), S(":"),
        str_of_int(a, place)};

    return str_join(a, parts, 4, (struct str){0});
}

enum err
batch_piece_put(struct work *w, const struct batch *b, int64_t place,
    struct str bytes)
{
    struct arena *a = txn_arena(w->tx);
    struct mark   mark = arena_mark(a);
    struct str    sealed;
    enum err      e;

    assert(bytes.n <= BATCH_PIECE);
    sealed = key_seal(a, txn_keys(w->tx), KEY_PAPER, place_of(a, b->id, place),
        bytes);
    e = txn_do(w->tx, &texts[PIECE_PUT],
        ARGS(A_ID(b->id), A_INT(place), A_BYTES(sealed)));
    arena_rewind(a, mark);
    return e;
}

enum err
batch_window(struct work *w, const struct batch *b, int64_t pieces,
    struct str *out, int64_t *begins)
{
    struct arena *a = txn_arena(w->tx);
    int64_t       first = b->at / BATCH_PIECE;
    struct str    plain;
    struct rows   r;
    struct buf    whole;
    enum err      e;

    buf_init(&whole, a);
    for (int64_t i = first; i < first + pieces && i * BATCH_PIECE < b->size;
         i++) {
        if ((e = txn_row(w->tx, &texts[PIECE_GET], ARGS(A_ID(b->id), A_INT(i)),
                 &r)))
            return e == ERR_ABSENT ? ERR_STORE : e;
        if (key_open(a, txn_keys(w->tx), KEY_PAPER, place_of(a, b->id, i),
                row_bytes(&r, 0), &plain))
            return ERR_STORE;
        buf_add(&whole, plain);
    }
    *out = buf_str(&whole);
    *begins = first * BATCH_PIECE;
    return OK;
}

/* ---- what columns meant ---- */

enum err
batch_column_find(struct work *w, const struct batch *b, struct str heading,
    struct str *means)
{
    struct rows r;
    enum err    e;

    if ((e = txn_row(w->tx, &texts[COLUMN_FIND],
             ARGS(A_ID(b->agency), A_TEXT(kind_words[b->kind]),
                 A_TEXT(heading)),
             &r)))
        return e;
    *means = row_text(&r, 0);
    return OK;
}

enum err
batch_column_keep(struct work *w, const struct batch *b, struct str heading,
    struct str means)
{
    return txn_do(w->tx, &texts[COLUMN_KEEP],
        ARGS(A_ID(b->agency), A_TEXT(kind_words[b->kind]), A_TEXT(heading),
            A_TEXT(means)));
}
