/*
 * linkage -- whole extracts: who is who, put forward and explained.
 *
 * A roll is filled by the caller (match/roll.h); linkage_run() finds the pairs
 * worth comparing, learns a model from them or takes the one given, weighs
 * each pair, and puts lines together.  It says what it proposes and links
 * nothing.
 *
 * The result depends on the rows alone: not on their order, nor on the
 * number of threads.  Work is bounded by the number of rows; what was cut to
 * keep it so is counted in blocks.
 */
#ifndef MATCH_LINKAGE_H
#define MATCH_LINKAGE_H

#include "match/block.h"
#include "match/cluster.h"
#include "match/hold.h"
#include "match/odds.h"

enum linkage_scope { LINKAGE_ALL, LINKAGE_BETWEEN_SOURCES };

enum linkage_stage {
    LINKAGE_BLOCKING,
    LINKAGE_COMPARING,
    LINKAGE_LEARNING,
    LINKAGE_WEIGHING,
    LINKAGE_JOINING,
    LINKAGE_STAGES
};
/* A piece of a stage is done; may be null. */
typedef void linkage_told_fn(void *ctx, enum linkage_stage stage, size_t done,
    size_t of);

struct linkage_options {
    size_t             threads;
    enum linkage_scope scope;
    const struct odds *model;          /* null: learned from the roll         */
    double             precision;      /* wanted of what is put forward       */
    const int         *threshold;      /* centibans; null: by the precision   */
    int                review;         /* centibans: what is shown at all     */
    const struct cluster_apart *apart; /* told apart: never put together   */
    size_t                      apart_count;
    linkage_told_fn            *told;
    void                       *told_ctx;
};

/* How a proposal is to be taken. */
enum linkage_band {
    LINKAGE_POSSIBLE, /* somebody should look; also where it would join
                         what must not be one                              */
    LINKAGE_STRONG,
    LINKAGE_CERTAIN, /* and one NHS number, and nothing against it        */
    LINKAGE_BANDS
};

struct linkage_pair {
    uint32_t          x, y; /* lines, x < y */
    int               weight;
    enum linkage_band band;
    uint64_t          pattern;
};

struct linkage {
    const struct roll   *roll;
    struct blocks       *blocks;
    struct holds        *holds;
    bool                 owns_holds;
    struct odds          odds;
    struct linkage_pair *pairs; /* the heaviest first */
    size_t               count;
    size_t               met; /* pairs that were compared       */
    int                  threshold;
    double               expected; /* precision, as the model has it */
    uint32_t            *cluster;  /* by line: its lowest line       */
    size_t               refused;  /* unions                         */
    /* as cluster_rules wants it */
    struct cluster_apart *apart;
    size_t                apart_count;
};

/* The roll is closed and lasts as long as what is returned. */
struct linkage *linkage_run(const struct roll *r,
    const struct linkage_options              *o);
/* The same pairs as another threshold takes them: bands and clusters.  What
 * it came of must outlast it. */
struct linkage *linkage_at(const struct linkage *l, int threshold);
void            linkage_free(struct linkage *l);
struct str      linkage_band_word(enum linkage_band band);
/* What holds a pair back whatever it weighs, and its band, by its own pattern
 * and weight: before clusters and what was told apart may hold it back. */
enum hold linkage_hold_at(const struct linkage *l, const struct linkage_pair *p,
    int threshold);
enum linkage_band linkage_band_at(const struct linkage *l,
    const struct linkage_pair *p, int threshold);

#endif
