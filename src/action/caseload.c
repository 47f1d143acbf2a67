/*
 * Loads are made of three lists: who is in the team, who has whom, and what
 * is due.  A child whom a worker has by several ties is one child of theirs,
 * and weighs what the heaviest of them does.
 */
#include "action/caseload.h"

#include <stdlib.h>

#include "action/caseload_inside.h"
#include "action/rows.h"

/* ---- by worker ---- */

static int
weight_of(const struct pack *p, const struct caseload_tie *t)
{
    const struct tie_term *term = pack_tie(p, t->kind);

    return term ? term->weight : 0;
}

static int
tie_cmp(const void *x, const void *y)
{
    const struct caseload_tie *a = x, *b = y;
    int c = str_cmp(id_bytes(&a->whom), id_bytes(&b->whom));

    return c ? c : str_cmp(id_bytes(&a->person), id_bytes(&b->person));
}

static int
person_cmp(const void *x, const void *y)
{
    return str_cmp(id_bytes(x), id_bytes(y));
}

/* The children for whom anything is late, to be looked up. */
struct late {
    struct id *all;
    size_t     count;
};

static enum err
late_find(const struct oversee *o, struct late *out)
{
    struct oversee_due *dues;
    size_t              n;
    enum err            e;

    if ((e = oversee_dues(o, &dues, &n)))
        return e;
    out->all = ARENA_ARRAY(o->cx->arena, struct id, n + 1);
    for (size_t i = 0; i < n; i++)
        if (dues[i].when == WHEN_LATE)
            out->all[out->count++] = dues[i].at.person;
    if (out->count)
        qsort(out->all, out->count, sizeof(*out->all), person_cmp);
    return OK;
}

static bool
is_late(const struct late *l, struct id person)
{
    return l->count &&
        bsearch(&person, l->all, l->count, sizeof(*l->all), person_cmp);
}

/* All that one worker is to one child: ties from, up to but not with to. */
static void
load_add(const struct oversee *o, const struct caseload_tie *from,
    const struct caseload_tie *to, const struct late *late,
    struct caseload_row *row)
{
    int  weight = 0;
    bool named = true, reviewing = false, covering = false;

    for (const struct caseload_tie *t = from; t < to; t++) {
        int w = weight_of(o->w->pack, t);

        weight = w > weight ? w : weight;
        named = named && t->named;
        reviewing = reviewing || str_eq(t->means, S("reviewing"));
        covering = covering || str_eq(t->means, S("cover"));
    }
    row->children++;
    row->weight += weight;
    row->unnamed += !named;
    row->reviewing += reviewing;
    row->covering += covering;
    row->late += is_late(late, from->person);
}

static struct caseload_row *
row_at(struct caseload *c, struct id account)
{
    for (size_t i = 0; i < c->count; i++)
        if (id_eq(c->rows[i].worker.account, account))
            return &c->rows[i];
    return NULL;
}

static void
loads_add(const struct oversee *o, struct caseload_tie *ties, size_t n,
    const struct late *late, struct caseload *c)
{
    if (n)
        qsort(ties, n, sizeof(*ties), tie_cmp);
    for (size_t i = 0, k = 0; i < n; i = k) {
        struct caseload_row *row = row_at(c, ties[i].whom);

        while (k < n && tie_cmp(&ties[i], &ties[k]) == 0)
            k++;
        if (row)
            load_add(o, &ties[i], &ties[k], late, row);
    }
}

static int
row_cmp(const void *x, const void *y)
{
    const struct caseload_row *a = x, *b = y;
    int                        c = str_cmp(a->worker.desk, b->worker.desk);

    if (c)
        return c;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return str_cmp(a->worker.name, b->worker.name);
}

/* Somebody who has left stands here for as long as they have children. */
static void
rows_end(struct caseload *c)
{
    size_t k = 0;

    for (size_t i = 0; i < c->count; i++) {
        if (c->rows[i].worker.gone)
            c->gone += c->rows[i].children;
        if (!c->rows[i].worker.gone || c->rows[i].children)
            c->rows[k++] = c->rows[i];
    }
    c->count = k;
    if (k)
        qsort(c->rows, k, sizeof(*c->rows), row_cmp);
}

enum err
caseload_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct oversee   *o = answer->found;
    struct caseload        *c = ARENA_NEW(cx->arena, struct caseload);
    struct late             late = {0};
    struct caseload_worker *who;
    struct caseload_tie    *ties;
    struct id              *unnamed;
    size_t                  who_n, tie_n, unnamed_n;
    enum err                e;

    (void)ask, (void)grant;
    if ((e = caseload_workers(w, &o->team, &who, &who_n)) ||
        (e = caseload_ties(w, &o->team, &ties, &tie_n)) ||
        (e = caseload_unnamed(w, &o->team, &unnamed, &unnamed_n)) ||
        (e = late_find(o, &late)))
        return e;
    c->rows = ARENA_ARRAY(cx->arena, struct caseload_row, who_n + 1);
    for (; c->count < who_n; c->count++)
        c->rows[c->count].worker = who[c->count];
    c->unnamed = (int64_t)unnamed_n;
    loads_add(o, ties, tie_n, &late, c);
    rows_end(c);
    answer->with = c;
    return OK;
}

/* ---- one worker's children ---- */

enum err
caseload_worker_find(const struct oversee *o, struct id account,
    struct caseload_worker *out)
{
    struct caseload_worker *all;
    size_t                  n;
    enum err                e;

    *out = (struct caseload_worker){0};
    if (id_is_none(account))
        return OK;
    if ((e = caseload_workers(o->w, &o->team, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        if (id_eq(all[i].account, account)) {
            *out = all[i];
            return OK;
        }
    return ERR_ABSENT;
}

static int
since_cmp(const void *x, const void *y)
{
    const struct caseload_child *a = x, *b = y;

    if (a->since.us != b->since.us)
        return a->since.us < b->since.us ? -1 : 1;
    return str_cmp(id_bytes(&a->child.person), id_bytes(&b->child.person));
}

static void
tie_add(const struct pack *p, struct caseload_child *c,
    const struct caseload_tie *t)
{
    const struct tie_term *term = pack_tie(p, t->kind);

    for (size_t i = 0; term && i < c->tie_count; i++)
        if (str_eq(c->ties[i].en, term->label.en))
            term = NULL;
    if (term && c->tie_count < CASELOAD_TIES)
        c->ties[c->tie_count++] = term->label;
    if (!c->since.us || t->since.us < c->since.us)
        c->since = t->since;
    c->had = t->had;
    c->named = t->named;
    c->reviewing = c->reviewing || str_eq(t->means, S("reviewing"));
    c->covering = c->covering || str_eq(t->means, S("cover"));
}

static enum err
children_of(const struct oversee *o, struct id account, struct caseload_page *p)
{
    struct caseload_tie *ties;
    size_t               n;
    enum err             e;

    if ((e = caseload_ties(o->w, &o->team, &ties, &n)))
        return e;
    p->rows = ARENA_ARRAY(o->cx->arena, struct caseload_child, n + 1);
    if (n)
        qsort(ties, n, sizeof(*ties), tie_cmp);
    for (size_t i = 0; i < n; i++) {
        if (!id_eq(ties[i].whom, account))
            continue;
        if (!p->count ||
            !id_eq(p->rows[p->count - 1].child.person, ties[i].person))
            p->rows[p->count++].child.person = ties[i].person;
        tie_add(o->w->pack, &p->rows[p->count - 1], &ties[i]);
    }
    return OK;
}

static enum err
children_of_nobody(const struct oversee *o, struct caseload_page *p)
{
    struct id *all;
    size_t     n;
    enum err   e;

    if ((e = caseload_unnamed(o->w, &o->team, &all, &n)))
        return e;
    p->rows = ARENA_ARRAY(o->cx->arena, struct caseload_child, n + 1);
    for (; p->count < n; p->count++)
        p->rows[p->count].child.person = all[p->count];
    return OK;
}

/* What is due first for each child of the page. */
static enum err
dues_put(const struct oversee *o, struct caseload_page *p)
{
    struct oversee_due *dues;
    size_t              n;
    enum err            e;

    if ((e = oversee_dues(o, &dues, &n)))
        return e;
    for (size_t i = n; i-- > 0;)
        for (size_t k = 0; k < p->count && !dues[i].foreseen; k++)
            if (id_eq(p->rows[k].child.person, dues[i].at.person)) {
                p->rows[k].first = dues[i];
                p->rows[k].late = p->rows[k].late || dues[i].when == WHEN_LATE;
            }
    return OK;
}

static bool
is_asked(const struct caseload_ask *in, const struct caseload_child *c)
{
    switch (in->only) {
    case ONLY_LATE:
        return c->late;
    case ONLY_UNNAMED:
        return !c->named;
    case ONLY_REVIEWING:
        return c->reviewing;
    case ONLY_COVERING:
        return c->covering;
    case ONLY_ALL:
    case ONLY_COUNT:
        break;
    }
    return true;
}

/* What the figure counts, and no more. */
static void
only_asked(struct caseload_page *p)
{
    size_t k = 0;

    for (size_t i = 0; i < p->count; i++)
        if (is_asked(&p->ask, &p->rows[i]))
            p->rows[k++] = p->rows[i];
    p->count = k;
}

enum err
caseload_children(const struct oversee *o, bool dues, struct caseload_page *p)
{
    struct id account = p->ask.account;
    enum err  e = id_is_none(account) ? children_of_nobody(o, p)
                                      : children_of(o, account, p);

    if (!e && (dues || p->ask.only == ONLY_LATE))
        e = dues_put(o, p);
    if (e)
        return e;
    only_asked(p);
    if (p->count)
        qsort(p->rows, p->count, sizeof(*p->rows), since_cmp);
    return OK;
}

static enum err
page_cut(const struct oversee *o, struct answer *answer,
    struct caseload_page *p)
{
    size_t   from = (size_t)p->ask.page * CASELOAD_PAGE, n = p->count;
    enum err e;

    p->total = (int64_t)n;
    from = from > n ? n : from;
    p->rows = &p->rows[from];
    p->count = n - from > CASELOAD_PAGE ? CASELOAD_PAGE : n - from;
    for (size_t i = 0; i < p->count; i++) {
        struct id person = p->rows[i].child.person;

        if ((e = oversee_allows_child(o, person)) ||
            (e = oversee_child(o, person, answer, &p->rows[i].child)))
            return e;
    }
    return OK;
}

/* By which forms: those that the reader's roles may record at all. */
static void
forms_put(const struct oversee *o, struct caseload_page *p)
{
    const struct pack *pack = o->w->pack;

    p->forms =
        ARENA_ARRAY(o->cx->arena, const struct form *, pack->forms_count + 1);
    for (size_t i = 0; i < pack->forms_count && p->count; i++)
        if (caseload_gives(pack, &pack->forms[i]) &&
            (!id_is_none(p->ask.account) || !pack->forms[i].in_thread.n) &&
            reader_may(&o->cx->reader, MAY_ALLOCATE))
            p->forms[p->form_count++] = &pack->forms[i];
}

enum err
caseload_list(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct oversee *o = answer->found;
    struct caseload_page *p = ARENA_NEW(cx->arena, struct caseload_page);
    enum err              e;

    (void)w, (void)grant;
    p->ask = *(const struct caseload_ask *)ask->with;
    if ((e = caseload_worker_find(o, p->ask.account, &p->worker)) ||
        (e = caseload_children(o, true, p)) || (e = page_cut(o, answer, p)))
        return e;
    forms_put(o, p);
    answer->with = p;
    return OK;
}
