/*
 * server -- listens, reads requests, hands them to the handler, and sends
 * what comes back.
 *
 * Threads   event threads (libmicrohttpd, epoll) read and write sockets and
 *           run what is HTTP_INLINE.  The other classes each have workers
 *           and a queue of their own; a connection sleeps meanwhile, without
 *           a thread.  A full queue, one that would take too long (pace.h),
 *           or a request not answered by its class's deadline, is 503 with
 *           Retry-After.
 * Deadline  counts from when the request is whole until it is answered.  One
 *           that passes it still waiting is never begun (REFUSED_BUSY); one
 *           that was begun goes on, and what it answers is dropped
 *           (REFUSED_LATE): it may have been done.
 * Address   "127.0.0.1:8080", "[::1]:8080", "localhost:0" (loopback only), or
 *           "unix:/path", which means a proxy of ours is before it: then
 *           X-Real-IP and X-Forwarded-Proto are believed, else never.
 *           "systemd": the one such socket that was handed over at the start.
 * Signals   block those that end the service before server_start(), so that
 *           no thread of the server takes them.
 * Log       one line a request: method, class, status, milliseconds, and the
 *           first two parts of the path, '*' for one that is no plain word;
 *           no path when it was refused or not found, for then anybody's
 *           words may stand in it.
 *
 * Errors  ERR_INVALID: the address is none, or is not loopback.  ERR_NET: it
 *         cannot be listened on, or the threads cannot be started.
 */
#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H

#include "base/err.h"
#include "http/request.h"
#include "http/response.h"

enum http_class {
    HTTP_INLINE, /* at once, on the event thread: nothing from the store */
    HTTP_FIRST,  /* a look that goes before others                       */
    HTTP_LOOK,   /* reads, then usually parks on its leaf                */
    HTTP_DO,     /* writes: usually hands over to the writer and parks   */
    HTTP_SLOW,   /* argon2, PDF, bulk                                    */
    HTTP_CLASS_COUNT
};

/*
 * What answers.  limit, classify and refuse run on an event thread and must
 * be quick; all must bear being run by many threads at once.
 */
struct http_handler {
    void *ctx;
    /* The most bytes a body for that path may have. */
    size_t (*limit)(void *ctx, enum http_method method, struct str path);
    enum http_class (*classify)(void *ctx, const struct request *req);
    /* HTTP_INLINE may only HTTP_ANSWER. */
    http_step *handle;
    /*
     * A worker of HTTP_FIRST answers several, one after the other, when many
     * wait: all were whole before gather(), whose result they carry as
     * together until scatter().  Both null: they have nothing in common.
     */
    void *(*gather)(void *ctx);
    void (*scatter)(void *ctx, void *together);
    /*
     * The page for a refusal.  Status and headers are set; req has at least
     * its arena, after REFUSED_MALFORMED perhaps no path.  Allocate from
     * response_arena() only: the request's may still be somebody else's.
     * Null: a bare line of text.
     */
    void (*refuse)(void *ctx, const struct request *req, enum http_refusal why,
        struct response *resp);
};

/*
 * Each class has its own workers, so that one that is overrun turns its own
 * away and leaves the others theirs.  nice: how far its workers stand back
 * when there is not enough processor for all (0 to 19, as of a process).
 * Who is parked waits too: else a slow disk would be seen by nobody.  While
 * one of HTTP_FIRST waits for a worker, only one worker begins HTTP_LOOKs.
 */
struct class_options {
    unsigned workers;
    size_t   queue;       /* most that wait beside those being worked on */
    int      wait_ms;     /* who would wait longer is turned away; 0: all
                             that fit the queue wait                      */
    int      deadline_ms; /* from whole to answered                      */
    int      nice;
};

/* 0 anywhere stands for the usual. */
struct server_options {
    struct str           listen;
    unsigned             threads;       /* event threads; 2             */
    unsigned             connections;   /* at once; 1024                */
    unsigned             idle_seconds;  /* between requests; 30         */
    unsigned             body_seconds;  /* for a body to arrive; 60     */
    size_t               body_total;    /* all bodies at once; 256 MiB  */
    int                  retry_seconds; /* Retry-After; 2               */
    int64_t              hsts_seconds;  /* behind TLS only; 0: none     */
    enum http_cookies    cookies;
    struct class_options classes[HTTP_CLASS_COUNT]; /* INLINE not used */
    struct http_handler  handler;
};

struct server; /* opaque: http/server_own.h */

/* Listens, but answers nothing yet. */
enum err MUST_CHECK server_new(const struct server_options *options,
    struct server **out, struct fault *fault);
enum err MUST_CHECK server_start(struct server *s, struct fault *fault);
/* The port that was bound ("127.0.0.1:0" takes a free one); 0 for unix. */
int server_port(const struct server *s);
/*
 * Takes no more connections, lets what was begun end (waiting for every
 * parked response: stop the server before the store), answers, closes.
 * From one thread, which is none of the server's own.
 */
void server_stop(struct server *s);
/* Stops it if need be; null is allowed. */
void server_free(struct server *s);

/* Between the two calls, answers that this thread finishes wait for each
 * other: many connections are woken as cheaply as one. */
void server_together(bool begins);

/* Since the start, for tests and metrics. */
struct server_counts {
    int64_t requests, refused, busy, late;
    int64_t waiting; /* now in queues, running or parked */
};
struct server_counts server_counts(struct server *s);
/* Its answers; a row is a class (enum http_class), the last had none. */
struct meter;
const struct meter *server_meter(const struct server *s);
/* The word for a class in the log and in metrics; past the last: "none". */
struct str http_class_word(enum http_class class);

#endif
