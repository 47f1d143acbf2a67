/*
 * listed -- who could be found by a register check at all: nearly nobody is
 * on a register or has a label, so nearly every check can be answered
 * without looking for its child in the database.
 *
 * What is remembered is more than the truth and never less: a key of
 * somebody who is no longer listed, or of two people who share one, only
 * means that the database is asked.
 */
#ifndef RECORD_LISTED_H
#define RECORD_LISTED_H

#include "match/keys.h"
#include "record/work.h"

extern const struct statements listed_statements;

/* False: nobody who is listed has one of the keys, nor has the asker any
 * relative, so that recognise() would find nobody. */
enum err MUST_CHECK listed_may_be(struct work *w, struct id asker,
    const struct match_keys *keys, bool *maybe);

/* In every transaction that changes the keys of that source. */
enum err MUST_CHECK listed_keys_changed(struct work *w, struct id source);

#endif
