/*
 * cluster -- constrained agglomeration.
 *
 * Plain connected components were tried first: one child with two sets of
 * records and a brother's postcode between them is enough to make a family
 * into one person, and in a town a chain of such bridges makes a blob.
 */
#include "match/cluster.h"

#include <assert.h>

#include <stdbool.h>

#include "match/heap.h"

/* The lines of a cluster hang together in a ring. */
struct member {
    uint32_t next;
    uint32_t size;   /* of the cluster, at its root */
    uint64_t number; /* of the cluster, at its root */
};

struct clusters {
    const struct cluster_rules *rules;
    struct member              *members;
    uint32_t                   *group;
};

static uint32_t
root_find(uint32_t *group, uint32_t line)
{
    while (group[line] != line) {
        group[line] = group[group[line]];
        line = group[line];
    }
    return line;
}

/* A pair that disagrees beyond doubt, or agrees so, counts no more than
 * this: the number of pairs decides, not one of them. */
static int
clamped(int weight)
{
    const int most = 300;

    if (weight > most)
        return most;
    return weight < -most ? -most : weight;
}

/* The weight between two groups, over all pairs of their lines. */
static bool
agree(const struct clusters *c, uint32_t x, uint32_t y)
{
    const struct cluster_rules *r = c->rules;
    int64_t                     sum = 0, pairs = 0;
    uint32_t                    i = x, j = y;

    if (c->members[x].size == 1 && c->members[y].size == 1)
        return true;
    do {
        do {
            sum += clamped(r->weigh(r->ctx, i, j));
            pairs++;
            j = c->members[j].next;
        } while (j != y);
        i = c->members[i].next;
    } while (i != x);
    return sum >= pairs * r->least;
}

static bool
may_join(const struct clusters *c, uint32_t x, uint32_t y)
{
    const struct member *mx = &c->members[x], *my = &c->members[y];

    if (mx->number && my->number && mx->number != my->number)
        return false;
    if (mx->size + my->size > CLUSTER_MOST)
        return false;
    return agree(c, x, y);
}

static void
join(struct clusters *c, uint32_t x, uint32_t y)
{
    uint32_t low = x < y ? x : y, high = x < y ? y : x;
    uint32_t next = c->members[low].next;

    c->group[high] = low;
    c->members[low].size += c->members[high].size;
    if (!c->members[low].number)
        c->members[low].number = c->members[high].number;
    c->members[low].next = c->members[high].next;
    c->members[high].next = next;
}

size_t
cluster_join(const struct cluster_pair *pairs, size_t count,
    const struct cluster_rules *rules, uint32_t *group, size_t lines)
{
    struct clusters c = {.rules = rules, .group = group};
    size_t          refused = 0;

    assert(rules && group);
    c.members = heap_get(lines + 1, sizeof *c.members);
    for (uint32_t i = 0; i < lines; i++)
        c.members[i] = (struct member){i, 1, rules->number(rules->ctx, i)};
    for (size_t i = 0; i < count; i++) {
        uint32_t x = root_find(group, pairs[i].x);
        uint32_t y = root_find(group, pairs[i].y);

        if (x == y)
            continue;
        if (may_join(&c, x, y))
            join(&c, x, y);
        else
            refused++;
    }
    for (uint32_t i = 0; i < lines; i++)
        group[i] = root_find(group, i);
    free(c.members);
    return refused;
}
