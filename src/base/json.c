/*
 * json -- a writer that streams, and a reader over json-c.
 *
 * json-c drops the text of numbers, lets the later of two equal keys win,
 * cuts keys at a NUL and takes words that JSON has not.  So the text is
 * scanned first: the scan knows nothing of the grammar, which is json-c's
 * part, but notes in document order what every number looked like and how
 * many members every object claimed to have.  The tree is then built along
 * these notes: an object with fewer members than it claimed had a key twice.
 */
#include "base/json.h"

#include <assert.h>
#include <unicode/utf8.h>

#include "base/text.h"

/* json-c has a type of the name that is a function of ours. */
#define json_bool jsonc_bool
#include <json-c/json_object.h>
#include <json-c/json_object_iterator.h>
#include <json-c/json_tokener.h>
#undef json_bool

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

/* --- scanning --- */

/* What json-c forgets, in document order: one for each number and object. */
struct note {
    struct note *next;
    size_t       at; /* in the text */
    struct str   number;
    int          members;
};

struct scan {
    struct arena *arena;
    struct str    text;
    size_t        at;
    int           values;
    int           depth;
    struct note  *open[DEPTH_MOST]; /* the objects; null: an array */
    struct note  *first;
    struct note **last;
    const char   *wrong; /* what is wrong, null: nothing */
    enum err      kind;
};

static enum err
refuse(struct scan *s, enum err kind, const char *wrong)
{
    s->kind = kind;
    s->wrong = wrong;
    return kind;
}

static struct note *
note_new(struct scan *s)
{
    struct note *note = ARENA_NEW(s->arena, struct note);

    note->at = s->at;
    *s->last = note;
    s->last = &note->next;
    return note;
}

/* At the closing quote of what began at from.  json-c would take forms that
 * are too long, and halves of pairs. */
static enum err
scan_string_end(struct scan *s, size_t from)
{
    if (!text_is_utf8(str_sub(s->text, from, s->at - from)))
        return refuse(s, ERR_INVALID, "a string that is not UTF-8");
    s->at++;
    return OK;
}

/* At the opening quote; goes behind the closing one. */
static enum err
scan_string(struct scan *s)
{
    size_t from = ++s->at;

    for (; s->at < s->text.n; s->at++) {
        char c = s->text.p[s->at];

        if (c == '"')
            return scan_string_end(s, from);
        if ((uint8_t)c < ' ')
            return refuse(s, ERR_INVALID, "a control character in a string");
        if (str_starts(str_from(s->text, s->at), S("\\u0000")))
            return refuse(s, ERR_INVALID, "NUL in a string");
        if (c == '\\')
            s->at++;
    }
    return refuse(s, ERR_INVALID, "a string without an end");
}

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
scan_number(struct scan *s)
{
    struct str   rest = str_from(s->text, s->at);
    size_t       n = number_size(rest);
    struct note *note;

    if (!n)
        return refuse(s, ERR_INVALID, "a number that is none");
    note = note_new(s);
    note->number = str_dup(s->arena, str_sub(rest, 0, n));
    s->at += n;
    return OK;
}

static enum err
scan_word(struct scan *s)
{
    static const struct str words[] = {
        S_INIT("true"), S_INIT("false"), S_INIT("null")};
    struct str rest = str_from(s->text, s->at);

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_starts(rest, words[i])) {
            s->at += words[i].n;
            return OK;
        }
    return refuse(s, ERR_INVALID, "a word that is none of JSON's");
}

static enum err
scan_open(struct scan *s, char bracket)
{
    if (s->depth == DEPTH_MOST)
        return refuse(s, ERR_LIMIT, "nested too deep");
    s->open[s->depth++] = bracket == '{' ? note_new(s) : NULL;
    s->at++;
    return OK;
}

static enum err
scan_value(struct scan *s)
{
    char c = s->text.p[s->at];

    if (++s->values > VALUES_MOST)
        return refuse(s, ERR_LIMIT, "too many values");
    if (c == '"')
        return scan_string(s);
    if (c == '{' || c == '[')
        return scan_open(s, c);
    if (c == '-' || (c >= '0' && c <= '9'))
        return scan_number(s);
    return scan_word(s);
}

/* Whether brackets match and signs stand right is json-c's to say. */
static enum err
scan_one(struct scan *s)
{
    switch (s->text.p[s->at]) {
    case '}':
    case ']':
        if (!s->depth)
            return refuse(s, ERR_INVALID, "a bracket too many");
        s->depth--;
        break;
    case ':':
        if (!s->depth || !s->open[s->depth - 1])
            return refuse(s, ERR_INVALID, "a colon outside an object");
        s->open[s->depth - 1]->members++;
        break;
    case ',':
    case ' ':
    case '\t':
    case '\r':
    case '\n':
        break;
    default:
        return scan_value(s);
    }
    s->at++;
    return OK;
}

static enum err
scan_all(struct scan *s)
{
    enum err e = OK;

    if (s->text.n > SIZE_MOST)
        return refuse(s, ERR_LIMIT, "too long");
    while (!e && s->at < s->text.n)
        e = scan_one(s);
    return e;
}

/* --- reading --- */

/* Null in *out is JSON's null.  The tokener is told of the end by a NUL:
 * only then is a number that ends the text known to be whole. */
static enum err
parse(struct scan *s, struct json_object **out)
{
    struct json_tokener    *t = json_tokener_new_ex(DEPTH_MOST + 2);
    struct json_object     *o;
    enum json_tokener_error result;

    if (!t)
        BUG("json: the machine has no memory left");
    json_tokener_set_flags(t, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    o = json_tokener_parse_ex(t, s->text.p, (int)s->text.n);
    if (json_tokener_get_error(t) == json_tokener_continue)
        o = json_tokener_parse_ex(t, "", 1);
    else
        s->at = json_tokener_get_parse_end(t);
    result = json_tokener_get_error(t);
    json_tokener_free(t);
    if (result != json_tokener_success) {
        json_object_put(o);
        return refuse(s, ERR_INVALID, json_tokener_error_desc(result));
    }
    *out = o;
    return OK;
}

/* The tree is built along the notes; a note that does not fit stops it. */
struct build {
    struct scan       *scan;
    const struct note *note;
};

static enum err build_value(struct build *b, struct json_object *from,
    struct json *to);

static const struct note *
note_next(struct build *b)
{
    const struct note *note = b->note;

    if (!note)
        BUG("json: the scan and json-c read different things");
    b->note = note->next;
    return note;
}

static enum err
build_object(struct build *b, struct json_object *from, struct json *to)
{
    struct json_object_iterator at = json_object_iter_begin(from);
    struct json_object_iterator end = json_object_iter_end(from);
    const struct note          *note = note_next(b);
    const struct json         **last = &to->child;
    enum err                    e = OK;

    if (note->members != json_object_object_length(from)) {
        b->scan->at = note->at;
        return refuse(b->scan, ERR_INVALID, "a key twice in one object");
    }
    for (; !e && !json_object_iter_equal(&at, &end);
         json_object_iter_next(&at)) {
        struct str   key = str_of(json_object_iter_peek_name(&at));
        struct json *member = ARENA_NEW(b->scan->arena, struct json);

        member->key = str_dup(b->scan->arena, key);
        e = build_value(b, json_object_iter_peek_value(&at), member);
        *last = member;
        last = &member->next;
    }
    return e;
}

static enum err
build_array(struct build *b, struct json_object *from, struct json *to)
{
    size_t              n = json_object_array_length(from);
    const struct json **last = &to->child;
    enum err            e = OK;

    for (size_t i = 0; !e && i < n; i++) {
        struct json *item = ARENA_NEW(b->scan->arena, struct json);

        e = build_value(b, json_object_array_get_idx(from, i), item);
        *last = item;
        last = &item->next;
    }
    return e;
}

static struct str
string_of(const struct json_object *o)
{
    struct json_object *own = (struct json_object *)o;

    return str_bytes(json_object_get_string(own),
        (size_t)json_object_get_string_len(o));
}

/* Goes no deeper than DEPTH_MOST. */
static enum err
build_value(struct build *b, struct json_object *from, struct json *to)
{
    switch (json_object_get_type(from)) {
    case json_type_null:
        to->kind = JSON_NULL;
        return OK;
    case json_type_boolean:
        to->kind = JSON_BOOL;
        to->yes = json_object_get_boolean(from);
        return OK;
    case json_type_int:
    case json_type_double:
        to->kind = JSON_NUMBER;
        to->text = note_next(b)->number;
        return OK;
    case json_type_string:
        to->kind = JSON_STRING;
        to->text = str_dup(b->scan->arena, string_of(from));
        return OK;
    case json_type_array:
        to->kind = JSON_ARRAY;
        return build_array(b, from, to);
    case json_type_object:
        to->kind = JSON_OBJECT;
        return build_object(b, from, to);
    }
    BUG("json: a type that json-c does not have");
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
read_into(struct scan *s, struct json *top)
{
    struct json_object *o = NULL;
    struct build        b = {.scan = s};
    enum err            e;

    if ((e = scan_all(s)) || (e = parse(s, &o)))
        return e;
    b.note = s->first;
    e = build_value(&b, o, top);
    json_object_put(o);
    return e;
}

enum err
json_read(struct arena *a, struct str text, const struct json **out,
    struct fault *fault)
{
    struct json *top = ARENA_NEW(a, struct json);
    struct scan  s = {.arena = a, .text = text};

    assert(out && fault);
    s.last = &s.first;
    if (read_into(&s, top)) {
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
