/*
 * quality -- what an entry is good for, in points, by the rules of its form.
 *
 * It tells an author what to do better next time; nothing waits for it and
 * nobody is refused by it.
 *
 * Units     points as the pack gives them; a check that is per child is
 *           shared among the children it is asked of, rounded to the nearest.
 * Pure.  Everything lives in the arena it was asked into.
 */
#ifndef PRACTICE_QUALITY_H
#define PRACTICE_QUALITY_H

#include "practice/answers.h"

struct quality_ask {
    const struct answers       *answers;
    const struct answers_about *about;
    struct moment               occurred, recorded; /* us 0: not known yet */
};
struct quality_part {
    const struct form_check *check;
    int                      points;
    size_t                   asked;    /* of how many children; 1: of none */
    size_t                   answered; /* and in how many there was an answer */
    size_t                   reasons;  /* ... or why there is none            */
};
struct quality {
    int                        points, most;
    const struct quality_part *parts;
    size_t                     part_count;
};

/* Checks of which nothing was asked are left out. */
enum err MUST_CHECK quality_of(struct arena *a, const struct pack *p,
    const struct quality_ask *q, struct quality *out);
/* Questions left without an answer and without a reason, where a reason
 * would have done: to be asked for, never to be insisted on. */
void quality_open(struct arena *a, const struct answers *s,
    const struct answers_about *about, struct answer_fault **open,
    size_t *count);

#endif
