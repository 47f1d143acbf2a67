/*
 * finder -- everybody's records in memory (match/index.h): who is put
 * forward to be compared with a question.
 *
 * It only proposes records.  What they say, whose they are and who may see
 * them is read from the store in the asker's own snapshot, so that links,
 * labels and policy need not be known here, and nothing is told by what the
 * index holds.  It holds names, birth dates and numbers; where somebody is,
 * it never knows.
 *
 * Filled from the store, it follows the sequenced ledger: a deed notes in
 * its own transaction which records say something else since its leaf, and
 * each node takes them in by the leaves' numbers.
 *
 * Fresh     what was committed, on whatever node, before a question's
 *           snapshot began is proposed to it: what the index has not taken
 *           in yet is among the changes behind its position, which the
 *           question reads in its own snapshot.
 *
 * While it is filled, when it stands behind, and in a deed, it proposes
 * nothing and says so: the keys in the store (match/keys.h) answer then.
 *
 * Threads   one follows, any may search; who searches never waits.
 */
#ifndef RECORD_FINDER_H
#define RECORD_FINDER_H

#include "match/person.h"
#include "record/work.h"

struct finder; /* opaque: record/finder.c */

extern const struct statements finder_statements;

/* The rules in force, asked before each turn. */
typedef const struct rules *finder_rules(void *ctx);
struct finder_options {
    struct store *store;
    finder_rules *rules;
    void         *ctx;
};

struct finder *finder_new(const struct finder_options *o);
/* Nobody searches any more; stops the thread; null is allowed. */
void finder_free(struct finder *f);
/* A thread that fills it and follows, until finder_free(). */
void finder_start(struct finder *f);
/* One turn of that thread, for who has none: fills it, or takes in what was
 * numbered since; more: there was more than one turn takes in. */
enum err MUST_CHECK finder_turn(struct finder *f, bool *more);
/* Records that it knows; the following thread's. */
size_t finder_count(const struct finder *f);

/* ---- by who writes ---- */

/* Records that say something else by this deed; work->touched.  Their memory
 * is their own: the transaction's may be rewound while the deed goes on. */
struct touched_source {
    struct id source;
    bool      other; /* what it says of who they are is not what it was */
};
struct touched {
    struct arena          *arena; /* null: nothing was */
    struct touched_source *sources;
    size_t                 count, room;
    bool                   from_file; /* the deed brings a file in */
};
void finder_touch(struct work *w, struct id source);
/* And it says somebody else: whom it may be is to be weighed again, which
 * pair_propose_touched() does. */
void finder_touch_other(struct work *w, struct id source);
/* Once the deed's leaf is written, in its transaction. */
enum err MUST_CHECK finder_note(struct work *w, struct id leaf);
/* However the deed ended. */
void finder_untouch(struct work *w);
/* Forgets changes that every node has long taken in. */
enum err MUST_CHECK finder_forget(struct work *w);

/* ---- by who asks ---- */

enum { FINDER_AT_ONCE = 10 };
struct finder_search; /* opaque */

/* Null: the keys answer this question. */
enum err MUST_CHECK finder_begin(struct work *w,
    const struct match_person *asked, struct finder_search **out);
/* The next records, and how many; 0: there are no more.  Of those that have
 * changed just now, each; the likeliest of the others. */
size_t finder_changed(struct finder_search *s,
    struct id                               sources[FINDER_AT_ONCE]);
size_t finder_next(struct finder_search *s, struct id sources[FINDER_AT_ONCE]);
/* That one need not be proposed any more. */
void finder_pass(struct finder_search *s, struct id source);
void finder_end(struct finder_search *s); /* null is allowed */

#endif
