/*
 * health -- how the service is, for whoever looks after it: the table of
 * vital.h as a page, and how many accounts of the own agency wait.
 *
 * HEALTH (answer struct health_page).  What only a machine asks is at the
 * small door (cli/watch.h).
 */
#ifndef ACTION_HEALTH_H
#define ACTION_HEALTH_H

#include "action/action.h"
#include "action/vital.h"

struct health_page {
    struct vital_facts facts;
    struct vital       vitals[VITAL_COUNT];
    size_t             count;
    size_t             waiting; /* accounts, see health_waiting() */
};

/* What needs whoever looks after an agency: its accounts that nobody has
 * confirmed. */
enum err MUST_CHECK health_waiting(struct work *w, const struct reader *r,
    size_t *accounts);

#endif
