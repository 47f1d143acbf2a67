/*
 * tie -- who has business with a person now: allocated, invited, on the
 * school's roll ...  Ties come from entries and end by themselves.
 */
#ifndef RECORD_TIE_H
#define RECORD_TIE_H

#include "record/work.h"

struct tie_row {
    struct id     person, whom; /* account, desk or agency */
    struct str    kind, means;
    struct moment since, until; /* until us 0: open */
};

extern const struct statements tie_statements;

/* Kinds of tie in force now between the person and any of the keys. */
enum err MUST_CHECK tie_kinds(struct work *w, struct id person,
    const struct id *keys, size_t key_count, struct str **kinds, size_t *count);
/* Whether something about the person stands in a list of any of the keys:
 * at a desk of theirs, or said by them.  yes is only ever set. */
enum err MUST_CHECK tie_lists(struct work *w, struct id person,
    const struct id *keys, size_t key_count, bool *yes);
/* Everybody with a tie of that meaning (empty: any) to the person now. */
enum err MUST_CHECK tie_list(struct work *w, struct id person, struct str means,
    struct tie_row **out, size_t *count);

/* At most so many of the children who are somebody's work now, as the one to
 * whom they are allocated or who co-ordinates their plan: those for whom
 * something is due first, then the longest first. */
enum err MUST_CHECK tie_persons(struct work *w, struct id whom, int64_t most,
    struct id **out, size_t *count);

#endif
