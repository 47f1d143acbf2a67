/*
 * One-time links.  The secret is 20 random bytes, so it needs no salt: its
 * plain hash finds the row and tells nothing.
 */
#include "record/invite.h"

#include <assert.h>

#define SECRET_BYTES 20

enum { NEW, FIND, USED, LIST, COUNT };
#define INVITE_COLUMNS "hash, agency, made_by, made_at, until, used_at, entry"
static const struct statement texts[COUNT] = {
    [NEW] = {.sql = "INSERT INTO invite"
                    " (hash, agency, made_by, made_at, until)"
                    " VALUES ($1, $2, $3, $4, $5)"},
    [FIND] = {.sql = "SELECT " INVITE_COLUMNS " FROM invite"
                     " WHERE hash = $1 AND until > $2"},
    [USED] = {.sql = "UPDATE invite SET used_at = $2, entry = $3"
                     " WHERE hash = $1 AND used_at IS NULL"},
    [LIST] = {.sql = "SELECT " INVITE_COLUMNS " FROM invite"
                     " WHERE made_by = $1 ORDER BY made_at DESC, hash"},
};
const struct statements invite_statements = {"invite", texts, COUNT};

struct str
invite_hash(struct arena *a, struct str secret)
{
    struct digest d = hash_sha256(secret);

    return str_dup(a, hash_str(&d));
}

static struct invite
invite_of_row(const struct rows *r)
{
    return (struct invite){
        .hash = row_bytes(r, 0),
        .agency = row_id(r, 1, ID_AGENCY),
        .made_by = row_id(r, 2, ID_ACCOUNT),
        .made_at = row_time(r, 3),
        .until = row_time(r, 4),
        .used_at = row_time(r, 5),
        .entry = row_id(r, 6, ID_ENTRY),
    };
}

enum err
invite_new(struct work *w, struct id agency, struct id made_by,
    struct str *secret, struct invite *out)
{
    struct arena            *a = txn_arena(w->tx);
    const struct term_limit *lasts = pack_limit(w->pack, S("one_time_link"));
    struct invite i = {.agency = agency, .made_by = made_by, .made_at = w->now};
    struct str    text;
    enum err      e;

    assert(agency.kind == ID_AGENCY && made_by.kind == ID_ACCOUNT && lasts);
    if ((e = span_add(w->pack->calendar, w->pack->zone, w->now, lasts->span,
             &i.until)))
        return e;
    text = str_hex(a, key_random(a, SECRET_BYTES));
    i.hash = invite_hash(a, text);
    if ((e = txn_do(w->tx, &texts[NEW],
             ARGS(A_BYTES(i.hash), A_ID(agency), A_ID(made_by), A_TIME(w->now),
                 A_TIME(i.until)))))
        return e;
    *secret = text;
    *out = i;
    return OK;
}

enum err
invite_find(struct work *w, struct str hash, struct invite *out)
{
    struct rows r;
    enum err    e;

    if ((e = txn_row(w->tx, &texts[FIND], ARGS(A_BYTES(hash), A_TIME(w->now)),
             &r)))
        return e;
    *out = invite_of_row(&r);
    return OK;
}

enum err
invite_used(struct work *w, struct str hash, struct id entry)
{
    int64_t  changed;
    enum err e;

    if ((e = txn_do_count(w->tx, &texts[USED],
             ARGS(A_BYTES(hash), A_TIME(w->now), A_ID(entry)), &changed)))
        return e;
    return changed ? OK : ERR_CONFLICT;
}

enum err
invite_list(struct work *w, struct id made_by, struct invite **out,
    size_t *count)
{
    struct invite *all;
    struct rows    r;
    enum err       e;

    if ((e = txn_rows(w->tx, &texts[LIST], ARGS(A_ID(made_by)), &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct invite, r.count + 1);
    *count = 0;
    while (rows_next(&r))
        all[(*count)++] = invite_of_row(&r);
    *out = all;
    return OK;
}
