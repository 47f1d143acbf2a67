/*
 * ledger_inside -- what the parts of the ledger share; for store/ alone.
 */
#ifndef STORE_LEDGER_INSIDE_H
#define STORE_LEDGER_INSIDE_H

#include "store/checkpoint.h"
#include "store/leaf.h"

extern const struct statements ledger_statements;
extern const struct statements ledger_list_statements;
extern const struct statements ledger_number_statements;
extern const struct statements ledger_prove_statements;
extern const struct statements ledger_verify_statements;

/* Gives the new database's ledger its name, "diogel/" and 16 hex digits, and
 * signs that it is empty. */
enum err MUST_CHECK ledger_begin(struct txn *tx);
enum err MUST_CHECK ledger_origin(struct txn *tx, struct str *origin);
/* The time of the newest leaf; untouched when there is none. */
enum err MUST_CHECK ledger_newest(struct txn *tx, struct moment *at);

/* The number of the leaf to be written next, or null: it gets one later. */
enum err MUST_CHECK ledger_number_of(struct txn *tx, struct digest hash,
    struct arg *number);
/* Whether leaves without a number are there. */
enum err MUST_CHECK ledger_waiting(struct txn *tx, bool *waiting);

/* The tree as of the last COMMIT; ERR_ABSENT only when somebody took it. */
struct head {
    int64_t    size;
    struct str frontier; /* as stored */
    struct str note;
};
enum err MUST_CHECK ledger_head(struct txn *tx, struct head *head);

/* Rows of ledger_leaf as they are stored, by number. */
struct stored_leaf {
    int64_t      number; /* -1: none */
    struct str   hash;   /* as stored: 32 bytes when right */
    struct str   salt;
    struct entry entry;
    bool         erased; /* content and salt are gone */
    bool         fits;   /* NULL and lengths are as they must be */
};

/* Columns of ledger_leaf in the order that stored_leaf_read() takes. */
#define LEAF_COLUMNS                                                          \
    "l.number, l.hash, l.id, l.at, l.kind, l.action, l.account, l.agency, "   \
    "l.purpose, l.rule, l.outcome, l.detail, l.salt"
void stored_leaf_read(const struct rows *row, struct stored_leaf *out);

/* A page of leaves, numbers from .. to - 1, with whom they are about. */
enum err MUST_CHECK ledger_page(struct txn *tx, int64_t from, int64_t to,
    struct stored_leaf **out, size_t *count);
/* The first checkpoint of a size above that; size -1 when there is none. */
enum err MUST_CHECK ledger_checkpoint_after(struct txn *tx, int64_t size,
    struct head *out);

/* The sum in a bundle's last line: that of the lines so far, and one more. */
struct digest bundle_sum(struct digest sum, struct str line);

#endif
