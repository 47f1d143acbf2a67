/*
 * id -- one text for one id, of one kind.
 */
#include "base/id.h"

#include "base/arena.h"
#include "test.h"

static const struct id low = {.kind = ID_PERSON};
static const struct id high = {.kind = ID_PERSON,
    .b = {255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255}};

TEST(id_text__has_a_letter_and_twenty_six_digits)
{
    struct arena *a = arena_new(0);
    struct id     one = {.kind = ID_ENTRY, .b = {[15] = 1}};

    WANT_STR(id_text(a, low), "p00000000000000000000000000");
    WANT_STR(id_text(a, high), "p7zzzzzzzzzzzzzzzzzzzzzzzzz");
    WANT_STR(id_text(a, one), "e00000000000000000000000001");
    WANT_STR(id_text(a, (struct id){.kind = ID_NONE}), "");
    arena_free(a);
}

TEST(id_parse__reads_back_what_was_written_for_every_kind)
{
    struct arena    *a = arena_new(0);
    struct id_source from = {.seeded = true, .seed = 7};
    struct id        got;

    for (int kind = ID_NONE + 1; kind < ID_KIND_COUNT; kind++)
        for (int i = 0; i < 50; i++) {
            struct id  id = id_new(&from, (enum id_kind)kind);
            struct str text = id_text(a, id);

            WANT(id_parse(text, (enum id_kind)kind, &got));
            WANT(id_eq(got, id));
            for (int k = ID_NONE; k < ID_KIND_COUNT; k++)
                WANT(k == kind || !id_parse(text, (enum id_kind)k, &got));
        }
    arena_free(a);
}

TEST(id_parse__refuses_a_second_spelling)
{
    static const struct str wrong[] = {S_INIT(""), S_INIT("p"),
        S_INIT("p0000000000000000000000000"),   /* short */
        S_INIT("p000000000000000000000000000"), /* long */
        S_INIT("P00000000000000000000000000"),  /* upper case */
        S_INIT("p0000000000000000000000000A"),
        S_INIT("p0000000000000000000000000o"), /* read as 0 */
        S_INIT("p0000000000000000000000000i"), /* read as 1 */
        S_INIT("p0000000000000000000000000l"),
        S_INIT("p0000000000000000000000000u"),
        S_INIT("p80000000000000000000000000"), /* 129 bits */
        S_INIT("pz0000000000000000000000000"),
        S_INIT("p0000000000000000000000000\0"),
        S_INIT(" p0000000000000000000000000"),
        S_INIT("e00000000000000000000000000")};
    struct id               got = high;

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        WANT(!id_parse(wrong[i], ID_PERSON, &got));
    WANT(id_eq(got, high));
}

TEST(id_parse__finds_letters_of_kinds_all_different)
{
    struct arena *a = arena_new(0);
    bool          seen[256] = {false};

    for (int kind = ID_NONE + 1; kind < ID_KIND_COUNT; kind++) {
        struct id i = {.kind = (enum id_kind)kind};
        uint8_t   letter = (uint8_t)id_text(a, i).p[0];

        WANT(letter >= 'a' && letter <= 'z' && !seen[letter]);
        seen[letter] = true;
    }
    arena_free(a);
}

TEST(id_new__gives_the_same_ids_for_the_same_seed_on_every_machine)
{
    struct arena    *a = arena_new(0);
    struct id_source x = {.seeded = true, .seed = 42};
    struct id_source y = {.seeded = true, .seed = 42};

    for (int i = 0; i < 100; i++)
        WANT(id_eq(id_new(&x, ID_THREAD), id_new(&y, ID_THREAD)));
    WANT_INT(x.count, 100);
    x.count = 0;
    WANT_STR(id_text(a, id_new(&x, ID_PERSON)), "p2qw7xbms8ge82bk2wab3m6hzt8");
    arena_free(a);
}

/* Sorted by their bytes no two are equal, within a seed and across. */
TEST(id_new__never_gives_one_twice)
{
    enum { SEEDS = 8, EACH = 200 };
    struct id seen[SEEDS * EACH];
    size_t    n = 0;

    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        struct id_source from = {.seeded = true, .seed = seed};

        for (int i = 0; i < EACH; i++)
            seen[n++] = id_new(&from, ID_ENTRY);
    }
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++)
            WANT(!id_eq(seen[i], seen[k]));
}

/* Each of 128 bits is set about every other time: 1000 ids, and a fair coin
 * stays between 400 and 600 but once in 10^9 throws of the series. */
static void
bits_are_even(struct id_source *from)
{
    int set[128] = {0};

    for (int i = 0; i < 1000; i++) {
        struct id id = id_new(from, ID_PERSON);

        for (int bit = 0; bit < 128; bit++)
            set[bit] += id.b[bit / 8] >> (bit % 8) & 1;
    }
    for (int bit = 0; bit < 128; bit++)
        WANT(set[bit] > 400 && set[bit] < 600);
}

TEST(id_new__sets_every_bit_as_often_as_not)
{
    struct id_source seeded = {.seeded = true, .seed = 0};
    struct id_source system = {.seeded = false};

    bits_are_even(&seeded);
    bits_are_even(&system);
}

TEST(id_cmp__orders_by_kind_and_then_by_bytes)
{
    struct id early = high, mid = low;

    early.kind = ID_PERSON;
    mid.kind = ID_SOURCE;
    WANT_INT(id_cmp(early, mid), -1);
    WANT_INT(id_cmp(mid, early), 1);
    WANT_INT(id_cmp(low, high), -1);
    WANT_INT(id_cmp(high, low), 1);
    WANT_INT(id_cmp(low, low), 0);
    WANT(!id_eq(low, mid));
    WANT(id_is_none((struct id){.kind = ID_NONE}) && !id_is_none(low));
}

TEST(id_of_bytes__takes_sixteen_and_a_kind)
{
    struct id got = low;

    WANT_INT(id_bytes(&high).n, 16);
    WANT(id_of_bytes(id_bytes(&high), ID_PERSON, &got));
    WANT(id_eq(got, high));
    WANT(!id_of_bytes(str_sub(id_bytes(&low), 0, 15), ID_PERSON, &got));
    WANT(!id_of_bytes(S(""), ID_PERSON, &got));
    WANT(!id_of_bytes(id_bytes(&low), ID_NONE, &got));
    WANT(!id_of_bytes(id_bytes(&low), ID_KIND_COUNT, &got));
    WANT(id_eq(got, high));
}

TEST(id_reference__is_short_and_shows_nothing_of_the_id)
{
    struct arena *a = arena_new(0);
    struct id     entry = low;

    entry.kind = ID_ENTRY;
    WANT_STR(id_reference(a, low), "5B9B-0KK5");
    WANT(!str_eq(id_reference(a, low), id_reference(a, entry)));
    WANT(!str_eq(id_reference(a, low), id_reference(a, high)));
    WANT(str_eq(id_reference(a, high), id_reference(a, high)));
    arena_free(a);
}

TEST(id_among__finds_one_of_several_and_none_of_none)
{
    struct id all[2] = {{.kind = ID_PERSON, .b = {1}},
        {.kind = ID_SOURCE, .b = {2}}};

    WANT(id_among(all[1], all, 2));
    WANT(!id_among(all[1], all, 1));
    WANT(!id_among((struct id){.kind = ID_PERSON, .b = {2}}, all, 2));
    WANT(!id_among(all[0], NULL, 0));
}
