/*
 * see -- what a pack makes possible at best: which forms set a trigger off,
 * what the rows of access allow.  Whether somebody may see something is
 * policy's to say; here only whether anybody ever could.  Inside this room
 * only.
 */
#ifndef PRACTICE_SEE_H
#define PRACTICE_SEE_H

#include "practice/pack.h"

/* Whether an entry of the form can ever set the trigger off. */
bool trigger_possible(const struct trigger *t, const struct form *f);

#define BIT(verb) ((uint32_t)1 << (verb))

/* The row speaks of the group of forms. */
bool see_is_of(const struct access_rule *r, struct str group);
/* A permit for one of the verbs, to the group, at that depth or deeper. */
bool see_allows(const struct access_rule *r, uint32_t verbs, struct str group,
    enum depth depth);
/* A row that forbids it to the role, whatever else holds. */
bool see_forbidden(const struct pack *p, struct str role, uint32_t verb,
    struct str group);

#endif
