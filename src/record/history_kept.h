/*
 * history_kept -- histories that are being written about, kept in memory
 * from one entry to the next, so that what came before is not read again.
 *
 * Each is kept under a mark that the database has too, and that everything
 * changes which projects the person: by another node, by a link, by a
 * correction.  What is kept under another mark is not there.  Nothing needs
 * to be told of it, and whatever is not kept is read.
 *
 * Threads   from any; whoever takes one has it alone until it is put back.
 */
#ifndef RECORD_HISTORY_KEPT_H
#define RECORD_HISTORY_KEPT_H

#include "record/entry_inside.h"

struct kept_history {
    struct arena  *arena; /* it lies in it */
    struct id      mark;
    struct history is;
};
struct histories; /* opaque: record/history_kept.c */

struct histories *histories_new(void);
void              histories_free(struct histories *h); /* null is allowed */

/* A new one, with nothing in it yet. */
struct kept_history *history_new(void);
/* Forgets it; null is allowed. */
void history_drop(struct kept_history *k);
/* The person's history of that mark, or null. */
struct kept_history *history_take(struct histories *h, struct id person,
    struct id mark);
/* Back, or away when it is short or too large; null is allowed.  Whose it
 * was looked at longest ago is forgotten for it. */
void history_put(struct histories *h, struct kept_history *k);

#endif
