/*
 * The register as it stands, from its projections: the spell, and of those
 * who were named co-ordinator the first who is one now.
 */
#include "record/register.h"

#include "record/account.h"
#include "record/whereabouts.h"

enum { FIND, CO_ORDINATOR, LIST, HOW_MANY, COUNT };
static const struct statement texts[COUNT] = {
    [FIND] = {.sql = "SELECT authority, categories, primary_, on_at, off_at,"
                     " temporary FROM register_spell"
                     " WHERE person = $1 AND on_at <= $2"
                     " AND (off_at IS NULL OR off_at > $2)"
                     " ORDER BY temporary, on_at DESC, opened_by"},
    [CO_ORDINATOR] = {.sql = "SELECT account, name FROM co_ordinator"
                             " WHERE person = $1 AND since <= $2"
                             " AND (until IS NULL OR until > $2)"
                             " ORDER BY place LIMIT 1"},
    [LIST] = {.sql = "SELECT DISTINCT person FROM register_spell"
                     " WHERE authority = $1 AND temporary = 0 AND on_at <= $2"
                     " AND (off_at IS NULL OR off_at > $2) ORDER BY person"},
    [HOW_MANY] = {.sql = "SELECT COUNT(DISTINCT person) FROM register_spell"
                         " WHERE on_at <= $1"
                         " AND (off_at IS NULL OR off_at > $1)"},
};
const struct statements register_statements = {"register", texts, COUNT};

static enum err
co_ordinator(struct work *w, struct id person, struct register_row *row)
{
    struct account account;
    struct rows    r;
    enum err       e;

    if ((e = txn_rows(w->tx, &texts[CO_ORDINATOR],
             ARGS(A_ID(person), A_TIME(w->now)), &r)) ||
        !rows_next(&r))
        return e;
    row->co_ordinator = row_text(&r, 1);
    if (row_is_null(&r, 0))
        return OK;
    row->co_ordinator_account = row_id(&r, 0, ID_ACCOUNT);
    e = account_load(w, row->co_ordinator_account, &account);
    if (e == OK)
        row->co_ordinator = account.name;
    return e == ERR_ABSENT ? OK : e;
}

enum err
register_find(struct work *w, struct id person, struct register_row *out)
{
    struct register_row row = {.person = person};
    struct rows         r;
    enum err            e;

    if ((e = person_resolve(w, person, &row.person)))
        return e;
    if ((e = txn_rows(w->tx, &texts[FIND],
             ARGS(A_ID(row.person), A_DATE(w->tx, w->today)), &r)))
        return e;
    if (!rows_next(&r))
        return ERR_ABSENT;
    row.authority = row_id(&r, 0, ID_AGENCY);
    row.categories = row_text(&r, 1);
    row.primary = row_text(&r, 2);
    row.on = row_date(&r, 3);
    row.off = row_date(&r, 4);
    row.temporary = row_int(&r, 5) != 0;
    while (!row.temporary && rows_next(&r))
        if (row_int(&r, 5))
            row.host = row_id(&r, 0, ID_AGENCY);
    if ((e = whereabouts_find(w, row.person, &row.missing)))
        return e;
    if ((e = co_ordinator(w, row.person, &row)))
        return e;
    *out = row;
    return OK;
}

enum err
register_list(struct work *w, struct id authority, struct id **persons,
    size_t *count)
{
    struct rows r;
    struct id  *all;
    size_t      n = 0;
    enum err    e;

    if ((e = txn_rows(w->tx, &texts[LIST],
             ARGS(A_ID(authority), A_DATE(w->tx, w->today)), &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct id, r.count + 1);
    while (rows_next(&r))
        all[n++] = row_id(&r, 0, ID_PERSON);
    *persons = all;
    *count = n;
    return OK;
}

enum err
register_count(struct work *w, int64_t *out)
{
    struct rows r;
    enum err    e;

    if ((e = txn_row(w->tx, &texts[HOW_MANY], ARGS(A_DATE(w->tx, w->today)),
             &r)))
        return e;
    *out = row_int(&r, 0);
    return OK;
}
