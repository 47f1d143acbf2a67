/*
 * fill -- whole, valid answers to any form of any pack, for tests that care
 * about one or two of them.
 *
 * What must be answered is answered, in the order of the form, with the
 * first thing that fits (or, with a seed, with any); a question that takes a
 * reason gets one.  What the test says itself stands as it is.
 */
#ifndef TESTS_UNIT_FILL_H
#define TESTS_UNIT_FILL_H

#include "practice/answers.h"

struct fill {
    struct arena      *arena;
    const struct pack *pack;
    const struct form *form;
    size_t             children;
    struct date        today;
    const char        *said; /* JSON object, as the answers; may be null */
    uint64_t           seed; /* 0: always the first */
    const char        *why;  /* null: "not known" */
};
struct str fill_answers(const struct fill *f);
/* The next of a row of numbers that look like chance. */
uint64_t fill_next(uint64_t *seed);

#endif
