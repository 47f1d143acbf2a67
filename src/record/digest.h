/*
 * digest -- one hash over all that is recorded and computed.
 *
 * The same facts and projections give the same hash on both engines and on
 * every machine; one row more, less or changed gives another.  What is
 * sealed, salted, signed or left behind by looking is not in it.
 *
 * Lifetime  the transaction's arena must hold every row of the largest
 *           table.
 */
#ifndef RECORD_DIGEST_H
#define RECORD_DIGEST_H

#include "base/hash.h"
#include "record/work.h"

extern const struct statements digest_statements;

enum err MUST_CHECK digest_record(struct work *w, struct digest *out);

#endif
