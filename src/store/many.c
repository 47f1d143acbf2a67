/*
 * many -- an array's head (how many dimensions, whether there is a null,
 * which type; how many elements, the number of the first), then each
 * element's length and bytes; a null is a length of -1.
 */
#include "store/many.h"

#include "base/err.h"

enum { HEAD_BYTES = 20 };

void
many_begin(struct many *m, const struct statement *q, size_t width)
{
    static const char head[HEAD_BYTES];
    struct arena     *arena = m->arena ? m->arena : arena_new(0);

    if (width > MANY_COLUMNS)
        BUG("a row with more columns than are gathered");
    arena_clear(arena);
    *m = (struct many){.q = q, .arena = arena, .width = width};
    for (size_t i = 0; i < width; i++) {
        buf_init(&m->columns[i], m->arena);
        buf_add(&m->columns[i], str_bytes(head, HEAD_BYTES));
    }
}

static void
add_null(struct many *m, size_t column)
{
    m->nulls[column] = true;
    buf_add_u32(&m->columns[column], UINT32_MAX);
}

static void
add_number(struct many *m, size_t column, int64_t v)
{
    buf_add_u32(&m->columns[column], sizeof v);
    buf_add_u64(&m->columns[column], (uint64_t)v);
}

static void
add_value(struct many *m, size_t column, const struct arg *arg)
{
    switch (arg->kind) {
    case ARG_NULL:
        add_null(m, column);
        return;
    case ARG_INT:
        add_number(m, column, arg->i);
        return;
    case ARG_TEXT:
    case ARG_BYTES:
        buf_add_framed(&m->columns[column], arg->s);
        return;
    case ARG_ID:
        if (id_is_none(arg->id))
            add_null(m, column);
        else
            buf_add_framed(&m->columns[column], id_bytes(&arg->id));
        return;
    }
    BUG("an argument of no kind");
}

void
many_add(struct many *m, const struct arg *args)
{
    for (size_t i = 0; i < m->width; i++)
        add_value(m, i, &args[i]);
    m->rows++;
}

size_t
many_bytes(const struct many *m)
{
    size_t n = 0;

    for (size_t i = 0; i < m->width; i++)
        n += m->columns[i].n;
    return n;
}

static char *
put_u32(char *p, uint32_t v)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        *p++ = (char)(uint8_t)(v >> shift);
    return p;
}

struct str
many_array(struct many *m, size_t column, uint32_t element)
{
    char *p = m->columns[column].p;

    p = put_u32(p, 1);
    p = put_u32(p, m->nulls[column]);
    p = put_u32(p, element);
    p = put_u32(p, (uint32_t)m->rows);
    (void)put_u32(p, 1);
    return buf_str(&m->columns[column]);
}
