/*
 * memo -- what one look has already found out about its reader and somebody.
 *
 * A page puts many questions about the same few people, and in a snapshot
 * the facts behind them cannot change.  Nothing is kept beyond the snapshot,
 * and nothing at all inside a deed, which changes what it is judged by
 * (docs/adr/0001-no-stored-answers-of-policy.md).  For this room alone.
 *
 * Lifetime  what is kept lies in the transaction's arena; when that is
 *           rewound it is forgotten.
 */
#ifndef POLICY_MEMO_H
#define POLICY_MEMO_H

#include "policy/reader.h"

enum memo_kind { MEMO_PERSON, MEMO_THREAD, MEMO_CHILDREN };

/* What was kept of that id, or null. */
const void *memo_find(const struct work *w, const struct reader *r,
    enum memo_kind kind, struct id about);
void        memo_keep(const struct work *w, const struct reader *r,
           enum memo_kind kind, struct id about, const void *found);

#endif
