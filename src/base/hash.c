/*
 * hash -- SHA-256 by the processor's instructions where it has them, by
 * libsodium elsewhere.  Nothing here is secret: keyed hashes need a key, and
 * only key.c sees keys.
 */
#include "base/hash.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "base/hash_block.h"

static_assert(sizeof(struct digest) == crypto_hash_sha256_BYTES,
    "a digest is one SHA-256");

struct digest
hash_sha256(struct str bytes)
{
    return hash_sha256_of(&bytes, 1);
}

/* libsodium's, where the processor has no instructions of its own. */
static struct digest
sha256_by_library(const struct str *pieces, size_t n)
{
    crypto_hash_sha256_state state;
    struct digest            d;

    crypto_hash_sha256_init(&state);
    for (size_t i = 0; i < n; i++) {
        if (pieces[i].n > 0)
            crypto_hash_sha256_update(&state,
                (const unsigned char *)pieces[i].p, pieces[i].n);
    }
    crypto_hash_sha256_final(&state, d.b);
    return d;
}

/* ---- by the processor: FIPS 180-4, sections 5 and 6.2 ---- */

struct hashing {
    uint32_t state[HASH_WORDS];
    uint8_t  rest[HASH_BLOCK]; /* of a block that is not whole yet */
    size_t   rest_n;
    uint64_t bytes;
};

static void
hashing_add(struct hashing *h, const uint8_t *p, size_t n)
{
    size_t take;

    h->bytes += n;
    if (h->rest_n) {
        take = n < HASH_BLOCK - h->rest_n ? n : HASH_BLOCK - h->rest_n;
        memcpy(h->rest + h->rest_n, p, take);
        h->rest_n += take;
        p += take;
        n -= take;
        if (h->rest_n < HASH_BLOCK)
            return;
        hash_block_take(h->state, h->rest, 1);
        h->rest_n = 0;
    }
    hash_block_take(h->state, p, n / HASH_BLOCK);
    h->rest_n = n % HASH_BLOCK;
    memcpy(h->rest, p + n - h->rest_n, h->rest_n);
}

/* A one, zeros, and the length in bits fill the last block or two. */
static struct digest
hashing_end(struct hashing *h)
{
    const uint64_t bits = h->bytes * 8;
    uint8_t        last[2 * HASH_BLOCK] = {0};
    size_t         n = h->rest_n + 9 <= HASH_BLOCK ? 1 : 2;
    struct digest  d;

    memcpy(last, h->rest, h->rest_n);
    last[h->rest_n] = 0x80;
    for (size_t i = 0; i < sizeof bits; i++)
        last[n * HASH_BLOCK - 1 - i] = (uint8_t)(bits >> 8 * i);
    hash_block_take(h->state, last, n);
    for (size_t i = 0; i < sizeof d.b; i++)
        d.b[i] = (uint8_t)(h->state[i / 4] >> (24 - 8 * (i % 4)));
    return d;
}

static struct digest
sha256_by_processor(const struct str *pieces, size_t n)
{
    struct hashing h = {
        .state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f,
            0x9b05688c, 0x1f83d9ab, 0x5be0cd19}};

    for (size_t i = 0; i < n; i++)
        if (pieces[i].n > 0)
            hashing_add(&h, (const uint8_t *)pieces[i].p, pieces[i].n);
    return hashing_end(&h);
}

struct digest
hash_sha256_of(const struct str *pieces, size_t n)
{
    assert(pieces || n == 0);
    return hash_block_has() ? sha256_by_processor(pieces, n)
                            : sha256_by_library(pieces, n);
}

bool
hash_eq(struct digest a, struct digest b)
{
    return sodium_memcmp(a.b, b.b, sizeof a.b) == 0;
}

struct str
hash_str(const struct digest *d)
{
    assert(d);
    return str_bytes(d->b, sizeof d->b);
}

bool
hash_of_bytes(struct str bytes, struct digest *out)
{
    assert(out);
    if (bytes.n != sizeof out->b)
        return false;
    memcpy(out->b, bytes.p, sizeof out->b);
    return true;
}
