/*
 * intern -- texts by number: the same text has the same number, and two
 * texts are the same when their numbers are.
 *
 * Numbers begin at 1; 0 is the empty text.  A text found stays where it is
 * until the table is given another one.  One thread at a time puts; any
 * number of them read while nobody does.
 */
#ifndef MATCH_INTERN_H
#define MATCH_INTERN_H

#include "base/str.h"

struct intern; /* opaque: match/intern.c */

struct intern *intern_new(void);
void           intern_free(struct intern *t);
uint32_t       intern_put(struct intern *t, struct str text);
/* 0 when nobody put it. */
uint32_t   intern_find(const struct intern *t, struct str text);
struct str intern_text(const struct intern *t, uint32_t number);
/* It will be asked for soon; and then sooner: its letters. */
void intern_call(const struct intern *t, uint32_t number);
void intern_call_text(const struct intern *t, uint32_t number);
/* The greatest number. */
uint32_t intern_last(const struct intern *t);
/* As new: for a table that serves one question after the other. */
void intern_clear(struct intern *t);

/* No more texts: a packed table takes a quarter of the memory. */
void intern_pack(struct intern *t);
/* A packed table as it lies in memory, to be written down. */
struct intern_image {
    struct str letters, places, seats;
};
struct intern_image intern_image(const struct intern *t);
/* A table over such bytes, which must outlast it. */
struct intern *intern_over(const struct intern_image *image);

#endif
