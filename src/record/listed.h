/*
 * listed -- who could be found by a register check at all: nearly nobody is
 * on a register or has a label, so nearly every check can be answered
 * without looking for its child in the database, and the others by looking
 * at a few records of those who are: under a common name the keys bring
 * thousands who are not.
 *
 * It only proposes records.  What is remembered is more than the truth and
 * never less: somebody who is no longer listed, or shares no key after all,
 * only means that the database is asked in vain.
 */
#ifndef RECORD_LISTED_H
#define RECORD_LISTED_H

#include "match/keys.h"
#include "record/work.h"

extern const struct statements listed_statements;

/* The records of those who are listed, that have one of the keys: without
 * any, recognise() would find nobody. */
struct listed_records {
    bool       unknown; /* in a deed, or the asker has a relative: the keys
                           in the database answer */
    struct id *sources;
    size_t     count;
};
enum err MUST_CHECK listed_find(struct work *w, struct id asker,
    const struct match_keys *keys, struct listed_records *out);

/* In every transaction that changes the keys of that source. */
enum err MUST_CHECK listed_keys_changed(struct work *w, struct id source);

#endif
