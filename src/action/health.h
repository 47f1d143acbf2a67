/*
 * health -- how the service is, for whoever looks after it: figures of the
 * program and of its registers, nothing of any case or person.
 *
 * HEALTH (answer struct health_page).  What only a machine asks is at the
 * small door (cli/watch.h).
 */
#ifndef ACTION_HEALTH_H
#define ACTION_HEALTH_H

#include "action/action.h"
#include "store/vitals.h"

enum health_state { HEALTH_GOOD, HEALTH_LOOK, HEALTH_BAD };

struct health_register {
    struct words      name;
    bool              kept_here;
    struct moment     as_of;
    enum health_state state;
};
struct health_page {
    struct vitals           vitals;
    enum health_state       ledger, tick, clock;
    struct moment           machine;
    struct health_register *registers; /* that a check searches */
    size_t                  register_count;
    struct words            pack;
    int                     pack_version;
    struct moment           pack_from;
    size_t                  waiting; /* accounts, see health_waiting() */
};

/* What needs whoever looks after an agency: its accounts that nobody has
 * confirmed, and registers whose data is too old for "not found" (S1). */
enum err MUST_CHECK health_waiting(struct work *w, const struct reader *r,
    size_t *accounts);
enum err MUST_CHECK health_registers(struct work *w, struct arena *a,
    struct health_register **out, size_t *count);

#endif
