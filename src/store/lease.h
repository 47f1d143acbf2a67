/*
 * lease -- work that only one of several nodes may do at a time.
 *
 * A lease is taken, or kept on, inside the transaction that does the work:
 * its row stays locked until that transaction ends, so nobody else's work
 * can lie between the taking and the commit, and a node that was believed
 * dead finds on waking that its transaction is gone or the lease another's.
 * Between transactions the lease only saves the others from trying.
 *
 * Time is the database's own; nodes' clocks do not matter.
 * Errors  ERR_BUSY: another node has it.
 */
#ifndef STORE_LEASE_H
#define STORE_LEASE_H

#include "store/txn.h"

/* holder: who asks, a random name for each run of a program. */
enum err MUST_CHECK lease_take(struct txn *tx, struct str name,
    struct str holder, int seconds);
/* Gives it back before its time, when the work is at an end; nothing, when
 * it is another's. */
enum err MUST_CHECK lease_leave(struct txn *tx, struct str name,
    struct str holder);
/* How often it has changed hands; 0 when nobody had it yet. */
enum err MUST_CHECK lease_turns(struct txn *tx, struct str name,
    int64_t *turns);

#endif
