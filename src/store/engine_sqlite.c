/*
 * engine_sqlite -- SQLite in WAL mode, one writer, read-only readers.
 *
 * Debian 12's SQLite may damage a database when two connections write and
 * checkpoint at once (fixed in 3.51.3).  So the writer alone does either:
 * it holds a lock beside the file, readers are opened read-only, nobody
 * checkpoints on closing, and the writer's checkpoints are calls of its own
 * (SQLite's automatic one would also hide a failed fsync).
 *
 * Tried and left: mapping the file for readers.  It saves their pread()
 * (7 % of a check's time) and costs as much in page faults, because the map
 * is made anew each time the file has grown.
 */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "store/cache.h"
#include "store/engine.h"
#include "store/engine_sqlite_log.h"
#include "store/sql.h"

enum {
    WAIT_MS = 5000, /* for somebody else's lock: a shell, recovery   */
    /* Pages in the log before it is moved, 131 MB: the longer it is the more
     * often a page stands in it that is moved once. */
    FRAMES_SOME = 32000,
    ROWS_FIRST = 2 /* most statements answer one row */
};

struct lite {
    struct conn  conn; /* first */
    sqlite3     *db;
    struct cache cache;
    int          lock_fd; /* -1: none */
    int          frames;  /* in the log after the last commit */
};

static struct lite *
lite_of(struct conn *c)
{
    return (struct lite *)c;
}

static const char *files; /* by which SQLite opens its files */

static void
configure(void)
{
    /* No counting of memory, no locks around it: threads share nothing. */
    if (sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) ||
        sqlite3_config(SQLITE_CONFIG_MULTITHREAD) || sqlite3_initialize())
        BUG("SQLite was used before the store");
    files = lite_log_register();
}

void
engine_sqlite_begin(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, configure);
}

/* ---- errors ---- */

static struct str
code_text(struct arena *a, int code)
{
    struct buf b;

    buf_init(&b, a);
    buf_add(&b, str_of(sqlite3_errstr(code)));
    buf_add(&b, S(" ("));
    buf_add_int(&b, code);
    buf_add(&b, S(")"));
    return buf_str(&b);
}

static enum err
lite_err(struct lite *l, const char *doing)
{
    int           code = sqlite3_extended_errcode(l->db);
    struct arena *a = arena_new(0);

    conn_trouble(&l->conn, doing, code_text(a, code));
    arena_free(a);
    if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC)
        BUG("the disk did not keep what was written (fsync)");
    if (code == SQLITE_CONSTRAINT_DATATYPE)
        BUG("a value of the wrong type for its column");
    switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
        return ERR_CONFLICT;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_INTERRUPT:
        return ERR_BUSY;
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
        BUG("SQLite was called wrongly");
    default:
        return ERR_STORE;
    }
}

/* ---- opening ---- */

static int
on_commit_to_log(void *ctx, sqlite3 *db, const char *name, int frames)
{
    struct lite *l = ctx;

    (void)db, (void)name;
    l->frames = frames;
    return SQLITE_OK;
}

static enum err
exec(struct lite *l, const char *sql)
{
    if (sqlite3_exec(l->db, sql, NULL, NULL, NULL))
        return lite_err(l, sql);
    return OK;
}

/* One writer of a database: a lock that ends with the process. */
static enum err
take_lock(struct lite *l, struct str path, struct fault *fault)
{
    struct arena *a = l->conn.scratch;
    const char   *name = str_c(a, str_cat(a, path, S(".lock")));

    l->lock_fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (l->lock_fd < 0) {
        fault->detail = S("the lock file beside the database cannot be made");
        return ERR_FILE;
    }
    if (flock(l->lock_fd, LOCK_EX | LOCK_NB)) {
        fault->detail = S("another program is writing to this database");
        return ERR_BUSY;
    }
    return OK;
}

/*
 * A new file is its owner's alone (SQLite gives the log the same mode).
 * Only a file that was not there is touched: closing one that is open
 * elsewhere in the process would drop SQLite's locks on it.
 */
static void
make_private(const char *path)
{
    int fd =
        open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);

    if (fd >= 0)
        close(fd);
}

static enum err
want_wal(struct lite *l)
{
    sqlite3_stmt *st = NULL;
    enum err      e = OK;

    if (sqlite3_prepare_v2(l->db, "PRAGMA journal_mode = WAL", -1, &st, NULL) ||
        sqlite3_step(st) != SQLITE_ROW)
        e = lite_err(l, "journal_mode");
    else if (!str_eq(str_of((const char *)sqlite3_column_text(st, 0)),
                 S("wal")))
        e = ERR_STORE;
    sqlite3_finalize(st);
    return e;
}

static enum err
settle(struct lite *l)
{
    const bool writes = l->conn.use != CONN_READ;
    enum err   e;

    sqlite3_busy_timeout(l->db, WAIT_MS);
    sqlite3_db_config(l->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    sqlite3_db_config(l->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(l->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_wal_autocheckpoint(l->db, 0);
    if (writes && (e = want_wal(l)))
        return e;
    if (writes)
        sqlite3_wal_hook(l->db, on_commit_to_log, l);
    e = exec(l,
        "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
        "PRAGMA case_sensitive_like = ON;"
        "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8192;");
    if (!e && !writes)
        e = exec(l, "PRAGMA query_only = ON");
    /* Opening is lazy: read something, so that trouble shows here. */
    return e ? e : exec(l, "SELECT COUNT(*) FROM sqlite_schema");
}

static void
lite_drop(void *statement)
{
    sqlite3_finalize(statement);
}

static void
lite_close(struct conn *c)
{
    struct lite *l = lite_of(c);

    cache_clear(&l->cache, lite_drop);
    if (sqlite3_close(l->db))
        BUG("a statement outlives its connection");
    if (l->lock_fd >= 0)
        close(l->lock_fd);
    conn_clear(c);
    free(l);
}

static enum err
open_file(struct lite *l, struct str path, struct fault *fault)
{
    const bool  writes = l->conn.use != CONN_READ;
    const char *name = str_c(l->conn.scratch, path);
    int         flags = SQLITE_OPEN_NOMUTEX;
    enum err    e;

    if (writes) {
        if ((e = take_lock(l, path, fault)))
            return e;
        make_private(name);
    }
    flags |= writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                    : SQLITE_OPEN_READONLY;
    if (sqlite3_open_v2(name, &l->db, flags, files))
        e = lite_err(l, "open");
    else
        e = settle(l);
    if (e)
        fault->detail = S("the database file cannot be opened");
    return e;
}

static enum err
lite_open(struct str place, enum conn_use use, struct conn **out,
    struct fault *fault)
{
    struct lite *l = calloc(1, sizeof *l);
    enum err     e;

    engine_sqlite_begin();
    if (!l)
        BUG("out of memory");
    conn_init(&l->conn, &engine_sqlite, use);
    l->lock_fd = -1;
    if ((e = open_file(l, place, fault))) {
        lite_close(&l->conn);
        return e;
    }
    *out = &l->conn;
    return OK;
}

/* ---- running ---- */

static enum err
prepare(struct lite *l, const struct statement *q, sqlite3_stmt **out)
{
    struct arena *a = l->conn.scratch;
    struct mark   m = arena_mark(a);
    struct str    sql = sql_numbered(a, str_of(q->sql));
    int           rc = sqlite3_prepare_v3(l->db, sql.p, (int)sql.n,
                  SQLITE_PREPARE_PERSISTENT, out, NULL);

    arena_rewind(a, m);
    if (rc == SQLITE_ERROR) {
        conn_trouble(&l->conn, q->sql, str_of(sqlite3_errmsg(l->db)));
        return ERR_INVALID;
    }
    if (rc)
        return lite_err(l, q->sql);
    assert(*out); /* an empty text is no statement */
    cache_add(&l->cache, q, *out);
    return OK;
}

static enum err
lite_prepare(struct conn *c, const struct statement *q)
{
    sqlite3_stmt *st;

    return cache_find(&lite_of(c)->cache, q) ? OK : prepare(lite_of(c), q, &st);
}

static enum err
find_statement(struct lite *l, const struct statement *q, sqlite3_stmt **out)
{
    enum err e = OK;

    *out = cache_find(&l->cache, q);
    if (!*out)
        e = prepare(l, q, out);
    if (e == ERR_INVALID)
        BUG(str_c(l->conn.scratch, l->conn.trouble));
    if (!e && l->conn.use == CONN_READ && !sqlite3_stmt_readonly(*out))
        BUG("a statement writes on a connection that only reads");
    return e;
}

/* Static: what is bound lives until the statement is reset. */
static int
bind(sqlite3_stmt *st, int at, const struct arg *arg)
{
    const char *p = arg->s.p ? arg->s.p : "";

    switch (arg->kind) {
    case ARG_NULL:
        return sqlite3_bind_null(st, at);
    case ARG_INT:
        return sqlite3_bind_int64(st, at, arg->i);
    case ARG_TEXT:
        return sqlite3_bind_text64(st, at, p, arg->s.n, SQLITE_STATIC,
            SQLITE_UTF8);
    case ARG_BYTES:
        return sqlite3_bind_blob64(st, at, p, arg->s.n, SQLITE_STATIC);
    case ARG_ID:
        if (id_is_none(arg->id))
            return sqlite3_bind_null(st, at);
        return sqlite3_bind_blob(st, at, arg->id.b, sizeof arg->id.b,
            SQLITE_STATIC);
    }
    BUG("no such kind of argument");
}

static struct row_value
value_of(struct arena *a, sqlite3_stmt *st, int column)
{
    struct row_value v = {.kind = ARG_TEXT};
    const void      *p;

    switch (sqlite3_column_type(st, column)) {
    case SQLITE_NULL:
        v.kind = ARG_NULL;
        return v;
    case SQLITE_INTEGER:
        v.kind = ARG_INT;
        v.i = sqlite3_column_int64(st, column);
        return v;
    case SQLITE_BLOB:
        v.kind = ARG_BYTES;
        p = sqlite3_column_blob(st, column);
        break;
    default:
        p = sqlite3_column_text(st, column);
        break;
    }
    v.s = str_dup(a, str_bytes(p, (size_t)sqlite3_column_bytes(st, column)));
    return v;
}

/* Rows are kept in one array that doubles: few have more than ten. */
static void
keep_row(struct arena *a, sqlite3_stmt *st, struct rows *rows, size_t *room)
{
    struct row_value *values = (struct row_value *)(uintptr_t)rows->values;
    const size_t      columns = rows->columns;

    if (rows->count == *room) {
        *room = *room ? *room * 2 : ROWS_FIRST;
        values = ARENA_ARRAY(a, struct row_value, *room * columns);
        for (size_t i = 0; i < rows->count * columns; i++)
            values[i] = rows->values[i];
        rows->values = values;
    }
    for (size_t i = 0; i < columns; i++)
        values[rows->count * columns + i] = value_of(a, st, (int)i);
    rows->count++;
}

static enum err
step_all(struct lite *l, sqlite3_stmt *st, const struct call *call)
{
    struct rows got = {.columns = (size_t)sqlite3_column_count(st)};
    size_t      room = 0;
    int         rc;

    while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
        if (call->rows)
            keep_row(call->arena, st, &got, &room);
    }
    if (rc != SQLITE_DONE)
        return lite_err(l, call->q->sql);
    if (call->rows)
        *call->rows = got;
    if (call->changed)
        *call->changed = sqlite3_changes64(l->db);
    return OK;
}

/*
 * A COMMIT to a file that was removed or replaced under us keeps nothing:
 * nobody will ever find it there.
 */
static enum err
is_kept(struct lite *l)
{
    int moved = 0;

    if (l->conn.use == CONN_READ || !sqlite3_get_autocommit(l->db))
        return OK;
    sqlite3_file_control(l->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    if (!moved)
        return OK;
    conn_trouble(&l->conn, "commit",
        S("the database file is not in its place"));
    return ERR_STORE;
}

static enum err
lite_run(struct conn *c, const struct call *call)
{
    struct lite  *l = lite_of(c);
    sqlite3_stmt *st;
    enum err      e = find_statement(l, call->q, &st);

    if (e)
        return e;
    if ((size_t)sqlite3_bind_parameter_count(st) != call->n)
        BUG(call->q->sql);
    for (size_t i = 0; i < call->n; i++) {
        if (bind(st, (int)i + 1, &call->args[i]))
            return lite_err(l, "bind");
    }
    e = step_all(l, st, call);
    c->scanned += sqlite3_stmt_status(st, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1);
    c->steps += sqlite3_stmt_status(st, SQLITE_STMTSTATUS_VM_STEP, 1);
    sqlite3_reset(st);
    sqlite3_clear_bindings(st);
    return e ? e : is_kept(l);
}

/* It is never far. */
static enum err
lite_settle(struct conn *c)
{
    (void)c;
    return OK;
}

static enum err
lite_script(struct conn *c, struct str sql)
{
    struct lite  *l = lite_of(c);
    struct arena *a = arena_new(0);
    enum err      e = OK;

    sql = sql_schema(a, sql, SQL_SQLITE);
    if (sqlite3_exec(l->db, str_c(a, sql), NULL, NULL, NULL)) {
        e = lite_err(l, "script");
        conn_trouble(c, "script", str_of(sqlite3_errmsg(l->db)));
    }
    arena_free(a);
    return e;
}

static bool
lite_in_txn(const struct conn *c)
{
    return !sqlite3_get_autocommit(((const struct lite *)c)->db);
}

/* Others may be reading: then what cannot be moved now is moved later. */
static enum err
lite_tidy(struct conn *c, enum tidy how)
{
    struct lite *l = lite_of(c);
    int          rc, left = 0;

    if (c->use == CONN_READ)
        BUG("a reader does not checkpoint");
    if (how == TIDY_SOME) {
        if (l->frames < FRAMES_SOME)
            return OK;
        rc = sqlite3_wal_checkpoint_v2(l->db, "main", SQLITE_CHECKPOINT_PASSIVE,
            NULL, NULL);
    } else {
        sqlite3_busy_timeout(l->db, 0);
        rc = sqlite3_wal_checkpoint_v2(l->db, "main",
            SQLITE_CHECKPOINT_TRUNCATE, &left, NULL);
        sqlite3_busy_timeout(l->db, WAIT_MS);
    }
    if (rc && rc != SQLITE_BUSY)
        return lite_err(l, "checkpoint");
    if (!rc)
        l->frames = 0;
    return OK;
}

const struct engine engine_sqlite = {
    .name = "sqlite",
    .open = lite_open,
    .close = lite_close,
    .prepare = lite_prepare,
    .run = lite_run,
    .settle = lite_settle,
    .script = lite_script,
    .in_txn = lite_in_txn,
    .tidy = lite_tidy,
};
