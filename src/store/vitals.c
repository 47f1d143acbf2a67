/*
 * A few figures that each engine knows of itself, and what the ledger, the
 * leases and the database's folder say; none of them reads a table from end
 * to end.
 */
#include "store/vitals.h"

#include <sys/statvfs.h>

enum { SIZE, PLACE, LEDGER, AGES, COUNT };
static const struct statement texts[COUNT] = {
    [SIZE] = {"SELECT c.page_count * s.page_size"
              " FROM pragma_page_count() c, pragma_page_size() s",
        "SELECT pg_database_size(current_database())"},
    [PLACE] = {"SELECT file FROM pragma_database_list WHERE name = 'main'",
        "SELECT ''::text"},
    [LEDGER] = {"SELECT COALESCE((SELECT MAX(size) FROM ledger_head), 0),"
                " COALESCE((SELECT MAX(size) FROM ledger_checkpoint), 0),"
                " (SELECT COUNT(*) FROM ledger_leaf WHERE number IS NULL)",
        NULL},
    [AGES] = {"SELECT (SELECT COALESCE(MAX(until), 0) FROM lease"
              " WHERE name = 'tick'),"
              " (SELECT COALESCE(MIN(at), 0) FROM migration),"
              " (SELECT COUNT(*) FROM batch WHERE state IN"
              " ('checking', 'applying', 'undoing'))",
        NULL},
};
const struct statements vitals_statements = {"vitals", texts, COUNT};

static enum err
read_ledger(struct txn *tx, struct vitals *v)
{
    struct rows r;
    enum err    e = txn_row(tx, &texts[LEDGER], NO_ARGS, &r);

    if (e)
        return e;
    v->leaves = row_int(&r, 0);
    v->covered = row_int(&r, 1);
    v->waiting = row_int(&r, 2);
    return OK;
}

static enum err
read_ages(struct txn *tx, struct vitals *v)
{
    struct rows r;
    enum err    e = txn_row(tx, &texts[AGES], NO_ARGS, &r);

    if (e)
        return e;
    v->tick = row_time(&r, 0);
    v->born = row_time(&r, 1);
    v->files = row_int(&r, 2);
    return OK;
}

/* Of the disk under the file.  Nothing is known where it cannot be asked. */
static void
read_disk(struct arena *a, struct str path, struct vitals *v)
{
    struct statvfs disk;

    if (!path.n || statvfs(str_c(a, path), &disk))
        return;
    v->disk = (int64_t)(disk.f_blocks * disk.f_frsize);
    v->disk_free = (int64_t)(disk.f_bavail * disk.f_frsize);
}

static enum err
read_place(struct txn *tx, struct vitals *v)
{
    struct rows r;
    struct str  path;
    enum err    e;

    if ((e = txn_row(tx, &texts[SIZE], NO_ARGS, &r)))
        return e;
    v->bytes = row_int(&r, 0);
    if ((e = txn_row(tx, &texts[PLACE], NO_ARGS, &r)))
        return e;
    path = row_text(&r, 0);
    read_disk(txn_arena(tx), path, v);
    return care_last(tx, path, v->care);
}

enum err
vitals_read(struct txn *tx, struct vitals *out)
{
    struct vitals v = {0};
    enum err      e;

    if ((e = read_place(tx, &v)) || (e = read_ledger(tx, &v)) ||
        (e = read_ages(tx, &v)) || (e = node_list(tx, &v.nodes, &v.node_count)))
        return e;
    *out = v;
    return OK;
}
