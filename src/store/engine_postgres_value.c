/*
 * What statements are given, and what they answer: parameters go as text,
 * bytes as they are; answers come as text and are turned by their column's
 * type, so that SUM() and COUNT() of whatever width are integers here as they
 * are in SQLite.
 */
#include "store/engine_postgres_inside.h"

struct post_params
post_params_room(struct arena *a, size_t n)
{
    return (struct post_params){
        ARENA_ARRAY(a, const char *, n),
        ARENA_ARRAY(a, int, n),
        ARENA_ARRAY(a, int, n),
    };
}

void
post_param(struct arena *a, const struct arg *arg, struct post_params *p,
    size_t at)
{
    struct str bytes = arg->s;

    p->values[at] = NULL;
    if (arg->kind == ARG_NULL || (arg->kind == ARG_ID && id_is_none(arg->id)))
        return;
    if (arg->kind == ARG_ID)
        bytes = id_bytes(&arg->id);
    if (arg->kind == ARG_INT)
        bytes = str_of_int(a, arg->i);
    p->formats[at] = arg->kind == ARG_ID || arg->kind == ARG_BYTES;
    p->lengths[at] = (int)bytes.n;
    if (p->formats[at])
        p->values[at] = bytes.n ? bytes.p : "";
    else
        p->values[at] = str_c(a, bytes);
}

struct post_params
post_params(struct arena *a, const struct call *call)
{
    struct post_params p = post_params_room(a, call->n);

    for (size_t i = 0; i < call->n; i++)
        post_param(a, &call->args[i], &p, i);
    return p;
}

static struct row_value
value_of(struct arena *a, const PGresult *r, int row, int column)
{
    struct row_value v = {.kind = ARG_TEXT};
    struct str       text;

    if (PQgetisnull(r, row, column)) {
        v.kind = ARG_NULL;
        return v;
    }
    text = str_bytes(PQgetvalue(r, row, column),
        (size_t)PQgetlength(r, row, column));
    switch (PQftype(r, column)) {
    case TYPE_BOOL:
        v.kind = ARG_INT;
        v.i = text.p[0] == 't';
        return v;
    case TYPE_INT2:
    case TYPE_INT4:
    case TYPE_INT8:
    case TYPE_NUMERIC:
        if (str_int(text, &v.i)) {
            v.kind = ARG_INT;
            return v;
        }
        break;
    case TYPE_BYTEA:
        v.kind = ARG_BYTES;
        if (!str_unhex(a, str_from(text, 2), &v.s)) /* behind "\x" */
            BUG("bytea that is not hex: bytea_output was changed");
        return v;
    default:
        break;
    }
    v.s = str_dup(a, text);
    return v;
}

void
post_rows(struct arena *a, const PGresult *r, struct rows *rows)
{
    const int         count = PQntuples(r), columns = PQnfields(r);
    struct row_value *values;

    *rows = (struct rows){.count = (size_t)count, .columns = (size_t)columns};
    values = ARENA_ARRAY(a, struct row_value, rows->count * rows->columns);
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < columns; j++)
            values[i * columns + j] = value_of(a, r, i, j);
    }
    rows->values = values;
}

int64_t
post_changed(PGresult *r)
{
    int64_t n = 0;

    return str_int(str_of(PQcmdTuples(r)), &n) ? n : 0;
}
