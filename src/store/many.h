/*
 * many -- rows for one statement, gathered column by column as PostgreSQL
 * takes arrays in binary; for store/ alone.
 *
 * A parameter's element is what its arguments are: 64-bit numbers, text, or
 * bytes.
 */
#ifndef STORE_MANY_H
#define STORE_MANY_H

#include "base/buf.h"
#include "store/txn.h"

enum { MANY_COLUMNS = 16 };

struct many {
    const struct statement *q;
    struct arena           *arena; /* its own; null: none yet */
    struct buf              columns[MANY_COLUMNS];
    bool                    nulls[MANY_COLUMNS];
    size_t                  width, rows;
};

/* Nothing is gathered, for a statement with so many parameters; what was is
 * gone. */
void many_begin(struct many *m, const struct statement *q, size_t width);
/* One row more; what the arguments point to may go afterwards. */
void   many_add(struct many *m, const struct arg *args);
size_t many_bytes(const struct many *m);
/* A column as an array of that type (its oid), until the next row. */
struct str many_array(struct many *m, size_t column, uint32_t element);

#endif
