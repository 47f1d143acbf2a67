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
 * Filled from the store, or mapped from a file that was written when it was
 * last whole, it follows the sequenced ledger: a deed notes in
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
 * The file  is this node's own, mode 0600, and no part of a backup.  It says
 * where in the ledger it stands, under the service's keys.  It is refused
 * (and made anew) when it is damaged, of another program, pack or database,
 * or stands behind what is still remembered.  As soon as a record that it
 * holds says something else, or nothing any more, it is removed, so that
 * nobody who was erased stays in it; it is written again within a quarter of
 * an hour, and at an orderly stop.
 *
 * Threads   one follows, any may search; who searches never waits.
 */
#ifndef RECORD_FINDER_H
#define RECORD_FINDER_H

#include "match/person.h"
#include "record/work.h"

struct finder; /* opaque: record/finder.c */

extern const struct statements finder_statements, finder_file_statements;

/* The rules in force, asked before each turn. */
typedef const struct rules *finder_rules(void *ctx);
struct finder_options {
    struct store *store;
    finder_rules *rules;
    void         *ctx;
    struct str    file; /* its path; empty: none is kept */
};

struct finder *finder_new(const struct finder_options *o);
/* Nobody searches any more; stops the thread, writes the file when there is
 * more to say than it does; null is allowed. */
void finder_free(struct finder *f);
/* A thread that fills it and follows, until finder_free(). */
void finder_start(struct finder *f);
/* One turn of that thread, for who has none: maps or fills it, or takes in
 * what was numbered since; more: there was more than one turn takes in. */
enum err MUST_CHECK finder_turn(struct finder *f, bool *more);
/* Whether it was mapped and not filled: of the newest of the two. */
bool finder_is_mapped(const struct finder *f);
/* Removes a file of somebody who does not run, if it is one. */
void finder_file_drop(const char *path);
/* Writes the file, when there is one to be kept and the index is good; the
 * following thread's.  ERR_FILE: it cannot be. */
enum err MUST_CHECK finder_save(struct finder *f);
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
/* Records were made anew, and no leaf says so: files of before are of no
 * use. */
enum err MUST_CHECK finder_rebuilt(struct work *w);
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
/* Whether more share what is asked for than were compared up to now. */
bool finder_is_capped(const struct finder_search *s);
void finder_end(struct finder_search *s); /* null is allowed */

#endif
