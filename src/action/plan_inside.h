/*
 * plan_inside -- what the files about a child's plan share; for those files
 * alone.
 */
#ifndef ACTION_PLAN_INSIDE_H
#define ACTION_PLAN_INSIDE_H

#include "action/casework_inside.h"
#include "record/plan.h"

enum plan_which { PLAN_ALL, PLAN_OURS };

/* The plan as far as the reader may read it whole. */
void plan_readable(const struct child_build *b, struct plan *out);
/* Whether they may record a plan about the child. */
bool child_may_record_plan(const struct child_build *b);

#endif
