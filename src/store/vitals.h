/*
 * vitals -- how the store itself is: figures for whoever looks after it,
 * of nobody.
 */
#ifndef STORE_VITALS_H
#define STORE_VITALS_H

#include "store/txn.h"

struct vitals {
    int64_t       bytes;   /* of the database                         */
    int64_t       leaves;  /* numbered leaves of the ledger           */
    int64_t       covered; /* of those, how many the newest kept
                              checkpoint covers                       */
    int64_t       waiting; /* committed leaves without a number       */
    struct moment tick;    /* background work is spoken for until then,
                              by the database's clock; us 0: never was */
};

extern const struct statements vitals_statements;

enum err MUST_CHECK vitals_read(struct txn *tx, struct vitals *out);

#endif
