/*
 * guard -- what the pathways say must be there when something is recorded.
 *
 * Pure: no clock, no database.
 *
 * Lifetime  the faults live as long as the arena.
 * Errors    ERR_INVALID: a reason is wanted where something is missing;
 *           ERR_ILLEGAL: it is missing and no reason will do (S24).
 */
#ifndef RECORD_GUARD_H
#define RECORD_GUARD_H

#include "record/entry.h"
#include "record/fold.h"

/* Asks every guard of the entry's pack.  children: how many it is about;
 * reason: one for the whole entry, or empty.  What is wanted is added to
 * wrong. */
enum err MUST_CHECK guard_ask(struct arena *a, const struct fold_entry *e,
    size_t children, struct str reason, struct entry_wrong *wrong);

/* The question behind an argument of the yield, or null. */
const struct field *guard_question(const struct form *form,
    enum yield_kind kind, size_t arg);

#endif
