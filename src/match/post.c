/*
 * post -- counted, then filled; nothing beside the lists is needed for it.
 *
 * Tried and left: sorting pairs of key and number, which took three times
 * the memory of what came of it.
 */
#include "match/post.h"

#include <assert.h>
#include <string.h>

#include "base/err.h"
#include "match/heap.h"

enum { BUCKET = 4, BITS_LEAST = 4, BITS_MOST = 30, FEW = 24, TAGS = 256 };

static uint8_t
tag_of(const struct post *p, uint64_t key)
{
    return (uint8_t)(key >> (56 - p->bits));
}

static size_t
bucket_of(const struct post *p, uint64_t key)
{
    return (size_t)(key >> (64 - p->bits));
}

/* ---- making ---- */

struct making {
    struct post   post;
    uint32_t     *from, *number;
    uint8_t      *tag;
    size_t        things;
    post_keys_fn *keys;
    const void   *ctx;
    uint64_t     *spare; /* for the largest bucket */
};

static size_t
keys_count(const struct making *m)
{
    struct post_keys k;
    size_t           n = 0;

    for (size_t i = 0; i < m->things; i++) {
        k.count = 0;
        m->keys(m->ctx, (uint32_t)i, &k);
        n += k.count;
    }
    if (n > UINT32_MAX)
        BUG("post: more keys than a number counts");
    return n;
}

/* from[b] becomes the end of bucket b - 1, and so the beginning of b. */
static void
buckets_count(struct making *m)
{
    size_t           buckets = (size_t)1 << m->post.bits;
    struct post_keys k;

    for (size_t i = 0; i < m->things; i++) {
        k.count = 0;
        m->keys(m->ctx, (uint32_t)i, &k);
        for (size_t j = 0; j < k.count; j++)
            m->from[bucket_of(&m->post, k.key[j]) + 1]++;
    }
    for (size_t b = 0; b < buckets; b++)
        m->from[b + 1] += m->from[b];
}

/* Filling moves each beginning to its end: they are put back after. */
static void
buckets_fill(struct making *m)
{
    size_t           buckets = (size_t)1 << m->post.bits;
    struct post_keys k;

    for (size_t i = 0; i < m->things; i++) {
        k.count = 0;
        m->keys(m->ctx, (uint32_t)i, &k);
        for (size_t j = 0; j < k.count; j++) {
            uint32_t at = m->from[bucket_of(&m->post, k.key[j])]++;

            m->number[at] = (uint32_t)i;
            m->tag[at] = tag_of(&m->post, k.key[j]);
        }
    }
    memmove(m->from + 1, m->from, buckets * sizeof *m->from);
    m->from[0] = 0;
}

/* By tag; what has the same one stays in its order. */
static void
few_sort(struct making *m, size_t from, size_t to)
{
    for (size_t i = from + 1; i < to; i++) {
        uint8_t  tag = m->tag[i];
        uint32_t number = m->number[i];
        size_t   at = i;

        for (; at > from && m->tag[at - 1] > tag; at--) {
            m->tag[at] = m->tag[at - 1];
            m->number[at] = m->number[at - 1];
        }
        m->tag[at] = tag;
        m->number[at] = number;
    }
}

static void
many_sort(struct making *m, size_t from, size_t to)
{
    size_t at[TAGS + 1] = {0};

    for (size_t i = from; i < to; i++)
        at[m->tag[i] + 1]++;
    for (size_t t = 0; t < TAGS; t++)
        at[t + 1] += at[t];
    for (size_t i = from; i < to; i++)
        m->spare[at[m->tag[i]]++] = (uint64_t)m->tag[i] << 32 | m->number[i];
    for (size_t i = from; i < to; i++) {
        m->tag[i] = (uint8_t)(m->spare[i - from] >> 32);
        m->number[i] = (uint32_t)m->spare[i - from];
    }
}

static void
buckets_sort(struct making *m)
{
    size_t buckets = (size_t)1 << m->post.bits, most = 0;

    for (size_t b = 0; b < buckets; b++)
        if (m->from[b + 1] - m->from[b] > most)
            most = m->from[b + 1] - m->from[b];
    m->spare = heap_get(most, sizeof *m->spare);
    for (size_t b = 0; b < buckets; b++)
        if (m->from[b + 1] - m->from[b] <= FEW)
            few_sort(m, m->from[b], m->from[b + 1]);
        else
            many_sort(m, m->from[b], m->from[b + 1]);
    free(m->spare);
}

struct post
post_make(size_t things, post_keys_fn *keys, const void *ctx)
{
    struct making m = {.things = things, .keys = keys, .ctx = ctx};
    struct post  *p = &m.post;

    assert(keys);
    p->count = keys_count(&m);
    p->bits = BITS_LEAST;
    while (p->bits < BITS_MOST && ((size_t)BUCKET << p->bits) < p->count)
        p->bits++;
    p->from = m.from =
        heap_get_wide(((size_t)1 << p->bits) + 1, sizeof *m.from);
    p->number = m.number = heap_get_wide(p->count, sizeof *m.number);
    p->tag = m.tag = heap_get_wide(p->count, sizeof *m.tag);
    buckets_count(&m);
    buckets_fill(&m);
    buckets_sort(&m);
    return m.post;
}

/* Casts away const: the arrays were this file's own. */
void
post_clear(struct post *p)
{
    if (!p->borrowed) {
        free((void *)(uintptr_t)p->from);
        free((void *)(uintptr_t)p->number);
        free((void *)(uintptr_t)p->tag);
    }
    *p = (struct post){.count = 0};
}

size_t
post_bytes(const struct post *p)
{
    return p->count * (sizeof *p->number + sizeof *p->tag) +
        (((size_t)1 << p->bits) + 1) * sizeof *p->from;
}

/* ---- finding ---- */

/* The first place whose tag is not less. */
static size_t
tag_bound(const struct post *p, size_t from, size_t to, unsigned tag)
{
    if (to - from <= FEW) {
        while (from < to && p->tag[from] < tag)
            from++;
        return from;
    }
    while (from < to) {
        size_t middle = from + (to - from) / 2;

        if (p->tag[middle] < tag)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

struct post_list
post_find(const struct post *p, uint64_t key)
{
    size_t   b = bucket_of(p, key);
    size_t   to = p->from[b + 1];
    unsigned tag = tag_of(p, key);
    size_t   at = tag_bound(p, p->from[b], to, tag);
    size_t   end = tag_bound(p, at, to, tag + 1);

    return (struct post_list){p->number + at, end - at};
}
