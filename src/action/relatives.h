/*
 * relatives -- who among those who sign in was found to be a relative of
 * somebody in the record, and that they are none after all (S9).
 *
 * KIN_LIST (answer struct relatives_page): to whom the pack lets confirm
 * them everywhere (the custodian), everybody who was found; to whom it lets
 * in their own agency (its safeguarding person), those of it who tried to
 * open something.  KIN_CLEAR and KIN_RESTORE (about the account, struct
 * relatives_ask).  Nobody sees or decides about themselves, nor about a
 * relative of their own; a line manager is nowhere in it.
 */
#ifndef ACTION_RELATIVES_H
#define ACTION_RELATIVES_H

#include "action/action.h"
#include "record/kin.h"

struct relatives_row {
    struct kin_found found;
    struct words     agency;
    struct str       child; /* their name, where the reader may have it */
    struct str       cleared_by;
};
struct relatives_page {
    struct relatives_row *rows; /* in force first */
    size_t                count;
    bool                  everywhere;
};
struct relatives_ask {
    struct id      source;
    enum kin_basis basis;
    struct str     reason; /* to clear */
};

#endif
