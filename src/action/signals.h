/*
 * signals -- what the pack's signals came to for a team's children: how
 * often each was raised, whom it was sent to, who opened it and who did
 * something then; and switching one off, with a reason.
 *
 * SIGNALS (with nothing, answer struct signals).  SIGNAL_OFF and SIGNAL_ON
 * (with struct signal_ask) are for the reader's own agency and those in its
 * area; who may, access.yaml says (approve, of signals).
 */
#ifndef ACTION_SIGNALS_H
#define ACTION_SIGNALS_H

#include "action/oversee.h"
#include "record/signal_off.h"

struct signals_row {
    const struct signal_rule *rule;
    struct signal_load        load;
    bool                      off;
    struct str                reason, by; /* when it is off */
    struct moment             since;
};
struct signals {
    struct signals_row *rows; /* in the pack's order */
    size_t              count;
    struct signal_load  all;
    bool                may_switch;
};
struct signal_ask {
    struct str signal, reason;
};

#endif
