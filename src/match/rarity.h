/*
 * rarity -- how common names and places are, noted beside each line.
 *
 * Agreeing on a name that one in ten bears is worth one ban at most.  Many
 * more are called Jones in Wales than elsewhere, so a common name is counted
 * where the line's postcode says, drawn towards the whole extract where few
 * lines are known; a rare one is counted over all, since in one region it
 * would be the same child counted again.
 *
 * Units  centibans: 100 times the common logarithm, negated.
 */
#ifndef MATCH_RARITY_H
#define MATCH_RARITY_H

#include <stdint.h>

struct roll;

enum {
    RARITY_MOST = 900,
    RARITY_COMMON = 100, /* who bear a name that is counted by region */
    RARITY_SHRINK = 2000 /* people's worth of trust in the whole      */
};

/* Of what so large a part of the people have. */
int16_t rarity_of(double share);

void rarity_note(struct roll *r);

#endif
