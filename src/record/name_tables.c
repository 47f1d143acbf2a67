/*
 * A sealed address is not opened for this: whatever a row of place.txt calls
 * a town is hashed as it was when the row was not there, and what stands
 * under that hash is put under the hash of the first form.  A row that is
 * taken away again leaves them there.
 */
#include "record/name_tables.h"

#include "match/intern.h"
#include "match/name_table.h"
#include "record/entry_inside.h"
#include "record/seal.h"
#include "store/meta.h"

enum { TOWNS, TOWN_MOVE, COUNT };
static const struct statement texts[COUNT] = {
    [TOWNS] = {.sql = "SELECT DISTINCT town FROM sealed_value"
                      " WHERE town IS NOT NULL"},
    [TOWN_MOVE] = {.sql = "UPDATE sealed_value SET town = $1"
                          " WHERE town = $2"},
};
const struct statements name_tables_statements = {"name_tables", texts, COUNT};

static const struct str key = S_INIT("names.mark");

struct settling {
    struct work   *work;
    struct change *change;
    struct intern *towns; /* that are there */
};

static struct str
mark(struct txn *tx)
{
    struct digest d = hash_sha256(
        str_of_int(txn_arena(tx), (int64_t)(name_table_mark() >> 1)));

    return str_sub(str_hex(txn_arena(tx), hash_str(&d)), 0, 16);
}

/* The words of a row that a town stands under, put under the first. */
static enum err
row_settle(struct settling *s, struct str row)
{
    struct work *w = s->work;
    struct str   head = {NULL, 0}, one;
    enum err     e = OK;

    while (!e && str_split(&row, ' ', &one)) {
        struct str is = location_town(w, one);

        if (!head.n)
            head = is;
        if (str_eq(is, head) || !intern_find(s->towns, is))
            continue;
        change_note(s->change, S("sealed_value"));
        e = txn_do(w->tx, &texts[TOWN_MOVE], ARGS(A_BYTES(head), A_BYTES(is)));
    }
    return e;
}

static enum err
towns_settle(struct settling *s)
{
    struct arena *a = txn_arena(s->work->tx);
    struct rows   r;
    enum err      e = txn_rows(s->work->tx, &texts[TOWNS], NO_ARGS, &r);

    while (!e && rows_next(&r))
        intern_put(s->towns, row_bytes(&r, 0));
    for (size_t i = 0; !e && i < name_table_count(MATCH_NAME_PLACE); i++) {
        struct mark at = arena_mark(a);

        e = row_settle(s, name_table_row(MATCH_NAME_PLACE, i));
        arena_rewind(a, at);
    }
    return e;
}

enum err
name_tables_begin(struct txn *tx)
{
    return meta_set(tx, key, mark(tx));
}

enum err
name_tables_stand(struct txn *tx, bool *yes)
{
    struct str was;
    enum err   e = meta_get(tx, key, &was);

    if (!e)
        *yes = !was.n || str_eq(was, mark(tx));
    return e;
}

enum err
name_tables_settle(struct work *w, struct change *change)
{
    struct settling s = {w, change, NULL};
    struct str      was;
    enum err        e = meta_get(w->tx, key, &was);

    if (e || str_eq(was, mark(w->tx)))
        return e;
    s.towns = intern_new();
    e = towns_settle(&s);
    intern_free(s.towns);
    return e ? e : name_tables_begin(w->tx);
}
