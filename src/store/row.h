/*
 * row -- the rows that a statement answered with.
 *
 * All are fetched; they and their texts live in the transaction's arena.
 * A column is read as the type it has: another is BUG(), NULL is "nothing"
 * of every type.
 */
#ifndef STORE_ROW_H
#define STORE_ROW_H

#include "base/date.h"
#include "base/id.h"

/* All rows of an answer, fetched. */
struct rows {
    const struct row_value *values;
    size_t                  count; /* rows */
    size_t                  columns;
    size_t                  next; /* 1 + the current row */
};

/* Onto the next row; false behind the last. */
bool          rows_next(struct rows *r);
bool          row_is_null(const struct rows *r, size_t column);
int64_t       row_int(const struct rows *r, size_t column);  /* NULL: 0 */
struct str    row_text(const struct rows *r, size_t column); /* NULL: "" */
struct str    row_bytes(const struct rows *r, size_t column);
struct id     row_id(const struct rows *r, size_t column, enum id_kind kind);
struct moment row_time(const struct rows *r, size_t column);
struct date   row_date(const struct rows *r, size_t column);

#endif
