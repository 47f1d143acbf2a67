/*
 * recognise -- who could be meant by a register check's question, before
 * policy and the register are asked about each of them.
 *
 * Only those are compared about whom a check can say more than "not found":
 * on the register now, protected by a label, or related to the asker.  The
 * list is whole, so that no busy birth date hides a child; and a count or an
 * agreement never speaks of anybody else.
 */
#ifndef RECORD_RECOGNISE_H
#define RECORD_RECOGNISE_H

#include "match/check.h"
#include "record/person.h"

struct recognised {
    struct face       *faces; /* the best one of each person          */
    bool              *meant; /* more than born that day: policy is
                                 asked about them                      */
    size_t             count;
    struct match_check check; /* places in faces */
};
struct check_question {
    struct str         nhs;
    struct match_names name;
    struct date        born;
};

extern const struct statements recognise_statements;

/* ERR_INVALID: there are not two identifiers in it (S5). */
enum err MUST_CHECK recognise(struct work *w, struct id asker,
    const struct check_question *q, struct recognised *out);

#endif
