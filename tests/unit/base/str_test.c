/*
 * str -- pieces, whole numbers, hex and base64, at their edges.
 */
#include "base/str.h"

#include "base/arena.h"
#include "death.h"
#include "test.h"

static const struct str none; /* null, and nothing in it */

TEST(str_of__takes_null_for_empty)
{
    WANT(str_is_empty(str_of(NULL)));
    WANT_STR(str_of("abc"), "abc");
    WANT(str_is_empty(S("")));
}

TEST(str_eq__does_not_care_where_an_empty_text_points)
{
    WANT(str_eq(none, S("")));
    WANT(!str_eq(none, S("a")));
    WANT(str_eq(S("a\0b"), S("a\0b")));
    WANT(!str_eq(S("a\0b"), S("a\0c")));
    WANT(!str_eq(S("ab"), S("abc")));
}

TEST(str_eq_nocase__folds_ascii_and_nothing_else)
{
    WANT(str_eq_nocase(S("Content-TYPE"), S("content-type")));
    WANT(!str_eq_nocase(S("Â"), S("â")));
    WANT(!str_eq_nocase(S("@[`{"), S("`{@[")));
    WANT(!str_eq_nocase(S("ab"), S("abc")));
}

TEST(str_cmp__orders_by_bytes_and_then_by_length)
{
    WANT_INT(str_cmp(S("a"), S("b")), -1);
    WANT_INT(str_cmp(S("b"), S("a")), 1);
    WANT_INT(str_cmp(S("a"), S("ab")), -1);
    WANT_INT(str_cmp(S("ab"), S("a")), 1);
    WANT_INT(str_cmp(none, S("")), 0);
    WANT_INT(str_cmp(none, S("a")), -1);
    WANT_INT(str_cmp(S("\xff"), S("a")), 1); /* bytes have no sign */
}

TEST(str_starts__and_ends_hold_for_the_empty_text)
{
    WANT(str_starts(S("abc"), S("ab")));
    WANT(!str_starts(S("ab"), S("abc")));
    WANT(str_starts(none, none) && str_starts(S("a"), none));
    WANT(str_ends(S("abc"), S("bc")));
    WANT(!str_ends(S("bc"), S("abc")));
    WANT(!str_ends(S("abc"), S("ab")));
    WANT(str_ends(none, none) && str_ends(S("a"), none));
}

TEST(str_find__gives_the_first_place_or_minus_one)
{
    WANT_INT(str_find(S("aab"), S("ab")), 1);
    WANT_INT(str_find(S("aaab"), S("aab")), 1);
    WANT_INT(str_find(S("abc"), S("abcd")), -1);
    WANT_INT(str_find(S("abc"), S("c")), 2);
    WANT_INT(str_find(S("abab"), S("ba")), 1);
    WANT_INT(str_find(S("abc"), S("")), 0);
    WANT_INT(str_find(none, S("a")), -1);
    WANT_INT(str_find_byte(S("a\0b"), '\0'), 1);
    WANT_INT(str_find_byte(S("abc"), 'x'), -1);
    WANT_INT(str_find_byte(none, 'x'), -1);
}

TEST(str_sub__is_clamped_to_the_text)
{
    WANT_STR(str_sub(S("abc"), 1, 1), "b");
    WANT_STR(str_sub(S("abc"), 1, SIZE_MAX), "bc");
    WANT_STR(str_sub(S("abc"), 3, 1), "");
    WANT_STR(str_sub(S("abc"), SIZE_MAX, SIZE_MAX), "");
    WANT_STR(str_from(S("abc"), 2), "c");
    WANT_STR(str_from(none, 2), "");
}

TEST(str_trim__takes_ascii_white_space_from_both_ends)
{
    WANT_STR(str_trim(S(" \t\r\n\v\f a b \n")), "a b");
    WANT_STR(str_trim(S("   ")), "");
    WANT_STR(str_trim(none), "");
    WANT_STR(str_trim(S("\xC2\xA0x")), "\xC2\xA0x");
}

static size_t
count_parts(struct str s, char sep)
{
    struct str part;
    size_t     n = 0;

    while (str_split(&s, sep, &part))
        n++;
    return n;
}

TEST(str_split__counts_empty_parts_the_last_too)
{
    struct str rest = S("a,,bc,"), part;

    WANT(str_split(&rest, ',', &part));
    WANT_STR(part, "a");
    WANT(str_split(&rest, ',', &part));
    WANT_STR(part, "");
    WANT(str_split(&rest, ',', &part));
    WANT_STR(part, "bc");
    WANT(str_split(&rest, ',', &part));
    WANT_STR(part, "");
    WANT(!str_split(&rest, ',', &part));
    WANT(!str_split(&rest, ',', &part));
    WANT_INT(count_parts(S("/"), '/'), 2);
    WANT_INT(count_parts(S("abc"), '/'), 1);
    WANT_INT(count_parts(S(""), '/'), 1);
    WANT_INT(count_parts(none, '/'), 0);
}

TEST(str_cut__parts_at_the_first_separator)
{
    struct str before, after;

    WANT(str_cut(S("a=b=c"), '=', &before, &after));
    WANT_STR(before, "a");
    WANT_STR(after, "b=c");
    WANT(!str_cut(S("abc"), '=', &before, &after));
    WANT_STR(before, "abc");
    WANT_STR(after, "");
    WANT(str_cut(S("="), '=', &before, &after));
    WANT_STR(before, "");
    WANT_STR(after, "");
}

TEST(str_int__reads_whole_numbers_to_both_ends_of_their_range)
{
    int64_t v = 0;

    WANT(str_int(S("0"), &v) && v == 0);
    WANT(str_int(S("-0"), &v) && v == 0);
    WANT(str_int(S("007"), &v) && v == 7);
    WANT(str_int(S("-42"), &v) && v == -42);
    WANT(str_int(S("9223372036854775807"), &v) && v == INT64_MAX);
    WANT(str_int(S("-9223372036854775808"), &v) && v == INT64_MIN);
}

TEST(str_int__refuses_all_else_and_leaves_the_output_alone)
{
    static const struct str not_numbers[] = {S_INIT(""), S_INIT("-"),
        S_INIT("--1"), S_INIT("+1"), S_INIT(" 1"), S_INIT("1 "), S_INIT("1a"),
        S_INIT("1.0"), S_INIT("0x1"), S_INIT("1\0"),
        S_INIT("9223372036854775808"), S_INIT("-9223372036854775809"),
        S_INIT("92233720368547758070"), S_INIT("99999999999999999999999")};
    int64_t                 v = 5;

    for (size_t i = 0; i < sizeof not_numbers / sizeof *not_numbers; i++)
        WANT(!str_int(not_numbers[i], &v));
    WANT_INT(v, 5);
}

TEST(str_is_digits__needs_at_least_one)
{
    WANT(str_is_digits(S("0123456789")));
    WANT(!str_is_digits(S("")));
    WANT(!str_is_digits(S("12-3")));
    WANT(!str_is_digits(S("１２")));
}

TEST(str_dup__and_lower_copy_any_bytes)
{
    struct arena *a = arena_new(0);
    struct str    s = S("A\0Bé");

    WANT_STR(str_dup(a, s), "A\0Bé");
    WANT(str_dup(a, s).p != s.p);
    WANT_STR(str_dup(a, none), "");
    WANT_STR(str_lower(a, S("ÂBC[Z")), "Âbc[z");
    arena_free(a);
}

TEST(str_join__puts_the_text_between_only)
{
    struct arena    *a = arena_new(0);
    const struct str parts[] = {S("a"), S(""), S("c")};

    WANT_STR(str_join(a, parts, 3, S(", ")), "a, , c");
    WANT_STR(str_join(a, parts, 1, S(", ")), "a");
    WANT_STR(str_join(a, NULL, 0, S(", ")), "");
    WANT_STR(str_cat(a, S("ab"), S("c")), "abc");
    WANT_STR(str_cat(a, none, none), "");
    arena_free(a);
}

static void
c_string_with_nul(void)
{
    str_c(arena_new(0), S("a\0b"));
}

TEST(str_c__ends_with_nul_and_dies_of_one_inside)
{
    struct arena *a = arena_new(0);

    WANT(strcmp(str_c(a, str_sub(S("abcdef"), 1, 3)), "bcd") == 0);
    WANT(strcmp(str_c(a, none), "") == 0);
    WANT(dies(c_string_with_nul));
    arena_free(a);
}

TEST(str_of_int__writes_both_ends_of_the_range)
{
    struct arena *a = arena_new(0);

    WANT_STR(str_of_int(a, 0), "0");
    WANT_STR(str_of_int(a, -10), "-10");
    WANT_STR(str_of_int(a, INT64_MAX), "9223372036854775807");
    WANT_STR(str_of_int(a, INT64_MIN), "-9223372036854775808");
    arena_free(a);
}

TEST(str_hex__goes_there_and_back)
{
    struct arena *a = arena_new(0);
    struct str    got;

    WANT_STR(str_hex(a, S("\0\x7f\xff")), "007fff");
    WANT_STR(str_hex(a, none), "");
    WANT(str_unhex(a, S("007fFF"), &got));
    WANT_STR(got, "\0\x7f\xff");
    WANT(str_unhex(a, S(""), &got) && got.n == 0);
    WANT(!str_unhex(a, S("0"), &got));
    WANT(!str_unhex(a, S("0g"), &got));
    WANT(!str_unhex(a, S("00 "), &got));
    WANT(!str_unhex(a, S("0x00"), &got));
    arena_free(a);
}

TEST(str_base64__goes_there_and_back)
{
    struct arena *a = arena_new(0);
    struct str    all = str_bytes(arena_get(a, 256), 256), got;

    for (int i = 0; i < 256; i++)
        ((char *)(uintptr_t)all.p)[i] = (char)i;
    for (size_t n = 0; n <= 256; n++) {
        struct str text = str_base64(a, str_sub(all, 0, n));

        WANT_INT(text.n, (n + 2) / 3 * 4);
        WANT(str_unbase64(a, text, &got));
        WANT_SAME(got, str_sub(all, 0, n));
    }
    /* RFC 4648 section 10 */
    WANT_STR(str_base64(a, S("f")), "Zg==");
    WANT_STR(str_base64(a, S("fo")), "Zm8=");
    WANT_STR(str_base64(a, S("foobar")), "Zm9vYmFy");
    WANT_STR(str_base64(a, S("\xfb\xff")), "+/8=");
    arena_free(a);
}

TEST(str_unbase64__refuses_what_could_be_written_in_another_way)
{
    static const struct str wrong[] = {S_INIT("Zg"), S_INIT("Zg="),
        S_INIT("Zg==="), S_INIT("Zh=="), S_INIT("Zm9="), S_INIT("Zg==Zg=="),
        S_INIT("Zm9v\n"), S_INIT(" Zm9v"), S_INIT("Zm9-"), S_INIT("Zm9_"),
        S_INIT("===="), S_INIT("A"), S_INIT("Zm9v\0")};
    struct arena           *a = arena_new(0);
    struct str              got;

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        WANT(!str_unbase64(a, wrong[i], &got));
    arena_free(a);
}

TEST(str_among__finds_one_of_several_and_none_of_none)
{
    const struct str all[] = {S_INIT("Non"), S_INIT(""), S_INIT("Nonn")};

    WANT(str_among(S("Nonn"), all, 3));
    WANT(str_among(S(""), all, 3));
    WANT(!str_among(S("Nonn"), all, 2));
    WANT(!str_among(S("No"), all, 3));
    WANT(!str_among(S("Non"), NULL, 0));
}
