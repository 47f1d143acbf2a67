/*
 * cluster -- joined by weight, never against a fact.
 */
#include "match/cluster.h"

#include "test.h"

enum { LINES = 8 };

/* Weights of all pairs, and numbers of lines. */
struct town {
    int                  weight[LINES][LINES];
    uint64_t             number[LINES], pupil[LINES];
    int32_t              born[LINES], died[LINES];
    struct cluster_apart apart[LINES];
    size_t               apart_count;
};

static int
weigh(void *ctx, uint32_t x, uint32_t y)
{
    struct town *t = ctx;

    return t->weight[x < y ? x : y][x < y ? y : x];
}

static void
facts(const void *ctx, uint32_t line, struct cluster_facts *out)
{
    const struct town *t = ctx;

    *out = (struct cluster_facts){{t->number[line], t->pupil[line]},
        t->born[line], t->died[line]};
}

static size_t
joined(struct town *t, const struct cluster_pair *pairs, size_t n,
    uint32_t *group)
{
    struct cluster_rules rules = {weigh, facts, t, 0, t->apart, t->apart_count};

    for (uint32_t i = 0; i < LINES; i++)
        group[i] = i;
    for (size_t i = 0; i < n; i++)
        t->weight[pairs[i].x][pairs[i].y] = pairs[i].weight;
    return cluster_join(pairs, n, &rules, group, LINES);
}

TEST(cluster_join__joins_what_agrees)
{
    static const struct cluster_pair pairs[] = {
        {0, 1, 200}, {1, 2, 150}, {4, 5, 100}
    };
    struct town t = {.weight = {{0}}};
    uint32_t    g[LINES];

    t.weight[0][2] = 50;
    WANT(joined(&t, pairs, 3, g) == 0);
    WANT(g[0] == 0 && g[1] == 0 && g[2] == 0 && g[3] == 3);
    WANT(g[4] == 4 && g[5] == 4);
}

TEST(cluster_join__never_joins_two_numbers)
{
    static const struct cluster_pair pairs[] = {{0, 1, 200}, {1, 2, 150}};
    struct town t = {.number = {4000000001, 0, 4000000002}};
    uint32_t    g[LINES];

    t.weight[0][2] = 250;
    WANT(joined(&t, pairs, 2, g) == 1);
    WANT(g[1] == 0 && g[2] == 2);
}

TEST(cluster_join__never_joins_two_pupil_numbers)
{
    static const struct cluster_pair pairs[] = {{0, 1, 200}, {1, 2, 150}};
    struct town t = {.number = {7, 0, 7}, .pupil = {11, 0, 12}};
    uint32_t    g[LINES];

    t.weight[0][2] = 250;
    WANT(joined(&t, pairs, 2, g) == 1);
    WANT(g[1] == 0 && g[2] == 2);
}

/* Nor by way of one of whom no date is known. */
TEST(cluster_join__never_joins_who_died_and_who_was_born_after)
{
    static const struct cluster_pair pairs[] = {{0, 1, 200}, {1, 2, 150}};
    struct town                      t = {.died = {100}, .born = {50, 0, 101}};
    uint32_t                         g[LINES];

    t.weight[0][2] = 250;
    WANT(joined(&t, pairs, 2, g) == 1);
    WANT(g[1] == 0 && g[2] == 2);
    t.born[2] = 100;
    WANT(joined(&t, pairs, 2, g) == 0);
    WANT(g[2] == 0);
}

/* Not even by way of others: 1 and 3 were told apart. */
TEST(cluster_join__never_joins_what_was_told_apart)
{
    static const struct cluster_pair pairs[] = {
        {0, 1, 200}, {2, 3, 190}, {0, 2, 180}, {1, 3, 170}
    };
    struct town t = {.weight = {{0}},
        .apart = {{1, 3}, {3, 1}},
        .apart_count = 2};
    uint32_t    g[LINES];

    t.weight[0][3] = t.weight[1][2] = 150;
    WANT(joined(&t, pairs, 4, g) == 2);
    WANT(g[1] == 0 && g[2] == 2 && g[3] == 2);
    t.apart_count = 0;
    WANT(joined(&t, pairs, 4, g) == 0);
    WANT(g[3] == 0);
}

TEST(cluster_join__does_not_join_two_crowds_by_one_bridge)
{
    static const struct cluster_pair pairs[] = {
        {0, 1, 200}, {2, 3, 190}, {1, 2, 30}
    };
    struct town t = {.weight = {{0}}};
    uint32_t    g[LINES];

    t.weight[0][2] = t.weight[0][3] = t.weight[1][3] = -100;
    WANT(joined(&t, pairs, 3, g) == 1);
    WANT(g[1] == 0 && g[2] == 2 && g[3] == 2);
}

TEST(cluster_join__of_a_part_is_that_part_of_the_whole)
{
    static const struct cluster_pair pairs[] = {
        {0, 1, 200}, {4, 5, 180}, {1, 2, 150}, {5, 6, 20}
    };
    struct town t = {.weight = {{0}}};
    uint32_t    whole[LINES], part[LINES];

    t.weight[4][6] = -90;
    joined(&t, pairs, 4, whole);
    joined(&t, (const struct cluster_pair[]){pairs[1], pairs[3]}, 2, part);
    WANT(whole[4] == part[4] && whole[5] == part[5] && whole[6] == part[6]);
    WANT(part[0] == 0 && part[1] == 1);
}
