/*
 * lease -- one statement takes it, keeps it on, or finds it taken.
 *
 * Tried and left: a session's advisory lock.  It is given back at once when
 * a node dies, but never by one that merely stands still.
 */
#include "store/lease.h"

#include <assert.h>

#include "store/now.h"

/* name, holder, microseconds */
#define TAKE(now)                                                             \
    "INSERT INTO lease AS l (name, holder, turn, until)"                      \
    " VALUES ($1, $2, 1, " now " + $3)"                                       \
    " ON CONFLICT (name) DO UPDATE SET holder = excluded.holder,"             \
    " until = excluded.until,"                                                \
    " turn = l.turn + CASE WHEN l.holder = excluded.holder THEN 0 ELSE 1 END" \
    " WHERE l.holder = excluded.holder OR l.until < " now

enum { TAKE_IT, LEAVE, TURNS, COUNT };
static const struct statement texts[COUNT] = {
    [TAKE_IT] = {TAKE(NOW_LITE), TAKE(NOW_POST)},
    [LEAVE] = {"UPDATE lease SET until = 0 WHERE name = $1 AND holder = $2",
               NULL},
    [TURNS] = {"SELECT COALESCE(MAX(turn), 0) FROM lease WHERE name = $1",
               NULL},
};
const struct statements lease_statements = {"lease", texts, COUNT};

enum err
lease_take(struct txn *tx, struct str name, struct str holder, int seconds)
{
    int64_t  changed = 0;
    enum err e;

    assert(txn_is_write(tx) && seconds > 0);
    e = txn_do_count(tx, &texts[TAKE_IT],
        ARGS(A_TEXT(name), A_BYTES(holder), A_INT(seconds * INT64_C(1000000))),
        &changed);
    return e || changed ? e : ERR_BUSY;
}

enum err
lease_leave(struct txn *tx, struct str name, struct str holder)
{
    assert(txn_is_write(tx));
    return txn_do(tx, &texts[LEAVE], ARGS(A_TEXT(name), A_BYTES(holder)));
}

enum err
lease_turns(struct txn *tx, struct str name, int64_t *turns)
{
    struct rows row;
    enum err    e = txn_row(tx, &texts[TURNS], ARGS(A_TEXT(name)), &row);

    if (!e)
        *turns = row_int(&row, 0);
    return e;
}
