/*
 * accounts -- who may sign in for an agency, and as what.
 *
 * ACCOUNT_LIST (answer struct accounts_page): the accounts of the reader's
 * own agency, and of its area those that wait for the reader to confirm.
 * ACCOUNT_SHOW (about the account, answer struct account_page): one of them,
 * with what the reader may do with it.  What is done is in action/keep.h.
 * Nobody grants to themselves (S3).
 */
#ifndef ACTION_ACCOUNTS_H
#define ACTION_ACCOUNTS_H

#include "action/action.h"
#include "action/keep.h"

struct accounts_row {
    struct account account;
    struct words   agency;
};
struct accounts_page {
    struct words    agency;
    struct account *rows;
    size_t          count;
    bool            may_make;
    /* of other agencies in the area, that wait for the reader to confirm */
    struct accounts_row *waiting;
    size_t               waiting_count;
};
struct account_page {
    struct account           account;
    struct words             agency;
    const struct role_term **roles; /* that the reader may grant here */
    size_t                   role_count;
    struct desk             *desks; /* of the agency */
    size_t                   desk_count;
    bool                     self, may_confirm, may_end, may_reset;
    bool  may_confirm_later; /* once the password is their own */
    bool *may_take;          /* for each role that it has */
};

/* Whether one of the reader's roles grants that one. */
bool accounts_may_grant(const struct reader *r, const struct role_term *role);

#endif
