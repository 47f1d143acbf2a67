/*
 * engine_postgres -- the same through libpq.
 *
 * Parameters go as text, bytes as they are; answers come as text and are
 * turned by their column's type, so that SUM() and COUNT() of whatever
 * width are integers here as they are in SQLite.  A connection that was
 * lost is made anew at the next BEGIN, never inside a transaction.
 *
 * Each answer is a journey to the server and back.  What nobody waits for is
 * sent ahead (libpq's pipeline), and its answer comes with the next one; rows
 * of many are gathered here until something else is run.
 */
#include <assert.h>
#include <libpq-fe.h>
#include <stdlib.h>

#include "base/buf.h"
#include "store/cache.h"
#include "store/engine.h"
#include "store/many.h"
#include "store/sql.h"

enum {
    /* pg_type.oid of what is not text to us */
    TYPE_BOOL = 16,
    TYPE_BYTEA = 17,
    TYPE_INT8 = 20,
    TYPE_INT2 = 21,
    TYPE_INT4 = 23,
    TYPE_TEXT = 25,
    TYPE_NUMERIC = 1700,
    NAME_ROOM = 24,
    AHEAD_MOST = 128,  /* answers that are short enough for the server to
                         hold on to them while we are still sending */
    GATHERED_MOST = 8, /* statements with rows of many */
    GATHERED_BYTES = 1024 * 1024, /* of one of them */
    MUCH = 20000 /* statements; no test of a small house runs so many */
};

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

struct post {
    struct conn  conn; /* first */
    PGconn      *pg;
    struct cache cache; /* of struct name */
    int64_t      prepared;
    int64_t      ran; /* statements, since the server last took stock */
    const struct statement *ahead[AHEAD_MOST]; /* sent, answer not read */
    int                     ahead_count;
    struct many             gathered[GATHERED_MOST]; /* not sent yet */
    int                     gathered_count;
    bool                    begun; /* BEGIN was sent, and nothing behind it */
    bool ended; /* by the server; libpq often sees it a call later */
};

struct name {
    char     text[NAME_ROOM];
    uint32_t elements[MANY_COLUMNS]; /* what its arrays are of; 0: not asked */
};

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

static enum err
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

static bool
is_good(const PGresult *r)
{
    ExecStatusType s = PQresultStatus(r);

    return s == PGRES_COMMAND_OK || s == PGRES_TUPLES_OK;
}

static enum err
exec(struct post *p, const char *sql)
{
    PGresult *r = PQexec(p->pg, sql);
    enum err  e = is_good(r) ? OK : post_err(p, sql, r);

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

    if (!is_good(r))
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

/* The lock is given back first: the server ends a session only some time
 * after its client has gone, and the next writer may be quicker. */
static void
post_close(struct conn *c)
{
    struct post *p = post_of(c);

    if (c->use != CONN_READ)
        PQclear(PQexec(p->pg, "SELECT pg_advisory_unlock_all()"));
    cache_clear(&p->cache, free);
    for (int i = 0; i < GATHERED_MOST; i++)
        arena_free(p->gathered[i].arena);
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
    cache_clear(&p->cache, free);
    PQreset(p->pg);
    p->ahead_count = 0;
    p->gathered_count = 0;
    p->begun = false;
    p->ended = false;
    p->conn.lives++;
    return settle(p);
}

/* ---- running ---- */

static const char *
text_of(const struct statement *q)
{
    return q->pg ? q->pg : q->sql;
}

/* "s1", "s2" ... */
static struct name *
name_new(int64_t number)
{
    struct name  *n = calloc(1, sizeof *n);
    struct arena *a = arena_new(0);
    struct str    digits = str_of_int(a, number);

    if (!n)
        BUG("out of memory");
    n->text[0] = 's';
    for (size_t i = 0; i < digits.n; i++)
        n->text[1 + i] = digits.p[i];
    arena_free(a);
    return n;
}

static enum err
prepare(struct post *p, const struct statement *q, const struct name **out)
{
    struct name *n = name_new(++p->prepared);
    PGresult    *r = PQprepare(p->pg, n->text, text_of(q), 0, NULL);
    enum err     e = is_good(r) ? OK : post_err(p, text_of(q), r);

    PQclear(r);
    if (e) {
        free(n);
        return e;
    }
    cache_add(&p->cache, q, n);
    *out = n;
    return OK;
}

static enum err
post_prepare(struct conn *c, const struct statement *q)
{
    const struct name *n;

    return cache_find(&post_of(c)->cache, q) ? OK : prepare(post_of(c), q, &n);
}

/* What libpq wants to know of the parameters. */
struct params {
    const char **values;
    int         *lengths;
    int         *formats; /* 1: bytes */
};

static struct params
params_of(struct arena *a, const struct call *call)
{
    struct params p = {
        ARENA_ARRAY(a, const char *, call->n),
        ARENA_ARRAY(a, int, call->n),
        ARENA_ARRAY(a, int, call->n),
    };

    for (size_t i = 0; i < call->n; i++) {
        const struct arg *arg = &call->args[i];
        struct str        bytes = arg->s;

        if (arg->kind == ARG_NULL ||
            (arg->kind == ARG_ID && id_is_none(arg->id)))
            continue;
        if (arg->kind == ARG_ID)
            bytes = id_bytes(&arg->id);
        if (arg->kind == ARG_INT)
            bytes = str_of_int(a, arg->i);
        p.formats[i] = arg->kind == ARG_ID || arg->kind == ARG_BYTES;
        p.lengths[i] = (int)bytes.n;
        if (p.formats[i])
            p.values[i] = bytes.n ? bytes.p : "";
        else
            p.values[i] = str_c(a, bytes);
    }
    return p;
}

static struct row_value
value_of(struct arena *a, const PGresult *r, int row, int column)
{
    struct row_value v = {.kind = ARG_TEXT};
    struct str       text;

    if (PQgetisnull(r, row, column)) {
        v.kind = ARG_NULL;
        return v;
    }
    text = str_bytes(PQgetvalue(r, row, column),
        (size_t)PQgetlength(r, row, column));
    switch (PQftype(r, column)) {
    case TYPE_BOOL:
        v.kind = ARG_INT;
        v.i = text.p[0] == 't';
        return v;
    case TYPE_INT2:
    case TYPE_INT4:
    case TYPE_INT8:
    case TYPE_NUMERIC:
        if (str_int(text, &v.i)) {
            v.kind = ARG_INT;
            return v;
        }
        break;
    case TYPE_BYTEA:
        v.kind = ARG_BYTES;
        if (!str_unhex(a, str_from(text, 2), &v.s)) /* behind "\x" */
            BUG("bytea that is not hex: bytea_output was changed");
        return v;
    default:
        break;
    }
    v.s = str_dup(a, text);
    return v;
}

static void
keep_rows(struct arena *a, const PGresult *r, struct rows *rows)
{
    const int         count = PQntuples(r), columns = PQnfields(r);
    struct row_value *values;

    *rows = (struct rows){.count = (size_t)count, .columns = (size_t)columns};
    values = ARENA_ARRAY(a, struct row_value, rows->count * rows->columns);
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < columns; j++)
            values[i * columns + j] = value_of(a, r, i, j);
    }
    rows->values = values;
}

static int64_t
changed_by(PGresult *r)
{
    int64_t n = 0;

    return str_int(str_of(PQcmdTuples(r)), &n) ? n : 0;
}

static bool
is_lost(const struct post *p)
{
    return p->ended || PQstatus(p->pg) != CONNECTION_OK;
}

static bool
begins(const struct statement *q)
{
    return str_starts(str_of(text_of(q)), S("BEGIN"));
}

/* All, or a part that was begun with nothing under way. */
static bool
undoes(const struct statement *q)
{
    return str_starts(str_of(text_of(q)), S("ROLLBACK"));
}

/* ---- sent ahead ---- */

static enum err
send_params(struct post *p, const struct name *name, const struct statement *q,
    size_t n, const struct params *in)
{
    if (!PQenterPipelineMode(p->pg) ||
        !PQsendQueryPrepared(p->pg, name->text, (int)n, in->values, in->lengths,
            in->formats, 0))
        return post_err(p, text_of(q), NULL);
    p->ahead[p->ahead_count++] = q;
    return OK;
}

static enum err
send(struct post *p, const struct name *name, const struct call *call)
{
    struct arena *a = arena_new(0); /* the parameters' */
    struct params in = params_of(a, call);
    enum err      e = send_params(p, name, call->q, call->n, &in);

    arena_free(a);
    return e;
}

/* The answer to the oldest that was sent, and the end of it. */
static PGresult *
next_answer(struct post *p)
{
    PGresult *r = PQgetResult(p->pg);

    if (r)
        PQclear(PQgetResult(p->pg));
    return r;
}

/* Reads all answers; gives the last, or the first error (and nothing). */
static enum err
catch_up(struct post *p, PGresult **last)
{
    const int n = p->ahead_count;
    PGresult *r = NULL;
    enum err  e = OK;

    p->ahead_count = 0;
    if (!PQpipelineSync(p->pg))
        e = post_err(p, "sync", NULL);
    for (int i = 0; i < n; i++) {
        PQclear(r);
        r = next_answer(p);
        if (!e && !is_good(r))
            e = post_err(p, text_of(p->ahead[i]), r);
    }
    PQclear(PQgetResult(p->pg)); /* that of the sync */
    if (!PQexitPipelineMode(p->pg) && !e)
        e = post_err(p, "pipeline", NULL);
    if (e || !last)
        PQclear(r);
    else
        *last = r;
    return e;
}

/* ---- gathered ---- */

static enum err
send_many(struct post *p, struct many *m)
{
    const struct name  *name = cache_find(&p->cache, m->q);
    const char         *values[MANY_COLUMNS];
    int                 lengths[MANY_COLUMNS], formats[MANY_COLUMNS];
    const struct params in = {values, lengths, formats};

    for (size_t i = 0; i < m->width; i++) {
        struct str array = many_array(m, i, name->elements[i]);

        values[i] = array.p;
        lengths[i] = (int)array.n;
        formats[i] = 1;
    }
    return send_params(p, name, m->q, m->width, &in);
}

static enum err
send_gathered(struct post *p)
{
    const int n = p->gathered_count;
    enum err  e = OK;

    p->gathered_count = 0;
    if (n && p->ahead_count + n >= AHEAD_MOST)
        e = catch_up(p, NULL);
    for (int i = 0; !e && i < n; i++)
        e = send_many(p, &p->gathered[i]);
    return e;
}

static enum err
post_settle(struct conn *c)
{
    struct post *p = post_of(c);
    enum err     e = send_gathered(p);

    return e || !p->ahead_count ? e : catch_up(p, NULL);
}

/* What would be undone is not sent, and how it went no longer matters. */
static void
drop_sent(struct post *p)
{
    p->gathered_count = 0;
    if (p->ahead_count)
        (void)catch_up(p, NULL);
}

static enum err
find_name(struct post *p, const struct statement *q, const struct name **out)
{
    enum err e = OK;

    if (is_lost(p) && begins(q) && (e = revive(p)))
        return e;
    if (undoes(q))
        drop_sent(p);
    *out = cache_find(&p->cache, q);
    if (!*out && !(e = post_settle(&p->conn)))
        e = prepare(p, q, out);
    if (e == ERR_INVALID)
        BUG(str_c(p->conn.scratch, p->conn.trouble));
    return e;
}

/* By the types of the server's arrays: what each is of. */
static const struct {
    unsigned array, element;
} array_types[] = {{1001, TYPE_BYTEA}, {1016, TYPE_INT8}, {1009, TYPE_TEXT}};

static uint32_t
element_of(unsigned array)
{
    for (size_t i = 0; i < sizeof array_types / sizeof *array_types; i++)
        if (array_types[i].array == array)
            return array_types[i].element;
    BUG("a statement of many rows takes something else than arrays");
}

static enum err
ask_elements(struct post *p, struct name *name, const struct call *call)
{
    PGresult *r = PQdescribePrepared(p->pg, name->text);
    enum err  e = is_good(r) ? OK : post_err(p, text_of(call->q), r);

    if (!e && (size_t)PQnparams(r) != call->n)
        BUG("a statement of many rows has other parameters");
    for (int i = 0; !e && i < PQnparams(r); i++)
        name->elements[i] = element_of(PQparamtype(r, i));
    PQclear(r);
    return e;
}

/* Where its rows are gathered. */
static struct many *
place_of(struct post *p, const struct call *call)
{
    struct many *m = p->gathered;

    for (int i = 0; i < p->gathered_count; i++, m++)
        if (m->q == call->q)
            return m;
    many_begin(m, call->q, call->n);
    p->gathered_count++;
    return m;
}

/* The server is asked once what the statement takes. */
static enum err
gather(struct post *p, const struct call *call)
{
    struct name *name = cache_find(&p->cache, call->q);
    struct many *m;
    enum err     e = OK;

    if (!name && (e = post_settle(&p->conn)))
        return e;
    if (!name && (e = prepare(p, call->q, (const struct name **)&name)))
        return e;
    if (!name->elements[0] &&
        ((e = post_settle(&p->conn)) || (e = ask_elements(p, name, call))))
        return e;
    if (p->gathered_count == GATHERED_MOST && (e = send_gathered(p)))
        return e;
    m = place_of(p, call);
    many_add(m, call->args);
    return many_bytes(m) < GATHERED_BYTES ? OK : send_gathered(p);
}

/* Alone, or as the last of those sent ahead. */
static enum err
ask(struct post *p, const struct name *name, const struct call *call,
    PGresult **r)
{
    struct arena *a;
    struct params in;
    enum err      e = OK;

    if (p->ahead_count) {
        e = send(p, name, call);
        return e ? e : catch_up(p, r);
    }
    a = arena_new(0); /* the parameters' */
    in = params_of(a, call);
    *r = PQexecPrepared(p->pg, name->text, (int)call->n, in.values, in.lengths,
        in.formats, 0);
    arena_free(a);
    if (!is_good(*r)) {
        e = post_err(p, text_of(call->q), *r);
        PQclear(*r);
    }
    return e;
}

static enum err
run_once(struct post *p, const struct call *call)
{
    const struct name *name;
    PGresult          *r = NULL;
    enum err           e;

    p->ran++;
    if (call->many)
        return gather(p, call);
    if ((e = find_name(p, call->q, &name)) || (e = send_gathered(p)))
        return e;
    if (call->later && p->ahead_count < AHEAD_MOST - 1)
        return send(p, name, call);
    if ((e = ask(p, name, call, &r))) {
        if (e == ERR_INVALID)
            BUG(str_c(p->conn.scratch, p->conn.trouble));
        return e;
    }
    if (call->rows)
        keep_rows(call->arena, r, call->rows);
    if (call->changed)
        *call->changed = changed_by(r);
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
