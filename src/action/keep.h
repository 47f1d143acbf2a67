/*
 * keep -- agencies, desks, accounts, labels: what administrators, custodians
 * and the service itself set up.
 *
 * AGENCY_NEW (with struct agency), AGENCY_END (about it; nobody ends their
 * own), DESK_NEW (struct desk_ask), DESK_NUMBERS (about the desk, the same
 * struct; answer struct desk as it was), REGISTER_HELD
 * (struct held_ask), ACCOUNT_NEW (struct account; without an agency: of the
 * asker's), ACCOUNT_CONFIRM (about
 * the account), ACCOUNT_GRANT (about the account, struct grant_ask),
 * ACCOUNT_REVOKE (about the account, struct grant_ask without until),
 * ACCOUNT_END (about it), LABEL_SET (about the source, struct label_ask),
 * LABEL_ADMIT and LABEL_DISMISS (about the source, struct id of the account),
 * KIN_DECLARE (struct kin_ask).  What makes something answers its struct id.
 */
#ifndef ACTION_KEEP_H
#define ACTION_KEEP_H

#include "action/action.h"

struct desk_ask {
    struct id  agency;
    struct str term, telephone, relay;
};
struct held_ask {
    struct id     authority;
    bool          searched;
    struct moment as_of; /* us 0: kept here, always now */
};
struct grant_ask {
    struct str    role;
    struct id     desk;  /* none: agency-wide */
    struct moment until; /* us 0: until taken away */
};
struct label_ask {
    enum label_kind label;
    struct str      reason;
};
struct kin_ask {
    struct id  source; /* of the relative */
    struct str basis;
};

#endif
