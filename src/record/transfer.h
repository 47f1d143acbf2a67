/*
 * transfer -- a child's move between two authorities, and what each of them
 * has signed of it since.
 *
 * Which of the two signs a step, the pack's list of steps says (an option
 * means leaves or receives); without either, whoever works with the child.
 *
 * transfer_of  pure, over the fold; points into it.  False: no move stands.
 *              Only what stands after the newest move counts.
 * transfer_sign_ask  whether this agency may sign what the facts say of
 *              these people.  ERR_INVALID: it is the other authority's to
 *              sign, or there is no move; the fault is at the question.
 */
#ifndef RECORD_TRANSFER_H
#define RECORD_TRANSFER_H

#include "record/entry.h"
#include "record/fold.h"

enum transfer_side { SIDE_EITHER, SIDE_LEAVES, SIDE_RECEIVES };
struct transfer {
    struct fact_at  moved; /* the newest move */
    struct fact_at *signs; /* oldest first    */
    size_t          sign_count;
};

bool transfer_of(struct arena *a, const struct child *c, struct transfer *out);
/* Whose the step is to sign, and its list; null: the pack names none. */
enum transfer_side      transfer_side_of(const struct pack *p, struct str step);
const struct term_list *transfer_steps(const struct pack *p);
/* The agency of a side: from or to of the move; where the move does not say
 * from where, the authority of the register.  None: nobody knows. */
enum err MUST_CHECK transfer_agency(struct work *w, const struct child *c,
    const struct transfer *t, enum transfer_side side, struct id *out);

struct transfer_signing {
    const struct form *form;
    const struct fact *facts;
    size_t             fact_count;
    const struct id   *persons;
    size_t             person_count;
    struct id          agency; /* of whoever signs */
};
/* The same of one step that is not sent yet; empty: nothing to ask. */
enum err MUST_CHECK transfer_step_ask(struct work *w,
    const struct transfer_signing *s, struct str step,
    struct entry_wrong *wrong);
enum err MUST_CHECK transfer_sign_ask(struct work *w,
    const struct transfer_signing *s, struct entry_wrong *wrong);
/* Whether a child who leaves one authority's register is on that one. */
enum err MUST_CHECK transfer_leave_ask(struct work *w,
    const struct transfer_signing *s, struct entry_wrong *wrong);

#endif
