/*
 * What is asked of the store here is asked on a worker with a deadline: a
 * store that hangs is "not ready", not a probe that hangs too.  The probe
 * of writing is a turn of the writer's with nothing in it; the figures are
 * had without it, since they are wanted most when the writer is stuck.
 */
#include "cli/watch.h"

#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "action/vital.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "http/meter.h"
#include "store/ledger.h"

enum { US_PER_SECOND = 1000000, MS_PER_SECOND = 1000, TEN = 10 };

struct watch {
    struct arena   *arena;
    struct service *service;
    struct server  *pages, *own;
    struct str      listen;
    int64_t         began; /* us, monotonic */
};

/* How the service is at this moment. */
struct watched {
    struct service    *service;
    struct vital_facts facts;
    struct moment      newest; /* the newest leaf's time */
    struct vital       all[VITAL_COUNT];
    size_t             count;
};

/* ---- asking the store ---- */

static enum err
read_newest(struct txn *tx, struct watched *s)
{
    struct leaf_query newest = {.before = -1, .limit = 1};
    struct leaf_row  *rows;
    size_t            n;
    enum err          e = ledger_list(tx, &newest, &rows, &n);

    if (!e && n)
        s->newest = rows[0].at;
    return e;
}

static enum err
read_work(struct txn *tx, void *ctx)
{
    struct watched *s = ctx;
    struct work     w = work_in(tx, service_rules(s->service));
    enum err        e = vital_gather(&w, s->service, &s->facts);

    return e ? e : read_newest(tx, s);
}

static enum err
write_work(struct txn *tx, void *ctx)
{
    (void)tx, (void)ctx;
    return OK;
}

static void
ask_reads(const struct watch *w, struct arena *a, struct watched *s)
{
    *s = (struct watched){.service = w->service};
    s->facts.reads = store_read(service_store(w->service), a, read_work, s);
    if (!s->facts.reads)
        return;
    log_line(LOG_WARN, "cannot read", str_of(err_name(s->facts.reads)));
    s->facts.serves = true;
    s->facts.opened = service_opened(w->service);
    s->facts.waiting = store_waiting(service_store(w->service));
}

static void
ask_writes(const struct watch *w, struct arena *a, struct watched *s)
{
    enum err e = store_write(service_store(w->service), a, write_work, NULL);

    s->facts.writes = e;
    if (e)
        log_line(LOG_WARN, "cannot write", str_of(err_name(e)));
}

/* ---- Prometheus text ---- */

static void
add_head(struct buf *b, const char *name, const char *type, const char *help)
{
    const struct str parts[] = {S("# HELP "), str_of(name), S(" "),
        str_of(help), S("\n# TYPE "), str_of(name), S(" "), str_of(type),
        S("\n")};

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        buf_add(b, parts[i]);
}

static void
add_value(struct buf *b, const char *name, int64_t value)
{
    buf_add(b, str_of(name));
    buf_add_byte(b, ' ');
    buf_add_int(b, value);
    buf_add_byte(b, '\n');
}

/* A figure without labels, with its two lines of explanation. */
static void
add_one(struct buf *b, const char *name, const char *type, const char *help,
    int64_t value)
{
    add_head(b, name, type, help);
    add_value(b, name, value);
}

/* A fraction of so many digits: 1250 of 1000000 is "0.001250". */
static void
add_fraction(struct buf *b, int64_t value, int64_t one)
{
    buf_add_int(b, value / one);
    buf_add_byte(b, '.');
    for (int64_t digit = one / TEN; digit; digit /= TEN)
        buf_add_byte(b, (char)('0' + value / digit % TEN));
}

static void
add_labelled(struct buf *b, const char *name, int row)
{
    buf_add(b, str_of(name));
    buf_add(b, S("{class=\""));
    buf_add(b, http_class_word((enum http_class)row));
    buf_add_byte(b, '"');
}

static void
add_answers(struct buf *b, const struct meter *m)
{
    static const char *const words[METER_STATUSES] = {"2xx", "3xx", "4xx",
        "5xx"};

    add_head(b, "diogel_http_answers_total", "counter",
        "Answers sent, by class of handler and kind of status.");
    for (int row = 0; row < METER_ROWS; row++)
        for (int i = 0; i < METER_STATUSES; i++) {
            add_labelled(b, "diogel_http_answers_total", row);
            buf_add(b, S(",status=\""));
            buf_add(b, str_of(words[i]));
            buf_add(b, S("\"} "));
            buf_add_int(b, (int64_t)atomic_load(&m->answers[row][i]));
            buf_add_byte(b, '\n');
        }
}

static void
add_bounds(struct buf *b, const struct meter *m, int row)
{
    for (int i = 0; i <= METER_BOUNDS; i++) {
        add_labelled(b, "diogel_http_answer_seconds_bucket", row);
        buf_add(b, S(",le=\""));
        if (i == METER_BOUNDS)
            buf_add(b, S("+Inf"));
        else
            add_fraction(b, meter_bounds_ms[i], MS_PER_SECOND);
        buf_add(b, S("\"} "));
        buf_add_int(b, meter_within(m, row, i));
        buf_add_byte(b, '\n');
    }
}

static void
add_times(struct buf *b, const struct meter *m)
{
    add_head(b, "diogel_http_answer_seconds", "histogram",
        "From a request's first line to its answer.");
    for (int row = 0; row < METER_ROWS; row++) {
        add_bounds(b, m, row);
        add_labelled(b, "diogel_http_answer_seconds_sum", row);
        buf_add(b, S("} "));
        add_fraction(b, (int64_t)atomic_load(&m->us[row]), US_PER_SECOND);
        buf_add_byte(b, '\n');
        add_labelled(b, "diogel_http_answer_seconds_count", row);
        buf_add(b, S("} "));
        buf_add_int(b, meter_within(m, row, METER_BOUNDS));
        buf_add_byte(b, '\n');
    }
}

static void
add_server(struct buf *b, struct server *pages)
{
    struct server_counts c = server_counts(pages);

    add_one(b, "diogel_http_requests_total", "counter",
        "Requests that were begun.", c.requests);
    add_one(b, "diogel_http_refused_total", "counter",
        "Requests that the server refused by itself.", c.refused);
    add_one(b, "diogel_http_busy_total", "counter",
        "Requests shed because a queue was full.", c.busy);
    add_one(b, "diogel_http_late_total", "counter",
        "Requests that had no answer by their deadline.", c.late);
    add_one(b, "diogel_http_waiting", "gauge",
        "Requests in queues, running or parked now.", c.waiting);
    add_answers(b, server_meter(pages));
    add_times(b, server_meter(pages));
}

/* {part="backup"} or {part="backup",figure="bytes"} */
static void
add_vital(struct buf *b, const char *name, enum vital_part part,
    const char *figure, int64_t value)
{
    buf_add(b, str_of(name));
    buf_add(b, S("{part=\""));
    buf_add(b, vital_word(part));
    if (figure) {
        buf_add(b, S("\",figure=\""));
        buf_add(b, str_of(figure));
    }
    buf_add(b, S("\"} "));
    buf_add_int(b, value);
    buf_add_byte(b, '\n');
}

/* Words are nobody's figure: of them it is told that they are there. */
static void
add_figures(struct buf *b, const struct vital *v)
{
    for (size_t i = 0; i < v->count; i++)
        add_vital(b, "diogel_vital", v->part, v->figures[i].key,
            v->figures[i].unit == VITAL_MOMENT ? v->figures[i].n / US_PER_SECOND
                                               : v->figures[i].n);
}

static void
add_vitals(struct buf *b, const struct watched *s)
{
    add_head(b, "diogel_vital_state", "gauge",
        "How a part of the service is: 0 good, 1 look at it, 2 act.");
    for (size_t i = 0; i < s->count; i++)
        add_vital(b, "diogel_vital_state", s->all[i].part, NULL,
            s->all[i].state);
    add_head(b, "diogel_vital", "gauge",
        "What that was judged by; times in seconds since 1970, 0 never.");
    for (size_t i = 0; i < s->count; i++)
        add_figures(b, &s->all[i]);
}

static void
add_store(struct buf *b, struct store *s, const struct watched *h)
{
    struct store_counts c = store_counts(s);

    add_one(b, "diogel_store_statements_total", "counter", "Statements run.",
        c.statements);
    add_one(b, "diogel_store_rows_total", "counter", "Rows read.", c.rows);
    add_one(b, "diogel_store_commits_total", "counter",
        "Commits of the writer.", c.commits);
    add_one(b, "diogel_store_jobs_total", "counter",
        "Jobs of the writer; several may share a commit.", c.jobs);
    add_one(b, "diogel_store_reads", "gauge", "1 when the store can be read.",
        !h->facts.reads);
    add_one(b, "diogel_ledger_leaves", "gauge",
        "Numbered leaves of the ledger.", h->facts.store.leaves);
    add_one(b, "diogel_ledger_newest_seconds", "gauge",
        "Time of the newest leaf, in the service's own time.",
        h->newest.us / US_PER_SECOND);
}

/* Resident memory in bytes, from the second figure of the kernel's line. */
static int64_t
resident_bytes(void)
{
    long  pages = 0;
    FILE *f = fopen("/proc/self/statm", "r");

    if (!f)
        return 0;
    if (fscanf(f, "%*d %ld", &pages) != 1)
        pages = 0;
    fclose(f);
    return (int64_t)pages * sysconf(_SC_PAGESIZE);
}

static struct str
metrics(const struct watch *w, struct arena *a)
{
    struct watched h;
    struct buf     b;

    ask_reads(w, a, &h);
    h.count = vital_judge(&h.facts, h.all);
    buf_init(&b, a);
    add_one(&b, "diogel_up_seconds", "gauge", "Since the service began.",
        (clock_monotonic() - w->began) / US_PER_SECOND);
    add_one(&b, "diogel_demonstration", "gauge",
        "1 when what is served is invented.", service_is_demo(w->service));
    add_one(&b, "process_resident_memory_bytes", "gauge", "Resident memory.",
        resident_bytes());
    add_server(&b, w->pages);
    add_store(&b, service_store(w->service), &h);
    add_vitals(&b, &h);
    return buf_str(&b);
}

/* ---- the door ---- */

static size_t
no_body(void *ctx, enum http_method method, struct str path)
{
    (void)ctx, (void)method, (void)path;
    return 0;
}

static enum http_class
classify(void *ctx, const struct request *req)
{
    (void)ctx;
    return str_eq(req->path, S("/readyz")) || str_eq(req->path, S("/metrics"))
        ? HTTP_LOOK
        : HTTP_INLINE;
}

static void
say(struct response *resp, int status, struct str text)
{
    response_status(resp, status);
    response_body(resp, S("text/plain; charset=utf-8"), text);
}

static struct str
what_is_bad(struct arena *a, const struct watched *s)
{
    struct buf b;

    buf_init(&b, a);
    for (size_t i = 0; i < s->count; i++) {
        if (s->all[i].state != VITAL_BAD)
            continue;
        buf_add(&b, lang_text(LANG_EN, vital_name(s->all[i].part)));
        buf_add(&b, S(": "));
        buf_add(&b, lang_text(LANG_EN, s->all[i].what));
        buf_add_byte(&b, '\n');
    }
    return buf_str(&b);
}

/* Readiness is the table's, and what is wrong is said in its words. */
static void
say_ready(const struct watch *w, struct response *resp)
{
    struct arena  *a = response_arena(resp);
    struct watched s;

    ask_reads(w, a, &s);
    if (!s.facts.reads)
        ask_writes(w, a, &s);
    s.count = vital_judge(&s.facts, s.all);
    if (vital_is_ready(s.all, s.count))
        say(resp, 200, S("ready\n"));
    else
        say(resp, 503, what_is_bad(a, &s));
}

static enum http_next
handle(void *ctx, const struct request *req, struct response *resp)
{
    const struct watch *w = ctx;

    if (req->method == HTTP_GET && str_eq(req->path, S("/healthz"))) {
        say(resp, 200, S("alive\n"));
    } else if (req->method == HTTP_GET && str_eq(req->path, S("/readyz"))) {
        say_ready(w, resp);
    } else if (req->method == HTTP_GET && str_eq(req->path, S("/metrics"))) {
        response_body(resp, S("text/plain; version=0.0.4; charset=utf-8"),
            metrics(w, response_arena(resp)));
    } else {
        say(resp, 404, S("/healthz, /readyz, /metrics\n"));
    }
    return HTTP_ANSWER;
}

enum err
watch_open(struct str listen, struct service *service, struct server *pages,
    struct watch **out, struct fault *fault)
{
    struct arena         *a = arena_new(0);
    struct watch         *w = ARENA_NEW(a, struct watch);
    struct server_options o = {.listen = listen,
        .threads = 1,
        .connections = 16,
        .classes = {[HTTP_LOOK] = {.workers = 1, .queue = 8},
            [HTTP_DO] = {.workers = 1, .queue = 1},
            [HTTP_SLOW] = {.workers = 1, .queue = 1}},
        .handler = {.ctx = w,
            .limit = no_body,
            .classify = classify,
            .handle = handle}};
    enum err              e;

    *w = (struct watch){.arena = a,
        .service = service,
        .pages = pages,
        .listen = str_dup(a, listen),
        .began = clock_monotonic()};
    if ((e = server_new(&o, &w->own, fault)) ||
        (e = server_start(w->own, fault))) {
        watch_close(w);
        return e;
    }
    *out = w;
    return OK;
}

void
watch_close(struct watch *w)
{
    if (!w)
        return;
    server_free(w->own);
    arena_free(w->arena); /* w lies in it */
}

struct str
watch_address(const struct watch *w, struct arena *a)
{
    int port = server_port(w->own);

    if (!port)
        return w->listen;
    return str_cat(a, S("http://127.0.0.1:"), str_of_int(a, port));
}
