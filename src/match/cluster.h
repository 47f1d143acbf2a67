/*
 * cluster -- which lines are put forward as one person.
 *
 * Lines are joined pair by pair, the heaviest pair first, but never against
 * a fact (two numbers of one kind are two persons, and so are who died and who
 * was born after that, and two lines that somebody has told apart), and two
 * groups only when their lines on the whole agree: one bridge between two
 * crowds joins nothing.
 * What comes of it depends on the pairs alone, not on who came first; and a
 * pair has no say outside of what its lines reach, so that after a change
 * only those need to be done again.
 */
#ifndef MATCH_CLUSTER_H
#define MATCH_CLUSTER_H

#include <limits.h>
#include <stddef.h>
#include <stdint.h>

#include "base/nhs.h"

enum { CLUSTER_MOST = 64 }; /* lines; more of one person are looked at */

struct cluster_pair {
    uint32_t x, y;
    int      weight;
};

/* The weight of two lines, whether they were met in a block or not; or that
 * they are two, whatever else of their groups agrees. */
enum { CLUSTER_NEVER = INT_MIN };
typedef int cluster_weigh_fn(void *ctx, uint32_t x, uint32_t y);
/* NHS numbers by their issuer, and pupil numbers. */
enum { CLUSTER_NUMBERS = NHS_ISSUERS + 1 };
/* What only one person can have; 0: not known. */
struct cluster_facts {
    uint64_t number[CLUSTER_NUMBERS]; /* one of each kind */
    int32_t  born, died; /* days: not before the one, not after the other */
};
typedef void cluster_facts_fn(const void *ctx, uint32_t line,
    struct cluster_facts *out);
/* Two lines that were told apart. */
struct cluster_apart {
    uint32_t x, y;
};

struct cluster_rules {
    cluster_weigh_fn *weigh;
    cluster_facts_fn *facts;
    void             *ctx;
    int               least; /* mean weight between two groups */
    /* each both ways, in the order of x, then y */
    const struct cluster_apart *apart;
    size_t                      apart_count;
};

/*
 * pairs: those that may be joined, the heaviest first, ties in the order of
 * their lines.  group[line], for each line of the pairs, must be the line
 * itself, and becomes the lowest line of its cluster.  Returns how many
 * unions were refused.
 */
size_t cluster_join(const struct cluster_pair *pairs, size_t count,
    const struct cluster_rules *rules, uint32_t *group, size_t lines);

#endif
