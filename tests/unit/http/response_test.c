/*
 * Tests of answers, as the headers that go out.
 */
#include "test.h"

#include "base/buf.h"
#include "base/death.h"
#include "http/response_own.h"

static struct response *
new_in(struct arena *a)
{
    return response_new(a, NULL, HTTP_COOKIES_SECURE);
}

/* "Name: value\n" for each. */
static struct str
headers(struct response *r, int64_t hsts_seconds)
{
    const struct response_header *h = response_headers(r, hsts_seconds);
    struct buf                    b;

    buf_init(&b, r->arena);
    for (; h; h = h->next) {
        buf_add(&b, h->name);
        buf_add(&b, S(": "));
        buf_add(&b, h->value);
        buf_add_byte(&b, '\n');
    }
    return buf_str(&b);
}

TEST(response__of_a_page_forbids_everything_but_our_own)
{
    struct arena    *a = arena_new(0);
    struct response *r = new_in(a);
    struct html      page;
    struct str       got;

    html_init(&page, a);
    html_lit(&page, S("<p>"));
    response_html(r, html_end(&page));
    got = headers(r, 0);
    WANT_STR(r->body, "<p>");
    WANT_INT(response_status_is(r), 200);
    WANT_IN(got, "Content-Type: text/html; charset=utf-8\n");
    WANT_IN(got, "Cache-Control: no-store\n");
    WANT_IN(got,
        "Content-Security-Policy: default-src 'none'; script-src "
        "'self'; style-src 'self'; img-src 'self'; connect-src "
        "'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'\n");
    WANT_IN(got, "X-Content-Type-Options: nosniff\n");
    WANT_IN(got, "Referrer-Policy: no-referrer\n");
    WANT_IN(got, "Cross-Origin-Opener-Policy: same-origin\n");
    WANT_IN(got, "Cross-Origin-Resource-Policy: same-origin\n");
    WANT_NOT_IN(got, "unsafe");
    WANT_NOT_IN(got, "data:");
    WANT_NOT_IN(got, "Strict-Transport");
    arena_free(a);
}

TEST(response__names_strict_transport_when_asked)
{
    struct arena *a = arena_new(0);

    WANT_IN(headers(new_in(a), 60), "Strict-Transport-Security: max-age=60");
    arena_free(a);
}

TEST(response_redirect__is_303_to_a_path_of_ours)
{
    struct arena    *a = arena_new(0);
    struct response *r = new_in(a);

    response_body(r, S("text/plain"), S("no longer"));
    response_redirect(r, S("/cy/check?a=%20#top"));
    WANT_INT(r->status, 303);
    WANT_STR(r->body, "");
    WANT_IN(headers(r, 0), "Location: /cy/check?a=%20#top\n");
    arena_free(a);
}

TEST(response_path_is_own__knows_what_leads_elsewhere)
{
    static const struct str away[] = {S_INIT(""), S_INIT("cy"),
        S_INIT("//evil.example"), S_INIT("/\\evil.example"),
        S_INIT("https://evil.example/"), S_INIT("/a\r\nX: b"), S_INIT("/a b"),
        S_INIT("/\xc5\xb5"), S_INIT("\t//evil.example")};

    for (size_t i = 0; i < sizeof away / sizeof away[0]; i++)
        WANT(!response_path_is_own(away[i]));
    WANT(response_path_is_own(S("/")));
    WANT(response_path_is_own(S("/en/x?y=//z#w")));
}

TEST(response_download__is_a_file_and_never_a_page)
{
    struct arena    *a = arena_new(0);
    struct response *r = new_in(a);
    struct str       got;

    response_download(r, S("application/pdf"), S("slip-K7RD.pdf"), S("%PDF"));
    got = headers(r, 0);
    WANT_IN(got,
        "Content-Disposition: attachment; "
        "filename=\"slip-K7RD.pdf\"\n");
    WANT_IN(got, "Content-Security-Policy: default-src 'none'; sandbox;");
    WANT_IN(got, "Cache-Control: no-store\n");
    arena_free(a);
}

TEST(response_cookie__goes_out_as_a_line_of_its_own)
{
    struct arena    *a = arena_new(0);
    struct response *r = new_in(a);
    struct str       got;

    response_cookie(r, S("one"), S("1"), COOKIE_UNTIL_CLOSED);
    response_cookie(r, S("two"), S("2"), 60);
    got = headers(r, 0);
    WANT_IN(got, "Set-Cookie: __Host-one=1;");
    WANT_IN(got, "Set-Cookie: __Host-two=2;");
    arena_free(a);
}

/* ---- what ends the process rather than leave it ---- */

static struct response *
dying(void)
{
    return new_in(arena_new(0));
}

static void
redirects_away(void)
{
    response_redirect(dying(), S("//evil.example"));
}

static void
splits_a_header(void)
{
    response_header(dying(), S("X"), S("a\r\nSet-Cookie: b"));
}

static void
names_a_file_badly(void)
{
    response_download(dying(), S("text/plain"), S("a\".txt"), S(""));
}

static void
puts_a_blank_into_a_cookie(void)
{
    response_cookie(dying(), S("a"), S("b; Domain=c"), 1);
}

TEST(response__refuses_to_be_split_or_led_away)
{
    WANT(dies(redirects_away));
    WANT(dies(splits_a_header));
    WANT(dies(names_a_file_badly));
    WANT(dies(puts_a_blank_into_a_cookie));
}
