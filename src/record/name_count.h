/*
 * name_count -- names and towns of the people of the region, counted.
 *
 * Whoever has ever been protected by a label is not counted at all, so that
 * what follows from the counts is the same with and without them (S11).
 */
#ifndef RECORD_NAME_COUNT_H
#define RECORD_NAME_COUNT_H

#include "match/frequency.h"
#include "record/work.h"

extern const struct statements name_count_statements;

/* Of each person what all records say now: names, other names, and towns by
 * their hashes; page is how many records are read at once. */
enum { NAME_COUNT_PAGE = 2000 };
enum err MUST_CHECK name_count(struct work *w, int64_t page,
    struct frequency *f);

#endif
