/*
 * entry -- recording any form of the pack, from wherever it comes: a page,
 * an import, the demonstration.
 *
 * ENTRY_RECORD with struct entry_ask, answer struct entry_answer.  Policy is
 * asked for the form's verb and group, about each person and the thread.
 */
#ifndef ACTION_ENTRY_H
#define ACTION_ENTRY_H

#include "action/action.h"
#include "record/person.h"

/* Whom it is about: a record there is, or somebody new. */
struct entry_subject {
    struct id        source; /* none: a new person, of this kind */
    enum person_kind kind;
    struct str       ref; /* the agency's own reference, may be empty */
    struct str       role;
};

struct entry_ask {
    const struct form          *form;
    struct str                  answers; /* JSON */
    enum lang                   language;
    struct moment               occurred; /* us 0: by the form, or now */
    struct id                   thread;   /* none: opens one */
    const struct entry_subject *subjects;
    size_t                      subject_count;
    struct id                   corrects;
    struct str                  correction, reason;
};
struct entry_answer {
    struct id          entry, thread;
    int64_t            number;  /* of the thread */
    struct id         *sources; /* of the subjects, in order */
    struct entry_wrong wrong;   /* when ERR_INVALID */
};

#endif
