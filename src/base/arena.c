/*
 * arena -- a chain of blocks; the newest is filled from its start.
 *
 * Space is zeroed when it is handed out, not when it comes back, so a rewind
 * costs little.  What is not handed out is poisoned for the address
 * sanitizer, and under it a gap stays between two pieces, so that running
 * off the end of one is seen although both lie in one block.
 */
#include "base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WITH_ASAN 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define WITH_ASAN 1
#endif

#if defined(WITH_ASAN)
#include <sanitizer/asan_interface.h>
#define POISON(p, n)   ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
#else
#define POISON(p, n)   ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#endif

enum {
    ALIGN = alignof(max_align_t),
#if defined(WITH_ASAN)
    GAP = ALIGN,
#else
    GAP = 0,
#endif
    BLOCK_FIRST = 16 * 1024,
    BLOCK_LARGEST = 1024 * 1024
};

static const size_t limit_usual = (size_t)256 * 1024 * 1024;

struct block {
    struct block *older;
    size_t        before; /* handed out in all older blocks */
    size_t        used;
    size_t        room;
    alignas(max_align_t) unsigned char bytes[];
};

struct cleanup {
    struct cleanup *older;
    void (*run)(void *ctx);
    void *ctx;
};

struct arena {
    struct block   *top;
    struct cleanup *cleanup; /* the newest */
    size_t          limit;
};

static struct block *
block_new(struct block *older, size_t room)
{
    struct block *b = malloc(sizeof *b + room);

    if (!b)
        BUG("arena: the machine has no memory left");
    b->older = older;
    b->before = older ? older->before + older->used : 0;
    b->used = 0;
    b->room = room;
    POISON(b->bytes, room);
    return b;
}

static struct block *
block_free(struct block *b)
{
    struct block *older = b->older;

    UNPOISON(b->bytes, b->room);
    free(b);
    return older;
}

struct arena *
arena_new(size_t limit)
{
    struct arena *a = malloc(sizeof *a);

    if (!a)
        BUG("arena: the machine has no memory left");
    a->limit = limit ? limit : limit_usual;
    a->cleanup = NULL;
    a->top = block_new(NULL, BLOCK_FIRST);
    return a;
}

/* A cleanup may hang another: it goes on until none but older are left. */
static void
run_cleanups(struct arena *a, const struct cleanup *stay)
{
    while (a->cleanup != stay) {
        struct cleanup *c = a->cleanup;

        if (!c)
            BUG("arena: rewound to a mark that is no longer there");
        a->cleanup = c->older;
        c->run(c->ctx);
    }
}

void
arena_free(struct arena *a)
{
    if (!a)
        return;
    run_cleanups(a, NULL);
    while (a->top)
        a->top = block_free(a->top);
    free(a);
}

static void
shrink_top(struct arena *a, size_t used)
{
    struct block *b = a->top;

    if (used > b->used)
        BUG("arena: rewound to a mark that is no longer there");
    POISON(b->bytes + used, b->used - used);
    b->used = used;
}

void
arena_clear(struct arena *a)
{
    assert(a);
    run_cleanups(a, NULL);
    while (a->top->older)
        a->top = block_free(a->top);
    shrink_top(a, 0);
}

/* Blocks double up to a size; one large piece gets a block of its own. */
static void
add_block(struct arena *a, size_t need)
{
    size_t room = a->top->room * 2;

    if (room > BLOCK_LARGEST)
        room = BLOCK_LARGEST;
    if (room < need)
        room = need;
    a->top = block_new(a->top, room);
}

/* What a piece of n bytes takes. */
static size_t
whole(size_t n)
{
    return (n + !n + GAP + ALIGN - 1) / ALIGN * ALIGN;
}

bool
arena_stretch(struct arena *a, void *p, size_t n, size_t longer)
{
    unsigned char *from = p;
    struct block  *b = a->top;
    size_t         before = whole(n), after;

    assert(longer >= n);
    if (longer > b->room || before > b->used ||
        from != b->bytes + b->used - before)
        return false;
    after = whole(longer) - before;
    if (after > b->room - b->used || arena_used(a) + after > a->limit)
        return false;
    b->used += after;
    UNPOISON(from, longer);
    memset(from + n, 0, longer - n);
    return true;
}

void *
arena_get(struct arena *a, size_t n)
{
    unsigned char *p;
    size_t         need;

    assert(a);
    if (n > a->limit || n > SIZE_MAX / 2)
        BUG("arena: its limit is reached");
    need = whole(n);
    if (need > a->limit || arena_used(a) > a->limit - need)
        BUG("arena: its limit is reached");
    if (need > a->top->room - a->top->used)
        add_block(a, need);
    p = a->top->bytes + a->top->used;
    a->top->used += need;
    UNPOISON(p, n);
    return memset(p, 0, n);
}

void *
arena_get_array(struct arena *a, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        BUG("arena: an array larger than memory");
    return arena_get(a, count * size);
}

struct mark
arena_mark(struct arena *a)
{
    assert(a);
    return (struct mark){a->top, a->top->used, a->cleanup};
}

void
arena_rewind(struct arena *a, struct mark m)
{
    assert(a && m.block);
    run_cleanups(a, m.cleanup);
    while (a->top != m.block) {
        if (!a->top->older)
            BUG("arena: rewound to a mark that is no longer there");
        a->top = block_free(a->top);
    }
    shrink_top(a, m.used);
}

void
arena_on_clear(struct arena *a, void (*run)(void *ctx), void *ctx)
{
    struct cleanup *c;

    assert(run);
    c = ARENA_NEW(a, struct cleanup);
    c->older = a->cleanup;
    c->run = run;
    c->ctx = ctx;
    a->cleanup = c;
}

size_t
arena_used(const struct arena *a)
{
    assert(a);
    return a->top->before + a->top->used;
}
