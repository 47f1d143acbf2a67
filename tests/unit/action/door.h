/*
 * door -- asks a row of the action table as an account, in the transaction
 * that a house stands in: ground first, then the row's function.
 */
#ifndef TESTS_UNIT_ACTION_DOOR_H
#define TESTS_UNIT_ACTION_DOOR_H

#include "../house.h"
#include "action/action.h"

enum err door(struct house *h, struct id who, struct ask ask,
    struct answer *got);

#endif
