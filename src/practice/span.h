/*
 * span -- about how long a span is, to compare two.  Inside this room only.
 */
#ifndef PRACTICE_SPAN_H
#define PRACTICE_SPAN_H

#include "practice/term.h"

/* In minutes; a working day as a day, a month as thirty. */
int64_t span_roughly(struct span span);

#endif
