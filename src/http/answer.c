/*
 * answer -- from a response to the library's, the line in the log, and the
 * meter.
 */
#include <assert.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "http/server_own.h"

enum { US_PER_MS = 1000, PATH_PARTS = 2 };

static const struct {
    int        status;
    struct str words; /* when the handler has no page for it */
} refusals[] = {
    [REFUSED_MALFORMED] = {400, S_INIT("Bad request\n")},
    [REFUSED_METHOD] = {405, S_INIT("Method not allowed\n")},
    [REFUSED_BODY] = {413, S_INIT("Too large\n")},
    [REFUSED_HEADERS] = {431, S_INIT("Headers too large\n")},
    [REFUSED_BUSY] = {503, S_INIT("Busy; nothing was done\n")},
    [REFUSED_LATE] = {503, S_INIT("No answer in time\n")},
    [REFUSED_FAILED] = {503, S_INIT("Out of order\n")},
};

static const struct str class_names[] = {
    [HTTP_INLINE] = S_INIT("inline"),
    [HTTP_FIRST] = S_INIT("first"),
    [HTTP_LOOK] = S_INIT("look"),
    [HTTP_DO] = S_INIT("do"),
    [HTTP_SLOW] = S_INIT("slow"),
    [HTTP_CLASS_COUNT] = S_INIT("none"),
};

struct str http_class_word(enum http_class class)
{
    assert(class <= HTTP_CLASS_COUNT);
    return class_names[class];
}

/* A word of ours: ids, references and tokens have figures or capitals. */
static bool
is_word(struct str part)
{
    for (size_t i = 0; i < part.n; i++)
        if (!((part.p[i] >= 'a' && part.p[i] <= 'z') ||
                str_find_byte(S("-_."), part.p[i]) >= 0))
            return false;
    return true;
}

/* The first two parts of a path that led somewhere, words only. */
static void
add_path(struct buf *b, const struct request *req)
{
    for (size_t i = 0; i < PATH_PARTS; i++) {
        struct str part = request_segment(req, i);

        if (i && !part.n)
            return;
        buf_add_byte(b, '/');
        buf_add(b, is_word(part) ? part : S("*"));
    }
}

static void
log_answer(const struct exchange *x, const struct response *r)
{
    bool       made = r == x->response;
    struct buf b;

    buf_init(&b, r->arena);
    buf_add(&b, x->request.method == HTTP_POST ? S("POST ") : S("GET "));
    buf_add(&b, http_class_word(x->response ? x->class : HTTP_CLASS_COUNT));
    buf_add_byte(&b, ' ');
    buf_add_int(&b, r->status);
    buf_add_byte(&b, ' ');
    buf_add_int(&b, (clock_monotonic() - x->began) / US_PER_MS);
    buf_add(&b, S("ms"));
    if (made && r->status != 404) {
        buf_add_byte(&b, ' ');
        add_path(&b, &x->request);
    }
    meter_note(&x->server->meter,
        x->response ? (int)x->class : HTTP_CLASS_COUNT, r->status,
        clock_monotonic() - x->began);
    log_line(r->status >= 500 ? LOG_WARN : LOG_INFO, "http", buf_str(&b));
}

/* Bodies are sent from where they lie: they live until the exchange ends. */
static struct MHD_Response *
to_library(struct exchange *x, struct response *r)
{
    int64_t hsts =
        x->request.transport == HTTP_TLS ? x->server->options.hsts_seconds : 0;
    const struct response_header *h = response_headers(r, hsts);
    struct MHD_Response          *m = MHD_create_response_from_buffer(r->body.n,
                 (void *)(uintptr_t)r->body.p, MHD_RESPMEM_PERSISTENT);

    if (!m)
        return NULL;
    for (; h; h = h->next) {
        if (MHD_add_response_header(m, str_c(r->arena, h->name),
                str_c(r->arena, h->value)) == MHD_NO) {
            MHD_destroy_response(m);
            return NULL;
        }
    }
    return m;
}

enum MHD_Result
answer_send(struct exchange *x, struct response *r, enum answer_then then)
{
    struct MHD_Response *m;
    enum MHD_Result      result;

    if (then == ANSWER_CLOSE)
        response_header(r, S("Connection"), S("close"));
    log_answer(x, r);
    if (!(m = to_library(x, r)))
        return MHD_NO;
    result = MHD_queue_response(x->connection, (unsigned)r->status, m);
    MHD_destroy_response(m);
    return result;
}

enum MHD_Result
answer_refusal(struct exchange *x, enum http_refusal why, enum answer_then then)
{
    const struct server_options *o = &x->server->options;
    struct response             *r;

    assert(why < REFUSAL_COUNT && !x->late_arena);
    x->late_arena = arena_new(0);
    r = response_new(x->late_arena, x, x->request.cookies);
    r->status = refusals[why].status;
    if (r->status == 503)
        response_header(r, S("Retry-After"),
            str_of_int(x->late_arena, o->retry_seconds));
    if (why == REFUSED_METHOD)
        response_header(r, S("Allow"), S("GET, HEAD, POST"));
    response_body(r, S("text/plain; charset=utf-8"), refusals[why].words);
    if (o->handler.refuse)
        o->handler.refuse(o->handler.ctx, &x->request, why, r);
    atomic_fetch_add(&x->server->refused, 1);
    return answer_send(x, r, then);
}
