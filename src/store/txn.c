/*
 * txn -- statements run in a transaction, and their rows read.
 *
 * After a failed statement PostgreSQL refuses everything up to a savepoint
 * and SQLite nothing.  Both are made alike here: the first error stays, and
 * every later call gives it, until txn_try() has undone the part.
 */
#include "store/txn.h"

#include <assert.h>

#include "store/txn_inside.h"

struct arg
arg_date(struct arena *a, struct date d)
{
    return date_is_none(d) ? A_NULL : A_TEXT(date_text(a, d));
}

struct arena *
txn_arena(struct txn *tx)
{
    return tx->arena;
}

struct arena *
txn_arena_lend(struct txn *tx, struct arena *a)
{
    struct arena *before = tx->arena;

    assert(a);
    tx->arena = a;
    return before;
}

struct moment
txn_now(const struct txn *tx)
{
    return tx->now;
}

void
txn_later(struct txn *tx, struct moment m)
{
    assert(tx->is_write);
    if (m.us > tx->now.us)
        tx->now = m;
}

struct id
txn_id(struct txn *tx, enum id_kind kind)
{
    return id_new(tx->ids, kind);
}

const struct keys *
txn_keys(const struct txn *tx)
{
    return tx->keys;
}

int64_t *
txn_turn(struct txn *tx, int which)
{
    assert(which >= 0 && which < TXN_TURNS);
    return tx->shared ? &tx->shared->at[which] : &tx->turns.at[which];
}

/* Also when it is undone: what is remembered is only read again. */
void
txn_turned(struct txn *tx, int which)
{
    assert(tx->is_write && which >= 0 && which < TXN_TURNS);
    tx->turned |= 1u << which;
}

struct between *
txn_between(struct txn *tx)
{
    return tx->between;
}

bool
txn_is_alone(const struct txn *tx)
{
    return tx->alone;
}

int64_t
txn_number(const struct txn *tx)
{
    return tx->number;
}

void
txn_on_end(struct txn *tx, txn_end *end, void *ctx)
{
    struct ending *e = ARENA_NEW(tx->arena, struct ending);

    assert(tx->is_write);
    *e = (struct ending){tx->endings, end, ctx};
    tx->endings = e;
}

void
txn_ended(struct txn *tx, const struct ending *since, bool kept)
{
    while (tx->endings != since) {
        struct ending *e = tx->endings;

        tx->endings = e->before;
        e->end(e->ctx, kept);
    }
}

enum err
txn_give_way(struct txn *tx)
{
    assert(tx->is_write);
    tx->failed = ERR_BUSY;
    tx->again = true;
    return ERR_BUSY;
}

bool
txn_is_write(const struct txn *tx)
{
    return tx->is_write;
}

/* By enum txn_hold. */
static const struct statement lock_texts[] = {
    [TXN_SHARE] = {"SELECT $1",
        "SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))"},
    [TXN_ALONE] = {"SELECT $1",
        "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))"},
};
const struct statements txn_statements = {"txn", lock_texts, 2};

static enum err
failed(struct txn *tx, enum err e)
{
    if (!e)
        return OK;
    tx->failed = e;
    tx->again = tx->conn->again;
    return e;
}

static enum err
run(struct txn *tx, const struct call *call)
{
    struct conn *c = tx->conn;
    int64_t      before = c->scanned, steps = c->steps;
    enum err     e;

    assert(call->q && call->q->sql);
    if (tx->failed)
        return tx->failed;
    atomic_fetch_add(&tx->tally->statements, 1);
    e = c->engine->run(c, call);
    if (c->scanned != before)
        atomic_fetch_add(&tx->tally->scanned, c->scanned - before);
    atomic_fetch_add(&tx->tally->steps, c->steps - steps);
    if (e)
        return failed(tx, e);
    if (call->rows)
        atomic_fetch_add(&tx->tally->rows, (int64_t)call->rows->count);
    return OK;
}

static struct call
call_of(struct txn *tx, const struct statement *q, const struct arg *args,
    size_t n)
{
    return (struct call){.q = q, .args = args, .n = n, .arena = tx->arena};
}

enum err
txn_do(struct txn *tx, const struct statement *q, const struct arg *args,
    size_t n)
{
    struct call c = call_of(tx, q, args, n);

    return run(tx, &c);
}

enum err
txn_put(struct txn *tx, const struct statement *q, const struct arg *args,
    size_t n)
{
    struct call c = call_of(tx, q, args, n);

    c.later = true;
    return run(tx, &c);
}

enum err
txn_put_many(struct txn *tx, const struct statement *q, const struct arg *args,
    size_t n)
{
    struct call c = call_of(tx, q, args, n);

    c.many = true;
    return run(tx, &c);
}

enum err
txn_settle(struct txn *tx)
{
    if (tx->failed)
        return tx->failed;
    return failed(tx, tx->conn->engine->settle(tx->conn));
}

enum err
txn_do_count(struct txn *tx, const struct statement *q, const struct arg *args,
    size_t n, int64_t *changed)
{
    struct call c = call_of(tx, q, args, n);

    c.changed = changed;
    return run(tx, &c);
}

enum err
txn_rows(struct txn *tx, const struct statement *q, const struct arg *args,
    size_t n, struct rows *out)
{
    struct call c = call_of(tx, q, args, n);

    c.rows = out;
    return run(tx, &c);
}

enum err
txn_row(struct txn *tx, const struct statement *q, const struct arg *args,
    size_t n, struct rows *out)
{
    struct rows got;
    enum err    e = txn_rows(tx, q, args, n, &got);

    if (e)
        return e;
    if (!rows_next(&got))
        return ERR_ABSENT;
    if (got.count > 1)
        BUG("more than one row where one was meant");
    *out = got;
    return OK;
}

enum err
txn_lock(struct txn *tx, struct str name, enum txn_hold hold)
{
    struct rows none;

    assert(tx->is_write && name.n);
    return txn_rows(tx, &lock_texts[hold], ARGS(A_TEXT(name)), &none);
}

enum err
txn_script(struct txn *tx, struct str sql)
{
    if (tx->failed)
        return tx->failed;
    tx->failed = tx->conn->engine->script(tx->conn, sql);
    return tx->failed;
}

void
txn_count_leaf(struct txn *tx)
{
    tx->noted++;
}

/* What was before the part must not fail in it, nor the part behind it. */
enum err
txn_try(struct txn *tx, txn_work *work, void *ctx)
{
    const size_t         numbered = tx->numbers ? tx->numbers->count : 0;
    const struct ending *since = tx->endings;
    enum err             e;

    if (txn_settle(tx))
        return tx->failed;
    if ((tx->failed = engine_step(tx->conn, STEP_SAVE)))
        return tx->failed;
    e = work(tx, ctx);
    if (!e)
        e = txn_settle(tx);
    tx->failed = OK;
    if (e && tx->numbers)
        tx->numbers->count = numbered;
    if (e)
        txn_ended(tx, since, false);
    if (e && engine_step(tx->conn, STEP_UNDO))
        tx->failed = ERR_STORE;
    else if (engine_step(tx->conn, STEP_KEEP))
        tx->failed = ERR_STORE;
    return tx->failed ? tx->failed : e;
}
