/*
 * row -- values handed out by type.
 */
#include "store/row.h"

#include "store/engine.h"

bool
rows_next(struct rows *r)
{
    if (r->next > r->count)
        return false;
    r->next++;
    return r->next <= r->count;
}

static const struct row_value *
value_at(const struct rows *r, size_t column)
{
    if (!r->next || r->next > r->count || column >= r->columns)
        BUG("no such column, or not on a row");
    return &r->values[(r->next - 1) * r->columns + column];
}

bool
row_is_null(const struct rows *r, size_t column)
{
    return value_at(r, column)->kind == ARG_NULL;
}

static const struct row_value *
value_as(const struct rows *r, size_t column, enum arg_kind kind)
{
    static const struct row_value none = {.kind = ARG_NULL};
    const struct row_value       *v = value_at(r, column);

    if (v->kind == ARG_NULL)
        return &none;
    if (v->kind != kind)
        BUG("a column is read as another type than it has");
    return v;
}

int64_t
row_int(const struct rows *r, size_t column)
{
    return value_as(r, column, ARG_INT)->i;
}

struct str
row_text(const struct rows *r, size_t column)
{
    return value_as(r, column, ARG_TEXT)->s;
}

struct str
row_bytes(const struct rows *r, size_t column)
{
    return value_as(r, column, ARG_BYTES)->s;
}

struct id
row_id(const struct rows *r, size_t column, enum id_kind kind)
{
    struct str bytes = row_bytes(r, column);
    struct id  i = {.kind = ID_NONE};

    if (bytes.n && !id_of_bytes(bytes, kind, &i))
        BUG("a column that holds no id is read as one");
    return i;
}

struct moment
row_time(const struct rows *r, size_t column)
{
    return (struct moment){row_int(r, column)};
}

struct date
row_date(const struct rows *r, size_t column)
{
    struct str  text = row_text(r, column);
    struct date d = {0};

    if (text.n && !date_parse(text, &d))
        BUG("a column that holds no date is read as one");
    return d;
}
