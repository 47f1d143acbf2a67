/*
 * Tests of cookies.
 */
#include "test.h"

#include "base/arena.h"
#include "http/cookie.h"
#include "http/response.h"

TEST(cookie_find__gives_the_value_of_exactly_that_name)
{
    struct str sent = S("a=1; __Host-who=x.y;bb=2 ; who=z; empty=; odd");

    WANT_STR(cookie_find(sent, S("__Host-"), S("who")), "x.y");
    WANT_STR(cookie_find(sent, S(""), S("who")), "z");
    WANT_STR(cookie_find(sent, S(""), S("bb")), "2");
    WANT_STR(cookie_find(sent, S(""), S("b")), "");
    WANT_STR(cookie_find(sent, S(""), S("odd")), "");
    WANT_STR(cookie_find(S(""), S(""), S("a")), "");
}

TEST(cookie_find__trusts_neither_of_two)
{
    WANT_STR(cookie_find(S("who=ours; who=theirs"), S(""), S("who")), "");
}

TEST(cookie_text__binds_the_cookie_to_this_host_and_to_safe_transport)
{
    struct arena *a = arena_new(0);

    WANT_STR(cookie_text(a, S("who"), S("a-Z_0.~"), COOKIE_UNTIL_CLOSED,
                 HTTP_COOKIES_SECURE),
        "__Host-who=a-Z_0.~; Path=/; HttpOnly; SameSite=Strict; Secure");
    WANT_STR(cookie_text(a, S("who"), S(""), COOKIE_GONE, HTTP_COOKIES_PLAIN),
        "who=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
    arena_free(a);
}
