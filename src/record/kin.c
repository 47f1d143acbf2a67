/*
 * Who is related to whom among those who sign in: declared by themselves or
 * found by somebody else.  It is said of one record and holds for the person
 * whose record that is now, so it follows a link and comes back with an
 * undone one.
 */
#include "record/kin.h"

#include "record/known.h"
#include "record/person.h"

enum { ADD, IS, IS_IN_THREAD, SHARES, LIVES, COUNT };
#define IN_FORCE(now)                                                         \
    "t.means = 'kin' AND t.since <= " now                                     \
    " AND (t.until IS NULL OR t.until > " now ")"
static const struct statement texts[COUNT] = {
    [ADD] = {.sql = "INSERT INTO kin (account, source, basis, since)"
                    " VALUES ($1, $2, $3, $4)"
                    " ON CONFLICT (account, source) DO NOTHING"},
    /* said of a record of theirs, or as a tie to them */
    [IS] = {.sql = "SELECT (SELECT COUNT(*) FROM kin_now k"
                   " JOIN source_person p ON p.source = k.source"
                   " WHERE k.account = $1 AND p.person = $2)"
                   " + (SELECT COUNT(*) FROM tie t WHERE t.person = $2"
                   " AND t.whom = $1 AND " IN_FORCE("$3") ")"},
    [IS_IN_THREAD] = {.sql = "SELECT (SELECT COUNT(*) FROM thread_row o"
                             " JOIN source_person p ON p.person = o.person"
                             " JOIN kin_now k ON k.source = p.source"
                             " WHERE o.thread = $2 AND k.account = $1)"
                             " + (SELECT COUNT(*) FROM thread_row o"
                             " JOIN tie t ON t.person = o.person"
                             " WHERE o.thread = $2 AND t.whom = $1"
                             " AND " IN_FORCE("$3") ")"},
    [SHARES] = {.sql = "SELECT COUNT(*) FROM kin_now k"
                       " JOIN source_person own ON own.source = k.source"
                       " JOIN source_person theirs"
                       " ON theirs.person = own.person"
                       " JOIN sealed_value a ON a.source = theirs.source"
                       " JOIN sealed_value b ON b.lookup = a.lookup"
                       " AND b.kind = a.kind"
                       " JOIN source_person p ON p.source = b.source"
                       " WHERE k.account = $1 AND a.use = 'location'"
                       " AND p.person = $2 AND own.person <> p.person"},
    [LIVES] = {.sql = "SELECT COUNT(*) FROM account a"
                      " JOIN sealed_value v ON v.lookup = a.home"
                      " JOIN source_person p ON p.source = v.source"
                      " WHERE a.id = $1 AND v.use = 'location'"
                      " AND p.person = $2"},
};
const struct statements kin_statements = {"kin", texts, COUNT};

enum err
kin_add(struct work *w, struct id account, struct id source, struct str basis)
{
    enum err e = txn_do(w->tx, &texts[ADD],
        ARGS(A_ID(account), A_ID(source), A_TEXT(basis), A_TIME(w->now)));

    return e ? e : known_listed_changed(w);
}

enum err
kin_is_now(struct work *w, struct id account, struct id now, bool *yes)
{
    struct rows r;
    enum err    e = txn_row(w->tx, &texts[IS],
           ARGS(A_ID(account), A_ID(now), A_TIME(w->now)), &r);

    if (e == OK)
        *yes = row_int(&r, 0) != 0;
    return e;
}

enum err
kin_is(struct work *w, struct id account, struct id person, bool *yes)
{
    struct id now;
    enum err  e = person_resolve(w, person, &now);

    return e ? e : kin_is_now(w, account, now, yes);
}

enum err
kin_may_be_told(struct work *w, struct id account, struct id thread,
    struct id person, bool *yes)
{
    struct rows r;
    bool        kin = false;
    enum err    e;

    if (!id_is_none(person) && (e = kin_is(w, account, person, &kin)) &&
        e != ERR_ABSENT)
        return e;
    if (!id_is_none(thread) && !kin) {
        if ((e = txn_row(w->tx, &texts[IS_IN_THREAD],
                 ARGS(A_ID(account), A_ID(thread), A_TIME(w->now)), &r)))
            return e;
        kin = row_int(&r, 0) != 0;
    }
    *yes = !kin;
    return OK;
}

enum err
kin_shares_place(struct work *w, struct id account, struct id person, bool *yes)
{
    static const int ways[] = {SHARES, LIVES};
    struct rows      r;
    enum err         e;

    *yes = false;
    for (size_t i = 0; i < sizeof ways / sizeof *ways && !*yes; i++) {
        if ((e = txn_row(w->tx, &texts[ways[i]],
                 ARGS(A_ID(account), A_ID(person)), &r)))
            return e;
        *yes = row_int(&r, 0) != 0;
    }
    return OK;
}
