/*
 * multipart -- forms with files, read whole from memory.
 *
 * Only what browsers send (RFC 7578): nothing before the first boundary,
 * nothing but a line end after the last, no nesting, no transfer encodings.
 * Values point into the body.  Not streamed: the body's limit is a few
 * megabytes and stands at the door, and a paper is sealed from memory.
 */
#include <string.h>

#include "base/text.h"
#include "http/form_own.h"

enum { BOUNDARY_MOST = 70 };

/* Where reading stands. */
struct parts {
    struct str rest;   /* behind the last boundary              */
    struct str border; /* "\r\n--BOUNDARY", ends a part's value */
};

/*
 * The next of "; name=value; name2="value 2"".  A backslash in quotes is a
 * backslash: browsers write a quote as %22.
 */
static bool
next_parameter(struct str *rest, struct str *name, struct str *value)
{
    struct str s = str_trim(*rest);
    size_t     i = 0;

    while (s.n && s.p[0] == ';')
        s = str_trim(str_from(s, 1));
    if (!str_cut(s, '=', name, &s))
        return false;
    *name = str_trim(*name);
    if (!s.n || s.p[0] != '"') {
        while (i < s.n && s.p[i] != ';')
            i++;
        *value = str_trim(str_sub(s, 0, i));
        *rest = str_from(s, i);
        return true;
    }
    for (i = 1; i < s.n && s.p[i] != '"';)
        i++;
    if (i >= s.n)
        return false;
    *value = str_sub(s, 1, i - 1);
    *rest = str_from(s, i + 1);
    return true;
}

static bool
parameter(struct str header, struct str wanted, struct str *out)
{
    struct str first, rest, name, value;

    if (!str_cut(header, ';', &first, &rest))
        return false;
    while (next_parameter(&rest, &name, &value)) {
        if (!str_eq_nocase(name, wanted))
            continue;
        *out = value;
        return true;
    }
    return false;
}

/* A multipart body begins with "--BOUNDARY"; moves behind it. */
static bool
parts_init(struct parts *p, struct arena *a, struct str body,
    struct str content_type)
{
    struct str boundary;

    if (!parameter(content_type, S("boundary"), &boundary) || !boundary.n ||
        boundary.n > BOUNDARY_MOST)
        return false;
    p->border = str_cat(a, S("\r\n--"), boundary);
    if (!str_starts(body, str_from(p->border, 2)))
        return false;
    p->rest = str_from(body, p->border.n - 2);
    return true;
}

static bool
at_end(const struct parts *p)
{
    return str_eq(p->rest, S("--")) || str_eq(p->rest, S("--\r\n"));
}

static bool
cut_at(struct str s, struct str mark, struct str *before, struct str *after)
{
    const char *at = memmem(s.p, s.n, mark.p, mark.n);

    if (!at)
        return false;
    *before = str_sub(s, 0, (size_t)(at - s.p));
    *after = str_from(s, before->n + mark.n);
    return true;
}

/* One part: its header lines, and its bytes up to the next border. */
static bool
next_part(struct parts *p, struct str *head, struct str *value)
{
    struct str rest = p->rest;

    if (!str_starts(rest, S("\r\n")))
        return false;
    rest = str_from(rest, 2);
    return cut_at(rest, S("\r\n\r\n"), head, &rest) &&
        cut_at(rest, p->border, value, &p->rest);
}

/* The header of that name among a part's lines. */
static bool
head_line(struct str head, struct str wanted, struct str *out)
{
    struct str line, name, value;

    while (head.n) {
        if (!cut_at(head, S("\r\n"), &line, &head)) {
            line = head;
            head = (struct str){0};
        }
        if (!str_cut(line, ':', &name, &value) || !str_eq_nocase(name, wanted))
            continue;
        *out = str_trim(value);
        return true;
    }
    return false;
}

static bool
read_head(struct str head, struct form_value *v)
{
    struct str line, unused;

    if (!head_line(head, S("content-disposition"), &line) ||
        !str_eq_nocase(form_media_type(line), S("form-data")))
        return false;
    if (!parameter(line, S("name"), &v->name) || !text_is_utf8(v->name))
        return false;
    v->kind = parameter(line, S("filename"), &unused) ? FORM_FILE : FORM_TEXT;
    return true;
}

static enum err
read_part(struct parts *p, struct form_limits limits, struct form_value *v,
    struct fault *fault)
{
    struct str head;

    if (!next_part(p, &head, &v->value) || !read_head(head, v))
        return form_refuse(ERR_INVALID, S("a part is not well-formed"), fault);
    if (v->kind == FORM_TEXT && !text_is_utf8(v->value))
        return form_refuse(ERR_INVALID, S("a text is not UTF-8"), fault);
    return form_check_sizes(v, limits, fault);
}

static size_t
count_borders(struct str body, struct str border)
{
    struct str before;
    size_t     n = 0;

    while (cut_at(body, border, &before, &body))
        n++;
    return n;
}

/* wide: limits and fault travel with every reader */
enum err
form_read_multipart(struct arena *a, struct str body, struct str content_type,
    struct form_limits limits, struct form_values *out, struct fault *fault)
{
    struct form_limits l = form_limits_filled(limits);
    struct parts       p;
    struct form_value *rows;
    size_t             n;

    if (!parts_init(&p, a, body, content_type))
        return form_refuse(ERR_INVALID, S("no boundary"), fault);
    n = count_borders(p.rest, p.border);
    if (n > l.values)
        return form_refuse(ERR_LIMIT, S("too many values"), fault);
    rows = ARENA_ARRAY(a, struct form_value, n);
    for (size_t i = 0; i < n; i++) {
        enum err e = read_part(&p, l, &rows[i], fault);

        if (e)
            return e;
    }
    if (!at_end(&p))
        return form_refuse(ERR_INVALID, S("no last boundary"), fault);
    *out = (struct form_values){rows, n};
    return OK;
}
