/*
 * sort -- items of 64 bits by their upper half; what is equal there stays
 * in the order it had.
 *
 * An item is a key and, below it, the number of what has the key.
 */
#ifndef MATCH_SORT_H
#define MATCH_SORT_H

#include <stddef.h>
#include <stdint.h>

static inline uint64_t
sort_item(uint32_t key, uint32_t number)
{
    return (uint64_t)key << 32 | number;
}

static inline uint32_t
sort_key(uint64_t item)
{
    return (uint32_t)(item >> 32);
}

static inline uint32_t
sort_number(uint64_t item)
{
    return (uint32_t)item;
}

/* spare has room for as many. */
void sort_items(uint64_t *items, uint64_t *spare, size_t count);

#endif
