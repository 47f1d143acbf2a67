/*
 * Figures are counted over rows that are sorted the way they are counted:
 * how often the child changes, or the entry that opened the deadline.
 */
#include "action/compliance.h"

#include <stdlib.h>

#include "action/coverage.h"
#include "action/rows.h"

/* ---- figures ---- */

/* A row, and what it is the same as: its child, or what opened it. */
struct counted {
    const struct oversee_due *due;
    struct id                 key;
};

static int
counted_cmp(const void *x, const void *y)
{
    const struct counted *a = x, *b = y;
    size_t                i = a->due->place, k = b->due->place;

    if (i != k)
        return i < k ? -1 : 1;
    if (a->due->when != b->due->when)
        return a->due->when < b->due->when ? -1 : 1;
    return str_cmp(id_bytes(&a->key), id_bytes(&b->key));
}

static bool
is_same(const struct counted *a, const struct counted *b)
{
    return counted_cmp(a, b) == 0;
}

enum figure { OF_CHILDREN, OF_MEETINGS };

static void
count(struct arena *a, const struct oversee_due *dues, size_t n,
    enum figure which, struct compliance_line *lines)
{
    struct counted *all = ARENA_ARRAY(a, struct counted, n + 1);

    for (size_t i = 0; i < n; i++)
        all[i] = (struct counted){&dues[i],
            which == OF_CHILDREN ? dues[i].at.person : dues[i].at.opening};
    if (n)
        qsort(all, n, sizeof(*all), counted_cmp);
    for (size_t i = 0; i < n; i++) {
        struct compliance_line   *l = &lines[all[i].due->place];
        struct compliance_figure *f = &l->when[all[i].due->when];

        l->rule = all[i].due->rule;
        l->place = all[i].due->place;
        if (i && is_same(&all[i - 1], &all[i]))
            continue;
        if (which == OF_CHILDREN)
            f->children++;
        else
            f->meetings++;
    }
}

static int
line_cmp(const void *x, const void *y)
{
    const struct compliance_line *a = x, *b = y;

    for (int i = WHEN_LATE; i < WHEN_LATER; i++)
        if (a->when[i].children != b->when[i].children)
            return a->when[i].children > b->when[i].children ? -1 : 1;
    return a->place < b->place ? -1 : 1;
}

/* Over all clocks: a child with three late deadlines is one child. */
static void
count_all(struct arena *a, const struct oversee_due *dues, size_t n,
    struct compliance *out)
{
    struct oversee_due    *same = ARENA_ARRAY(a, struct oversee_due, n + 1);
    struct compliance_line at = {0};

    for (size_t i = 0; i < n; i++) {
        same[i] = dues[i];
        same[i].place = 0;
    }
    count(a, same, n, OF_CHILDREN, &at);
    count(a, same, n, OF_MEETINGS, &at);
    out->all = at;
    out->all.rule = NULL;
    at = (struct compliance_line){0};
    for (size_t i = 0; i < n; i++)
        same[i].when = WHEN_LATE;
    count(a, same, n, OF_CHILDREN, &at);
    out->children = at.when[WHEN_LATE].children;
}

/* How many lines there may be. */
static size_t
places(const struct oversee_due *dues, size_t n)
{
    size_t most = 0;

    for (size_t i = 0; i < n; i++)
        if (dues[i].place >= most)
            most = dues[i].place + 1;
    return most;
}

enum err
compliance_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct compliance  *out = ARENA_NEW(cx->arena, struct compliance);
    struct oversee_due *dues;
    size_t              n, most;
    enum err            e;

    (void)ask, (void)grant;
    if ((e = coverage_is_seen(w, cx, &out->sees_coverage)) ||
        (e = oversee_dues(answer->found, &dues, &n)) ||
        (e = oversee_until(answer->found, &out->until)) ||
        (e = attendance_sums(answer->found, &out->came)))
        return e;
    most = places(dues, n);
    out->lines = ARENA_ARRAY(cx->arena, struct compliance_line, most + 1);
    count(cx->arena, dues, n, OF_CHILDREN, out->lines);
    count(cx->arena, dues, n, OF_MEETINGS, out->lines);
    for (size_t i = 0; i < most; i++)
        if (out->lines[i].rule)
            out->lines[out->count++] = out->lines[i];
    if (n) {
        qsort(out->lines, out->count, sizeof(*out->lines), line_cmp);
        count_all(cx->arena, dues, n, out);
    }
    answer->with = out;
    return OK;
}

/* ---- the list behind a figure ---- */

static bool
is_asked(const struct compliance_ask *in, const struct oversee_due *d)
{
    return (!in->clock.n || str_eq(in->clock, d->rule->id)) &&
        (in->when == WHEN_COUNT || in->when == d->when);
}

static int
child_cmp(const void *x, const void *y)
{
    const struct compliance_row *a = x, *b = y;

    return str_cmp(id_bytes(&a->due.at.person), id_bytes(&b->due.at.person));
}

/* One opening may run several clocks. */
static int
meeting_cmp(const void *x, const void *y)
{
    const struct compliance_row *a = x, *b = y;

    if (a->due.place != b->due.place)
        return a->due.place < b->due.place ? -1 : 1;
    return str_cmp(id_bytes(&a->due.at.opening), id_bytes(&b->due.at.opening));
}

static int
first_cmp(const void *x, const void *y)
{
    const struct compliance_row *a = x, *b = y;
    int                          c;

    if (a->due.at.paused != b->due.at.paused)
        return a->due.at.paused ? 1 : -1;
    if (a->due.at.due.us != b->due.at.due.us)
        return a->due.at.due.us < b->due.at.due.us ? -1 : 1;
    c = child_cmp(x, y);
    return c ? c : meeting_cmp(x, y);
}

typedef int row_cmp(const void *x, const void *y);

/* Rows that are the same become one: what is due first, and how many. */
static size_t
fold(struct compliance_row *all, size_t n, row_cmp *same)
{
    size_t k = 0;

    qsort(all, n, sizeof(*all), same);
    for (size_t i = 0; i < n; i++) {
        if (!k || same(&all[k - 1], &all[i])) {
            all[k++] = all[i];
            continue;
        }
        for (int w = 0; w < WHEN_COUNT; w++)
            all[k - 1].when[w] += all[i].when[w];
        if (first_cmp(&all[i], &all[k - 1]) < 0)
            all[k - 1].due = all[i].due;
    }
    qsort(all, k, sizeof(*all), first_cmp);
    return k;
}

static size_t
rows_of(struct arena *a, const struct compliance_ask *in,
    const struct oversee_due *dues, size_t n, struct compliance_row **out)
{
    struct compliance_row *all = ARENA_ARRAY(a, struct compliance_row, n + 1);
    size_t                 k = 0;

    for (size_t i = 0; i < n; i++) {
        if (!is_asked(in, &dues[i]))
            continue;
        all[k] = (struct compliance_row){.due = dues[i]};
        all[k++].when[dues[i].when] = 1;
    }
    *out = all;
    return k ? fold(all, k, in->by == BY_CHILD ? child_cmp : meeting_cmp) : 0;
}

/* Only what the page shows is asked about again, and named. */
static enum err
page_cut(const struct oversee *o, struct answer *answer,
    struct compliance_row *all, size_t n, struct compliance_page *p)
{
    size_t   from = (size_t)p->ask.page * COMPLIANCE_PAGE;
    enum err e;

    p->total = (int64_t)n;
    if (from > n)
        from = n;
    p->rows = &all[from];
    for (; p->count < COMPLIANCE_PAGE && from + p->count < n; p->count++) {
        struct compliance_row *r = &p->rows[p->count];

        if ((e = oversee_allows(o, &r->due)) ||
            (e = oversee_child(o, r->due.at.person, answer, &r->child)))
            return e;
    }
    return OK;
}

/* One of today's, or of what runs and may be seen: no other is there. */
static const struct clock_rule *
rule_of(const struct pack *today, struct str id, const struct oversee_due *dues,
    size_t n)
{
    const struct clock_rule *rule = id.n ? pack_clock(today, id) : NULL;

    for (size_t i = 0; id.n && !rule && i < n; i++)
        if (str_eq(dues[i].rule->id, id))
            rule = dues[i].rule;
    return rule;
}

enum err
compliance_list(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct compliance_page *p = ARENA_NEW(cx->arena, struct compliance_page);
    struct compliance_row  *all;
    struct oversee_due     *dues;
    size_t                  n;
    enum err                e;

    (void)grant;
    p->ask = *(const struct compliance_ask *)ask->with;
    if ((e = oversee_dues(answer->found, &dues, &n)) ||
        (e = oversee_until(answer->found, &p->until)))
        return e;
    p->rule = rule_of(w->pack, p->ask.clock, dues, n);
    if (p->ask.clock.n && !p->rule)
        return ERR_ABSENT;
    n = rows_of(cx->arena, &p->ask, dues, n, &all);
    if ((e = page_cut(answer->found, answer, all, n, p)))
        return e;
    answer->with = p;
    return OK;
}
