/*
 * copy_inside -- the tables as tools/embed-tables writes them from db/; for
 * store/ alone.
 */
#ifndef STORE_COPY_INSIDE_H
#define STORE_COPY_INSIDE_H

#include "store/txn.h"

enum { COPY_KEYS_MOST = 5 };
#define COPY_NO_COLUMN ((size_t)-1)

/* texts: the first page ($1 rows), the next ($1 rows, behind the key $2 and
 * on), a row to write, and for a table that refers to itself the row of key
 * $1 made to refer to $2.  key: which columns it is; own: which refers. */
struct copy_table {
    struct str              name;
    const struct statement *texts;
    size_t                  keys;
    size_t                  key[COPY_KEYS_MOST];
    size_t                  own; /* COPY_NO_COLUMN: none */
};
extern const struct copy_table copy_tables[];
extern const size_t            copy_table_count;
extern const struct statements copy_table_statements;

#endif
