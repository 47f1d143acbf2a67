/*
 * Tests of percent-decoding and of the paths that are taken.
 */
#include "test.h"

#include "base/arena.h"
#include "http/url.h"

TEST(url_decode__turns_percents_into_bytes_and_plus_as_asked)
{
    struct arena *a = arena_new(0);
    struct str    got;

    WANT(url_decode(a, S("a+b%20c%C5%B5"), URL_PLUS_IS_SPACE, &got));
    WANT_STR(got, "a b c\xc5\xb5");
    WANT(url_decode(a, S("a+b%2B"), URL_PLUS_STAYS, &got));
    WANT_STR(got, "a+b+");
    WANT(url_decode(a, S(""), URL_PLUS_STAYS, &got));
    WANT_STR(got, "");
    arena_free(a);
}

TEST(url_decode__refuses_what_is_no_percent_and_no_text)
{
    static const struct str bad[] = {S_INIT("%"), S_INIT("%4"), S_INIT("a%zz"),
        S_INIT("%00"), S_INIT("a\0b"), S_INIT("%c3"), S_INIT("%C3%28"),
        S_INIT("%ED%A0%80"), S_INIT("\xff"), S_INIT("%c0%af"), S_INIT("%%41")};
    struct arena           *a = arena_new(0);

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct str got = S("as it was");

        WANT(!url_decode(a, bad[i], URL_PLUS_STAYS, &got));
        WANT_STR(got, "as it was");
    }
    arena_free(a);
}

TEST(url_path__takes_one_spelling_of_a_place)
{
    static const struct str good[] = {S_INIT("/"), S_INIT("/cy/"),
        S_INIT("/cy/check"), S_INIT("/a/b+c"), S_INIT("/.well-known/x"),
        S_INIT("/a..b")};
    static const struct str bad[] = {S_INIT(""), S_INIT("cy"), S_INIT("//evil"),
        S_INIT("/a//b"), S_INIT("/a/../b"), S_INIT("/.."), S_INIT("/a/."),
        S_INIT("/a/%2e%2e/b"), S_INIT("/a%2Fb"), S_INIT("/a%2fb"),
        S_INIT("/a%00b"), S_INIT("/a%0ab"), S_INIT("/a#b"), S_INIT("/a b"),
        S_INIT("/a\\b"), S_INIT("/a%5cb"), S_INIT("/a%7f"), S_INIT("/\xc5\xb5"),
        S_INIT("*"), S_INIT("http://a/b")};
    struct arena           *a = arena_new(0);
    struct str              got;

    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        WANT(url_path(a, good[i], &got));
        WANT_SAME(got, good[i]);
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        WANT(!url_path(a, bad[i], &got));
    WANT(url_path(a, S("/d%C5%B5r"), &got));
    WANT_STR(got, "/d\xc5\xb5r");
    arena_free(a);
}
