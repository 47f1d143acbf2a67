/*
 * response -- status, headers and body, and what every answer carries.
 */
#include "http/response_own.h"

#include <assert.h>

#include "base/buf.h"
#include "http/cookie.h"

/* On every answer.  No inline script or style, no data: pictures. */
static const struct {
    struct str name, value;
} always[] = {
    {S_INIT("X-Content-Type-Options"), S_INIT("nosniff")},
    {S_INIT("Referrer-Policy"), S_INIT("no-referrer")},
    {S_INIT("Cross-Origin-Opener-Policy"), S_INIT("same-origin")},
    {S_INIT("Cross-Origin-Resource-Policy"), S_INIT("same-origin")},
    {S_INIT("Permissions-Policy"),
        S_INIT("camera=(), geolocation=(), microphone=()")},
};

/* What a browser may do with it, by use. */
static const struct str policies[] = {
    [RESPONSE_SHOWN] = S_INIT(
        "default-src 'none'; script-src 'self'; style-src 'self'; "
        "img-src 'self'; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"),
    [RESPONSE_KEPT] =
        S_INIT("default-src 'none'; sandbox; frame-ancestors 'none'"),
};

struct response *
response_new(struct arena *a, struct exchange *x, enum http_cookies cookies)
{
    struct response *r = ARENA_NEW(a, struct response);

    r->arena = a;
    r->exchange = x;
    r->cookies = cookies;
    r->status = 200;
    r->cache = S("no-store");
    r->last = &r->first;
    return r;
}

struct arena *
response_arena(struct response *r)
{
    return r->arena;
}

void
response_status(struct response *r, int status)
{
    assert(status >= 200 && status <= 599);
    r->status = status;
}

int
response_status_is(const struct response *r)
{
    return r->status;
}

void
response_body(struct response *r, struct str type, struct str body)
{
    r->type = type;
    r->body = body;
}

void
response_step(struct response *r, int ms)
{
    r->step_ms = ms;
}

void
response_html(struct response *r, struct html_done page)
{
    response_body(r, S("text/html; charset=utf-8"), page.text);
}

bool
response_path_is_own(struct str path)
{
    if (!path.n || path.p[0] != '/' || (path.n > 1 && path.p[1] == '/'))
        return false;
    for (size_t i = 0; i < path.n; i++)
        if (path.p[i] <= ' ' || path.p[i] > '~' || path.p[i] == '\\')
            return false;
    return true;
}

void
response_redirect(struct response *r, struct str path)
{
    if (!response_path_is_own(path))
        BUG("response: a redirect that may lead elsewhere");
    r->status = 303;
    r->type = r->body = (struct str){0};
    response_header(r, S("Location"), path);
}

static bool
is_file_name(struct str name)
{
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                (c >= '0' && c <= '9') || str_find_byte(S(".-_"), c) >= 0))
            return false;
    }
    return name.n > 0;
}

void
response_download(struct response *r, struct str type, struct str name,
    struct str body)
{
    struct str parts[] = {S("attachment; filename=\""), name, S("\"")};

    if (!is_file_name(name))
        BUG("response: not a name for a file of ours");
    response_body(r, type, body);
    r->use = RESPONSE_KEPT;
    response_header(r, S("Content-Disposition"),
        str_join(r->arena, parts, 3, S("")));
}

static bool
is_one_line(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((s.p[i] < ' ' && s.p[i] != '\t') || s.p[i] == 0x7f)
            return false;
    return true;
}

void
response_header(struct response *r, struct str name, struct str value)
{
    struct response_header *h = ARENA_NEW(r->arena, struct response_header);

    if (!name.n || !is_one_line(name) || !is_one_line(value))
        BUG("response: a header that is not one line of ASCII");
    h->name = str_dup(r->arena, name);
    h->value = str_dup(r->arena, value);
    *r->last = h;
    r->last = &h->next;
}

void
response_cookie(struct response *r, struct str name, struct str value,
    int64_t seconds)
{
    response_header(r, S("Set-Cookie"),
        cookie_text(r->arena, name, value, seconds, r->cookies));
}

void
response_cache(struct response *r, struct str value)
{
    r->cache = value;
}

void
response_fail(struct response *r)
{
    r->failed = true;
}

static void
add_hsts(struct response *r, int64_t seconds)
{
    struct str parts[] = {S("max-age="), str_of_int(r->arena, seconds),
        S("; includeSubDomains")};

    response_header(r, S("Strict-Transport-Security"),
        str_join(r->arena, parts, 3, S("")));
}

const struct response_header *
response_headers(struct response *r, int64_t hsts_seconds)
{
    for (size_t i = 0; i < sizeof always / sizeof always[0]; i++)
        response_header(r, always[i].name, always[i].value);
    response_header(r, S("Content-Security-Policy"), policies[r->use]);
    response_header(r, S("Cache-Control"), r->cache);
    if (r->type.n)
        response_header(r, S("Content-Type"), r->type);
    if (hsts_seconds > 0)
        add_hsts(r, hsts_seconds);
    return r->first;
}
