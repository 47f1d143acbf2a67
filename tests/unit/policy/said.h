/*
 * said -- a house in which the teacher has said something about one child,
 * and what readers see of it.
 */
#ifndef TESTS_UNIT_POLICY_SAID_H
#define TESTS_UNIT_POLICY_SAID_H

#include "../record/folk.h"

#include "policy/view.h"

#define DUTY S("duty")
#define OWN  S("own_report")

/* The teacher has said something about one child. */
struct said {
    struct house  h;
    struct id     source, person, thread;
    struct entry *all;
    size_t        count;
};

void said_open(struct said *s);
/* One more concern, with these answers. */
void     said_more(struct said *s, const char *answers);
enum err said_view(struct said *s, struct id who, struct str purpose,
    struct view *v);
/* How many entries somebody may see. */
size_t said_kept(struct said *s, struct id who, struct str purpose);
/* Whether a field of the first entry may be shown. */
bool said_shows(struct said *s, const struct view *v, const char *field);

#endif
