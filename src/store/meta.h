/*
 * meta -- a few words about the database itself: whether it is a
 * demonstration, the name its ledger signs with.
 */
#ifndef STORE_META_H
#define STORE_META_H

#include "store/txn.h"

extern const struct statements meta_statements;

enum err MUST_CHECK meta_set(struct txn *tx, struct str key, struct str value);
/* Empty when there is none. */
enum err MUST_CHECK meta_get(struct txn *tx, struct str key, struct str *value);
/* Marked by `diogel init --demo`, once and for ever. */
enum err MUST_CHECK meta_is_demo(struct txn *tx, bool *yes);
enum err MUST_CHECK meta_mark_demo(struct txn *tx);

#endif
