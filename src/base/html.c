/*
 * html -- the only place where text becomes markup.
 *
 * One escaping serves text and quoted attributes alike, so that nobody has
 * to choose.  Runs that need nothing are copied whole.
 */
#include "base/html.h"

#include <assert.h>
#include <unicode/utf8.h>

#include "base/err.h"

void
html_init(struct html *h, struct arena *a)
{
    assert(h);
    buf_init(&h->b, a);
}

void
html_lit(struct html *h, struct str markup)
{
    buf_add(&h->b, markup);
}

/* False: the character stands as it is. */
static bool
replacement(UChar32 c, struct str *to)
{
    switch (c) {
    case '&':
        *to = S("&amp;");
        return true;
    case '<':
        *to = S("&lt;");
        return true;
    case '>':
        *to = S("&gt;");
        return true;
    case '"':
        *to = S("&quot;");
        return true;
    case '\'':
        *to = S("&#39;");
        return true;
    case '\t':
    case '\n':
        return false;
    default:
        *to = c < 0 ? S("\xEF\xBF\xBD") : S("");
        return c < ' ' || (c >= 0x7F && c < 0xA0);
    }
}

/* Most of what is written: no need to ask what character it is. */
static bool
is_plain(uint8_t c)
{
    return c >= ' ' && c < 0x7F && c != '&' && c != '<' && c != '>' &&
        c != '"' && c != '\'';
}

void
html_text(struct html *h, struct str text)
{
    const uint8_t *p = (const uint8_t *)text.p;
    size_t         done = 0, at = 0, from;
    UChar32        c;
    struct str     to;

    while (at < text.n) {
        if (is_plain(p[at])) {
            at++;
            continue;
        }
        from = at;
        U8_NEXT(p, at, text.n, c);
        if (!replacement(c, &to))
            continue;
        buf_add(&h->b, str_sub(text, done, from - done));
        buf_add(&h->b, to);
        done = at;
    }
    buf_add(&h->b, str_from(text, done));
}

void
html_int(struct html *h, int64_t v)
{
    buf_add_int(&h->b, v);
}

static bool
is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') ||
        (c >= 'a' && c <= 'f');
}

/* May stand in a path, query or fragment as it is (RFC 3986), or begins an
 * escape that is already there. */
static bool
stands_in_url(struct str path, size_t at)
{
    const struct str marks = S("-._~/?#:@!$&()*+,;=");
    char             c = path.p[at];

    if (c == '%')
        return path.n - at > 2 && is_hex(path.p[at + 1]) &&
            is_hex(path.p[at + 2]);
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
        (c >= 'a' && c <= 'z') || str_find_byte(marks, c) >= 0;
}

static void
add_escape(struct html *h, uint8_t c)
{
    static const char hex[] = "0123456789ABCDEF";

    if (c == '&') {
        buf_add(&h->b, S("&amp;"));
        return;
    }
    buf_add_byte(&h->b, '%');
    buf_add_byte(&h->b, hex[c >> 4]);
    buf_add_byte(&h->b, hex[c & 15]);
}

/* A back slash is escaped too: browsers read it as a slash. */
void
html_url(struct html *h, struct str path)
{
    size_t done = 0;

    if (!str_starts(path, S("/")) || str_starts(path, S("//")))
        BUG("html: a path that is not our own");
    for (size_t i = 0; i < path.n; i++) {
        if (path.p[i] != '&' && stands_in_url(path, i))
            continue;
        buf_add(&h->b, str_sub(path, done, i - done));
        add_escape(h, (uint8_t)path.p[i]);
        done = i + 1;
    }
    buf_add(&h->b, str_from(path, done));
}

/* Where the line ends, and how many bytes its end takes; 0: the last. */
static size_t
line_end(struct str s, size_t *at)
{
    for (*at = 0; *at < s.n; ++*at) {
        if (s.p[*at] == '\n')
            return 1;
        if (s.p[*at] == '\r')
            return str_starts(str_from(s, *at), S("\r\n")) ? 2 : 1;
    }
    return 0;
}

void
html_lines(struct html *h, struct str text)
{
    size_t at, end;

    while ((end = line_end(text, &at))) {
        html_text(h, str_sub(text, 0, at));
        html_lit(h, S("<br>"));
        text = str_from(text, at + end);
    }
    html_text(h, text);
}

void
html_add(struct html *h, struct html_done piece)
{
    buf_add(&h->b, piece.text);
}

struct html_done
html_end(const struct html *h)
{
    assert(h);
    return (struct html_done){buf_str(&h->b)};
}
