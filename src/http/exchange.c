/*
 * exchange -- one request from its first line to its end, as the library
 * calls us for it.
 *
 * The library calls on_line with the raw target, then on_access once with
 * the headers, once for each piece of the body, and once more when all is
 * there; and again when a sleeping connection was woken.  Only refusals are
 * answered at the first call, and then the connection closes, since what
 * follows on it cannot be told from the body.
 *
 * A body over the limit is read and thrown away (up to a point), so that
 * the browser gets to read our answer instead of a broken connection.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "http/server_own.h"
#include "http/wire.h"

enum {
    HEADERS_MOST = 100,
    HEADER_BYTES_MOST = 16 * 1024,
    BODY_ROOM_FIRST = 16 * 1024,
    US_PER_SECOND = 1000000
};

static const uint64_t skip_most = (uint64_t)64 * 1024 * 1024;

static size_t
address_of(const void *p)
{
    return (size_t)(uintptr_t)p;
}

void *
exchange_on_line(void *server, const char *target,
    struct MHD_Connection *connection)
{
    struct server   *s = server;
    struct arena    *a = arena_new(0);
    struct exchange *x = ARENA_NEW(a, struct exchange);
    struct str       raw = str_of(target);

    x->server = s;
    x->connection = connection;
    x->arena = a;
    x->request.arena = a;
    x->request.cookies = s->options.cookies;
    x->target = str_dup(a, raw);
    x->target_end = address_of(raw.p) + raw.n;
    x->began = clock_monotonic();
    atomic_init(&x->refs, 1);
    atomic_init(&x->phase, PHASE_RUNNING);
    atomic_fetch_add(&s->open, 1);
    atomic_fetch_add(&s->requests, 1);
    return x;
}

static void
drop_body(struct exchange *x)
{
    free(x->body);
    x->body = NULL;
    atomic_fetch_sub(&x->server->bodies, x->body_room);
    x->body_room = x->body_n = 0;
}

void
exchange_release(struct exchange *x)
{
    if (atomic_fetch_sub(&x->refs, 1) != 1)
        return;
    drop_body(x);
    arena_free(x->late_arena);
    arena_free(x->arena);
}

void
exchange_on_end(void *server, struct MHD_Connection *connection,
    void **exchange, enum MHD_RequestTerminationCode why)
{
    struct server   *s = server;
    struct exchange *x = *exchange;

    (void)connection;
    (void)why;
    if (!x)
        return;
    *exchange = NULL;
    exchange_release(x);
    atomic_fetch_sub(&s->open, 1);
}

/* ---- the headers ---- */

struct gathering {
    struct wire_header *rows;
    size_t              n;
};

/* wide: the library calls it so */
static enum MHD_Result
gather_header(void *ctx, enum MHD_ValueKind kind, const char *name,
    size_t name_n, const char *value, size_t value_n)
{
    struct gathering *g = ctx;

    (void)kind;
    if (g->n == HEADERS_MOST)
        return MHD_NO;
    g->rows[g->n++] = (struct wire_header){str_bytes(name, name_n),
        str_bytes(value, value_n)};
    return MHD_YES;
}

/*
 * Were the bytes on the wire exactly these lines, each ended by CR LF?
 *
 * 0.9.75 hands on C strings that lie where they were received.  A NUL in a
 * line, a bare LF, a folded line, or a line ": x" (which it takes for the
 * end of the headers) show only in that the lengths do not add up to what
 * was received.  From 1.0 on it refuses these itself and may move things.
 */
static bool
adds_up(const struct exchange *x, const struct wire *w)
{
#if MHD_VERSION < 0x01000000
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(x->connection,
            MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    size_t sum = w->method.n + 1 + w->target.n + 1 + w->version.n + 2 + 2;

    for (size_t i = 0; i < w->n; i++) {
        const struct wire_header *h = &w->headers[i];

        sum += address_of(h->value.p) - address_of(h->name.p) + h->value.n + 2;
    }
    return info && info->header_size == sum &&
        address_of(w->version.p) == x->target_end + 1;
#else
    (void)x;
    (void)w;
    return true;
#endif
}

static bool
headers_fit(const struct exchange *x, size_t n)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(x->connection,
            MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);

    return n < HEADERS_MOST && info && info->header_size <= HEADER_BYTES_MOST;
}

static struct str
peer_of(struct exchange *x)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(x->connection,
            MHD_CONNECTION_INFO_CLIENT_ADDRESS);

    return info ? listen_peer(x->arena, info->client_addr) : (struct str){0};
}

/*
 * The library keeps its strings until the request is over; a late answer's
 * handler may outlive that, so the request gets copies.
 */
static bool
read_request(struct exchange *x, struct wire *w, uint64_t *body_n,
    enum http_refusal *why)
{
    struct gathering g = {
        ARENA_ARRAY(x->arena, struct wire_header, HEADERS_MOST), 0};

    MHD_get_connection_values_n(x->connection, MHD_HEADER_KIND, gather_header,
                                &g);
    w->headers = g.rows;
    w->n = g.n;
    if (!headers_fit(x, g.n)) {
        *why = REFUSED_HEADERS;
        return false;
    }
    *why = REFUSED_MALFORMED;
    if (!adds_up(x, w))
        return false;
    for (size_t i = 0; i < g.n; i++)
        g.rows[i].value = str_dup(x->arena, g.rows[i].value);
    w->from = x->server->listener.from;
    w->peer = peer_of(x);
    return wire_read(x->arena, w, &x->request, body_n, why);
}

static bool
waits_to_send(const struct exchange *x)
{
    return MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND,
               "Expect") != NULL;
}

static enum MHD_Result
take_headers(struct exchange *x, const char *method, const char *version)
{
    const struct http_handler *h = &x->server->options.handler;
    struct wire                w = {.method = str_of(method),
                       .target = x->target,
                       .version = str_of(version)};
    enum http_refusal          why;
    uint64_t                   body_n = 0;

    x->stage = STAGE_BODY;
    if (!read_request(x, &w, &body_n, &why))
        return answer_refusal(x, why, ANSWER_CLOSE);
    if (body_n > h->limit(h->ctx, x->request.method, x->request.path)) {
        if (body_n > skip_most || waits_to_send(x))
            return answer_refusal(x, REFUSED_BODY, ANSWER_CLOSE);
        x->skip_body = true;
        x->skip_why = REFUSED_BODY;
        return MHD_YES;
    }
    x->body_limit = (size_t)body_n;
    return MHD_YES;
}

/* ---- the body ---- */

static bool
make_room(struct exchange *x, size_t more)
{
    size_t room = x->body_room ? x->body_room : BODY_ROOM_FIRST;
    size_t most = x->server->options.body_total, all;
    char  *p;

    if (more > x->body_limit - x->body_n)
        return false;
    while (room < x->body_n + more)
        room *= 2;
    if (room > x->body_limit)
        room = x->body_limit;
    if (room <= x->body_room)
        return true;
    all = atomic_fetch_add(&x->server->bodies, room - x->body_room);
    if (all > most || room - x->body_room > most - all ||
        !(p = realloc(x->body, room))) {
        atomic_fetch_sub(&x->server->bodies, room - x->body_room);
        return false;
    }
    x->body = p;
    x->body_room = room;
    return true;
}

static enum MHD_Result
take_body(struct exchange *x, const char *data, size_t *n)
{
    int64_t most = (int64_t)x->server->options.body_seconds * US_PER_SECOND;

    if (clock_monotonic() - x->began > most)
        return MHD_NO;
    if (!x->skip_body && !make_room(x, *n)) {
        drop_body(x);
        x->skip_body = true;
        x->skip_why = REFUSED_BUSY;
    }
    if (!x->skip_body) {
        memcpy(x->body + x->body_n, data, *n);
        x->body_n += *n;
    }
    *n = 0;
    return MHD_YES;
}

/* ---- the answer ---- */

static enum MHD_Result
send_made(struct exchange *x)
{
    if (x->response->failed)
        return answer_refusal(x, REFUSED_FAILED, ANSWER_STAY);
    return answer_send(x, x->response, ANSWER_STAY);
}

static enum MHD_Result
answer_at_once(struct exchange *x)
{
    const struct http_handler *h = &x->server->options.handler;

    if (h->handle(h->ctx, &x->request, x->response) != HTTP_ANSWER)
        BUG("http: an inline handler parks");
    return send_made(x);
}

static enum MHD_Result
begin_work(struct exchange *x)
{
    const struct http_handler *h = &x->server->options.handler;
    enum admission             a = pool_admit(x->server, x->class);

    if (a == ADMIT_NOT)
        return answer_refusal(x, REFUSED_BUSY, ANSWER_STAY);
    x->step = h->handle;
    x->step_ctx = h->ctx;
    x->stage = STAGE_WORK;
    atomic_store(&x->refs, a == ADMIT_NOW ? 2 : 1);
    MHD_suspend_connection(x->connection);
    if (a == ADMIT_NOW)
        pool_put(x);
    else
        pool_hold(x);
    return MHD_YES;
}

static enum MHD_Result
take_whole(struct exchange *x)
{
    const struct http_handler *h = &x->server->options.handler;

    if (x->skip_body)
        return answer_refusal(x, x->skip_why, ANSWER_STAY);
    x->request.body = str_bytes(x->body, x->body_n);
    x->response = response_new(x->arena, x, x->request.cookies);
    x->class = h->classify(h->ctx, &x->request);
    return x->class == HTTP_INLINE ? answer_at_once(x) : begin_work(x);
}

static enum MHD_Result
take_outcome(struct exchange *x)
{
    switch (pool_outcome(x)) {
    case OUTCOME_READY:
        return send_made(x);
    case OUTCOME_BUSY:
        return answer_refusal(x, REFUSED_BUSY, ANSWER_STAY);
    case OUTCOME_LATE:
        return answer_refusal(x, REFUSED_LATE, ANSWER_STAY);
    case OUTCOME_NONE:
        break;
    }
    BUG("http: a connection woke without an outcome");
}

/* wide: the library calls it so */
enum MHD_Result
exchange_on_access(void *server, struct MHD_Connection *connection,
    const char *url, const char *method, const char *version, const char *data,
    size_t *data_n, void **exchange)
{
    struct exchange *x = *exchange;

    (void)server;
    (void)connection;
    (void)url;
    switch (x->stage) {
    case STAGE_LINE:
        return take_headers(x, method, version);
    case STAGE_BODY:
        return *data_n ? take_body(x, data, data_n) : take_whole(x);
    case STAGE_WORK:
        return take_outcome(x);
    }
    BUG("http: no such stage");
}
