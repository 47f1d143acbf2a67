/*
 * difference -- what an agency's record says of a child otherwise than the
 * child's other records, or does not say and they do, for whoever reads pairs
 * (issue 5): a queue of data quality, worked through by ringing the agency.
 *
 * DIFFERENCES     (with struct difference_ask: of, field, page; answer struct
 *                 difference_page).  How many there are counts what the
 *                 reader may see (S11).
 * DIFFERENCE_FILE (with struct difference_ask: agency; answer struct
 *                 difference_file).  What is to be asked of one agency, for
 *                 its own data team: its own words and what is the matter
 *                 with them, nothing that another agency says, and nobody
 *                 whom a label has ever protected.
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
    bool                  all_fields; /* of a list: field does not count */
    int64_t               page;       /* from 0 */
    struct id             agency;     /* of a file */
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
    bool                    missing; /* the record says nothing of it */
    struct difference_side  own;
    struct difference_side *others; /* those that say otherwise, or say it */
    size_t                  other_count;
};
struct difference_agency {
    struct id    id; /* only of files */
    struct words name;
    int64_t      open;
};
struct difference_page {
    struct str                of;
    enum difference_field     field;
    bool                      all_fields;
    int64_t                   page;
    struct difference_agency *agencies; /* of all rows, not of those shown */
    size_t                    agency_count;
    struct difference_agency *files; /* by name, as they may be sent one */
    size_t                    file_count;
    struct difference_row    *open, *done; /* of those asked for */
    size_t                    open_count, done_count;
    int64_t                   open_total, done_total;
};
struct difference_file {
    struct str file; /* CSV, UTF-8 with a byte order mark */
    struct str name; /* ours */
    size_t     count;
};

enum msg difference_field_msg(enum difference_field field);

#endif
