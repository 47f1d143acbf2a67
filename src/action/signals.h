/*
 * signals -- what the pack's signals came to for a team's children: how
 * often each was raised, whom it was sent to, who opened it and who did
 * something then; and switching one off, with a reason.
 *
 * SIGNALS (with nothing, answer struct signals).  SIGNAL_LIST (with struct
 * signal_list_ask, answer struct signal_list) is what one figure counts, from
 * the same rows; who is hidden is in neither (S11).  SIGNAL_OFF and SIGNAL_ON
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

#define SIGNAL_PAGE 25
#define SIGNAL_PAGES_MOST 100000
enum signal_figure {
    SIGNAL_RAISED, /* a row for each cause, however many were told */
    SIGNAL_SENT,
    SIGNAL_OPENED,
    SIGNAL_ACTED,
    SIGNAL_FIGURES
};
#define SIGNAL_ANY S("-") /* no signal is called so */
struct signal_list_ask {
    struct str         signal;
    enum signal_figure figure;
    int64_t            page; /* from 0 */
};
struct signal_list_row {
    const struct signal_rule *rule;
    struct oversee_child      child;
    struct signal_sent        sent; /* raised: the first of them */
    struct words              desk; /* whom it was sent to: this, */
    struct str                name; /* or that                    */
    int64_t                   told; /* how many were */
};
struct signal_list {
    struct signal_list_ask    ask;
    const struct signal_rule *rule; /* null: any */
    struct signal_list_row   *rows;
    size_t                    count;
    int64_t                   total;
};
struct signal_ask {
    struct str signal, reason;
};

#endif
