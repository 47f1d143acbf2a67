/*
 * import_row -- one row of a file as answers to a form, and what is wrong
 * with it in the file's own terms: which column, what stands there, what to
 * do.
 */
#ifndef ACTION_IMPORT_ROW_H
#define ACTION_IMPORT_ROW_H

#include "action/import_map.h"
#include "record/agency.h"
#include "record/person.h"

/* What every row of a file is read with. */
struct import_job {
    struct batch       batch;
    struct import_form form;
    struct import_map  map;
    struct agency      agency;
};
/* ERR_ILLEGAL: the pack has no form for such files (any more). */
enum err MUST_CHECK import_job_load(struct work *w, const struct batch *b,
    struct import_job *out);

struct import_fault {
    const struct import_column *column; /* null: the row as a whole */
    const struct field         *field;  /* when there is no column   */
    struct str                  value;
    enum msg                    msg;
};
struct import_row {
    struct str           answers[MOVE_COUNT]; /* JSON; empty: no such move */
    struct answers       said;                /* of MOVE_ON                */
    struct face          face;
    struct str           reference;
    struct date          off;
    struct str           categories;
    struct str           who; /* 32 bytes, or empty: nothing names them */
    struct import_fault *faults;
    size_t               fault_count;
};
/* Rows have as many cells as there are columns, or a fault says so. */
enum err MUST_CHECK import_row_read(struct work *w,
    const struct import_job *job, const struct csv_record *r,
    struct import_row *out);
/* What a fault of reading is called. */
enum msg import_fault_msg(enum csv_fault f);
/* Cells as they are kept in batch_row.cells, and back. */
struct str import_cells_text(struct arena *a, const struct csv_record *r);
enum err MUST_CHECK import_cells_read(struct arena *a,
    const struct batch_row *row, struct csv_record *out);
/* The cell of the first such column that has something in it. */
struct str import_cell(const struct import_job *job, const struct csv_record *r,
    const struct field *field);

#endif
