/*
 * request -- questions about a request that more than one page asks.
 */
#include "http/request.h"

#include "http/cookie.h"

struct str
request_cookie(const struct request *r, struct str name)
{
    return cookie_find(r->cookie, cookie_prefix(r->cookies), name);
}

/* "http://" and the host: what a page of ours sends as its origin. */
static bool
origin_is_ours(const struct request *r)
{
    struct str scheme = r->transport == HTTP_TLS ? S("https://") : S("http://");

    return r->host.n && str_starts(r->origin, scheme) &&
        str_eq_nocase(str_from(r->origin, scheme.n), r->host);
}

bool
request_is_same_origin(const struct request *r)
{
    if (r->fetch_site.n)
        return str_eq(r->fetch_site, S("same-origin"));
    return origin_is_ours(r);
}

/* The host without its port; "[::1]" keeps its brackets. */
static struct str
host_name(struct str host)
{
    struct str name, port;

    if (host.n && host.p[0] == '[')
        return str_sub(host, 0, (size_t)(str_find_byte(host, ']') + 1));
    str_cut(host, ':', &name, &port);
    return name;
}

/* "127." and three more figures: "127.evil.example" is a name. */
static bool
is_loopback_v4(struct str name)
{
    struct str rest = name, part;
    int        n = 0;

    while (str_split(&rest, '.', &part)) {
        if (!str_is_digits(part) || part.n > 3)
            return false;
        n++;
    }
    return n == 4 && str_starts(name, S("127."));
}

static bool
is_loopback(struct str host)
{
    struct str name = host_name(host);

    return str_eq_nocase(name, S("localhost")) || str_eq(name, S("[::1]")) ||
        is_loopback_v4(name) ||
        (name.n > 10 &&
            str_eq_nocase(str_from(name, name.n - 10), S(".localhost")));
}

bool
request_is_safe_transport(const struct request *r)
{
    return r->transport == HTTP_TLS || r->cookies == HTTP_COOKIES_PLAIN ||
        is_loopback(r->host);
}

enum err
request_form(const struct request *r, struct form_limits limits,
    struct form_values *out, struct fault *fault)
{
    return form_read(r->arena, r->body, r->content_type, limits, out, fault);
}

struct str
request_segment(const struct request *r, size_t n)
{
    struct str rest = str_from(r->path, 1), part = {0};

    for (size_t i = 0; i <= n; i++)
        if (!str_split(&rest, '/', &part))
            return (struct str){0};
    return part;
}
