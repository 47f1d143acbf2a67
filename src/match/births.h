/*
 * births -- what rows say of a birth beside its date: the mother, which of
 * several the child was, and when on that day.
 *
 * Few extracts say it.  It stands beside the lines, and only when some row
 * says it, so that no line is longer for it.
 */
#ifndef MATCH_BIRTHS_H
#define MATCH_BIRTHS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* As numbers; 0: not said. */
struct birth {
    uint64_t mother_nhs;
    uint32_t given, family; /* the mother's names, as spellings */
    uint16_t minute;        /* of the day, from 1                */
    uint8_t  order;         /* of those born together, from 1    */
};

struct births {
    struct birth *all; /* by line; null: nobody says anything */
    size_t        room;
};

/* What line says; lines come in order. */
void births_add(struct births *b, size_t line, const struct birth *said);
/* Lines are in another order now: from[] says where each stood before, in
 * the lower half of each number. */
void births_turn(struct births *b, const uint64_t *from, size_t count);
/* Never null. */
const struct birth *births_of(const struct births *b, uint32_t line);
void                births_free(struct births *b);

/* "10:05", "10:05:30", "1005" -> from 1; false: no time of a day. */
bool births_minute(struct str typed, uint16_t *minute);
/* 1 to 7; 0, 8 and 9 stand for none, many and not known, and say nothing;
 * false: no such number. */
bool births_order(struct str typed, uint8_t *order);

/* Both say which of several they were, or both when, and it is not the same:
 * of one mother and one day they are two. */
bool births_differ(const struct birth *x, const struct birth *y);

#endif
