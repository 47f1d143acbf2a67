/*
 * readers -- connections that only read, lent one snapshot each; for store/
 * alone.
 *
 * When all are out a caller waits, but not for ever: then there is none, and
 * the door above says "later".
 */
#ifndef STORE_READERS_H
#define STORE_READERS_H

#include "store/engine.h"

struct readers; /* opaque: store/readers.c */

/* Opens that many; what was opened before an error is closed again. */
enum err MUST_CHECK readers_open(struct str url, size_t count,
    struct readers **out, struct fault *fault);
/* All must be back; null is allowed. */
void readers_close(struct readers *r);
/* Null when none came back in time. */
struct conn *readers_borrow(struct readers *r);
void         readers_give_back(struct readers *r, struct conn *c);

#endif
