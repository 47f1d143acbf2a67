/*
 * door -- asks a row of the action table as an account, in the transaction
 * that a house stands in: ground first, then the row's function.
 */
#ifndef TESTS_UNIT_ACTION_DOOR_H
#define TESTS_UNIT_ACTION_DOOR_H

#include "../house.h"
#include "action/action.h"
#include "action/check.h"

enum err door(struct house *h, struct id who, struct ask ask,
    struct answer *got);
/* What the nurse is answered about the number 999 000 1006, born on 14 May
 * 2020. */
const struct check_answer *door_check(struct house *h);

#endif
