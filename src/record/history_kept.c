/*
 * Few places, looked through one by one: only long histories are kept, and
 * there are few people about whom much was written.
 */
#include "record/history_kept.h"

#include <pthread.h>

/* A history of fewer lines is read as quickly; memory in bytes. */
enum {
    PLACES = 32,
    LINES_LEAST = 32,
    ONE_MOST = 32 << 20,
    ALL_MOST = 96 << 20
};

struct place {
    struct kept_history *kept;
    uint64_t             turn; /* when it was put there */
};
struct histories {
    struct arena   *arena; /* it lies in it */
    pthread_mutex_t lock;
    struct place    places[PLACES];
    uint64_t        turn;
    size_t          used;
};

struct histories *
histories_new(void)
{
    struct arena     *a = arena_new(0);
    struct histories *h = ARENA_NEW(a, struct histories);

    h->arena = a;
    pthread_mutex_init(&h->lock, NULL);
    return h;
}

void
histories_free(struct histories *h)
{
    if (!h)
        return;
    for (int i = 0; i < PLACES; i++)
        history_drop(h->places[i].kept);
    pthread_mutex_destroy(&h->lock);
    arena_free(h->arena);
}

struct kept_history *
history_new(void)
{
    struct arena        *a = arena_new(0);
    struct kept_history *k = ARENA_NEW(a, struct kept_history);

    k->arena = a;
    return k;
}

void
history_drop(struct kept_history *k)
{
    if (k)
        arena_free(k->arena);
}

static struct kept_history *
place_empty(struct histories *h, struct place *p)
{
    struct kept_history *k = p->kept;

    p->kept = NULL;
    if (k)
        h->used -= arena_used(k->arena);
    return k;
}

struct kept_history *
history_take(struct histories *h, struct id person, struct id mark)
{
    struct kept_history *k = NULL;

    pthread_mutex_lock(&h->lock);
    for (int i = 0; i < PLACES && !k; i++)
        if (h->places[i].kept && id_eq(h->places[i].kept->is.person, person))
            k = place_empty(h, &h->places[i]);
    pthread_mutex_unlock(&h->lock);
    if (k && !id_eq(k->mark, mark)) {
        history_drop(k);
        return NULL;
    }
    return k;
}

/* The free one, or else the one that was put there first. */
static struct place *
place_oldest(struct histories *h)
{
    struct place *oldest = &h->places[0];

    for (int i = 0; i < PLACES; i++) {
        if (!h->places[i].kept)
            return &h->places[i];
        if (h->places[i].turn < oldest->turn)
            oldest = &h->places[i];
    }
    return oldest;
}

static struct place *
place_to_forget(struct histories *h)
{
    struct place *oldest = NULL;

    for (int i = 0; i < PLACES; i++)
        if (h->places[i].kept && (!oldest || h->places[i].turn < oldest->turn))
            oldest = &h->places[i];
    return oldest;
}

void
history_put(struct histories *h, struct kept_history *k)
{
    struct place *p;
    size_t        n = k ? arena_used(k->arena) : 0;

    if (!k || n > ONE_MOST || k->is.line_count < LINES_LEAST) {
        history_drop(k);
        return;
    }
    pthread_mutex_lock(&h->lock);
    while (h->used + n > ALL_MOST)
        history_drop(place_empty(h, place_to_forget(h)));
    p = place_oldest(h);
    history_drop(place_empty(h, p));
    p->kept = k;
    p->turn = ++h->turn;
    h->used += n;
    pthread_mutex_unlock(&h->lock);
}
