/*
 * hash -- SHA-256 from libsodium.  Nothing here is secret: keyed hashes
 * need a key, and only key.c sees keys.
 */
#include "base/hash.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

static_assert(sizeof(struct digest) == crypto_hash_sha256_BYTES,
    "a digest is one SHA-256");

struct digest
hash_sha256(struct str bytes)
{
    return hash_sha256_of(&bytes, 1);
}

struct digest
hash_sha256_of(const struct str *pieces, size_t n)
{
    crypto_hash_sha256_state state;
    struct digest            d;

    assert(pieces || n == 0);
    crypto_hash_sha256_init(&state);
    for (size_t i = 0; i < n; i++) {
        if (pieces[i].n > 0)
            crypto_hash_sha256_update(&state,
                (const unsigned char *)pieces[i].p, pieces[i].n);
    }
    crypto_hash_sha256_final(&state, d.b);
    return d;
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
