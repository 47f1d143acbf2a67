/*
 * home_inside -- what the files about the home page share; for those files
 * alone.
 */
#ifndef ACTION_HOME_INSIDE_H
#define ACTION_HOME_INSIDE_H

#include "action/action.h"
#include "action/home.h"

/* Of a notice about a draft (HOME_UNSENT, HOME_LOOK, HOME_BACK): whether it
 * still says something to this reader, and what.  Others always do. */
enum err MUST_CHECK home_draft(struct work *w, struct cx *cx,
    struct home_notice *n, bool *yes);

/* Of a notice whose thread the reader opens as nothing else: whether it is
 * of the register, and so shown; where it leads, and whom it names. */
enum err MUST_CHECK home_told(struct work *w, struct cx *cx,
    struct home_notice *n, bool *yes);

#endif
