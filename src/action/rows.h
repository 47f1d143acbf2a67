/*
 * rows -- declares what the action table names: each row's ground, function
 * and effect.  They stand in the noun's own file.
 */
#ifndef ACTION_ROWS_H
#define ACTION_ROWS_H

#include "action/row.h"

#define ACTION(name, class, about, asks, note, run, effect)                   \
    ground_fn     ground_##asks;                                              \
    action_fn     run;                                                        \
    action_effect effect;
#include "action/action.def"
#undef ACTION

#endif
