/*
 * Where somebody is, who reported, and how to reach the family safely leave
 * the answers before these are stored: each value is put away under a key of
 * its own, wherever it stands (a question, a question per child, a column of
 * a table), and a reference takes its place.
 *
 * A row that states a new part of a plan is given that part's own name here,
 * so that an outcome or an action can be said in other words later.
 *
 * A correction gives back references to what it does not change.  Only those
 * of the entry it corrects are taken, or else anybody could point an answer
 * at another child's address.
 */
#include <assert.h>

#include "record/entry_inside.h"
#include "record/seal.h"

enum { BELONGS, COUNT };
static const struct statement texts[COUNT] = {
    [BELONGS] = {.sql = "SELECT COUNT(*) FROM sealed_value v"
                        " JOIN entry e ON e.id = v.entry"
                        " WHERE v.id = $1 AND (e.id = $2 OR e.corrects = $2)"},
};
const struct statements append_seal_statements = {"append_seal", texts, COUNT};

struct sealing {
    struct work               *work;
    struct json_out            out;
    const struct form         *form;
    const struct answers_home *home;
    struct id                  source; /* whose value it is, or none */
};

static enum err put(struct sealing *s, const struct field *f,
    const struct json *v);

/* A value that stays as it is. */
static void
keep(struct json_out *out, const struct json *v)
{
    bool list = v->kind == JSON_ARRAY;

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
    case JSON_OBJECT:
        break;
    }
    json_open(out, list ? '[' : '{');
    for (const struct json *c = v->child; c; c = c->next) {
        if (!list)
            json_key(out, c->key);
        keep(out, c);
    }
    json_close(out, list ? ']' : '}');
}

static enum err
put_reference(struct sealing *s, const struct json *v)
{
    struct str  text = json_string(json_member(v, S("ref")));
    struct rows r;
    struct id   ref;
    enum err    e;

    if (id_is_none(s->home->root) || !id_parse(text, ID_SEALED, &ref))
        return ERR_INVALID;
    if ((e = txn_row(s->work->tx, &texts[BELONGS],
             ARGS(A_ID(ref), A_ID(s->home->root)), &r)))
        return e;
    if (row_int(&r, 0) == 0)
        return ERR_INVALID;
    keep(&s->out, v);
    return OK;
}

/* What each type of field is sealed as; the others stay in the answers. */
static bool
is_sealed(const struct field *f, enum seal_use *use)
{
    static const struct {
        enum field_type type;
        enum seal_use   use;
    } rows[] = {
        {FIELD_LOCATION, SEAL_LOCATION},
        {FIELD_REPORTER, SEAL_REPORTER},
        {FIELD_SAFE_CONTACT, SEAL_CONTACT},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].type == f->type) {
            *use = rows[i].use;
            return true;
        }
    return false;
}

static enum err
put_away(struct sealing *s, const struct field *f, struct str plain)
{
    struct arena *a = txn_arena(s->work->tx);
    enum seal_use use;
    struct id     ref;
    enum err      e;

    if (!is_sealed(f, &use))
        BUG("a value that is not kept apart");

    if ((e = seal_put(s->work, use, f->kind, s->home->entry, s->source, f->id,
             plain, &ref)))
        return e;
    json_open(&s->out, '{');
    json_key(&s->out, S("ref"));
    json_str(&s->out, id_text(a, ref));
    json_close(&s->out, '}');
    return OK;
}

/* The part that the row states, when nothing says which: a new one. */
static void
put_part(struct sealing *s, const struct field *table, const struct json *row)
{
    const struct field *own = form_part_field(s->form, table);
    const struct json  *said = own ? json_member(row, own->id) : NULL;

    if (!own || !str_is_empty(json_string(said)))
        return;
    json_key(&s->out, own->id);
    json_str(&s->out,
        id_text(txn_arena(s->work->tx), txn_id(s->work->tx, ID_PART)));
}

static enum err
put_row(struct sealing *s, const struct field *table, const struct json *row)
{
    enum err e = OK;

    json_open(&s->out, '{');
    for (const struct json *c = row->child; c && !e; c = c->next)
        for (size_t i = 0; i < table->column_count && !e; i++) {
            if (!str_eq(table->columns[i].id, c->key))
                continue;
            if (table->columns[i].type == FIELD_PART &&
                str_is_empty(json_string(c)))
                continue;
            json_key(&s->out, c->key);
            e = put(s, &table->columns[i], c);
        }
    put_part(s, table, row);
    json_close(&s->out, '}');
    return e;
}

static enum err
put_rows(struct sealing *s, const struct field *table, const struct json *v)
{
    enum err e = OK;

    if (v->kind != JSON_ARRAY) {
        keep(&s->out, v);
        return OK;
    }
    json_open(&s->out, '[');
    for (const struct json *row = v->child; row && !e; row = row->next)
        e = put_row(s, table, row);
    json_close(&s->out, ']');
    return e;
}

/* Ways to make contact: a list, or one of them. */
static bool
is_rows(const struct json *v)
{
    return v->child && !json_member(v, S("why")) &&
        (v->kind == JSON_ARRAY || v->kind == JSON_OBJECT);
}

static struct str
as_text(struct sealing *s, const struct json *v)
{
    struct json_out out;

    json_init(&out, txn_arena(s->work->tx));
    keep(&out, v);
    return json_text(&out);
}

/* One value of a field. */
static enum err
put(struct sealing *s, const struct field *f, const struct json *v)
{
    enum seal_use use;

    if (f->type == FIELD_TABLE)
        return put_rows(s, f, v);
    if (is_sealed(f, &use)) {
        if (v->kind == JSON_OBJECT && json_member(v, S("ref")))
            return put_reference(s, v);
        if (v->kind == JSON_STRING && !str_is_empty(str_trim(v->text)))
            return put_away(s, f, v->text);
        if (use == SEAL_CONTACT && is_rows(v))
            return put_away(s, f, as_text(s, v));
        if (v->kind == JSON_NUMBER || v->kind == JSON_ARRAY)
            return ERR_INVALID;
    }
    keep(&s->out, v);
    return OK;
}

/* The record on which the child of that place stands, or none. */
static struct id
source_of(const struct sealing *s, struct str place)
{
    int64_t want, n = 0;

    if (!str_int(place, &want))
        return (struct id){0};
    for (size_t i = 0; i < s->home->count; i++)
        if (str_eq(s->home->about[i].role, ROLE_CHILD) && n++ == want)
            return s->home->about[i].source;
    return (struct id){0};
}

static enum err
put_field(struct sealing *s, const struct field *f, const struct json *v)
{
    enum err e = OK;

    s->source = s->home->count == 1 ? s->home->about[0].source : (struct id){0};
    if (!f->per_child || v->kind != JSON_OBJECT)
        return put(s, f, v);
    json_open(&s->out, '{');
    for (const struct json *c = v->child; c && !e; c = c->next) {
        s->source = source_of(s, c->key);
        json_key(&s->out, c->key);
        e = put(s, f, c);
    }
    json_close(&s->out, '}');
    return e;
}

enum err
answers_seal(struct work *w, const struct answers *answers,
    const struct answers_home *home, struct str *out)
{
    struct sealing s = {.work = w, .form = answers->form, .home = home};
    enum err       e;

    json_init(&s.out, txn_arena(w->tx));
    json_open(&s.out, '{');
    for (const struct json *v = answers->root->child; v; v = v->next) {
        const struct field *f = form_field(answers->form, v->key);

        if (!f)
            BUG("answers to what the form does not ask");
        json_key(&s.out, v->key);
        if ((e = put_field(&s, f, v)))
            return e;
    }
    json_close(&s.out, '}');
    *out = json_text(&s.out);
    return OK;
}
