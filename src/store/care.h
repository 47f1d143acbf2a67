/*
 * care -- what was done for a database from outside, and when: copied, or
 * its ledger verified.  Whoever did it says so here, and whoever looks after
 * the service reads it (vitals.h).
 *
 * A server's database keeps it in a row.  A SQLite file has one writer, and
 * a command beside a service is not that one (engine_sqlite.c): there it
 * stands in a small file beside the database.  A copy does not take that
 * file along, which is as it should be: of what is restored from it no copy
 * was made yet.
 */
#ifndef STORE_CARE_H
#define STORE_CARE_H

#include "store/store.h"

enum care_kind { CARE_BACKUP, CARE_AUDIT, CARE_COUNT };
struct care {
    struct moment at;     /* machine time; us 0: nobody has said so     */
    int64_t       size;   /* bytes copied, leaves verified; 0: not said */
    int64_t       faults; /* that verifying found                       */
};

/* Says it of the database at url; the newest stands. */
enum err MUST_CHECK care_note(struct str url, const struct keys *keys,
    enum care_kind kind, const struct care *care, struct fault *fault);
/* What was said last, of each kind.  path: of the SQLite file, or empty. */
enum err MUST_CHECK care_last(struct txn *tx, struct str path,
    struct care out[CARE_COUNT]);

#endif
