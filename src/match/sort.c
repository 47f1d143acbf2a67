/*
 * sort -- three passes of eleven bits, the lowest first; few items by
 * insertion.
 */
#include "match/sort.h"

#include <string.h>

enum { BITS = 11, PASSES = 3, HEAPS = 1 << BITS, FEW = 64 };

static void
insert(uint64_t *items, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        uint64_t item = items[i];
        size_t   at = i;

        for (; at && sort_key(items[at - 1]) > sort_key(item); at--)
            items[at] = items[at - 1];
        items[at] = item;
    }
}

static void
pass(const uint64_t *from, uint64_t *to, size_t count, unsigned shift)
{
    size_t at[HEAPS + 1] = {0};

    for (size_t i = 0; i < count; i++)
        at[(from[i] >> shift & (HEAPS - 1)) + 1]++;
    for (size_t h = 0; h < HEAPS; h++)
        at[h + 1] += at[h];
    for (size_t i = 0; i < count; i++)
        to[at[from[i] >> shift & (HEAPS - 1)]++] = from[i];
}

void
sort_items(uint64_t *items, uint64_t *spare, size_t count)
{
    uint64_t *from = items, *to = spare;

    if (count <= FEW) {
        insert(items, count);
        return;
    }
    for (unsigned p = 0; p < PASSES; p++) {
        uint64_t *was = from;

        pass(from, to, count, 32 + p * BITS);
        from = to;
        to = was;
    }
    memcpy(items, from, count * sizeof *items);
}
