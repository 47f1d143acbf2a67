/*
 * merkle_test -- the tree's arithmetic against the published roots of
 * RFC 6962's reference inputs, and every proof of every small tree.
 */
#include "store/merkle.h"

#include "../test.h"

#include "base/str.h"

enum { SIZES = 128 };

static const struct str inputs[] = {
    S_INIT(""), S_INIT("\x00"), S_INIT("\x10"), S_INIT("\x20\x21"),
    S_INIT("\x30\x31"), S_INIT("\x40\x41\x42\x43"),
    S_INIT("\x50\x51\x52\x53\x54\x55\x56\x57"),
    S_INIT("\x60\x61\x62\x63\x64\x65\x66\x67"
           "\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f"),
};

/* By the number of inputs that the tree has. */
static const struct str roots[] = {
    S_INIT("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    S_INIT("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
    S_INIT("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    S_INIT("aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
    S_INIT("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
    S_INIT("4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
    S_INIT("76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
    S_INIT("ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
    S_INIT("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
};

TEST(merkle_root__is_the_published_one_for_zero_to_eight_leaves)
{
    struct arena   *a = arena_new(0);
    struct frontier f = {0};

    for (size_t n = 0; n < sizeof roots / sizeof roots[0]; n++) {
        struct digest root = merkle_root(&f);

        WANT_SAME(str_hex(a, hash_str(&root)), roots[n]);
        if (n < sizeof inputs / sizeof inputs[0])
            merkle_append(&f, merkle_leaf(inputs[n]));
    }
    arena_free(a);
}

/* A tree of n different leaves, and its root. */
static struct digest
leaves_of(uint64_t n, struct digest *leaves)
{
    struct frontier f = {0};

    for (uint64_t i = 0; i < n; i++) {
        const char bytes[] = {(char)(i >> 8), (char)i};

        leaves[i] = merkle_leaf(str_bytes(bytes, sizeof bytes));
        merkle_append(&f, leaves[i]);
    }
    return merkle_root(&f);
}

/* Every proof that is this one with one thing wrong must be refused. */
static void
want_no_other_path(struct arena *a, struct digest leaf, uint64_t index,
    uint64_t n, const struct proof *p, struct digest root)
{
    struct proof other = {ARENA_ARRAY(a, struct digest, p->count + 1), 0};

    for (size_t i = 0; i < p->count; i++)
        other.hashes[i] = p->hashes[i];
    for (size_t i = 0; i < p->count; i++) {
        other.count = i;
        WANT(!merkle_included(leaf, index, n, &other, root));
        other.count = p->count;
        other.hashes[i].b[i % 32] ^= 1;
        WANT(!merkle_included(leaf, index, n, &other, root));
        other.hashes[i].b[i % 32] ^= 1;
    }
    other.count = p->count + 1;
    other.hashes[p->count] = leaf;
    WANT(!merkle_included(leaf, index, n, &other, root));
    for (uint64_t i = 0; i < n; i++)
        WANT(merkle_included(leaf, i, n, p, root) == (i == index));
}

TEST(merkle_inclusion__holds_for_every_leaf_of_every_small_tree_only)
{
    struct digest leaves[SIZES];

    for (uint64_t n = 1; n <= SIZES; n++) {
        struct arena *a = arena_new(0);
        struct digest root = leaves_of(n, leaves);

        for (uint64_t i = 0; i < n; i++) {
            struct proof  p = merkle_inclusion(a, leaves, n, i);
            struct digest other = leaves[i];

            other.b[31] ^= 0x80;
            WANT(merkle_included(leaves[i], i, n, &p, root));
            WANT(!merkle_included(other, i, n, &p, root));
            WANT(!merkle_included(leaves[i], n, n, &p, root));
            want_no_other_path(a, leaves[i], i, n, &p, root);
        }
        arena_free(a);
    }
}

static void
want_no_other_steps(struct arena *a, uint64_t m, uint64_t n,
    const struct proof *p, const struct digest both[2])
{
    struct proof  other = {ARENA_ARRAY(a, struct digest, p->count + 1), 0};
    struct digest wrong = both[0];

    for (size_t i = 0; i < p->count; i++)
        other.hashes[i] = p->hashes[i];
    for (size_t i = 0; i < p->count; i++) {
        other.count = i;
        WANT(!merkle_consistent(m, n, &other, both[0], both[1]));
        other.count = p->count;
        other.hashes[i].b[i % 32] ^= 4;
        WANT(!merkle_consistent(m, n, &other, both[0], both[1]));
        other.hashes[i].b[i % 32] ^= 4;
    }
    other.count = p->count + 1;
    WANT(!merkle_consistent(m, n, &other, both[0], both[1]));
    wrong.b[0] ^= 1;
    WANT(!merkle_consistent(m, n, p, wrong, both[1]));
    WANT(m == n || !merkle_consistent(m, n, p, both[1], both[0]));
}

TEST(merkle_consistency__holds_for_every_pair_of_small_trees_only)
{
    struct digest leaves[SIZES];

    for (uint64_t n = 1; n <= SIZES; n++) {
        for (uint64_t m = 0; m <= n; m++) {
            struct arena       *a = arena_new(0);
            const struct digest both[] = {
                leaves_of(m, leaves), leaves_of(n, leaves)};
            struct proof p = merkle_consistency(a, leaves, m, n);

            WANT(merkle_consistent(m, n, &p, both[0], both[1]));
            want_no_other_steps(a, m, n, &p, both);
            arena_free(a);
        }
    }
}

TEST(merkle_consistent__refuses_a_new_tree_smaller_than_the_old)
{
    struct digest leaves[4];
    struct digest root = leaves_of(4, leaves);
    struct proof  none = {0};

    WANT(!merkle_consistent(4, 3, &none, root, root));
    WANT(!merkle_consistent(4, 0, &none, root, root));
}

TEST(merkle_load__gives_what_was_saved_and_takes_nothing_else)
{
    struct arena   *a = arena_new(0);
    struct frontier f = {0};

    for (int n = 0; n < 70; n++) {
        struct str      saved = merkle_save(a, &f);
        struct frontier got = {0};

        WANT(merkle_load(saved, &got));
        WANT(got.size == f.size && got.count == f.count);
        WANT(hash_eq(merkle_root(&got), merkle_root(&f)));
        WANT(!merkle_load(str_sub(saved, 0, saved.n - 1), &got));
        WANT(!merkle_load(str_cat(a, saved, S("x")), &got));
        merkle_append(&f, merkle_leaf(S("x")));
    }
    WANT(!merkle_load(S(""), &f));
    arena_free(a);
}
