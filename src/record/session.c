/*
 * Sessions are rows: the cookie holds a random secret, the row its keyed
 * hash, so that whoever reads the database cannot sign in with it.  A
 * session is over when it was ended, was not used for a while, or is old;
 * nothing needs to run for that.  One from a clock that was ahead, and has
 * been put right, is over too: else it would last as much longer, unused.
 */
#include <assert.h>

#include "record/account.h"
#include "record/known.h"

#define MINUTE_US INT64_C(60000000)
#define IDLE_US (SESSION_IDLE_MINUTES * MINUTE_US)
#define MOST_US (SESSION_MOST_HOURS * 60 * MINUTE_US)
#define SECRET_BYTES 32

enum { ADD, FIND, OF_TOKEN, LIVE, TOUCH, END, END_OTHERS, COUNT };
static const struct statement texts[COUNT] = {
    [ADD] = {.sql = "INSERT INTO session"
                    " (hash, account, token, made_at, seen_at)"
                    " VALUES ($1, $2, $3, $4, $4)"},
    [FIND] = {.sql = "SELECT s.account, s.token, s.made_at, s.seen_at,"
                     " w.turn, w.listed"
                     " FROM session s JOIN account a ON a.id = s.account"
                     " JOIN who_is_who w ON w.one = 1"
                     " WHERE s.hash = $1 AND s.ended_at IS NULL"
                     " AND s.seen_at > $2 AND s.made_at > $3"
                     " AND s.seen_at < $4"
                     " AND a.ended_at IS NULL AND a.password_first = 0"
                     " AND a.confirmed_at IS NOT NULL"},
    [OF_TOKEN] = {.sql = "SELECT s.account FROM session s"
                         " JOIN account a ON a.id = s.account"
                         " WHERE s.token = $1 AND a.ended_at IS NULL"
                         " AND a.password_first = 0"
                         " AND a.confirmed_at IS NOT NULL"},
    [LIVE] = {.sql = "SELECT hash FROM session"
                     " WHERE account = $1 AND ended_at IS NULL"
                     " AND seen_at > $2 AND made_at > $3"
                     " AND seen_at < $4"
                     " ORDER BY made_at, hash"},
    [TOUCH] = {.sql = "UPDATE session SET seen_at = $2"
                      " WHERE hash = $1 AND seen_at < $2"
                      " AND ended_at IS NULL"},
    [END] = {.sql = "UPDATE session SET ended_at = $2"
                    " WHERE hash = $1 AND ended_at IS NULL"},
    [END_OTHERS] = {.sql = "UPDATE session SET ended_at = $3"
                           " WHERE account = $1 AND hash <> $2"
                           " AND ended_at IS NULL"},
};
const struct statements session_statements = {"session", texts, COUNT};

static struct str
hash_of(struct work *w, struct str id)
{
    struct digest d = key_hash(txn_keys(w->tx), KEY_SESSION, id);

    return str_dup(txn_arena(w->tx), hash_str(&d));
}

/* Ends the oldest, so that with the one to come there are not too many. */
static enum err
make_room(struct work *w, struct id account, struct moment now)
{
    struct rows r;
    enum err    e;

    if ((e = txn_rows(w->tx, &texts[LIVE],
             ARGS(A_ID(account), A_INT(now.us - IDLE_US),
                 A_INT(now.us - MOST_US), A_INT(now.us + IDLE_US)),
             &r)))
        return e;
    for (size_t left = r.count; left >= SESSIONS_MOST; left--) {
        rows_next(&r);
        if ((e = session_end(w, row_bytes(&r, 0), now)))
            return e;
    }
    return OK;
}

enum err
session_new(struct work *w, struct id account, struct moment machine_now,
    struct str *id, struct session *out)
{
    struct arena  *a = txn_arena(w->tx);
    struct str     secret = str_hex(a, key_random(a, SECRET_BYTES));
    struct session s = {
        .hash = hash_of(w, secret),
        .token = key_random(a, SECRET_BYTES),
        .account = account,
        .made_at = machine_now,
        .seen_at = machine_now,
    };
    enum err e;

    assert(account.kind == ID_ACCOUNT);
    if ((e = make_room(w, account, machine_now)))
        return e;
    if ((e = txn_do(w->tx, &texts[ADD],
             ARGS(A_BYTES(s.hash), A_ID(account), A_BYTES(s.token),
                 A_TIME(machine_now)))))
        return e;
    *id = secret;
    *out = s;
    return OK;
}

/* ---- remembered between requests ---- */

/* Its place; its whole hash is compared. */
static struct id
place_of(struct str hash)
{
    struct id id;

    if (!id_of_bytes(str_sub(hash, 0, sizeof(id.b)), ID_KEPT, &id))
        BUG("a session's hash is too short");
    return id;
}

static bool
is_live(const struct session *s, struct moment now)
{
    return s->seen_at.us > now.us - IDLE_US &&
        s->made_at.us > now.us - MOST_US && s->seen_at.us < now.us + IDLE_US;
}

/* One that is due to be written as seen is looked for in the database: it
 * may have been, since it was remembered. */
static bool
recall(struct work *w, struct str hash, struct moment now, struct session *out)
{
    const struct session *s = known_find(w, KNOWN_SESSION, place_of(hash));

    if (!s || !str_eq(s->hash, hash) || !is_live(s, now) ||
        now.us - s->seen_at.us > SESSION_TOUCH_US)
        return false;
    *out = *s;
    return true;
}

static void
remember(struct work *w, const struct session *s)
{
    struct arena   *room = arena_new(0);
    struct session *kept = ARENA_NEW(room, struct session);

    *kept = *s;
    kept->hash = str_dup(room, s->hash);
    kept->token = str_dup(room, s->token);
    known_keep(w, KNOWN_SESSION, place_of(s->hash),
        (struct known_value){room, kept, {INT64_MAX}});
}

enum err
session_find(struct work *w, struct str id, struct moment machine_now,
    struct session *out)
{
    struct str  hash = hash_of(w, id);
    struct rows r;
    enum err    e;

    if (recall(w, hash, machine_now, out))
        return OK;
    e = txn_row(w->tx, &texts[FIND],
        ARGS(A_BYTES(hash), A_INT(machine_now.us - IDLE_US),
            A_INT(machine_now.us - MOST_US), A_INT(machine_now.us + IDLE_US)),
        &r);
    if (e)
        return e == ERR_ABSENT ? ERR_SIGN_IN : e;
    *out = (struct session){
        .hash = hash,
        .account = row_id(&r, 0, ID_ACCOUNT),
        .token = row_bytes(&r, 1),
        .made_at = row_time(&r, 2),
        .seen_at = row_time(&r, 3),
    };
    known_turns_are(w, row_int(&r, 4), row_int(&r, 5));
    remember(w, out);
    return OK;
}

enum err
session_of_token(struct work *w, struct str token, struct id *account)
{
    struct str  bytes;
    struct rows r;
    enum err    e;

    if (token.n != 2 * SECRET_BYTES ||
        !str_unhex(txn_arena(w->tx), token, &bytes))
        return ERR_SIGN_IN;
    e = txn_row(w->tx, &texts[OF_TOKEN], ARGS(A_BYTES(bytes)), &r);
    if (e)
        return e == ERR_ABSENT ? ERR_SIGN_IN : e;
    *account = row_id(&r, 0, ID_ACCOUNT);
    return OK;
}

enum err
session_touch(struct work *w, struct str hash, struct moment machine_now)
{
    return txn_do(w->tx, &texts[TOUCH],
        ARGS(A_BYTES(hash), A_TIME(machine_now)));
}

enum err
session_end(struct work *w, struct str hash, struct moment machine_now)
{
    enum err e =
        txn_do(w->tx, &texts[END], ARGS(A_BYTES(hash), A_TIME(machine_now)));

    return e ? e : known_changed(w);
}

/* No session has the empty hash. */
enum err
session_end_others(struct work *w, struct id account, struct str kept,
    struct moment machine_now)
{
    enum err e = txn_do(w->tx, &texts[END_OTHERS],
        ARGS(A_ID(account), A_BYTES(kept), A_TIME(machine_now)));

    return e ? e : known_changed(w);
}
