/*
 * Who is related to whom among those who sign in: declared by themselves or
 * found by somebody else.  It is said of one record and holds for the person
 * whose record that is now, so it follows a link and comes back with an
 * undone one.
 */
#include "record/account.h"
#include "record/person.h"

enum { ADD, IS, SHARES, COUNT };
static const struct statement texts[COUNT] = {
    [ADD] = {.sql = "INSERT INTO kin (account, source, basis, since)"
                    " VALUES ($1, $2, $3, $4)"
                    " ON CONFLICT (account, source) DO NOTHING"},
    [IS] = {.sql = "SELECT COUNT(*) FROM kin k"
                   " JOIN source_person p ON p.source = k.source"
                   " WHERE k.account = $1 AND p.person = $2"},
    [SHARES] = {.sql = "SELECT COUNT(*) FROM kin k"
                       " JOIN source_person own ON own.source = k.source"
                       " JOIN source_person theirs"
                       " ON theirs.person = own.person"
                       " JOIN sealed_value a ON a.source = theirs.source"
                       " JOIN sealed_value b ON b.lookup = a.lookup"
                       " AND b.kind = a.kind"
                       " JOIN source_person p ON p.source = b.source"
                       " WHERE k.account = $1 AND a.use = 'location'"
                       " AND p.person = $2 AND own.person <> p.person"},
};
const struct statements kin_statements = {"kin", texts, COUNT};

enum err
kin_add(struct work *w, struct id account, struct id source, struct str basis)
{
    return txn_do(w->tx, &texts[ADD],
        ARGS(A_ID(account), A_ID(source), A_TEXT(basis), A_TIME(w->now)));
}

enum err
kin_is(struct work *w, struct id account, struct id person, bool *yes)
{
    struct rows r;
    struct id   now;
    enum err    e;

    if ((e = person_resolve(w, person, &now)))
        return e;
    if ((e = txn_row(w->tx, &texts[IS], ARGS(A_ID(account), A_ID(now)), &r)))
        return e;
    *yes = row_int(&r, 0) != 0;
    return OK;
}

enum err
kin_shares_place(struct work *w, struct id account, struct id person, bool *yes)
{
    struct rows r;
    enum err    e =
        txn_row(w->tx, &texts[SHARES], ARGS(A_ID(account), A_ID(person)), &r);

    if (e)
        return e;
    *yes = row_int(&r, 0) != 0;
    return OK;
}
