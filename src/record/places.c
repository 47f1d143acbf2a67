/*
 * An open table of heads, and for each row the one before it.  Half of the
 * table is always free.
 */
#include "record/places.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"

enum { SLOTS_FIRST = 64 };

struct slot {
    struct str name;
    struct id  scope;
    uint64_t   hash;
    size_t     newest; /* one more than its place; 0: a free slot */
};

struct places {
    struct arena *arena;
    struct slot  *slots;
    size_t        mask, used;
    size_t       *older; /* of each row */
    size_t        count, room;
};

struct places *
places_new(struct arena *a)
{
    struct places *p = ARENA_NEW(a, struct places);

    p->arena = a;
    p->mask = SLOTS_FIRST - 1;
    p->slots = ARENA_ARRAY(a, struct slot, SLOTS_FIRST);
    return p;
}

/* FNV-1a: nobody from outside chooses these names. */
static uint64_t
hash_bytes(uint64_t hash, const void *p, size_t n)
{
    const unsigned char *b = p;

    for (size_t i = 0; i < n; i++)
        hash = (hash ^ b[i]) * UINT64_C(0x100000001b3);
    return hash;
}

static uint64_t
hash_of(struct str name, struct id scope)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    return hash_bytes(hash_bytes(hash, name.p, name.n), scope.b,
        sizeof scope.b);
}

/* The slot of that name and scope, or the free one where it would stand. */
static struct slot *
slot_of(const struct places *p, const struct slot *key)
{
    for (size_t i = key->hash & p->mask;; i = (i + 1) & p->mask) {
        struct slot *s = &p->slots[i];

        if (!s->newest ||
            (s->hash == key->hash && id_eq(s->scope, key->scope) &&
                str_eq(s->name, key->name)))
            return s;
    }
}

static void
grow(struct places *p)
{
    struct slot *old = p->slots;
    size_t       n = p->mask + 1;

    p->mask = 2 * n - 1;
    p->slots = ARENA_ARRAY(p->arena, struct slot, 2 * n);
    for (size_t i = 0; i < n; i++)
        if (old[i].newest)
            *slot_of(p, &old[i]) = old[i];
}

static void
older_room(struct places *p)
{
    size_t *wider;

    if (p->count < p->room)
        return;
    p->room = p->room ? 2 * p->room : SLOTS_FIRST;
    wider = ARENA_ARRAY(p->arena, size_t, p->room);
    if (p->count)
        memcpy(wider, p->older, p->count * sizeof *wider);
    p->older = wider;
}

void
places_add(struct places *p, struct str name, struct id scope)
{
    struct slot  key = {.name = name, .scope = scope};
    struct slot *s;

    key.hash = hash_of(name, scope);
    if (2 * (p->used + 1) > p->mask)
        grow(p);
    older_room(p);
    s = slot_of(p, &key);
    if (!s->newest) {
        *s = key;
        p->used++;
    }
    p->older[p->count] = s->newest;
    s->newest = ++p->count;
}

size_t
places_newest(const struct places *p, struct str name, struct id scope)
{
    struct slot key = {.name = name, .scope = scope};

    key.hash = hash_of(name, scope);
    return slot_of(p, &key)->newest - 1; /* 0 - 1 is PLACE_NONE */
}

size_t
places_older(const struct places *p, size_t place)
{
    assert(place < p->count);
    return p->older[place] - 1;
}
