/*
 * signal_rest -- which entries a signal rests on, so that it is shown only
 * to whoever may see them all.
 *
 * Every entry of the kind that the signal looks at, and not only those that
 * brought it about: "nobody has seen the child" rests on each visit as well,
 * and would be untrue to somebody from whom one is hidden.
 *
 * Pure; lifetime in the arena given.
 */
#ifndef RECORD_SIGNAL_REST_H
#define RECORD_SIGNAL_REST_H

#include "record/fold.h"

/* Each once, in the order of the fold. */
void signal_rests(struct arena *a, const struct child *c,
    const struct signal_rule *rule, struct id **out, size_t *count);

#endif
