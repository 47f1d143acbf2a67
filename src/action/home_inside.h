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

/* About somebody, and in no thread that policy could be asked about: not of
 * their kin (S9), and not one whom a label hides from the reader (S7). */
enum err MUST_CHECK home_may_know_of(struct work *w, struct cx *cx,
    struct id person, bool *yes);
/* Of a notice that something is asked of the reader's agency: whether it is
 * shown, and the child and the form with which it is answered. */
enum err MUST_CHECK home_asked(struct work *w, struct cx *cx,
    struct home_notice *n, bool *yes);

/* Of a notice whose thread the reader opens as nothing else: whether it is
 * of the register, and so shown; where it leads, and whom it names. */
enum err MUST_CHECK home_told(struct work *w, struct cx *cx,
    struct home_notice *n, bool *yes);

#endif
