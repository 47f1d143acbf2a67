/*
 * plan_inside -- what the files about a child's plan share; for those files
 * alone.
 */
#ifndef ACTION_PLAN_INSIDE_H
#define ACTION_PLAN_INSIDE_H

#include "action/casework_inside.h"
#include "action/plan.h"

enum plan_which { PLAN_ALL, PLAN_OURS };

/* The plan as far as the reader may read it whole. */
void plan_readable(const struct child_build *b, struct plan *out);
/* Whether they may record a plan about the child. */
bool child_may_record_plan(const struct child_build *b);

/* Agency and person of an action, in words. */
enum err MUST_CHECK plan_who_names(struct child_build *b,
    const struct plan_action *x, struct plan_who *out);

/* The comparison that was asked for.  ERR_ABSENT: there is no such version. */
enum err MUST_CHECK plan_compare_page(struct child_build *b,
    const struct plan_ask *in, struct plan_page *p);
/* What stands still now, for those who may record a plan. */
enum err MUST_CHECK plan_drift_find(struct child_build *b, struct plan_page *p);
/* Whether the predicate looks for a plan that stands still. */
bool plan_drift_is(const struct predicate *p);
/* Whether a version says it beside its outcomes and actions: at length, or in
 * a table of its own, as of each adult. */
bool plan_is_said(const struct field *f);

#endif
