/*
 * tick -- what time alone brings: reminders of what was not sent (S21),
 * alarms of missed deadlines and the ladders of what nobody reads (S20).
 * Every notice is written once, however often and by however many it is
 * asked for.
 */
#ifndef ACTION_TICK_H
#define ACTION_TICK_H

#include "action/service.h"
#include "record/work.h"

/* As part of a write that is under way. */
enum err MUST_CHECK tick_work(struct work *w);
/* The same for a clock that is moved, inside the write that moves it: what
 * falls due meanwhile comes in its order and at its own moment, as a server
 * that had run all the while would have brought it. */
enum err MUST_CHECK tick_until(struct txn *tx, struct service *s,
    struct moment to);
/* As a job of its own, for a server's ticking clock.  Says also that this
 * node is there, whether or not the work is another's. */
enum err MUST_CHECK tick_run(struct service *s, struct arena *a);
/* That alone, when it begins to serve; and that it ends (store/node.h). */
enum err MUST_CHECK tick_begin(struct service *s, struct arena *a);
enum err MUST_CHECK tick_end(struct service *s, struct arena *a);

#endif
