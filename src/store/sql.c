/*
 * sql -- a scanner that knows where quotes and comments end, and two
 * rewritings on top of it.
 */
#include "store/sql.h"

#include "base/buf.h"
#include "base/err.h"

static bool
starts_at(struct str s, size_t at, struct str with)
{
    return str_starts(str_from(s, at), with);
}

/* Behind the quote that ends what begins at from; '' is two pieces. */
static size_t
quote_end(struct str s, size_t from)
{
    size_t at = from + 1;

    while (at < s.n && s.p[at] != s.p[from])
        at++;
    return at < s.n ? at + 1 : s.n;
}

static size_t
remark_end(struct str s, size_t from)
{
    size_t depth = 0, at = from;

    while (at < s.n) {
        if (starts_at(s, at, S("/*"))) {
            depth++;
            at += 2;
        } else if (starts_at(s, at, S("*/"))) {
            depth--;
            at += 2;
            if (!depth)
                return at;
        } else {
            at++;
        }
    }
    return s.n;
}

static size_t
line_end(struct str s, size_t from)
{
    while (from < s.n && s.p[from] != '\n')
        from++;
    return from;
}

/* The length of a quote or comment that begins here, else 0. */
static size_t
untouched(struct str s, size_t at)
{
    if (s.p[at] == '\'' || s.p[at] == '"')
        return quote_end(s, at) - at;
    if (starts_at(s, at, S("--")))
        return line_end(s, at) - at;
    if (starts_at(s, at, S("/*")))
        return remark_end(s, at) - at;
    return 0;
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
        c == '{' || c == '}';
}

struct str
sql_numbered(struct arena *a, struct str sql)
{
    struct buf b;
    size_t     at = 0;

    buf_init(&b, a);
    while (at < sql.n) {
        size_t skip = untouched(sql, at);

        if (skip) {
            buf_add(&b, str_sub(sql, at, skip));
            at += skip;
            continue;
        }
        if (sql.p[at] == '$' && at + 1 < sql.n && is_digit(sql.p[at + 1]))
            buf_add_byte(&b, '?');
        else
            buf_add_byte(&b, sql.p[at]);
        at++;
    }
    return buf_str(&b);
}

struct word {
    struct str own;
    struct str in[2]; /* by enum sql_dialect */
};

static const struct word words[] = {
    {S_INIT("INT64"), {S_INIT("INTEGER"), S_INIT("BIGINT")}},
    {S_INIT("BYTES"), {S_INIT("BLOB"), S_INIT("BYTEA")}},
    {S_INIT("{STRICT}"), {S_INIT("STRICT"), S_INIT("")}},
    {S_INIT("{BY_KEY}"), {S_INIT("STRICT, WITHOUT ROWID"), S_INIT("")}},
    {S_INIT("{POSTGRESQL}"), {S_INIT("--"), S_INIT("")}},
};

static struct str
word_in(struct str word, enum sql_dialect dialect)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (str_eq(words[i].own, word))
            return words[i].in[dialect];
    }
    return word;
}

static size_t
word_length(struct str s, size_t at)
{
    size_t n = 0;

    while (at + n < s.n &&
        (is_letter(s.p[at + n]) || (n && is_digit(s.p[at + n]))))
        n++;
    return n;
}

struct str
sql_schema(struct arena *a, struct str sql, enum sql_dialect dialect)
{
    struct buf b;
    size_t     at = 0;

    buf_init(&b, a);
    while (at < sql.n) {
        size_t skip = untouched(sql, at);
        size_t word = skip ? 0 : word_length(sql, at);

        if (skip)
            buf_add(&b, str_sub(sql, at, skip));
        else if (word)
            buf_add(&b, word_in(str_sub(sql, at, word), dialect));
        else
            buf_add_byte(&b, sql.p[at]);
        at += skip + word + (!skip && !word);
    }
    return buf_str(&b);
}
