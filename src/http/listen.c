/*
 * listen -- loopback or a unix socket, opened here or handed over by whoever
 * started us, nothing else: what reads requests here is too lenient to be
 * anybody's first door (stack: libmicrohttpd).
 */
#include "http/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { BACKLOG = 511, HANDED_FD = 3 };

union address {
    struct sockaddr     any;
    struct sockaddr_in  v4;
    struct sockaddr_in6 v6;
    struct sockaddr_un  un;
};

static enum err
refuse(enum err e, struct str detail, struct fault *fault)
{
    if (fault)
        *fault = (struct fault){.detail = detail};
    return e;
}

/* "[::1]:80" and "127.0.0.1:80"; the last colon is the port's. */
static bool
cut_port(struct str address, struct str *host, int64_t *port)
{
    size_t i = address.n;

    while (i && address.p[i - 1] != ':')
        i--;
    if (i < 2)
        return false;
    *host = str_sub(address, 0, i - 1);
    return str_is_digits(str_from(address, i)) &&
        str_int(str_from(address, i), port) && *port <= 65535;
}

static bool
read_loopback(struct arena *a, struct str address, union address *to,
    socklen_t *n)
{
    struct str host;
    int64_t    port;

    if (!cut_port(address, &host, &port))
        return false;
    if (str_eq(host, S("localhost")))
        host = S("127.0.0.1");
    if (str_eq(host, S("[::1]"))) {
        to->v6 = (struct sockaddr_in6){.sin6_family = AF_INET6,
            .sin6_addr = in6addr_loopback,
            .sin6_port = htons((uint16_t)port)};
        *n = sizeof to->v6;
        return true;
    }
    to->v4 = (struct sockaddr_in){.sin_family = AF_INET,
        .sin_port = htons((uint16_t)port)};
    *n = sizeof to->v4;
    return inet_pton(AF_INET, str_c(a, host), &to->v4.sin_addr) == 1 &&
        ntohl(to->v4.sin_addr.s_addr) >> 24 == 127;
}

static bool
read_unix(struct str path, union address *to, socklen_t *n)
{
    if (!path.n || path.n >= sizeof to->un.sun_path)
        return false;
    to->un = (struct sockaddr_un){.sun_family = AF_UNIX};
    memcpy(to->un.sun_path, path.p, path.n);
    *n = sizeof to->un;
    return true;
}

/* A socket that nobody answers at is what a killed server left behind. */
static void
remove_stale(const union address *to)
{
    int         fd;
    struct stat st;

    if (stat(to->un.sun_path, &st) || !S_ISSOCK(st.st_mode))
        return;
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return;
    if (connect(fd, &to->any, sizeof to->un) && errno == ECONNREFUSED)
        unlink(to->un.sun_path);
    close(fd);
}

static int
open_socket(const union address *to, socklen_t n)
{
    int one = 1;
    int fd = socket(to->any.sa_family,
        SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

    if (fd < 0)
        return -1;
    if (to->any.sa_family != AF_UNIX)
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(fd, &to->any, n) ||
        (to->any.sa_family == AF_UNIX && chmod(to->un.sun_path, 0660)) ||
        listen(fd, BACKLOG)) {
        close(fd);
        return -1;
    }
    return fd;
}

static bool
is_number(const char *text, int64_t want)
{
    int64_t got;

    return text && str_int(str_of(text), &got) && got == want;
}

/* Loopback, or a unix socket, before which is our proxy. */
static bool
is_ours(int fd, enum wire_from *from)
{
    union address got = {0};
    socklen_t     n = sizeof got;
    int           listens = 0;
    socklen_t     size = sizeof listens;

    if (getsockname(fd, &got.any, &n) ||
        getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) || !listens)
        return false;
    if (got.any.sa_family == AF_UNIX)
        *from = WIRE_PROXY;
    return got.any.sa_family == AF_UNIX ||
        (got.any.sa_family == AF_INET &&
            ntohl(got.v4.sin_addr.s_addr) >> 24 == 127) ||
        (got.any.sa_family == AF_INET6 &&
            IN6_IS_ADDR_LOOPBACK(&got.v6.sin6_addr));
}

/* The one socket that whoever started us listens on already; -1: none. */
static int
handed_over(enum wire_from *from)
{
    int flags;

    if (!is_number(getenv("LISTEN_PID"), getpid()) ||
        !is_number(getenv("LISTEN_FDS"), 1) || !is_ours(HANDED_FD, from))
        return -1;
    flags = fcntl(HANDED_FD, F_GETFL);
    if (flags < 0 || fcntl(HANDED_FD, F_SETFL, flags | O_NONBLOCK) ||
        fcntl(HANDED_FD, F_SETFD, FD_CLOEXEC))
        return -1;
    return HANDED_FD;
}

static int
bound_port(int fd)
{
    union address got = {0};
    socklen_t     n = sizeof got;

    if (getsockname(fd, &got.any, &n))
        return 0;
    if (got.any.sa_family == AF_INET)
        return ntohs(got.v4.sin_port);
    return got.any.sa_family == AF_INET6 ? ntohs(got.v6.sin6_port) : 0;
}

enum err
listen_open(struct arena *a, struct str address, struct listener *out,
    struct fault *fault)
{
    struct listener l = {.from = WIRE_DIRECT};
    union address   to = {0};
    socklen_t       n = 0;

    if (str_eq(address, S("systemd"))) {
        if ((l.fd = handed_over(&l.from)) < 0)
            return refuse(ERR_NET, S("no socket was handed over"), fault);
        l.port = bound_port(l.fd);
        l.lent = true;
        *out = l;
        return OK;
    }
    if (str_starts(address, S("unix:"))) {
        if (!read_unix(str_from(address, 5), &to, &n))
            return refuse(ERR_INVALID, S("not a socket's path"), fault);
        l.from = WIRE_PROXY;
        l.path = str_c(a, str_from(address, 5));
        remove_stale(&to);
    } else if (!read_loopback(a, address, &to, &n)) {
        return refuse(ERR_INVALID, S("neither loopback nor unix:PATH"), fault);
    }
    if ((l.fd = open_socket(&to, n)) < 0)
        return refuse(ERR_NET, S("cannot listen there"), fault);
    l.port = bound_port(l.fd);
    *out = l;
    return OK;
}

void
listen_end(const struct listener *l)
{
    if (!l->lent)
        shutdown(l->fd, SHUT_RDWR);
    if (l->path)
        unlink(l->path);
}

struct str
listen_peer(struct arena *a, const void *sockaddr)
{
    const union address *from = sockaddr;
    char                *text = arena_get(a, INET6_ADDRSTRLEN);
    const void          *bytes = NULL;

    if (!from)
        return (struct str){0};
    if (from->any.sa_family == AF_INET)
        bytes = &from->v4.sin_addr;
    if (from->any.sa_family == AF_INET6)
        bytes = &from->v6.sin6_addr;
    if (!bytes ||
        !inet_ntop(from->any.sa_family, bytes, text, INET6_ADDRSTRLEN))
        return (struct str){0};
    return str_of(text);
}
