/*
 * Tests of addresses to listen on.
 */
#include "test.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "http/listen.h"

TEST(listen_open__takes_loopback_only)
{
    static const struct str bad[] = {S_INIT(""), S_INIT("8080"),
        S_INIT(":8080"), S_INIT("0.0.0.0:8080"), S_INIT("192.168.1.1:80"),
        S_INIT("[::]:80"), S_INIT("example.org:80"), S_INIT("127.0.0.1"),
        S_INIT("127.0.0.1:"), S_INIT("127.0.0.1:65536"), S_INIT("127.0.0.1:-1"),
        S_INIT("127.1:80"), S_INIT("unix:"), S_INIT("128.0.0.1:80")};
    struct arena           *a = arena_new(0);
    struct listener         l;
    struct fault            fault;

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        WANT_ERR(ERR_INVALID, listen_open(a, bad[i], &l, &fault));
        WANT(fault.detail.n > 0);
    }
    arena_free(a);
}

TEST(listen_open__gives_a_free_port_and_says_when_one_is_taken)
{
    struct arena   *a = arena_new(0);
    struct listener l, second;
    struct str      parts[] = {S("127.0.0.1"), {0}};

    WANT_OK(listen_open(a, S("localhost:0"), &l, NULL));
    WANT(l.port > 0);
    WANT_INT(l.from, WIRE_DIRECT);
    parts[1] = str_of_int(a, l.port);
    WANT_ERR(ERR_NET,
        listen_open(a, str_join(a, parts, 2, S(":")), &second, NULL));
    close(l.fd);
    arena_free(a);
}

static bool
is_let_in(int port)
{
    struct sockaddr_in to = {.sin_family = AF_INET,
        .sin_port = htons((uint16_t)port),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int                fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool yes = connect(fd, (const struct sockaddr *)&to, sizeof to) == 0;

    close(fd);
    return yes;
}

TEST(listen_end__refuses_who_comes_and_keeps_the_descriptor)
{
    struct arena   *a = arena_new(0);
    struct listener l;

    WANT_OK(listen_open(a, S("127.0.0.1:0"), &l, NULL));
    WANT(is_let_in(l.port));
    listen_end(&l);
    WANT(!is_let_in(l.port));
    WANT(fcntl(l.fd, F_GETFD) >= 0);
    close(l.fd);
    arena_free(a);
}

TEST(listen_end__lets_who_comes_to_a_lent_socket_wait_for_the_next)
{
    struct arena   *a = arena_new(0);
    struct listener l;

    WANT_OK(listen_open(a, S("127.0.0.1:0"), &l, NULL));
    l.lent = true; /* as listen_open() says of one that was handed over */
    listen_end(&l);
    WANT(is_let_in(l.port));
    close(l.fd);
    arena_free(a);
}

TEST(listen_open__takes_over_a_dead_socket_and_not_a_live_one)
{
    struct arena   *a = arena_new(0);
    char            dir[] = "/tmp/diogel-listen-XXXXXX";
    struct str      parts[] = {S("unix:"), {0}, S("/s")}, address;
    struct listener l, second;

    WANT(mkdtemp(dir) != NULL);
    parts[1] = str_of(dir);
    address = str_join(a, parts, 3, S(""));
    WANT_OK(listen_open(a, address, &l, NULL));
    WANT_INT(l.from, WIRE_PROXY);
    WANT_ERR(ERR_NET, listen_open(a, address, &second, NULL));
    close(l.fd); /* as when the server was killed: the name stays */
    WANT_OK(listen_open(a, address, &second, NULL));
    listen_end(&second);
    close(second.fd);
    WANT_INT(rmdir(dir), 0);
    arena_free(a);
}
