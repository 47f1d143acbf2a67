/*
 * vitals -- how the store itself is: figures for whoever looks after it,
 * of nobody.  What is good and what is not is judged above (action/vital.h).
 */
#ifndef STORE_VITALS_H
#define STORE_VITALS_H

#include "store/care.h"
#include "store/node.h"
#include "store/txn.h"

struct vitals {
    int64_t       bytes;     /* of the database                            */
    int64_t       disk;      /* bytes of the disk it lies on; 0: that is
                                another machine's, and not seen from here  */
    int64_t       disk_free; /* of those, for this account                 */
    int64_t       leaves;    /* numbered leaves of the ledger              */
    int64_t       covered;   /* of those, how many the newest kept
                                checkpoint covers                          */
    int64_t       waiting;   /* committed leaves without a number          */
    int64_t       files;     /* that are being brought in now              */
    struct moment born;      /* when the database was made                 */
    struct moment tick;      /* background work is spoken for until then,
                                by the database's clock; us 0: never was   */
    struct care   care[CARE_COUNT];
    struct node  *nodes;
    size_t        node_count;
};

extern const struct statements vitals_statements;

enum err MUST_CHECK vitals_read(struct txn *tx, struct vitals *out);

#endif
