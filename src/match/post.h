/*
 * post -- lists of numbers by key: which persons, or names, have it.
 *
 * A key is a hash of 64 bits.  Its upper bits lead to a bucket of a few
 * numbers; beside each stand eight more bits, so that five bytes and a
 * quarter of a bucket are all that a posting takes.  One number in some
 * hundreds is there by chance: who asks must look anyway.
 */
#ifndef MATCH_POST_H
#define MATCH_POST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct post {
    const uint32_t *from; /* by bucket; one more behind the last */
    const uint32_t *number;
    const uint8_t  *tag;
    size_t          count;
    unsigned        bits; /* of a bucket's number */
    bool            borrowed;
};

enum { POST_KEYS = 48 }; /* that one thing has, at most */
struct post_keys {
    uint64_t key[POST_KEYS];
    size_t   count;
};

/* A key, once; 0 is none. */
static inline void
post_key(struct post_keys *k, uint64_t key)
{
    for (size_t i = 0; i < k->count; i++)
        if (k->key[i] == key)
            return;
    if (key && k->count < POST_KEYS)
        k->key[k->count++] = key;
}

/* The keys of a thing, the same each time it is asked. */
typedef void post_keys_fn(const void *ctx, uint32_t number,
    struct post_keys *out);

/* Of things 0 .. things - 1. */
struct post post_make(size_t things, post_keys_fn *keys, const void *ctx);
void        post_clear(struct post *p);
size_t      post_bytes(const struct post *p);

/* In ascending order. */
struct post_list {
    const uint32_t *number;
    size_t          count;
};
struct post_list post_find(const struct post *p, uint64_t key);
/* It will be asked for soon. */
static inline void
post_call(const struct post *p, uint64_t key)
{
    __builtin_prefetch(&p->from[key >> (64 - p->bits)]);
}
/* And then sooner: where its bucket is, is here by now. */
static inline void
post_call_list(const struct post *p, uint64_t key)
{
    uint32_t at = p->from[key >> (64 - p->bits)];

    __builtin_prefetch(&p->tag[at]);
    __builtin_prefetch(&p->number[at]);
}

#endif
