/*
 * The one that came back last is lent first: what it remembers of the
 * database is newest.
 */
#include "store/readers.h"

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

enum { READERS_MOST = 64, WAIT_S = 5 };

struct readers {
    pthread_mutex_t lock; /* guards idle */
    pthread_cond_t  returned;
    struct conn    *idle[READERS_MOST];
    size_t          idle_count;
    size_t          count; /* of all */
};

static void
lock(struct readers *r)
{
    if (pthread_mutex_lock(&r->lock))
        BUG("readers lock");
}

static void
unlock(struct readers *r)
{
    if (pthread_mutex_unlock(&r->lock))
        BUG("readers lock");
}

static struct readers *
readers_new(void)
{
    struct readers    *r = calloc(1, sizeof *r);
    pthread_condattr_t monotonic;

    if (!r)
        BUG("out of memory");
    if (pthread_mutex_init(&r->lock, NULL) ||
        pthread_condattr_init(&monotonic) ||
        pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC) ||
        pthread_cond_init(&r->returned, &monotonic) ||
        pthread_condattr_destroy(&monotonic))
        BUG("the readers' lock cannot be made");
    return r;
}

enum err
readers_open(struct str url, size_t count, struct readers **out,
    struct fault *fault)
{
    struct readers *r = readers_new();
    enum err        e = OK;

    assert(count && count <= READERS_MOST);
    for (; !e && r->count < count; r->count += !e)
        if (!(e = engine_open(url, CONN_READ, &r->idle[r->count], fault)))
            r->idle_count++;
    if (e) {
        readers_close(r);
        return e;
    }
    *out = r;
    return OK;
}

void
readers_close(struct readers *r)
{
    if (!r)
        return;
    if (r->idle_count != r->count)
        BUG("the store is closed while somebody reads");
    while (r->idle_count)
        engine_close(r->idle[--r->idle_count]);
    pthread_cond_destroy(&r->returned);
    pthread_mutex_destroy(&r->lock);
    free(r);
}

struct conn *
readers_borrow(struct readers *r)
{
    struct conn    *c = NULL;
    struct timespec until;
    int             rc = 0;

    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += WAIT_S;
    lock(r);
    while (!r->idle_count && rc != ETIMEDOUT)
        rc = pthread_cond_timedwait(&r->returned, &r->lock, &until);
    if (r->idle_count)
        c = r->idle[--r->idle_count];
    unlock(r);
    return c;
}

void
readers_give_back(struct readers *r, struct conn *c)
{
    lock(r);
    r->idle[r->idle_count++] = c;
    pthread_cond_signal(&r->returned);
    unlock(r);
}
