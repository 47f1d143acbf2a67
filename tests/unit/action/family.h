/*
 * family -- two children of one concern, for tests of what is recorded about
 * them: the first on the register, both allocated to the social worker.
 */
#ifndef TESTS_UNIT_ACTION_FAMILY_H
#define TESTS_UNIT_ACTION_FAMILY_H

#include "../house.h"

struct family {
    struct id thread, first, second;
};
struct family family(struct house *h);
/* The account joins the child's core group. */
void family_member(struct house *h, struct id child, struct id account);

#endif
