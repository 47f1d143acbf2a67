/*
 * near -- names of a segment that somebody may have meant who said another:
 * one slip apart, sounding alike, forms of one name.
 */
#ifndef MATCH_NEAR_H
#define MATCH_NEAR_H

#include "match/weigh.h"

enum { NEAR_MOST = 32 };

struct near {
    uint32_t name[NEAR_MOST]; /* itself first, when it is known */
    size_t   count;
    bool     cut; /* there are more */
};

/* Of a name of the question's, its words as one; used: SEGMENT_GIVEN or
 * SEGMENT_FAMILY, what it is called in the segment. */
void near_find(const struct sight *at, uint32_t name, enum segment_field used,
    struct near *out);
/* The same, and two slips apart. */
void near_far(const struct sight *at, uint32_t name, enum segment_field used,
    struct near *out);

#endif
