/*
 * child_signals -- the pack's signals that hold for one child, on the child's
 * page: what it is, what makes it go away, who was told.
 *
 * For those who answer for the work (verb oversee), and of those for whoever
 * may see every entry that the signal rests on (record/signal_rest.h); one
 * that rests on a concern for its author and one desk is shown to nobody
 * else (S15).  One that the authority switched off is not shown.
 */
#ifndef ACTION_CHILD_SIGNALS_H
#define ACTION_CHILD_SIGNALS_H

#include "record/signal_told.h"

#define CHILD_SIGNAL_ANSWERS 6
struct child_signal {
    const struct signal_rule *rule;
    struct signal_told        told; /* sent 0: nobody yet */
    struct words             *whom; /* whom the pack names */
    size_t                    whom_count;
    /* Forms of casework, of which one may make it go away, and which the
     * reader may record. */
    const struct form *answers[CHILD_SIGNAL_ANSWERS];
    size_t             answer_count;
};

#endif
