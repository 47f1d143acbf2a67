/*
 * gauge -- precision and recall, counted by hand.
 */
#include "match/gauge.h"

#include "extract.h"
#include "test.h"

/* Who is who in a town: the id says it. */
static struct gauge_truth
truth_of(const struct extract *e)
{
    size_t             n = e->roll->count;
    struct gauge_truth t = {.group_count = 1, .names = {S_INIT("odd=yes")}};

    t.person = ARENA_ARRAY(e->arena, uint32_t, n);
    t.groups = ARENA_ARRAY(e->arena, uint32_t, n);
    for (uint32_t i = 0; i < n; i++) {
        int64_t id;

        WANT(str_int(roll_id(e->roll, i), &id));
        t.person[i] = (uint32_t)id;
        t.groups[i] = id & 1;
    }
    return t;
}

TEST(gauge_take__counts_what_was_put_forward)
{
    struct extract     e = extract_invented(500, 1);
    struct linkage    *l = extract_link(&e, 1);
    struct gauge_truth t = truth_of(&e);
    double             right = 0, wrong = 0;
    struct gauge       g;

    gauge_take(l, &t, &g);
    for (size_t i = 0; i < l->count; i++)
        if (l->pairs[i].band > LINKAGE_POSSIBLE) {
            bool one = t.person[l->pairs[i].x] == t.person[l->pairs[i].y];

            right += one;
            wrong += !one;
        }
    WANT(g.pairs.right == right && g.pairs.wrong == wrong);
    WANT(g.pairs.all == (double)e.roll->count / 2);
    WANT(g.group[0].all < g.pairs.all && g.group[0].right > 0);
    WANT(g.clusters.right >= right && g.clusters.recall <= 1);
    WANT(g.count > 10);
    for (size_t i = 1; i < g.count; i++)
        WANT(g.point[i].threshold < g.point[i - 1].threshold &&
            g.point[i].pairs.recall >= g.point[i - 1].pairs.recall);
    linkage_free(l);
    extract_free(&e);
}

/* As a linkage that was asked for that threshold would be gauged. */
TEST(gauge_take__puts_lines_together_anew_at_each_threshold)
{
    struct extract         e = extract_invented(500, 1);
    struct linkage        *l = extract_link(&e, 1), *other;
    struct gauge_truth     t = truth_of(&e);
    static struct gauge    g, asked;
    int                    threshold;
    struct linkage_options o = {.threads = 1,
        .threshold = &threshold,
        .model = &l->odds,
        .review = -300};

    gauge_take(l, &t, &g);
    for (size_t i = 0; i < GAUGE_CUTS; i += 3) {
        threshold = g.cut[i].threshold;
        other = linkage_run(e.roll, &o);
        gauge_take(other, &t, &asked);
        WANT(asked.pairs.right == g.cut[i].pairs.right);
        WANT(asked.clusters.right == g.cut[i].clusters.right);
        WANT(asked.clusters.wrong == g.cut[i].clusters.wrong);
        WANT(asked.group[0].right == g.cut[i].group[0].right);
        linkage_free(other);
    }
    WANT(g.cut[0].clusters.right < g.cut[GAUGE_CUTS - 1].clusters.right);
    linkage_free(l);
    extract_free(&e);
}
