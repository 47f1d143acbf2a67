/*
 * merkle -- the arithmetic of the ledger's tree (RFC 6962 section 2).
 *
 * Pure.  A leaf's hash is SHA-256(0x00 | commitment), an inner node's
 * SHA-256(0x01 | left | right).  A frontier holds the roots of the complete
 * subtrees of a tree of some size, largest first: enough to append and to
 * know the root.
 */
#ifndef STORE_MERKLE_H
#define STORE_MERKLE_H

#include "base/arena.h"
#include "base/hash.h"

struct frontier {
    uint64_t      size;
    struct digest peaks[64];
    size_t        count;
};

struct digest merkle_leaf(struct str commitment);
struct digest merkle_node(struct digest left, struct digest right);
void          merkle_append(struct frontier *f, struct digest leaf);
struct digest merkle_root(const struct frontier *f);
/* Stored form and back: size (u64) and peaks. */
struct str merkle_save(struct arena *a, const struct frontier *f);
bool       merkle_load(struct str bytes, struct frontier *f);

/* Which subtrees a proof names, leaves from .. to - 1 each: of inclusion,
 * and of consistency; leaves are not needed for that. */
enum { MERKLE_DEPTH = 65 };
struct leaf_span {
    uint64_t from, to;
};
size_t merkle_path(uint64_t n, uint64_t index,
    struct leaf_span out[MERKLE_DEPTH]);
size_t merkle_steps(uint64_t m, uint64_t n, struct leaf_span out[MERKLE_DEPTH]);

/* A proof that leaf number index is in the tree over leaves[0..n). */
struct proof {
    struct digest *hashes;
    size_t         count;
};
struct proof merkle_inclusion(struct arena *a, const struct digest *leaves,
    uint64_t n, uint64_t index);
bool         merkle_included(struct digest leaf, uint64_t index, uint64_t n,
            const struct proof *p, struct digest root);
/* A proof that the tree of size m is the beginning of that of size n. */
struct proof merkle_consistency(struct arena *a, const struct digest *leaves,
    uint64_t m, uint64_t n);
bool         merkle_consistent(uint64_t m, uint64_t n, const struct proof *p,
            struct digest old_root, struct digest new_root);

#endif
