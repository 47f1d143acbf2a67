/*
 * import -- files brought in: a council's register, an agency's open
 * children (S23).  docs/register.md follows one from end to end.
 *
 * IMPORT_NEW (with struct import_new_ask, answer struct id) begins; the file
 * comes in IMPORT_PUT (about the batch, struct import_put_ask); IMPORT_READY
 * reads its headings; IMPORT_MAP (struct import_map_ask) says what they mean
 * and has the machine read it.  IMPORT_SHOW (struct import_show_ask, answer
 * struct import_page) is its report; IMPORT_DECIDE (struct
 * import_decide_ask) answers one row that could be somebody here;
 * IMPORT_DROP leaves nothing behind.  IMPORT_SEND puts it forward,
 * IMPORT_APPROVE is the second person's; IMPORT_UNDO (struct str, why) and
 * IMPORT_UNDO_APPROVE take it back; IMPORT_SETTLE (struct
 * import_settle_ask) puts right what relied on it.  IMPORT_LIST answers
 * struct import_list.
 *
 * IMPORT_CHECK, IMPORT_ROW (struct import_row_ask) and IMPORT_END are the
 * service's own, in slices: import_step().
 */
#ifndef ACTION_IMPORT_H
#define ACTION_IMPORT_H

#include "action/action.h"
#include "action/import_row.h"
#include "action/relied.h"
#include "record/evidence.h"

#define IMPORT_MOST 52428800 /* bytes of a file: 50 MiB */

struct import_new_ask {
    enum batch_kind kind;
    struct moment   as_of; /* of the data, as its owner states */
    bool            kept_here;
};
/* A part of the file, from there on; whole pieces but for the last. */
struct import_put_ask {
    int64_t    place; /* of its first piece */
    struct str bytes;
};
/* Means by column, in order, as import_means_word() says; all by name. */
struct import_all {
    struct str field, value;
};
struct import_map_ask {
    const struct str  *means;
    size_t             count;
    struct import_all *all;
    size_t             all_count;
};
struct import_decide_ask {
    int64_t           line;
    enum row_decision decision;
    struct id         source; /* ROW_IS_SAME: whose */
};

/* What of the report is shown. */
enum import_part {
    REPORT_TOTALS,
    REPORT_ROWS,
    REPORT_ABSENT,
    REPORT_CHECKS,
    REPORT_RELIED
};
struct import_show_ask {
    enum import_part part;
    enum row_verdict verdict; /* REPORT_ROWS */
    int64_t          after;   /* line  */
};
/* A child whose entry somebody relied on, and what did (S22). */
struct import_relied {
    int64_t            line;
    struct moment      undone, due; /* us 0: it stands; there is no time */
    struct relied_list list;
    bool               settles; /* what is left is said here */
};
struct import_relied_page {
    int64_t               after, next; /* lines; next 0: no more */
    struct import_relied *rows;
    size_t                count;
};
/* IMPORT_SETTLE: one thing of a line's list is corrected, or why not; none:
 * nothing is left. */
struct import_settle_ask {
    int64_t    line;
    struct id  item;
    struct str reason;
};
struct import_candidate {
    struct candidate c;
    struct str       name;
    struct id        source;
    struct evidence  why;
};
struct import_line {
    struct batch_row         row;
    struct csv_record        cells;
    struct str               name;
    struct date              born;
    struct import_fault     *faults;
    size_t                   fault_count;
    struct import_candidate *candidates;
    size_t                   candidate_count;
};
struct import_check {
    struct relied_check check;
    struct str          name;
    struct words        agency;
};
struct import_absent {
    struct id   person;
    struct str  name;
    struct date since;
};
struct import_page {
    struct import_show_ask    asked;
    struct batch              batch;
    struct import_form        form;
    struct import_map         map;
    const struct field      **lacks; /* BATCH_MAPPING: nothing means these */
    size_t                    lack_count;
    struct words              agency;
    struct str                made_by, approved_by, undo_by, undone_by;
    struct batch_counts       counts;
    struct batch_category    *categories;
    size_t                    category_count;
    struct import_line       *lines;
    size_t                    line_count;
    bool                      more;
    struct import_absent     *absent;
    size_t                    absent_count;
    int64_t                   absent_all; /* more than are named, perhaps */
    struct import_check      *checks;
    size_t                    check_count;
    struct import_relied_page relied;
    int64_t                   seconds_left; /* of what is under way; -1: not
                                            known yet                     */
    bool                      may_import, may_approve; /* this reader, now */
};
struct import_listed {
    struct batch batch;
    struct str   made_by;
};
struct import_list {
    struct words          agency;
    bool                  may_import;
    bool                  kinds[BATCH_KIND_COUNT]; /* which */
    struct import_listed *rows;
    size_t                count;
};

struct import_row_ask {
    const struct import_job *job;
    struct batch_row        *row; /* what became of it comes back in it */
};

/*
 * One slice of whatever is under way: some rows in one turn of the writer,
 * short enough that nobody waits behind it.  none: whichever is.  ERR_ABSENT:
 * nothing is.  ERR_BUSY: another node is at it; it may be dead, so ask again.
 */
struct import_slice {
    int64_t us; /* of the writer's time, but one row at least */
    size_t  rows;
};
extern const struct import_slice import_slice_usual; /* beside checks */
extern const struct import_slice import_slice_alone; /* in a command  */
enum err MUST_CHECK              import_step(struct service *s, struct arena *a,
                 struct id batch, const struct import_slice *slice);
/* Seconds until the phase ends, as it went so far; -1: not known yet. */
int64_t import_left(const struct batch *b, struct moment machine_now);

/* A whole file through NEW, PUT and READY, for pages and commands.
 * ERR_INVALID: the fault says what is wrong with the file. */
struct import_file {
    struct import_new_ask how;
    struct str            bytes;
};
enum err MUST_CHECK import_bring(struct cx *cx, const struct import_file *f,
    struct id *batch, struct fault *fault);

#endif
