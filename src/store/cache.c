/*
 * cache -- open addressing; addresses are mixed because constants of one
 * table stand at equal distances.
 */
#include "store/cache.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/err.h"

enum { ROOM_FIRST = 128 };

static struct cache_place *
place_of(const struct cache *c, const void *key)
{
    uint64_t mixed = (uint64_t)(uintptr_t)key * 0x9E3779B97F4A7C15u;
    size_t   i = (size_t)(mixed >> 32) & (c->room - 1);

    while (c->places[i].key && c->places[i].key != key)
        i = (i + 1) & (c->room - 1);
    return &c->places[i];
}

void *
cache_find(const struct cache *c, const void *key)
{
    return c->room ? place_of(c, key)->value : NULL;
}

static void
grow(struct cache *c)
{
    struct cache old = *c;

    c->room = old.room ? old.room * 2 : ROOM_FIRST;
    c->places = calloc(c->room, sizeof *c->places);
    if (!c->places)
        BUG("out of memory");
    for (size_t i = 0; i < old.room; i++) {
        if (old.places[i].key)
            *place_of(c, old.places[i].key) = old.places[i];
    }
    free(old.places);
}

void
cache_add(struct cache *c, const void *key, void *value)
{
    struct cache_place *p;

    assert(key && value);
    if ((c->count + 1) * 2 > c->room)
        grow(c);
    p = place_of(c, key);
    if (p->key)
        BUG("a statement is prepared twice");
    *p = (struct cache_place){key, value};
    c->count++;
}

void
cache_clear(struct cache *c, void (*drop)(void *value))
{
    for (size_t i = 0; i < c->room; i++) {
        if (c->places[i].key)
            drop(c->places[i].value);
    }
    free(c->places);
    *c = (struct cache){0};
}
