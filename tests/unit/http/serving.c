/*
 * serving -- see serving.h.
 */
#include "serving.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/log.h"

enum { PATIENCE_MS = 8000, NAP_MS = 2 };

static void
nap(void)
{
    struct timespec t = {.tv_nsec = NAP_MS * 1000000L};

    nanosleep(&t, NULL);
}

/* ---- the handler ---- */

static enum http_next
say(struct response *resp, struct str words)
{
    response_body(resp, S("text/plain; charset=utf-8"), words);
    return HTTP_ANSWER;
}

static enum http_next
fast(void *ctx, const struct request *req, struct response *resp)
{
    (void)ctx;
    (void)req;
    return say(resp, S("fast"));
}

static enum http_next
look(void *ctx, const struct request *req, struct response *resp)
{
    (void)ctx;
    (void)req;
    return say(resp, S("look"));
}

static enum http_next
park(void *ctx, const struct request *req, struct response *resp)
{
    struct serving *h = ctx;

    (void)req;
    pthread_mutex_lock(&h->lock);
    h->parked[h->parked_n++ % PARKED_MOST] = resp;
    pthread_cond_broadcast(&h->news);
    pthread_mutex_unlock(&h->lock);
    return HTTP_PARK;
}

static enum http_next
stepped(void *ctx, const struct request *req, struct response *resp)
{
    response_step(resp, STEP_MS);
    return str_ends(req->path, S("park")) ? park(ctx, req, resp)
                                          : look(ctx, req, resp);
}

static enum http_next
both(void *ctx, const struct request *req, struct response *resp)
{
    (void)ctx;
    (void)req;
    (void)say(resp, S("both"));
    response_finish(resp);
    return HTTP_PARK;
}

static enum http_next
twice(void *ctx, const struct request *req, struct response *resp)
{
    (void)both(ctx, req, resp);
    response_finish(resp);
    return HTTP_PARK;
}

static enum http_next
fail(void *ctx, const struct request *req, struct response *resp)
{
    (void)ctx;
    (void)req;
    response_cookie(resp, S("half"), S("done"), COOKIE_UNTIL_CLOSED);
    response_fail(resp);
    return say(resp, S("half done"));
}

static enum http_next
say_again(void *ctx, const struct request *req, struct response *resp)
{
    (void)req;
    return say(resp, str_of(ctx));
}

static enum http_next
again(void *ctx, const struct request *req, struct response *resp)
{
    static char words[] = "again";

    (void)ctx;
    (void)req;
    response_continue(resp, say_again, words);
    return HTTP_PARK;
}

static enum http_next
echo(void *ctx, const struct request *req, struct response *resp)
{
    (void)ctx;
    return say(resp, req->body);
}

static enum http_next
gate(void *ctx, const struct request *req, struct response *resp)
{
    struct serving *h = ctx;

    (void)req;
    atomic_fetch_add(&h->runs, 1);
    pthread_mutex_lock(&h->lock);
    h->waits++;
    pthread_cond_broadcast(&h->news);
    while (!h->gate_open)
        pthread_cond_wait(&h->news, &h->lock);
    h->waits--;
    pthread_mutex_unlock(&h->lock);
    return say(resp, S("gate"));
}

static enum http_next
none(void *ctx, const struct request *req, struct response *resp)
{
    (void)ctx;
    (void)req;
    response_status(resp, 404);
    return say(resp, S("none"));
}

static enum http_next
unchanged(void *ctx, const struct request *req, struct response *resp)
{
    (void)ctx;
    (void)req;
    response_status(resp, 304);
    return say(resp, S("fast"));
}

static const struct {
    struct str start;
    enum http_class class;
    http_step *step;
} routes[] = {
    {S_INIT("/fast"), HTTP_INLINE, fast},
    {S_INIT("/look"), HTTP_LOOK, look},
    {S_INIT("/stepped"), HTTP_LOOK, stepped},
    {S_INIT("/park"), HTTP_LOOK, park},
    {S_INIT("/both"), HTTP_LOOK, both},
    {S_INIT("/twice"), HTTP_LOOK, twice},
    {S_INIT("/fail"), HTTP_LOOK, fail},
    {S_INIT("/again"), HTTP_LOOK, again},
    {S_INIT("/echo"), HTTP_DO, echo},
    {S_INIT("/gate"), HTTP_SLOW, gate},
    {S_INIT("/first"), HTTP_FIRST, gate},
    {S_INIT("/slow-look"), HTTP_LOOK, gate},
    {S_INIT("/unchanged"), HTTP_INLINE, unchanged},
    {S_INIT("/"), HTTP_INLINE, none},
};

static size_t
route_of(struct str path)
{
    size_t i = 0;

    while (!str_starts(path, routes[i].start))
        i++;
    return i;
}

static size_t
limit(void *ctx, enum http_method method, struct str path)
{
    (void)ctx;
    (void)method;
    (void)path;
    return BODY_MOST;
}

static enum http_class
classify(void *ctx, const struct request *req)
{
    (void)ctx;
    return routes[route_of(req->path)].class;
}

/* What a group has in common is the house itself. */
static void *
gather(void *ctx)
{
    struct serving *h = ctx;

    atomic_fetch_add(&h->gathered, 1);
    return h;
}

static void
scatter(void *ctx, void *together)
{
    struct serving *h = ctx;

    atomic_fetch_add(&h->scattered, together == h);
}

static enum http_next
handle(void *ctx, const struct request *req, struct response *resp)
{
    struct serving *h = ctx;

    if ((req->together == h) != str_eq(req->path, S("/first")))
        atomic_fetch_add(&h->strays, 1);
    return routes[route_of(req->path)].step(ctx, req, resp);
}

static void
refuse(void *ctx, const struct request *req, enum http_refusal why,
    struct response *resp)
{
    struct arena *a = response_arena(resp);

    (void)ctx;
    (void)req;
    (void)say(resp, str_cat(a, S("refused "), str_of_int(a, why)));
}

struct http_handler
serving_handler(struct serving *h)
{
    return (struct http_handler){.ctx = h,
        .limit = limit,
        .classify = classify,
        .handle = handle,
        .gather = gather,
        .scatter = scatter,
        .refuse = refuse};
}

/* ---- the house ---- */

struct serving *
serving_open_at(const struct server_options *options, struct str address)
{
    struct serving       *h = calloc(1, sizeof *h);
    struct server_options o = {0};
    struct fault          fault = {0};

    if (!h)
        BUG("serving: no memory");
    if (options)
        o = *options;
    o.listen = address;
    o.handler = serving_handler(h);
    pthread_mutex_init(&h->lock, NULL);
    pthread_cond_init(&h->news, NULL);
    h->arena = arena_new(0);
    log_set_level(LOG_ERROR);
    if (server_new(&o, &h->server, &fault) || server_start(h->server, &fault))
        BUG("serving: the server does not start");
    return h;
}

struct serving *
serving_open(const struct server_options *options)
{
    return serving_open_at(options, S("127.0.0.1:0"));
}

/* Some seconds from now, on the clock that a condition goes by. */
static struct timespec
patience(void)
{
    struct timespec t;

    clock_gettime(CLOCK_REALTIME, &t);
    t.tv_sec += PATIENCE_MS / 1000;
    return t;
}

struct response *
serving_parked(struct serving *h)
{
    struct timespec  until = patience();
    struct response *got = NULL;
    int              e = 0;

    pthread_mutex_lock(&h->lock);
    while (!h->parked_n && !e)
        e = pthread_cond_timedwait(&h->news, &h->lock, &until);
    if (h->parked_n)
        got = h->parked[--h->parked_n];
    pthread_mutex_unlock(&h->lock);
    return got;
}

void
serving_open_gate(struct serving *h)
{
    pthread_mutex_lock(&h->lock);
    h->gate_open = true;
    pthread_cond_broadcast(&h->news);
    pthread_mutex_unlock(&h->lock);
}

bool
serving_at_gate(struct serving *h, int n)
{
    struct timespec until = patience();
    int             e = 0;
    bool            yes;

    pthread_mutex_lock(&h->lock);
    while (h->waits != n && !e)
        e = pthread_cond_timedwait(&h->news, &h->lock, &until);
    yes = h->waits == n;
    pthread_mutex_unlock(&h->lock);
    return yes;
}

bool
serving_asleep(struct serving *h, int64_t n)
{
    for (int ms = 0; ms < PATIENCE_MS; ms += NAP_MS) {
        if (server_counts(h->server).waiting == n)
            return true;
        nap();
    }
    return false;
}

void
serving_close(struct serving *h)
{
    serving_open_gate(h);
    pthread_mutex_lock(&h->lock);
    while (h->parked_n)
        response_finish(h->parked[--h->parked_n]);
    pthread_mutex_unlock(&h->lock);
    server_free(h->server);
    arena_free(h->arena);
    pthread_cond_destroy(&h->news);
    pthread_mutex_destroy(&h->lock);
    free(h);
}

/* ---- the client ---- */

int
client_open(const struct serving *h)
{
    struct sockaddr_in to = {.sin_family = AF_INET,
        .sin_port = htons((uint16_t)server_port(h->server)),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int                fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (fd < 0 || connect(fd, (const struct sockaddr *)&to, sizeof to))
        BUG("serving: the client cannot connect");
    return fd;
}

void
client_send(int fd, struct str bytes)
{
    while (bytes.n) {
        ssize_t n = send(fd, bytes.p, bytes.n, MSG_NOSIGNAL);

        if (n <= 0)
            return; /* the server may have closed: the reply tells */
        bytes = str_from(bytes, (size_t)n);
    }
}

/* More bytes; 0 at the end, -1 when none came in time. */
static ssize_t
read_more(int fd, struct buf *b)
{
    struct pollfd p = {.fd = fd, .events = POLLIN};
    char          byte;
    ssize_t       n;

    if (poll(&p, 1, PATIENCE_MS) != 1)
        return -1;
    n = recv(fd, &byte, 1, 0); /* never into the next answer */
    if (n > 0)
        buf_add_byte(b, byte);
    return n < 0 ? 0 : n;
}

static struct str
header_of(struct str head, struct str name)
{
    struct str rest = head, line, key, value;

    while (str_split(&rest, '\n', &line))
        if (str_cut(line, ':', &key, &value) && str_eq_nocase(key, name))
            return str_trim(value);
    return (struct str){0};
}

struct reply
client_read(struct arena *a, int fd, enum reply_body body)
{
    struct reply r = {0};
    struct buf   b;
    int64_t      status = 0, length = 0;
    size_t       head_n;

    buf_init(&b, a);
    while (!str_ends(buf_str(&b), S("\r\n\r\n")))
        if (read_more(fd, &b) <= 0)
            return r;
    head_n = b.n;
    (void)str_int(str_sub(buf_str(&b), 9, 3), &status);
    (void)str_int(header_of(buf_str(&b), S("content-length")), &length);
    while (body == WITH_BODY && b.n < head_n + (size_t)length)
        if (read_more(fd, &b) <= 0)
            return r;
    r.status = (int)status;
    r.head = str_dup(a, str_sub(buf_str(&b), 0, head_n));
    r.body = str_dup(a, str_from(buf_str(&b), head_n));
    r.closed = str_eq_nocase(header_of(r.head, S("connection")), S("close"));
    return r;
}

bool
client_is_closed(int fd)
{
    struct pollfd p = {.fd = fd, .events = POLLIN};
    char          byte;

    while (poll(&p, 1, 1000) == 1)
        if (recv(fd, &byte, 1, 0) <= 0)
            return true;
    return false;
}

struct reply
client_ask(struct serving *h, struct str bytes)
{
    int          fd = client_open(h);
    struct reply r;

    client_send(fd, bytes);
    r = client_read(h->arena, fd, WITH_BODY);
    if (r.closed)
        r.closed = client_is_closed(fd);
    close(fd);
    return r;
}

void
client_send_get(int fd, struct str path)
{
    struct arena *a = arena_new(0);
    struct str    parts[] = {S("GET "), path,
           S(" HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n")};

    client_send(fd, str_join(a, parts, 3, S("")));
    arena_free(a);
}

struct reply
client_get(struct serving *h, struct str path)
{
    int          fd = client_open(h);
    struct reply r;

    client_send_get(fd, path);
    r = client_read(h->arena, fd, WITH_BODY);
    close(fd);
    return r;
}
