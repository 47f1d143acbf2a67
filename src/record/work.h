/*
 * work -- a transaction together with the rules that hold in it.
 *
 * Rules are the installed packs: `pack` is the one that holds today, and an
 * old entry finds the one it was written under by its hash.  A set of rules
 * never changes; installing a pack makes a new set.
 */
#ifndef RECORD_WORK_H
#define RECORD_WORK_H

#include "practice/pack.h"
#include "store/store.h"

struct rules;   /* opaque: record/work.c */
struct touched; /* record/finder.h */

struct work {
    struct txn         *tx;
    const struct rules *rules;
    const struct pack  *pack;    /* holds now */
    struct moment       now;     /* practice time */
    struct date         today;   /* in the pack's zone */
    struct touched     *touched; /* by a deed; null: nobody asks */
};

extern const struct statements work_statements;

/* Reads and compiles every installed pack; ERR_ABSENT when there is none. */
enum err MUST_CHECK rules_load(struct store *s, struct arena *a,
    struct rules **out, struct fault *fault);
void                rules_free(struct rules *r);
/* False when a pack was installed since: by this node or by another. */
enum err MUST_CHECK rules_are_all(struct store *s, struct arena *a,
    const struct rules *r, bool *all);
/* The pack in force on that day, and that of a content hash (or null). */
const struct pack *rules_on(const struct rules *r, struct moment m);
const struct pack *rules_of(const struct rules *r, struct str hash);

/* Whether another pack comes into force after m, and when the next does. */
bool rules_next(const struct rules *r, struct moment m, struct moment *from);

/*
 * The rule of a clock that runs: that of today's id, else, of one that no
 * pack of today has, as the pack says under which it was opened (hash; empty:
 * the newest that knows it).  Null: no pack knows it.
 */
const struct clock_rule *rules_clock(const struct rules *r,
    const struct pack *today, struct str id, struct str hash);

/* The kind of tie, as today's pack has it, else the newest that knows it. */
const struct tie_term *rules_tie(const struct rules *r,
    const struct pack *today, struct str kind);

/* What is remembered of who is who, under these rules. */
struct known;
struct finder;
struct known *rules_known(const struct rules *r);
/* Who puts records forward; null: the keys in the store do.  Set before
 * anybody else has these rules. */
struct finder *rules_finder(const struct rules *r);
void           rules_find_by(struct rules *r, struct finder *f);

/* Histories that are being written about (record/history_kept.h). */
struct histories;
struct histories *rules_histories(const struct rules *r);

/* In this transaction, under these rules. */
struct work work_in(struct txn *tx, const struct rules *rules);

/* What is installed, in the order in which it holds. */
struct installed {
    const struct pack *pack;
    struct moment      holds_from, at;
};
enum err MUST_CHECK work_installed(struct work *w, struct installed **out,
    size_t *count);
/* Keeps a pack in force from a moment on; the same content twice is OK. */
enum err MUST_CHECK work_install(struct txn *tx, struct str bundle,
    const struct pack *pack, struct moment from, struct id account);

#endif
