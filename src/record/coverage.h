/*
 * coverage -- of how many of its children each agency knows each demographic
 * (A6): counts over what its records say now, and nothing of any child.
 *
 * A record that says nothing of somebody is a child of whom nothing is
 * known.  A child under a label is counted nowhere, so that a figure never
 * says that there is one (S11).
 */
#ifndef RECORD_COVERAGE_H
#define RECORD_COVERAGE_H

#include "record/work.h"

enum coverage_field {
    COVERAGE_NAME, /* given and family */
    COVERAGE_BIRTH,
    COVERAGE_SEX,
    COVERAGE_LANGUAGE,
    COVERAGE_ETHNICITY,
    COVERAGE_DISABILITY,
    COVERAGE_NHS,
    COVERAGE_TRACED,
    COVERAGE_UPN,
    COVERAGE_FIELDS
};
struct coverage {
    struct words agency; /* of all: empty */
    int64_t      children;
    int64_t      known[COVERAGE_FIELDS];
};

extern const struct statements coverage_statements;

/* Of the agencies of that area (an authority; none: of all), by name. */
enum err MUST_CHECK coverage_list(struct work *w, struct id area,
    struct coverage **out, size_t *count);
/* Of all their children together: what any of their records knows. */
enum err MUST_CHECK coverage_all(struct work *w, struct id area,
    struct coverage *out);

#endif
