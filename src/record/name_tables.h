/*
 * name_tables -- which tables of names the records' keys were made with.
 *
 * Keys and towns stand hashed under the first form of a name
 * (match/name_table.h).  A program with other tables, of another version or
 * a deployer's own, would look for some of them in vain: it says so, and
 * `diogel rebuild` makes them again.
 */
#ifndef RECORD_NAME_TABLES_H
#define RECORD_NAME_TABLES_H

#include "record/work.h"

extern const struct statements name_tables_statements;

struct change; /* record/entry_inside.h */
/* Towns under the names that they have now; and these are the tables. */
enum err MUST_CHECK name_tables_settle(struct work *w, struct change *change);
/* The tables are those of this process; also when nobody has said. */
enum err MUST_CHECK name_tables_stand(struct txn *tx, bool *yes);
/* For a database that is still empty. */
enum err MUST_CHECK name_tables_begin(struct txn *tx);

#endif
