/*
 * form -- queries and urlencoded bodies, and looking into what was read.
 *
 * Our own, since the library's post processor had a memory error, cuts
 * values into pieces, and knows no limits.  Values are counted before the
 * table is made, so a body of a million '&' costs one pass.
 */
#include "http/form.h"

#include "http/form_own.h"
#include "http/url.h"

static const struct form_limits usual = {
    .values = 1000,
    .name = 200,
    .text = (size_t)1024 * 1024,
    .file = SIZE_MAX,
};

struct form_limits
form_limits_filled(struct form_limits l)
{
    return (struct form_limits){
        .values = l.values ? l.values : usual.values,
        .name = l.name ? l.name : usual.name,
        .text = l.text ? l.text : usual.text,
        .file = l.file ? l.file : usual.file,
    };
}

enum err
form_refuse(enum err e, struct str detail, struct fault *fault)
{
    if (fault)
        *fault = (struct fault){.detail = detail};
    return e;
}

enum err
form_check_sizes(const struct form_value *v, struct form_limits limits,
    struct fault *fault)
{
    size_t most = v->kind == FORM_FILE ? limits.file : limits.text;

    if (v->name.n > limits.name)
        return form_refuse(ERR_LIMIT, S("a name is too long"), fault);
    if (v->value.n > most)
        return form_refuse(ERR_LIMIT, S("a value is too long"), fault);
    return OK;
}

/* Empty pieces ("a=1&&b=2") are nothing. */
static size_t
count_pairs(struct str text)
{
    struct str rest = text, pair;
    size_t     n = 0;

    while (str_split(&rest, '&', &pair))
        n += pair.n > 0;
    return n;
}

static enum err
read_pair(struct arena *a, struct str pair, struct form_limits limits,
    struct form_value *out, struct fault *fault)
{
    struct form_value v = {.kind = FORM_TEXT};
    struct str        name, value;

    str_cut(pair, '=', &name, &value);
    if (!url_decode(a, name, URL_PLUS_IS_SPACE, &v.name) ||
        !url_decode(a, value, URL_PLUS_IS_SPACE, &v.value))
        return form_refuse(ERR_INVALID, S("badly encoded"), fault);
    *out = v;
    return form_check_sizes(out, limits, fault);
}

enum err
form_read_pairs(struct arena *a, struct str text, struct form_limits limits,
    struct form_values *out, struct fault *fault)
{
    struct form_limits l = form_limits_filled(limits);
    struct str         rest = text, pair;
    struct form_value *rows;
    size_t             n = count_pairs(text), at = 0;

    if (n > l.values)
        return form_refuse(ERR_LIMIT, S("too many values"), fault);
    rows = ARENA_ARRAY(a, struct form_value, n);
    while (str_split(&rest, '&', &pair)) {
        enum err e;

        if (!pair.n)
            continue;
        if ((e = read_pair(a, pair, l, &rows[at++], fault)))
            return e;
    }
    *out = (struct form_values){rows, n};
    return OK;
}

struct str
form_media_type(struct str content_type)
{
    struct str type, rest;

    str_cut(content_type, ';', &type, &rest);
    return str_trim(type);
}

/* wide: limits and fault travel with every reader */
enum err
form_read(struct arena *a, struct str body, struct str content_type,
    struct form_limits limits, struct form_values *out, struct fault *fault)
{
    struct str type = form_media_type(content_type);

    if (str_eq_nocase(type, S("application/x-www-form-urlencoded")))
        return form_read_pairs(a, body, limits, out, fault);
    if (str_eq_nocase(type, S("multipart/form-data")))
        return form_read_multipart(a, body, content_type, limits, out, fault);
    return form_refuse(ERR_INVALID, S("not a form's content type"), fault);
}

bool
form_has(const struct form_values *f, struct str name)
{
    for (size_t i = 0; i < f->n; i++)
        if (str_eq(f->rows[i].name, name))
            return true;
    return false;
}

static bool
is_text_of(const struct form_value *v, struct str name)
{
    return v->kind == FORM_TEXT && str_eq(v->name, name);
}

struct str
form_value(const struct form_values *f, struct str name)
{
    for (size_t i = 0; i < f->n; i++)
        if (is_text_of(&f->rows[i], name))
            return f->rows[i].value;
    return (struct str){0};
}

size_t
form_values_list(struct arena *a, const struct form_values *f, struct str name,
    const struct str **out)
{
    struct str *list;
    size_t      n = 0;

    for (size_t i = 0; i < f->n; i++)
        n += is_text_of(&f->rows[i], name);
    list = ARENA_ARRAY(a, struct str, n);
    *out = list;
    for (size_t i = 0; i < f->n; i++)
        if (is_text_of(&f->rows[i], name))
            *list++ = f->rows[i].value;
    return n;
}

const struct form_value *
form_file(const struct form_values *f, struct str name)
{
    for (size_t i = 0; i < f->n; i++) {
        const struct form_value *v = &f->rows[i];

        if (v->kind == FORM_FILE && v->value.n && str_eq(v->name, name))
            return v;
    }
    return NULL;
}
