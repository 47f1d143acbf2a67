/*
 * buf -- grows, and its canonical bytes are always the same.
 */
#include "base/buf.h"

#include "death.h"
#include "test.h"

TEST(buf__grows_past_every_room_it_had)
{
    struct arena *a = arena_new(0);
    struct buf    b;

    buf_init(&b, a);
    WANT_STR(buf_str(&b), "");
    for (int i = 0; i < 5000; i++)
        buf_add(&b, S("abc"));
    WANT_INT(buf_str(&b).n, 15000);
    for (size_t i = 0; i < 15000; i++)
        WANT(buf_str(&b).p[i] == "abc"[i % 3]);
    arena_free(a);
}

TEST(buf_expect__makes_room_once_and_keeps_what_is_there)
{
    struct arena *a = arena_new(0);
    struct buf    b;
    const char   *at;

    buf_init(&b, a);
    buf_add(&b, S("ab"));
    buf_expect(&b, 5000);
    at = buf_str(&b).p;
    WANT_STR(buf_str(&b), "ab");
    (void)arena_get(a, 1); /* so that it cannot grow where it lies */
    for (int i = 0; i < 4998; i++)
        buf_add_byte(&b, 'c');
    WANT(buf_str(&b).p == at);
    buf_expect(&b, 1);
    WANT_INT(buf_str(&b).n, 5000);
    arena_free(a);
}

TEST(buf_add__takes_its_own_text)
{
    struct arena *a = arena_new(0);
    struct buf    b;

    buf_init(&b, a);
    buf_add(&b, S("ab"));
    for (int i = 0; i < 12; i++)
        buf_add(&b, buf_str(&b));
    WANT_INT(buf_str(&b).n, 8192);
    for (size_t i = 0; i < 8192; i++)
        WANT(buf_str(&b).p[i] == "ab"[i % 2]);
    arena_free(a);
}

TEST(buf_add__of_nothing_changes_nothing)
{
    struct arena *a = arena_new(0);
    struct buf    b;

    buf_init(&b, a);
    buf_add(&b, (struct str){NULL, 0});
    buf_add_byte(&b, '\0');
    buf_add(&b, S(""));
    WANT_STR(buf_str(&b), "\0");
    buf_reset(&b);
    WANT_STR(buf_str(&b), "");
    buf_add_byte(&b, 'x');
    WANT_STR(buf_str(&b), "x");
    arena_free(a);
}

TEST(buf_add_int__writes_both_ends_of_the_range)
{
    struct arena *a = arena_new(0);
    struct buf    b;

    buf_init(&b, a);
    buf_add_int(&b, 0);
    buf_add_byte(&b, ' ');
    buf_add_int(&b, INT64_MIN);
    buf_add_byte(&b, ' ');
    buf_add_int(&b, INT64_MAX);
    WANT_STR(buf_str(&b), "0 -9223372036854775808 9223372036854775807");
    arena_free(a);
}

TEST(buf_add_padded__counts_the_sign_in_the_width)
{
    static const struct {
        int64_t    v;
        int        width;
        struct str want;
    } rows[] = {
        {5, 2, S_INIT("05")},
        {0, 4, S_INIT("0000")},
        {2027, 4, S_INIT("2027")},
        {12345, 4, S_INIT("12345")},
        {-5, 4, S_INIT("-005")},
        {-5, 1, S_INIT("-5")},
        {-5, 0, S_INIT("-5")},
    };
    struct arena *a = arena_new(0);
    struct buf    b;

    buf_init(&b, a);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        buf_reset(&b);
        buf_add_padded(&b, rows[i].v, rows[i].width);
        WANT_SAME(buf_str(&b), rows[i].want);
    }
    arena_free(a);
}

TEST(buf_add_u64__is_big_endian)
{
    struct arena *a = arena_new(0);
    struct buf    b;

    buf_init(&b, a);
    buf_add_u32(&b, 0xDEADBEEF);
    buf_add_u64(&b, 0x0102030405060708);
    WANT_STR(buf_str(&b), "\xDE\xAD\xBE\xEF\1\2\3\4\5\6\7\10");
    arena_free(a);
}

/* Without frames "a" + "bc" and "ab" + "c" would be the same bytes. */
TEST(buf_add_framed__keeps_texts_apart)
{
    struct arena *a = arena_new(0);
    struct buf    b;

    buf_init(&b, a);
    buf_add_framed(&b, S("ab"));
    buf_add_framed(&b, S(""));
    WANT_STR(buf_str(&b), "\0\0\0\2ab\0\0\0\0");
    arena_free(a);
}

static void
frame_too_much(void)
{
    struct buf b;

    buf_init(&b, arena_new(0));
    buf_add_framed(&b, str_bytes("x", (size_t)UINT32_MAX + 1));
}

TEST(buf_add_framed__dies_of_a_text_that_no_frame_can_hold)
{
    WANT(dies(frame_too_much));
}
