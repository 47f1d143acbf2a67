/*
 * A record is found first and read second: its end is where a line ends
 * outside quotation marks, so a record that the window cuts costs nothing
 * but looking.  libcsv3 was looked at and left: it calls back byte by byte,
 * knows nothing of where a record began, cannot say which record was broken
 * and go on behind it, and takes what we must refuse.
 */
#include "base/csv.h"

#include <assert.h>

#include "base/text.h"

/* ---- what kind of text ---- */

enum csv_text
csv_text_of(struct str bytes, size_t *skip)
{
    *skip = 0;
    if (str_starts(bytes, S("\xff\xfe")) || str_starts(bytes, S("\xfe\xff")))
        return CSV_UTF16;
    if (str_starts(bytes, S("\xef\xbb\xbf")))
        *skip = 3;
    if (!str_trim(str_from(bytes, *skip)).n)
        return CSV_EMPTY;
    if (str_find_byte(bytes, '\0') >= 0)
        return CSV_BINARY;
    return text_is_utf8(bytes) ? CSV_UTF8 : CSV_1252;
}

char
csv_separator(struct str text)
{
    static const char all[] = {',', ';', '\t', '|'};
    size_t            seen[sizeof all] = {0}, best = 0;
    bool              quoted = false;

    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '"')
            quoted = !quoted;
        if (!quoted && (text.p[i] == '\n' || text.p[i] == '\r'))
            break;
        for (size_t k = 0; k < sizeof all; k++)
            seen[k] += !quoted && text.p[i] == all[k];
    }
    for (size_t k = 1; k < sizeof all; k++)
        if (seen[k] > seen[best])
            best = k;
    return all[best];
}

/* ---- Windows-1252 ---- */

/* 0x80 to 0x9f; the five that mean nothing stay what they are. */
static const uint16_t above_ascii[32] = {
    0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021,
    0x2c6,  0x2030, 0x160,  0x2039, 0x152,  0x8d,   0x17d,  0x8f,
    0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,   0x17e,  0x178,
};

static size_t
utf8_put(char *p, unsigned code)
{
    if (code < 0x80) {
        p[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        p[0] = (char)(0xc0 | code >> 6);
        p[1] = (char)(0x80 | (code & 0x3f));
        return 2;
    }
    p[0] = (char)(0xe0 | code >> 12);
    p[1] = (char)(0x80 | (code >> 6 & 0x3f));
    p[2] = (char)(0x80 | (code & 0x3f));
    return 3;
}

static struct str
from_1252(struct arena *a, struct str s)
{
    char  *p = arena_get(a, 3 * s.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        unsigned c = (unsigned char)s.p[i];

        n += utf8_put(p + n, c >= 0x80 && c < 0xa0 ? above_ascii[c - 0x80] : c);
    }
    return str_bytes(p, n);
}

/* ---- reading ---- */

static bool
ends_line(char c)
{
    return c == '\n' || c == '\r';
}

/* Past one end of a line at i; two bytes are one end. */
static size_t
past_line(struct str t, size_t i)
{
    if (i + 1 < t.n && t.p[i] == '\r' && t.p[i + 1] == '\n')
        return i + 2;
    return i + 1;
}

/* One record as it stands. */
struct span_of {
    size_t  end;   /* of its text, before the end of its last line */
    int64_t lines; /* that end within it                           */
    bool    open;  /* a quotation mark was not closed              */
};

/* Where in a cell a byte stands. */
enum place { AT_START, IN_PLAIN, IN_QUOTES, BEHIND_QUOTES };

/* Between quotation marks two of them are one, so behind a second one the
 * cell goes on. */
static enum place
place_after(enum place at, char byte, char separator)
{
    if (at == IN_QUOTES)
        return byte == '"' ? BEHIND_QUOTES : IN_QUOTES;
    if (byte == '"' && at != IN_PLAIN)
        return IN_QUOTES;
    return byte == separator ? AT_START : IN_PLAIN;
}

static bool
is_line_end(struct str t, size_t i)
{
    return t.p[i] == '\n' ||
        (t.p[i] == '\r' && (i + 1 == t.n || t.p[i + 1] != '\n'));
}

static struct span_of
span_find(const struct csv *c)
{
    struct span_of s = {.end = c->at};
    struct str     t = c->text;
    enum place     at = AT_START;

    for (; s.end < t.n; s.end++) {
        if (at != IN_QUOTES && ends_line(t.p[s.end]))
            return s;
        s.lines += is_line_end(t, s.end);
        at = place_after(at, t.p[s.end], c->separator);
    }
    s.open = at == IN_QUOTES;
    return s;
}

/* A quoted cell that begins at *at; moves behind it. */
static bool
quoted_cell(struct str t, size_t *at, char separator, struct buf *b)
{
    size_t i = *at + 1;

    for (; i < t.n; i++) {
        if (t.p[i] != '"') {
            buf_add_byte(b, t.p[i]);
        } else if (i + 1 < t.n && t.p[i + 1] == '"') {
            buf_add_byte(b, '"');
            i++;
        } else {
            break;
        }
    }
    i++;
    *at = i;
    return i >= t.n || t.p[i] == separator;
}

static bool
cell_read(const struct csv *c, struct str t, size_t *at, struct arena *a,
    struct str *out)
{
    struct buf b;
    size_t     i = *at;
    bool       sound = true;

    if (i < t.n && t.p[i] == '"') {
        buf_init(&b, a);
        sound = quoted_cell(t, at, c->separator, &b);
        *out = buf_str(&b);
    } else {
        while (i < t.n && t.p[i] != c->separator)
            i++;
        *out = str_dup(a, str_sub(t, *at, i - *at));
        *at = i;
    }
    if (c->kind == CSV_1252)
        *out = from_1252(a, *out);
    return sound;
}

static enum csv_fault
cells_read(const struct csv *c, struct str t, struct arena *a,
    struct csv_record *out)
{
    size_t at = 0;

    out->cells = ARENA_ARRAY(a, struct str, CSV_CELLS);
    for (;;) {
        if (out->count == CSV_CELLS)
            return CSV_MANY_CELLS;
        if (!cell_read(c, t, &at, a, &out->cells[out->count++]))
            return CSV_LATE_QUOTE;
        if (at >= t.n)
            return CSV_SOUND;
        at++;
    }
}

/* What the window may cut in two is left for the next one. */
static bool
is_cut(const struct csv *c, size_t end)
{
    return c->window == CSV_MORE_FOLLOWS && end + 1 >= c->text.n;
}

static void
skip_blank(struct csv *c)
{
    while (
        c->at < c->text.n && ends_line(c->text.p[c->at]) && !is_cut(c, c->at)) {
        c->at = past_line(c->text, c->at);
        c->line++;
    }
}

bool
csv_next(struct csv *c, struct arena *a, struct csv_record *out)
{
    struct span_of s;
    struct str     t;

    assert(c->separator);
    skip_blank(c);
    s = span_find(c);
    if (s.end == c->at && s.end == c->text.n)
        return false;
    t = str_sub(c->text, c->at, s.end - c->at);
    if (is_cut(c, s.end) && t.n <= CSV_RECORD)
        return false;
    *out = (struct csv_record){.line = c->line};
    if (t.n > CSV_RECORD)
        out->fault = CSV_LONG_RECORD;
    else if (s.open)
        out->fault = CSV_OPEN_QUOTE;
    else
        out->fault = cells_read(c, t, a, out);
    if (out->fault)
        out->count = 0;
    c->at = s.end < c->text.n ? past_line(c->text, s.end) : s.end;
    c->line += s.lines + 1;
    return true;
}

/* ---- writing ---- */

/* What some spreadsheets take a cell for a formula by; in full width too, as
 * those of East Asia do. */
static bool
could_run(struct str rest)
{
    static const struct str wide[] = {
        S_INIT("\xef\xbc\x9d"), /* = */
        S_INIT("\xef\xbc\x8b"), /* + */
        S_INIT("\xef\xbc\x8d"), /* - */
        S_INIT("\xef\xbc\xa0"), /* @ */
    };

    if (!rest.n || (rest.p[0] > '@' && (unsigned char)rest.p[0] < 0x80))
        return false;
    if (str_find_byte(S("=+-@\t\r\n"), rest.p[0]) >= 0)
        return true;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (str_starts(rest, wide[i]))
            return true;
    return false;
}

/* Behind any apostrophes there is something that could run. */
static bool
is_marked(struct str cell)
{
    size_t i = 0;

    while (i < cell.n && cell.p[i] == '\'')
        i++;
    return could_run(str_from(cell, i));
}

struct str
csv_plain(struct str cell)
{
    if (cell.n && cell.p[0] == '\'' && is_marked(cell))
        return str_from(cell, 1);
    return cell;
}

static bool
needs_quotes(struct str cell, char separator)
{
    for (size_t i = 0; i < cell.n; i++)
        if (cell.p[i] == '"' || cell.p[i] == separator || ends_line(cell.p[i]))
            return true;
    return false;
}

void
csv_out_init(struct csv_out *o, struct arena *a, char separator)
{
    buf_init(&o->b, a);
    o->cells = 0;
    o->separator = separator;
}

void
csv_put(struct csv_out *o, struct str cell)
{
    bool quoted = needs_quotes(cell, o->separator);

    if (o->cells++)
        buf_add_byte(&o->b, o->separator);
    if (quoted)
        buf_add_byte(&o->b, '"');
    if (is_marked(cell))
        buf_add_byte(&o->b, '\'');
    if (!quoted)
        buf_add(&o->b, cell);
    for (size_t i = 0; quoted && i < cell.n; i++) {
        if (cell.p[i] == '"')
            buf_add_byte(&o->b, '"');
        buf_add_byte(&o->b, cell.p[i]);
    }
    if (quoted)
        buf_add_byte(&o->b, '"');
}

void
csv_end(struct csv_out *o)
{
    buf_add(&o->b, S("\r\n"));
    o->cells = 0;
}
