/*
 * import_out -- a register taken out as a file that can come in again.
 *
 * REGISTER_OUT answers struct register_out: every child on the register of
 * the reader's own agency whom the reader may read about.  Headings are the
 * form's questions in the reader's language; nothing in it runs in a
 * spreadsheet (base/csv.h).  Where somebody is never rides along (S7, S9):
 * a column for a location is not written.
 */
#ifndef ACTION_IMPORT_OUT_H
#define ACTION_IMPORT_OUT_H

#include "action/action.h"

struct register_out {
    struct str file; /* CSV, UTF-8 with a byte order mark */
    struct str name; /* ours */
    size_t     count;
};

#endif
