/*
 * node -- the programs that serve a database: who is there, of which
 * version, and which of them numbers the ledger and does the background work.
 *
 * Time is the database's own, as of leases.
 */
#ifndef STORE_NODE_H
#define STORE_NODE_H

#include "store/txn.h"

struct node {
    struct str    holder;  /* as it takes leases */
    struct str    name;    /* of the machine     */
    struct str    version; /* of the program     */
    struct moment began, seen;
    int64_t       silent;  /* microseconds since then            */
    bool          numbers; /* it has the lease to number leaves  */
    bool          ticks;   /* it has the one of background work  */
};

extern const struct statements node_statements;

/* It is there: holder, name and version are said.  Who was not seen for a
 * day is forgotten; on SQLite, where one serves, everybody else. */
enum err MUST_CHECK node_seen(struct txn *tx, const struct node *self);
/* It ends well. */
enum err MUST_CHECK node_left(struct txn *tx, struct str holder);
/* All that are known, the oldest first. */
enum err MUST_CHECK node_list(struct txn *tx, struct node **out, size_t *count);

#endif
