/*
 * load -- asks a server over many kept connections, and says how it went.
 *
 *   load PORT CONNECTIONS SECONDS RATE FILE
 *
 * FILE holds whole HTTP/1.1 requests, each behind a line with its length;
 * they are sent one after the other, round and round.  RATE 0: each
 * connection asks again as soon as it was answered.  Else so many are due a
 * second whatever the server does; one that finds no connection free within
 * a moment is not sent, and counted as such.
 *
 * The answer is one line of JSON: what was answered, by status; how many a
 * second; and of those answered 200 the times in microseconds from when they
 * were sent.  What was sent in the first second is not counted.
 *
 * Own, because the usual ones keep no rate, cost more than what they
 * measure, or cannot say which answers they timed.
 */
#include <arpa/inet.h>
#include <assert.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    ROOM = 1 << 18, /* of one answer */
    STATUSES = 600,
    EVENTS = 256,
    TIMES_MOST = 1 << 23,
    ARGUMENTS = 6
};
#define SECOND_US INT64_C(1000000)
#define PATIENCE_US 10000

struct request {
    const char *p;
    size_t      n;
};

struct connection {
    int     fd;
    bool    busy, counted;
    int64_t asked_at;
    size_t  got, head, want; /* head 0: not whole yet */
    int     status;
    bool    closes, retries;
    char   *in;
};

struct load {
    struct sockaddr_in where;
    int                epoll;
    struct request    *requests;
    size_t             count, next;
    struct connection *all;
    size_t             connections;
    size_t            *idle, idle_count;
    int64_t            rate, begun, counts_from, ends, issued;
    int64_t            statuses[STATUSES], retries, broken, unsent, bytes;
    uint32_t          *times;
    size_t             time_count;
};

static void
give_up(const char *what)
{
    perror(what);
    exit(EXIT_FAILURE);
}

static int64_t
now_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * SECOND_US + t.tv_nsec / 1000;
}

/* ---- the requests ---- */

static char *
file_read(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    char *p;

    if (!f || fseek(f, 0, SEEK_END))
        give_up(path);
    *n = (size_t)ftell(f);
    rewind(f);
    p = malloc(*n + 1);
    if (!p || fread(p, 1, *n, f) != *n)
        give_up(path);
    p[*n] = '\0';
    fclose(f);
    return p;
}

static void
requests_read(struct load *l, const char *path)
{
    size_t n, room = 0;
    char  *p = file_read(path, &n), *end = p + n, *line;

    while (p < end) {
        size_t length = strtoul(p, &line, 10);

        if (line == p || *line != '\n' || length > (size_t)(end - line - 1))
            give_up("a request without its length");
        if (l->count == room) {
            room = room ? 2 * room : 1024;
            l->requests = realloc(l->requests, room * sizeof *l->requests);
            assert(l->requests);
        }
        l->requests[l->count++] = (struct request){line + 1, length};
        p = line + 1 + length;
    }
    if (!l->count)
        give_up("no requests");
}

/* ---- one connection ---- */

static void
watch(struct load *l, struct connection *c, int how, uint32_t events)
{
    struct epoll_event e = {.events = events, .data.ptr = c};

    if (epoll_ctl(l->epoll, how, c->fd, &e))
        give_up("epoll_ctl");
}

static void
dial(struct load *l, struct connection *c)
{
    int one = 1;

    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (c->fd < 0 ||
        connect(c->fd, (struct sockaddr *)&l->where, sizeof l->where))
        give_up("connect");
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    watch(l, c, EPOLL_CTL_ADD, EPOLLIN);
}

static void
redial(struct load *l, struct connection *c)
{
    close(c->fd);
    dial(l, c);
}

static void
rest(struct load *l, struct connection *c)
{
    c->busy = false;
    l->idle[l->idle_count++] = (size_t)(c - l->all);
}

/* Requests are small: one write takes them whole. */
static void
ask(struct load *l, struct connection *c, int64_t now)
{
    const struct request *r = &l->requests[l->next++ % l->count];

    *c = (struct connection){.fd = c->fd,
        .in = c->in,
        .busy = true,
        .asked_at = now,
        .counted = now >= l->counts_from};
    l->issued++;
    if (send(c->fd, r->p, r->n, MSG_NOSIGNAL) == (ssize_t)r->n)
        return;
    l->broken++;
    redial(l, c);
    rest(l, c);
}

static const char *
header(const struct connection *c, const char *name)
{
    const char *p = c->in, *end = c->in + c->head;
    size_t      n = strlen(name);

    while ((p = memchr(p, '\n', (size_t)(end - p))) != NULL && ++p < end)
        if (strncasecmp(p, name, n) == 0)
            return p + n;
    return NULL;
}

/* Once the header is there: the status, and how much will come. */
static bool
head_read(struct connection *c)
{
    const char *end, *length, *closes;

    c->in[c->got] = '\0';
    if (!(end = strstr(c->in, "\r\n\r\n")))
        return false;
    c->head = (size_t)(end - c->in) + 4;
    c->status = c->got > 12 ? atoi(c->in + 9) : 0;
    length = header(c, "content-length:");
    c->want = c->head + (length ? strtoul(length, NULL, 10) : 0);
    closes = header(c, "connection:");
    c->closes = closes && strncasecmp(closes, " close", 6) == 0;
    c->retries = header(c, "retry-after:") != NULL;
    return true;
}

static void
answered(struct load *l, struct connection *c, int64_t now)
{
    if (c->counted) {
        if (c->status > 0 && c->status < STATUSES)
            l->statuses[c->status]++;
        l->retries += c->status == 503 && c->retries;
        l->bytes += c->status == 200 ? (int64_t)(c->want - c->head) : 0;
        if (c->status == 200 && l->time_count < TIMES_MOST)
            l->times[l->time_count++] = (uint32_t)(now - c->asked_at);
    }
    if (c->closes)
        redial(l, c);
    rest(l, c);
}

static void
hear(struct load *l, struct connection *c, int64_t now)
{
    ssize_t n = recv(c->fd, c->in + c->got, ROOM - c->got - 1, 0);

    if (n <= 0 || !c->busy) {
        l->broken += c->busy;
        redial(l, c);
        if (c->busy)
            rest(l, c);
        return;
    }
    c->got += (size_t)n;
    if ((c->head || head_read(c)) && c->got >= c->want)
        answered(l, c, now);
    else if (c->got + 1 >= ROOM || (c->head && c->want >= ROOM))
        give_up("an answer larger than there is room for");
}

/* ---- all of them ---- */

/* How many should have been sent by now. */
static int64_t
due_by(const struct load *l, int64_t now)
{
    return (now - l->begun) * l->rate / SECOND_US;
}

/* Those that are due, as far as connections are free. */
static void
ask_due(struct load *l, int64_t now)
{
    int64_t late;

    if (now >= l->ends)
        return;
    while (l->idle_count && (!l->rate || l->issued < due_by(l, now)))
        ask(l, &l->all[l->idle[--l->idle_count]], now);
    if (!l->rate)
        return;
    late = due_by(l, now) - l->issued - due_by(l, l->begun + PATIENCE_US);
    if (late > 0) {
        l->issued += late;
        l->unsent += late;
    }
}

static void
run(struct load *l, int64_t seconds)
{
    struct epoll_event events[EVENTS];
    int64_t            now = now_us();

    l->begun = now;
    l->counts_from = now + SECOND_US;
    l->ends = l->counts_from + seconds * SECOND_US;
    while (now < l->ends) {
        int n;

        ask_due(l, now);
        n = epoll_wait(l->epoll, events, EVENTS, l->rate ? 1 : 100);
        if (n < 0 && errno != EINTR)
            give_up("epoll_wait");
        now = now_us();
        for (int i = 0; i < n; i++)
            hear(l, events[i].data.ptr, now);
    }
}

static int
by_size(const void *x, const void *y)
{
    const uint32_t *a = x, *b = y;

    return *a < *b ? -1 : *a > *b;
}

static unsigned
share(const struct load *l, size_t of_thousand)
{
    return l->time_count ? l->times[(l->time_count - 1) * of_thousand / 1000]
                         : 0;
}

static void
say(struct load *l, int64_t seconds)
{
    const char *comma = "";
    int64_t     all = 0;

    qsort(l->times, l->time_count, sizeof *l->times, by_size);
    printf("{\"status\":{");
    for (int i = 0; i < STATUSES; i++) {
        all += l->statuses[i];
        if (l->statuses[i])
            printf("%s\"%d\":%lld", comma, i, (long long)l->statuses[i]);
        comma = l->statuses[i] ? "," : comma;
    }
    printf("},\"ok\":%.1f,\"all\":%.1f,\"p50\":%u,\"p99\":%u,\"max\":%u,"
           "\"bytes\":%.0f,\"retry_after\":%lld,\"broken\":%lld,"
           "\"unsent\":%lld}\n",
        (double)l->statuses[200] / (double)seconds,
        (double)all / (double)seconds, share(l, 500), share(l, 990),
        share(l, 1000),
        l->statuses[200] ? (double)l->bytes / (double)l->statuses[200] : 0,
        (long long)l->retries, (long long)l->broken, (long long)l->unsent);
}

int
main(int argc, char **argv)
{
    struct load l = {.where = {.sin_family = AF_INET,
                         .sin_addr.s_addr = htonl(INADDR_LOOPBACK)}};
    int64_t     seconds;

    if (argc != ARGUMENTS) {
        fprintf(stderr, "load PORT CONNECTIONS SECONDS RATE FILE\n");
        return EXIT_FAILURE;
    }
    l.where.sin_port = htons((uint16_t)atoi(argv[1]));
    l.connections = strtoul(argv[2], NULL, 10);
    seconds = strtol(argv[3], NULL, 10);
    l.rate = strtol(argv[4], NULL, 10);
    requests_read(&l, argv[5]);
    l.epoll = epoll_create1(EPOLL_CLOEXEC);
    l.all = calloc(l.connections, sizeof *l.all);
    l.idle = calloc(l.connections, sizeof *l.idle);
    l.times = malloc(TIMES_MOST * sizeof *l.times);
    if (l.epoll < 0 || !l.all || !l.idle || !l.times || seconds < 1)
        give_up("load");
    for (size_t i = 0; i < l.connections; i++) {
        l.all[i].in = malloc(ROOM);
        if (!l.all[i].in)
            give_up("memory");
        dial(&l, &l.all[i]);
        rest(&l, &l.all[i]);
    }
    run(&l, seconds);
    say(&l, seconds);
    return EXIT_SUCCESS;
}
