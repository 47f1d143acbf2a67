/*
 * A few figures that each engine knows of itself, and what the ledger and
 * the leases say; none of them reads a table from end to end.
 */
#include "store/vitals.h"

enum { SIZE, LEDGER, TICK, COUNT };
static const struct statement texts[COUNT] = {
    [SIZE] = {"SELECT c.page_count * s.page_size"
              " FROM pragma_page_count() c, pragma_page_size() s",
        "SELECT pg_database_size(current_database())"},
    [LEDGER] = {"SELECT COALESCE((SELECT MAX(size) FROM ledger_head), 0),"
                " COALESCE((SELECT MAX(size) FROM ledger_checkpoint), 0),"
                " (SELECT COUNT(*) FROM ledger_leaf WHERE number IS NULL)",
        NULL},
    [TICK] = {"SELECT COALESCE(MAX(until), 0) FROM lease"
              " WHERE name = 'tick'",
        NULL},
};
const struct statements vitals_statements = {"vitals", texts, COUNT};

enum err
vitals_read(struct txn *tx, struct vitals *out)
{
    struct vitals v = {0};
    struct rows   r;
    enum err      e;

    if ((e = txn_row(tx, &texts[SIZE], NO_ARGS, &r)))
        return e;
    v.bytes = row_int(&r, 0);
    if ((e = txn_row(tx, &texts[LEDGER], NO_ARGS, &r)))
        return e;
    v.leaves = row_int(&r, 0);
    v.covered = row_int(&r, 1);
    v.waiting = row_int(&r, 2);
    if ((e = txn_row(tx, &texts[TICK], NO_ARGS, &r)))
        return e;
    v.tick = row_time(&r, 0);
    *out = v;
    return OK;
}
