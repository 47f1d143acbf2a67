/*
 * Tests of what is asked of a request.
 */
#include "test.h"

#include "http/request.h"

static struct request
plain_at(struct str host)
{
    return (struct request){.host = host, .path = S("/")};
}

TEST(request_is_same_origin__believes_the_browser_about_the_site)
{
    struct request r = plain_at(S("diogel.example"));

    r.origin = S("http://evil.example");
    r.fetch_site = S("same-origin");
    WANT(request_is_same_origin(&r));
    r.origin = S("http://diogel.example");
    r.fetch_site = S("cross-site");
    WANT(!request_is_same_origin(&r));
    r.fetch_site = S("same-site");
    WANT(!request_is_same_origin(&r));
    r.fetch_site = S("none");
    WANT(!request_is_same_origin(&r));
}

TEST(request_is_same_origin__else_compares_scheme_host_and_port)
{
    struct request r = plain_at(S("diogel.example:8080"));

    WANT(!request_is_same_origin(&r));
    r.origin = S("null");
    WANT(!request_is_same_origin(&r));
    r.origin = S("http://Diogel.example:8080");
    WANT(request_is_same_origin(&r));
    r.origin = S("http://diogel.example:8081");
    WANT(!request_is_same_origin(&r));
    r.origin = S("http://diogel.example:8080.evil.example");
    WANT(!request_is_same_origin(&r));
    r.transport = HTTP_TLS;
    r.origin = S("http://diogel.example:8080");
    WANT(!request_is_same_origin(&r));
    r.origin = S("https://diogel.example:8080");
    WANT(request_is_same_origin(&r));
}

TEST(request_is_safe_transport__is_tls_or_a_loopback_name)
{
    static const struct str safe[] = {S_INIT("localhost"),
        S_INIT("LOCALHOST:8080"), S_INIT("127.0.0.1:8080"), S_INIT("127.9.9.9"),
        S_INIT("[::1]:80"), S_INIT("[::1]"), S_INIT("demo.localhost:1")};
    static const struct str unsafe[] = {S_INIT("diogel.example"),
        S_INIT("192.168.0.1:8080"), S_INIT("127.evil.example"),
        S_INIT("localhost.evil.example"), S_INIT("notlocalhost"),
        S_INIT("127.0.0.1.example"), S_INIT("[::2]"), S_INIT("127.0.0"),
        S_INIT("[")};

    for (size_t i = 0; i < sizeof safe / sizeof safe[0]; i++) {
        struct request r = plain_at(safe[i]);

        WANT(request_is_safe_transport(&r));
    }
    for (size_t i = 0; i < sizeof unsafe / sizeof unsafe[0]; i++) {
        struct request r = plain_at(unsafe[i]);

        WANT(!request_is_safe_transport(&r));
        r.transport = HTTP_TLS;
        WANT(request_is_safe_transport(&r));
    }
}

TEST(request_cookie__adds_the_prefix_the_browser_guards)
{
    struct arena  *a = arena_new(0);
    struct request r = {.arena = a, .cookie = S("__Host-who=1; who=2")};

    WANT_STR(request_cookie(&r, S("who")), "1");
    r.cookies = HTTP_COOKIES_PLAIN;
    WANT_STR(request_cookie(&r, S("who")), "2");
    arena_free(a);
}

TEST(request_segment__counts_parts_between_slashes)
{
    struct request r = {.path = S("/cy/check/")};

    WANT_STR(request_segment(&r, 0), "cy");
    WANT_STR(request_segment(&r, 1), "check");
    WANT_STR(request_segment(&r, 2), "");
    WANT_STR(request_segment(&r, 9), "");
    r.path = S("/");
    WANT_STR(request_segment(&r, 0), "");
    r.path = S("");
    WANT_STR(request_segment(&r, 0), "");
}
