/*
 * Names of inputs, and the lists of what was typed.  What answers it comes
 * to is in typed_answers.c.
 */
#include "action/typed.h"

#include <assert.h>
#include <string.h>

static const struct str part_words[PART_COUNT] = {
    [PART_ALL] = S_INIT(""),
    [PART_DAY] = S_INIT("day"),
    [PART_MONTH] = S_INIT("month"),
    [PART_YEAR] = S_INIT("year"),
    [PART_TIME] = S_INIT("time"),
    [PART_WHY] = S_INIT("why"),
    [PART_ROWS] = S_INIT("rows"),
};

#define COLUMNS_MOST 4
static const struct str body_columns[COLUMNS_MOST] = {
    S_INIT("region"), S_INIT("kind"), S_INIT("colour"), S_INIT("note")};
static const struct str contact_columns[COLUMNS_MOST] = {
    S_INIT("who"), S_INIT("how"), S_INIT("when"), S_INIT("avoid")};

bool
typed_column(enum field_type type, size_t n, struct str *column)
{
    const struct str *all = type == FIELD_BODY_MAP       ? body_columns
                            : type == FIELD_SAFE_CONTACT ? contact_columns
                                                         : NULL;

    if (!all || n >= COLUMNS_MOST)
        return false;
    *column = all[n];
    return true;
}

/* ---- names ---- */

struct str
typed_name(struct arena *a, const struct typed_input *i)
{
    struct buf b;

    assert(i->field && i->part < PART_COUNT);
    buf_init(&b, a);
    buf_add(&b, i->field->id);
    if (i->child >= 0) {
        buf_add_byte(&b, '.');
        buf_add_int(&b, i->child);
    }
    if (i->row >= 0) {
        buf_add_byte(&b, ':');
        buf_add_int(&b, i->row);
        buf_add_byte(&b, ':');
        buf_add(&b, i->column);
    }
    if (i->part) {
        buf_add_byte(&b, '-');
        buf_add(&b, part_words[i->part]);
    }
    return buf_str(&b);
}

/* A small number as we write it ourselves, or false. */
static bool
number(struct str s, int *out)
{
    int64_t n;

    if (!s.n || s.n > 4 || !str_is_digits(s) || !str_int(s, &n) ||
        (s.n > 1 && s.p[0] == '0'))
        return false;
    *out = (int)n;
    return true;
}

static bool
part_find(struct str word, enum typed_part *out)
{
    for (int p = PART_ALL + 1; p < PART_COUNT; p++)
        if (str_eq(part_words[p], word)) {
            *out = (enum typed_part)p;
            return true;
        }
    return false;
}

static bool
has_rows(const struct field *f)
{
    return f->type == FIELD_TABLE || f->type == FIELD_BODY_MAP ||
        f->type == FIELD_SAFE_CONTACT;
}

static bool
column_find(struct typed_input *i, struct str word)
{
    const struct field *f = i->field;
    struct str          column;

    for (size_t n = 0; n < f->column_count; n++)
        if (str_eq(f->columns[n].id, word)) {
            i->cell = &f->columns[n];
            i->column = i->cell->id;
            return true;
        }
    for (size_t n = 0; typed_column(f->type, n, &column); n++)
        if (str_eq(column, word)) {
            i->column = column;
            return true;
        }
    return false;
}

/* Whether an input of that question can have the part. */
static bool
part_fits(const struct typed_input *i)
{
    const struct field *f = i->cell ? i->cell : i->field;
    bool                cell = i->row >= 0;

    switch (i->part) {
    case PART_ALL:
        return (cell || !has_rows(f)) && f->type != FIELD_DATE &&
            f->type != FIELD_DATE_TIME;
    case PART_TIME:
        return f->type == FIELD_DATE_TIME;
    case PART_WHY:
        return !cell && f->required == REQUIRED_OR_REASON;
    case PART_ROWS:
        return !cell && has_rows(f);
    default:
        return f->type == FIELD_DATE || f->type == FIELD_DATE_TIME;
    }
}

/* "ID.CHILD" or "ID" */
static bool
question_read(const struct form *form, struct str text, struct typed_input *i)
{
    struct str id, child;

    if (str_cut(text, '.', &id, &child)) {
        if (!number(child, &i->child))
            return false;
    }
    i->field = form_field(form, id);
    return i->field && i->field->per_child == (i->child >= 0);
}

bool
typed_input_read(const struct form *form, struct str name,
    struct typed_input *out)
{
    struct typed_input i = {.child = -1, .row = -1};
    struct str         whole, part, head, rest, row, column;

    if (str_cut(name, '-', &whole, &part) && !part_find(part, &i.part))
        return false;
    if (str_cut(whole, ':', &head, &rest)) {
        if (!str_cut(rest, ':', &row, &column) || !number(row, &i.row))
            return false;
    }
    if (!question_read(form, head, &i) ||
        (i.row >= 0 && (!has_rows(i.field) || !column_find(&i, column))) ||
        !part_fits(&i))
        return false;
    *out = i;
    return true;
}

#define SOURCE_BEGINS S("_source.")

struct str
typed_source_name(struct arena *a, int child)
{
    return str_cat(a, SOURCE_BEGINS, str_of_int(a, child));
}

#define NONE_BEGINS S("_none.")

struct str
typed_none_name(struct arena *a, int child)
{
    return str_cat(a, NONE_BEGINS, str_of_int(a, child));
}

bool
typed_is_name(const struct form *form, struct str name)
{
    struct typed_input i;
    int                child;

    if (str_eq(name, TYPED_CHILDREN))
        return true;
    if (str_starts(name, SOURCE_BEGINS))
        return number(str_from(name, SOURCE_BEGINS.n), &child);
    if ((form->newcomer || form->unexpected) && str_starts(name, NONE_BEGINS))
        return number(str_from(name, NONE_BEGINS.n), &child);
    return typed_input_read(form, name, &i);
}

/* ---- what was typed ---- */

void
typed_init(struct typed *t, struct arena *a, const struct pack *pack,
    const struct form *form)
{
    *t = (struct typed){.arena = a, .pack = pack, .form = form};
}

struct typed_value *
typed_find(const struct typed *t, struct str name)
{
    for (size_t i = 0; i < t->count; i++)
        if (str_eq(t->rows[i].name, name))
            return &t->rows[i];
    return NULL;
}

struct str
typed_text(const struct typed *t, struct str name)
{
    const struct typed_value *v = typed_find(t, name);

    return v ? v->text : (struct str){0};
}

void
typed_set(struct typed *t, struct str name, struct str text, int64_t revision)
{
    struct typed_value *v = typed_find(t, name);

    if (!v) {
        if (t->count == t->room) {
            size_t              room = t->room ? 2 * t->room : 64;
            struct typed_value *rows =
                ARENA_ARRAY(t->arena, struct typed_value, room);

            if (t->count)
                memcpy(rows, t->rows, t->count * sizeof(*rows));
            t->rows = rows;
            t->room = room;
        }
        v = &t->rows[t->count++];
    }
    *v = (struct typed_value){.name = name, .text = text, .revision = revision};
}

/* ---- children and rows ---- */

/* More than these are never drawn or read. */
#define LIST_MOST 50

static struct typed_list
list_read(const struct typed *t, struct str text)
{
    int       *all = ARENA_ARRAY(t->arena, int, LIST_MOST + 1);
    size_t     n = 0, k;
    struct str one;

    while (text.n && n < LIST_MOST && str_split(&text, ',', &one)) {
        if (!number(one, &all[n]))
            continue;
        for (k = 0; k < n && all[k] != all[n]; k++)
            ;
        n += k == n;
    }
    if (n == 0)
        all[n++] = 0;
    return (struct typed_list){all, n};
}

struct typed_list
typed_children(const struct typed *t)
{
    return list_read(t, typed_text(t, TYPED_CHILDREN));
}

struct typed_list
typed_rows(const struct typed *t, const struct field *field, int child)
{
    struct typed_input i = {
        .field = field, .child = child, .row = -1, .part = PART_ROWS};

    return list_read(t, typed_text(t, typed_name(t->arena, &i)));
}

bool
typed_row_given(const struct typed *t, const struct field *field, int child,
                int row)
{
    struct typed_input i;

    for (size_t k = 0; k < t->count; k++)
        if (str_trim(t->rows[k].text).n &&
            typed_input_read(t->form, t->rows[k].name, &i) &&
            i.field == field && i.child == child && i.row == row)
            return true;
    return false;
}

int
typed_row_at(const struct typed *t, const struct field *field, int child,
             int place)
{
    struct typed_list l = typed_rows(t, field, child);

    for (size_t i = 0; i < l.count; i++)
        if (typed_row_given(t, field, child, l.all[i]) && place-- == 0)
            return l.all[i];
    return -1;
}

static struct str
list_text(struct arena *a, const int *all, size_t n)
{
    struct buf b;

    buf_init(&b, a);
    for (size_t i = 0; i < n; i++) {
        if (i)
            buf_add_byte(&b, ',');
        buf_add_int(&b, all[i]);
    }
    return buf_str(&b);
}

struct str
typed_list_more(struct arena *a, struct typed_list l)
{
    int   *all = ARENA_ARRAY(a, int, l.count + 1);
    size_t n = 0;
    int    most = -1;

    for (; n < l.count; n++) {
        all[n] = l.all[n];
        most = all[n] > most ? all[n] : most;
    }
    if (n < LIST_MOST)
        all[n++] = most + 1;
    return list_text(a, all, n);
}

struct str
typed_list_less(struct arena *a, struct typed_list l, int which)
{
    int   *all = ARENA_ARRAY(a, int, l.count + 1);
    size_t n = 0;
    int    most = 0;

    for (size_t i = 0; i < l.count; i++) {
        most = l.all[i] > most ? l.all[i] : most;
        if (l.all[i] != which)
            all[n++] = l.all[i];
    }
    /* the last one goes too, and an empty one takes its place */
    if (n == 0)
        all[n++] = most + 1;
    return list_text(a, all, n);
}

struct str
typed_children_more(const struct typed *t, int64_t many, int most)
{
    struct typed_list l = typed_children(t);
    int              *all = ARENA_ARRAY(t->arena, int, LIST_MOST + 1);
    size_t            n = 0;
    int               last = -1;

    for (; n < l.count && n < LIST_MOST; n++) {
        all[n] = l.all[n];
        last = all[n] > last ? all[n] : last;
    }
    for (many = many < 1 ? 1 : many; many && (int64_t)n < most && n < LIST_MOST;
         many--)
        all[n++] = ++last;
    return list_text(t->arena, all, n);
}

static bool
is_child_given(const struct typed *t, int child)
{
    struct typed_input i;

    for (size_t k = 0; k < t->count; k++)
        if (t->rows[k].text.n &&
            typed_input_read(t->form, t->rows[k].name, &i) &&
            i.child == child && i.part != PART_ROWS)
            return true;
    return false;
}

void
typed_drop_empty(struct typed *t)
{
    struct typed_list l = typed_children(t);
    int              *all = ARENA_ARRAY(t->arena, int, l.count + 1);
    size_t            n = 0;

    for (size_t i = 0; i < l.count; i++)
        if (is_child_given(t, l.all[i]))
            all[n++] = l.all[i];
    if (n && n < l.count)
        typed_set(t, TYPED_CHILDREN, list_text(t->arena, all, n), 0);
}

/* ---- a child who is nowhere here ---- */

bool
typed_is_newcomer(const struct typed *t)
{
    struct typed_list l = typed_children(t);

    return t->form->newcomer && l.count == 1 &&
        !typed_text(t, typed_source_name(t->arena, l.all[0])).n;
}

void
typed_newcomer_mark(struct typed *t)
{
    if (t->form->newcomer)
        typed_set(t, t->form->newcomer->id,
            typed_is_newcomer(t) ? S("yes") : (struct str){0}, 0);
}

bool
typed_is_unexpected(const struct typed *t, int child)
{
    return t->form->unexpected &&
        !typed_text(t, typed_source_name(t->arena, child)).n;
}

void
typed_unexpected_mark(struct typed *t)
{
    struct typed_list l = typed_children(t);

    for (size_t i = 0; t->form->unexpected && i < l.count; i++) {
        struct typed_input mark = {.field = t->form->unexpected,
            .child = l.all[i],
            .row = -1};

        typed_set(t, typed_name(t->arena, &mark),
            typed_is_unexpected(t, l.all[i]) ? S("yes") : (struct str){0}, 0);
    }
}
