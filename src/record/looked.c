/*
 * The ledger has an index over whom a leaf is about, so only this person's
 * leaves are read.
 */
#include "record/looked.h"

#define HOUR "3600000000"

enum { LIST, COUNT };
static const struct statement texts[COUNT] = {
    [LIST] = {.sql =
        "SELECT MAX(l.at), l.agency, l.purpose,"
        " CASE WHEN l.kind = 'refused' THEN 1 ELSE 0 END, COUNT(*)"
        " FROM ledger_leaf l WHERE l.id IN (SELECT b.leaf"
        " FROM ledger_about b WHERE b.kind = 'p' AND b.about IN"
        " (SELECT s.person FROM source_person p"
        " JOIN source s ON s.id = p.source WHERE p.person = $1))"
        " AND l.kind IN ('read', 'refused') AND l.account IS NOT NULL"
        " AND l.purpose <> $2 AND l.at < $3"
        " AND NOT EXISTS (SELECT 1 FROM check_done c"
        " WHERE c.leaf = l.id AND c.discreet = 1)"
        " GROUP BY l.agency, l.purpose, l.kind, l.at / " HOUR
        " ORDER BY MAX(l.at) DESC, l.agency, l.purpose LIMIT $4"},
};
const struct statements looked_statements = {"looked", texts, COUNT};

enum err
looked_list(struct work *w, const struct looked_ask *ask, struct looked **out,
    size_t *count)
{
    struct looked *all;
    struct rows    r;
    size_t         n = 0;
    enum err       e;

    if ((e = txn_rows(w->tx, &texts[LIST],
             ARGS(A_ID(ask->person), A_TEXT(ask->own), A_TIME(ask->before),
                 A_INT(ask->limit)),
             &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct looked, r.count + 1);
    for (; rows_next(&r); n++)
        all[n] = (struct looked){.last = row_time(&r, 0),
            .agency = row_id(&r, 1, ID_AGENCY),
            .purpose = row_text(&r, 2),
            .refused = row_int(&r, 3) != 0,
            .times = row_int(&r, 4)};
    *out = all;
    *count = n;
    return OK;
}
