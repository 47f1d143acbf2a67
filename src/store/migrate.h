/*
 * migrate -- the migrations this program was built with; for store/ alone.
 */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "base/hash.h"
#include "store/txn.h"

struct migration {
    int64_t       number;
    struct str    name; /* of the file in db/ */
    struct str    text;
    struct digest sha256;
};

/* Made by tools/embed-sql; numbers are 1, 2, 3 ... */
extern const struct migration migrations[];
extern const size_t           migration_count;

extern const struct statements migrate_statements;

/* How many are applied; 0 also on an empty database. */
enum err MUST_CHECK migrate_applied(struct txn *tx, size_t *count);
/*
 * The same, and compares what is applied with what is built in.
 * ERR_CONFLICT: one was changed since.  ERR_ILLEGAL: the database is newer
 * than this program.
 */
enum err MUST_CHECK migrate_compare(struct txn *tx, size_t *count,
    struct fault *fault);
/* Applies migrations[index] and writes that down. */
enum err MUST_CHECK migrate_apply(struct txn *tx, size_t index);

#endif
