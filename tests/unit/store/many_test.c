/*
 * many_test -- an array's bytes, as PostgreSQL documents their order.
 */
#include "store/many.h"

#include "../test.h"

static const struct statement some = {"SELECT $1, $2", NULL};

TEST(many_array__is_a_head_and_each_element_with_its_length)
{
    struct many   m = {0};
    struct arena *a = arena_new(0);
    struct id     none = {0};

    many_begin(&m, &some, 3);
    many_add(&m, (const struct arg[]){A_INT(258), A_TEXT(S("wy")), A_NULL});
    many_add(&m, (const struct arg[]){A_INT(-1), A_TEXT(S("")), A_ID(none)});
    WANT_STR(str_hex(a, many_array(&m, 0, 20)),
        "0000000100000000000000140000000200000001"
        "000000080000000000000102"
        "00000008ffffffffffffffff");
    WANT_STR(str_hex(a, many_array(&m, 1, 25)),
        "0000000100000000000000190000000200000001"
        "000000027779"
        "00000000");
    WANT_STR(str_hex(a, many_array(&m, 2, 17)),
        "0000000100000001000000110000000200000001"
        "ffffffffffffffff");
    arena_free(a);
    arena_free(m.arena);
}

TEST(many_begin__forgets_what_was_gathered)
{
    struct many m = {0};

    many_begin(&m, &some, 1);
    many_add(&m, (const struct arg[]){A_INT(1)});
    many_begin(&m, &some, 1);
    WANT_INT(m.rows, 0);
    many_add(&m, (const struct arg[]){A_INT(1)});
    WANT_INT(m.rows, 1);
    WANT_INT(many_bytes(&m), 20 + 12);
    arena_free(m.arena);
}
