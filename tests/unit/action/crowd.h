/*
 * crowd -- a social worker's child with a concern and those who look, and as
 * many children like it as a test wants.
 */
#ifndef TESTS_UNIT_ACTION_CROWD_H
#define TESTS_UNIT_ACTION_CROWD_H

#include "door.h"

#include "../record/folk.h"

struct crowd {
    struct house h; /* h.social is at the desk of a team */
    struct id    source, person, thread;
    struct id    team_manager, head, reviewer;
};
/* The child is the social worker's from 1 March 2027, 10:00. */
void crowd_open(struct crowd *t);
/* Somebody of the authority, at that kind of desk (none: ""). */
struct id crowd_someone(struct crowd *t, const char *login, const char *role,
    const char *desk);
/* So many more, each with ties like the first child's and a few deadlines;
 * written past the entry engine. */
void crowd_plant(struct crowd *t, int n);
/* How many statements it takes to answer. */
int64_t crowd_asked(struct crowd *t, struct id who, struct ask ask);

#endif
