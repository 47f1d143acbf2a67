/*
 * cache -- prepared statements of one connection by their constant's
 * address.  Grows, never forgets: a program has as many as it is written
 * with.
 */
#ifndef STORE_CACHE_H
#define STORE_CACHE_H

#include <stddef.h>

struct cache_place {
    const void *key;
    void       *value;
};

struct cache {
    struct cache_place *places;
    size_t              room; /* a power of two, or 0 */
    size_t              count;
};

/* The value kept for that address, or null. */
void *cache_find(const struct cache *c, const void *key);
/* Keeps one for an address that has none. */
void cache_add(struct cache *c, const void *key, void *value);
/* Gives every value to drop, and is empty. */
void cache_clear(struct cache *c, void (*drop)(void *value));

#endif
