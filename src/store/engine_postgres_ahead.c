/*
 * Each answer is a journey to the server and back.  What nobody waits for is
 * sent ahead (libpq's pipeline), and its answer comes with the next one; rows
 * of many are gathered here until something else is run.
 */
#include "store/engine_postgres_inside.h"

#define GATHERED_BYTES ((size_t)1024 * 1024) /* of one statement */

static enum err
send_params(struct post *p, const struct post_name *name,
    const struct statement *q, size_t n, const struct post_params *in)
{
    if (!PQenterPipelineMode(p->pg) ||
        !PQsendQueryPrepared(p->pg, name->text, (int)n, in->values, in->lengths,
            in->formats, 0))
        return post_err(p, post_text(q), NULL);
    p->ahead[p->ahead_count++] = q;
    return OK;
}

enum err
post_send(struct post *p, const struct post_name *name, const struct call *call)
{
    struct arena      *a = arena_new(0); /* the parameters' */
    struct post_params in = post_params(a, call);
    enum err           e = send_params(p, name, call->q, call->n, &in);

    arena_free(a);
    return e;
}

/* The answer to the oldest that was sent, and the end of it. */
static PGresult *
next_answer(struct post *p)
{
    PGresult *r = PQgetResult(p->pg);

    if (r)
        PQclear(PQgetResult(p->pg));
    return r;
}

enum err
post_catch_up(struct post *p, PGresult **last)
{
    const int n = p->ahead_count;
    PGresult *r = NULL;
    enum err  e = OK;

    p->ahead_count = 0;
    if (!PQpipelineSync(p->pg)) { /* the server would wait for it, and we */
        p->ended = true;
        return post_err(p, "sync", NULL);
    }
    for (int i = 0; i < n; i++) {
        PQclear(r);
        r = next_answer(p);
        if (!e && !post_is_good(r))
            e = post_err(p, post_text(p->ahead[i]), r);
    }
    PQclear(PQgetResult(p->pg)); /* that of the sync */
    if (!PQexitPipelineMode(p->pg) && !e)
        e = post_err(p, "pipeline", NULL);
    if (e || !last)
        PQclear(r);
    else
        *last = r;
    return e;
}

/* ---- gathered ---- */

/* The columns of what was gathered, as arrays. */
static enum err
send_arrays(struct post *p, struct many *m)
{
    const struct post_name  *name = cache_find(&p->cache, m->q);
    const char              *values[MANY_COLUMNS];
    int                      lengths[MANY_COLUMNS], formats[MANY_COLUMNS];
    const struct post_params in = {values, lengths, formats};

    for (size_t i = 0; i < m->width; i++) {
        struct str array = many_array(m, i, name->elements[i]);

        values[i] = array.p;
        lengths[i] = (int)array.n;
        formats[i] = 1;
    }
    return send_params(p, name, m->q, m->width, &in);
}

static enum err
send_wide(struct post *p, const struct gathered *g)
{
    const struct post_name *name = NULL;
    enum err                e = post_wide_name(p, g, &name);

    return e ? e
             : send_params(p, name, g->many.q, g->many.rows * g->many.width,
                   &g->wide);
}

static enum err
send_one(struct post *p, struct gathered *g)
{
    if (!g->many.rows)
        return OK;
    return g->is_wide ? send_wide(p, g) : send_arrays(p, &g->many);
}

enum err
post_send_gathered(struct post *p)
{
    const int n = p->gathered_count;
    enum err  e = OK;

    p->gathered_count = 0;
    if (n && p->ahead_count + n >= AHEAD_MOST)
        e = post_catch_up(p, NULL);
    for (int i = 0; !e && i < n; i++)
        e = send_one(p, &p->gathered[i]);
    return e;
}

enum err
post_settle(struct conn *c)
{
    struct post *p = (struct post *)c;
    enum err     e = post_send_gathered(p);

    return e || !p->ahead_count ? e : post_catch_up(p, NULL);
}

void
post_drop_sent(struct post *p)
{
    p->gathered_count = 0;
    if (p->ahead_count)
        (void)post_catch_up(p, NULL);
}

/* By the types of the server's arrays: what each is of. */
static const struct {
    unsigned array, element;
} array_types[] = {{1001, TYPE_BYTEA}, {1016, TYPE_INT8}, {1009, TYPE_TEXT}};

static uint32_t
element_of(unsigned array)
{
    for (size_t i = 0; i < sizeof array_types / sizeof *array_types; i++)
        if (array_types[i].array == array)
            return array_types[i].element;
    BUG("a statement of many rows takes something else than arrays");
}

static enum err
ask_elements(struct post *p, struct post_name *name, const struct call *call)
{
    PGresult *r = PQdescribePrepared(p->pg, name->text);
    enum err  e = post_is_good(r) ? OK : post_err(p, post_text(call->q), r);

    if (!e && (size_t)PQnparams(r) != call->n)
        BUG("a statement of many rows has other parameters");
    for (int i = 0; !e && i < PQnparams(r); i++)
        name->elements[i] = element_of(PQparamtype(r, i));
    PQclear(r);
    return e;
}

static void
gathered_begin(struct gathered *g, const struct statement *q, size_t width)
{
    many_begin(&g->many, q, width);
    g->is_wide = !q->pg;
    if (g->is_wide)
        post_wide_begin(g);
}

/* Their places stay: the next row of what was put first goes first again. */
static enum err
send_full(struct post *p)
{
    const int n = p->gathered_count;
    enum err  e = post_send_gathered(p);

    for (int i = 0; !e && i < n; i++)
        gathered_begin(&p->gathered[i], p->gathered[i].many.q,
            p->gathered[i].many.width);
    p->gathered_count = e ? 0 : n;
    return e;
}

static enum err
settle_full(struct post *p)
{
    enum err e = send_full(p);

    return e || !p->ahead_count ? e : post_catch_up(p, NULL);
}

/* Where its rows are gathered. */
static struct gathered *
place_of(struct post *p, const struct call *call)
{
    struct gathered *g = p->gathered;

    for (int i = 0; i < p->gathered_count; i++, g++)
        if (g->many.q == call->q)
            return g;
    gathered_begin(g, call->q, call->n);
    p->gathered_count++;
    return g;
}

static bool
is_full(const struct gathered *g)
{
    return g->is_wide ? g->many.rows == WIDE_MOST
                      : many_bytes(&g->many) >= GATHERED_BYTES;
}

/* The server is asked once what a statement with arrays takes. */
enum err
post_gather(struct post *p, const struct call *call)
{
    struct post_name *name = cache_find(&p->cache, call->q);
    struct gathered  *g;
    enum err          e = OK;

    if (!name && (e = settle_full(p)))
        return e;
    if (!name &&
        (e = post_prepare_as(p, call->q, (const struct post_name **)&name)))
        return e;
    if (call->q->pg && !name->elements[0] &&
        ((e = settle_full(p)) || (e = ask_elements(p, name, call))))
        return e;
    if (p->gathered_count == GATHERED_MOST && (e = post_send_gathered(p)))
        return e;
    g = place_of(p, call);
    if (g->is_wide)
        post_wide_add(g, call->args);
    else
        many_add(&g->many, call->args);
    return is_full(g) ? send_full(p) : OK;
}
