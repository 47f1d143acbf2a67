/*
 * awaited -- what others have asked of an agency or of one person, and wait
 * for: meetings that the agency is asked to, what it promised to write for
 * one, questions put to it, letters held for somebody to decide about (S18).
 *
 * These are candidates: whether the reader may answer is asked of policy,
 * and what stands now is read from the entries, by whoever opens them.
 */
#ifndef RECORD_AWAITED_H
#define RECORD_AWAITED_H

#include "record/work.h"

struct awaited {
    struct id     about;   /* the meeting's thread, or the letter     */
    struct id     person;  /* of a question: about whom               */
    struct id     opening; /* of the deadline; none: there is none    */
    struct str    clock;   /* its id, or empty                        */
    struct moment due;     /* us 0: no day is set                     */
};
#define AWAITED_MOST 50 /* of each; each costs a look at a child */

extern const struct statements awaited_statements;

/* Meetings that were called and not held, whose invitation of that agency
 * still counts, and to which nobody of it has replied. */
enum err MUST_CHECK awaited_replies(struct work *w, struct id agency,
    struct awaited **out, size_t *count);
/* Deadlines that the agency itself has opened in meetings whose invitation
 * of it still counts, one of each meeting and clock: which of them are
 * promises is the pack's to say. */
enum err MUST_CHECK awaited_promises(struct work *w, struct id agency,
    struct awaited **out, size_t *count);
/* Questions to the agency whose deadline runs, one of each child. */
enum err MUST_CHECK awaited_questions(struct work *w, struct id agency,
    struct awaited **out, size_t *count);
/* Letters that the account was told of and has said nothing to. */
enum err MUST_CHECK awaited_letters(struct work *w, struct id account,
    struct awaited **out, size_t *count);

#endif
