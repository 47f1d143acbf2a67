/*
 * engine_postgres -- the same through libpq: sessions, and statements one
 * after the other.
 *
 * A connection that was lost is made anew at the next BEGIN, never inside a
 * transaction.
 */
#include <assert.h>
#include <stdlib.h>

#include "base/buf.h"
#include "store/engine_postgres_inside.h"
#include "store/sql.h"

/* Statements; no test of a small house runs so many. */
#define MUCH 20000

/* The advisory lock of all who write: "diogel" in ASCII. */
#define WRITER_LOCK "110404003390828"

/* What every session begins with; what each kind of it adds.  Statements are
 * prepared to be planned once: the server would plan many of them anew at
 * each call, which took longer than to run them, and compile some.  Such a
 * plan may be made while a table is small, and would read it whole when it
 * no longer is: indexes come first.  A node that stands still in a
 * transaction loses it, with its locks. */
#define SETTINGS                                                              \
    "SET synchronous_commit = on;"                                            \
    "SET plan_cache_mode = force_generic_plan;"                               \
    "SET enable_seqscan = off;"                                               \
    "SET jit = off;"                                                          \
    "SET deadlock_timeout = '50ms';"

static struct post *
post_of(struct conn *c)
{
    return (struct post *)c;
}

/* ---- errors ---- */

/* By the first characters of SQLSTATE; the first row that fits counts. */
static const struct rule {
    struct str  state;
    enum err    e;
    bool        again; /* the same may go when it is run again */
    const char *bug;   /* our own mistake */
} rules[] = {
    {S_INIT("23"), ERR_CONFLICT, false, NULL},
    {S_INIT("40"), ERR_BUSY, true, NULL},
    {S_INIT("55P03"), ERR_BUSY, true, NULL},
    {S_INIT("57014"), ERR_BUSY, false, NULL},
    {S_INIT("53300"), ERR_BUSY, false, NULL},
    {S_INIT("25006"), ERR_STORE, false,
        "a statement writes on a connection that only reads"},
    {S_INIT("42501"), ERR_STORE, false, NULL}, /* no privilege */
    {S_INIT("42"), ERR_INVALID, false, NULL},  /* a wrong statement */
    {S_INIT(""), ERR_STORE, false, NULL},
};

enum err
post_err(struct post *p, const char *doing, const PGresult *r)
{
    const char *field = r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL;
    struct str  state = field ? str_of(field) : S("no connection");

    conn_trouble(&p->conn, doing, state);
    if (!field || str_starts(state, S("57P")))
        p->ended = true;
    for (size_t i = 0;; i++) {
        if (!str_starts(state, rules[i].state))
            continue;
        if (rules[i].bug)
            BUG(rules[i].bug);
        p->conn.again = rules[i].again;
        return rules[i].e;
    }
}

bool
post_is_good(const PGresult *r)
{
    ExecStatusType s = PQresultStatus(r);

    return s == PGRES_COMMAND_OK || s == PGRES_TUPLES_OK;
}

static enum err
exec(struct post *p, const char *sql)
{
    PGresult *r = PQexec(p->pg, sql);
    enum err  e = post_is_good(r) ? OK : post_err(p, sql, r);

    PQclear(r);
    return e;
}

/* ---- opening ---- */

static void
ignore_notice(void *ctx, const PGresult *r)
{
    (void)ctx, (void)r;
}

static const char *const settings[] = {
    [CONN_ALONE] = SETTINGS,
    [CONN_WRITE] = SETTINGS "SET lock_timeout = '2s';"
                            "SET idle_in_transaction_session_timeout = '10s'",
    [CONN_READ] = SETTINGS "SET idle_in_transaction_session_timeout = '60s'",
};

/* Writers share the lock; who must be alone has it alone.  Readers need
 * none. */
static const char *const locks[] = {
    [CONN_ALONE] = "SELECT pg_try_advisory_lock(" WRITER_LOCK ")",
    [CONN_WRITE] = "SELECT pg_try_advisory_lock_shared(" WRITER_LOCK ")",
    [CONN_READ] = "SELECT true",
};

static enum err
take_lock(struct post *p)
{
    PGresult *r = PQexec(p->pg, locks[p->conn.use]);
    enum err  e = OK;

    if (!post_is_good(r))
        e = post_err(p, "lock", r);
    else if (PQgetvalue(r, 0, 0)[0] != 't')
        e = ERR_BUSY;
    PQclear(r);
    return e;
}

static enum err
settle(struct post *p)
{
    enum err e;

    if (PQstatus(p->pg) != CONNECTION_OK)
        return post_err(p, "connect", NULL);
    PQsetNoticeReceiver(p->pg, ignore_notice, NULL);
    if (PQsetClientEncoding(p->pg, "UTF8"))
        return ERR_STORE;
    if ((e = exec(p, settings[p->conn.use])))
        return e;
    return take_lock(p);
}

static void
name_free(void *name)
{
    struct post_name *n = name;

    for (size_t i = 0; i <= WIDE_MOST; i++)
        free(n->wide[i]);
    free(n);
}

/* The lock is given back first: the server ends a session only some time
 * after its client has gone, and the next writer may be quicker. */
static void
post_close(struct conn *c)
{
    struct post *p = post_of(c);

    if (c->use != CONN_READ)
        PQclear(PQexec(p->pg, "SELECT pg_advisory_unlock_all()"));
    cache_clear(&p->cache, name_free);
    for (int i = 0; i < GATHERED_MOST; i++)
        arena_free(p->gathered[i].many.arena);
    PQfinish(p->pg);
    conn_clear(c);
    free(p);
}

/* The URL's own words count more than ours: they stand behind them. */
static PGconn *
connect_to(const char *url)
{
    const char *const names[] = {"connect_timeout", "application_name",
        "dbname", NULL};
    const char *const values[] = {"3", "diogel", url, NULL};

    return PQconnectdbParams(names, values, 1);
}

static enum err
post_open(struct str place, enum conn_use use, struct conn **out,
    struct fault *fault)
{
    struct post *p = calloc(1, sizeof *p);
    enum err     e;

    if (!p)
        BUG("out of memory");
    conn_init(&p->conn, &engine_postgres, use);
    p->pg = connect_to(str_c(p->conn.scratch, place));
    if (!p->pg)
        BUG("out of memory");
    if ((e = settle(p))) {
        fault->detail = e == ERR_BUSY
            ? S("another program is writing to this database")
            : S("the database server cannot be reached");
        post_close(&p->conn);
        return e;
    }
    *out = &p->conn;
    return OK;
}

static enum err
revive(struct post *p)
{
    cache_clear(&p->cache, name_free);
    PQreset(p->pg);
    p->ahead_count = 0;
    p->gathered_count = 0;
    p->begun = false;
    p->ended = false;
    p->conn.lives++;
    return settle(p);
}

/* ---- running ---- */

const char *
post_text(const struct statement *q)
{
    return q->pg ? q->pg : q->sql;
}

/* "s1", "s2" ... */
static struct post_name *
name_new(int64_t number)
{
    struct post_name *n = calloc(1, sizeof *n);
    struct arena     *a = arena_new(0);
    struct str        digits = str_of_int(a, number);

    if (!n)
        BUG("out of memory");
    n->text[0] = 's';
    for (size_t i = 0; i < digits.n; i++)
        n->text[1 + i] = digits.p[i];
    arena_free(a);
    return n;
}

enum err
post_prepare_text(struct post *p, const char *text, struct post_name **out)
{
    struct post_name *n = name_new(++p->prepared);
    PGresult         *r = PQprepare(p->pg, n->text, text, 0, NULL);
    enum err          e = post_is_good(r) ? OK : post_err(p, text, r);

    PQclear(r);
    if (e)
        free(n);
    else
        *out = n;
    return e;
}

enum err
post_prepare_as(struct post *p, const struct statement *q,
    const struct post_name **out)
{
    struct post_name *n;
    enum err          e = post_prepare_text(p, post_text(q), &n);

    if (e)
        return e;
    cache_add(&p->cache, q, n);
    *out = n;
    return OK;
}

static enum err
post_prepare(struct conn *c, const struct statement *q)
{
    const struct post_name *n;

    return cache_find(&post_of(c)->cache, q)
        ? OK
        : post_prepare_as(post_of(c), q, &n);
}

static bool
is_lost(const struct post *p)
{
    return p->ended || PQstatus(p->pg) != CONNECTION_OK;
}

static bool
begins(const struct statement *q)
{
    return str_starts(str_of(post_text(q)), S("BEGIN"));
}

/* All, or a part that was begun with nothing under way. */
static bool
undoes(const struct statement *q)
{
    return str_starts(str_of(post_text(q)), S("ROLLBACK"));
}

static enum err
find_name(struct post *p, const struct statement *q,
    const struct post_name **out)
{
    enum err e = OK;

    if (is_lost(p) && begins(q) && (e = revive(p)))
        return e;
    if (undoes(q))
        post_drop_sent(p);
    *out = cache_find(&p->cache, q);
    if (!*out && !(e = post_settle(&p->conn)))
        e = post_prepare_as(p, q, out);
    if (e == ERR_INVALID)
        BUG(str_c(p->conn.scratch, p->conn.trouble));
    return e;
}

static bool
leaves(const struct post *p, const struct statement *q)
{
    return p->conn.use == CONN_READ &&
        str_eq(str_of(post_text(q)), S("ROLLBACK"));
}

/* Of a snapshot nothing is left to be told: nobody waits for its end. */
static enum err
leave(struct post *p, const struct post_name *name)
{
    if (!PQsendQueryPrepared(p->pg, name->text, 0, NULL, NULL, NULL, 0))
        return post_err(p, "ROLLBACK", NULL);
    p->leaving = true;
    return OK;
}

/* Whoever uses the connection next.  What went wrong shows by itself. */
static void
left(struct post *p)
{
    PGresult *r;

    while (p->leaving && (r = PQgetResult(p->pg)))
        PQclear(r);
    p->leaving = false;
}

/* Alone, or as the last of those sent ahead. */
static enum err
ask(struct post *p, const struct post_name *name, const struct call *call,
    PGresult **r)
{
    struct arena      *a;
    struct post_params in;
    enum err           e = OK;

    if (p->ahead_count) {
        e = post_send(p, name, call);
        return e ? e : post_catch_up(p, r);
    }
    a = arena_new(0); /* the parameters' */
    in = post_params(a, call);
    *r = PQexecPrepared(p->pg, name->text, (int)call->n, in.values, in.lengths,
        in.formats, 0);
    arena_free(a);
    if (!post_is_good(*r)) {
        e = post_err(p, post_text(call->q), *r);
        PQclear(*r);
    }
    return e;
}

static enum err
run_once(struct post *p, const struct call *call)
{
    const struct post_name *name;
    PGresult               *r = NULL;
    enum err                e;

    p->ran++;
    if (call->many)
        return post_gather(p, call);
    if ((e = find_name(p, call->q, &name)) || (e = post_send_gathered(p)))
        return e;
    if (call->later && p->ahead_count < AHEAD_MOST - 1)
        return post_send(p, name, call);
    if (leaves(p, call->q))
        return leave(p, name);
    if ((e = ask(p, name, call, &r))) {
        if (e == ERR_INVALID)
            BUG(str_c(p->conn.scratch, p->conn.trouble));
        return e;
    }
    if (call->rows)
        post_rows(call->arena, r, call->rows);
    if (call->changed)
        *call->changed = post_changed(r);
    PQclear(r);
    return OK;
}

/* Sent ahead: the first statement brings its answer. */
static enum err
run_begin(struct post *p, const struct statement *q)
{
    const struct call call = {.q = q, .arena = p->conn.scratch, .later = true};
    enum err          e = run_once(p, &call);

    if (e == ERR_STORE && is_lost(p))
        e = run_once(p, &call);
    p->begun = !e;
    return e;
}

/* The first statement of a transaction.  That the server went away is noticed
 * by it: nothing is lost by beginning again. */
static enum err
run_first(struct post *p, const struct call *call)
{
    const struct statement *begin = p->ahead[0];
    enum err                e;

    p->begun = false;
    e = call->later || call->many ? post_settle(&p->conn) : OK;
    if (!e)
        e = run_once(p, call);
    if (e != ERR_STORE || !is_lost(p))
        return e;
    if ((e = run_begin(p, begin)) || (e = post_settle(&p->conn)))
        return e;
    p->begun = false;
    return run_once(p, call);
}

static enum err
post_run(struct conn *c, const struct call *call)
{
    struct post *p = post_of(c);

    left(p);
    if (begins(call->q))
        return run_begin(p, call->q);
    return p->begun ? run_first(p, call) : run_once(p, call);
}

static enum err
post_script(struct conn *c, struct str sql)
{
    struct post  *p = post_of(c);
    struct arena *a = arena_new(0);
    enum err      e = post_settle(c);

    if (!e)
        e = exec(p, str_c(a, sql_schema(a, sql, SQL_POSTGRES)));
    if (e)
        conn_trouble(c, "script", str_of(PQerrorMessage(p->pg)));
    arena_free(a);
    return e == ERR_INVALID ? ERR_STORE : e;
}

/* Only in one is anything sent ahead; meanwhile libpq does not know. */
static bool
post_in_txn(const struct conn *c)
{
    const struct post      *p = (const struct post *)c;
    PGTransactionStatusType t = PQtransactionStatus(p->pg);

    return p->ahead_count || p->gathered_count || t == PQTRANS_INTRANS ||
        t == PQTRANS_INERROR;
}

/*
 * The server looks after its own log.  But whoever has brought much alone (a
 * demonstration, a copy) tells it to take stock: until it does so by itself,
 * a minute or more later, it takes large tables for small ones and reads them
 * whole.
 */
static enum err
post_tidy(struct conn *c, enum tidy how)
{
    struct post *p = post_of(c);

    if (how != TIDY_ALL || c->use != CONN_ALONE || p->ran < MUCH)
        return OK;
    p->ran = 0;
    return exec(p, "ANALYZE");
}

const struct engine engine_postgres = {
    .name = "postgresql",
    .open = post_open,
    .close = post_close,
    .prepare = post_prepare,
    .run = post_run,
    .settle = post_settle,
    .script = post_script,
    .in_txn = post_in_txn,
    .tidy = post_tidy,
};
