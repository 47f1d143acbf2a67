/*
 * cluster -- which lines are put forward as one person.
 *
 * Lines are joined pair by pair, the heaviest pair first, but never against
 * a fact (two numbers of one kind are two persons, and so are two lines that
 * somebody has told apart), and two groups only when their
 * lines on the whole agree: one bridge between two crowds joins nothing.
 * What comes of it depends on the pairs alone, not on who came first; and a
 * pair has no say outside of what its lines reach, so that after a change
 * only those need to be done again.
 */
#ifndef MATCH_CLUSTER_H
#define MATCH_CLUSTER_H

#include <stddef.h>
#include <stdint.h>

enum { CLUSTER_MOST = 64 }; /* lines; more of one person are looked at */

struct cluster_pair {
    uint32_t x, y;
    int      weight;
};

/* The weight of two lines, whether they were met in a block or not. */
typedef int cluster_weigh_fn(void *ctx, uint32_t x, uint32_t y);
/* Numbers that only one person has, of each kind; 0: not known. */
enum { CLUSTER_NUMBERS = 2 };
typedef void cluster_number_fn(const void *ctx, uint32_t line,
    uint64_t numbers[CLUSTER_NUMBERS]);
/* Two lines that were told apart. */
struct cluster_apart {
    uint32_t x, y;
};

struct cluster_rules {
    cluster_weigh_fn  *weigh;
    cluster_number_fn *number;
    void              *ctx;
    int                least; /* mean weight between two groups */
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
