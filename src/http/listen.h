/*
 * listen -- an address in words becomes a listening socket.
 */
#ifndef HTTP_LISTEN_H
#define HTTP_LISTEN_H

#include "base/err.h"
#include "http/wire.h"

struct listener {
    int            fd;
    int            port; /* 0 for unix */
    enum wire_from from; /* a unix socket is our proxy's */
    const char    *path; /* of a unix socket, in the arena; else null */
    bool           lent; /* whoever started us listens there too */
};

/* Errors as server_new(). */
enum err MUST_CHECK listen_open(struct arena *a, struct str address,
    struct listener *out, struct fault *fault);
/* Who comes now is refused, unless the socket is lent: then they wait for
 * whoever serves it next.  The descriptor stays open, and is the caller's. */
void listen_end(const struct listener *l);
/* The other end in figures ("127.0.0.1"); empty when it is a unix socket. */
struct str listen_peer(struct arena *a, const void *sockaddr);

#endif
