/*
 * csv -- tables as text: read record by record, and written so that no
 * spreadsheet takes a cell for a formula.
 *
 * Read as RFC 4180, with a comma, a semicolon, a tab or a bar between cells;
 * lines end with CR LF, LF or CR; a quoted cell may hold all of them.  A mark
 * of byte order is passed over.  Text is UTF-8; what is not is read as
 * Windows-1252, cell by cell.  UTF-16 and NUL are refused.
 *
 * Reading may stop anywhere and go on from csv.at and csv.line: a large file
 * is read window by window.
 *
 * Lifetime  cells live in the arena given; nothing is kept between records.
 * Limits    CSV_CELLS cells of CSV_RECORD bytes together in one record.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/arena.h"
#include "base/buf.h"

enum { CSV_CELLS = 256, CSV_RECORD = 131072 };

enum csv_text { CSV_UTF8, CSV_1252, CSV_UTF16, CSV_BINARY, CSV_EMPTY };
/* What kind of text a whole file is; skip: bytes of a byte order mark. */
enum csv_text csv_text_of(struct str bytes, size_t *skip);
/* The separator that the first record uses: ',' ';' '|' or tab. */
char csv_separator(struct str text);

/* What is wrong with one record. */
enum csv_fault {
    CSV_SOUND,
    CSV_LATE_QUOTE, /* something behind a closing quotation mark */
    CSV_MANY_CELLS,
    CSV_OPEN_QUOTE,  /* nothing closes it: the rest is lost in it   */
    CSV_LONG_RECORD, /* the same, as far as anybody can tell        */
    CSV_FAULT_COUNT
};
enum csv_window { CSV_MORE_FOLLOWS, CSV_WHOLE };

struct csv {
    struct str      text; /* the window                                 */
    size_t          at;   /* where the next record begins               */
    int64_t         line; /* its line, the first is 1                   */
    char            separator;
    enum csv_text   kind;
    enum csv_window window;
};
struct csv_record {
    int64_t        line;
    struct str    *cells;
    size_t         count;
    enum csv_fault fault; /* then there are no cells */
};
/*
 * The next record; empty lines are passed over.  False at the end of the
 * text, or before a record that the window cuts (CSV_MORE_FOLLOWS).
 */
bool csv_next(struct csv *c, struct arena *a, struct csv_record *out);

/*
 * Writing: cells quoted where they must be.  A cell that a spreadsheet could
 * run (= + - @ of either width, tab, CR or LF in front) gets an apostrophe in
 * front; csv_plain() takes it away again, and changes nothing that did not
 * need one.
 */
struct csv_out {
    struct buf b;
    size_t     cells; /* of the record being written */
    char       separator;
};
void       csv_out_init(struct csv_out *o, struct arena *a, char separator);
void       csv_put(struct csv_out *o, struct str cell);
void       csv_end(struct csv_out *o); /* of a record */
struct str csv_plain(struct str cell);

#endif
