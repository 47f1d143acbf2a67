/*
 * serving -- a real server on a free port with a small handler, and a raw
 * client, for the tests of the server.
 *
 * The handler, by path:
 *   /fast        inline: "fast"
 *   /look        look:   "look"
 *   /park        look:   parks; the test takes it with serving_parked()
 *   /both        look:   finishes itself, then says that it parked
 *   /twice       look:   finishes itself twice
 *   /fail        look:   sets a cookie, fails, answers
 *   /again       look:   parks and continues; the step answers "again"
 *   /echo        do:     the body
 *   /gate        slow:   waits until serving_open_gate(), then "gate"
 *   /first       first:  the same
 *   /slow-look   look:   the same
 *   /unchanged   inline: 304 to "fast"
 *   /none        inline: 404
 * Bodies may have 64 KiB.  Refusals say "refused N", N as in the enum.
 */
#ifndef TESTS_UNIT_HTTP_SERVING_H
#define TESTS_UNIT_HTTP_SERVING_H

#include <pthread.h>
#include <stdatomic.h>

#include "base/arena.h"
#include "http/server.h"

enum { PARKED_MOST = 4096, BODY_MOST = 64 * 1024, STEP_MS = 100 };

struct serving {
    struct server   *server;
    struct arena    *arena;
    pthread_mutex_t  lock;
    pthread_cond_t   news;
    struct response *parked[PARKED_MOST];
    size_t           parked_n;
    bool             gate_open;
    atomic_int       runs;                /* of /gate */
    atomic_int       gathered, scattered; /* groups of /first */
    atomic_int       strays; /* of them without their group, or others in one */
    int              waits;  /* in /gate now */
};

/* The handler alone, for a server of the test's own. */
struct http_handler serving_handler(struct serving *h);
/* Starts it; options but listen and handler are the test's, null: usual. */
struct serving *serving_open(const struct server_options *options);
struct serving *serving_open_at(const struct server_options *options,
    struct str                                               address);
/* Opens the gate, finishes what is parked, stops. */
void serving_close(struct serving *h);
/* The next parked response; waits for it, null after some seconds. */
struct response *serving_parked(struct serving *h);
void             serving_open_gate(struct serving *h);
/* Waits until that many stand at the gate; false after some seconds. */
bool serving_at_gate(struct serving *h, int n);
/* Waits until the server has n asleep; false after some seconds. */
bool serving_asleep(struct serving *h, int64_t n);

struct reply {
    int        status; /* 0: none came */
    struct str head, body;
    bool       closed; /* the server closed the connection after it */
};

enum reply_body { WITH_BODY, HEAD_ONLY };

int  client_open(const struct serving *h);
void client_send(int fd, struct str bytes);
/* One answer from fd. */
struct reply client_read(struct arena *a, int fd, enum reply_body body);
/* Does the other end close it, whatever it still says?  Waits a second. */
bool client_is_closed(int fd);
/* A connection of its own for one request, sent as it stands. */
struct reply client_ask(struct serving *h, struct str bytes);
/* "GET path" with a host. */
struct reply client_get(struct serving *h, struct str path);
void         client_send_get(int fd, struct str path);

#endif
