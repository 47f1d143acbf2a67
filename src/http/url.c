/*
 * url -- one strict decoder for paths, queries and forms.
 *
 * The library's own decoder hands on C strings, so that "/child/1%00x" would
 * be "/child/1"; it is switched off and only the raw target is read.  A path
 * is never put right: two spellings of one place would be two places to
 * whoever counts or limits them.
 */
#include "http/url.h"

#include "base/arena.h"
#include "base/text.h"

static int
hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* The byte that "%XX" at i stands for, or -1. */
static int
escaped_byte(struct str s, size_t i)
{
    int high, low;

    if (s.n - i < 3)
        return -1;
    high = hex_value(s.p[i + 1]);
    low = hex_value(s.p[i + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

static bool
needs_decoding(struct str s, enum url_plus plus)
{
    return str_find_byte(s, '%') >= 0 ||
        (plus == URL_PLUS_IS_SPACE && str_find_byte(s, '+') >= 0);
}

/* The decoded bytes into to; how many, or -1 when a percent is wrong. */
static ptrdiff_t
decode_into(char *to, struct str raw, enum url_plus plus)
{
    ptrdiff_t n = 0;

    for (size_t i = 0; i < raw.n; i++) {
        int byte = (unsigned char)raw.p[i];

        if (raw.p[i] == '+' && plus == URL_PLUS_IS_SPACE) {
            byte = ' ';
        } else if (raw.p[i] == '%') {
            if ((byte = escaped_byte(raw, i)) < 0)
                return -1;
            i += 2;
        }
        to[n++] = (char)byte;
    }
    return n;
}

bool
url_decode(struct arena *a, struct str raw, enum url_plus plus, struct str *out)
{
    struct str got = raw;
    char      *to;
    ptrdiff_t  n;

    if (needs_decoding(raw, plus)) {
        to = arena_get(a, raw.n);
        if ((n = decode_into(to, raw, plus)) < 0)
            return false;
        got = str_bytes(to, (size_t)n);
    }
    if (!text_is_utf8(got))
        return false;
    *out = got;
    return true;
}

static bool
is_path_raw(struct str raw)
{
    for (size_t i = 0; i < raw.n; i++) {
        if (raw.p[i] <= ' ' || raw.p[i] > '~' || raw.p[i] == '#')
            return false;
        if (raw.p[i] == '%' && escaped_byte(raw, i) == '/')
            return false;
    }
    return raw.n && raw.p[0] == '/';
}

static bool
has_odd_byte(struct str path)
{
    for (size_t i = 0; i < path.n; i++) {
        unsigned char c = (unsigned char)path.p[i];

        if (c < ' ' || c == 0x7f || c == '\\')
            return true;
    }
    return false;
}

/* Parts after the first slash; the last may be empty: "/" and "/cy/". */
static bool
has_odd_part(struct str path)
{
    struct str rest = str_from(path, 1), part;

    while (rest.n) {
        ptrdiff_t slash = str_find_byte(rest, '/');

        part = slash < 0 ? rest : str_sub(rest, 0, (size_t)slash);
        if (!part.n || str_eq(part, S(".")) || str_eq(part, S("..")))
            return true;
        rest = str_from(rest, slash < 0 ? rest.n : (size_t)slash + 1);
    }
    return false;
}

bool
url_path(struct arena *a, struct str raw, struct str *out)
{
    struct str path;

    if (!is_path_raw(raw) || !url_decode(a, raw, URL_PLUS_STAYS, &path))
        return false;
    if (has_odd_byte(path) || has_odd_part(path))
        return false;
    *out = path;
    return true;
}
