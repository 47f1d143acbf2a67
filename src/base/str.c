/*
 * str -- looking into pieces of text, and copies of them.
 *
 * Hex and base64 are libsodium's: they take the same time for all values,
 * and keys are written and read through them.
 */
#include "base/str.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"

struct str
str_of(const char *c)
{
    return c ? (struct str){c, strlen(c)} : (struct str){NULL, 0};
}

struct str
str_bytes(const void *p, size_t n)
{
    assert(p || !n);
    return (struct str){p, n};
}

bool
str_is_empty(struct str s)
{
    return s.n == 0;
}

bool
str_eq(struct str a, struct str b)
{
    return a.n == b.n && (!a.n || memcmp(a.p, b.p, a.n) == 0);
}

bool
str_among(struct str one, const struct str *all, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(all[i], one))
            return true;
    return false;
}

static char
lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool
str_eq_nocase(struct str a, struct str b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (lower(a.p[i]) != lower(b.p[i]))
            return false;
    return true;
}

int
str_cmp(struct str a, struct str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int    c = n ? memcmp(a.p, b.p, n) : 0;

    if (c)
        return c < 0 ? -1 : 1;
    return (a.n > b.n) - (a.n < b.n);
}

bool
str_starts(struct str s, struct str prefix)
{
    return s.n >= prefix.n && str_eq(str_sub(s, 0, prefix.n), prefix);
}

bool
str_ends(struct str s, struct str suffix)
{
    return s.n >= suffix.n && str_eq(str_from(s, s.n - suffix.n), suffix);
}

ptrdiff_t
str_find_byte(struct str s, char byte)
{
    const char *at = s.n ? memchr(s.p, byte, s.n) : NULL;

    return at ? at - s.p : -1;
}

ptrdiff_t
str_find(struct str s, struct str needle)
{
    struct str rest = s;
    ptrdiff_t  skip;

    if (!needle.n)
        return 0;
    while (rest.n >= needle.n) {
        skip = str_find_byte(rest, needle.p[0]);
        if (skip < 0)
            return -1;
        rest = str_from(rest, (size_t)skip);
        if (str_starts(rest, needle))
            return rest.p - s.p;
        rest = str_from(rest, 1);
    }
    return -1;
}

struct str
str_sub(struct str s, size_t from, size_t n)
{
    if (from >= s.n)
        return (struct str){s.p ? s.p + s.n : NULL, 0};
    return (struct str){s.p + from, n < s.n - from ? n : s.n - from};
}

struct str
str_from(struct str s, size_t from)
{
    return str_sub(s, from, SIZE_MAX);
}

static bool
is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str
str_trim(struct str s)
{
    while (s.n && is_space(s.p[0]))
        s = str_from(s, 1);
    while (s.n && is_space(s.p[s.n - 1]))
        s.n--;
    return s;
}

/* Whether a last empty part is still to come can be told only by null. */
bool
str_split(struct str *rest, char sep, struct str *part)
{
    assert(rest && part);
    if (!rest->p)
        return false;
    if (!str_cut(*rest, sep, part, rest))
        *rest = (struct str){NULL, 0};
    return true;
}

bool
str_cut(struct str s, char sep, struct str *before, struct str *after)
{
    ptrdiff_t at = str_find_byte(s, sep);

    assert(before && after);
    if (at < 0) {
        *before = s;
        *after = str_from(s, s.n);
        return false;
    }
    *before = str_sub(s, 0, (size_t)at);
    *after = str_from(s, (size_t)at + 1);
    return true;
}

/* Counts downwards, since the least value has no positive twin. */
bool
str_int(struct str s, int64_t *out)
{
    bool    minus = s.n && s.p[0] == '-';
    int64_t v = 0;

    assert(out);
    s = str_from(s, minus);
    if (!str_is_digits(s))
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (__builtin_mul_overflow(v, 10, &v) ||
            __builtin_sub_overflow(v, s.p[i] - '0', &v))
            return false;
    if (!minus && v == INT64_MIN)
        return false;
    *out = minus ? v : -v;
    return true;
}

bool
str_is_digits(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n > 0;
}

/* Room for n bytes and a NUL behind them, which libraries may look for. */
static char *
room_for(struct arena *a, size_t n)
{
    if (n == SIZE_MAX)
        BUG("str: a text larger than memory");
    return arena_get(a, n + 1);
}

struct str
str_dup(struct arena *a, struct str s)
{
    char *p = room_for(a, s.n);

    if (s.n)
        memcpy(p, s.p, s.n);
    return (struct str){p, s.n};
}

struct str
str_lower(struct arena *a, struct str s)
{
    char *p = room_for(a, s.n);

    for (size_t i = 0; i < s.n; i++)
        p[i] = lower(s.p[i]);
    return (struct str){p, s.n};
}

static size_t
joined_size(const struct str *parts, size_t n, struct str between)
{
    size_t sum = 0;

    for (size_t i = 0; i < n; i++)
        if (__builtin_add_overflow(sum, parts[i].n, &sum) ||
            __builtin_add_overflow(sum, i ? between.n : 0, &sum))
            BUG("str: a text larger than memory");
    return sum;
}

static char *
put(char *to, struct str s)
{
    if (s.n)
        memcpy(to, s.p, s.n);
    return to + s.n;
}

struct str
str_join(struct arena *a, const struct str *parts, size_t n, struct str between)
{
    size_t size = joined_size(parts, n, between);
    char  *p = room_for(a, size);
    char  *to = p;

    assert(parts || !n);
    for (size_t i = 0; i < n; i++) {
        if (i)
            to = put(to, between);
        to = put(to, parts[i]);
    }
    return (struct str){p, size};
}

struct str
str_cat(struct arena *a, struct str x, struct str y)
{
    const struct str both[] = {x, y};

    return str_join(a, both, 2, S(""));
}

const char *
str_c(struct arena *a, struct str s)
{
    if (str_find_byte(s, '\0') >= 0)
        BUG("str: a NUL inside a text for a library");
    return str_dup(a, s).p;
}

struct str
str_of_int(struct arena *a, int64_t v)
{
    char     digits[20]; /* as many as the least value has, and its sign */
    size_t   at = sizeof digits;
    uint64_t left = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;

    do
        digits[--at] = (char)('0' + left % 10);
    while (left /= 10);
    if (v < 0)
        digits[--at] = '-';
    return str_dup(a, str_bytes(digits + at, sizeof digits - at));
}

struct str
str_hex(struct arena *a, struct str bytes)
{
    char *p;

    if (bytes.n > SIZE_MAX / 2 - 1)
        BUG("str: a text larger than memory");
    p = room_for(a, bytes.n * 2);
    sodium_bin2hex(p, bytes.n * 2 + 1, (const uint8_t *)bytes.p, bytes.n);
    return (struct str){p, bytes.n * 2};
}

bool
str_unhex(struct arena *a, struct str hex, struct str *out)
{
    uint8_t *p = arena_get(a, hex.n / 2);
    size_t   n;

    assert(out);
    if (sodium_hex2bin(p, hex.n / 2, hex.p, hex.n, NULL, &n, NULL))
        return false;
    *out = str_bytes(p, n);
    return true;
}

struct str
str_base64(struct arena *a, struct str bytes)
{
    const int form = sodium_base64_VARIANT_ORIGINAL;
    size_t    size;
    char     *p;

    if (bytes.n > SIZE_MAX / 2)
        BUG("str: a text larger than memory");
    size = sodium_base64_encoded_len(bytes.n, form);
    p = arena_get(a, size);
    sodium_bin2base64(p, size, (const uint8_t *)bytes.p, bytes.n, form);
    return (struct str){p, size - 1};
}

bool
str_unbase64(struct arena *a, struct str text, struct str *out)
{
    const int form = sodium_base64_VARIANT_ORIGINAL;
    size_t    room = text.n / 4 * 3;
    uint8_t  *p = arena_get(a, room);
    size_t    n;

    assert(out);
    if (sodium_base642bin(p, room, text.p, text.n, NULL, &n, NULL, form))
        return false;
    *out = str_bytes(p, n);
    return true;
}
