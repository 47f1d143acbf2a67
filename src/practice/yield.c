/*
 * What the answers mean: from a form's yields to facts, and facts to text
 * and back.
 *
 * A yield gives no fact when an argument that must be given has no value,
 * or when none of its fields was answered and nothing else asked for it.
 */
#include "practice/yield.h"

#include <assert.h>

#include "base/nhs.h"
#include "practice/answers_in.h"

struct extraction {
    struct arena *arena;
    struct fact  *all;
    size_t        count, room;
};

/* --- one argument ----------------------------------------------------- */

/* Numbers that are checked are kept as they are compared. */
static struct str
identifier_text(struct arena *a, const struct field *f, struct str typed)
{
    struct fault fault;
    struct str   value = typed;
    struct str   check = f->identifier ? f->identifier->check : S("");
    enum err     e = OK;

    if (str_is_empty(typed))
        return typed;
    if (str_eq(check, S("nhs_number")))
        e = nhs_parse(a, typed, &value, &fault);
    else if (str_eq(check, S("upn")))
        e = nhs_upn_parse(a, typed, &value, &fault);
    if (e)
        value = typed;
    return str_join(a, (const struct str[]){f->kind, value}, 2, S(":"));
}

static struct str
field_text(struct arena *a, const struct spot *at, const struct field *f)
{
    struct str text;

    if (!spot_shown(at, f))
        return (struct str){0};
    text = answers_value_text(a, spot_value(at, f));
    if (f->type == FIELD_IDENTIFIER)
        return identifier_text(a, f, text);
    return text;
}

int
yield_arg_agency(enum yield_kind kind)
{
    for (size_t i = 0; i < yield_arg_count(kind); i++)
        if (yield_arg_is(kind, i, 'G'))
            return (int)i;
    return -1;
}

/* Of an account and a name for those without one, the first counts. */
static bool
takes_first(enum yield_kind kind, size_t arg)
{
    return yield_arg_is(kind, arg, 'A') || yield_arg_is(kind, arg, 'G');
}

static struct str
argument_text(struct arena *a, const struct spot *at, enum yield_kind kind,
    const struct yield_from *from)
{
    struct buf b;
    bool       names = yield_arg_is(kind, from->arg, 'F') ||
        yield_arg_is(kind, from->arg, 'S');

    if (!from->field_count)
        return from->value;
    buf_init(&b, a);
    for (size_t i = 0; i < from->field_count; i++) {
        const struct field *f = from->fields[i];
        struct str          text = field_text(a, at, f);

        if (str_is_empty(text))
            continue;
        if (names && f->type != FIELD_CHOICES)
            text = f->id;
        if (b.n)
            buf_add_byte(&b, '\n');
        buf_add(&b, text);
        if (takes_first(kind, from->arg))
            break;
    }
    return buf_str(&b);
}

/* --- one fact --------------------------------------------------------- */

static struct fact *
room_for_one(struct extraction *x)
{
    struct fact *all;
    size_t       room = x->room ? 2 * x->room : 8;

    if (x->count < x->room)
        return &x->all[x->count];
    all = ARENA_ARRAY(x->arena, struct fact, room);
    for (size_t i = 0; i < x->count; i++)
        all[i] = x->all[i];
    x->all = all;
    x->room = room;
    return &x->all[x->count];
}

static bool
is_whole(const struct fact *f)
{
    size_t n = yield_arg_count(f->kind);

    for (size_t i = 0; i < n; i++)
        if (yield_arg_needed(f->kind, i) && str_is_empty(f->args[i]))
            return false;
    return true;
}

/* Something was answered, or the yield needs no answer. */
static bool
is_said(const struct yield_rule *r, const struct fact *f)
{
    bool asks = false;

    for (size_t i = 0; i < r->from_count; i++) {
        if (!r->from[i].field_count)
            continue;
        asks = true;
        if (!str_is_empty(f->args[r->from[i].arg]))
            return true;
    }
    return !asks || r->when;
}

static void
extract_one(struct extraction *x, const struct yield_rule *r,
    const struct spot *at)
{
    struct fact *f;

    if (r->when && !spot_holds(at, r->when))
        return;
    f = room_for_one(x);
    *f = (struct fact){.kind = r->kind, .child = at->child};
    for (size_t i = 0; i < r->from_count; i++)
        f->args[r->from[i].arg] =
            argument_text(x->arena, at, r->kind, &r->from[i]);
    if (is_whole(f) && is_said(r, f))
        x->count++;
}

static void
extract_rows(struct extraction *x, const struct yield_rule *r,
    const struct spot *at)
{
    const struct json *v;
    struct spot        in = *at;

    if (!r->each) {
        extract_one(x, r, at);
        return;
    }
    v = spot_value(at, r->each);
    if (!v || v->kind != JSON_ARRAY || !spot_shown(at, r->each))
        return;
    for (v = v->child; v; v = v->next) {
        in.row = v;
        extract_one(x, r, &in);
    }
}

enum err
yield_extract(struct arena *a, const struct answers *s,
    const struct answers_about *about, struct fact **facts, size_t *count)
{
    struct extraction x = {.arena = a};
    struct spot       at = {.s = s, .about = about};

    assert(a && s && s->form && facts && count);
    for (size_t i = 0; i < s->form->yield_count; i++) {
        const struct yield_rule *r = &s->form->yields[i];

        at.child = -1;
        if (!r->per_child)
            extract_rows(&x, r, &at);
        for (size_t k = 0; r->per_child && about && k < about->children; k++) {
            at.child = (int)k;
            extract_rows(&x, r, &at);
        }
    }
    *facts = x.all;
    *count = x.count;
    return OK;
}

/* --- as text ---------------------------------------------------------- */

struct str
yield_save(struct arena *a, const struct fact *facts, size_t n)
{
    struct json_out out;

    assert(a && (facts || !n));
    json_init(&out, a);
    json_open(&out, '[');
    for (size_t i = 0; i < n; i++) {
        const struct fact *f = &facts[i];

        json_open(&out, '{');
        json_key(&out, S("yield"));
        json_str(&out, yield_word(f->kind));
        if (f->child >= 0) {
            json_key(&out, S("child"));
            json_int(&out, f->child);
        }
        for (size_t k = 0; k < yield_arg_count(f->kind); k++) {
            if (str_is_empty(f->args[k]))
                continue;
            json_key(&out, yield_arg_name(f->kind, k));
            json_str(&out, f->args[k]);
        }
        json_close(&out, '}');
    }
    json_close(&out, ']');
    return json_text(&out);
}

/* An argument or a yield that is no longer known is a mistake: facts are
 * kept by name, so that arguments may be added. */
static bool
load_one(const struct json *v, struct fact *f)
{
    int64_t child;

    *f = (struct fact){.child = -1};
    if (v->kind != JSON_OBJECT ||
        !yield_find(json_string(json_member(v, S("yield"))), &f->kind))
        return false;
    for (v = v->child; v; v = v->next) {
        int arg = yield_arg_find(f->kind, v->key);

        if (str_eq(v->key, S("yield")))
            continue;
        if (str_eq(v->key, S("child")) && json_number(v, &child) &&
            child >= 0 && child < 1000)
            f->child = (int)child;
        else if (arg >= 0 && v->kind == JSON_STRING)
            f->args[arg] = v->text;
        else
            return false;
    }
    return true;
}

enum err
yield_load(struct arena *a, struct str text, struct fact **facts, size_t *count)
{
    const struct json *root;
    struct fault       fault;
    struct fact       *all;
    size_t             n = 0;
    enum err           e;

    assert(a && facts && count);
    if ((e = json_read(a, text, &root, &fault)))
        return e;
    if (root->kind != JSON_ARRAY)
        return ERR_INVALID;
    for (const struct json *v = root->child; v; v = v->next)
        n++;
    all = ARENA_ARRAY(a, struct fact, n + 1);
    n = 0;
    for (const struct json *v = root->child; v; v = v->next)
        if (!load_one(v, &all[n++]))
            return ERR_INVALID;
    *facts = all;
    *count = n;
    return OK;
}
