/*
 * linkage_meet -- the pairs of all blocks, with their patterns.
 */
#ifndef MATCH_LINKAGE_MEET_H
#define MATCH_LINKAGE_MEET_H

#include "match/crew.h"
#include "match/linkage.h"
#include "match/tally.h"

/* A pair, and its pattern as a place in the tally of who compared it. */
struct linkage_met {
    uint32_t x, y, place;
};

/* What one worker met. */
struct linkage_share {
    struct linkage_met  *met;
    size_t               count, room;
    struct tally         tally, random;
    struct pattern_memo *memo;
};

struct linkage_meeting {
    const struct roll            *roll;
    const struct linkage_options *options;
    struct blocks                *blocks;
    struct linkage_share          shares[CREW_MOST];
    struct tally                  tally, random; /* of all workers, sorted */
    struct linkage_piece         *pieces;
    size_t                        piece_count, pieces_room;
};

void linkage_meet(struct linkage_meeting *m);
void linkage_meeting_clear(struct linkage_meeting *m);
/* How many pairs the roll has, met or not. */
double linkage_pairs_of(const struct roll *r, enum linkage_scope scope);

#endif
