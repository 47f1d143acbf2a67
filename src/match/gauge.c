/*
 * gauge -- counts of pairs, and what they come to.
 */
#include "match/gauge.h"

#include <assert.h>

#include "match/heap.h"
#include "match/sort.h"

static void
rates_set(struct gauge_rates *r)
{
    double said = r->right + r->wrong;

    r->precision = said > 0 ? r->right / said : 1;
    r->recall = r->all > 0 ? r->right / r->all : 1;
    r->f1 = r->precision + r->recall > 0
        ? 2 * r->precision * r->recall / (r->precision + r->recall)
        : 0;
}

/* ---- pairs that there are ---- */

static double
choose_two(size_t n)
{
    return (double)n * (double)(n - 1) / 2;
}

/* Lines with a key, as items in the order of their keys. */
static uint64_t *
items_sorted(const uint32_t *key, size_t count)
{
    uint64_t *items = heap_get(2 * count + 2, sizeof *items);

    for (size_t i = 0; i < count; i++)
        items[i] = sort_item(key[i], (uint32_t)i);
    sort_items(items, items + count, count);
    return items;
}

static size_t
run_end(const uint64_t *items, size_t from, size_t count)
{
    size_t end = from + 1;

    while (end < count && sort_key(items[end]) == sort_key(items[from]))
        end++;
    return end;
}

static bool
counts(const struct linkage *l, const struct gauge_truth *t, uint32_t x,
    uint32_t y)
{
    const struct roll_line *lines = l->roll->lines;

    return t->person[x] && t->person[y] &&
        (t->scope == LINKAGE_ALL || lines[x].source != lines[y].source);
}

static void
pair_there(const struct gauge_truth *t, uint32_t x, uint32_t y,
    struct gauge *out)
{
    uint32_t in = t->groups[x] | t->groups[y];

    out->pairs.all++;
    for (size_t g = 0; g < t->group_count; g++)
        out->group[g].all += in >> g & 1;
}

/* Of one person: its lines, each with each. */
static void
person_there(const struct linkage *l, const struct gauge_truth *t,
    const uint64_t *items, size_t count, struct gauge *out)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++)
            if (counts(l, t, sort_number(items[i]), sort_number(items[j])))
                pair_there(t, sort_number(items[i]), sort_number(items[j]),
                    out);
}

static void
pairs_there(const struct linkage *l, const struct gauge_truth *t,
    struct gauge *out)
{
    size_t    n = l->roll->count;
    uint64_t *items = items_sorted(t->person, n);

    for (size_t at = 0, end; at < n; at = end) {
        end = run_end(items, at, n);
        if (sort_key(items[at]))
            person_there(l, t, items + at, end - at, out);
    }
    free(items);
}

/* ---- pairs put forward ---- */

static void
rate_count(struct gauge_rates *r, bool right)
{
    r->right += right;
    r->wrong += !right;
}

static void
pair_said(const struct gauge_truth *t, const struct linkage_pair *p,
    struct gauge_cut *out)
{
    uint32_t in = t->groups[p->x] | t->groups[p->y];
    bool     right = t->person[p->x] == t->person[p->y];

    rate_count(&out->pairs, right);
    for (size_t g = 0; g < t->group_count; g++)
        if (in >> g & 1)
            rate_count(&out->group[g], right);
}

/* Every GAUGE_STEP centibans, from the heaviest pair down. */
static void
point_close(struct gauge *out, int threshold, const struct gauge_rates *sum)
{
    struct gauge_point *p;

    if (out->count == GAUGE_POINTS)
        return;
    p = &out->point[out->count++];
    p->threshold = threshold;
    p->pairs = *sum;
    p->pairs.all = out->pairs.all;
    rates_set(&p->pairs);
}

static void
points_take(const struct linkage *l, const struct gauge_truth *t,
    struct gauge *out)
{
    const int          highest = GAUGE_STEP * (GAUGE_POINTS - 10);
    struct gauge_rates sum = {.right = 0};
    int                next = highest;

    for (size_t i = 0; i < l->count; i++) {
        const struct linkage_pair *p = &l->pairs[i];

        for (; p->weight < next; next -= GAUGE_STEP)
            point_close(out, next, &sum);
        if (counts(l, t, p->x, p->y) &&
            linkage_band_at(l, p, p->weight) > LINKAGE_POSSIBLE)
            rate_count(&sum, t->person[p->x] == t->person[p->y]);
    }
    point_close(out, next, &sum);
}

/* ---- clusters ---- */

/* Pairs within each run of one cluster, and those of one person among
 * them: lines sorted by cluster, and within it by person. */
static void
clusters_take(const struct linkage *l, const struct gauge_truth *t,
    struct gauge_rates *out)
{
    size_t    n = l->roll->count, known;
    uint64_t *by_person = items_sorted(t->person, n);
    uint64_t *items = heap_get(2 * n + 2, sizeof *items);
    double    pairs = 0;

    for (size_t i = 0; i < n; i++) {
        uint32_t line = sort_number(by_person[i]);

        items[i] = sort_item(l->cluster[line], line);
    }
    sort_items(items, items + n, n);
    for (size_t at = 0, end; at < n; at = end) {
        end = run_end(items, at, n);
        known = 0;
        for (size_t i = at, same = 0; i < end; i++) {
            uint32_t line = sort_number(items[i]);
            bool     again = i > at &&
                t->person[line] == t->person[sort_number(items[i - 1])];

            same = again ? same + 1 : 0;
            known += t->person[line] > 0;
            out->right += t->person[line] ? (double)same : 0;
        }
        pairs += known ? choose_two(known) : 0;
    }
    out->wrong = pairs - out->right;
    free(items);
    free(by_person);
}

/* ---- a linkage as it is, or as another threshold makes it ---- */

static void
cut_take(const struct linkage *l, const struct gauge_truth *t,
    const struct gauge *there, struct gauge_cut *out)
{
    *out = (struct gauge_cut){.threshold = l->threshold};
    for (size_t i = 0; i < l->count; i++)
        if (counts(l, t, l->pairs[i].x, l->pairs[i].y) &&
            l->pairs[i].band > LINKAGE_POSSIBLE)
            pair_said(t, &l->pairs[i], out);
    clusters_take(l, t, &out->clusters);
    out->pairs.all = out->clusters.all = there->pairs.all;
    rates_set(&out->pairs);
    rates_set(&out->clusters);
    for (size_t g = 0; g < t->group_count; g++) {
        out->group[g].all = there->group[g].all;
        rates_set(&out->group[g]);
    }
}

static void
cuts_take(const struct linkage *l, const struct gauge_truth *t,
    struct gauge *out)
{
    for (int i = 0; i < GAUGE_CUTS; i++) {
        struct linkage *at =
            linkage_at(l, (GAUGE_CUTS - 1 - i) * GAUGE_CUT_STEP);

        cut_take(at, t, out, &out->cut[i]);
        linkage_free(at);
    }
}

void
gauge_take(const struct linkage *l, const struct gauge_truth *t,
    struct gauge *out)
{
    struct gauge_cut own;

    assert(l && t && out && t->group_count <= GAUGE_GROUPS);
    *out = (struct gauge){.count = 0};
    pairs_there(l, t, out);
    points_take(l, t, out);
    cuts_take(l, t, out);
    cut_take(l, t, out, &own);
    out->pairs = own.pairs;
    out->clusters = own.clusters;
    for (size_t g = 0; g < t->group_count; g++)
        out->group[g] = own.group[g];
}
