/*
 * Tests of static files.
 */
#include "test.h"

#include "http/response_own.h"
#include "http/static.h"

static const unsigned char css[] = "p{}", css_gzip[] = "packed", svg[] = "<svg";

static const struct asset rows[] = {
    {"app.css", "text/css; charset=utf-8", css, 3, css_gzip, 6},
    {"images/x.svg", "image/svg+xml", svg, 4, NULL, 0},
};

struct house {
    struct arena       *arena;
    struct static_files files;
    struct request      request;
    struct response    *response;
};

static struct house
house_open(void)
{
    struct house h = {.arena = arena_new(0)};

    static_init(&h.files, rows, 2);
    return h;
}

static bool
asked(struct house *h, struct str path)
{
    h->request.path = path;
    h->response = response_new(h->arena, NULL, HTTP_COOKIES_SECURE);
    return static_answer(&h->files, &h->request, h->response);
}

static struct str
header(const struct house *h, struct str name)
{
    for (const struct response_header *i = h->response->first; i; i = i->next)
        if (str_eq(i->name, name))
            return i->value;
    return (struct str){0};
}

TEST(static_answer__lets_the_browser_keep_what_has_our_hash)
{
    struct house h = house_open();
    struct str   url = static_url(h.arena, &h.files, S("app.css"));

    WANT(static_is(url));
    WANT(str_starts(url, S("/assets/")) && str_ends(url, S("/app.css")));
    WANT_INT(url.n, 8 + 12 + 8);
    WANT(asked(&h, url));
    WANT_STR(h.response->body, "p{}");
    WANT_STR(h.response->type, "text/css; charset=utf-8");
    WANT_STR(h.response->cache, "public, max-age=31536000, immutable");
    WANT_STR(header(&h, S("Vary")), "Accept-Encoding");
    arena_free(h.arena);
}

TEST(static_answer__has_files_ask_again_without_hash_or_with_an_old_one)
{
    struct house h = house_open();

    WANT(asked(&h, S("/assets/app.css")));
    WANT_STR(h.response->cache, "no-cache");
    WANT(asked(&h, S("/assets/0123456789ab/images/x.svg")));
    WANT_STR(h.response->cache, "no-cache");
    WANT_STR(h.response->body, "<svg");
    h.request.if_none_match = header(&h, S("ETag"));
    WANT(asked(&h, S("/assets/images/x.svg")));
    WANT_INT(h.response->status, 304);
    arena_free(h.arena);
}

TEST(static_answer__packs_for_who_takes_it)
{
    static const struct {
        struct str accepted;
        bool       zipped;
    } cases[] = {
        {S_INIT("gzip, deflate, br"), true},
        {S_INIT("br;q=1.0, GZIP ; q=0.5"), true},
        {S_INIT("br"), false},
        {S_INIT("gzip;q=0"), false},
        {S_INIT("gzip; q=0.000"), false},
        {S_INIT("xgzip"), false},
        {S_INIT(""), false},
    };
    struct house h = house_open();

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        h.request.accept_encoding = cases[i].accepted;
        WANT(asked(&h, S("/assets/app.css")));
        WANT_INT(str_eq(h.response->body, S("packed")), cases[i].zipped);
        WANT_INT(str_eq(header(&h, S("Content-Encoding")), S("gzip")),
            cases[i].zipped);
    }
    h.request.accept_encoding = S("gzip");
    WANT(asked(&h, S("/assets/images/x.svg")));
    WANT_STR(h.response->body, "<svg");
    arena_free(h.arena);
}

TEST(static_answer__knows_its_two_forms_apart)
{
    struct house h = house_open();

    WANT(asked(&h, S("/assets/app.css")));
    h.request.if_none_match = header(&h, S("ETag"));
    h.request.accept_encoding = S("gzip");
    WANT(asked(&h, S("/assets/app.css")));
    WANT_INT(h.response->status, 200);
    arena_free(h.arena);
}

TEST(static_answer__has_only_what_is_in_the_table)
{
    static const struct str none[] = {S_INIT("/assets/"),
        S_INIT("/assets/none.css"), S_INIT("/assets/app.cs"),
        S_INIT("/assets/0123456789ab/"), S_INIT("/assets/x/app.css")};
    struct house            h = house_open();

    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        WANT(!asked(&h, none[i]));
    WANT(!static_is(S("/cy/assets")));
    arena_free(h.arena);
}
