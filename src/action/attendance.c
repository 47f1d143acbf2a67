/*
 * Rows come sorted by agency, meeting and child; what is counted is how
 * often they change.
 */
#include "action/attendance.h"

#include <stdlib.h>

#include "action/rows.h"

static bool
is_same_meeting(const struct attendance *a, const struct attendance *b)
{
    return id_eq(a->agency, b->agency) && id_eq(a->entry, b->entry);
}

static enum attendance_came
came(const struct attendance *at)
{
    return at->present ? CAME_THERE : CAME_AWAY;
}

/* ---- figures ---- */

static int
sum_cmp(const void *x, const void *y)
{
    const struct attendance_sum *a = x, *b = y;

    if (a->came[CAME_AWAY] != b->came[CAME_AWAY])
        return a->came[CAME_AWAY] > b->came[CAME_AWAY] ? -1 : 1;
    if (a->came[CAME_THERE] != b->came[CAME_THERE])
        return a->came[CAME_THERE] < b->came[CAME_THERE] ? -1 : 1;
    return str_cmp(id_bytes(&a->agency), id_bytes(&b->agency));
}

void
attendance_sort(struct attendance_sum *all, size_t count)
{
    if (count)
        qsort(all, count, sizeof(*all), sum_cmp);
}

enum err
attendance_sums(const struct oversee *o, struct attendance_sums *out)
{
    struct attendance     *all;
    struct attendance_sum *sums;
    size_t                 n, k = 0;
    enum err               e;

    if ((e = oversee_attendance(o, &all, &n, &out->since)))
        return e;
    sums = ARENA_ARRAY(o->cx->arena, struct attendance_sum, n + 1);
    for (size_t i = 0; i < n; i++) {
        if (!i || !id_eq(all[i - 1].agency, all[i].agency))
            sums[k++] = (struct attendance_sum){.agency = all[i].agency,
                .name = all[i].name};
        if (!i || !is_same_meeting(&all[i - 1], &all[i]))
            sums[k - 1].came[came(&all[i])]++;
    }
    attendance_sort(sums, k);
    out->all = sums;
    out->count = k;
    return OK;
}

/* ---- the list behind a figure ---- */

static bool
is_asked(const struct attendance_ask *in, const struct attendance *at)
{
    return id_eq(in->agency, at->agency) &&
        (in->came == CAME_COUNT || in->came == came(at));
}

static size_t
rows_of(struct arena *a, const struct attendance_ask *in,
    const struct attendance *all, size_t n, struct attendance_row **out)
{
    struct attendance_row *kept = ARENA_ARRAY(a, struct attendance_row, n + 1);
    size_t                 k = 0;

    for (size_t i = 0; i < n; i++) {
        if (!is_asked(in, &all[i]))
            continue;
        if (!k || !is_same_meeting(&kept[k - 1].at, &all[i]))
            kept[k++] = (struct attendance_row){.at = all[i]};
        kept[k - 1].children++;
    }
    *out = kept;
    return k;
}

/* Only what the page shows is asked about again, and named. */
static enum err
page_cut(const struct oversee *o, struct answer *answer,
    struct attendance_row *all, size_t n, struct attendance_page *p)
{
    size_t   from = (size_t)p->ask.page * ATTENDANCE_PAGE;
    enum err e;

    p->total = (int64_t)n;
    if (from > n)
        from = n;
    p->rows = &all[from];
    for (; p->count < ATTENDANCE_PAGE && from + p->count < n; p->count++) {
        struct attendance_row *r = &p->rows[p->count];

        r->title = oversee_form(o, r->at.form, r->at.pack)->title;
        if ((e = oversee_allows_meeting(o, &r->at)) ||
            (e = oversee_child(o, r->at.person, answer, &r->child)))
            return e;
    }
    return OK;
}

/* An agency that no list names is not here. */
enum err
attendance_list(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct attendance_page *p = ARENA_NEW(cx->arena, struct attendance_page);
    struct attendance_row  *found;
    struct attendance      *all;
    size_t                  n, i = 0;
    enum err                e;

    (void)w, (void)grant;
    p->ask = *(const struct attendance_ask *)ask->with;
    if ((e = oversee_attendance(answer->found, &all, &n, &p->since)))
        return e;
    while (i < n && !id_eq(all[i].agency, p->ask.agency))
        i++;
    if (i == n)
        return ERR_ABSENT;
    p->name = all[i].name;
    n = rows_of(cx->arena, &p->ask, all, n, &found);
    if ((e = page_cut(answer->found, answer, found, n, p)))
        return e;
    answer->with = p;
    return OK;
}
