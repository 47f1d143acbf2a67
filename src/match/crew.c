/*
 * crew -- one counter, taken from until it is at its end.
 */
#include "match/crew.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "base/err.h"

struct crew {
    crew_fn      *work;
    void         *ctx;
    size_t        pieces;
    atomic_size_t next;
};

struct member {
    struct crew *crew;
    size_t       worker;
    pthread_t    thread;
};

static void *
member_run(void *arg)
{
    struct member *m = arg;
    size_t         piece;

    while ((piece = atomic_fetch_add(&m->crew->next, 1)) < m->crew->pieces)
        m->crew->work(m->crew->ctx, piece, m->worker);
    return NULL;
}

void
crew_run(size_t threads, crew_fn *work, void *ctx, size_t pieces)
{
    struct crew   crew = {.work = work, .ctx = ctx, .pieces = pieces};
    struct member members[CREW_MOST];

    assert(threads >= 1 && threads <= CREW_MOST);
    for (size_t i = 0; i < threads; i++)
        members[i] = (struct member){.crew = &crew, .worker = i};
    for (size_t i = 1; i < threads; i++)
        if (pthread_create(&members[i].thread, NULL, member_run, &members[i]))
            BUG("crew: no thread to be had");
    member_run(&members[0]);
    for (size_t i = 1; i < threads; i++)
        pthread_join(members[i].thread, NULL);
}

size_t
crew_cores(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);

    if (n < 1)
        return 1;
    return n > CREW_MOST ? CREW_MOST : (size_t)n;
}
