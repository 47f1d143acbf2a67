/*
 * From what was typed to answers, question by question in the order of the
 * form: a condition only speaks of earlier questions, so that whether a
 * question is asked can be told as soon as it is reached.
 */
#include <assert.h>

#include "action/typed.h"
#include "base/nhs.h"
#include "base/zone.h"

/* A question at one place: asked about a child or not, in a row or not. */
struct at {
    const struct typed *t;
    struct typed_input  input;
};

static const struct field *
asked(const struct at *at)
{
    return at->input.cell ? at->input.cell : at->input.field;
}

static struct str
part(const struct at *at, enum typed_part p)
{
    struct typed_input i = at->input;

    i.part = p;
    return str_trim(typed_text(at->t, typed_name(at->t->arena, &i)));
}

/* ---- nodes ---- */

static struct json *
text_node(struct arena *a, struct str text)
{
    struct json *j;

    if (!text.n)
        return NULL;
    j = ARENA_NEW(a, struct json);
    *j = (struct json){.kind = JSON_STRING, .text = text};
    return j;
}

/* A list or an object being built, in the order things come. */
struct nodes {
    struct arena *arena;
    struct json  *whole, *last;
};

static struct nodes
nodes_begin(struct arena *a, enum json_kind kind)
{
    struct json *whole = ARENA_NEW(a, struct json);

    whole->kind = kind;
    return (struct nodes){.arena = a, .whole = whole};
}

static void
nodes_add(struct nodes *n, struct str key, struct json *one)
{
    if (!one)
        return;
    one->key = key;
    if (n->last)
        n->last->next = one;
    else
        n->whole->child = one;
    n->last = one;
}

/* Nothing in it: no answer. */
static struct json *
nodes_end(const struct nodes *n)
{
    return n->whole->child ? n->whole : NULL;
}

/* ---- one value ---- */

typedef struct json *read_value(const struct at *at);

static struct json *
read_text(const struct at *at)
{
    return text_node(at->t->arena, part(at, PART_ALL));
}

static struct json *
read_lines(const struct at *at)
{
    struct nodes n = nodes_begin(at->t->arena, JSON_ARRAY);
    struct str   rest = part(at, PART_ALL), one;

    while (rest.n && str_split(&rest, '\n', &one))
        nodes_add(&n, (struct str){0}, text_node(n.arena, one));
    return nodes_end(&n);
}

/* In one spelling when it can be that number, else as it was typed. */
static struct json *
read_identifier(const struct at *at)
{
    struct arena       *a = at->t->arena;
    const struct field *f = asked(at);
    struct str          text = part(at, PART_ALL), number;
    struct fault        fault;

    if (text.n && f->identifier &&
        str_eq(f->identifier->check, S("nhs_number")) &&
        nhs_parse(a, text, &number, &fault) == OK)
        text = number;
    return text_node(a, text);
}

/* "2027-03-02", or a text that is no date when it is none. */
static struct str
date_text_of(const struct at *at)
{
    struct arena *a = at->t->arena;
    struct str    day = part(at, PART_DAY), month = part(at, PART_MONTH),
               year = part(at, PART_YEAR), parts[3] = {year, month, day};
    int64_t    y, m = 0, d = 0;
    struct buf b;

    if (!day.n && !month.n && !year.n)
        return (struct str){0};
    if (year.n != 4 || !str_is_digits(year) || !str_int(year, &y) ||
        month.n > 2 || (month.n && !str_int(month, &m)) || day.n > 2 ||
        (day.n && !str_int(day, &d)) || (day.n && !month.n) || m < 0 || d < 0)
        return str_join(a, parts, 3, S("/"));
    buf_init(&b, a);
    buf_add(&b, year);
    if (month.n) {
        buf_add_byte(&b, '-');
        buf_add_padded(&b, m, 2);
    }
    if (day.n) {
        buf_add_byte(&b, '-');
        buf_add_padded(&b, d, 2);
    }
    return buf_str(&b);
}

static struct json *
read_date(const struct at *at)
{
    return text_node(at->t->arena, date_text_of(at));
}

/* "15:40", "15.40", "9:05" */
static bool
time_read(struct str text, struct civil *c)
{
    struct str h, m;
    int64_t    hour, minute;

    if ((!str_cut(text, ':', &h, &m) && !str_cut(text, '.', &h, &m)) || !h.n ||
        h.n > 2 || m.n != 2 || !str_is_digits(h) || !str_is_digits(m) ||
        !str_int(h, &hour) || !str_int(m, &minute) || hour > 23 || minute > 59)
        return false;
    c->hour = (int8_t)hour;
    c->minute = (int8_t)minute;
    return true;
}

static struct json *
read_date_time(const struct at *at)
{
    struct arena *a = at->t->arena;
    struct str    day = date_text_of(at), time = part(at, PART_TIME);
    struct civil  c = {0};

    if (!day.n && !time.n)
        return NULL;
    if (!date_parse(day, &c.date) || !date_is_known(c.date) ||
        !time_read(time, &c))
        return text_node(a, str_cat(a, str_cat(a, day, S(" ")), time));
    return text_node(a, moment_text(a, zone_moment(at->t->pack->zone, c)));
}

static struct json *read_one(const struct at *at);

/* Words beside a choice are left out with the option that asked for them. */
static struct json *
read_cell(struct at *at, const struct field *column)
{
    const struct field *choice = column->words_of;

    if (choice) {
        at->input.cell = choice;
        at->input.column = choice->id;
        if (!field_asks_words(column, part(at, PART_ALL)))
            return NULL;
    }
    at->input.cell = column;
    at->input.column = column->id;
    return read_one(at);
}

/* One row: of a table, of a body map, of safe contact. */
static struct json *
read_row(const struct at *table, int row)
{
    const struct field *f = table->input.field;
    struct nodes        n = nodes_begin(table->t->arena, JSON_OBJECT);
    struct at           at = *table;
    struct str          column;

    at.input.row = row;
    for (size_t i = 0; i < f->column_count; i++) {
        struct json *v = read_cell(&at, &f->columns[i]);

        nodes_add(&n, f->columns[i].id, v);
    }
    for (size_t i = 0; typed_column(f->type, i, &column); i++) {
        at.input.column = column;
        nodes_add(&n, column, read_text(&at));
    }
    return nodes_end(&n);
}

static struct json *
read_rows(const struct at *at)
{
    struct typed_list l = typed_rows(at->t, at->input.field, at->input.child);
    struct nodes      n = nodes_begin(at->t->arena, JSON_ARRAY);

    for (size_t i = 0; i < l.count; i++)
        nodes_add(&n, (struct str){0}, read_row(at, l.all[i]));
    return nodes_end(&n);
}

static read_value *const readers[FIELD_TYPE_COUNT] = {
    [FIELD_TEXT] = read_text,
    [FIELD_LONG_TEXT] = read_text,
    [FIELD_WORDS] = read_text,
    [FIELD_YES_NO] = read_text,
    [FIELD_YES_NO_UNKNOWN] = read_text,
    [FIELD_CHOICE] = read_text,
    [FIELD_CHOICES] = read_lines,
    [FIELD_DATE] = read_date,
    [FIELD_DATE_TIME] = read_date_time,
    [FIELD_NUMBER] = read_text,
    [FIELD_SCALE] = read_text,
    [FIELD_PERSON] = read_text,
    [FIELD_AGENCY] = read_text,
    [FIELD_DESK] = read_text,
    [FIELD_ACCOUNT] = read_text,
    [FIELD_IDENTIFIER] = read_identifier,
    [FIELD_LANGUAGE] = read_text,
    [FIELD_LOCATION] = read_text,
    [FIELD_REPORTER] = read_text,
    [FIELD_SAFE_CONTACT] = read_rows,
    [FIELD_PAPER] = read_lines,
    [FIELD_BODY_MAP] = read_rows,
    [FIELD_THREAD] = read_text,
    [FIELD_PART] = read_text,
    [FIELD_TABLE] = read_rows,
};

/* An answer, or the reason why there is none, or nothing. */
static struct json *
read_one(const struct at *at)
{
    const struct field *f = asked(at);
    struct json        *v = readers[f->type](at);
    struct nodes        why;

    if (v || at->input.row >= 0 || f->required != REQUIRED_OR_REASON)
        return v;
    why = nodes_begin(at->t->arena, JSON_OBJECT);
    nodes_add(&why, S("why"), text_node(why.arena, part(at, PART_WHY)));
    return nodes_end(&why);
}

/* ---- all of it ---- */

/* What is said of the child, or of the first where that counts for all. */
static struct json *
read_child(const struct at *at, int first)
{
    enum field_once once = at->input.field->once;
    struct json    *v = read_one(at);
    struct at       other = *at;

    if (v || once == ONCE_NO || at->input.child == first)
        return v;
    other.input.child = first;
    v = read_one(&other);
    if (v && once == ONCE_REASON && v->kind != JSON_OBJECT)
        return NULL;
    return v;
}

static struct json *
read_children(const struct typed *t, const struct answers_about *about,
    const struct field *f, const struct answers *sofar)
{
    struct typed_list l = typed_children(t);
    struct nodes      n = nodes_begin(t->arena, JSON_OBJECT);

    for (size_t i = 0; i < l.count; i++) {
        struct at at = {
            t, {.field = f, .child = l.all[i], .row = -1}};

        if (answers_shown(sofar, f, about, (int)i))
            nodes_add(&n, str_of_int(t->arena, (int64_t)i),
                      read_child(&at, l.all[0]));
    }
    return nodes_end(&n);
}

/* Whether a second look was asked for: put in when it is sent. */
static bool
is_look_mark(const struct form *form, const struct field *f)
{
    return form->second_look && form->second_look->mark == f;
}

void
typed_answers(const struct typed *t, const struct answers_about *about,
              struct answers *out)
{
    struct nodes root = nodes_begin(t->arena, JSON_OBJECT);

    assert(t->form && t->pack);
    *out = (struct answers){.form = t->form, .root = root.whole};
    for (size_t i = 0; i < t->form->field_count; i++) {
        const struct field *f = &t->form->fields[i];
        struct at           at = {t, {.field = f, .child = -1, .row = -1}};

        /* those of new children stand among what is typed: others hang on
         * them */
        if (is_look_mark(t->form, f))
            continue;
        if (f->per_child)
            nodes_add(&root, f->id, read_children(t, about, f, out));
        else if (answers_shown(out, f, about, -1))
            nodes_add(&root, f->id, read_one(&at));
    }
}

static void
write_node(struct json_out *out, const struct json *v)
{
    bool list = v->kind == JSON_ARRAY;

    if (v->kind == JSON_STRING) {
        json_str(out, v->text);
        return;
    }
    json_open(out, list ? '[' : '{');
    for (const struct json *c = v->child; c; c = c->next) {
        if (!list)
            json_key(out, c->key);
        write_node(out, c);
    }
    json_close(out, list ? ']' : '}');
}

struct str
typed_json(struct arena *a, const struct answers *s)
{
    struct json_out out;

    json_init(&out, a);
    write_node(&out, s->root);
    return json_text(&out);
}

/* ---- who and where ---- */

const struct field *
typed_identity(const struct form *form, struct str arg)
{
    int which = yield_arg_find(YIELD_IDENTITY, arg);

    for (size_t i = 0; i < form->yield_count; i++) {
        const struct yield_rule *y = &form->yields[i];

        for (size_t k = 0; y->kind == YIELD_IDENTITY && k < y->from_count;
             k++)
            if ((int)y->from[k].arg == which && y->from[k].field_count)
                return y->from[k].fields[0];
    }
    return NULL;
}

static struct str
identity_text(const struct typed *t, struct str arg, int child)
{
    const struct field *f = typed_identity(t->form, arg);
    struct at at = {t, {.field = f, .child = child, .row = -1}};
    struct str said;

    if (!f || f->per_child != (child >= 0))
        return (struct str){0};
    said = f->type == FIELD_DATE ? date_text_of(&at) : part(&at, PART_ALL);
    if (!said.n && f->once == ONCE_ANSWER && child >= 0) {
        at.input.child = typed_children(t).all[0];
        said = part(&at, PART_ALL);
    }
    return said;
}

struct answers_about
typed_about(const struct typed *t, struct date today)
{
    struct typed_list l = typed_children(t);
    int              *ages = ARENA_ARRAY(t->arena, int, l.count);

    for (size_t i = 0; i < l.count; i++) {
        struct date born;

        ages[i] = date_parse(identity_text(t, S("birth_date"), l.all[i]),
                             &born)
                      ? date_age(born, today)
                      : -1;
    }
    return (struct answers_about){.children = l.count, .ages = ages};
}

struct str
typed_child_name(const struct typed *t, int child)
{
    struct str names[2] = {identity_text(t, S("given"), child),
                           identity_text(t, S("family"), child)};

    return str_trim(str_join(t->arena, names, 2, S(" ")));
}

bool
typed_is_ours(const struct form *form, const struct field *f)
{
    return form->newcomer == f || form->unexpected == f ||
        is_look_mark(form, f);
}

void
typed_mark(struct arena *a, struct answers *s, struct str value)
{
    const struct field *mark = s->form->second_look->mark;
    struct json        *root = ARENA_NEW(a, struct json);
    struct json        *one = text_node(a, value);

    *root = *s->root;
    one->key = mark->id;
    one->next = root->child;
    root->child = one;
    s->root = root;
}

const struct form_route *
typed_route(const struct answers *s, const struct answers_about *about)
{
    const struct form *f = s->form;

    for (size_t i = 0; i < f->route_count; i++)
        if (!f->routes[i].when ||
            condition_holds(f->routes[i].when, s, about,
                            about->children ? 0 : -1))
            return &f->routes[i];
    return NULL;
}
