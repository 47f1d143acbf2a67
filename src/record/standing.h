/*
 * standing -- what may be recorded only when the child stands there, or of
 * adults who are let in: the guards of the pathways that look at the child.
 *
 * standing_asked  whether a guard is one of these.
 * standing_runs  whether the guard waits for that clock of the child.
 * standing_keeps_out  whether what the guard looks at keeps out somebody whom
 *              the fact names: whoever is named by the whole name among other
 *              words, or by a part of it alone.  Their name, or empty.
 * standing_own  whether that author wrote the newest entry about the child that
 *              the guard wants of somebody else.
 * standing_missed  pure: the next guard after that one (null: the first) that
 *              the fact of that author runs into for this child, or null.
 * standing_question  where a guard that is missed shows: at what it needs, or
 *              at what it looks at first.
 * standing_ask  of each child that the facts are about.  ERR_INVALID: a fault
 *              for each guard that is missed, with the pack's words for it.
 */
#ifndef RECORD_STANDING_H
#define RECORD_STANDING_H

#include "record/entry.h"
#include "record/fold.h"

bool       standing_asked(const struct guard *g);
bool       standing_runs(const struct pack *p, const struct guard *g,
          const struct clock_at *at);
struct str standing_keeps_out(struct arena *a, const struct guard *g,
    const struct fact *fact, const struct child *c);
bool       standing_own(const struct guard *g, const struct child *c,
          struct id author);
/* Who says what, of whom. */
struct standing_said {
    const struct pack  *pack;
    const struct fact  *fact;
    const struct child *child;
    struct id           author;
};
const struct guard *standing_missed(struct arena *a,
    const struct standing_said *s, const struct guard *after);
const struct field *standing_question(const struct form *form,
    const struct guard *g, const struct fact *fact);

struct standing {
    const struct form *form;
    const struct fact *facts;
    size_t             fact_count;
    const struct id   *persons; /* the children, in their places */
    size_t             person_count;
    struct id          author;
};
enum err MUST_CHECK standing_ask(struct work *w, const struct standing *s,
    struct entry_wrong *wrong);

#endif
