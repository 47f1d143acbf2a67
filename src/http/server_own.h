/*
 * server_own -- the server and one exchange; for this room only.
 *
 * An exchange is one request and its answer.  Two hold it: the connection,
 * from the request line until the library says it is over, and the work,
 * from when it is queued until both the handler has returned and somebody
 * has finished it.  The last to let go frees it, so an answer that comes
 * after the deadline has somewhere to go.
 */
#ifndef HTTP_SERVER_OWN_H
#define HTTP_SERVER_OWN_H

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

#include "http/listen.h"
#include "http/meter.h"
#include "http/pace.h"
#include "http/response_own.h"
#include "http/server.h"

enum stage {
    STAGE_LINE, /* the request line was read      */
    STAGE_BODY, /* the headers were read          */
    STAGE_WORK, /* a worker has it, or had it     */
};

/* Between a handler that parks and whoever finishes, in either order. */
enum phase {
    PHASE_RUNNING,   /* queued, or the handler runs                  */
    PHASE_PARKED,    /* the handler returned; nobody finished yet    */
    PHASE_FINISHED,  /* finished; the handler has not returned       */
    PHASE_CONTINUED, /* to go on; the handler has not returned      */
    PHASE_OVER
};

/* What the connection is told, under the server's lock. */
enum outcome { OUTCOME_NONE, OUTCOME_READY, OUTCOME_BUSY, OUTCOME_LATE };

struct exchange {
    struct server         *server;
    struct MHD_Connection *connection;
    struct arena          *arena;
    struct arena          *late_arena; /* of a refusal's page */
    struct request         request;
    struct response       *response;
    struct str             target;     /* raw */
    size_t                 target_end; /* address behind the raw target */
    int64_t                began;      /* us, monotonic */
    enum stage             stage;
    enum http_class class;

    /* the body on its way */
    char             *body;
    size_t            body_n, body_room, body_limit;
    bool              skip_body; /* read it, keep nothing, then refuse */
    enum http_refusal skip_why;

    /* the work */
    http_step   *step;
    void        *step_ctx;
    atomic_int   phase;
    atomic_int   refs;
    enum outcome outcome;
    bool         begun;
    int64_t      whole; /* when it was */
    int64_t      deadline;
    int64_t      due; /* to be sent, when answers go in steps */

    struct exchange *queue_next, *ready_next, *wait_next, *wait_prev;
};

/* One class's workers and queue. */
struct pool {
    struct server *server;
    enum http_class class;
    pthread_cond_t   more;
    pthread_t       *threads;
    unsigned         started;
    struct pool     *before; /* while one waits there, one of ours works */
    struct pool     *after;  /* whose before this is                     */
    unsigned         busy;   /* workers that have something              */
    struct exchange *head, **tail;
    size_t           queued; /* from head on */
    size_t           n;      /* admitted, not answered yet */
    struct pace      pace;
    struct exchange *wait_first, *wait_last; /* not answered, oldest first */
};

struct server {
    struct server_options options; /* filled with the usual */
    struct arena         *arena;
    struct listener       listener;
    struct MHD_Daemon    *daemon;

    pthread_mutex_t  lock; /* over all below but the atomics */
    pthread_cond_t   news; /* for the tender                 */
    pthread_cond_t   rest; /* somebody waits for the end     */
    struct pool      pools[HTTP_CLASS_COUNT];
    struct exchange *ready;
    struct exchange *away, **away_tail; /* turned away, told soon */
    size_t           away_n;            /* of them, and those about to be */
    struct exchange *stepped;           /* whole, until due; first due first */
    pthread_t        tender;
    bool             tends;
    bool             tends_long; /* asleep, and nothing would wake it in time */
    bool             stopping;   /* nothing more is begun        */
    bool             ended;      /* workers and tender go home   */
    int64_t          waiting;    /* connections asleep           */
    int64_t          works;      /* not let go by their work     */
    int64_t          busy, late;

    atomic_llong  open; /* exchanges of connections */
    atomic_llong  requests, refused;
    struct meter  meter;
    atomic_size_t bodies;
};

/* pool.c */
enum err MUST_CHECK pools_start(struct server *s);
/* Ends and joins all threads; nothing may be waiting any more. */
void pools_end(struct server *s);
void pools_init(struct server *s);
void pools_clear(struct server *s);
/*
 * A place in the class's queue: at once, or none.  Nearly all who get none
 * are told so a little later, asleep until then: their connection is to be
 * put to sleep and pool_hold() called.
 */
enum admission { ADMIT_NOW, ADMIT_LATER, ADMIT_NOT };
enum admission pool_admit(struct server *s, enum http_class class);
/* Queues an exchange that was admitted and whose connection is asleep. */
void pool_put(struct exchange *x);
void pool_hold(struct exchange *x);
/* What the connection, awake again, is to be told. */
enum outcome pool_outcome(struct exchange *x);

/* Under the lock: its connection is to be woken and told; and one of those
 * who hold the server up has ended. */
void pool_decide(struct exchange *x, enum outcome outcome);
void pool_work_over(struct server *s);

/* tender.c; all under the lock: an answer is whole; there is a deadline
 * more, which it finds by itself while it ticks. */
void *tender_main(void *server);
void  tender_answered(struct server *s);
/* Likewise; one that is whole, and to be sent at its step. */
void tender_step(struct exchange *x, int64_t now);
void tender_expect(struct server *s);

/* exchange.c: the library's callbacks */
void           *exchange_on_line(void *server, const char *target,
              struct MHD_Connection *connection);
enum MHD_Result exchange_on_access(void *server,
    struct MHD_Connection *connection, const char *url, const char *method,
    const char *version, const char *data, size_t *data_n, void **exchange);
void            exchange_on_end(void *server, struct MHD_Connection *connection,
               void **exchange, enum MHD_RequestTerminationCode why);
void            exchange_release(struct exchange *x);

/* answer.c */
enum answer_then { ANSWER_STAY, ANSWER_CLOSE };
enum MHD_Result answer_send(struct exchange *x, struct response *r,
    enum answer_then then);
enum MHD_Result answer_refusal(struct exchange *x, enum http_refusal why,
    enum answer_then then);

#endif
