/*
 * edition -- what the index holds at one moment, and how readers come to it.
 *
 * An edition never changes once it is published.  A reader takes a seat and
 * says there which edition it reads; the writer puts a new one in place and
 * frees an old one only when no seat names it.  A reader never waits; it
 * looks twice when an edition changes at the very moment it takes one.
 */
#ifndef MATCH_EDITION_H
#define MATCH_EDITION_H

#include <stdatomic.h>

#include "match/segment.h"

enum { EDITION_SEGMENTS = 6 };

struct edition {
    struct segment *segments[EDITION_SEGMENTS]; /* the largest first */
    uint64_t       *gone[EDITION_SEGMENTS];     /* bits of rows; null: none */
    size_t          left[EDITION_SEGMENTS];     /* persons not gone         */
    size_t          count;
    struct census  *census;
    struct odds     odds;
    size_t          persons;
    struct edition *older; /* retired before this one */
};

static inline bool
edition_is_gone(const struct edition *e, size_t segment, size_t row)
{
    const uint64_t *gone = e->gone[segment];

    return gone && (gone[row / 64] >> (row % 64) & 1);
}

/* One more holder of all that is in it. */
struct edition *edition_copy(const struct edition *e);
void            edition_free(struct edition *e);
/* Nobody of that name is in it any more; the edition is not published. */
void edition_forget(struct edition *e, struct index_who who);
/* Takes the segment, and over what is held of the census. */
void edition_add(struct edition *e, struct segment *s);
void edition_count_anew(struct edition *e, struct census *c);
/* Puts the segments from .. count into one. */
void edition_join(struct edition *e, size_t from);

/* ---- readers and the writer ---- */

struct shelf_seat {
    _Alignas(64) _Atomic(struct edition *) reads;
    atomic_bool taken;
};
struct shelf {
    _Atomic(struct edition *) now;
    struct edition           *retired;
    struct shelf_seat         seats[INDEX_SEATS];
};

/* Null when all seats are taken. */
struct shelf_seat    *shelf_sit(struct shelf *s);
void                  shelf_rise(struct shelf_seat *seat);
const struct edition *shelf_open(struct shelf *s, struct shelf_seat *seat);
void                  shelf_close(struct shelf_seat *seat);
/* The writer's. */
void shelf_publish(struct shelf *s, struct edition *e);
void shelf_clear(struct shelf *s);

#endif
