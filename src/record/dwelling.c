/*
 * Homes of records, compared.  The seal hashed both parts when the address
 * was put away; here nothing is opened.
 */
#include "record/dwelling.h"

#include "base/hash.h"
#include "record/person_inside.h"

enum { NEWEST, SHARERS, COUNT };
#define NEVER_GUARDED                                                         \
    " AND NOT EXISTS (SELECT 1 FROM source_person q"                          \
    " JOIN label l ON l.source = q.source"                                    \
    " WHERE q.person = p.person AND l.label <> 'normal')"
static const struct statement texts[COUNT] = {
    [NEWEST] = {.sql = "SELECT f.town, f.street FROM source_person p"
                       " JOIN source_face f ON f.source = p.source"
                       " LEFT JOIN entry e ON e.id = f.entry"
                       " WHERE p.person = " NOW_OF_1 " AND f.town IS NOT NULL"
                       " AND f.street IS NOT NULL" NEVER_GUARDED
                       " ORDER BY COALESCE(e.recorded_at, 0) DESC, f.source"
                       " LIMIT 1"},
    [SHARERS] = {.sql = "SELECT COUNT(*) FROM"
                        " (SELECT DISTINCT p.person FROM source_face f"
                        " JOIN source_person p ON p.source = f.source"
                        " WHERE f.street = $1 AND f.town = $2" NEVER_GUARDED
                        " LIMIT $3) AS t"},
};
const struct statements dwelling_statements = {"dwelling", texts, COUNT};

const struct digest *
dwelling_hash(struct arena *a, struct str town, struct str street)
{
    const struct str pieces[2] = {town, street};
    struct digest   *d;

    if (!town.n || !street.n)
        return NULL;
    d = ARENA_NEW(a, struct digest);
    *d = hash_sha256_of(pieces, 2);
    return d;
}

enum err
dwelling_of(struct work *w, struct id person, struct match_person *out)
{
    struct str  town, street;
    struct rows r;
    enum err    e = txn_row(w->tx, &texts[NEWEST], ARGS(A_ID(person)), &r);

    if (e)
        return e == ERR_ABSENT ? OK : e;
    town = row_bytes(&r, 0);
    street = row_bytes(&r, 1);
    if ((e = txn_row(w->tx, &texts[SHARERS],
             ARGS(A_BYTES(street), A_BYTES(town), A_INT(DWELLING_SHARED)), &r)))
        return e;
    out->home = dwelling_hash(txn_arena(w->tx), town, street);
    out->home_shared = row_int(&r, 0) >= DWELLING_SHARED;
    return OK;
}
