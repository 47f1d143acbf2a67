/*
 * Off is asked where a signal is about to be told, and nowhere else: what
 * was told stays told.
 *
 * COALESCE around the author keeps a database from looking through all that
 * somebody has ever written, once for each notice, instead of through the few
 * entries of one child (eight times as long among 2,000 people).
 */
#include "record/signal_off.h"

#include "record/caseload_sql.h"
#include "record/sweep.h"

/* Whoever read it did something about the child or in the thread then. */
#define ACTED                                                                 \
    "CASE WHEN EXISTS"                                                        \
    " (SELECT 1 FROM source_person s JOIN entry_about b"                      \
    " ON b.source = s.source JOIN entry e ON e.id = b.entry"                  \
    " WHERE s.person = n.person"                                              \
    " AND COALESCE(e.author, n.cause) = n.read_by"                            \
    " AND e.recorded_at > n.made_at) OR EXISTS"                               \
    " (SELECT 1 FROM entry e WHERE e.thread = n.thread"                       \
    " AND COALESCE(e.author, n.cause) = n.read_by"                            \
    " AND e.recorded_at > n.made_at) THEN 1 ELSE 0 END"
/* About the team's children, and for more than one desk alone (S15). */
#define OF_TEAM                                                               \
    "(n.person IN"                                                            \
    " (SELECT person FROM children) OR (n.person IS NULL"                     \
    " AND n.thread IN (SELECT o.thread FROM thread_row o"                     \
    " JOIN children m ON m.person = o.person)))"                              \
    " AND NOT EXISTS (SELECT 1 FROM thread_row o"                             \
    " WHERE o.thread = n.thread AND o.only_desk = 1)"

enum { PUT, END, LIST, OFF_AT, LOADS, SENT, COUNT };
static const struct statement texts[COUNT] = {
    [PUT] = {.sql = "INSERT INTO signal_off (agency, signal, made_at, made_by,"
                    " reason) SELECT g.id, $2, $3, $4, $5 FROM agency g"
                    " WHERE g.id = $1 AND NOT EXISTS (SELECT 1"
                    " FROM signal_off f WHERE f.agency = $1 AND f.signal = $2"
                    " AND f.ended_at IS NULL)"},
    [END] = {.sql = "UPDATE signal_off SET ended_at = $3, ended_by = $4"
                    " WHERE agency = $1 AND signal = $2"
                    " AND ended_at IS NULL"},
    [LIST] = {.sql = "SELECT signal, reason, made_by, made_at"
                     " FROM signal_off WHERE agency = $1"
                     " AND ended_at IS NULL ORDER BY signal"},
    [OFF_AT] = {.sql = "SELECT COUNT(*) FROM agency g JOIN signal_off f"
                       " ON f.agency = g.id OR f.agency = g.authority"
                       " WHERE g.id = $1 AND f.signal = $2"
                       " AND f.ended_at IS NULL"},
    [LOADS] = {.sql = WITH_CHILDREN "SELECT x.rule, COUNT(DISTINCT x.cause),"
                      " COUNT(*), SUM(x.opened), SUM(x.acted) FROM"
                      " (SELECT n.rule, n.cause, CASE WHEN n.read_at IS NULL"
                      " THEN 0 ELSE 1 END AS opened, " ACTED " AS acted"
                      " FROM notice n WHERE " OF_TEAM ") x"
                      " GROUP BY x.rule ORDER BY x.rule"},
    /* $29 the signal, $30 1 for all of them */
    [SENT] = {.sql = WITH_CHILDREN "SELECT COALESCE(n.person, (SELECT o.person"
                     " FROM thread_row o JOIN children m ON m.person = o.person"
                     " WHERE o.thread = n.thread ORDER BY o.person LIMIT 1)),"
                     " n.cause, n.to_desk, n.to_account, n.made_at, n.read_at,"
                     " " ACTED ", n.rule FROM notice n"
                     " WHERE (n.rule = $29 OR $30 = 1) AND " OF_TEAM
                     " ORDER BY n.made_at DESC, n.rule, n.cause, n.id"},
};
const struct statements signal_off_statements = {"signal_off", texts, COUNT};

static enum err
changed_one(int64_t n)
{
    return n == 1 ? OK : ERR_CONFLICT;
}

enum err
signal_off_put(struct work *w, struct id agency, const struct signal_off *s)
{
    int64_t  n;
    enum err e;

    if (!str_trim(s->reason).n)
        return ERR_INVALID;
    e = txn_do_count(w->tx, &texts[PUT],
        ARGS(A_ID(agency), A_TEXT(s->signal), A_TIME(w->now), A_ID(s->by),
            A_TEXT(str_trim(s->reason))),
        &n);
    return e ? e : changed_one(n);
}

enum err
signal_off_end(struct work *w, struct id agency, struct str signal,
    struct id by)
{
    int64_t  n;
    enum err e = txn_do_count(w->tx, &texts[END],
        ARGS(A_ID(agency), A_TEXT(signal), A_TIME(w->now), A_ID(by)), &n);

    if (e || (e = changed_one(n)))
        return e;
    return sweep_held(w); /* what was missed meanwhile */
}

enum err
signal_off_list(struct work *w, struct id agency, struct signal_off **out,
    size_t *count)
{
    struct signal_off *all;
    struct rows        r;
    size_t             n = 0;
    enum err e = txn_rows(w->tx, &texts[LIST], ARGS(A_ID(agency)), &r);

    if (e)
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct signal_off, r.count + 1);
    for (; rows_next(&r); n++)
        all[n] = (struct signal_off){.signal = row_text(&r, 0),
            .reason = row_text(&r, 1),
            .by = row_id(&r, 2, ID_ACCOUNT),
            .at = row_time(&r, 3)};
    *out = all;
    *count = n;
    return OK;
}

enum err
signal_off_at(struct work *w, struct id agency, struct str signal, bool *yes)
{
    struct rows r;
    enum err    e;

    *yes = false;
    if (id_is_none(agency))
        return OK;
    e = txn_row(w->tx, &texts[OFF_AT], ARGS(A_ID(agency), A_TEXT(signal)), &r);
    if (!e)
        *yes = row_int(&r, 0) != 0;
    return e;
}

enum err
signal_loads(struct work *w, const struct team *t, struct signal_load **out,
    size_t *count)
{
    struct arg          args[TEAM_ARGS];
    struct signal_load *all;
    struct rows         r;
    size_t              n = 0;
    enum err            e;

    team_args(w, t, args);
    if ((e = txn_rows(w->tx, &texts[LOADS], args, TEAM_ARGS, &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct signal_load, r.count + 1);
    for (; rows_next(&r); n++)
        all[n] = (struct signal_load){.signal = row_text(&r, 0),
            .raised = row_int(&r, 1),
            .sent = row_int(&r, 2),
            .opened = row_int(&r, 3),
            .acted = row_int(&r, 4)};
    *out = all;
    *count = n;
    return OK;
}

enum err
signal_sent_list(struct work *w, const struct team *t, struct str signal,
    struct signal_sent **out, size_t *count)
{
    struct arg          args[TEAM_ARGS + 2];
    struct signal_sent *all;
    struct rows         r;
    size_t              n = 0;
    enum err            e;

    team_args(w, t, args);
    args[TEAM_ARGS] = A_TEXT(signal);
    args[TEAM_ARGS + 1] = A_INT(signal.n == 0);
    if ((e = txn_rows(w->tx, &texts[SENT], args, TEAM_ARGS + 2, &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct signal_sent, r.count + 1);
    for (; rows_next(&r); n++)
        all[n] = (struct signal_sent){.person = row_id(&r, 0, ID_PERSON),
            .cause = row_id(&r, 1, ID_ENTRY),
            .desk = row_id(&r, 2, ID_DESK),
            .account = row_id(&r, 3, ID_ACCOUNT),
            .at = row_time(&r, 4),
            .opened = row_time(&r, 5),
            .acted = row_int(&r, 6) != 0,
            .signal = row_text(&r, 7)};
    *out = all;
    *count = n;
    return OK;
}
