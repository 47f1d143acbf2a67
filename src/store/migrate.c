/*
 * migrate -- which migrations a database has had, and applying the next.
 *
 * The table that remembers is made by the first of them.
 */
#include "store/migrate.h"

#include <assert.h>

#include "store/ledger_inside.h"
#include "store/txn_inside.h"

enum { HAS_TABLE, LIST, ADD };
static const struct statement q[] = {
    [HAS_TABLE] = {
        "SELECT COUNT(*) FROM sqlite_schema"
        " WHERE type = 'table' AND name = 'migration'",
        "SELECT COUNT(*) FROM pg_catalog.pg_tables"
        " WHERE schemaname = current_schema() AND tablename = 'migration'"},
    [LIST] = {"SELECT number, sha256 FROM migration ORDER BY number", NULL},
    [ADD] = {"INSERT INTO migration (number, name, sha256, at)"
             " VALUES ($1, $2, $3, $4)", NULL},
};

const struct statements migrate_statements = {"migrate", q,
    sizeof q / sizeof q[0]};

/* No rows on an empty database. */
static enum err
list_applied(struct txn *tx, struct rows *rows)
{
    struct rows has;
    enum err    e = txn_row(tx, &q[HAS_TABLE], NO_ARGS, &has);

    *rows = (struct rows){0};
    if (e || !row_int(&has, 0))
        return e;
    return txn_rows(tx, &q[LIST], NO_ARGS, rows);
}

enum err
migrate_applied(struct txn *tx, size_t *count)
{
    struct rows rows;
    enum err    e = list_applied(tx, &rows);

    if (!e)
        *count = rows.count;
    return e;
}

static enum err
compare_row(const struct rows *r, struct fault *fault)
{
    const size_t  at = r->next - 1;
    struct digest sha;

    if (at >= migration_count) {
        fault->detail = S("the database is newer than this program");
        return ERR_ILLEGAL;
    }
    if (row_int(r, 0) != migrations[at].number ||
        !hash_of_bytes(row_bytes(r, 1), &sha) ||
        !hash_eq(sha, migrations[at].sha256)) {
        fault->detail = migrations[at].name;
        fault->line = (int)at + 1;
        return ERR_CONFLICT;
    }
    return OK;
}

enum err
migrate_compare(struct txn *tx, size_t *count, struct fault *fault)
{
    struct rows rows;
    enum err    e = list_applied(tx, &rows);

    if (e)
        return e;
    while (rows_next(&rows)) {
        if ((e = compare_row(&rows, fault)))
            return e;
    }
    *count = rows.count;
    return OK;
}

enum err
migrate_apply(struct txn *tx, size_t index)
{
    const struct migration *m = &migrations[index];
    enum err                e;

    assert(index < migration_count);
    if ((e = txn_script(tx, m->text)))
        return e;
    if (index == 0 && (e = ledger_begin(tx)))
        return e;
    return txn_do(tx, &q[ADD],
        ARGS(A_INT(m->number), A_TEXT(m->name), A_BYTES(hash_str(&m->sha256)),
            A_TIME(txn_now(tx))));
}
