/*
 * known -- who is who, remembered between requests: agencies, desks and
 * registers, sessions, what each reader may be; and who is listed.
 *
 * The database counts the changes of either, in the transaction that makes
 * them.  A look asks for the numbers in its own snapshot (or the store has
 * them, while nobody else writes), and what was remembered under another
 * number is not there: what was revoked on one node is refused on all at the
 * next request.  A deed remembers nothing.
 *
 * Threads   from any.  What is found stays as long as the transaction's
 *           arena, whatever is remembered meanwhile.
 */
#ifndef RECORD_KNOWN_H
#define RECORD_KNOWN_H

#include "record/work.h"

struct known; /* opaque: record/known.c */
extern const struct statements known_statements;

struct known *known_new(void);
void          known_free(struct known *k); /* null is allowed */

enum known_kind {
    KNOWN_HOUSE,
    KNOWN_READER,
    KNOWN_SESSION,
    KNOWN_LISTED, /* who may be found by a check (record/listed.h) */
    KNOWN_KINDS
};
/* What is remembered of it now, or null. */
const void *known_find(struct work *w, enum known_kind kind, struct id about);
/* A value, with the arena that it lies in, which goes with it; and when time
 * alone makes it untrue (INT64_MAX: never). */
struct known_value {
    struct arena *room;
    const void   *value;
    struct moment until;
};
void known_keep(struct work *w, enum known_kind kind, struct id about,
    struct known_value value);

/* In every transaction that changes who is who, or sets the clock of a
 * demonstration. */
enum err MUST_CHECK known_changed(struct work *w);
/* In every transaction that changes who is listed (KNOWN_LISTED). */
enum err MUST_CHECK known_listed_changed(struct work *w);
/* How often who is who has changed, as this snapshot sees it. */
enum err MUST_CHECK known_turn(struct work *w, int64_t *turn);
/* The same and how often who is listed has, for somebody who has just read
 * both beside something else. */
void known_turns_are(struct work *w, int64_t who, int64_t listed);

#endif
