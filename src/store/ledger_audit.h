/*
 * ledger_audit -- the checks that a database and a bundle have in common,
 * fed in the order of the tree; for store/ alone.
 */
#ifndef STORE_LEDGER_AUDIT_H
#define STORE_LEDGER_AUDIT_H

#include "store/ledger_inside.h"

struct audit_gone; /* an erased leaf that wants naming */

struct audit {
    struct arena         *arena; /* its own: outlives pages */
    struct ledger_report *report;
    struct str            origin;
    struct str            public_key;
    struct frontier       tree;
    int64_t               time; /* of the leaf before */
    struct audit_gone    *gone; /* erased and not named yet */
};

void audit_begin(struct audit *au, struct ledger_report *report,
    struct str origin, struct str public_key);
/* Writes down a fault: "leaf 12: words". */
void audit_fault(struct audit *au, const char *what, int64_t number,
    const char *words);
/* Leaf that has its content; entry is as parsed from bytes. */
void audit_leaf(struct audit *au, int64_t number, struct str hash,
    struct str salt, const struct entry *entry);
/* Leaf that was erased: only its hash and its id (16 bytes) are there. */
void audit_erased(struct audit *au, int64_t number, struct str hash,
    struct str id);
/* A note of the tree as it stands now. */
void audit_note(struct audit *au, struct str note);
/* All was seen; head is the head's note.  Frees; the report's words are
 * copied into a. */
void audit_end(struct audit *au, struct arena *a, struct str head);

#endif
