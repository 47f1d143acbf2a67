/*
 * wire -- the grammar at the door.
 *
 * libmicrohttpd 0.9.75 hands on "Content-Length : 5", two hosts, two
 * lengths, a length beside a transfer encoding, and header names that are
 * none.  Each can be read in two ways, by us and by a proxy before us, so
 * each is refused.  Transfer encodings are refused altogether: no browser
 * sends a form in chunks, and a proxy gives a length.
 */
#include "http/wire.h"

#include <arpa/inet.h>
#include <stddef.h>

#include "http/url.h"

enum { QUERY_VALUES = 200 };

/* What is read, at most once each, and where it goes. */
static const struct single {
    struct str name;
    size_t     at; /* in struct request */
} singles[] = {
    {S_INIT("host"), offsetof(struct request, host)},
    {S_INIT("cookie"), offsetof(struct request, cookie)},
    {S_INIT("origin"), offsetof(struct request, origin)},
    {S_INIT("sec-fetch-site"), offsetof(struct request, fetch_site)},
    {S_INIT("accept-language"), offsetof(struct request, accept_language)},
    {S_INIT("accept-encoding"), offsetof(struct request, accept_encoding)},
    {S_INIT("user-agent"), offsetof(struct request, user_agent)},
    {S_INIT("content-type"), offsetof(struct request, content_type)},
    {S_INIT("if-none-match"), offsetof(struct request, if_none_match)},
    {S_INIT("authorization"), offsetof(struct request, authorization)},
};

enum { SINGLES = sizeof singles / sizeof singles[0] };

/* Those the server itself reads. */
struct extra {
    struct str length, encoding, real_ip, proto;
};

static bool
is_token_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
        (c >= '0' && c <= '9') || str_find_byte(S("!#$%&'*+-.^_`|~"), c) >= 0;
}

static bool
is_token(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_token_byte(s.p[i]))
            return false;
    return s.n > 0;
}

static bool
is_field_text(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if ((c < ' ' && c != '\t') || c == 0x7f)
            return false;
    }
    return true;
}

static struct str *
place_of(struct str name, struct request *r, struct extra *x)
{
    for (size_t i = 0; i < SINGLES; i++)
        if (str_eq_nocase(name, singles[i].name))
            return (struct str *)(void *)((char *)r + singles[i].at);
    if (str_eq_nocase(name, S("content-length")))
        return &x->length;
    if (str_eq_nocase(name, S("transfer-encoding")))
        return &x->encoding;
    if (str_eq_nocase(name, S("x-real-ip")))
        return &x->real_ip;
    if (str_eq_nocase(name, S("x-forwarded-proto")))
        return &x->proto;
    return NULL;
}

/* An empty value counts as sent: p is never null then. */
static bool
read_headers(const struct wire *w, struct request *r, struct extra *x)
{
    for (size_t i = 0; i < w->n; i++) {
        const struct wire_header *h = &w->headers[i];
        struct str               *place;

        if (!is_token(h->name) || !is_field_text(h->value))
            return false;
        if (!(place = place_of(h->name, r, x)))
            continue;
        if (place->p)
            return false;
        *place = str_trim(h->value);
        if (!place->p)
            *place = S("");
    }
    return true;
}

/* A name or an address, and perhaps a port: nothing that could be read as
 * part of something else. */
static bool
is_host(struct str host)
{
    for (size_t i = 0; i < host.n; i++) {
        char c = host.p[i];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                (c >= '0' && c <= '9') || str_find_byte(S("-._:[]"), c) >= 0))
            return false;
    }
    return host.n > 0;
}

static bool
read_length(const struct extra *x, uint64_t *body_n)
{
    int64_t n = 0;

    if (x->encoding.p)
        return false;
    if (x->length.p && (!str_is_digits(x->length) || !str_int(x->length, &n)))
        return false;
    *body_n = (uint64_t)n;
    return true;
}

static bool
read_target(struct arena *a, struct str target, struct request *r)
{
    struct form_limits limits = {.values = QUERY_VALUES};
    struct str         path, query;

    str_cut(target, '?', &path, &query);
    for (size_t i = 0; i < query.n; i++)
        if (query.p[i] <= ' ' || query.p[i] > '~' || query.p[i] == '#')
            return false;
    return url_path(a, path, &r->path) &&
        form_read_pairs(a, query, limits, &r->query, NULL) == OK;
}

static bool
is_address(struct arena *a, struct str s)
{
    unsigned char bytes[sizeof(struct in6_addr)];
    const char   *c = str_c(a, s);

    return inet_pton(AF_INET, c, bytes) == 1 ||
        inet_pton(AF_INET6, c, bytes) == 1;
}

/* Only our own proxy is believed; anybody can write these headers. */
static void
read_peer(struct arena *a, const struct wire *w, const struct extra *x,
    struct request *r)
{
    r->peer = w->peer;
    r->transport = HTTP_PLAIN;
    if (w->from != WIRE_PROXY)
        return;
    if (str_eq_nocase(x->proto, S("https")))
        r->transport = HTTP_TLS;
    if (x->real_ip.n && is_address(a, x->real_ip))
        r->peer = x->real_ip;
}

static bool
read_method(struct str method, struct request *r)
{
    if (str_eq(method, S("GET")) || str_eq(method, S("HEAD")))
        r->method = HTTP_GET;
    else if (str_eq(method, S("POST")))
        r->method = HTTP_POST;
    else
        return false;
    return true;
}

bool
wire_read(struct arena *a, const struct wire *w, struct request *r,
    uint64_t *body_n, enum http_refusal *why)
{
    struct extra x = {0};

    *why = REFUSED_MALFORMED;
    if (!str_eq(w->version, S("HTTP/1.1")) &&
        !str_eq(w->version, S("HTTP/1.0")))
        return false;
    if (!read_headers(w, r, &x) || !is_host(r->host) ||
        !read_length(&x, body_n))
        return false;
    read_peer(a, w, &x, r);
    if (!read_target(a, w->target, r))
        return false;
    if (!read_method(w->method, r)) {
        *why = REFUSED_METHOD;
        return false;
    }
    return r->method != HTTP_GET || *body_n == 0;
}
