/*
 * plan_part -- the outcomes and actions of a child's plan as a form of
 * casework meets them: what a question about one may be answered with, and
 * what a form about the plan begins with, so that nothing is typed twice.
 *
 * Whose an action is: of the agency that it names.  An agency may answer its
 * own; of the others' nobody may but those who read the plan whole.
 *
 * Lifetime  in the arena of the asker's cx.
 */
#ifndef ACTION_PLAN_PART_H
#define ACTION_PLAN_PART_H

#include "action/casework_inside.h"
#include "record/plan.h"

/* Whether the form asks which part of a plan something is about. */
bool plan_form_asks(const struct form *f);
/* The form with which an action is answered, or null: by what it yields. */
const struct form *plan_answer_form(const struct pack *p);
/* The question of it that names the action. */
const struct field *plan_answer_field(const struct form *f);
/* The plan of a child's page as it is, whatever the reader may read of it. */
void plan_whole(const struct child_build *b, struct plan *out);
/* Whether a notice of that rule is about a plan: that it stands still, or
 * that somebody answered. */
bool plan_rule(const struct pack *p, struct str rule);
/* What the part that an answer names is called, in a plan that the reader may
 * read; else empty. */
struct str plan_part_words(const struct child_build *b, const struct field *f,
    struct str key);
enum err MUST_CHECK plan_is_ours(const struct child_build *b,
    const struct plan_action *x, bool *yes);

/* What questions of the draft about parts of a plan are answered with. */
enum err MUST_CHECK plan_offers(struct work *w, struct cx *cx,
    struct answer *answer, struct draft_page *p);
/* Rows that a form begins with, from the plan of the child; part: the one
 * that it is about, or empty. */
enum err MUST_CHECK plan_prefill(struct work *w, struct child_build *b,
    struct id draft, const struct form *form, struct str part);
/* Where an answer about an action belongs: the thread in which that was
 * agreed, or none.  ERR_DENIED: it answers what is not theirs. */
enum err MUST_CHECK plan_answer_thread(struct work *w, struct cx *cx,
    const struct answers *said, const struct draft_subject *child,
    struct id *thread);

#endif
