/*
 * copy -- everything of one database into another, on whatever engines.
 *
 * What is read is one snapshot; what is written is one transaction, so the
 * other database holds all of it or nothing.  The two have the same schema,
 * this program's, and the other is empty.  The ledger comes along as it is,
 * under its own name, and goes on there.
 *
 * Errors  ERR_CONFLICT: something is there already;
 *         ERR_ILLEGAL: one of the two is of another version.
 */
#ifndef STORE_COPY_H
#define STORE_COPY_H

#include "store/store.h"

struct copy_report {
    int64_t tables, rows;
};
enum err MUST_CHECK store_copy(struct store *from, struct store *to,
    struct copy_report *report, struct fault *fault);

#endif
