/*
 * arena -- memory that lives as long as a request (or a job) does.
 *
 * Nobody frees single things: the owner clears the arena, and everything in
 * it goes at once, after the cleanups hung on it have run, last first.
 * When memory or the arena's limit is gone the process stops through BUG();
 * limits on input stand at the doors so that no request comes near it.
 *
 * Freed space is poisoned under the address sanitizer.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena; /* opaque: base/arena.c */
struct mark {
    void  *block;
    size_t used;
    void  *cleanup;
};

/* A new arena that may grow to at most limit bytes (0: 256 MiB). */
struct arena *arena_new(size_t limit);
/* Runs the cleanups and frees all; null is allowed. */
void arena_free(struct arena *a);
/* As new, keeping the first block for the next request. */
void arena_clear(struct arena *a);

/* n zeroed bytes, aligned for any type; never null. */
void *arena_get(struct arena *a, size_t n);
/* One zeroed object, or count of them. */
#define ARENA_NEW(a, type) ((type *)arena_get((a), sizeof(type)))
#define ARENA_ARRAY(a, type, count)                                           \
    ((type *)arena_get_array((a), (count), sizeof(type)))
void *arena_get_array(struct arena *a, size_t count, size_t size);

/* Makes the newest piece, of n bytes, longer where it lies, if there is room;
 * what it gets more is zeroed. */
bool arena_stretch(struct arena *a, void *p, size_t n, size_t longer);

/* Where the arena stands, and back to there (cleanups since then run). */
struct mark arena_mark(struct arena *a);
void        arena_rewind(struct arena *a, struct mark m);

/* Hangs a cleanup on the arena: run(ctx) when it is cleared or rewound. */
void arena_on_clear(struct arena *a, void (*run)(void *ctx), void *ctx);

/* Bytes handed out since it was made or cleared. */
size_t arena_used(const struct arena *a);

#endif
