/*
 * change -- what would change the answer: of each field that was not given
 * on both sides, what it would come to if it were.
 *
 * Which side lacks it plays no part, so that nothing is told of what the
 * other holds; and where somebody lives is never among them.
 */
#ifndef MATCH_CHANGE_H
#define MATCH_CHANGE_H

#include "match/match.h"

/* If it agreed at its best, and if it differed: no more than these, since a
 * common name is worth less. */
struct match_change {
    enum match_field field;
    int              agrees, differs; /* decibans more            */
    enum match_band  up, down;        /* what it would come to    */
};
struct match_changes {
    struct match_change all[MATCH_FIELD_COUNT];
    size_t              count;   /* those that move the band alone */
    size_t              missing; /* those and the others           */
};

void match_changes(const struct match_model *model, const struct match_why *why,
    struct match_changes *out);

#endif
