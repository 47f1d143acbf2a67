/*
 * gather -- the rows that a question's keys bring together, each once, and
 * no more than a bounded number of them.
 *
 * A list that is too long is not dropped: what stands in two long ones comes
 * first, then the beginning of each; and it is said that it was so.
 */
#ifndef MATCH_GATHER_H
#define MATCH_GATHER_H

#include "match/edition.h"

enum {
    GATHER_LIST = 1024,   /* a list that is taken whole             */
    GATHER_BEGIN = 512,   /* of a longer one                        */
    GATHER_LONG = 8,      /* long lists that are met with each other */
    GATHER_STEPS = 65536, /* of meeting two                         */
    GATHER_MOST = 8192,   /* rows of one question and segment       */
    GATHER_SEATS = 4 * GATHER_MOST
};

struct gather {
    uint64_t         seat[GATHER_SEATS]; /* round << 32 | row */
    uint32_t         round;
    uint32_t         row[GATHER_MOST];
    uint16_t         by[GATHER_MOST]; /* which key brought it */
    size_t           count;
    struct post_list longs[GATHER_LONG];
    uint16_t         long_by[GATHER_LONG];
    size_t           long_count;
    bool             capped;
};

void gather_open(struct gather *g);
void gather_list(struct gather *g, struct post_list l, uint16_t by);
/* What the long lists have to give. */
void gather_longs(struct gather *g);
/* Once for each row of a question; false when it was here before. */
bool gather_is_new(struct gather *g, uint32_t row);
/* It was there by chance; when a key brings it, it is new. */
void gather_forget(struct gather *g, uint32_t row);

#endif
