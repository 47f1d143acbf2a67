/*
 * json -- a writer that streams, and a reader that goes down as the text
 * does, no deeper than DEPTH_MOST.
 *
 * json-c stood here before: without memory it read a whole object as null or
 * as one with members missing, and it needed a second reader of ours anyhow,
 * for the text of numbers, equal keys and words that JSON has not.
 */
#include "base/json.h"

#include <assert.h>
#include <stdlib.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "base/text.h"

enum { SIZE_MOST = 1024 * 1024, DEPTH_MOST = 32, VALUES_MOST = 65536 };

/* --- writing --- */

void
json_init(struct json_out *j, struct arena *a)
{
    assert(j);
    buf_init(&j->b, a);
    j->comma = false;
}

static void
separate(struct json_out *j)
{
    if (j->comma)
        buf_add_byte(&j->b, ',');
    j->comma = true;
}

void
json_open(struct json_out *j, char bracket)
{
    assert(bracket == '{' || bracket == '[');
    separate(j);
    buf_add_byte(&j->b, bracket);
    j->comma = false;
}

void
json_close(struct json_out *j, char bracket)
{
    assert(bracket == '}' || bracket == ']');
    buf_add_byte(&j->b, bracket);
    j->comma = true;
}

static void
add_escape(struct buf *b, UChar32 c)
{
    const struct str hex = S("0123456789abcdef");

    switch (c) {
    case '"':
        buf_add(b, S("\\\""));
        break;
    case '\\':
        buf_add(b, S("\\\\"));
        break;
    case '\n':
        buf_add(b, S("\\n"));
        break;
    default: /* a control: below 32 */
        buf_add(b, S("\\u00"));
        buf_add_byte(b, hex.p[c >> 4]);
        buf_add_byte(b, hex.p[c & 15]);
        break;
    }
}

static void
add_quoted(struct buf *b, struct str s)
{
    const uint8_t *p = (const uint8_t *)s.p;
    size_t         done = 0, at = 0, from;
    UChar32        c;

    buf_add_byte(b, '"');
    while (at < s.n) {
        from = at;
        U8_NEXT(p, at, s.n, c);
        if (c >= ' ' && c != '"' && c != '\\')
            continue;
        buf_add(b, str_sub(s, done, from - done));
        if (c < 0)
            buf_add(b, S("\xEF\xBF\xBD"));
        else
            add_escape(b, c);
        done = at;
    }
    buf_add(b, str_from(s, done));
    buf_add_byte(b, '"');
}

void
json_key(struct json_out *j, struct str key)
{
    separate(j);
    add_quoted(&j->b, key);
    buf_add_byte(&j->b, ':');
    j->comma = false;
}

void
json_str(struct json_out *j, struct str s)
{
    separate(j);
    add_quoted(&j->b, s);
}

void
json_int(struct json_out *j, int64_t v)
{
    separate(j);
    buf_add_int(&j->b, v);
}

void
json_bool(struct json_out *j, bool v)
{
    json_raw(j, v ? S("true") : S("false"));
}

void
json_null(struct json_out *j)
{
    json_raw(j, S("null"));
}

void
json_raw(struct json_out *j, struct str value)
{
    separate(j);
    buf_add(&j->b, value);
}

struct str
json_text(const struct json_out *j)
{
    assert(j);
    return buf_str(&j->b);
}

/* --- reading --- */

struct scan {
    struct arena *arena;
    struct str    text;
    size_t        at;
    int           values; /* and keys */
    int           depth;
    const char   *wrong; /* what is wrong, null: nothing */
    enum err      kind;
};

static enum err read_value(struct scan *s, struct json *to);

static enum err
refuse(struct scan *s, enum err kind, const char *wrong)
{
    s->kind = kind;
    s->wrong = wrong;
    return kind;
}

/* NUL, which stands nowhere in JSON, behind the end. */
static char
here(const struct scan *s)
{
    return s->at < s->text.n ? s->text.p[s->at] : '\0';
}

static void
skip_space(struct scan *s)
{
    while (s->at < s->text.n && str_find_byte(S(" \t\r\n"), here(s)) >= 0)
        s->at++;
}

/* --- strings --- */

static int
hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 'a' - 'A';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Behind "\u": four digits. */
static enum err
read_unit(struct scan *s, uint32_t *out)
{
    uint32_t unit = 0;

    for (int i = 0; i < 4; i++, s->at++) {
        int digit = hex_value(here(s));

        if (digit < 0)
            return refuse(s, ERR_INVALID, "\\u without its four digits");
        unit = unit << 4 | (uint32_t)digit;
    }
    *out = unit;
    return OK;
}

/* The second half of a pair, for the first. */
static enum err
read_trail(struct scan *s, uint32_t *code)
{
    uint32_t trail = 0;
    enum err e;

    if (!str_starts(str_from(s->text, s->at), S("\\u")))
        return refuse(s, ERR_INVALID, "half of a pair");
    s->at += 2;
    if ((e = read_unit(s, &trail)))
        return e;
    if (!U16_IS_TRAIL(trail))
        return refuse(s, ERR_INVALID, "half of a pair");
    *code = (uint32_t)U16_GET_SUPPLEMENTARY(*code, trail);
    return OK;
}

static enum err
read_code(struct scan *s, struct buf *b)
{
    char     bytes[U8_MAX_LENGTH];
    int      n = 0;
    uint32_t code = 0;
    enum err e;

    s->at++;
    if ((e = read_unit(s, &code)))
        return e;
    if (!code)
        return refuse(s, ERR_INVALID, "NUL in a string");
    if (U16_IS_TRAIL(code))
        return refuse(s, ERR_INVALID, "half of a pair");
    if (U16_IS_LEAD(code) && (e = read_trail(s, &code)))
        return e;
    U8_APPEND_UNSAFE(bytes, n, code);
    buf_add(b, str_bytes(bytes, (size_t)n));
    return OK;
}

/* At the backslash. */
static enum err
read_escape(struct scan *s, struct buf *b)
{
    ptrdiff_t which;

    s->at++;
    if (here(s) == 'u')
        return read_code(s, b);
    which = str_find_byte(S("\"\\/bfnrt"), here(s));
    if (which < 0)
        return refuse(s, ERR_INVALID, "an escape that JSON has not");
    buf_add_byte(b, "\"\\/\b\f\n\r\t"[which]);
    s->at++;
    return OK;
}

/* What stands for itself, up to a quote or a backslash. */
static enum err
read_plain(struct scan *s, struct str *plain)
{
    size_t from = s->at;

    while (s->at < s->text.n && here(s) != '"' && here(s) != '\\') {
        if ((uint8_t)here(s) < ' ')
            return refuse(s, ERR_INVALID, "a control character in a string");
        s->at++;
    }
    *plain = str_sub(s->text, from, s->at - from);
    if (!text_is_utf8(*plain))
        return refuse(s, ERR_INVALID, "a string that is not UTF-8");
    return OK;
}

/* The rest of a string that has escapes in it. */
static enum err
read_escaped(struct scan *s, struct str first, struct str *out)
{
    struct buf b;
    struct str plain;
    enum err   e = OK;

    buf_init(&b, s->arena);
    buf_add(&b, first);
    while (!e && s->at < s->text.n && here(s) != '"') {
        if (here(s) == '\\')
            e = read_escape(s, &b);
        else if (!(e = read_plain(s, &plain)))
            buf_add(&b, plain);
    }
    *out = buf_str(&b);
    return e;
}

/* At the opening quote; goes behind the closing one.  Most have no escape
 * and take no more room than they have bytes. */
static enum err
read_string(struct scan *s, struct str *out)
{
    struct str first;
    enum err   e;

    s->at++;
    if ((e = read_plain(s, &first)))
        return e;
    if (here(s) == '\\')
        e = read_escaped(s, first, out);
    else
        *out = str_dup(s->arena, first);
    if (!e && s->at == s->text.n)
        e = refuse(s, ERR_INVALID, "a string without an end");
    s->at += !e;
    return e;
}

/* --- numbers and words --- */

static size_t
digits_at(struct str s, size_t at)
{
    size_t n = 0;

    while (at + n < s.n && s.p[at + n] >= '0' && s.p[at + n] <= '9')
        n++;
    return n;
}

static bool
is_one_of(struct str s, size_t at, struct str bytes)
{
    return at < s.n && str_find_byte(bytes, s.p[at]) >= 0;
}

/* How long the number at the start of s is (RFC 8259), 0 if it is none. */
static size_t
number_size(struct str s)
{
    size_t at = is_one_of(s, 0, S("-")), n = digits_at(s, at);

    if (!n || (n > 1 && s.p[at] == '0'))
        return 0;
    at += n;
    if (is_one_of(s, at, S("."))) {
        n = digits_at(s, ++at);
        if (!n)
            return 0;
        at += n;
    }
    if (is_one_of(s, at, S("eE"))) {
        at += 1 + is_one_of(s, at + 1, S("+-"));
        n = digits_at(s, at);
        if (!n)
            return 0;
        at += n;
    }
    return at;
}

static enum err
read_number(struct scan *s, struct json *to)
{
    struct str rest = str_from(s->text, s->at);
    size_t     n = number_size(rest);

    if (!n)
        return refuse(s, ERR_INVALID, "a number that is none");
    to->kind = JSON_NUMBER;
    to->text = str_dup(s->arena, str_sub(rest, 0, n));
    s->at += n;
    return OK;
}

static enum err
read_word(struct scan *s, struct json *to)
{
    static const struct {
        struct str  text;
        struct json is;
    } words[] = {
        {S_INIT("true"), {.kind = JSON_BOOL, .yes = true}},
        {S_INIT("false"), {.kind = JSON_BOOL}},
        {S_INIT("null"), {.kind = JSON_NULL}},
    };
    struct str rest = str_from(s->text, s->at);

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!str_starts(rest, words[i].text))
            continue;
        to->kind = words[i].is.kind;
        to->yes = words[i].is.yes;
        s->at += words[i].text.n;
        return OK;
    }
    return refuse(s, ERR_INVALID, "neither a value nor a word of JSON's");
}

/* --- objects and arrays --- */

static enum err
count_one(struct scan *s)
{
    if (++s->values > VALUES_MOST)
        return refuse(s, ERR_LIMIT, "too many values");
    return OK;
}

static enum err
read_member(struct scan *s, struct json *to)
{
    enum err e = count_one(s);

    skip_space(s);
    if (!e && here(s) != '"')
        e = refuse(s, ERR_INVALID, "a member without a name");
    if (e || (e = read_string(s, &to->key)))
        return e;
    skip_space(s);
    if (here(s) != ':')
        return refuse(s, ERR_INVALID, "a name without a value");
    s->at++;
    return read_value(s, to);
}

static int
by_bytes(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* Sorted, so that an object of very many members costs no more than it may. */
static bool
has_key_twice(struct arena *a, const struct json *object, size_t n)
{
    struct mark m = arena_mark(a);
    struct str *keys = ARENA_ARRAY(a, struct str, n);
    size_t      i = 0;
    bool        twice = false;

    for (const struct json *c = object->child; c; c = c->next)
        keys[i++] = c->key;
    qsort(keys, n, sizeof *keys, by_bytes);
    for (i = 1; !twice && i < n; i++)
        twice = str_eq(keys[i - 1], keys[i]);
    arena_rewind(a, m);
    return twice;
}

/* What stands between two brackets; n: how many. */
static enum err
read_items(struct scan *s, struct json *to, char close, size_t *n)
{
    const struct json **last = &to->child;
    enum err            e = OK;

    for (*n = 1; !e; ++*n) {
        struct json *item = ARENA_NEW(s->arena, struct json);

        *last = item;
        last = &item->next;
        e = close == '}' ? read_member(s, item) : read_value(s, item);
        if (e)
            return e;
        skip_space(s);
        if (here(s) == close)
            break;
        if (here(s) != ',')
            e = refuse(s, ERR_INVALID, "neither a comma nor an end");
        s->at += !e;
    }
    return e;
}

/* At the opening bracket; goes behind the closing one. */
static enum err
read_inside(struct scan *s, struct json *to, char close)
{
    size_t   from = s->at++, n = 0;
    enum err e;

    if (s->depth == DEPTH_MOST)
        return refuse(s, ERR_LIMIT, "nested too deep");
    s->depth++;
    to->kind = close == '}' ? JSON_OBJECT : JSON_ARRAY;
    skip_space(s);
    if (here(s) != close && (e = read_items(s, to, close, &n)))
        return e;
    if (close == '}' && n > 1 && has_key_twice(s->arena, to, n)) {
        s->at = from;
        return refuse(s, ERR_INVALID, "a key twice in one object");
    }
    s->depth--;
    s->at++;
    return OK;
}

static enum err
read_value(struct scan *s, struct json *to)
{
    enum err e = count_one(s);

    if (e)
        return e;
    skip_space(s);
    switch (here(s)) {
    case '{':
        return read_inside(s, to, '}');
    case '[':
        return read_inside(s, to, ']');
    case '"':
        to->kind = JSON_STRING;
        return read_string(s, &to->text);
    default:
        if (is_one_of(s->text, s->at, S("-0123456789")))
            return read_number(s, to);
        return read_word(s, to);
    }
}

static int
line_of(struct str text, size_t at)
{
    int line = 1;

    for (size_t i = 0; i < at && i < text.n; i++)
        line += text.p[i] == '\n';
    return line;
}

static enum err
read_all(struct scan *s, struct json *top)
{
    enum err e;

    if (s->text.n > SIZE_MOST)
        return refuse(s, ERR_LIMIT, "too long");
    if ((e = read_value(s, top)))
        return e;
    skip_space(s);
    return s->at == s->text.n ? OK
                              : refuse(s, ERR_INVALID, "more behind the value");
}

enum err
json_read(struct arena *a, struct str text, const struct json **out,
    struct fault *fault)
{
    struct json *top = ARENA_NEW(a, struct json);
    struct scan  s = {.arena = a, .text = text};

    assert(out && fault);
    if (read_all(&s, top)) {
        *fault = (struct fault){
            .msg = MSG_COMMON_BAD_INPUT,
            .detail = str_of(s.wrong),
            .line = line_of(text, s.at),
        };
        return s.kind;
    }
    *out = top;
    return OK;
}

const struct json *
json_member(const struct json *o, struct str key)
{
    if (!o || o->kind != JSON_OBJECT)
        return NULL;
    for (const struct json *m = o->child; m; m = m->next)
        if (str_eq(m->key, key))
            return m;
    return NULL;
}

struct str
json_string(const struct json *j)
{
    if (!j || (j->kind != JSON_STRING && j->kind != JSON_NUMBER))
        return S("");
    return j->text;
}

bool
json_number(const struct json *j, int64_t *out)
{
    return j && j->kind == JSON_NUMBER && str_int(j->text, out);
}
