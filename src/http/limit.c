/*
 * limit -- a fixed table of buckets.
 *
 * A bucket is kept as one moment: when it will be full again.  Taking a go
 * moves it on by one refill; it is empty when that is `most` refills ahead.
 * So nothing has to be filled by a timer, and a bucket whose moment has
 * passed is a free slot.
 *
 * A key may stand in any of WINDOW slots from its hash on.  When all are
 * held by others the one that will be full soonest gives way.
 */
#include "http/limit.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/key.h"

enum { WINDOW = 8, KEY_BYTES = 16, SALT_BYTES = 16 };

struct bucket {
    uint8_t key[KEY_BYTES];
    int64_t full_at; /* us; 0: nobody's */
};

struct limits {
    pthread_mutex_t lock;
    size_t          mask;
    char            salt[SALT_BYTES];
    struct bucket   rows[];
};

struct limits *
limits_new(size_t keys)
{
    struct arena  *a = arena_new(0);
    struct limits *l;
    size_t         n = WINDOW;

    while (n < keys)
        n *= 2;
    l = calloc(1, sizeof *l + n * sizeof l->rows[0]);
    if (!l)
        BUG("limits: the machine has no memory left");
    pthread_mutex_init(&l->lock, NULL);
    l->mask = n - 1;
    memcpy(l->salt, key_random(a, SALT_BYTES).p, SALT_BYTES);
    arena_free(a);
    return l;
}

void
limits_free(struct limits *l)
{
    if (!l)
        return;
    pthread_mutex_destroy(&l->lock);
    free(l);
}

/* A digest that is right only in this process, so that the table holds no
 * address or name, and nobody can choose keys that meet in one window. */
static struct digest
hidden(const struct limits *l, struct str key)
{
    struct str pieces[] = {str_bytes(l->salt, SALT_BYTES), key};

    return hash_sha256_of(pieces, 2);
}

/* The key's own bucket, or null and the one that may be taken for it. */
static struct bucket *
find(struct limits *l, const struct digest *d, struct bucket **spare)
{
    size_t at;

    *spare = NULL;
    memcpy(&at, d->b + KEY_BYTES, sizeof at);
    for (size_t i = 0; i < WINDOW; i++) {
        struct bucket *b = &l->rows[(at + i) & l->mask];

        if (b->full_at && memcmp(b->key, d->b, KEY_BYTES) == 0)
            return b;
        if (!*spare || b->full_at < (*spare)->full_at)
            *spare = b;
    }
    return NULL;
}

/* Within what 64 bits of microseconds hold. */
static bool
is_rule(struct limit_rule rule)
{
    return rule.most > 0 && rule.refill_us > 0 &&
        rule.refill_us <= INT64_MAX / 4 / rule.most;
}

/* How long until there is a go, when the bucket is full at full_at. */
static int64_t
wait_for(int64_t full_at, struct limit_rule rule, int64_t now)
{
    int64_t ahead = full_at > now ? full_at - now : 0;
    int64_t room = (int64_t)rule.most * rule.refill_us;
    int64_t over = ahead + rule.refill_us - room;

    return over > 0 ? over : 0;
}

int64_t
limit_take(struct limits *l, struct str key, struct limit_rule rule,
    int64_t now_us)
{
    struct digest  d = hidden(l, key);
    struct bucket *spare, *b;
    int64_t        wait;

    assert(is_rule(rule) && now_us >= 0);
    pthread_mutex_lock(&l->lock);
    b = find(l, &d, &spare);
    wait = b ? wait_for(b->full_at, rule, now_us) : 0;
    if (!b) {
        b = spare;
        memcpy(b->key, d.b, KEY_BYTES);
        b->full_at = 0;
    }
    if (!wait)
        b->full_at =
            (b->full_at > now_us ? b->full_at : now_us) + rule.refill_us;
    pthread_mutex_unlock(&l->lock);
    return wait;
}

int64_t
limit_look(struct limits *l, struct str key, struct limit_rule rule,
    int64_t now_us)
{
    struct digest  d = hidden(l, key);
    struct bucket *spare, *b;
    int64_t        wait;

    assert(is_rule(rule) && now_us >= 0);
    pthread_mutex_lock(&l->lock);
    b = find(l, &d, &spare);
    wait = b ? wait_for(b->full_at, rule, now_us) : 0;
    pthread_mutex_unlock(&l->lock);
    return wait;
}

void
limit_clear(struct limits *l, struct str key)
{
    struct digest  d = hidden(l, key);
    struct bucket *spare, *b;

    pthread_mutex_lock(&l->lock);
    if ((b = find(l, &d, &spare)))
        b->full_at = 0;
    pthread_mutex_unlock(&l->lock);
}
