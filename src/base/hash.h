/*
 * hash -- SHA-256 (ledger, content), and a keyed hash (exact keys, limits).
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdint.h>

#include "base/str.h"

struct digest {
    uint8_t b[32];
};

struct digest hash_sha256(struct str bytes);
/* SHA-256 over several pieces, one after the other, no framing. */
struct digest hash_sha256_of(const struct str *pieces, size_t n);
bool          hash_eq(struct digest a, struct digest b); /* constant time */
struct str    hash_str(const struct digest *d);
bool          hash_of_bytes(struct str bytes, struct digest *out);

#endif
