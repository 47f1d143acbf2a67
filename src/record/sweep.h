/*
 * sweep -- looks at what time alone may have changed, and at nothing else:
 * of each person and of each unread notice it is known when that may be next
 * (next_look).
 *
 * A person's moment is set when their rows are made (project.c), a notice's
 * when it is put; both are moved on by whoever looked, in the transaction of
 * what was told.  So a sweep may end between any two portions, or in the
 * middle of one, and the next goes on: nobody is told twice, and nobody
 * never.  The oldest moment comes first.
 *
 * Once more  everything is looked at again when another program or another
 *          pack (its calendar with it) holds; whoever was not told because
 *          a signal is switched off, when one is told of again; and what had
 *          nobody to be told, or could not be looked at, after an hour.
 * Cost     of a portion: what is looked at, however many wait.
 */
#ifndef RECORD_SWEEP_H
#define RECORD_SWEEP_H

#include "record/work.h"

struct child;

/* How many a portion looks at: a turn of the writer. */
enum { SWEEP_PORTION = 16 };

struct swept {
    size_t looked; /* none: nothing is due */
    size_t failed; /* of those, what could not be looked at */
};

extern const struct statements sweep_statements;

enum err MUST_CHECK sweep_portion(struct work *w, struct swept *out);
/* Portion after portion, until nothing is due now. */
enum err MUST_CHECK sweep_all(struct work *w);
/* The same, where this transaction has swept all until then: it does not
 * look at what was due before, which nobody left there. */
enum err MUST_CHECK sweep_since(struct work *w, struct moment since);
/* When the next of it falls due, if that is sooner than next. */
enum err MUST_CHECK sweep_next(struct work *w, struct moment *next);

/* ---- for whoever writes what time acts on ---- */

/* The person's rows were made of child; null: their records are somebody
 * else's now. */
enum err MUST_CHECK sweep_person(struct work *w, struct id person,
    const struct child *child);
/* The notice was put, and first goes on at that time (us INT64_MAX: not under
 * this pack). */
enum err MUST_CHECK sweep_notice(struct work *w, struct id notice,
    struct moment at);
/* Unread ones go on where they had come to an end: of a cause and rule, or
 * of a thread in which something was corrected. */
enum err MUST_CHECK sweep_caused(struct work *w, struct id cause,
    struct str rule);
enum err MUST_CHECK sweep_thread(struct work *w, struct id thread);
/* A signal that was switched off is told of again. */
enum err MUST_CHECK sweep_held(struct work *w);

/* ---- for whoever looks (alarm.c, ladder.c) ---- */

/* When again: us INT64_MAX at no time of itself; held: once a signal is told
 * of again. */
struct look_again {
    struct moment at;
    bool          held;
    bool          unread; /* a notice: another pack may yet carry it on */
};
/* An hour from now: there was nobody who could be told. */
enum err MUST_CHECK sweep_later(struct work *w, struct look_again *again);

#endif
