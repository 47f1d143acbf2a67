/*
 * child_legal -- where the child stands in law, on the identity bar (D14):
 * orders and protection in force with their deadlines, being looked after,
 * and the medical.  Part of a child's page.
 *
 * Nothing stands here unless the reader may see every entry that it would be
 * untrue without (record/legal.h).
 */
#ifndef ACTION_CHILD_LEGAL_H
#define ACTION_CHILD_LEGAL_H

#include "base/date.h"
#include "base/lang.h"

struct child_order {
    struct words  kind;
    struct moment since, until; /* until us 0: nobody said, and no clock */
    bool          passed, soon; /* its end, without an entry that says so */
};
struct child_status {
    struct words kind;
    struct date  since, until, review; /* none: nobody said */
    struct words with; /* a meeting on the day of the review; or empty */
};
struct child_legal {
    struct child_order  *orders;
    size_t               order_count;
    struct child_status *statuses;
    size_t               status_count;
    bool                 medical; /* one was asked for or done */
    struct date          asked, done, shared;
    struct moment        medical_due; /* us 0: nothing of it is due */
    bool                 medical_late;
};

#endif
