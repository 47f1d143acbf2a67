/*
 * merkle -- RFC 6962 section 2, and the checks of RFC 9162 section 2.1.3.2
 * and 2.1.4.2, without recursion.
 *
 * A proof is a list of subtree roots.  Which subtrees is worked out apart
 * (merkle_path, merkle_steps), so that the ledger can compute their roots
 * out of the database without holding all leaves.
 */
#include "store/merkle.h"

#include <assert.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"

enum { HASH_BYTES = 32, SIZE_BYTES = 8 };

struct digest
merkle_leaf(struct str commitment)
{
    const struct str pieces[] = {S("\0"), commitment};

    return hash_sha256_of(pieces, 2);
}

struct digest
merkle_node(struct digest left, struct digest right)
{
    const struct str pieces[] = {S("\1"), hash_str(&left), hash_str(&right)};

    return hash_sha256_of(pieces, 3);
}

void
merkle_append(struct frontier *f, struct digest leaf)
{
    assert(f->size < INT64_MAX);
    for (uint64_t n = f->size; n & 1; n >>= 1)
        leaf = merkle_node(f->peaks[--f->count], leaf);
    f->peaks[f->count++] = leaf;
    f->size++;
}

struct digest
merkle_root(const struct frontier *f)
{
    struct digest root;

    if (!f->count)
        return hash_sha256(S(""));
    root = f->peaks[f->count - 1];
    for (size_t i = f->count - 1; i > 0; i--)
        root = merkle_node(f->peaks[i - 1], root);
    return root;
}

struct str
merkle_save(struct arena *a, const struct frontier *f)
{
    struct buf b;

    buf_init(&b, a);
    buf_add_u64(&b, f->size);
    for (size_t i = 0; i < f->count; i++)
        buf_add(&b, hash_str(&f->peaks[i]));
    return buf_str(&b);
}

bool
merkle_load(struct str bytes, struct frontier *f)
{
    struct frontier got = {0};

    if (bytes.n < SIZE_BYTES)
        return false;
    for (size_t i = 0; i < SIZE_BYTES; i++)
        got.size = got.size << 8 | (uint8_t)bytes.p[i];
    got.count = (size_t)__builtin_popcountll(got.size);
    if (got.size > INT64_MAX || bytes.n != SIZE_BYTES + got.count * HASH_BYTES)
        return false;
    if (got.count)
        memcpy(got.peaks, bytes.p + SIZE_BYTES, got.count * HASH_BYTES);
    *f = got;
    return true;
}

/* ---- which subtrees ---- */

/* The largest power of two smaller than n; n > 1. */
static uint64_t
split(uint64_t n)
{
    return (uint64_t)1 << (63 - __builtin_clzll(n - 1));
}

static void
turn_around(struct leaf_span *spans, size_t n)
{
    for (size_t i = 0; i < n / 2; i++) {
        struct leaf_span other = spans[n - 1 - i];

        spans[n - 1 - i] = spans[i];
        spans[i] = other;
    }
}

/* From the root down to the leaf, the other side each time. */
size_t
merkle_path(uint64_t n, uint64_t index, struct leaf_span out[MERKLE_DEPTH])
{
    uint64_t from = 0;
    size_t   count = 0;

    assert(index < n);
    while (n > 1) {
        uint64_t half = split(n);

        if (index < half) {
            out[count++] = (struct leaf_span){from + half, from + n};
            n = half;
        } else {
            out[count++] = (struct leaf_span){from, from + half};
            from += half;
            index -= half;
            n -= half;
        }
    }
    turn_around(out, count);
    return count;
}

/* The same towards the end of the older tree; its own root is left out as
 * long as it is a subtree of the new one from the beginning. */
size_t
merkle_steps(uint64_t m, uint64_t n, struct leaf_span out[MERKLE_DEPTH])
{
    uint64_t from = 0;
    size_t   count = 0;
    bool     known = true;

    assert(m <= n);
    if (!m)
        return 0;
    while (m < n) {
        uint64_t half = split(n);

        if (m <= half) {
            out[count++] = (struct leaf_span){from + half, from + n};
            n = half;
        } else {
            out[count++] = (struct leaf_span){from, from + half};
            from += half;
            m -= half;
            n -= half;
            known = false;
        }
    }
    if (!known)
        out[count++] = (struct leaf_span){from, from + n};
    turn_around(out, count);
    return count;
}

static struct proof
proof_of(struct arena *a, const struct digest *leaves,
    const struct leaf_span *spans, size_t count)
{
    struct proof p = {ARENA_ARRAY(a, struct digest, count), count};

    for (size_t i = 0; i < count; i++) {
        struct frontier f = {0};

        for (uint64_t at = spans[i].from; at < spans[i].to; at++)
            merkle_append(&f, leaves[at]);
        p.hashes[i] = merkle_root(&f);
    }
    return p;
}

struct proof
merkle_inclusion(struct arena *a, const struct digest *leaves, uint64_t n,
    uint64_t index)
{
    struct leaf_span spans[MERKLE_DEPTH];
    size_t           count = merkle_path(n, index, spans);

    return proof_of(a, leaves, spans, count);
}

struct proof
merkle_consistency(struct arena *a, const struct digest *leaves, uint64_t m,
    uint64_t n)
{
    struct leaf_span spans[MERKLE_DEPTH];
    size_t           count = merkle_steps(m, n, spans);

    return proof_of(a, leaves, spans, count);
}

/* ---- checking ---- */

bool
merkle_included(struct digest leaf, uint64_t index, uint64_t n,
    const struct proof *p, struct digest root)
{
    uint64_t at = index, last = n - 1;

    if (index >= n)
        return false;
    for (size_t i = 0; i < p->count; i++) {
        if (!last)
            return false;
        if (at & 1 || at == last) {
            leaf = merkle_node(p->hashes[i], leaf);
            while (!(at & 1) && at) {
                at >>= 1;
                last >>= 1;
            }
        } else {
            leaf = merkle_node(leaf, p->hashes[i]);
        }
        at >>= 1;
        last >>= 1;
    }
    return !last && hash_eq(leaf, root);
}

/* Walks from the old tree's last leaf up; both roots come out of one path. */
static bool
climb(uint64_t at, uint64_t last, const struct digest *path, size_t count,
    struct digest roots[2])
{
    for (size_t i = 0; i < count; i++) {
        if (!last)
            return false;
        if (at & 1 || at == last) {
            roots[0] = merkle_node(path[i], roots[0]);
            roots[1] = merkle_node(path[i], roots[1]);
            while (!(at & 1) && at) {
                at >>= 1;
                last >>= 1;
            }
        } else {
            roots[1] = merkle_node(roots[1], path[i]);
        }
        at >>= 1;
        last >>= 1;
    }
    return !last;
}

bool
merkle_consistent(uint64_t m, uint64_t n, const struct proof *p,
    struct digest old_root, struct digest new_root)
{
    const bool    whole = m && !(m & (m - 1)); /* a power of two */
    const size_t  first = whole ? 0 : 1;
    struct digest roots[2];
    uint64_t      at = m - 1, last = n - 1;

    if (!m)
        return !p->count && hash_eq(old_root, hash_sha256(S("")));
    if (m >= n)
        return m == n && !p->count && hash_eq(old_root, new_root);
    if (p->count < first)
        return false;
    roots[0] = roots[1] = whole ? old_root : p->hashes[0];
    while (at & 1) {
        at >>= 1;
        last >>= 1;
    }
    return climb(at, last, p->hashes + first, p->count - first, roots) &&
        hash_eq(roots[0], old_root) && hash_eq(roots[1], new_root);
}
