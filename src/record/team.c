/*
 * Teams are not kept anywhere: they follow from accounts, their roles and
 * what the pack says of who leads whom.
 */
#include "record/team.h"

#include <assert.h>

enum { HAS, COUNT };
static const struct statement texts[COUNT] = {
    /* $29 the person; whole is not asked, but $4 must stand somewhere */
    [HAS] = {.sql = "SELECT COUNT(*) FROM tie t"
                    " JOIN account a ON a.id = t.whom"
                    " JOIN account_role r ON r.account = a.id"
                    " WHERE t.person = $29 AND t.since <= $3"
                    " AND (t.until IS NULL OR t.until > $3)"
                    " AND t.means IN ('allocated', 'co_ordinator')"
                    " AND a.id <> $1 AND a.agency = $2 AND $4 >= 0"
                    " AND r.role IN (" TEAM_ROLE_PLACES ")"},
};
const struct statements team_statements = {"team", texts, COUNT};

void
team_args(const struct work *w, const struct team *t, struct arg *args)
{
    assert(t->role_count <= TEAM_ROLES_MOST);
    args[0] = A_ID(t->account);
    args[1] = A_ID(t->agency);
    args[2] = A_TIME(w->now);
    args[3] = A_INT(t->whole);
    for (size_t i = 0; i < TEAM_ROLES_MOST; i++)
        args[4 + i] = A_TEXT(i < t->role_count ? t->roles[i] : S(""));
}

enum err
team_has(struct work *w, const struct team *t, struct id person, bool *yes)
{
    struct arg  args[TEAM_ARGS + 1];
    struct rows r;
    enum err    e;

    if (t->role_count == 0) {
        *yes = false;
        return OK;
    }
    team_args(w, t, args);
    args[TEAM_ARGS] = A_ID(person);
    if ((e = txn_row(w->tx, &texts[HAS], args, TEAM_ARGS + 1, &r)))
        return e;
    *yes = row_int(&r, 0) != 0;
    return OK;
}
