/*
 * tally -- how often each pattern was met.
 */
#ifndef MATCH_TALLY_H
#define MATCH_TALLY_H

#include <stddef.h>
#include <stdint.h>

struct tally_count {
    uint64_t pattern;
    uint64_t times;
};

struct tally {
    struct tally_count *counts;
    size_t              count, room;
    uint32_t           *slots; /* place in counts and one, 0: free */
    size_t              mask;
};

void tally_init(struct tally *t);
void tally_clear(struct tally *t);
/* Counts it; its place in counts, which stays. */
uint32_t tally_add(struct tally *t, uint64_t pattern, uint64_t times);
/* In order of the patterns, so that sums over them come out the same
 * whoever counted; places change. */
void tally_sort(struct tally *t);

#endif
