/*
 * difference -- what an agency's record says of a child otherwise than the
 * child's other records, for whoever reads pairs (issue 5): a queue of data
 * quality, worked through by ringing the agency.
 *
 * DIFFERENCES     (with struct difference_ask: of, answer struct
 *                 difference_page).
 * DIFFERENCE_SAY  (about the source, with struct difference_ask).
 *                 ERR_INVALID: no reason why it is right.  ERR_CONFLICT:
 *                 the record does not differ in that by now.
 *
 * A child of whom the reader may not be shown a pair is not there: not in
 * the rows, not in a count, not by its source (S7, S9, S11).  Agencies whose
 * name would tell where a child is stand together as the kind they are, and
 * a town is said to differ, never which it is.
 */
#ifndef ACTION_DIFFERENCE_H
#define ACTION_DIFFERENCE_H

#include "action/action.h"
#include "record/difference.h"

enum { DIFFERENCES_SHOWN = 50 };

struct difference_ask {
    struct str            of; /* the agency's English words; empty: all */
    enum difference_field field;
    enum difference_word  word;
    struct str            reason;
};

/* What was said of one record, if it still counts. */
struct difference_heard {
    bool                     is;
    struct difference_answer said;
    struct str               name; /* of who said it */
};
/* What a record says; text is empty of a town. */
struct difference_side {
    struct words            from; /* empty: Diogel's own record */
    struct str              text;
    bool                    traced;
    struct difference_heard heard;
};
struct difference_row {
    struct id               source, person;
    struct str              name;
    enum difference_field   field;
    struct difference_side  own;
    struct difference_side *others; /* those that say otherwise */
    size_t                  other_count;
};
struct difference_agency {
    struct words name;
    int64_t      open;
};
struct difference_page {
    struct str                of;
    struct difference_agency *agencies; /* of all rows, not of those shown */
    size_t                    agency_count;
    struct difference_row    *open, *done; /* of those asked for */
    size_t                    open_count, done_count;
    bool                      more; /* than are shown */
};

#endif
