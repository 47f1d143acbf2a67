/*
 * known -- who is who, remembered between requests: agencies, desks and
 * registers, and what each reader may be.
 *
 * The database counts the changes of who is who, in the transaction that
 * makes them.  A look asks for that number in its own snapshot, and what was
 * remembered under another number is not there: what was revoked on one node
 * is refused on all at the next request.  A deed remembers nothing.
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

enum known_kind { KNOWN_HOUSE, KNOWN_READER, KNOWN_KINDS };
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
/* How often that has been, as this transaction or snapshot sees it. */
enum err MUST_CHECK known_turn(struct work *w, int64_t *turn);
/* The same, for who has just read it beside something else. */
void known_turn_is(struct work *w, int64_t turn);

#endif
