/*
 * awaited -- what waits for an answer of the reader: a meeting that their
 * agency is asked to, a report that it promised for one, a question put to
 * it, a letter held for them.
 *
 * Only what the reader may answer is there: of a meeting, that they may
 * reply to it, or write for it, for each child; of a question, that they may
 * record the form that answers it; of a letter, that they may release it.
 *
 * Lifetime  in the arena of the asker's cx.
 */
#ifndef ACTION_AWAITED_H
#define ACTION_AWAITED_H

#include "action/oversee.h"

enum waiting_kind {
    WAITING_REPLY,
    WAITING_REPORT,
    WAITING_QUESTION,
    WAITING_LETTER,
    WAITING_COUNT
};
struct waiting {
    enum waiting_kind    kind;
    struct id            about;    /* the meeting, the person, the letter */
    const struct form   *form;     /* with which it is answered           */
    struct words         what;     /* to be done                          */
    struct words         of;       /* which kind of meeting, or empty     */
    struct str           question; /* as it was put, or empty          */
    enum lang            language; /* in which it was                  */
    struct oversee_child child;    /* the first whom the reader may see   */
    struct moment        due;      /* us 0: no day is set                 */
    struct id            opening;  /* of the deadline, and which it is    */
    struct str           clock;    /* or none and empty                   */
};

enum err MUST_CHECK awaited_find(struct work *w, struct cx *cx,
    struct answer *answer, struct waiting **out, size_t *count);

#endif
