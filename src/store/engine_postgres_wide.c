/*
 * One INSERT of several rows: "VALUES ($1, $2)" becomes "VALUES ($1, $2),
 * ($3, $4)".  To take arrays apart in the server (unnest) costs it nearly
 * twice as much.  Each number of rows is a statement of its own, prepared
 * when it is first needed.
 */
#include "store/engine_postgres_inside.h"

#include "base/buf.h"

void
post_wide_begin(struct gathered *g)
{
    struct many *m = &g->many;

    g->wide = post_params_room(m->arena, WIDE_MOST * m->width);
}

static struct arg
arg_kept(struct arena *a, const struct arg *arg)
{
    struct arg kept = *arg;

    if (arg->kind == ARG_ID && !id_is_none(arg->id))
        kept = A_BYTES(id_bytes(&arg->id));
    if (kept.kind == ARG_BYTES)
        kept.s = str_dup(a, kept.s);
    return kept;
}

void
post_wide_add(struct gathered *g, const struct arg *args)
{
    struct many *m = &g->many;

    for (size_t i = 0; i < m->width; i++) {
        struct arg kept = arg_kept(m->arena, &args[i]);

        post_param(m->arena, &kept, &g->wide, m->rows * m->width + i);
    }
    m->rows++;
}

/* "($3, $4)": the row with so many before it. */
static void
add_row(struct buf *b, size_t row, size_t width)
{
    for (size_t i = 0; i < width; i++) {
        buf_add(b, i ? S(", $") : S("($"));
        buf_add_int(b, (int64_t)(row * width + i + 1));
    }
    buf_add_byte(b, ')');
}

/* The statement's own row, and as many more behind it. */
static struct str
wide_text(struct arena *a, const struct many *m)
{
    const struct str text = str_of(m->q->sql);
    struct buf       one, all;
    ptrdiff_t        at;
    size_t           end;

    buf_init(&one, a);
    add_row(&one, 0, m->width);
    at = str_find(text, buf_str(&one));
    if (at < 0)
        BUG("a statement of many rows does not say all of one in their order");
    end = (size_t)at + buf_str(&one).n;
    buf_init(&all, a);
    buf_add(&all, str_sub(text, 0, end));
    for (size_t i = 1; i < m->rows; i++) {
        buf_add(&all, S(", "));
        add_row(&all, i, m->width);
    }
    buf_add(&all, str_from(text, end));
    return buf_str(&all);
}

/* To prepare one, what is under way is waited for. */
enum err
post_wide_name(struct post *p, const struct gathered *g,
    const struct post_name **out)
{
    const struct many *m = &g->many;
    struct post_name  *one = cache_find(&p->cache, m->q);
    struct arena      *a;
    enum err           e = OK;

    *out = m->rows == 1 ? one : one->wide[m->rows];
    if (*out || (p->ahead_count && (e = post_catch_up(p, NULL))))
        return e;
    a = arena_new(0);
    e = post_prepare_text(p, str_c(a, wide_text(a, m)), &one->wide[m->rows]);
    arena_free(a);
    *out = one->wide[m->rows];
    return e;
}
