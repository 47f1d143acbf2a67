/*
 * concern_inside -- what the files about concerns share; for those files
 * alone.
 */
#ifndef ACTION_CONCERN_INSIDE_H
#define ACTION_CONCERN_INSIDE_H

#include "action/child_inside.h"
#include "action/concern.h"

/* The purposes a concern is dealt with for, in the order they are tried. */
#define CONCERN_PURPOSES 3
extern const struct str concern_means[CONCERN_PURPOSES];

/*
 * Puts the question for one purpose after the other (or for the one that q
 * names), about each child of the thread alone (or about the one that q
 * names): to be let in for one is to be let in, and the grant says for
 * which.  Else what the first question was told.
 */
enum err MUST_CHECK concern_let_in(struct work *w, struct cx *cx,
    const struct question *q, struct grant *grant);
/*
 * A refusal about a thread, as it may be told: who neither said it nor may
 * read it hears what they would of a thread that is not there (S11).
 */
enum err MUST_CHECK concern_refusal(struct work *w, struct cx *cx,
    struct id thread, enum err was);
/* The question that recording the form in the thread puts. */
struct question concern_question(const struct pack *p, const struct form *f,
    struct id thread);

/* A page being made. */
struct concern_build {
    struct child_build   child; /* w, cx, answer, view, kept, fold */
    struct concern_page *page;
    struct translation  *translations;
    size_t               translation_count;
};
/* The view of the child shown, and what it leaves of the entries. */
enum err MUST_CHECK concern_see(struct concern_build *b, struct id person);
/* An entry as it is read. */
enum err MUST_CHECK concern_part_of(struct concern_build *b,
    const struct entry *e, struct concern_part *out);
/* What was decided about the child in that thread, newest first. */
enum err MUST_CHECK concern_decided_in(struct concern_build *b,
    struct id thread, struct concern_decided **out, size_t *count);

/* Parts of the page, in the order they are made. */
enum err MUST_CHECK concern_story(struct concern_build *b);
enum err MUST_CHECK concern_before(struct concern_build *b);
enum err MUST_CHECK concern_alike(struct concern_build *b);
enum err MUST_CHECK concern_todo(struct concern_build *b);

#endif
