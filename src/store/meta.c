/*
 * Key and value, for the handful of things that are about the whole
 * database.
 */
#include "store/meta.h"

enum { SET, GET, COUNT };
static const struct statement meta_texts[COUNT] = {
    [SET] = {.sql = "INSERT INTO meta (key, value) VALUES ($1, $2)"
                    " ON CONFLICT (key) DO UPDATE SET value = $2"},
    [GET] = {.sql = "SELECT value FROM meta WHERE key = $1"},
};
const struct statements meta_statements = {"meta", meta_texts, COUNT};

enum err
meta_set(struct txn *tx, struct str key, struct str value)
{
    return txn_do(tx, &meta_texts[SET], ARGS(A_TEXT(key), A_TEXT(value)));
}

enum err
meta_get(struct txn *tx, struct str key, struct str *value)
{
    struct rows r;
    enum err    e = txn_row(tx, &meta_texts[GET], ARGS(A_TEXT(key)), &r);

    if (e && e != ERR_ABSENT)
        return e;
    *value = e ? (struct str){0} : row_text(&r, 0);
    return OK;
}

enum err
meta_is_demo(struct txn *tx, bool *yes)
{
    struct str v;
    enum err   e = meta_get(tx, S("demonstration"), &v);

    if (e == OK)
        *yes = str_eq(v, S("yes"));
    return e;
}

enum err
meta_mark_demo(struct txn *tx)
{
    return meta_set(tx, S("demonstration"), S("yes"));
}
