/*
 * mix -- numbers and texts scattered over 64 bits, for tables in memory.
 *
 * Not for secrets (base/hash.h is), and nothing that is kept may depend on
 * it: another version may scatter in another way.
 */
#ifndef MATCH_MIX_H
#define MATCH_MIX_H

#include <string.h>

#include "base/str.h"

/* Odd, with about as many ones as zeros. */
#define MIX_BY UINT64_C(0x9fb21c651e98df25)

static inline uint64_t
mix_one(uint64_t x)
{
    x ^= x >> 32;
    x *= MIX_BY;
    x ^= x >> 29;
    x *= MIX_BY;
    return x ^ x >> 32;
}

/* The order counts. */
static inline uint64_t
mix_two(uint64_t x, uint64_t y)
{
    return mix_one(x * MIX_BY + mix_one(y + 1));
}

/* Eight bytes at a time. */
static inline uint64_t
mix_text(struct str s)
{
    uint64_t h = s.n, word;
    size_t   at = 0;

    for (; at + sizeof word <= s.n; at += sizeof word) {
        memcpy(&word, s.p + at, sizeof word);
        h = (h ^ word) * MIX_BY;
        h ^= h >> 31;
    }
    word = 0;
    if (at < s.n)
        memcpy(&word, s.p + at, s.n - at);
    return mix_one(h ^ word);
}

#endif
