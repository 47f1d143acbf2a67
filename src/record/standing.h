/*
 * standing -- what may be recorded only when the child stands there: the
 * guards of the pathways that name states.
 *
 * standing_missed  pure: the guard that the fact runs into for this child,
 *              or null.
 * standing_ask  of each child that the facts are about.  ERR_INVALID: the
 *              fault is at the question that the guard looks at.
 */
#ifndef RECORD_STANDING_H
#define RECORD_STANDING_H

#include "record/entry.h"
#include "record/fold.h"

const struct guard *standing_missed(const struct pack *p,
    const struct fact *fact, const struct child *c);

struct standing {
    const struct form *form;
    const struct fact *facts;
    size_t             fact_count;
    const struct id   *persons; /* the children, in their places */
    size_t             person_count;
};
enum err MUST_CHECK standing_ask(struct work *w, const struct standing *s,
    struct entry_wrong *wrong);

#endif
