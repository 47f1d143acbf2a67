/*
 * ledger_look -- the ledger as the auditor reads it: who did what and when,
 * and about how many; never the content of a case.
 *
 * LEDGER (with struct ledger_ask, answer struct ledger_page), LEDGER_VERIFY
 * (answer struct ledger_report), LEDGER_BUNDLE (answer struct str: all of it
 * as text for an outside verifier, docs/ledger.md), LEDGER_CHECK (with
 * struct str, such a text; answer struct ledger_report).  Reading the ledger
 * stands in the ledger like any other look.
 */
#ifndef ACTION_LEDGER_LOOK_H
#define ACTION_LEDGER_LOOK_H

#include "action/action.h"

/* Filters: none of them means all. */
struct ledger_ask {
    struct id      account, about, agency;
    struct str     login;  /* instead of account, as typed */
    struct str     action; /* "REGISTER_CHECK", or empty   */
    bool           of_kind;
    enum leaf_kind kind;
    struct moment  from, to; /* at least; before; us 0: not asked */
    int64_t        before;   /* number; -1: from the newest       */
};
struct ledger_row {
    struct leaf_row leaf;
    struct str      name; /* of the account, empty: the service */
    struct words    agency;
    struct words    purpose;
    /* Records of children that were made, and whom the search before found:
     * without anybody who has ever had a label (S11). */
    int64_t made, found, said;
};
struct ledger_page {
    struct ledger_ask  asked;
    bool               unknown; /* no account of that login */
    struct ledger_row *rows;
    size_t             count;
    int64_t            next; /* before this: the next page; -1: no more */
    /* Of one account or record: how many of each kind there are. */
    bool         tallied;
    int64_t      tally[LEAF_KIND_COUNT];
    struct words agency; /* the one asked for */
};
struct str ledger_kind_word(enum leaf_kind kind);
bool       ledger_kind_find(struct str word, enum leaf_kind *out);

#endif
