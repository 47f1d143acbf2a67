/*
 * signal_told -- who was told that a signal holds for one person, and what
 * they made of it.
 */
#ifndef RECORD_SIGNAL_TOLD_H
#define RECORD_SIGNAL_TOLD_H

#include "record/work.h"

struct signal_told {
    struct str    signal;
    int64_t       sent, opened, acted; /* acted: as signal_off.h has it */
    struct moment last;                /* when somebody was told last   */
};

extern const struct statements signal_told_statements;

/* By signal; a concern that is for its author and one desk tells nothing
 * here (S15). */
enum err MUST_CHECK signal_told(struct work *w, struct id person,
    struct signal_told **out, size_t *count);

#endif
