#include "base/key.h"

#include "base/arena.h"
#include "test.h"

static const struct str place = S_INIT("place:address:7");

/* ---- sealing ---- */

TEST(key_seal__opens_again_in_its_place_for_its_use)
{
    struct arena *a = arena_new(0);
    struct keys  *k = keys_for_test(1);
    struct str    plain;

    for (int use = 0; use < KEY_USE_COUNT; use++) {
        enum key_use u = (enum key_use)use;
        struct str   sealed = key_seal(a, k, u, place, S("1 Heol\0y Bont"));

        WANT_INT(sealed.n, 4 + 24 + 13 + 16);
        WANT(str_find(sealed, S("Heol")) < 0);
        WANT_OK(key_open(a, k, u, place, sealed, &plain));
        WANT_STR(plain, "1 Heol\0y Bont");
    }
    keys_free(k);
    arena_free(a);
}

TEST(key_seal__seals_an_empty_text_too)
{
    struct arena *a = arena_new(0);
    struct keys  *k = keys_for_test(1);
    struct str    plain = S("before");
    struct str    none = {NULL, 0};
    struct str    sealed = key_seal(a, k, KEY_PAPER, place, none);

    WANT_OK(key_open(a, k, KEY_PAPER, place, sealed, &plain));
    WANT_INT(plain.n, 0);
    keys_free(k);
    arena_free(a);
}

TEST(key_seal__gives_another_value_each_time)
{
    struct arena *a = arena_new(0);
    struct keys  *k = keys_for_test(1);

    WANT(!str_eq(key_seal(a, k, KEY_PAPER, place, S("same")),
        key_seal(a, k, KEY_PAPER, place, S("same"))));
    keys_free(k);
    arena_free(a);
}

TEST(key_open__refuses_a_value_with_any_bit_altered)
{
    struct arena *a = arena_new(0);
    struct keys  *k = keys_for_test(1);
    struct str    sealed = key_seal(a, k, KEY_LOCATION, place, S("Bont"));
    char         *p = arena_get(a, sealed.n);
    struct str    plain = S("before");

    memcpy(p, sealed.p, sealed.n);
    for (size_t bit = 0; bit < 8 * sealed.n; bit++) {
        p[bit / 8] = (char)(p[bit / 8] ^ 1 << bit % 8);
        WANT_ERR(ERR_INVALID,
            key_open(a, k, KEY_LOCATION, place, str_bytes(p, sealed.n),
                &plain));
        p[bit / 8] = (char)(p[bit / 8] ^ 1 << bit % 8);
    }
    WANT_OK(
        key_open(a, k, KEY_LOCATION, place, str_bytes(p, sealed.n), &plain));
    WANT_STR(plain, "Bont");
    keys_free(k);
    arena_free(a);
}

TEST(key_open__refuses_a_value_cut_or_grown)
{
    struct arena *a = arena_new(0);
    struct keys  *k = keys_for_test(1);
    struct str    sealed = key_seal(a, k, KEY_LOCATION, place, S("Bont"));
    struct str    plain;

    for (size_t n = 0; n < sealed.n; n++)
        WANT_ERR(ERR_INVALID,
            key_open(a, k, KEY_LOCATION, place, str_sub(sealed, 0, n), &plain));
    WANT_ERR(ERR_INVALID,
        key_open(a, k, KEY_LOCATION, place, str_cat(a, sealed, S("x")),
            &plain));
    keys_free(k);
    arena_free(a);
}

TEST(key_open__refuses_a_value_moved_to_another_place)
{
    static const struct str others[] = {
        S_INIT("place:address:8"), S_INIT("place:address:70"),
        S_INIT("place:address:"), S_INIT("")};
    struct arena *a = arena_new(0);
    struct keys  *k = keys_for_test(1);
    struct str    sealed = key_seal(a, k, KEY_LOCATION, place, S("Bont"));
    struct str    plain;

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        WANT_ERR(ERR_INVALID, key_open(a, k, KEY_LOCATION, others[i],
                                       sealed, &plain));
    keys_free(k);
    arena_free(a);
}

TEST(key_open__refuses_a_value_of_every_other_use)
{
    struct arena *a = arena_new(0);
    struct keys  *k = keys_for_test(1);
    struct str    plain;
    int           opened = 0;

    for (int i = 0; i < KEY_USE_COUNT; i++) {
        struct str sealed =
            key_seal(a, k, (enum key_use)i, place, S("Bont"));

        for (int j = 0; j < KEY_USE_COUNT; j++)
            opened += key_open(a, k, (enum key_use)j, place, sealed,
                               &plain) == OK;
    }
    WANT_INT(opened, KEY_USE_COUNT); /* each by its own only */
    keys_free(k);
    arena_free(a);
}

TEST(keys_for_test__are_the_same_for_the_same_seed)
{
    struct arena *a = arena_new(0);
    struct keys  *k = keys_for_test(7);
    struct keys  *same = keys_for_test(7);
    struct keys  *other = keys_for_test(7 + (UINT64_C(1) << 56));
    struct str    sealed = key_seal(a, k, KEY_SEALED, place, S("Bont"));
    struct str    plain;

    WANT_OK(key_open(a, same, KEY_SEALED, place, sealed, &plain));
    WANT_ERR(ERR_INVALID,
        key_open(a, other, KEY_SEALED, place, sealed, &plain));
    WANT(str_eq(key_public(a, k), key_public(a, same)));
    WANT(!str_eq(key_public(a, k), key_public(a, other)));
    keys_free(k);
    keys_free(same);
    keys_free(other);
    keys_free(NULL);
    arena_free(a);
}

/* ---- keyed hashes ---- */

TEST(key_hash__depends_on_text_use_and_key)
{
    struct keys  *k = keys_for_test(1);
    struct keys  *l = keys_for_test(2);
    struct digest h = key_hash(k, KEY_INDEX, S("9990000018"));

    WANT(hash_eq(h, key_hash(k, KEY_INDEX, S("9990000018"))));
    WANT(!hash_eq(h, key_hash(k, KEY_INDEX, S("9990000026"))));
    WANT(!hash_eq(h, key_hash(k, KEY_SESSION, S("9990000018"))));
    WANT(!hash_eq(h, key_hash(l, KEY_INDEX, S("9990000018"))));
    WANT(!hash_eq(h, hash_sha256(S("9990000018"))));
    h = key_hash(k, KEY_INDEX, S(""));
    WANT(hash_eq(h, key_hash(k, KEY_INDEX, (struct str){NULL, 0})));
    keys_free(k);
    keys_free(l);
}

/* ---- signing ---- */

TEST(key_sign__is_verified_with_the_public_half)
{
    struct arena *a = arena_new(0);
    struct keys  *k = keys_for_test(1);
    struct str    public_key = key_public(a, k);
    struct str    signature = key_sign(a, k, S("root 1"));
    struct str    nothing = {NULL, 0};

    WANT_INT(public_key.n, 32);
    WANT_INT(signature.n, 64);
    WANT(key_verify(public_key, S("root 1"), signature));
    WANT(!key_verify(public_key, S("root 2"), signature));
    WANT(!key_verify(public_key, nothing, signature));
    WANT(key_verify(public_key, nothing, key_sign(a, k, nothing)));
    keys_free(k);
    arena_free(a);
}

TEST(key_verify__refuses_any_altered_bit_and_length)
{
    struct arena *a = arena_new(0);
    struct keys  *k = keys_for_test(1);
    struct keys  *l = keys_for_test(2);
    struct str    public_key = key_public(a, k);
    struct str    signature = key_sign(a, k, S("root 1"));
    char         *p = arena_get(a, signature.n);
    int           taken = 0;

    memcpy(p, signature.p, signature.n);
    for (size_t bit = 0; bit < 8 * signature.n; bit++) {
        p[bit / 8] = (char)(p[bit / 8] ^ 1 << bit % 8);
        taken += key_verify(public_key, S("root 1"), str_bytes(p, signature.n));
        p[bit / 8] = (char)(p[bit / 8] ^ 1 << bit % 8);
    }
    WANT_INT(taken, 0);
    WANT(!key_verify(key_public(a, l), S("root 1"), signature));
    WANT(!key_verify(public_key, S("root 1"), str_sub(signature, 0, 63)));
    WANT(!key_verify(str_sub(public_key, 0, 31), S("root 1"), signature));
    WANT(!key_verify(public_key, S("root 1"), S("")));
    WANT(!key_verify(S(""), S("root 1"), signature));
    keys_free(k);
    keys_free(l);
    arena_free(a);
}

/* ---- passwords, and chance ---- */

TEST(key_password_hash__fits_its_password_only)
{
    struct arena *a = arena_new(0);
    struct str    hash = key_password_hash(a, S("tri chi tew"));
    struct str    again = key_password_hash(a, S("tri chi tew"));

    WANT(str_starts(hash, S("$argon2id$v=19$m=19456,t=2,p=1$")));
    WANT(!str_eq(hash, again)); /* another salt */
    WANT(key_password_fits(hash, S("tri chi tew")));
    WANT(key_password_fits(again, S("tri chi tew")));
    WANT(!key_password_fits(hash, S("tri chi tex")));
    WANT(!key_password_fits(hash, S("tri chi te")));
    WANT(!key_password_fits(hash, S("tri chi tew\0")));
    WANT(!key_password_fits(hash, S("")));
    arena_free(a);
}

TEST(key_password_fits__refuses_what_is_not_a_hash)
{
    struct arena *a = arena_new(0);
    struct str    hash = key_password_hash(a, S(""));

    WANT(key_password_fits(hash, (struct str){NULL, 0}));
    WANT(!key_password_fits(S(""), S("")));
    WANT(!key_password_fits(S("tri chi tew"), S("tri chi tew")));
    WANT(!key_password_fits(str_sub(hash, 0, hash.n - 1), S("")));
    WANT(!key_password_fits(str_cat(a, hash, S("\0")), S("")));
    WANT(!key_password_fits(str_cat(a, hash, hash), S("")));
    arena_free(a);
}

TEST(key_random__gives_as_many_as_asked_and_not_the_same)
{
    struct arena *a = arena_new(0);
    struct str    one = key_random(a, 32);
    struct str    two = key_random(a, 32);

    WANT_INT(one.n, 32);
    WANT(!str_eq(one, two));
    WANT_INT(key_random(a, 0).n, 0);
    arena_free(a);
}
