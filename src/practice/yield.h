/*
 * yield -- what the checker and the extractor know of yields beside form.h.
 * Inside this room only.
 */
#ifndef PRACTICE_YIELD_H
#define PRACTICE_YIELD_H

#include "practice/form.h"

/* The argument must be given ('!' in yields.def). */
bool yield_arg_needed(enum yield_kind kind, size_t arg);
/* One of its types has that letter. */
bool yield_arg_is(enum yield_kind kind, size_t arg, char letter);
/* A field of that type may be given for it. */
bool yield_takes(enum yield_kind kind, size_t arg, enum field_type type);
/* As the pack writes it: "when" is a yield's condition, so the argument of
 * that name is written "at". */
struct str yield_key(enum yield_kind kind, size_t arg);
int        yield_key_find(enum yield_kind kind, struct str key);

#endif
