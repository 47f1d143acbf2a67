/*
 * fold_signal_inside -- one signal, looked for in one child; inside this room
 * only.
 */
#ifndef RECORD_FOLD_SIGNAL_INSIDE_H
#define RECORD_FOLD_SIGNAL_INSIDE_H

#include "record/fold_inside.h"

struct look {
    struct arena             *arena;
    const struct child       *child;
    const struct pack        *pack;
    const struct signal_rule *rule;
    struct moment             now;
    struct moment             cleared; /* the last answer; us 0: none */
    struct moment             since;   /* of the state "while" names  */
};

enum err MUST_CHECK signal_holds(struct look *l, const struct predicate *p,
    bool *yes);
/* The last entry that answers the signal, or null. */
const struct fold_entry *signal_last_answer(const struct child *c,
    const struct signal_rule                                   *r);
/* The last time it happened, or when one began to wait for it. */
struct moment signal_last_time(const struct look *l, const struct predicate *p);
/* From when on the signal looks at the clock: when it is missed, or near. */
struct moment signal_looks_from(const struct pack *pack,
    const struct predicate *p, const struct clock_at *c);

/* The entry at that place, when it stands. */
static inline const struct fold_entry *
signal_standing(const struct child *c, size_t i)
{
    return c->entries[i]->fate == FATE_STANDS ? c->entries[i] : NULL;
}
/* The predicate new_adult (fold_signal_adult.c). */
enum err MUST_CHECK signal_new_adult(struct look *l, const struct predicate *p,
    bool *yes);
/* The predicate language (fold_signal_language.c). */
enum err MUST_CHECK signal_other_language(struct look *l,
    const struct predicate *p, bool *yes);

#endif
