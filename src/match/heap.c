/*
 * heap -- zeroed and doubling arrays.
 */
#include "match/heap.h"

#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

#include "base/err.h"

enum { WIDE_PAGE = 2 << 20 };

void *
heap_get(size_t count, size_t size)
{
    void *p = calloc(count + !count, size);

    if (!p)
        BUG("heap: the machine has no memory left");
    return p;
}

void *
heap_get_lines(size_t count)
{
    void *p = NULL;

    if (count >= WIDE_PAGE / HEAP_LINE)
        return heap_get_wide(count, HEAP_LINE);
    if (count < SIZE_MAX / HEAP_LINE - 1)
        p = aligned_alloc(HEAP_LINE, (count + !count) * HEAP_LINE);
    if (!p)
        BUG("heap: the machine has no memory left");
    return memset(p, 0, (count + !count) * HEAP_LINE);
}

void *
heap_get_wide(size_t count, size_t size)
{
    const size_t page = WIDE_PAGE;
    size_t       bytes = (count + !count) * size;
    void        *p;

    if (bytes < page)
        return heap_get(count, size);
    bytes = (bytes + page - 1) & ~(page - 1);
    if (bytes < count || !(p = aligned_alloc(page, bytes)))
        BUG("heap: the machine has no memory left");
    madvise(p, bytes, MADV_HUGEPAGE); /* only a wish */
    return memset(p, 0, bytes);
}

void *
heap_grow(void *p, size_t count, size_t *room, size_t size)
{
    const size_t first = 64;
    size_t       more = *room ? *room * 2 : first;

    if (count < *room)
        return p;
    if (more > SIZE_MAX / size || !(p = realloc(p, more * size)))
        BUG("heap: the machine has no memory left");
    *room = more;
    return p;
}
