/*
 * compare_name -- how two names stand to each other.  Symmetric.
 */
#ifndef MATCH_COMPARE_NAME_H
#define MATCH_COMPARE_NAME_H

#include "match/model.h"
#include "match/name.h"

enum match_level match_level_family(struct arena *a, const struct match_name *x,
    const struct match_name *y);
/* First names: the first of them counts, a second one that contradicts
 * makes it PART (Mohammed Ali, Mohammed Umar). */
enum match_level match_level_given(struct arena *a, const struct match_name *x,
    const struct match_name *y);
/* The same, but what follows the first name is not asked. */
enum match_level match_level_mother(struct arena *a, const struct match_name *x,
    const struct match_name *y);
/* A part that both have. */
bool match_share_part(const struct match_name *x, const struct match_name *y,
    struct str *part);

#endif
