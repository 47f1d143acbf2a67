/*
 * casework_inside -- what the files about casework share; for those files
 * alone.
 */
#ifndef ACTION_CASEWORK_INSIDE_H
#define ACTION_CASEWORK_INSIDE_H

#include "action/casework.h"
#include "action/child_inside.h"
#include "action/row.h"

/* The question whether the form may be recorded about a person; put, and
 * refused too when less than all of them may be seen. */
enum err MUST_CHECK casework_may(struct work *w, struct cx *cx,
    const struct form *form, struct id person, struct grant *grant);
/* A child's page begun for casework, with the entries that may be seen and
 * the fold.  ERR_DENIED: it would not open. */
enum err MUST_CHECK casework_open(struct work *w, struct cx *cx,
    struct id person, struct answer *answer, struct child_build **out);
/* Brothers and sisters, and other children of the same concern, about whom
 * the form may be recorded too, as `may` says of each: into p. */
struct casework_together {
    const struct form *form;
    enum err (*may)(struct work *w, struct cx *cx, const struct form *form,
        struct id person, struct grant *grant);
};
enum err MUST_CHECK casework_others(struct child_build *b,
    const struct casework_together *t, struct casework_page *p);
/* Whether the form answers questions, and to what of the child's: those that
 * may be read, and wait first. */
bool casework_answers(const struct pack *p, const struct form *f);
enum err MUST_CHECK casework_questions(struct child_build *b,
    const struct form *f, struct casework_question **out, size_t *count);
/* The one that is begun to; null: there is none such. */
enum err MUST_CHECK casework_question_find(struct child_build *b,
    const struct casework_begin *in, const struct casework_question **out);
/* The same by the thread that a draft stands in. */
enum err MUST_CHECK casework_question_of_thread(struct child_build *b,
    const struct form *f, struct id thread,
    const struct casework_question **out);
/* What the draft of its answer begins with. */
enum err MUST_CHECK casework_question_put(struct work *w,
    const struct casework_begin *in, const struct casework_question *q,
    struct id draft);
/* Whether the reader may read a plan of the child's whole. */
bool child_may_read_plan(const struct child_build *b);
/* The same of moves between authorities. */
bool child_may_read_transfer(const struct child_build *b);
/* Whether the form asks of each child which adults were assessed, and the rows
 * that the child's questions begin with (adults_prefill.c). */
bool                adults_are_asked(const struct form *f);
enum err MUST_CHECK adults_prefill(struct child_build *b, struct id draft,
    const struct form *form, int child);
/* The open clock that the form may meet and that is due first; of those
 * whose opening may be seen.  Empty: none. */
struct child_due casework_due_of(const struct child_build *b,
    const struct form                                     *form);
/* What is paused has no day, and comes behind what has. */
bool casework_due_before(const struct child_due *a, const struct child_due *b);
struct child_due casework_due_at(const struct pack *rules,
    const struct clock_at *c, struct moment now);

#endif
