/*
 * What was found may be wrong: two people do share a name and a birth date.
 * Somebody says so, with a reason, and may take it back; nobody does for
 * themselves.  It holds for one account, one child's records and one kind of
 * evidence: what agrees later is another matter.
 */
#include "record/kin.h"

#include <assert.h>

#include "record/entry.h"
#include "record/person.h"

enum { LIST, LIST_ALL, CLEARED, CLEARED_ALL, ONE, CLEAR, RESTORE, COUNT };
/* The account; its agency; whose records; whose record says so; by what; who
 * cleared it, when and why; how often they tried. */
#define TRIES                                                                 \
    "(SELECT COUNT(*) FROM ledger_leaf l JOIN notice n ON n.cause = l.id"     \
    " WHERE l.account = a.id AND n.rule = 'refused_kin')"
#define IN_FORCE                                                              \
    "SELECT a.id, a.agency, a.name, k.person, k.source, k.basis, NULL, NULL," \
    " '', " TRIES " FROM kin_found k JOIN account a ON a.id = k.account"      \
    " WHERE a.ended_at IS NULL"
#define SET_ASIDE                                                             \
    "SELECT a.id, a.agency, a.name, p.person, k.source, k.basis, k.made_by,"  \
    " k.made_at, k.reason, " TRIES " FROM kin_cleared k"                      \
    " JOIN account a ON a.id = k.account"                                     \
    " JOIN source_person p ON p.source = k.source"                            \
    " WHERE a.ended_at IS NULL AND k.undone_at IS NULL"
#define IN_ORDER " ORDER BY a.name, a.id, k.basis, k.source"
static const struct statement texts[COUNT] = {
    [LIST] = {.sql = IN_FORCE " AND a.agency = $1" IN_ORDER},
    [LIST_ALL] = {.sql = IN_FORCE IN_ORDER},
    [CLEARED] = {.sql = SET_ASIDE " AND a.agency = $1" IN_ORDER},
    [CLEARED_ALL] = {.sql = SET_ASIDE IN_ORDER},
    [ONE] = {.sql = "SELECT COUNT(*) FROM kin_found"
                    " WHERE account = $1 AND source = $2 AND basis = $3"},
    [CLEAR] = {.sql = "INSERT INTO kin_cleared"
                      " (account, source, basis, reason, made_by, made_at)"
                      " VALUES ($1, $2, $3, $4, $5, $6)"},
    [RESTORE] = {.sql = "UPDATE kin_cleared SET undone_by = $4,"
                        " undone_at = $5 WHERE account = $1 AND source = $2"
                        " AND basis = $3 AND undone_at IS NULL"},
};
const struct statements kin_clear_statements = {"kin_clear", texts, COUNT};

static struct kin_found
found_of_row(const struct rows *r)
{
    struct kin_found k = {.account = row_id(r, 0, ID_ACCOUNT),
        .agency = row_id(r, 1, ID_AGENCY),
        .name = row_text(r, 2),
        .person = row_id(r, 3, ID_PERSON),
        .source = row_id(r, 4, ID_SOURCE),
        .cleared_by = row_id(r, 6, ID_ACCOUNT),
        .cleared_at = row_time(r, 7),
        .reason = row_text(r, 8),
        .refused = row_int(r, 9) != 0};

    if (!kin_basis_find(row_text(r, 5), &k.basis))
        BUG("evidence of a relative that is none");
    return k;
}

static enum err
read(struct work *w, struct id agency, int which, struct rows *r)
{
    return id_is_none(agency)
        ? txn_rows(w->tx, &texts[which + 1], NO_ARGS, r)
        : txn_rows(w->tx, &texts[which], ARGS(A_ID(agency)), r);
}

enum err
kin_found_list(struct work *w, struct id agency, struct kin_found **out,
    size_t *count)
{
    struct rows found, cleared;
    size_t      n = 0;
    enum err    e;

    if ((e = read(w, agency, LIST, &found)) ||
        (e = read(w, agency, CLEARED, &cleared)))
        return e;
    *out = ARENA_ARRAY(txn_arena(w->tx), struct kin_found,
        found.count + cleared.count + 1);
    while (rows_next(&found))
        (*out)[n++] = found_of_row(&found);
    while (rows_next(&cleared))
        (*out)[n++] = found_of_row(&cleared);
    *count = n;
    return OK;
}

/* The person whose record it is now is compared again. */
static enum err
again(struct work *w, struct id source)
{
    struct id person;
    enum err  e = person_of_source(w, source, &person);

    return e ? e : project_person(w, person);
}

enum err
kin_clear(struct work *w, const struct kin_found *k, struct id by)
{
    struct rows r;
    enum err    e;

    assert(k->account.kind == ID_ACCOUNT && k->source.kind == ID_SOURCE);
    if (id_eq(by, k->account))
        return ERR_DENIED;
    if (!str_trim(k->reason).n)
        return ERR_INVALID;
    if ((e = txn_row(w->tx, &texts[ONE],
             ARGS(A_ID(k->account), A_ID(k->source),
                 A_TEXT(kin_basis_word(k->basis))),
             &r)))
        return e;
    if (!row_int(&r, 0))
        return ERR_ABSENT;
    if ((e = txn_do(w->tx, &texts[CLEAR],
             ARGS(A_ID(k->account), A_ID(k->source),
                 A_TEXT(kin_basis_word(k->basis)), A_TEXT(k->reason), A_ID(by),
                 A_TIME(w->now)))))
        return e;
    return again(w, k->source);
}

enum err
kin_restore(struct work *w, const struct kin_found *k, struct id by)
{
    int64_t  done;
    enum err e;

    if (id_eq(by, k->account))
        return ERR_DENIED;
    if ((e = txn_do_count(w->tx, &texts[RESTORE],
             ARGS(A_ID(k->account), A_ID(k->source),
                 A_TEXT(kin_basis_word(k->basis)), A_ID(by), A_TIME(w->now)),
             &done)))
        return e;
    return done ? again(w, k->source) : ERR_ABSENT;
}
