/*
 * explain -- what the page and its drawings share.  Inside this room only.
 */
#ifndef PRACTICE_EXPLAIN_H
#define PRACTICE_EXPLAIN_H

#include "base/html.h"
#include "practice/pack.h"

struct explain {
    struct html        h;
    const struct pack *pack;
    enum lang          lang;
    struct arena      *arena;
};

/* A message of our own, and words of the pack, escaped. */
void explain_msg(struct explain *x, enum msg msg);
void explain_words(struct explain *x, struct words w);
/* "working days: 10" */
void explain_span(struct explain *x, struct span span);
/* A state's title; a start without one says that it starts there. */
void explain_state(struct explain *x, const struct pathway *p, size_t state);

/* One line for each form that can set one of them off. */
void explain_triggers(struct explain *x, const struct triggers *ts);
/* How firm the ground of a rule is, and where it can be read. */
void explain_note(struct explain *x, const struct source_note *note);
/* What tie.KIND, desk.ID and the like are called. */
void explain_addressee(struct explain *x, const struct addressee *to);
/* A table's beginning: its caption and headings. */
void explain_table(struct explain *x, enum msg caption, const enum msg *heads,
    size_t n);

/* explain_told.c: every share and every signal of the pack. */
void explain_told(struct explain *x);

void explain_draw_states(struct explain *x, const struct pathway *p);
void explain_draw_clocks(struct explain *x, const struct pathway *p);

#endif
