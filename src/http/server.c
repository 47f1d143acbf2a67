/*
 * server -- options, the library's daemon, and the order of ending.
 *
 * The library may not be stopped while a connection sleeps, and a parked
 * response may still be in the writer's hands.  So: take no connections
 * (quiesce), begin nothing, wait until all that was begun is over and all
 * sleepers are awake, let the last answers go out, stop the library, then
 * the threads.  The library's threads may ask about the listening socket
 * until they end, even when it takes no connections: closed earlier, its
 * number could be another file's by then.
 */
#include <assert.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "http/server_own.h"

enum {
    CONNECTION_BYTES = 32 * 1024, /* read buffer and headers of one */
    LAST_WORDS_MS = 2000,         /* for answers on their way at the end */
    NAP_MS = 5
};

static const struct server_options usual = {
    .threads = 2,
    .connections = 1024,
    .idle_seconds = 30,
    .body_seconds = 60,
    .body_total = (size_t)256 * 1024 * 1024,
    .retry_seconds = 2,
    .classes = {
        [HTTP_FIRST] = {.workers = 2,
            .queue = 512,
            .wait_ms = 1000,
            .deadline_ms = 5000},
        [HTTP_LOOK] = {.workers = 4,
            .queue = 256,
            .wait_ms = 500,
            .deadline_ms = 5000,
            .nice = 10},
        [HTTP_DO] = {.workers = 2, .queue = 256, .deadline_ms = 10000},
        [HTTP_SLOW] =
            {.workers = 2, .queue = 256, .deadline_ms = 15000, .nice = 15},
    },
};

_Static_assert((int)METER_ROWS == (int)HTTP_CLASS_COUNT + 1,
    "a row of the meter for each class, and one for none");

#define FILL(o, field) ((o)->field = (o)->field ? (o)->field : usual.field)

static void
fill_usual(struct server_options *o)
{
    FILL(o, threads);
    FILL(o, connections);
    FILL(o, idle_seconds);
    FILL(o, body_seconds);
    FILL(o, body_total);
    FILL(o, retry_seconds);
    for (int c = HTTP_FIRST; c < HTTP_CLASS_COUNT; c++) {
        FILL(o, classes[c].workers);
        FILL(o, classes[c].queue);
        FILL(o, classes[c].wait_ms);
        FILL(o, classes[c].deadline_ms);
        FILL(o, classes[c].nice);
    }
}

enum err
server_new(const struct server_options *options, struct server **out,
    struct fault *fault)
{
    struct server *s;
    struct arena  *a = arena_new(0);
    enum err       e;

    assert(options->handler.limit && options->handler.classify &&
        options->handler.handle);
    s = ARENA_NEW(a, struct server);
    s->arena = a;
    s->options = *options;
    fill_usual(&s->options);
    if ((e = listen_open(a, options->listen, &s->listener, fault))) {
        arena_free(a);
        return e;
    }
    s->options.listen = (struct str){0}; /* the caller's text may go */
    pools_init(s);
    *out = s;
    return OK;
}

/* Decoding is ours (url.c): the library's would give C strings. */
static size_t
leave_encoded(void *ctx, struct MHD_Connection *connection, char *text)
{
    (void)ctx;
    (void)connection;
    return str_of(text).n;
}

static void
on_panic(void *ctx, const char *file, unsigned line, const char *reason)
{
    (void)ctx;
    log_line(LOG_ERROR, "http library", str_of(reason));
    err_bug(file, (int)line, "libmicrohttpd gave up");
}

/*
 * Strictness 0: what it would refuse more (no host) is refused by wire.c
 * too, and its own refusals have no safe headers and go out twice.
 */
static struct MHD_Daemon *
start_daemon(struct server *s)
{
    const struct server_options *o = &s->options;
    struct MHD_OptionItem        options[] = {
        {MHD_OPTION_LISTEN_SOCKET, s->listener.fd, NULL},
        {MHD_OPTION_THREAD_POOL_SIZE, o->threads, NULL},
        {MHD_OPTION_CONNECTION_LIMIT, o->connections, NULL},
        {MHD_OPTION_CONNECTION_TIMEOUT, o->idle_seconds, NULL},
        {MHD_OPTION_CONNECTION_MEMORY_LIMIT, CONNECTION_BYTES, NULL},
        {MHD_OPTION_STRICT_FOR_CLIENT, 0, NULL},
        {MHD_OPTION_UNESCAPE_CALLBACK, (intptr_t)leave_encoded, NULL},
        {MHD_OPTION_URI_LOG_CALLBACK, (intptr_t)exchange_on_line, s},
        {MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)exchange_on_end, s},
        {MHD_OPTION_END, 0, NULL},
    };
    unsigned flags =
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC;

    MHD_set_panic_func(on_panic, NULL);
    return MHD_start_daemon(flags, 0, NULL, NULL, exchange_on_access, s,
        MHD_OPTION_ARRAY, options, MHD_OPTION_END);
}

static enum err
refuse(enum err e, struct str detail, struct fault *fault)
{
    if (fault)
        *fault = (struct fault){.detail = detail};
    return e;
}

enum err
server_start(struct server *s, struct fault *fault)
{
    enum err e;

    assert(!s->daemon && !s->stopping);
    if ((e = pools_start(s)))
        return refuse(e, S("no threads"), fault);
    if (!(s->daemon = start_daemon(s))) {
        pools_end(s);
        return refuse(ERR_NET, S("libmicrohttpd did not start"), fault);
    }
    return OK;
}

int
server_port(const struct server *s)
{
    return s->listener.port;
}

static void
shut_door(struct server *s)
{
    if (s->daemon)
        MHD_quiesce_daemon(s->daemon);
    listen_end(&s->listener);
}

/* Answers that are queued but not sent; a client that does not read, or is
 * halfway through its request, does not hold us up. */
static void
let_answers_go(struct server *s)
{
    struct timespec nap = {.tv_nsec = NAP_MS * 1000000L};

    for (int ms = 0; ms < LAST_WORDS_MS && atomic_load(&s->open) > 0;
         ms += NAP_MS)
        nanosleep(&nap, NULL);
}

/* The library's threads are gone when it has been stopped, not before. */
static void
end_all(struct server *s)
{
    pthread_mutex_lock(&s->lock);
    while (s->waiting || s->works)
        pthread_cond_wait(&s->rest, &s->lock);
    pthread_mutex_unlock(&s->lock);
    let_answers_go(s);
    MHD_stop_daemon(s->daemon);
    s->daemon = NULL;
    pools_end(s);
}

void
server_stop(struct server *s)
{
    pthread_mutex_lock(&s->lock);
    if (s->stopping) {
        pthread_mutex_unlock(&s->lock);
        return;
    }
    s->stopping = true;
    pthread_mutex_unlock(&s->lock);

    shut_door(s);
    if (s->daemon)
        end_all(s);
    close(s->listener.fd);
}

void
server_free(struct server *s)
{
    if (!s)
        return;
    server_stop(s);
    pools_clear(s);
    arena_free(s->arena);
}

struct server_counts
server_counts(struct server *s)
{
    struct server_counts c = {.requests = atomic_load(&s->requests),
        .refused = atomic_load(&s->refused)};

    pthread_mutex_lock(&s->lock);
    c.busy = s->busy;
    c.late = s->late;
    c.waiting = s->waiting;
    pthread_mutex_unlock(&s->lock);
    return c;
}

const struct meter *
server_meter(const struct server *s)
{
    return &s->meter;
}
