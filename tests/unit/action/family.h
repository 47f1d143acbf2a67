/*
 * family -- two children of one concern, for tests of what is recorded about
 * them: the first on the register, both allocated to the social worker.
 */
#ifndef TESTS_UNIT_ACTION_FAMILY_H
#define TESTS_UNIT_ACTION_FAMILY_H

#include "action/child.h"

#include "../house.h"

struct family {
    struct id thread, first, second;
};
struct family family(struct house *h);
/* The account joins the child's core group. */
void family_member(struct house *h, struct id child, struct id account);
/* A child's page, as the account sees it today. */
const struct child_page *family_page(struct house *h, struct id who,
    struct id source);

#endif
