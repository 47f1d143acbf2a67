/*
 * leaf -- the exact bytes of a ledger entry, and its blinded hash; for
 * store/ alone.  The form is docs/ledger.md, for verifiers elsewhere.
 */
#ifndef STORE_LEAF_H
#define STORE_LEAF_H

#include "store/ledger.h"

enum { LEAF_SALT_BYTES = 32 };
/* A look's leaf bears the time of its reading, and is numbered a little
 * later: so much may it be older than a leaf before it. */
#define LEAF_LATE_US (INT64_C(120) * 1000000)

struct entry_about {
    struct str kind;  /* one letter */
    struct str about; /* 16 bytes   */
};

/* A leaf as it is stored: all texts, nothing believed yet. */
struct entry {
    struct str                id;
    int64_t                   at;
    struct str                kind, action;
    struct str                account, agency; /* 16 bytes, or empty */
    struct str                purpose, rule, outcome, detail;
    const struct entry_about *about;
    size_t                    about_count;
};

struct entry entry_of_leaf(struct arena *a, const struct leaf *leaf,
    const struct id *id, struct moment at);
/* False when a word or an id in it is none of ours. */
bool entry_to_leaf(struct arena *a, const struct entry *entry,
    struct leaf *leaf);

/* The canonical bytes, and back (false unless they are exactly such). */
struct str entry_bytes(struct arena *a, const struct entry *entry);
bool       entry_parse(struct arena *a, struct str bytes, struct entry *entry);

/* The hash in the tree: merkle_leaf(SHA-256("diogel leaf" salt bytes)). */
struct digest entry_hash(struct str salt, struct str bytes);

/* The letter that stands for a kind of id, and back. */
struct str leaf_letter(enum id_kind kind);
bool       leaf_letter_find(struct str letter, enum id_kind *kind);
struct str leaf_kind_word(enum leaf_kind kind);

#endif
