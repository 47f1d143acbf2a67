/*
 * team -- whose children somebody's list is about: their own, and those of
 * the people who answer to them in their agency.
 *
 * A person's account and its roles count however long ago they ended: what a
 * leaver had does not fall out of anybody's sight.
 */
#ifndef RECORD_TEAM_H
#define RECORD_TEAM_H

#include "record/work.h"

#define TEAM_ROLES_MOST 24
struct team {
    struct id         account, agency;
    const struct str *roles; /* that answer to the account */
    size_t            role_count;
    bool whole; /* all of the agency: also children whom nobody has */
};

extern const struct statements team_statements;

/* Whether the person is the work of somebody in the team but not the account
 * itself: allocated to them, or they co-ordinate the plan. */
enum err MUST_CHECK team_has(struct work *w, const struct team *t,
    struct id person, bool *yes);

/*
 * For statements of the noun's own file: $1 the account, $2 its agency, $3
 * now, $4 whether all of it, $5 to $28 the roles.  TEAM_WHOSE is a common
 * table "whose (account)".
 */
#define TEAM_ROLE_PLACES                                                      \
    "$5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,"   \
    " $20, $21, $22, $23, $24, $25, $26, $27, $28"
#define TEAM_WHOSE                                                            \
    "whose AS (SELECT m.id AS account FROM account m WHERE m.id = $1"         \
    " UNION SELECT r.account"                                                 \
    " FROM account a JOIN account_role r ON r.account = a.id"                 \
    " WHERE a.agency = $2 AND r.role IN (" TEAM_ROLE_PLACES "))"
#define TEAM_ARGS (4 + TEAM_ROLES_MOST)
/* Fills the first TEAM_ARGS. */
void team_args(const struct work *w, const struct team *t, struct arg *args);

#endif
