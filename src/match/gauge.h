/*
 * gauge -- how good a linkage is, against what is known to be true.
 *
 * Pairs: of the pairs put forward, how many are of one person (precision);
 * of the pairs of one person, how many were put forward (recall).  Clusters:
 * the same over all pairs that clusters make.  A line whose person is not
 * known is left out.
 */
#ifndef MATCH_GAUGE_H
#define MATCH_GAUGE_H

#include "match/linkage.h"

enum { GAUGE_GROUPS = 32, GAUGE_POINTS = 64, GAUGE_STEP = 20 };
/* Thresholds at which lines are put together anew: 0, 5 ... 55 decibans. */
enum { GAUGE_CUTS = 12, GAUGE_CUT_STEP = 50 };

struct gauge_truth {
    uint32_t          *person; /* by line, from 1; 0: not known        */
    uint32_t          *groups; /* by line: bits, one for each subgroup */
    struct str         names[GAUGE_GROUPS];
    size_t             group_count;
    enum linkage_scope scope;
};

struct gauge_rates {
    double right, wrong; /* pairs put forward       */
    double all;          /* pairs that there are    */
    double precision, recall, f1;
};

struct gauge_point {
    int                threshold; /* centibans */
    struct gauge_rates pairs;
};

/* As the linkage would be at that threshold. */
struct gauge_cut {
    int                threshold; /* centibans */
    struct gauge_rates pairs, clusters;
    struct gauge_rates group[GAUGE_GROUPS]; /* pairs, one side in it */
};

struct gauge {
    struct gauge_point point[GAUGE_POINTS]; /* the highest threshold first */
    size_t             count;
    struct gauge_rates pairs, clusters; /* at the threshold of the linkage */
    struct gauge_rates group[GAUGE_GROUPS]; /* pairs, one side in it       */
    struct gauge_cut   cut[GAUGE_CUTS];     /* the highest first           */
};

void gauge_take(const struct linkage *l, const struct gauge_truth *t,
    struct gauge *out);

#endif
