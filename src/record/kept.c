/*
 * What was typed when a session had ended.  Drafts are another thing: they
 * are begun on purpose, and last until they are sent.
 */
#include "record/kept.h"

#include <assert.h>

#define LIFE_US (KEPT_HOURS * INT64_C(3600000000))

enum { PUT, FIND, DROP, FORGET, CROWD, COUNT };
static const struct statement texts[COUNT] = {
    [PUT] = {.sql = "INSERT INTO kept (id, account, kept_at, sealed)"
                    " VALUES ($1, $2, $3, $4)"},
    [FIND] = {.sql = "SELECT sealed FROM kept"
                     " WHERE id = $1 AND account = $2 AND kept_at > $3"},
    [DROP] = {.sql = "DELETE FROM kept WHERE id = $1"},
    [FORGET] = {.sql = "DELETE FROM kept WHERE kept_at <= $1"},
    [CROWD] = {.sql = "DELETE FROM kept WHERE account = $1 AND id NOT IN"
                      " (SELECT id FROM kept WHERE account = $1"
                      " ORDER BY kept_at DESC, id LIMIT $2)"},
};
const struct statements kept_statements = {"kept", texts, COUNT};

static struct str
place_of(struct arena *a, struct id id)
{
    return str_cat(a, S("kept:sealed:"), id_text(a, id));
}

static struct moment
oldest(struct moment machine_now)
{
    return (struct moment){machine_now.us - LIFE_US};
}

enum err
kept_put(struct work *w, struct id account, struct str text,
    struct moment machine_now, struct id *id)
{
    struct arena *a = txn_arena(w->tx);
    struct id     made = txn_id(w->tx, ID_KEPT);
    struct str    sealed;
    enum err      e;

    assert(account.kind == ID_ACCOUNT);
    sealed = key_seal(a, txn_keys(w->tx), KEY_DRAFT, place_of(a, made), text);
    if ((e = txn_do(w->tx, &texts[CROWD],
             ARGS(A_ID(account), A_INT(KEPT_MOST - 1)))) ||
        (e = txn_do(w->tx, &texts[PUT],
             ARGS(A_ID(made), A_ID(account), A_TIME(machine_now),
                 A_BYTES(sealed)))))
        return e;
    *id = made;
    return OK;
}

enum err
kept_open(struct work *w, struct id id, struct id account,
    struct moment machine_now, struct str *text)
{
    struct arena *a = txn_arena(w->tx);
    struct rows   r;
    enum err      e;

    assert(id.kind == ID_KEPT);
    if ((e = txn_row(w->tx, &texts[FIND],
             ARGS(A_ID(id), A_ID(account), A_TIME(oldest(machine_now))), &r)))
        return e;
    if (key_open(a, txn_keys(w->tx), KEY_DRAFT, place_of(a, id),
            row_bytes(&r, 0), text))
        return ERR_STORE;
    return OK;
}

enum err
kept_drop(struct work *w, struct id id)
{
    return txn_do(w->tx, &texts[DROP], ARGS(A_ID(id)));
}

enum err
kept_forget(struct work *w, struct moment machine_now)
{
    return txn_do(w->tx, &texts[FORGET], ARGS(A_TIME(oldest(machine_now))));
}
