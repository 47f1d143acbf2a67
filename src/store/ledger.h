/*
 * ledger -- the append-only log of everything done, read or refused.
 *
 * A leaf's row commits with its deed.  Its entry is blinded: what goes into
 * the tree is SHA-256("diogel leaf" | salt | entry), so that content and
 * salt can be erased by law and the tree still verifies.  A writer that is
 * alone numbers a leaf as it writes it; where several write, the sequencer
 * does a moment later (store/sequencer.h).
 *
 * A checkpoint is C2SP signed-note text: origin, size, root, and an Ed25519
 * line of the ledger key.  One is written at least every minute while
 * leaves arrive, and every thousand leaves.
 */
#ifndef STORE_LEDGER_H
#define STORE_LEDGER_H

#include <stdio.h>

#include "store/merkle.h"
#include "store/store.h"

/*         name      word in the ledger */
#define LEAF_KINDS(K)                                                         \
    K(LEAF_READ, "read")                                                      \
    K(LEAF_WRITE, "write")                                                    \
    K(LEAF_REFUSED, "refused")                                                \
    K(LEAF_LOCATION, "location") /* a place was opened (location_open) */     \
    K(LEAF_REPORTER, "reporter") /* who reported was opened            */     \
    K(LEAF_SESSION, "session")   /* signed in, out, failed             */     \
    K(LEAF_CARE, "care")         /* install, migrate, demo, import     */     \
    K(LEAF_ERASURE, "erasure")   /* a leaf was erased; it names which  */

enum leaf_kind {
#define K(name, word) name,
    LEAF_KINDS(K)
#undef K
        LEAF_KIND_COUNT
};

struct leaf {
    enum leaf_kind   kind;
    struct str       action;  /* the action's name                     */
    struct id        account; /* who; none: the service itself         */
    struct id        agency;
    struct str       purpose; /* as asked, may be empty                */
    struct str       rule;    /* the access rule that decided          */
    enum err         outcome; /* OK, or what was refused               */
    const struct id *about;   /* everybody disclosed, changed, refused:
                                 persons, sources, entries, threads    */
    size_t           about_count;
    struct str       detail; /* JSON; what else must be provable      */
};

/* What is known of a leaf once it is written. */
struct leaf_mark {
    struct id     id;
    struct moment at;
    struct digest hash; /* of the blinded leaf, as it stands in the tree */
};

/*
 * A leaf is drafted (id, time, salt and hash chosen) before it is written:
 * a look's answer carries the hash and waits until the leaf is durable.
 */
struct leaf_draft {
    struct leaf      leaf;
    struct leaf_mark mark;
    uint8_t          salt[32];
};
/* The leaf's texts are not copied: they live as long as the draft. */
void ledger_draft(struct txn *tx, const struct leaf *leaf,
    struct leaf_draft *draft);
/* So old that a leaf of that time may not stand behind one of now. */
bool ledger_is_late(struct moment at, struct moment now);
/* Writes a draft, maybe of another transaction, in this one. */
enum err MUST_CHECK ledger_write(struct txn *tx,
    const struct leaf_draft                 *draft);
/* Both at once. */
enum err MUST_CHECK ledger_note(struct txn *tx, const struct leaf *leaf,
    struct leaf_mark *mark);
/* The writer's: numbers leaves that have none; signs when one is due. */
enum err MUST_CHECK ledger_number(struct txn *tx);
/* Signs a checkpoint now when there are leaves behind the last. */
enum err MUST_CHECK ledger_sign(struct txn *tx);
/*
 * Erases a leaf's content and salt by law; its hash stays in the tree.
 * ERR_ILLEGAL unless a LEAF_ERASURE that names the leaf (id of kind ID_LEAF
 * in about) was noted before, in this transaction or earlier: verifying
 * finds an erased leaf that no later erasure names.
 */
enum err MUST_CHECK ledger_erase(struct txn *tx, struct id leaf);

/* A leaf read back. */
struct leaf_row {
    struct leaf   leaf;
    struct id     id;
    struct moment at;
    int64_t       number; /* -1: not numbered yet */
    struct digest hash;
    bool          erased;
};
/* Leaves newest first, before number (or from the end when -1), at most
 * limit; only what fits all that is given.  An erased leaf fits only where
 * neither time nor content is asked for. */
struct leaf_query {
    struct id     account;
    struct id     about;
    struct id     agency;
    struct str    action, kind; /* whole words, or empty           */
    struct moment from, to;     /* at least; before; us 0: not asked */
    int64_t       before;
    int64_t       limit;
};
enum err MUST_CHECK ledger_list(struct txn *tx, const struct leaf_query *q,
    struct leaf_row **rows, size_t *count);
/* How many of each kind fit, wherever they stand (before, limit: no matter). */
enum err MUST_CHECK ledger_tally(struct txn *tx, const struct leaf_query *q,
    int64_t counts[LEAF_KIND_COUNT]);
/*
 * Who read what with one action since a moment: a row for each account and
 * each id of that kind, the newest first, at most limit.
 */
struct ledger_pair {
    struct id     account, agency, about;
    int64_t       times;
    struct moment last;
};
enum err MUST_CHECK ledger_pairs(struct txn *tx, const struct leaf_query *q,
    enum id_kind about, struct ledger_pair **out, size_t *count);
/* Who so read at least so many of them: about none, times: how many.
 * wide: as ledger_pairs(), and how many */
enum err MUST_CHECK ledger_many(struct txn *tx, const struct leaf_query *q,
    enum id_kind about, int64_t least, struct ledger_pair **out, size_t *count);
enum err MUST_CHECK ledger_find(struct txn *tx, struct id leaf,
    struct leaf_row *row);

/* What verifying found. */
struct ledger_report {
    uint64_t   leaves, checkpoints, faults;
    uint64_t   waiting;     /* committed, and not numbered yet */
    struct str first_fault; /* English, with the leaf's number */
};
/*
 * Checks everything: each row against its hash, numbers without a gap, the
 * tree, every checkpoint's root and signature, consistency from one to the
 * next, who each leaf is about.  OK also when faults were found.
 */
enum err MUST_CHECK ledger_verify(struct txn *tx, struct ledger_report *report);
/* Writes all of it as text for the outside verifier: docs/ledger.md. */
enum err MUST_CHECK ledger_export(struct txn *tx, FILE *out);
/* The same in memory, for the length of the transaction's arena. */
enum err MUST_CHECK ledger_export_text(struct txn *tx, struct str *out);
/* Checks such a text without any database. */
enum err MUST_CHECK ledger_verify_bundle(struct arena *a, struct str bundle,
    struct str public_key, struct ledger_report *report);

/* Inclusion of a leaf in the newest checkpoint: proof and note text. */
struct leaf_proof {
    uint64_t     number, size;
    struct proof path;
    struct str   checkpoint;
};
enum err MUST_CHECK ledger_prove(struct txn *tx, struct id leaf,
    struct leaf_proof *proof);

/*
 * A checkpoint that was kept elsewhere: is this ledger the same and at least
 * as long?  Holds is false also when the note is not signed by our key.
 */
enum err MUST_CHECK ledger_holds(struct txn *tx, struct str note, bool *holds);

/* Signed notes (C2SP): text ending in \n, a blank line, signature lines. */
struct str note_sign(struct arena *a, const struct keys *k, struct str name,
    struct str text);
enum err MUST_CHECK note_open(struct str note, struct str name,
    struct str public_key, struct str *text);

#endif
