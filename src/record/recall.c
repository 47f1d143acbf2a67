/*
 * A table of birth dates by their keyed hash, which is as good as random:
 * its first bytes say where in the table to look first.
 */
#include "record/recall.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

enum { FIRST_ROOM = 1024, FIRST_CHECKS = 4 };

enum { ALL, SEEN, NEWS, PUT, COUNT };
#define ONE_AND_AREA                                                          \
    "m.question, m.account, m.agency, COALESCE(a.authority, a.id)"
static const struct statement texts[COUNT] = {
    /* wide: all of it, once */
    [ALL] = {.sql = "SELECT " ONE_AND_AREA ", MAX(m.at), MAX(m.until), m.born"
                    " FROM check_memory m JOIN agency a ON a.id = m.agency"
                    " WHERE m.until > $1 GROUP BY m.born, " ONE_AND_AREA},
    /* what this transaction may see, in the server's own words */
    [SEEN] = {.sql = "SELECT $1",
        .pg = "SELECT CAST(pg_current_snapshot() AS TEXT),"
              " CAST($1 AS BIGINT)"},
    /* what others wrote that could not be seen then and can now; one row at
     * least.  Who had this connection's number before had ended before it
     * began, and all that was read then. */
    [NEWS] = {.sql = "SELECT $1",
        .pg = "SELECT m.question, m.account, m.agency,"
              " (SELECT COALESCE(a.authority, a.id) FROM agency a"
              " WHERE a.id = m.agency), m.at, m.until, m.born,"
              " CAST(s.now AS TEXT)"
              " FROM (SELECT pg_current_snapshot() AS now) s"
              " LEFT JOIN check_memory m"
              " ON m.written >= pg_snapshot_xmin(CAST($1 AS pg_snapshot))"
              " AND m.written < pg_snapshot_xmax(pg_current_snapshot())"
              " AND NOT pg_visible_in_snapshot(m.written,"
              " CAST($1 AS pg_snapshot)) AND m.writer <> pg_backend_pid()"},
    /* no two checks of one node have the same time */
    [PUT] = {.sql = "INSERT INTO check_memory (at, account, born, question,"
                    " agency, until) VALUES ($1, $2, $3, $4, $5, $6)"},
};
const struct statements recall_statements = {"recall", texts, COUNT};

struct birth {
    struct digest    born;
    struct recalled *all; /* null: nothing stands here */
    size_t           count, room;
};
struct recall {
    struct arena *arena; /* it lies in it */
    struct birth *table;
    size_t        count, room; /* a power of two */
    struct buf    seen;        /* of what others wrote; empty: nothing */
    int64_t       looked;      /* in the transaction of that number */
};

/* ---- the table ---- */

static struct birth *
place_of(const struct recall *r, const struct digest *born)
{
    size_t at;

    memcpy(&at, born->b, sizeof(at));
    while (r->table[at & (r->room - 1)].all &&
        memcmp(r->table[at & (r->room - 1)].born.b, born->b, sizeof(born->b)) !=
            0)
        at++;
    return &r->table[at & (r->room - 1)];
}

static void
table_grow(struct recall *r)
{
    struct recall more = *r;

    more.room = r->room ? r->room * 2 : FIRST_ROOM;
    more.table = ARENA_ARRAY(r->arena, struct birth, more.room);
    for (size_t i = 0; i < r->room; i++)
        if (r->table[i].all)
            *place_of(&more, &r->table[i].born) = r->table[i];
    *r = more;
}

static struct birth *
birth_of(struct recall *r, const struct digest *born)
{
    struct birth *b;

    if (r->count * 2 >= r->room)
        table_grow(r);
    b = place_of(r, born);
    if (!b->all) {
        b->born = *born;
        b->room = FIRST_CHECKS;
        b->all = ARENA_ARRAY(r->arena, struct recalled, b->room);
        r->count++;
    }
    return b;
}

static bool
is_same(const struct recalled *x, const struct recalled *y)
{
    return id_eq(x->account, y->account) && id_eq(x->agency, y->agency) &&
        memcmp(x->question.b, y->question.b, sizeof(x->question.b)) == 0;
}

static struct recalled *
find_same(struct birth *b, const struct recalled *one)
{
    for (size_t i = 0; i < b->count; i++)
        if (is_same(&b->all[i], one))
            return &b->all[i];
    return NULL;
}

/* One that is forgotten, or the oldest of as many as there may be. */
static struct recalled *
find_spent(struct birth *b, struct moment now)
{
    struct recalled *oldest = NULL;

    for (size_t i = 0; i < b->count; i++) {
        if (b->all[i].until.us <= now.us)
            return &b->all[i];
        if (!oldest || b->all[i].at.us < oldest->at.us)
            oldest = &b->all[i];
    }
    return b->count < RECALL_MOST ? NULL : oldest;
}

static struct recalled *
add_place(struct recall *r, struct birth *b)
{
    struct recalled *more;

    if (b->count == b->room) {
        more = ARENA_ARRAY(r->arena, struct recalled, b->room * 2);
        memcpy(more, b->all, b->count * sizeof(*more));
        b->all = more;
        b->room *= 2;
    }
    return &b->all[b->count++];
}

/* Where the check is to stand: in its own place, a spent one, or a new one. */
static struct recalled *
place_for(struct recall *r, const struct digest *born,
    const struct recalled *one)
{
    struct birth    *b = birth_of(r, born);
    struct recalled *place = find_same(b, one);

    if (!place)
        place = find_spent(b, one->at);
    return place ? place : add_place(r, b);
}

/* ---- read once ---- */

static void
recall_free(void *it)
{
    struct recall *r = it;

    arena_free(r->arena);
}

static bool
recalled_of_row(const struct rows *r, struct recalled *out)
{
    *out = (struct recalled){.account = row_id(r, 1, ID_ACCOUNT),
        .agency = row_id(r, 2, ID_AGENCY),
        .area = row_id(r, 3, ID_AGENCY),
        .at = row_time(r, 4),
        .until = row_time(r, 5)};
    return hash_of_bytes(row_bytes(r, 0), &out->question);
}

/* The newest counts: rows come in any order. */
static void
take_in(struct recall *r, const struct digest *born, const struct recalled *one)
{
    struct recalled *place = place_for(r, born, one);

    if (!is_same(place, one) || place->at.us <= one->at.us)
        *place = *one;
}

static enum err
take_row(struct recall *r, const struct rows *rows)
{
    struct recalled one;
    struct digest   born;

    if (!recalled_of_row(rows, &one) ||
        !hash_of_bytes(row_bytes(rows, 6), &born))
        return ERR_STORE;
    take_in(r, &born, &one);
    return OK;
}

static enum err
read_all(struct work *w, struct recall *r)
{
    struct rows rows;
    enum err    e = txn_rows(w->tx, &texts[ALL], ARGS(A_TIME(w->now)), &rows);

    while (!e && rows_next(&rows))
        e = take_row(r, &rows);
    return e;
}

static void
keep_seen(struct recall *r, struct str seen)
{
    buf_reset(&r->seen);
    buf_add(&r->seen, seen);
}

/* What is looked at before all is read is what is read again as news. */
static enum err
read_seen(struct work *w, struct recall *r)
{
    struct rows row;
    enum err    e = txn_row(w->tx, &texts[SEEN], ARGS(A_INT(0)), &row);

    if (!e)
        keep_seen(r, row_text(&row, 0));
    return e;
}

/* What others have committed since. */
static enum err
read_news(struct work *w, struct recall *r)
{
    struct rows rows;
    enum err    e;

    if (r->looked == txn_number(w->tx))
        return OK;
    if ((e = txn_rows(w->tx, &texts[NEWS], ARGS(A_TEXT(buf_str(&r->seen))),
             &rows)))
        return e;
    while (!e && rows_next(&rows)) {
        keep_seen(r, row_text(&rows, 7));
        if (!row_is_null(&rows, 0))
            e = take_row(r, &rows);
    }
    if (!e)
        r->looked = txn_number(w->tx);
    return e;
}

static enum err
recall_begin(struct work *w, struct recall *r)
{
    enum err e = txn_is_alone(w->tx) ? OK : read_seen(w, r);

    return e ? e : read_all(w, r);
}

static enum err
recall_of(struct work *w, struct recall **out)
{
    struct between *here = txn_between(w->tx);
    struct arena   *a;
    struct recall  *r;
    enum err        e;

    if (!here)
        BUG("checks are remembered by who writes them");
    if (here->it) {
        *out = r = here->it;
        return txn_is_alone(w->tx) ? OK : read_news(w, r);
    }
    a = arena_new(0);
    r = ARENA_NEW(a, struct recall);
    r->arena = a;
    buf_init(&r->seen, a);
    table_grow(r);
    if ((e = recall_begin(w, r))) {
        arena_free(a);
        return e;
    }
    r->looked = txn_number(w->tx);
    *here = (struct between){r, recall_free};
    *out = r;
    return OK;
}

/* ---- asked ---- */

enum err
recall_find(struct work *w, struct str born, const struct recalled **all,
    size_t *count)
{
    struct recall *r;
    struct digest  hash;
    struct birth  *b;
    enum err       e;

    if (!hash_of_bytes(born, &hash))
        BUG("a birth date's hash is none");
    if ((e = recall_of(w, &r)))
        return e;
    b = place_of(r, &hash);
    *all = b->all;
    *count = b->count;
    return OK;
}

/* ---- put down ---- */

struct undo {
    struct recall  *recall;
    struct digest   born;
    struct recalled put, before;
};

/* What stood there before stands there again, or what is forgotten. */
static void
put_ended(void *ctx, bool kept)
{
    struct undo     *u = ctx;
    struct recalled *place;

    if (kept)
        return;
    place = find_same(place_of(u->recall, &u->born), &u->put);
    if (place)
        *place = u->before;
}

static void
put_here(struct work *w, struct recall *r, struct str born,
    const struct recalled *one)
{
    struct undo     *u = ARENA_NEW(txn_arena(w->tx), struct undo);
    struct recalled *place;

    if (!hash_of_bytes(born, &u->born))
        BUG("a birth date's hash is none");
    place = place_for(r, &u->born, one);
    u->recall = r;
    u->put = *one;
    u->before = *place;
    *place = *one;
    txn_on_end(w->tx, put_ended, u);
}

enum err
recall_put(struct work *w, const struct enquiry_check *c, struct moment until)
{
    struct recall  *r;
    struct recalled one = {.account = c->account,
        .agency = c->agency,
        .area = c->area,
        .at = w->now,
        .until = until};
    enum err        e;

    if (!hash_of_bytes(c->question, &one.question))
        BUG("a question's hash is none");
    if ((e = recall_of(w, &r)))
        return e;
    put_here(w, r, c->born, &one);
    return txn_put_many(w->tx, &texts[PUT],
        ARGS(A_TIME(w->now), A_ID(c->account), A_BYTES(c->born),
            A_BYTES(c->question), A_ID(c->agency), A_TIME(until)));
}
