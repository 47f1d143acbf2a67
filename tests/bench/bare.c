/*
 * bare -- the least a durable check can be: libmicrohttpd, one SELECT for
 * the session, one for the child, one INSERT, and one COMMIT for all that
 * came meanwhile.  Diogel's check is measured beside it.
 *
 *   bare FILE SIZE COOKIE
 *
 * FILE: a new SQLite database, with a session for COOKIE and no children;
 * SIZE: bytes of the page it answers.  Nothing is checked, nothing escaped,
 * no policy is asked: what it has more than Diogel is what Diogel costs.
 */
#include <microhttpd.h>
#include <pthread.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BODY_MOST = 1024, CONNECTIONS_MOST = 2048, ARGUMENTS = 4 };

struct waiting {
    struct waiting        *next;
    struct MHD_Connection *connection;
    const char            *cookie;
    char                   body[BODY_MOST];
    size_t                 body_n;
    bool                   kept;
};

static struct {
    pthread_mutex_t lock;
    pthread_cond_t  more;
    struct waiting *first, **last;
    sqlite3        *db;
    sqlite3_stmt   *begin, *session, *child, *leaf, *commit;
    char           *page;
    size_t          page_n;
} bare = {.lock = PTHREAD_MUTEX_INITIALIZER, .more = PTHREAD_COND_INITIALIZER};

static void
give_up(const char *what)
{
    fprintf(stderr, "bare: %s\n", what);
    exit(EXIT_FAILURE);
}

/* ---- the database ---- */

static void
sql(const char *text)
{
    if (sqlite3_exec(bare.db, text, NULL, NULL, NULL))
        give_up(sqlite3_errmsg(bare.db));
}

static sqlite3_stmt *
prepared(const char *text)
{
    sqlite3_stmt *s;

    if (sqlite3_prepare_v3(bare.db, text, -1, SQLITE_PREPARE_PERSISTENT, &s,
            NULL))
        give_up(sqlite3_errmsg(bare.db));
    return s;
}

static void
step(sqlite3_stmt *s)
{
    int rc = sqlite3_step(s);

    if (rc != SQLITE_DONE && rc != SQLITE_ROW)
        give_up(sqlite3_errmsg(bare.db));
    sqlite3_reset(s);
}

static void
step_with(sqlite3_stmt *s, const char *text, size_t n)
{
    sqlite3_bind_text(s, 1, text, (int)n, SQLITE_STATIC);
    step(s);
}

static void
database_open(const char *path, const char *cookie)
{
    sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    if (sqlite3_open(path, &bare.db))
        give_up(path);
    sql("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        "CREATE TABLE session (hash TEXT PRIMARY KEY, account INTEGER);"
        "CREATE TABLE child (nhs TEXT PRIMARY KEY, listed INTEGER);"
        "CREATE TABLE leaf (id INTEGER PRIMARY KEY, detail TEXT);");
    bare.session = prepared("INSERT INTO session VALUES (?1, 1)");
    step_with(bare.session, cookie, strlen(cookie));
    sqlite3_finalize(bare.session);
    bare.begin = prepared("BEGIN IMMEDIATE");
    bare.session = prepared("SELECT account FROM session WHERE hash = ?1");
    bare.child = prepared("SELECT listed FROM child WHERE nhs = ?1");
    bare.leaf = prepared("INSERT INTO leaf (detail) VALUES (?1)");
    bare.commit = prepared("COMMIT");
}

/* ---- the writer ---- */

static void
keep(const struct waiting *w)
{
    const char *cookie = w->cookie ? w->cookie : "";

    step_with(bare.session, cookie, strlen(cookie));
    step_with(bare.child, w->body, w->body_n);
    step_with(bare.leaf, w->body, w->body_n);
}

static struct waiting *
take_all(void)
{
    struct waiting *all;

    pthread_mutex_lock(&bare.lock);
    while (!bare.first)
        pthread_cond_wait(&bare.more, &bare.lock);
    all = bare.first;
    bare.first = NULL;
    bare.last = &bare.first;
    pthread_mutex_unlock(&bare.lock);
    return all;
}

static void *
write_groups(void *nothing)
{
    for (;;) {
        struct waiting *all = take_all(), *next;

        step(bare.begin);
        for (struct waiting *w = all; w; w = w->next)
            keep(w);
        step(bare.commit);
        for (; all; all = next) {
            next = all->next;
            all->kept = true;
            MHD_resume_connection(all->connection);
        }
    }
    return nothing;
}

/* ---- HTTP ---- */

static enum MHD_Result
answer(struct MHD_Connection *c)
{
    struct MHD_Response *r = MHD_create_response_from_buffer(bare.page_n,
        bare.page, MHD_RESPMEM_PERSISTENT);
    enum MHD_Result      ok;

    MHD_add_response_header(r, "Content-Type", "text/html; charset=utf-8");
    ok = MHD_queue_response(c, MHD_HTTP_OK, r);
    MHD_destroy_response(r);
    return ok;
}

static void
park(struct MHD_Connection *c, struct waiting *w)
{
    w->connection = c;
    w->cookie = MHD_lookup_connection_value(c, MHD_COOKIE_KIND, "session");
    MHD_suspend_connection(c);
    pthread_mutex_lock(&bare.lock);
    *bare.last = w;
    bare.last = &w->next;
    pthread_cond_signal(&bare.more);
    pthread_mutex_unlock(&bare.lock);
}

/* wide: the library calls it so */
static enum MHD_Result
on_access(void *nothing, struct MHD_Connection *c, const char *url,
    const char *method, const char *version, const char *data, size_t *data_n,
    void **state)
{
    struct waiting *w = *state;

    (void)nothing, (void)url, (void)method, (void)version;
    if (!w) {
        if (!(w = *state = calloc(1, sizeof *w)))
            give_up("no memory");
        return MHD_YES;
    }
    if (*data_n) {
        size_t n =
            *data_n < BODY_MOST - w->body_n ? *data_n : BODY_MOST - w->body_n;

        memcpy(w->body + w->body_n, data, n);
        w->body_n += n;
        *data_n = 0;
        return MHD_YES;
    }
    if (w->kept)
        return answer(c);
    park(c, w);
    return MHD_YES;
}

static void
on_end(void *nothing, struct MHD_Connection *c, void **state,
    enum MHD_RequestTerminationCode why)
{
    (void)nothing, (void)c, (void)why;
    free(*state);
    *state = NULL;
}

int
main(int argc, char **argv)
{
    struct MHD_Daemon          *d;
    const union MHD_DaemonInfo *port;
    pthread_t                   writer;
    sigset_t                    ends;
    int                         sig;

    if (argc != ARGUMENTS)
        give_up("bare FILE SIZE COOKIE");
    bare.last = &bare.first;
    bare.page_n = strtoul(argv[2], NULL, 10);
    bare.page = malloc(bare.page_n + 1);
    if (!bare.page)
        give_up("no memory");
    memset(bare.page, 'x', bare.page_n);
    database_open(argv[1], argv[3]);
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    pthread_create(&writer, NULL, write_groups, NULL);
    d = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_TURBO |
            MHD_ALLOW_SUSPEND_RESUME,
        0, NULL, NULL, on_access, NULL, MHD_OPTION_NOTIFY_COMPLETED, on_end,
        NULL, MHD_OPTION_THREAD_POOL_SIZE, 2u, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)CONNECTIONS_MOST, MHD_OPTION_END);
    if (!d || !(port = MHD_get_daemon_info(d, MHD_DAEMON_INFO_BIND_PORT)))
        give_up("the library did not start");
    printf("http://127.0.0.1:%u/\n", (unsigned)port->port);
    fflush(stdout);
    sigwait(&ends, &sig);
    return EXIT_SUCCESS;
}
