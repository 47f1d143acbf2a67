#include "base/hash.h"

#include <sodium.h>

#include "base/arena.h"
#include "test.h"

#define WANT_DIGEST(got, hex)                                                 \
    do {                                                                      \
        struct arena *arena_ = arena_new(0);                                  \
        struct digest digest_ = (got);                                        \
        WANT_STR(str_hex(arena_, hash_str(&digest_)), hex);                   \
        arena_free(arena_);                                                   \
    } while (0)

/* FIPS 180-2 appendix B, and the empty message. */
TEST(hash_sha256__gives_the_published_values)
{
    WANT_DIGEST(hash_sha256(S("")),
        "e3b0c44298fc1c149afbf4c8996fb924"
        "27ae41e4649b934ca495991b7852b855");
    WANT_DIGEST(hash_sha256((struct str){NULL, 0}),
        "e3b0c44298fc1c149afbf4c8996fb924"
        "27ae41e4649b934ca495991b7852b855");
    WANT_DIGEST(hash_sha256(S("abc")),
        "ba7816bf8f01cfea414140de5dae2223"
        "b00361a396177a9cb410ff61f20015ad");
    WANT_DIGEST(hash_sha256(S("abcdbcdecdefdefgefghfghighijhijk"
                              "ijkljklmklmnlmnomnopnopq")),
        "248d6a61d20638b8e5c026930c3e6039"
        "a33ce45964ff2167f6ecedd419db06c1");
}

TEST(hash_sha256__takes_a_million_letters)
{
    struct arena *a = arena_new(0);
    char         *p = arena_get(a, 1000000);

    for (int i = 0; i < 1000000; i++)
        p[i] = 'a';
    WANT_DIGEST(hash_sha256(str_bytes(p, 1000000)),
        "cdc76e5c9914fb9281a1c7e284d73e67"
        "f1809a48a497200e046d39ccc7112cd0");
    arena_free(a);
}

TEST(hash_sha256_of__is_the_hash_of_the_pieces_together)
{
    struct str pieces[] = {S("a"), {NULL, 0}, S("bc")};

    WANT(hash_eq(hash_sha256_of(pieces, 3), hash_sha256(S("abc"))));
    WANT(hash_eq(hash_sha256_of(NULL, 0), hash_sha256(S(""))));
    WANT(!hash_eq(hash_sha256_of(pieces, 2), hash_sha256(S("abc"))));
}

/* Lengths around a block and two, whole and cut anywhere. */
TEST(hash_sha256_of__is_what_the_library_makes_of_any_length)
{
    enum { MOST = 200 };
    uint8_t       text[MOST];
    struct digest want;

    for (size_t i = 0; i < MOST; i++)
        text[i] = (uint8_t)(i * 37 + 11);
    for (size_t n = 0; n <= MOST; n++) {
        crypto_hash_sha256(want.b, text, n);
        for (size_t cut = 0; cut <= n; cut += 7) {
            struct str pieces[] = {str_bytes(text, cut),
                str_bytes(text + cut, n - cut)};

            WANT(hash_eq(hash_sha256_of(pieces, 2), want));
        }
    }
}

TEST(hash_eq__sees_any_one_bit)
{
    struct digest a = hash_sha256(S("abc"));
    int           wrong = 0;

    WANT(hash_eq(a, a));
    for (int bit = 0; bit < 256; bit++) {
        struct digest b = a;

        b.b[bit / 8] ^= (uint8_t)(1 << bit % 8);
        wrong += hash_eq(a, b);
    }
    WANT_INT(wrong, 0);
}

TEST(hash_of_bytes__takes_32_bytes_only)
{
    struct digest a = hash_sha256(S("abc"));
    struct digest b = {{0}};

    WANT(!hash_of_bytes(str_sub(hash_str(&a), 0, 31), &b));
    WANT(!hash_of_bytes(S(""), &b));
    WANT_INT(b.b[0], 0);
    WANT(hash_of_bytes(hash_str(&a), &b));
    WANT(hash_eq(a, b));
}
