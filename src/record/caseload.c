/*
 * One statement reads all deadlines of a team, and what is made of them (by
 * clock, by child, by meeting, a page of a list) is made from those rows: a
 * figure and the list behind it cannot disagree.  Tried and left: counting
 * in the database.  It is no faster for a thousand children, and forecasts
 * need the rules.
 */
#include "record/caseload.h"

#include "record/caseload_sql.h"
#include "record/thread.h"

#define CLOCK                                                                 \
    "c.person, c.thread, c.opening, c.clock, c.owner, e.form, c.due, e.pack,"  \
    " CASE WHEN c.state = 'paused' THEN 1 ELSE 0 END"
#define RUNS "c.state IN ('open', 'paused')"
#define NOT_APART                                                             \
    " AND NOT EXISTS (SELECT 1 FROM thread_row o"                             \
    " WHERE o.thread = c.thread AND o.only_desk = 1)"
#define BY_DUE " ORDER BY c.due, c.clock, c.opening, c.person"
#define ON_REGISTER(person)                                                   \
    "EXISTS (SELECT 1 FROM register_spell p WHERE p.person = " person         \
    " AND p.off_at IS NULL)"
/* By somebody who is there to do it. */
#define NAMED(person)                                                         \
    "EXISTS (SELECT 1 FROM tie n JOIN account z ON z.id = n.whom"             \
    " WHERE n.person = " person " AND n.means = 'co_ordinator'"               \
    " AND " IN_FORCE("n") " AND " GONE("z") " = 0)"
/* $4 on, of a desk's clocks: keys, as thread.c has them */
#define KEYS                                                                  \
    "$4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,"    \
    " $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32,"  \
    " $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46,"  \
    " $47, $48, $49, $50, $51"

enum { CLOCKS, TIES, WORKERS, UNNAMED, DESK_CLOCKS, COUNT };
static const struct statement texts[COUNT] = {
    [CLOCKS] = {.sql = WITH_CHILDREN "SELECT " CLOCK " FROM children m"
                       " JOIN clock_row c ON c.person = m.person"
                       " JOIN entry e ON e.id = c.opening"
                       " WHERE " RUNS NOT_APART BY_DUE},
    [TIES] = {.sql = WITH_CHILDREN "SELECT h.whom, h.person, h.kind, h.means,"
                     " h.since, e.thread, (SELECT COUNT(DISTINCT o.whom)"
                     " FROM tie o JOIN account a ON a.id = o.whom"
                     " WHERE o.person = h.person"
                     " AND o.means IN ('allocated', 'co_ordinator')),"
                     " CASE WHEN NOT " ON_REGISTER("h.person")
                     " OR " NAMED("h.person") " THEN 1 ELSE 0 END"
                     " FROM held h JOIN entry e ON e.id = h.entry"
                     " ORDER BY h.whom, h.since, h.person, h.kind"},
    [WORKERS] = {.sql = "WITH " TEAM_WHOSE " SELECT a.id, a.name,"
                        " COALESCE((SELECT d.term FROM account_role r"
                        " JOIN desk d ON d.id = r.desk WHERE r.account = a.id"
                        " ORDER BY r.since DESC, d.term LIMIT 1), ''),"
                        " a.title_cy, a.title_en, " GONE("a")
                        " FROM whose h JOIN account a ON a.id = h.account"
                        " WHERE $4 >= 0 ORDER BY a.name, a.id"},
    [UNNAMED] = {.sql = WITH_CHILDREN "SELECT m.person FROM children m WHERE "
                        ON_REGISTER("m.person") " AND NOT " NAMED("m.person")
                        " ORDER BY m.person"},
    /* $52 how many */
    [DESK_CLOCKS] = {.sql = "WITH " HIDDEN " SELECT DISTINCT " CLOCK
                            " FROM audience u JOIN clock_row c"
                            " ON c.thread = u.thread AND c.person = u.person"
                            " JOIN entry e ON e.id = c.opening"
                            " WHERE u.scope IN (" KEYS ")"
                            " AND u.stage IN (0, 1) AND " RUNS
                            " AND c.owner LIKE 'desk.%' AND "
                            SEEN("u.person") BY_DUE " LIMIT $52"},
};
const struct statements caseload_statements = {"caseload", texts, COUNT};

enum { DESK_ARGS = 3 + THREAD_SCOPE_MOST + 1 };

static struct caseload_clock
clock_of(const struct rows *r)
{
    return (struct caseload_clock){.person = row_id(r, 0, ID_PERSON),
        .thread = row_id(r, 1, ID_THREAD),
        .opening = row_id(r, 2, ID_ENTRY),
        .clock = row_text(r, 3),
        .owner = row_text(r, 4),
        .form = row_text(r, 5),
        .due = row_time(r, 6),
        .pack = row_bytes(r, 7),
        .paused = row_int(r, 8) != 0};
}

static void
clocks_of(struct work *w, struct rows *r, struct caseload_clock **out,
    size_t *count)
{
    struct caseload_clock *all =
        ARENA_ARRAY(txn_arena(w->tx), struct caseload_clock, r->count + 1);
    size_t n = 0;

    while (rows_next(r))
        all[n++] = clock_of(r);
    *out = all;
    *count = n;
}

enum err
caseload_clocks(struct work *w, const struct team *t,
    struct caseload_clock **out, size_t *count)
{
    struct arg  args[TEAM_ARGS];
    struct rows r;
    enum err    e;

    team_args(w, t, args);
    if ((e = txn_rows(w->tx, &texts[CLOCKS], args, TEAM_ARGS, &r)))
        return e;
    clocks_of(w, &r, out, count);
    return OK;
}

enum err
caseload_ties(struct work *w, const struct team *t, struct caseload_tie **out,
    size_t *count)
{
    struct arg           args[TEAM_ARGS];
    struct caseload_tie *all;
    struct rows          r;
    size_t               n = 0;
    enum err             e;

    team_args(w, t, args);
    if ((e = txn_rows(w->tx, &texts[TIES], args, TEAM_ARGS, &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct caseload_tie, r.count + 1);
    for (; rows_next(&r); n++)
        all[n] = (struct caseload_tie){.whom = row_id(&r, 0, ID_ACCOUNT),
            .person = row_id(&r, 1, ID_PERSON),
            .kind = row_text(&r, 2),
            .means = row_text(&r, 3),
            .since = row_time(&r, 4),
            .thread = row_id(&r, 5, ID_THREAD),
            .had = row_int(&r, 6),
            .named = row_int(&r, 7) != 0};
    *out = all;
    *count = n;
    return OK;
}

enum err
caseload_workers(struct work *w, const struct team *t,
    struct caseload_worker **out, size_t *count)
{
    struct arg              args[TEAM_ARGS];
    struct caseload_worker *all;
    struct rows             r;
    size_t                  n = 0;
    enum err                e;

    team_args(w, t, args);
    if ((e = txn_rows(w->tx, &texts[WORKERS], args, TEAM_ARGS, &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct caseload_worker, r.count + 1);
    for (; rows_next(&r); n++)
        all[n] = (struct caseload_worker){.account = row_id(&r, 0, ID_ACCOUNT),
            .name = row_text(&r, 1),
            .desk = row_text(&r, 2),
            .title = {row_text(&r, 3), row_text(&r, 4)},
            .gone = row_int(&r, 5) != 0};
    *out = all;
    *count = n;
    return OK;
}

enum err
caseload_unnamed(struct work *w, const struct team *t, struct id **out,
    size_t *count)
{
    struct arg  args[TEAM_ARGS];
    struct rows r;
    struct id  *all;
    size_t      n = 0;
    enum err    e;

    team_args(w, t, args);
    if ((e = txn_rows(w->tx, &texts[UNNAMED], args, TEAM_ARGS, &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct id, r.count + 1);
    while (rows_next(&r))
        all[n++] = row_id(&r, 0, ID_PERSON);
    *out = all;
    *count = n;
    return OK;
}

enum err
caseload_desk_clocks(struct work *w, const struct caseload_keys *k,
    struct caseload_clock **out, size_t *count)
{
    struct arg  args[DESK_ARGS] = {A_ID(k->account), A_ID(k->agency),
         A_TIME(w->now)};
    struct rows r;
    enum err    e;

    if (k->scope_count > THREAD_SCOPE_MOST)
        return ERR_LIMIT;
    for (size_t i = 0; i < THREAD_SCOPE_MOST; i++)
        args[3 + i] = A_ID(i < k->scope_count ? k->scope[i] : k->account);
    args[DESK_ARGS - 1] = A_INT(CASELOAD_DESK_MOST);
    if ((e = txn_rows(w->tx, &texts[DESK_CLOCKS], args, DESK_ARGS, &r)))
        return e;
    clocks_of(w, &r, out, count);
    return OK;
}
