/*
 * coverage -- of how many children each agency knows who they are (A6), for
 * whoever looks after the agencies of an area, its register or its
 * teams, and for the auditor.
 *
 * COVERAGE (answer struct coverage_page).  What is small is not there: a
 * figure is left out when fewer children than the pack's publish_under are
 * known, or fewer are missing, unless it is nobody; and so is every figure
 * of an agency with so few children.  Of all together there are shares
 * alone, so that no count can be found by taking away.
 */
#ifndef ACTION_COVERAGE_H
#define ACTION_COVERAGE_H

#include "action/action.h"
#include "record/coverage.h"

#define COVERAGE_HIDDEN (-1)

struct coverage_row {
    struct words agency;
    int64_t      children; /* COVERAGE_HIDDEN: too few, and nothing else */
    int64_t      known[COVERAGE_FIELDS]; /* or COVERAGE_HIDDEN */
    int          share[COVERAGE_FIELDS]; /* whole percent, rounded down */
};
struct coverage_page {
    int                  under; /* the pack's limit */
    struct coverage_row  all;
    struct coverage_row *rows;
    size_t               count;
};

/* Whether the reader may look at the figures for oversight. */
enum err MUST_CHECK coverage_is_seen(struct work *w, struct cx *cx, bool *yes);
/* What may be said of so many; a test asks it too. */
void coverage_publish(const struct coverage *c, int64_t under,
    struct coverage_row *out);

#endif
