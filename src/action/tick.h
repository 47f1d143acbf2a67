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
/* As a job of its own, for a server's ticking clock. */
enum err MUST_CHECK tick_run(struct service *s, struct arena *a);

#endif
