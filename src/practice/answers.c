/*
 * Reading answers, and finding one in them.
 */
#include "practice/answers.h"

#include <assert.h>

#include "practice/answers_in.h"

static bool
is_known(const struct form *form, struct str id)
{
    return form_field(form, id) != NULL;
}

enum err
answers_read(struct arena *a, const struct form *form, struct str text,
    struct answers *out, struct fault *fault)
{
    const struct json *root;
    enum err           e;

    assert(a && form && out && fault);
    if ((e = json_read(a, text, &root, fault)))
        return e;
    if (root->kind != JSON_OBJECT) {
        *fault = (struct fault){
            .msg = MSG_ANSWERS_UNREADABLE,
            .detail = S("answers are not an object"),
        };
        return ERR_INVALID;
    }
    for (const struct json *v = root->child; v; v = v->next)
        if (!is_known(form, v->key)) {
            *fault = (struct fault){
                .msg = MSG_ANSWERS_UNREADABLE,
                .field = v->key,
                .detail = S("no field of the form"),
            };
            return ERR_INVALID;
        }
    *out = (struct answers){.form = form, .root = root};
    return OK;
}

/* "0", "1" ...: without a string library, and without an arena. */
static const struct json *
child_value(const struct json *v, int child)
{
    int64_t n;

    if (!v || v->kind != JSON_OBJECT)
        return NULL;
    for (v = v->child; v; v = v->next)
        if (str_int(v->key, &n) && n == child)
            return v;
    return NULL;
}

const struct json *
answers_value(const struct answers *s, const struct field *field, int child)
{
    const struct json *v;

    assert(s && s->root && field);
    v = json_member(s->root, field->id);
    return field->per_child ? child_value(v, child) : v;
}

bool
answers_value_is_why(const struct json *v)
{
    return v && v->kind == JSON_OBJECT && json_member(v, S("why"));
}

bool
answers_value_is_given(const struct json *v)
{
    if (!v || v->kind == JSON_NULL || answers_value_is_why(v))
        return false;
    if (v->kind == JSON_STRING)
        return !str_is_empty(str_trim(v->text));
    if (v->kind == JSON_ARRAY || v->kind == JSON_OBJECT)
        return v->child != NULL;
    return true;
}

void
answers_value_write(struct json_out *out, const struct json *v)
{
    switch (v->kind) {
    case JSON_NULL:
        json_null(out);
        return;
    case JSON_BOOL:
        json_bool(out, v->yes);
        return;
    case JSON_NUMBER:
        json_raw(out, v->text);
        return;
    case JSON_STRING:
        json_str(out, v->text);
        return;
    case JSON_ARRAY:
        json_open(out, '[');
        for (const struct json *c = v->child; c; c = c->next)
            answers_value_write(out, c);
        json_close(out, ']');
        return;
    case JSON_OBJECT:
        json_open(out, '{');
        for (const struct json *c = v->child; c; c = c->next) {
            json_key(out, c->key);
            answers_value_write(out, c);
        }
        json_close(out, '}');
        return;
    }
}

static struct str
as_json(struct arena *a, const struct json *v)
{
    struct json_out out;

    json_init(&out, a);
    answers_value_write(&out, v);
    return json_text(&out);
}

/* Several texts stand one a line; rows as JSON. */
static struct str
list_text(struct arena *a, const struct json *list)
{
    struct buf b;

    for (const struct json *v = list->child; v; v = v->next)
        if (v->kind == JSON_OBJECT || v->kind == JSON_ARRAY)
            return as_json(a, list);
    buf_init(&b, a);
    for (const struct json *v = list->child; v; v = v->next) {
        if (v != list->child)
            buf_add_byte(&b, '\n');
        buf_add(&b, json_string(v));
    }
    return buf_str(&b);
}

struct str
answers_value_text(struct arena *a, const struct json *v)
{
    if (!answers_value_is_given(v))
        return (struct str){0};
    switch (v->kind) {
    case JSON_STRING:
    case JSON_NUMBER:
        return str_dup(a, v->text);
    case JSON_ARRAY:
        return list_text(a, v);
    case JSON_OBJECT:
        if (json_member(v, S("ref")))
            return str_dup(a, json_string(json_member(v, S("ref"))));
        return as_json(a, v);
    default:
        return (struct str){0};
    }
}

struct str
answers_text(struct arena *a, const struct answers *s,
    const struct field *field, int child)
{
    assert(a && s && field);
    return answers_value_text(a, answers_value(s, field, child));
}

const struct json *
spot_value(const struct spot *at, const struct field *f)
{
    /* A column has its id to itself only within its row. */
    if (at->row && form_field(at->s->form, f->id) != f)
        return json_member(at->row, f->id);
    return answers_value(at->s, f, at->child);
}
