/*
 * whereabouts -- who cannot be found now (W66).
 *
 * whereabouts_lost  pure, over the fold; points into it.  Null: nobody is
 *              missing, or what the pack of that state says ends it has
 *              happened.
 * whereabouts_find  the same from its projection: since when, as a date;
 *              none: not missing.
 */
#ifndef RECORD_WHEREABOUTS_H
#define RECORD_WHEREABOUTS_H

#include "record/fold.h"
#include "record/work.h"

extern const struct statements whereabouts_statements;

const struct fact_at *whereabouts_lost(const struct child *c);
enum err MUST_CHECK   whereabouts_find(struct work *w, struct id person,
      struct date *since);

#endif
