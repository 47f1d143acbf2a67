/*
 * force -- a police force in the area of an office's authority: a constable
 * and a sergeant at one desk of it, and notices of the constable's.
 */
#ifndef TESTS_UNIT_ACTION_FORCE_H
#define TESTS_UNIT_ACTION_FORCE_H

#include "hand.h"

#include "action/second_look.h"

/* Of the office that was opened last. */
extern struct id constable, sergeant;

void force_open(struct office *o); /* in Wales */
void force_open_in(struct office *o, const struct office_words *words);

/* A notice of the constable's; which of the two decides how it goes. */
struct id force_written(struct office *o, const char *danger,
    const char *about_worker);
/* One that waits for a second look. */
struct id force_handed_in(struct office *o);
/* Any row of the second look. */
enum err force_look(struct office *o, struct id by, enum action act,
    struct id draft, const struct str *remark);
/* The end of a shift, as a server's minute brings it. */
void    force_tick(struct office *o);
int64_t force_entries(struct office *o);

#endif
