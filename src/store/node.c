/*
 * node -- a row each, written by the minute beside the background work.
 */
#include "store/node.h"

#include <assert.h>

#include "store/now.h"

#define DAY "86400000000"
/* holder, name, version */
#define SEEN(now)                                                             \
    "INSERT INTO node (holder, name, version, began, seen)"                   \
    " VALUES ($1, $2, $3, " now ", " now ")"                                  \
    " ON CONFLICT (holder) DO UPDATE SET seen = excluded.seen"
/* whether the holder has the lease of that name */
#define HAS(name, now)                                                        \
    "(SELECT COUNT(*) FROM lease l WHERE l.name = '" name "'"                 \
    " AND l.holder = n.holder AND l.until >= " now ")"
#define ALL(now)                                                              \
    "SELECT n.holder, n.name, n.version, n.began, n.seen, " now " - n.seen, " \
    HAS("ledger", now) ", " HAS("tick", now)                                  \
    " FROM node n ORDER BY n.began, n.holder"

enum { IS_SEEN, FORGET, LEFT, LIST, COUNT };
static const struct statement texts[COUNT] = {
    [IS_SEEN] = {SEEN(NOW_LITE), SEEN(NOW_POST)},
    [FORGET] = {"DELETE FROM node WHERE holder <> $1",
                "DELETE FROM node WHERE holder <> $1"
                " AND seen < " NOW_POST " - " DAY},
    [LEFT] = {"DELETE FROM node WHERE holder = $1", NULL},
    [LIST] = {ALL(NOW_LITE), ALL(NOW_POST)},
};
const struct statements node_statements = {"node", texts, COUNT};

enum err
node_seen(struct txn *tx, const struct node *self)
{
    enum err e;

    assert(txn_is_write(tx) && self->holder.n);
    if ((e = txn_do(tx, &texts[FORGET], ARGS(A_BYTES(self->holder)))))
        return e;
    return txn_do(tx, &texts[IS_SEEN],
        ARGS(A_BYTES(self->holder), A_TEXT(self->name), A_TEXT(self->version)));
}

enum err
node_left(struct txn *tx, struct str holder)
{
    assert(txn_is_write(tx));
    return txn_do(tx, &texts[LEFT], ARGS(A_BYTES(holder)));
}

enum err
node_list(struct txn *tx, struct node **out, size_t *count)
{
    struct node *all;
    struct rows  r;
    size_t       n = 0;
    enum err     e = txn_rows(tx, &texts[LIST], NO_ARGS, &r);

    if (e)
        return e;
    all = ARENA_ARRAY(txn_arena(tx), struct node, r.count + 1);
    while (rows_next(&r))
        all[n++] = (struct node){.holder = row_bytes(&r, 0),
            .name = row_text(&r, 1),
            .version = row_text(&r, 2),
            .began = row_time(&r, 3),
            .seen = row_time(&r, 4),
            .silent = row_int(&r, 5),
            .numbers = row_int(&r, 6) > 0,
            .ticks = row_int(&r, 7) > 0};
    *out = all;
    *count = n;
    return OK;
}
