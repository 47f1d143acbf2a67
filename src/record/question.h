/*
 * question -- what another agency is asked about a child: who there hears of
 * it, and whether it waits for an answer still.
 *
 * Whom     those of the agency who may answer by the pack's access rows, of
 *          the first such role that anybody there holds: at the desk at which
 *          they hold it, else themselves.  Nobody whom a label hides the
 *          child from (S7), and no relative (S9, notice.h).
 */
#ifndef RECORD_QUESTION_H
#define RECORD_QUESTION_H

#include "practice/answers.h"
#include "record/work.h"

extern const struct statements question_statements;

/* Whether what opens the clock puts a question. */
bool question_opens(const struct clock_rule *rule);
/* The form that meets such a clock, or null. */
const struct form *question_answer(const struct pack *p,
    const struct clock_rule                          *rule);
/* Where a form that answers questions says which agency answers, or null. */
const struct field *question_answered_by(const struct pack *p,
    const struct form                                      *f);
/* Whether the share of that id tells of questions. */
bool question_is_told(const struct pack *p, struct str share);

/* Of an entry that puts one, or of a correction of it: whether a deadline for
 * the answer runs, and it was not corrected since; yes, where the pack sets
 * none. */
enum err MUST_CHECK question_stands(struct work *w, struct id entry, bool *yes);

struct hearer {
    struct id desk, account; /* one of them */
};
/* Of an entry that means these facts, about that child.  any: whether there is
 * somebody who may answer, though a label may hide the child from them. */
struct question_put {
    const struct fact *facts;
    size_t             fact_count;
    struct id          agency, person;
};
enum err MUST_CHECK question_hearers(struct work *w,
    const struct question_put *q, struct hearer **out, size_t *count,
    bool *any);

#endif
