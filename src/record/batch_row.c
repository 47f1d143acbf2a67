/*
 * The rows of a file: cells sealed for their own line, verdicts in clear,
 * so that they can be counted and found again without opening any.
 */
#include <assert.h>

#include "base/key.h"
#include "record/batch.h"
#include "record/label.h"

enum {
    NEW,
    SAVE,
    LOAD,
    LIST,
    LIST_OF,
    NEXT,
    TWIN,
    BEFORE,
    COUNTS,
    CATEGORIES,
    ABSENT,
    ABSENT_PEOPLE,
    CHECKS,
    COUNT
};
#define ROW_COLUMNS                                                           \
    "batch, line, sealed, fault, verdict, decision, source, person, twin,"    \
    " who, categories, entry, entry_off, done"
/* Not found by the batch: that would read every row of the file for each of
 * them, while a child stands in few files. */
#define THIS_BATCH(row) "(" row ".batch = $1) IS TRUE"
/* Register_spell r is of nobody whose label ($5 to $8) hides them at $4 from
 * the account $9. */
#define NOT_HIDDEN                                                            \
    " AND NOT EXISTS (SELECT 1 FROM source_person y"                          \
    " JOIN label l ON l.source = y.source WHERE y.person = r.person"          \
    " AND l.since <= $4 AND (l.until IS NULL OR l.until > $4)"                \
    " AND l.label IN ($5, $6, $7, $8) AND NOT EXISTS"                         \
    " (SELECT 1 FROM label_list a WHERE a.source = l.source"                  \
    " AND a.account = $9 AND a.since <= $4"                                   \
    " AND (a.until IS NULL OR a.until > $4)))"
static const struct statement texts[COUNT] = {
    [NEW] = {.sql = "INSERT INTO batch_row (" ROW_COLUMNS ")"
                    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,"
                    " $12, $13, $14)"},
    [SAVE] = {.sql = "UPDATE batch_row SET verdict = $3, decision = $4,"
                     " source = $5, person = $6, twin = $7, entry = $8,"
                     " entry_off = $9, done = $10"
                     " WHERE batch = $1 AND line = $2"},
    [LOAD] = {.sql = "SELECT " ROW_COLUMNS " FROM batch_row"
                     " WHERE batch = $1 AND line = $2"},
    [LIST] = {.sql = "SELECT " ROW_COLUMNS " FROM batch_row"
                     " WHERE batch = $1 AND line > $2"
                     " ORDER BY line LIMIT $3"},
    [LIST_OF] = {.sql = "SELECT " ROW_COLUMNS " FROM batch_row"
                        " WHERE batch = $1 AND line > $2 AND verdict = $4"
                        " ORDER BY line LIMIT $3"},
    [NEXT] = {.sql = "SELECT " ROW_COLUMNS " FROM batch_row"
                     " WHERE batch = $1 AND done = $2 AND line > $4"
                     " ORDER BY line LIMIT $3"},
    [TWIN] = {.sql = "SELECT MIN(line) FROM ("
                     "SELECT line FROM batch_row a WHERE who = $3"
                     " AND line <> $2 AND " THIS_BATCH("a")
                     " UNION ALL SELECT line FROM batch_row b WHERE person = $4"
                     " AND line <> $2 AND " THIS_BATCH("b") ") AS t"},
    [BEFORE] = {.sql = "SELECT DISTINCT r.source FROM batch_row r"
                       " JOIN batch b ON b.id = r.batch"
                       " WHERE r.who = $1 AND b.agency = $2 AND b.kind = $3"
                       " AND b.state = 'applied' AND r.done = 1"
                       " AND r.source IS NOT NULL LIMIT 2"},
    [COUNTS] = {.sql = "SELECT verdict, decision, done, COUNT(*),"
                       " COUNT(entry) + COUNT(entry_off) FROM batch_row"
                       " WHERE batch = $1 GROUP BY verdict, decision, done"},
    [CATEGORIES] = {.sql =
        "SELECT categories, CAST(SUM(f) AS BIGINT), CAST(SUM(o) AS BIGINT)"
        " FROM ("
        "SELECT categories, 1 AS f, 0 AS o FROM batch_row"
        " WHERE batch = $1 AND verdict NOT IN ('error', 'twice', 'off')"
        " UNION ALL SELECT r.categories, 0, 1 FROM register_spell r"
        " WHERE r.authority = $2 AND r.temporary = 0 AND r.on_at <= $3"
        " AND (r.off_at IS NULL OR r.off_at > $3)" NOT_HIDDEN ") AS t"
        " GROUP BY categories ORDER BY categories"},
    [ABSENT] = {.sql =
        "SELECT r.person FROM register_spell r WHERE r.authority = $2"
        " AND r.temporary = 0 AND r.on_at <= $3"
        " AND (r.off_at IS NULL OR r.off_at > $3)"
        NOT_HIDDEN " AND NOT EXISTS (SELECT 1 FROM source_person p"
        " JOIN batch_row b ON b.source = p.source"
        " WHERE p.person = r.person AND " THIS_BATCH("b") ")"
        " ORDER BY r.on_at, r.person"},
    [ABSENT_PEOPLE] = {.sql =
        "SELECT r.person FROM (SELECT DISTINCT p.person AS person"
        " FROM batch_row l JOIN source_person p ON p.source = l.source"
        " WHERE $3 = $3 AND l.batch = (SELECT n.id FROM batch n"
        " WHERE n.agency = $2 AND n.kind = 'people' AND n.state = 'applied'"
        " AND n.id <> $1 ORDER BY n.number DESC LIMIT 1)) AS r"
        " WHERE NOT EXISTS (SELECT 1 FROM source_person p"
        " JOIN batch_row b ON b.source = p.source"
        " WHERE p.person = r.person AND " THIS_BATCH("b") ")"
        NOT_HIDDEN
        " ORDER BY r.person"},
    [CHECKS] = {.sql =
        "SELECT DISTINCT c.leaf, c.account, c.agency, c.reference, c.at,"
        " c.discreet FROM batch_row b JOIN check_done c ON c.source = b.person"
        " WHERE b.batch = $1 AND c.at >= $2 ORDER BY c.at, c.leaf"},
};
const struct statements batch_row_statements = {"batch_row", texts, COUNT};

static const struct str verdict_words[ROW_VERDICT_COUNT] = {
    [ROW_ERROR] = S_INIT("error"),     [ROW_TWICE] = S_INIT("twice"),
    [ROW_NEW] = S_INIT("new"),         [ROW_KNOWN] = S_INIT("known"),
    [ROW_CHANGED] = S_INIT("differs"), [ROW_SAME] = S_INIT("same"),
    [ROW_REVIEW] = S_INIT("review"),   [ROW_OFF] = S_INIT("off"),
};
static const struct str decision_words[ROW_DECISION_COUNT] = {
    [ROW_UNDECIDED] = S_INIT(""),
    [ROW_IS_SAME] = S_INIT("same"),
    [ROW_IS_NEW] = S_INIT("new"),
    [ROW_LEFT_OUT] = S_INIT("left_out"),
};

static size_t
place_of_word(const struct str *words, size_t n, struct str word)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(words[i], word))
            return i;
    BUG("a row of a file says what nobody wrote");
}

static struct str
place_of(struct arena *a, struct id batch, int64_t line)
{
    struct str parts[4] = {S("batch_row:sealed:"), id_text(a, batch), S(":"),
        str_of_int(a, line)};

    return str_join(a, parts, 4, (struct str){0});
}

static struct arg
line_or_null(int64_t line)
{
    return line ? A_INT(line) : A_NULL;
}

enum err
batch_row_new(struct work *w, const struct batch_row *r)
{
    struct arena *a = txn_arena(w->tx);
    struct str    sealed = key_seal(a, txn_keys(w->tx), KEY_PAPER,
           place_of(a, r->batch, r->line), r->cells);

    return txn_do(w->tx, &texts[NEW],
        ARGS(A_ID(r->batch), A_INT(r->line), A_BYTES(sealed), A_INT(r->fault),
            A_TEXT(verdict_words[r->verdict]),
            A_TEXT(decision_words[r->decision]), A_ID(r->source),
            A_ID(r->person), line_or_null(r->twin),
            r->who.n ? A_BYTES(r->who) : A_NULL, A_TEXT(r->categories),
            A_ID(r->entry), A_ID(r->entry_off), A_INT(r->done)));
}

enum err
batch_row_save(struct work *w, const struct batch_row *r)
{
    return txn_do(w->tx, &texts[SAVE],
        ARGS(A_ID(r->batch), A_INT(r->line), A_TEXT(verdict_words[r->verdict]),
            A_TEXT(decision_words[r->decision]), A_ID(r->source),
            A_ID(r->person), line_or_null(r->twin), A_ID(r->entry),
            A_ID(r->entry_off), A_INT(r->done)));
}

static enum err
row_of_row(struct work *w, const struct rows *r, struct batch_row *out)
{
    struct arena *a = txn_arena(w->tx);

    *out = (struct batch_row){
        .batch = row_id(r, 0, ID_BATCH),
        .line = row_int(r, 1),
        .fault = (enum csv_fault)row_int(r, 3),
        .verdict = (enum row_verdict)place_of_word(verdict_words,
            ROW_VERDICT_COUNT, row_text(r, 4)),
        .decision = (enum row_decision)place_of_word(decision_words,
            ROW_DECISION_COUNT, row_text(r, 5)),
        .source = row_id(r, 6, ID_SOURCE),
        .person = row_id(r, 7, ID_PERSON),
        .twin = row_int(r, 8),
        .who = row_bytes(r, 9),
        .categories = row_text(r, 10),
        .entry = row_id(r, 11, ID_ENTRY),
        .entry_off = row_id(r, 12, ID_ENTRY),
        .done = (enum row_done)row_int(r, 13),
    };
    if (key_open(a, txn_keys(w->tx), KEY_PAPER,
            place_of(a, out->batch, out->line), row_bytes(r, 2), &out->cells))
        return ERR_STORE;
    return OK;
}

enum err
batch_row_load(struct work *w, struct id batch, int64_t line,
    struct batch_row *out)
{
    struct rows r;
    enum err    e;

    if ((e = txn_row(w->tx, &texts[LOAD], ARGS(A_ID(batch), A_INT(line)), &r)))
        return e;
    return row_of_row(w, &r, out);
}

static enum err
rows_of(struct work *w, struct rows *r, struct batch_row **out, size_t *count)
{
    struct batch_row *all =
        ARENA_ARRAY(txn_arena(w->tx), struct batch_row, r->count + 1);
    size_t   n = 0;
    enum err e;

    while (rows_next(r))
        if ((e = row_of_row(w, r, &all[n++])))
            return e;
    *out = all;
    *count = n;
    return OK;
}

/* wide: a page of rows of one kind */
enum err
batch_row_list(struct work *w, struct id batch, enum row_verdict verdict,
    int64_t after, int64_t limit, struct batch_row **out, size_t *count)
{
    bool             all = verdict == ROW_VERDICT_COUNT;
    const struct arg args[] = {A_ID(batch), A_INT(after), A_INT(limit),
        A_TEXT(all ? S("") : verdict_words[verdict])};
    struct rows      r;
    enum err         e;

    if ((e = txn_rows(w->tx, &texts[all ? LIST : LIST_OF], args, all ? 3 : 4,
             &r)))
        return e;
    return rows_of(w, &r, out, count);
}

/* wide: a page of rows */
enum err
batch_row_next(struct work *w, const struct batch *b, enum row_done done,
    int64_t limit, struct batch_row **out, size_t *count)
{
    struct rows r;
    enum err    e;

    if ((e = txn_rows(w->tx, &texts[NEXT],
             ARGS(A_ID(b->id), A_INT(done), A_INT(limit), A_INT(b->line)), &r)))
        return e;
    return rows_of(w, &r, out, count);
}

enum err
batch_row_twin(struct work *w, const struct batch_row *r, int64_t *line)
{
    struct rows found;
    enum err    e;

    if ((e = txn_row(w->tx, &texts[TWIN],
             ARGS(A_ID(r->batch), A_INT(r->line),
                 r->who.n ? A_BYTES(r->who) : A_NULL, A_ID(r->person)),
             &found)))
        return e;
    *line = row_int(&found, 0);
    return OK;
}

enum err
batch_row_before(struct work *w, const struct batch *b, struct str who,
    struct id *source)
{
    struct rows r;
    enum err    e;

    if ((e = txn_rows(w->tx, &texts[BEFORE],
             ARGS(A_BYTES(who), A_ID(b->agency),
                 A_TEXT(batch_kind_word(b->kind))),
             &r)))
        return e;
    if (r.count != 1 || !rows_next(&r))
        return ERR_ABSENT;
    *source = row_id(&r, 0, ID_SOURCE);
    return OK;
}

/* ---- totals ---- */

/* Whether "not found" could be wrong because of such rows. */
static bool
is_missing(size_t verdict, size_t decision)
{
    return verdict == ROW_ERROR || verdict == ROW_OFF ||
        decision == ROW_LEFT_OUT ||
        (verdict == ROW_REVIEW && decision == ROW_UNDECIDED);
}

static void
count_add(const struct rows *r, struct batch_counts *c)
{
    size_t verdict =
        place_of_word(verdict_words, ROW_VERDICT_COUNT, row_text(r, 0));
    size_t decision =
        place_of_word(decision_words, ROW_DECISION_COUNT, row_text(r, 1));
    int64_t n = row_int(r, 3);

    c->of[verdict] += n;
    if (decision == ROW_LEFT_OUT)
        c->left_out += n;
    if (verdict == ROW_REVIEW && decision == ROW_UNDECIDED)
        c->undecided += n;
    if (is_missing(verdict, decision))
        c->missing += n;
    if (row_int(r, 2) == ROW_DONE)
        c->done += n;
    if (row_int(r, 2) == ROW_PASSED)
        c->passed += n;
    c->entries += row_int(r, 4);
}

enum err
batch_count(struct work *w, struct id batch, struct batch_counts *out)
{
    struct rows r;
    enum err    e;

    *out = (struct batch_counts){0};
    if ((e = txn_rows(w->tx, &texts[COUNTS], ARGS(A_ID(batch)), &r)))
        return e;
    while (rows_next(&r))
        count_add(&r, out);
    return OK;
}

/* The label's word when it hides whoever has it, else one that nobody has. */
static struct arg
hiding(const struct work *w, enum label_kind l)
{
    return A_TEXT(
        w->pack->labels[l].others == OTHERS_ABSENT ? label_word(l) : S(""));
}

#define HIDDEN_ARGS(w, b, account)                                            \
    ARGS(A_ID((b)->id), A_ID((b)->agency), A_DATE((w)->tx, (w)->today),       \
        A_TIME((w)->now), hiding((w), LABEL_NORMAL),                          \
        hiding((w), LABEL_RESTRICTED), hiding((w), LABEL_SHIELDED),           \
        hiding((w), LABEL_SEALED), A_ID(account))

enum err
batch_categories(struct work *w, const struct batch *b, struct id account,
    struct batch_category **out, size_t *count)
{
    struct batch_category *all;
    struct rows            r;
    size_t                 n = 0;
    enum err               e;

    if ((e = txn_rows(w->tx, &texts[CATEGORIES], HIDDEN_ARGS(w, b, account),
             &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct batch_category, r.count + 1);
    while (rows_next(&r))
        all[n++] = (struct batch_category){row_text(&r, 0), row_int(&r, 1),
            row_int(&r, 2)};
    *out = all;
    *count = n;
    return OK;
}

enum err
batch_absent(struct work *w, const struct batch *b, struct id account,
    struct id **persons, size_t *count)
{
    struct rows r;
    struct id  *all;
    size_t      n = 0;
    enum err    e;

    if ((e = txn_rows(w->tx,
             &texts[b->kind == BATCH_REGISTER ? ABSENT : ABSENT_PEOPLE],
             HIDDEN_ARGS(w, b, account), &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct id, r.count + 1);
    while (rows_next(&r))
        all[n++] = row_id(&r, 0, ID_PERSON);
    *persons = all;
    *count = n;
    return OK;
}

enum err
batch_checks(struct work *w, const struct batch *b, struct relied_check **out,
    size_t *count)
{
    struct relied_check *all;
    struct rows          r;
    size_t               n = 0;
    enum err             e;

    if ((e = txn_rows(w->tx, &texts[CHECKS],
             ARGS(A_ID(b->id), A_TIME(b->approved_at)), &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct relied_check, r.count + 1);
    while (rows_next(&r))
        all[n++] = (struct relied_check){.leaf = row_id(&r, 0, ID_LEAF),
            .account = row_id(&r, 1, ID_ACCOUNT),
            .agency = row_id(&r, 2, ID_AGENCY),
            .reference = row_text(&r, 3),
            .at = row_time(&r, 4),
            .discreet = row_int(&r, 5) != 0};
    *out = all;
    *count = n;
    return OK;
}
