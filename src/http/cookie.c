/*
 * cookie -- the few cookies we have, and nobody else's.
 *
 * The "__Host-" prefix makes the browser refuse one that another host, an
 * unsafe page or a path tries to set over ours.
 */
#include "http/cookie.h"

#include <assert.h>

#include "base/buf.h"

struct str
cookie_prefix(enum http_cookies cookies)
{
    return cookies == HTTP_COOKIES_PLAIN ? S("") : S("__Host-");
}

struct str
cookie_find(struct str header, struct str prefix, struct str name)
{
    struct str rest = header, pair, key, value, found = {0};
    size_t     n = 0;

    while (str_split(&rest, ';', &pair)) {
        if (!str_cut(pair, '=', &key, &value))
            continue;
        key = str_trim(key);
        if (!str_starts(key, prefix) || !str_eq(str_from(key, prefix.n), name))
            continue;
        found = str_trim(value);
        n++;
    }
    return n == 1 ? found : (struct str){0};
}

static bool
is_plain(struct str value)
{
    for (size_t i = 0; i < value.n; i++) {
        char c = value.p[i];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                (c >= '0' && c <= '9') || str_find_byte(S("-_.~"), c) >= 0))
            return false;
    }
    return true;
}

struct str
cookie_text(struct arena *a, struct str name, struct str value, int64_t seconds,
    enum http_cookies cookies)
{
    struct buf b;

    assert(name.n && seconds >= -1);
    if (!is_plain(name) || !is_plain(value))
        BUG("cookie: a byte that does not belong into one");
    buf_init(&b, a);
    buf_add(&b, cookie_prefix(cookies));
    buf_add(&b, name);
    buf_add_byte(&b, '=');
    buf_add(&b, value);
    buf_add(&b, S("; Path=/; HttpOnly; SameSite=Strict"));
    if (cookies == HTTP_COOKIES_SECURE)
        buf_add(&b, S("; Secure"));
    if (seconds >= 0) {
        buf_add(&b, S("; Max-Age="));
        buf_add_int(&b, seconds);
    }
    return buf_str(&b);
}
