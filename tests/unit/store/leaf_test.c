/*
 * leaf_test -- the bytes of an entry must never change: what is hashed
 * today is checked in thirty years.
 */
#include "store/leaf.h"

#include "../test.h"

static struct id
id_of(enum id_kind kind, char byte)
{
    struct id i = {.kind = kind};

    memset(i.b, byte, sizeof i.b);
    return i;
}

struct sample {
    struct id   id, about[2];
    struct leaf leaf;
};

static struct sample
sample(void)
{
    return (struct sample){
        .id = id_of(ID_LEAF, 'L'),
        .about = {id_of(ID_PERSON, 'P'), id_of(ID_SOURCE, 'S')},
        .leaf = {.kind = LEAF_REFUSED,
            .action = S("child_see"),
            .account = id_of(ID_ACCOUNT, 'A'),
            .purpose = S("visit"),
            .rule = S("kin"),
            .outcome = ERR_DENIED,
            .about_count = 2,
            .detail = S("{}")},
    };
}

static struct str
bytes_of(struct arena *a, struct sample *s)
{
    struct entry e;

    s->leaf.about = s->about;
    e = entry_of_leaf(a, &s->leaf, &s->id, (struct moment){258});
    return entry_bytes(a, &e);
}

TEST(entry_bytes__are_the_documented_ones)
{
    struct arena *a = arena_new(0);
    struct sample s = sample();

    WANT_STR(bytes_of(a, &s),
        "\0\0\0\x0e"
        "diogel entry 1"
        "\0\0\0\x10"
        "LLLLLLLLLLLLLLLL"
        "\0\0\0\0\0\0\1\2"
        "\0\0\0\7"
        "refused"
        "\0\0\0\x09"
        "child_see"
        "\0\0\0\x10"
        "AAAAAAAAAAAAAAAA"
        "\0\0\0\0"
        "\0\0\0\5"
        "visit"
        "\0\0\0\3"
        "kin"
        "\0\0\0\6"
        "denied"
        "\0\0\0\2"
        "{}"
        "\0\0\0\2"
        "\0\0\0\1"
        "p"
        "\0\0\0\x10"
        "PPPPPPPPPPPPPPPP"
        "\0\0\0\1"
        "s"
        "\0\0\0\x10"
        "SSSSSSSSSSSSSSSS");
    arena_free(a);
}

TEST(entry_hash__is_the_documented_one)
{
    struct arena *a = arena_new(0);
    struct digest d =
        entry_hash(S("0123456789abcdef0123456789abcdef"), S("entry"));

    /* SHA-256(00 | SHA-256("diogel leaf" | salt | "entry")), by sha256sum */
    WANT_STR(str_hex(a, hash_str(&d)),
        "74c34f6e1fb83bd8785d60c7ecc0e9a5ac27db72ba1669c183f5bc125a68a5f6");
    arena_free(a);
}

TEST(entry_parse__gives_back_the_leaf)
{
    struct arena *a = arena_new(0);
    struct sample s = sample();
    struct entry  e;
    struct leaf   leaf;

    WANT(entry_parse(a, bytes_of(a, &s), &e));
    WANT(entry_to_leaf(a, &e, &leaf));
    WANT_INT(e.at, 258);
    WANT_INT(leaf.kind, LEAF_REFUSED);
    WANT_INT(leaf.outcome, ERR_DENIED);
    WANT_STR(leaf.action, "child_see");
    WANT_STR(leaf.rule, "kin");
    WANT(id_eq(leaf.account, s.leaf.account));
    WANT(id_is_none(leaf.agency));
    WANT_INT(leaf.about_count, 2);
    WANT(id_eq(leaf.about[0], s.about[0]));
    WANT(id_eq(leaf.about[1], s.about[1]));
    arena_free(a);
}

TEST(entry_parse__refuses_bytes_cut_anywhere_and_bytes_behind)
{
    struct arena *a = arena_new(0);
    struct sample s = sample();
    struct str    all = bytes_of(a, &s);
    struct entry  e;

    for (size_t n = 0; n < all.n; n++)
        WANT(!entry_parse(a, str_dup(a, str_sub(all, 0, n)), &e));
    WANT(!entry_parse(a, str_cat(a, all, S("\0")), &e));
    arena_free(a);
}

/* Whatever parses is written again as the same bytes, so nothing can be
 * hidden beside what an entry says. */
TEST(entry_parse__takes_no_two_spellings_of_one_entry)
{
    struct arena *a = arena_new(0);
    struct sample s = sample();
    struct str    all = bytes_of(a, &s);

    for (size_t i = 0; i < all.n * 8; i++) {
        struct mark  m = arena_mark(a);
        struct str   other = str_dup(a, all);
        struct entry e;

        ((char *)(uintptr_t)other.p)[i / 8] ^= (char)(1 << i % 8);
        if (entry_parse(a, other, &e))
            WANT_SAME(entry_bytes(a, &e), other);
        arena_rewind(a, m);
    }
    arena_free(a);
}

TEST(leaf_letter__stands_for_every_kind_of_id_and_back)
{
    for (int k = ID_NONE + 1; k < ID_KIND_COUNT; k++) {
        enum id_kind got = ID_NONE;

        WANT(leaf_letter_find(leaf_letter((enum id_kind)k), &got));
        WANT_INT(got, k);
    }
    WANT(!leaf_letter_find(S("?"), &(enum id_kind){ID_NONE}));
    WANT(!leaf_letter_find(S(""), &(enum id_kind){ID_NONE}));
    WANT(!leaf_letter_find(S("pp"), &(enum id_kind){ID_NONE}));
}
