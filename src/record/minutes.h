/*
 * minutes -- who takes the minutes of a meeting now: whoever was named last,
 * until the minutes are approved.
 */
#ifndef RECORD_MINUTES_H
#define RECORD_MINUTES_H

#include "record/work.h"

extern const struct statements minutes_statements;

/* Of the meeting; none: nobody, or nobody any more. */
enum err MUST_CHECK minutes_taker(struct work *w, struct id thread,
    struct id *account);
/* The meetings whose minutes the account takes, the oldest naming first. */
enum err MUST_CHECK minutes_threads(struct work *w, struct id account,
    struct id **out, size_t *count);
/* Who took them before that entry named somebody else, or nobody; none:
 * nobody did, or they still do. */
enum err MUST_CHECK minutes_taker_before(struct work *w, struct id thread,
    struct id entry, struct id *account);

#endif
