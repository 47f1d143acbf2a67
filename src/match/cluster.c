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
    uint32_t             next;
    uint32_t             size;  /* of the cluster, at its root */
    struct cluster_facts facts; /* the same                    */
};

struct clusters {
    const struct cluster_rules *rules;
    struct member              *members;
    uint32_t                   *group;
    uint64_t                   *is_told; /* bits of lines told apart; null */
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
            int weight = r->weigh(r->ctx, i, j);

            if (weight == CLUSTER_NEVER)
                return false;
            sum += clamped(weight);
            pairs++;
            j = c->members[j].next;
        } while (j != y);
        i = c->members[i].next;
    } while (i != x);
    return sum >= pairs * r->least;
}

static bool
numbers_differ(const struct cluster_facts *x, const struct cluster_facts *y)
{
    for (size_t i = 0; i < CLUSTER_NUMBERS; i++)
        if (x->number[i] && y->number[i] && x->number[i] != y->number[i])
            return true;
    return false;
}

static bool
died_before(const struct cluster_facts *x, const struct cluster_facts *y)
{
    return x->died && y->born && x->died < y->born;
}

static bool
facts_differ(const struct cluster_facts *x, const struct cluster_facts *y)
{
    return numbers_differ(x, y) || died_before(x, y) || died_before(y, x);
}

/* Of a group: the first of its deaths, the last of its births. */
static void
facts_join(struct cluster_facts *x, const struct cluster_facts *y)
{
    for (size_t i = 0; i < CLUSTER_NUMBERS; i++)
        if (!x->number[i])
            x->number[i] = y->number[i];
    if (!x->died || (y->died && y->died < x->died))
        x->died = y->died;
    if (!x->born || (y->born && y->born > x->born))
        x->born = y->born;
}

/* The first fact of a line, or where it would stand. */
static size_t
apart_of(const struct cluster_rules *r, uint32_t line)
{
    size_t low = 0, high = r->apart_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (r->apart[middle].x < line)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool
line_told_apart(const struct clusters *c, uint32_t line, uint32_t y)
{
    const struct cluster_rules *r = c->rules;

    if (!(c->is_told[line / 64] >> (line % 64) & 1))
        return false;
    for (size_t at = apart_of(r, line);
         at < r->apart_count && r->apart[at].x == line; at++)
        if (root_find(c->group, r->apart[at].y) == y)
            return true;
    return false;
}

/* Whether a line of the one was told apart from a line of the other. */
static bool
told_apart(const struct clusters *c, uint32_t x, uint32_t y)
{
    uint32_t i = x;

    if (!c->is_told)
        return false;
    do {
        if (line_told_apart(c, i, y))
            return true;
        i = c->members[i].next;
    } while (i != x);
    return false;
}

static bool
may_join(const struct clusters *c, uint32_t x, uint32_t y)
{
    const struct member *mx = &c->members[x], *my = &c->members[y];

    if (facts_differ(&mx->facts, &my->facts) || told_apart(c, x, y))
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
    facts_join(&c->members[low].facts, &c->members[high].facts);
    c->members[low].next = c->members[high].next;
    c->members[high].next = next;
}

/* Few lines have such a fact, and most clusters none of them. */
static uint64_t *
told_bits(const struct cluster_rules *r, size_t lines)
{
    uint64_t *bits;

    if (!r->apart_count)
        return NULL;
    bits = heap_get(lines / 64 + 1, sizeof *bits);
    for (size_t i = 0; i < r->apart_count; i++)
        bits[r->apart[i].x / 64] |= UINT64_C(1) << (r->apart[i].x % 64);
    return bits;
}

size_t
cluster_join(const struct cluster_pair *pairs, size_t count,
    const struct cluster_rules *rules, uint32_t *group, size_t lines)
{
    struct clusters c = {.rules = rules, .group = group};
    size_t          refused = 0;

    assert(rules && group);
    c.members = heap_get(lines + 1, sizeof *c.members);
    for (uint32_t i = 0; i < lines; i++) {
        c.members[i] = (struct member){.next = i, .size = 1};
        rules->facts(rules->ctx, i, &c.members[i].facts);
    }
    c.is_told = told_bits(rules, lines);
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
    free(c.is_told);
    free(c.members);
    return refused;
}
