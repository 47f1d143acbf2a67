/*
 * Checks, notices, papers and printed records by whom they were about.  A
 * check or a leaf keeps the id that the person had then, so both ids are asked
 * for.
 */
#include "record/relied.h"

#define NOTICE_COLUMNS                                                        \
    "n.id, n.cause, n.rule, n.to_desk, n.to_account, n.thread, n.person,"     \
    " n.made_at, n.due, n.read_at, n.step"

enum { CHECKS, NOTICES, IN_THREAD, PAPERS, PRINTS, ENTRIES, COUNT };
static const struct statement texts[COUNT] = {
    [CHECKS] = {.sql = "SELECT leaf, account, agency, reference, at,"
                       " discreet FROM check_done"
                       " WHERE (source = $1 OR source = $2) AND at >= $3"
                       " ORDER BY at, leaf"},
    [NOTICES] = {.sql = "SELECT " NOTICE_COLUMNS " FROM notice n"
                        " WHERE n.made_at >= $3"
                        " AND (n.person = $1 OR n.person = $2"
                        " OR n.thread IN (SELECT e.thread FROM source_person s"
                        " JOIN entry_about b ON b.source = s.source"
                        " JOIN entry e ON e.id = b.entry"
                        " WHERE s.person = $1 OR s.person = $2))"
                        " ORDER BY n.made_at, n.id"},
    [IN_THREAD] = {.sql = "SELECT " NOTICE_COLUMNS " FROM notice n"
                          " WHERE n.thread = $1 ORDER BY n.made_at, n.id"},
    [PAPERS] = {.sql = "SELECT DISTINCT p.id, p.entry, p.account, e.recorded_at"
                       " FROM source_person s"
                       " JOIN entry_about b ON b.source = s.source"
                       " JOIN entry e ON e.id = b.entry"
                       " JOIN paper p ON p.entry = e.id"
                       " WHERE (s.person = $1 OR s.person = $2)"
                       " AND e.recorded_at >= $3"
                       " ORDER BY e.recorded_at, p.id"},
    [PRINTS] = {.sql = "SELECT l.id, l.agency, l.at FROM ledger_leaf l"
                       " WHERE l.id IN (SELECT b.leaf FROM ledger_about b"
                       " WHERE b.kind = 'p'"
                       " AND (b.about = $1 OR b.about = $2))"
                       " AND l.kind = 'read' AND l.action = $4"
                       " AND l.purpose <> $5 AND l.at >= $3"
                       " ORDER BY l.at, l.id"},
    [ENTRIES] = {.sql = "SELECT DISTINCT e.id, e.recorded_at"
                        " FROM source_person s"
                        " JOIN entry_about b ON b.source = s.source"
                        " JOIN entry e ON e.id = b.entry"
                        " WHERE s.person = $1 AND e.recorded_at >= $2"
                        " ORDER BY e.recorded_at, e.id"},
};
const struct statements relied_statements = {"relied", texts, COUNT};

/* wide: a span of time, and a list that is given back */
enum err
relied_checks(struct work *w, struct id person, struct id other,
    struct moment since, struct relied_check **out, size_t *count)
{
    struct relied_check *all;
    struct rows          r;
    size_t               n = 0;
    enum err             e;

    if ((e = txn_rows(w->tx, &texts[CHECKS],
             ARGS(A_ID(person), A_ID(other), A_TIME(since)), &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct relied_check, r.count + 1);
    for (; rows_next(&r); n++)
        all[n] = (struct relied_check){.leaf = row_id(&r, 0, ID_LEAF),
            .account = row_id(&r, 1, ID_ACCOUNT),
            .agency = row_id(&r, 2, ID_AGENCY),
            .reference = row_text(&r, 3),
            .at = row_time(&r, 4),
            .discreet = row_int(&r, 5) != 0};
    *out = all;
    *count = n;
    return OK;
}

static void
notices_of(struct work *w, struct rows *r, struct notice **out, size_t *count)
{
    struct notice *all =
        ARENA_ARRAY(txn_arena(w->tx), struct notice, r->count + 1);
    size_t n = 0;

    for (; rows_next(r); n++)
        all[n] = (struct notice){.id = row_id(r, 0, ID_NOTICE),
            .cause = row_id(r, 1, ID_ENTRY),
            .rule = row_text(r, 2),
            .to_desk = row_id(r, 3, ID_DESK),
            .to_account = row_id(r, 4, ID_ACCOUNT),
            .thread = row_id(r, 5, ID_THREAD),
            .person = row_id(r, 6, ID_PERSON),
            .made_at = row_time(r, 7),
            .due = row_time(r, 8),
            .read_at = row_time(r, 9),
            .step = row_int(r, 10)};
    *out = all;
    *count = n;
}

/* wide: a span of time, and a list that is given back */
enum err
relied_notices(struct work *w, struct id person, struct id other,
    struct moment since, struct notice **out, size_t *count)
{
    struct rows r;
    enum err    e;

    if ((e = txn_rows(w->tx, &texts[NOTICES],
             ARGS(A_ID(person), A_ID(other), A_TIME(since)), &r)))
        return e;
    notices_of(w, &r, out, count);
    return OK;
}

enum err
relied_in_thread(struct work *w, struct id thread, struct notice **out,
    size_t *count)
{
    struct rows r;
    enum err    e;

    if ((e = txn_rows(w->tx, &texts[IN_THREAD], ARGS(A_ID(thread)), &r)))
        return e;
    notices_of(w, &r, out, count);
    return OK;
}

/* wide: a span of time, and a list that is given back */
enum err
relied_papers(struct work *w, struct id person, struct id other,
    struct moment since, struct relied_paper **out, size_t *count)
{
    struct relied_paper *all;
    struct rows          r;
    size_t               n = 0;
    enum err             e;

    if ((e = txn_rows(w->tx, &texts[PAPERS],
             ARGS(A_ID(person), A_ID(other), A_TIME(since)), &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct relied_paper, r.count + 1);
    for (; rows_next(&r); n++)
        all[n] = (struct relied_paper){.paper = row_id(&r, 0, ID_PAPER),
            .entry = row_id(&r, 1, ID_ENTRY),
            .account = row_id(&r, 2, ID_ACCOUNT),
            .at = row_time(&r, 3)};
    *out = all;
    *count = n;
    return OK;
}

enum err
relied_prints(struct work *w, const struct relied_print_ask *ask,
    struct relied_print **out, size_t *count)
{
    struct relied_print *all;
    struct rows          r;
    size_t               n = 0;
    enum err             e;

    if ((e = txn_rows(w->tx, &texts[PRINTS],
             ARGS(A_ID(ask->person), A_ID(ask->other), A_TIME(ask->since),
                 A_TEXT(ask->action), A_TEXT(ask->own)),
             &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct relied_print, r.count + 1);
    for (; rows_next(&r); n++)
        all[n] = (struct relied_print){.leaf = row_id(&r, 0, ID_LEAF),
            .agency = row_id(&r, 1, ID_AGENCY),
            .at = row_time(&r, 2)};
    *out = all;
    *count = n;
    return OK;
}

enum err
relied_entries(struct work *w, struct id person, struct moment since,
    struct id **out, size_t *count)
{
    struct id  *all;
    struct rows r;
    size_t      n = 0;
    enum err    e;

    if ((e = txn_rows(w->tx, &texts[ENTRIES], ARGS(A_ID(person), A_TIME(since)),
             &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct id, r.count + 1);
    for (; rows_next(&r); n++)
        all[n] = row_id(&r, 0, ID_ENTRY);
    *out = all;
    *count = n;
    return OK;
}
