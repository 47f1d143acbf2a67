/*
 * Ties as they stand now.  The rows come from the fold (project.c); this
 * file only reads them.  A row keeps sixteen bytes for whom; whether that is
 * an account, a desk or an agency is told by where they are found.
 */
#include "record/tie.h"

enum { KINDS, LIST, LISTED, PERSONS, COUNT };
static const struct statement texts[COUNT] = {
    [KINDS] = {.sql = "SELECT DISTINCT whom, kind FROM tie"
                      " WHERE person = $1 AND since <= $2"
                      " AND (until IS NULL OR until > $2)"},
    [LIST] = {.sql = "SELECT t.whom, t.kind, t.means, t.since, t.until,"
                     " CASE WHEN a.id IS NOT NULL THEN 1"
                     " WHEN d.id IS NOT NULL THEN 2 ELSE 3 END"
                     " FROM tie t LEFT JOIN account a ON a.id = t.whom"
                     " LEFT JOIN desk d ON d.id = t.whom"
                     " WHERE t.person = $1 AND t.since <= $2"
                     " AND (t.until IS NULL OR t.until > $2)"
                     " ORDER BY t.since, t.whom"},
    [LISTED] = {.sql = "SELECT DISTINCT scope FROM audience"
                       " WHERE person = $1"},
    [PERSONS] = {.sql = "SELECT x.person FROM (SELECT person,"
                        " MIN(since) AS since FROM tie"
                        " WHERE whom = $1 AND since <= $2"
                        " AND means IN ('allocated', 'co_ordinator')"
                        " AND (until IS NULL OR until > $2)"
                        " GROUP BY person) x ORDER BY COALESCE("
                        "(SELECT MIN(c.due) FROM clock_row c"
                        " WHERE c.person = x.person AND c.state = 'open'),"
                        " 9223372036854775807), x.since, x.person LIMIT $3"},
};
const struct statements tie_statements = {"tie", texts, COUNT};

static bool
is_any(struct str bytes, const struct id *keys, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq(bytes, id_bytes(&keys[i])))
            return true;
    return false;
}

/* wide: the header's */
enum err
tie_kinds(struct work *w, struct id person, const struct id *keys,
    size_t key_count, struct str **kinds, size_t *count)
{
    struct rows r;
    struct str *all;
    size_t      n = 0;
    enum err    e;

    if ((e = txn_rows(w->tx, &texts[KINDS], ARGS(A_ID(person), A_TIME(w->now)),
             &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct str, r.count + 1);
    while (rows_next(&r))
        if (is_any(row_bytes(&r, 0), keys, key_count) &&
            !str_among(row_text(&r, 1), all, n))
            all[n++] = row_text(&r, 1);
    *kinds = all;
    *count = n;
    return OK;
}

enum err
tie_lists(struct work *w, struct id person, const struct id *keys,
    size_t key_count, bool *yes)
{
    struct rows r;
    enum err    e = txn_rows(w->tx, &texts[LISTED], ARGS(A_ID(person)), &r);

    while (!e && rows_next(&r))
        *yes = *yes || is_any(row_bytes(&r, 0), keys, key_count);
    return e;
}

static enum id_kind
kind_of(int64_t found)
{
    static const enum id_kind kinds[] = {ID_NONE, ID_ACCOUNT, ID_DESK,
        ID_AGENCY};

    return kinds[found];
}

enum err
tie_list(struct work *w, struct id person, struct str means,
    struct tie_row **out, size_t *count)
{
    struct rows     r;
    struct tie_row *all;
    size_t          n = 0;
    enum err        e;

    if ((e = txn_rows(w->tx, &texts[LIST], ARGS(A_ID(person), A_TIME(w->now)),
             &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct tie_row, r.count + 1);
    while (rows_next(&r)) {
        if (means.n && !str_eq(row_text(&r, 2), means))
            continue;
        all[n++] = (struct tie_row){
            .person = person,
            .whom = row_id(&r, 0, kind_of(row_int(&r, 5))),
            .kind = row_text(&r, 1),
            .means = row_text(&r, 2),
            .since = row_time(&r, 3),
            .until = row_time(&r, 4),
        };
    }
    *out = all;
    *count = n;
    return OK;
}

enum err
tie_persons(struct work *w, struct id whom, int64_t most, struct id **out,
    size_t *count)
{
    struct rows r;
    struct id  *all;
    size_t      n = 0;
    enum err    e;

    if ((e = txn_rows(w->tx, &texts[PERSONS],
             ARGS(A_ID(whom), A_TIME(w->now), A_INT(most)), &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct id, r.count + 1);
    while (rows_next(&r))
        all[n++] = row_id(&r, 0, ID_PERSON);
    *out = all;
    *count = n;
    return OK;
}
