/*
 * diogel serve: the web door, until a signal ends it.
 *
 * A demonstration can ask to begin again (action/tour.h): the process then
 * sends itself a hangup, lets what was begun end, puts the copy that was
 * kept when it was made in the database's place (cli/reset.c), and serves
 * on.  A hangup from elsewhere ends it like any other signal.
 */
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

#include "action/import.h"
#include "action/service.h"
#include "action/tick.h"
#include "base/log.h"
#include "base/sandbox.h"
#include "cli/command.h"
#include "cli/notify.h"
#include "cli/reset.h"
#include "cli/watch.h"
#include "http/server.h"
#include "record/name_tables.h"
#include "web/site.h"

/* For one slice: what it reads of a file, and of everybody in it. */
#define STEP_ROOM ((size_t)1 << 28)

static atomic_bool reset_wanted;

static void
want_reset(void)
{
    atomic_store(&reset_wanted, true);
    kill(getpid(), SIGHUP);
}

/* What time alone brings: reminders and alarms.  Outside trouble is for the
 * log; the next minute tries again. */
static void
tick(struct service *service)
{
    struct arena *a = arena_new(0);
    enum err      e = tick_run(service, a);

    if (e)
        log_line(LOG_WARN, "tick", str_of(err_name(e)));
    arena_free(a);
}

/* That this node is there, or ends: for whoever looks after the service. */
static void
say_presence(struct service *service, const char *what,
    enum err (*say)(struct service *, struct arena *))
{
    struct arena *a = arena_new(0);
    enum err      e = say(service, a);

    if (e)
        log_line(LOG_WARN, what, str_of(err_name(e)));
    arena_free(a);
}

/* A pack that another node has installed holds here too. */
static void
refresh(struct service *service)
{
    struct arena *a = arena_new(0);
    struct fault  fault = {0};
    enum err      e = service_refresh(service, a, &fault);

    if (e)
        log_line(LOG_WARN, "refresh", str_of(err_name(e)));
    arena_free(a);
}

/* What the store said at its last trouble, once: codes and our own SQL. */
static void
tell_trouble(struct service *service, struct arena *lasting, struct str *last)
{
    struct arena *a = arena_new(0);
    struct str    now = store_trouble(service_store(service), a);

    if (!str_eq(now, *last)) {
        log_line(LOG_WARN, "store", now);
        arena_clear(lasting);
        *last = str_dup(lasting, now);
    }
    arena_free(a);
}

/* A slice of a file that is being brought in; false: there is none, or it
 * cannot be gone on with now, or another node is at it (ERR_BUSY). */
static bool
step(struct service *service)
{
    struct arena *a = arena_new(STEP_ROOM);
    enum err e = import_step(service, a, (struct id){0}, &import_slice_usual);

    if (e && e != ERR_BUSY && !err_is_refusal(e))
        log_line(LOG_WARN, "import", str_of(err_name(e)));
    arena_free(a);
    return e == OK;
}

/*
 * Until a signal ends it: reminders by the minute, files by the second, and
 * slice after slice while one is under way.
 */
static void
wait_for_signal(struct service *service, const sigset_t *ends)
{
    const struct timespec second = {.tv_sec = 1}, at_once = {0};
    bool                  busy = false;
    int                   seconds = 0;
    struct arena         *lasting = arena_new(0);
    struct str            trouble = S("");

    while (sigtimedwait(ends, NULL, busy ? &at_once : &second) < 0) {
        if (errno != EAGAIN)
            continue;
        if (!busy) {
            refresh(service);
            tell_trouble(service, lasting, &trouble);
        }
        if (!busy && ++seconds % 60 == 0)
            tick(service);
        busy = step(service);
    }
    arena_free(lasting);
}

static void
say_address(const struct command_line *c, const struct server *s,
    struct str listen, const struct watch *watch)
{
    if (server_port(s))
        printf("Diogel answers on http://127.0.0.1:%d/\n", server_port(s));
    else
        printf("Diogel answers on %.*s\n", STR_ARG(listen));
    if (watch) {
        struct str at = watch_address(watch, c->arena);

        printf("and is watched on %.*s\n", STR_ARG(at));
    }
    fflush(stdout);
}

/* The pages, and beside them the small door of --watch when it is wanted. */
static int
answer_until_signal(const struct command_line *c, struct server *s,
    struct site *site, const sigset_t *ends)
{
    struct str    listen = command_text(c, "watch");
    struct watch *watch = NULL;
    struct fault  fault = {0};
    enum err      e;

    if ((e = server_start(s, &fault)))
        return command_failed(c, "cannot serve", e, &fault);
    if (listen.n &&
        (e = watch_open(listen, site_service(site), s, &watch, &fault)))
        return command_failed(c, "cannot be watched there", e, &fault);
    say_presence(site_service(site), "begin", tick_begin);
    say_address(c, s, command_text(c, "listen"), watch);
    notify_state("READY=1");
    wait_for_signal(site_service(site), ends);
    notify_state("STOPPING=1");
    say_presence(site_service(site), "end", tick_end);
    watch_close(watch);
    return 0;
}

static int
serve_until_signal(const struct command_line *c, struct site *site,
    const sigset_t *ends)
{
    struct server_options o = {.listen = command_text(c, "listen"),
        .handler = site_handler(site)};
    struct fault          fault = {0};
    struct server        *s;
    int                   status;
    enum err              e;

    if (o.listen.n == 0)
        o.listen = S("127.0.0.1:8080");
    if ((e = server_new(&o, &s, &fault)))
        return command_failed(c, "cannot listen", e, &fault);
    status = answer_until_signal(c, s, site, ends);
    server_free(s); /* stops it first */
    return status;
}

static enum err
names_look(struct txn *tx, void *ctx)
{
    return name_tables_stand(tx, ctx);
}

/* Records whose keys were made with other tables are found by less. */
static void
say_names(struct service *service)
{
    struct arena *a = arena_new(0);
    bool          stand = true;
    enum err      e = store_read(service_store(service), a, names_look, &stand);

    if (e)
        log_line(LOG_WARN, "names", str_of(err_name(e)));
    else if (!stand)
        log_line(LOG_WARN, "names",
            S("the tables of names are not those that the records were made "
              "with: diogel rebuild"));
    arena_free(a);
}

/* Without it a demonstration still has a clock, which starts anew. */
static void
begin_clock(struct service *service)
{
    struct arena *a = arena_new(0);
    enum err      e = service_clock_begin(service, a);

    if (e)
        log_line(LOG_WARN, "clock", str_of(err_name(e)));
    arena_free(a);
}

/* Serves once: until a signal, or until the demonstration begins again. */
static int
serve_once(const struct command_line *c, const sigset_t *ends)
{
    struct service *service;
    struct site    *site;
    int             status;

    if (command_open(c, STORE_USE_SERVE, NULL, &service))
        return 1;
    begin_clock(service);
    say_names(service);
    service_find_in_memory(service, command_index(c));
    store_on_telling(service_store(service), server_together);
    if (reset_is_kept(c->arena, command_text(c, "db")))
        service_on_reset(service, want_reset);
    if (site_new(service, &site))
        BUG("no site");
    status = serve_until_signal(c, site, ends);
    site_free(site);
    service_close(service);
    return status;
}

/* The folder in which a file lies. */
static const char *
folder_of(struct arena *a, struct str path)
{
    size_t n = path.n;

    while (n && path.p[n - 1] != '/')
        n--;
    return n ? str_c(a, str_sub(path, 0, n)) : ".";
}

/*
 * What serving needs of the file system: the database's folder, that of the
 * index's image and that of a socket of ours to write, the rest to read.
 * DNS, time zones, fonts and what
 * the libraries look up lies in /etc and /usr, what is known of the fonts in
 * a cache of its own.
 */
static enum err
shut_in(const struct command_line *c, enum sandbox_hold *hold)
{
    struct str db = command_text(c, "db"), at = command_text(c, "listen");
    struct str index = command_index(c);
    struct sandbox_path paths[] = {
        {"/usr", SANDBOX_READ},
        {"/etc", SANDBOX_READ},
        {"/dev", SANDBOX_READ},
        {"/proc/self", SANDBOX_READ},
        {"/var/cache/fontconfig", SANDBOX_READ},
        {command_keys(c), SANDBOX_READ},
        {"/usr", SANDBOX_READ},
        {"/usr", SANDBOX_READ},
        {"/usr", SANDBOX_READ},
    };

    if (str_starts(db, S("sqlite:")))
        paths[6] = (struct sandbox_path){folder_of(c->arena,
                                             str_from(db, S("sqlite:").n)),
            SANDBOX_WRITE};
    if (str_starts(at, S("unix:")))
        paths[7] = (struct sandbox_path){folder_of(c->arena,
                                             str_from(at, S("unix:").n)),
            SANDBOX_WRITE};
    if (index.n)
        paths[8] =
            (struct sandbox_path){folder_of(c->arena, index), SANDBOX_WRITE};
    return sandbox_enter(paths, sizeof paths / sizeof *paths, hold);
}

/* --sandbox: before the first thread and the first file. */
static int
enter_sandbox(const struct command_line *c)
{
    enum sandbox_hold hold;
    enum err          e = shut_in(c, &hold);

    if (e)
        return command_failed(c, "cannot enter the sandbox", e, NULL);
    if (hold == SANDBOX_CALLS)
        log_line(LOG_WARN, "sandbox", S("no Landlock: paths are not held"));
    return 0;
}

int
command_serve(const struct command_line *c)
{
    struct fault fault = {0};
    sigset_t     ends;
    int          status;
    enum err     e;

    if (command_is(c, "sandbox") && (status = enter_sandbox(c)))
        return status;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    for (;;) {
        status = serve_once(c, &ends);
        if (status || !atomic_exchange(&reset_wanted, false))
            return status;
        e = reset_to_kept(c->arena, command_text(c, "db"), &fault);
        if (e)
            return command_failed(c, "cannot begin again", e, &fault);
    }
}
