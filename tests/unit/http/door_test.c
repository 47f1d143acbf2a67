/*
 * Tests of what comes through the door, over real sockets: bytes that are
 * refused, bodies and their limits, the log, the unix socket.
 */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/log.h"
#include "serving.h"

#define HOST "Host: 127.0.0.1\r\n"

TEST(server__refuses_what_two_readers_could_read_in_two_ways)
{
    static const struct str bad[] = {
        S_INIT("GET /fast%00x HTTP/1.1\r\n" HOST "\r\n"),
        S_INIT("GET /fast\0x HTTP/1.1\r\n" HOST "\r\n"),
        S_INIT("GET /fast?a=%00 HTTP/1.1\r\n" HOST "\r\n"),
        S_INIT("GET /fast?a=\0 HTTP/1.1\r\n" HOST "\r\n"),
        S_INIT("GET /%ff HTTP/1.1\r\n" HOST "\r\n"),
        S_INIT("GET /a/../fast HTTP/1.1\r\n" HOST "\r\n"),
        S_INIT("GET http://a/fast HTTP/1.1\r\n" HOST "\r\n"),
        S_INIT("GET /fast HTTP/1.2\r\n" HOST "\r\n"),
        S_INIT("GET /fast HTTP/1.1\r\n\r\n"),
        S_INIT("GET /fast HTTP/1.1\r\n" HOST "Host: b\r\n\r\n"),
        S_INIT("GET /fast HTTP/1.1\r\n" HOST "X: 1\0002\r\n\r\n"),
        S_INIT("GET /fast HTTP/1.1\r\n" HOST "X\0Y: 12\r\n\r\n"),
        S_INIT("GET /fast HTTP/1.1\r\n" HOST "X: 1\r\n 2\r\n\r\n"),
        S_INIT("GET /fast HTTP/1.1\r\n" HOST "X: 1\r\n 2\r\nY: 3\r\n\r\n"),
        S_INIT("GET /fast HTTP/1.1\r\n" HOST ": x\r\n\r\n"),
        S_INIT("GET /fast HTTP/1.1\n" HOST "\r\n"),
        S_INIT("GET /fast HTTP/1.1\r\nHost: a\n\r\n"),
        S_INIT("GET /fast HTTP/1.1\r\nHost: a\r\n\n"),
        S_INIT("GET /fast HTTP/1.1\r\n" HOST "Bad line\r\n\r\n"),
        S_INIT("POST /echo HTTP/1.1\r\n" HOST "Content-Length : 5\r\n\r\n"
               "hello"),
        S_INIT("POST /echo HTTP/1.1\r\n" HOST "Content-Length: +5\r\n\r\n"
               "hello"),
        S_INIT("POST /echo HTTP/1.1\r\n" HOST "Content-Length: 5\r\n"
               "Content-Length: 6\r\n\r\nhello!"),
        S_INIT("POST /echo HTTP/1.1\r\n" HOST "Content-Length: 5\r\n"
               "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        S_INIT("POST /echo HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n"
               "\r\n5\r\nhello\r\n0\r\n\r\n"),
        S_INIT("POST /echo HTTP/1.1\r\n" HOST "Transfer-Encoding: xchunked\r\n"
               "\r\n0\r\n\r\n"),
        S_INIT("GET /fast HTTP/1.1\r\n" HOST "Content-Length: 2\r\n\r\nhi"),
    };
    struct serving *h = serving_open(NULL);

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct reply r = client_ask(h, bad[i]);

        if (r.status != 400 || !r.closed)
            print_error("row %zu: %d %.*s\n", i, r.status, STR_ARG(r.head));
        WANT_INT(r.status, 400);
        WANT(r.closed);
    }
    WANT_STR(client_get(h, S("/fast")).body, "fast");
    serving_close(h);
}

TEST(server__answers_other_methods_with_those_it_has)
{
    struct serving *h = serving_open(NULL);
    struct reply r = client_ask(h, S("DELETE /fast HTTP/1.1\r\n" HOST "\r\n"));

    WANT_INT(r.status, 405);
    WANT_STR(r.body, "refused 1");
    WANT_INT(REFUSED_METHOD, 1);
    WANT_IN(r.head, "Allow: GET, HEAD, POST\r\n");
    serving_close(h);
}

/* As a slow line brings it: the check of lengths must not see ghosts. */
TEST(server__takes_a_request_that_comes_byte_by_byte)
{
    struct serving *h = serving_open(NULL);
    int             fd = client_open(h);
    struct str      all =
        S("POST /echo?q=1 HTTP/1.1\r\n" HOST "Empty:\r\nBlank: \r\n"
          "Spaced:   x  y \t \r\nTight:z\r\nContent-Length: 5\r\n\r\nhello");

    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < all.n; i++) {
            client_send(fd, str_sub(all, i, 1));
            if (i % 16 == 0)
                usleep(500);
        }
        WANT_STR(client_read(h->arena, fd, WITH_BODY).body, "hello");
    }
    close(fd);
    serving_close(h);
}

/* Headers of n bytes in rows of 100. */
static struct str
with_headers(struct serving *h, size_t n)
{
    struct buf b;

    buf_init(&b, h->arena);
    buf_add(&b, S("GET /look HTTP/1.1\r\n" HOST));
    for (size_t i = 0; i < n / 200; i++) {
        buf_add(&b, S("X-Row: "));
        for (int k = 0; k < 191; k++)
            buf_add_byte(&b, 'v');
        buf_add(&b, S("\r\n"));
    }
    buf_add(&b, S("\r\n"));
    return buf_str(&b);
}

TEST(server__takes_large_headers_and_refuses_larger_ones)
{
    struct serving *h = serving_open(NULL);
    int             fd = client_open(h);

    for (int round = 0; round < 3; round++) {
        client_send(fd, with_headers(h, (size_t)1000 + 7000 * (size_t)round));
        WANT_STR(client_read(h->arena, fd, WITH_BODY).body, "look");
    }
    close(fd);
    WANT_INT(client_ask(h, with_headers(h, 17000)).status, 431);
    serving_close(h);
}

/* ---- bodies ---- */

/* A POST of n bytes. */
static struct str
post(struct serving *h, size_t n, struct str more)
{
    struct buf b;

    buf_init(&b, h->arena);
    buf_add(&b, S("POST /echo HTTP/1.1\r\n" HOST));
    buf_add(&b, more);
    buf_add(&b, S("Content-Length: "));
    buf_add_int(&b, (int64_t)n);
    buf_add(&b, S("\r\n\r\n"));
    for (size_t i = 0; i < n; i++)
        buf_add_byte(&b, (char)('a' + i % 26));
    return buf_str(&b);
}

TEST(server__gives_the_handler_a_whole_body)
{
    struct serving *h = serving_open(NULL);
    struct reply    r = client_ask(h, post(h, BODY_MOST, S("")));

    WANT_INT(r.status, 200);
    WANT_INT(r.body.n, BODY_MOST);
    WANT_STR(str_sub(r.body, 26 * 2000, 4), "abcd");
    WANT_STR(client_ask(h, post(h, 0, S(""))).body, "");
    serving_close(h);
}

TEST(server__reads_past_a_body_over_the_limit_and_says_so)
{
    struct serving *h = serving_open(NULL);
    int             fd = client_open(h);
    struct reply    r;

    client_send(fd, post(h, BODY_MOST + 1, S("")));
    r = client_read(h->arena, fd, WITH_BODY);
    WANT_INT(r.status, 413);
    WANT_STR(r.body, "refused 2");
    client_send_get(fd, S("/fast"));
    WANT_STR(client_read(h->arena, fd, WITH_BODY).body, "fast");
    close(fd);
    serving_close(h);
}

TEST(server__refuses_at_once_a_body_nobody_would_read_past)
{
    struct serving *h = serving_open(NULL);
    struct reply    r;

    r = client_ask(h,
        S("POST /echo HTTP/1.1\r\n" HOST "Content-Length: 99999999\r\n\r\n"));

    WANT_INT(r.status, 413);
    WANT(r.closed);
    r = client_ask(h,
        S("POST /echo HTTP/1.1\r\n" HOST
          "Expect: 100-continue\r\nContent-Length: 70000\r\n"
          "\r\n"));
    WANT_INT(r.status, 413);
    serving_close(h);
}

TEST(server__says_busy_when_all_bodies_together_are_too_much)
{
    struct server_options o = {.body_total = 40000};
    struct serving       *h = serving_open(&o);

    WANT_INT(client_ask(h, post(h, 30000, S(""))).status, 200);
    WANT_INT(client_ask(h, post(h, 50000, S(""))).status, 503);
    WANT_INT(client_ask(h, post(h, 30000, S(""))).status, 200);
    serving_close(h);
}

TEST(server__closes_on_a_body_that_never_ends)
{
    struct server_options o = {.body_seconds = 1};
    struct serving       *h = serving_open(&o);
    int                   fd = client_open(h);
    int                   n = 0;

    client_send(fd,
        S("POST /echo HTTP/1.1\r\n" HOST "Content-Length: 9999\r\n\r\n"));
    for (; n < 400; n++) {
        char byte;

        client_send(fd, S("x"));
        usleep(10000);
        if (recv(fd, &byte, 1, MSG_DONTWAIT) == 0)
            break;
    }
    WANT(n < 400);
    close(fd);
    serving_close(h);
}

/* ---- the log ---- */

static struct str
log_of(struct serving *h, void (*what)(struct serving *h))
{
    FILE  *file = tmpfile();
    int    saved = dup(STDERR_FILENO);
    char  *bytes = arena_get(h->arena, 8192);
    size_t n;

    WANT(file && saved >= 0);
    fflush(stderr);
    dup2(fileno(file), STDERR_FILENO);
    log_set_level(LOG_INFO);
    what(h);
    log_set_level(LOG_ERROR);
    dup2(saved, STDERR_FILENO);
    close(saved);
    rewind(file);
    n = fread(bytes, 1, 8192, file);
    fclose(file);
    return str_bytes(bytes, n);
}

static void
visit(struct serving *h)
{
    (void)client_get(h, S("/look/child/p01hsecretid?name=Mair"));
    (void)client_get(h, S("/look/K7RD-4M2Q"));
    (void)client_get(h, S("/fast"));
    (void)client_get(h, S("/mair/jones"));
    (void)client_get(h, S("/gwen/%00"));
}

TEST(server__logs_a_line_each_without_query_ids_or_lost_paths)
{
    struct serving *h = serving_open(NULL);
    struct str      log = log_of(h, visit);

    WANT_IN(log, "\"detail\":\"GET look 200 ");
    WANT_IN(log, "ms /look/child\"");
    WANT_IN(log, "\"detail\":\"GET inline 200 ");
    WANT_IN(log, "ms /fast\"");
    WANT_IN(log, "\"detail\":\"GET inline 404 ");
    WANT_IN(log, "\"detail\":\"GET none 400 ");
    WANT_IN(log, "ms /look/*\"");
    WANT_NOT_IN(log, "K7RD");
    WANT_NOT_IN(log, "secret");
    WANT_NOT_IN(log, "Mair");
    WANT_NOT_IN(log, "mair");
    WANT_NOT_IN(log, "gwen");
    serving_close(h);
}

/* ---- behind a proxy ---- */

static int
unix_client(struct str path)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    int                fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    memcpy(to.sun_path, path.p, path.n);
    WANT_INT(connect(fd, (const struct sockaddr *)&to, sizeof to), 0);
    return fd;
}

TEST(server__behind_a_proxy_knows_tls_and_says_strict_transport)
{
    struct server_options o = {.hsts_seconds = 60};
    struct arena         *a = arena_new(0);
    char                  dir[] = "/tmp/diogel-door-XXXXXX";
    struct str            path;
    struct serving       *h;
    struct reply          r;
    int                   fd;

    WANT(mkdtemp(dir) != NULL);
    path = str_cat(a, str_of(dir), S("/s"));
    h = serving_open_at(&o, str_cat(a, S("unix:"), path));
    fd = unix_client(path);
    client_send(fd,
        S("GET /look HTTP/1.1\r\n" HOST "X-Forwarded-Proto: https\r\n\r\n"));
    r = client_read(h->arena, fd, WITH_BODY);
    WANT_STR(r.body, "look");
    WANT_IN(r.head, "Strict-Transport-Security: max-age=60");
    client_send_get(fd, S("/look"));
    r = client_read(h->arena, fd, WITH_BODY);
    WANT_STR(r.body, "look");
    WANT_NOT_IN(r.head, "Strict-Transport-Security");
    close(fd);
    serving_close(h);
    WANT_INT(rmdir(dir), 0); /* the socket's name went with it */
    arena_free(a);
}
