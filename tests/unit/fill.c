/*
 * fill -- see fill.h.
 */
#include "fill.h"

#include "test.h"

struct filling {
    const struct fill *f;
    uint64_t           seed;
    const struct json *said;
    struct buf         members; /* "field": VALUE, ... without the braces */
};

uint64_t
fill_next(uint64_t *seed)
{
    uint64_t x = *seed += UINT64_C(0x9e3779b97f4a7c15);

    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

static size_t
choose(struct filling *x, size_t n)
{
    return x->f->seed ? fill_next(&x->seed) % n : 0;
}

static void
copy(struct json_out *j, const struct json *v)
{
    if (v->kind == JSON_STRING)
        json_str(j, v->text);
    else if (v->kind == JSON_NUMBER)
        json_raw(j, v->text);
    else if (v->kind == JSON_NULL)
        json_null(j);
    else if (v->kind == JSON_BOOL)
        json_bool(j, v->yes);
    if (v->kind != JSON_ARRAY && v->kind != JSON_OBJECT)
        return;
    json_open(j, v->kind == JSON_ARRAY ? '[' : '{');
    for (const struct json *c = v->child; c; c = c->next) {
        if (v->kind == JSON_OBJECT)
            json_key(j, c->key);
        copy(j, c);
    }
    json_close(j, v->kind == JSON_ARRAY ? ']' : '}');
}

/* ---- something that fits ---- */

static struct str
agency_of(struct filling *x, const struct field *f)
{
    const struct pack *p = x->f->pack;

    for (size_t i = 0; i < p->agencies_count; i++)
        if (!f->kind.n || str_eq(p->agencies[i].kind, f->kind))
            return p->agencies[i].id;
    return S("somewhere");
}

static struct str
number_of(struct filling *x, const struct field *f)
{
    int64_t most = f->max - f->min > 9 ? 9 : f->max - f->min;

    return str_of_int(x->f->arena,
        f->min + (int64_t)choose(x, (size_t)most + 1));
}

static void
put_any(struct filling *x, struct json_out *j, const struct field *f)
{
    static const struct str yes_no[] = {S_INIT("no"), S_INIT("yes"),
        S_INIT("unknown")};

    switch (f->type) {
    case FIELD_YES_NO:
    case FIELD_YES_NO_UNKNOWN:
        json_str(j, yes_no[choose(x, f->type == FIELD_YES_NO ? 2 : 3)]);
        return;
    case FIELD_CHOICE:
    case FIELD_LANGUAGE:
        json_str(j, f->options->options[choose(x, f->options->count)].id);
        return;
    case FIELD_CHOICES:
        json_open(j, '[');
        json_str(j, f->options->options[choose(x, f->options->count)].id);
        json_close(j, ']');
        return;
    case FIELD_DATE:
        json_str(j, date_text(x->f->arena, x->f->today));
        return;
    case FIELD_DATE_TIME:
        json_str(j,
            str_cat(x->f->arena, date_text(x->f->arena, x->f->today),
                S("T08:00:00Z")));
        return;
    case FIELD_NUMBER:
    case FIELD_SCALE:
        json_str(j, number_of(x, f));
        return;
    case FIELD_AGENCY:
        json_str(j, agency_of(x, f));
        return;
    case FIELD_BODY_MAP:
    case FIELD_TABLE:
        json_open(j, '[');
        json_close(j, ']');
        return;
    default:
        json_str(j, S("Rhywbeth"));
        return;
    }
}

static void
put_why(struct filling *x, struct json_out *j)
{
    json_open(j, '{');
    json_key(j, S("why"));
    json_str(j, x->f->why ? str_of(x->f->why) : S("not known"));
    json_close(j, '}');
}

/* ---- question by question ---- */

static struct answers
so_far(struct filling *x)
{
    struct answers s = {0};
    struct fault   fault = {0};
    struct str     parts[] = {S("{"), buf_str(&x->members), S("}")};
    struct str     text = str_join(x->f->arena, parts, 3, S(""));

    WANT_OK(answers_read(x->f->arena, x->f->form, text, &s, &fault));
    return s;
}

/* What is to stand there: 0 nothing, 1 an answer, 2 a reason. */
static int
wanted(struct filling *x, const struct answers *s, const struct field *f,
    int child)
{
    struct answers_about about = {.children = x->f->children};

    if (!answers_shown(s, f, &about, child))
        return 0;
    if (f->required == REQUIRED_ALWAYS)
        return 1;
    if (f->required == REQUIRED_WHEN)
        return condition_holds(f->required_when, s, &about, child);
    if (f->required == REQUIRED_OR_REASON)
        return x->f->seed && choose(x, 2) && f->type != FIELD_PAPER &&
                f->type != FIELD_IDENTIFIER && f->type != FIELD_BODY_MAP &&
                f->type != FIELD_TABLE
            ? 1
            : 2;
    return 0;
}

static void
put_wanted(struct filling *x, struct json_out *j, const struct field *f,
    int which)
{
    if (which == 1)
        put_any(x, j, f);
    else
        put_why(x, j);
}

static void
put_each_child(struct filling *x, struct json_out *j, const struct answers *s,
    const struct field *f, const struct json *said)
{
    json_open(j, '{');
    for (size_t i = 0; i < x->f->children; i++) {
        struct str         key = str_of_int(x->f->arena, (int64_t)i);
        const struct json *own = json_member(said, key);
        int                which = wanted(x, s, f, (int)i);

        if (!own && !which)
            continue;
        json_key(j, key);
        if (own)
            copy(j, own);
        else
            put_wanted(x, j, f, which);
    }
    json_close(j, '}');
}

static void
fill_field(struct filling *x, const struct field *f)
{
    struct answers     s = so_far(x);
    const struct json *said = json_member(x->said, f->id);
    int                which = f->per_child ? 1 : wanted(x, &s, f, -1);
    struct json_out    j;

    if (!said && !which)
        return;
    json_init(&j, x->f->arena);
    json_open(&j, '{');
    json_key(&j, f->id);
    if (f->per_child)
        put_each_child(x, &j, &s, f, said);
    else if (said)
        copy(&j, said);
    else
        put_wanted(x, &j, f, which);
    json_close(&j, '}');
    if (x->members.n)
        buf_add_byte(&x->members, ',');
    buf_add(&x->members, str_sub(json_text(&j), 1, json_text(&j).n - 2));
}

struct str
fill_answers(const struct fill *f)
{
    struct filling x = {.f = f, .seed = f->seed};
    struct fault   fault = {0};

    buf_init(&x.members, f->arena);
    WANT_OK(json_read(f->arena, f->said ? str_of(f->said) : S("{}"), &x.said,
        &fault));
    for (size_t i = 0; i < f->form->field_count; i++)
        fill_field(&x, &f->form->fields[i]);
    return str_join(f->arena,
        (const struct str[]){S("{"), buf_str(&x.members), S("}")}, 3, S(""));
}
