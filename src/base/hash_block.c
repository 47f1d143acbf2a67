/*
 * hash_block -- FIPS 180-4, section 6.2.2, four rounds at a time.
 *
 * libsodium's is portable C and takes 0.3 us for a block where this takes
 * 0.05: a register check hashes some twenty blocks, a large part of them in
 * the one thread that writes.  Elsewhere, and on a processor without the
 * instructions, hash.c asks libsodium.
 *
 * The instructions want the state as (a b e f) and (c d g h); a round group
 * makes four words of the schedule out of the sixteen before them.
 */
#include "base/hash_block.h"

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>
#include <stdatomic.h>

enum { FOURS = 16, FOURS_GIVEN = 4, BYTES_OF_FOUR = 16 };
enum { LEAF_MORE = 7, BIT_SHA = 1 << 29 };

static const uint32_t constants[FOURS * 4] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
    0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
    0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
    0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
    0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
    0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
    0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
    0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

bool
hash_block_has(void)
{
    static atomic_int known; /* 0: not asked yet; 1: no; 2: yes */
    int               is = atomic_load_explicit(&known, memory_order_relaxed);
    unsigned          a, b, c, d;

    if (is)
        return is == 2;
    is = 1 + (__get_cpuid_count(LEAF_MORE, 0, &a, &b, &c, &d) && b & BIT_SHA);
    if (is == 2 && !__builtin_cpu_supports("sse4.1"))
        is = 1;
    atomic_store_explicit(&known, is, memory_order_relaxed);
    return is == 2;
}

#define WITH_SHA __attribute__((target("sha,sse4.1")))

struct halves {
    __m128i abef, cdgh;
};

WITH_SHA static struct halves
halves_of(const uint32_t state[HASH_WORDS])
{
    __m128i dcba = _mm_loadu_si128((const __m128i *)(const void *)state);
    __m128i hgfe = _mm_loadu_si128((const __m128i *)(const void *)(state + 4));
    __m128i cdab = _mm_shuffle_epi32(dcba, 0xB1);
    __m128i efgh = _mm_shuffle_epi32(hgfe, 0x1B);

    return (struct halves){_mm_alignr_epi8(cdab, efgh, 8),
        _mm_blend_epi16(efgh, cdab, 0xF0)};
}

WITH_SHA static void
halves_save(struct halves h, uint32_t state[HASH_WORDS])
{
    __m128i feba = _mm_shuffle_epi32(h.abef, 0x1B);
    __m128i dchg = _mm_shuffle_epi32(h.cdgh, 0xB1);

    _mm_storeu_si128((__m128i *)(void *)state,
        _mm_blend_epi16(feba, dchg, 0xF0));
    _mm_storeu_si128((__m128i *)(void *)(state + 4),
        _mm_alignr_epi8(dchg, feba, 8));
}

/* Four words as they stand in the message, highest byte first. */
WITH_SHA static __m128i
words_at(const uint8_t *p)
{
    const __m128i turned =
        _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);

    return _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(const void *)p),
        turned);
}

/* The four words that follow these sixteen. */
WITH_SHA static __m128i
words_next(const __m128i w[FOURS_GIVEN])
{
    __m128i sum = _mm_sha256msg1_epu32(w[0], w[1]);

    sum = _mm_add_epi32(sum, _mm_alignr_epi8(w[3], w[2], 4));
    return _mm_sha256msg2_epu32(sum, w[3]);
}

WITH_SHA static struct halves
four_rounds(struct halves h, __m128i words, int group)
{
    __m128i sum = _mm_add_epi32(words,
        _mm_loadu_si128((const __m128i *)(const void *)&constants[4 * group]));

    h.cdgh = _mm_sha256rnds2_epu32(h.cdgh, h.abef, sum);
    h.abef =
        _mm_sha256rnds2_epu32(h.abef, h.cdgh, _mm_shuffle_epi32(sum, 0x0E));
    return h;
}

WITH_SHA static struct halves
take_one(struct halves h, const uint8_t *p)
{
    const struct halves before = h;
    __m128i             w[FOURS_GIVEN];

    for (int g = 0; g < FOURS_GIVEN; g++) {
        w[g] = words_at(p + BYTES_OF_FOUR * g);
        h = four_rounds(h, w[g], g);
    }
    for (int g = FOURS_GIVEN; g < FOURS; g++) {
        __m128i more = words_next(w);

        w[0] = w[1];
        w[1] = w[2];
        w[2] = w[3];
        w[3] = more;
        h = four_rounds(h, more, g);
    }
    return (struct halves){_mm_add_epi32(h.abef, before.abef),
        _mm_add_epi32(h.cdgh, before.cdgh)};
}

WITH_SHA void
hash_block_take(uint32_t state[HASH_WORDS], const uint8_t *p, size_t n)
{
    struct halves h = halves_of(state);

    for (; n; n--, p += HASH_BLOCK)
        h = take_one(h, p);
    halves_save(h, state);
}

#else

#include "base/err.h"

bool
hash_block_has(void)
{
    return false;
}

void
hash_block_take(uint32_t state[HASH_WORDS], const uint8_t *p, size_t n)
{
    (void)state, (void)p, (void)n;
    BUG("hash: not on this processor");
}

#endif
