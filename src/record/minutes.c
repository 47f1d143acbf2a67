/*
 * Who takes the minutes comes from the fold (project_thread.c): a correction
 * counts at the place of what it corrects, and an entry that is withdrawn
 * names nobody.  Who did before is only asked to be told, so it is read from
 * the facts of the thread.
 */
#include "record/minutes.h"

#include "record/entry_inside.h"

enum { TAKER, THREADS, NAMED, COUNT };
static const struct statement texts[COUNT] = {
    [TAKER] = {.sql = "SELECT account FROM taker_now WHERE thread = $1"
                      " ORDER BY since DESC, person LIMIT 1"},
    [THREADS] = {.sql = "SELECT thread, MIN(since) FROM taker_now"
                        " WHERE account = $1 GROUP BY thread"
                        " ORDER BY 2, thread"},
    [NAMED] = {.sql = "SELECT f.facts FROM entry e"
                      " JOIN entry_fact f ON f.entry = e.id"
                      " WHERE e.thread = $1 AND e.id <> $2"
                      " ORDER BY e.recorded_at, e.id"},
};
const struct statements minutes_statements = {"minutes", texts, COUNT};

enum err
minutes_taker(struct work *w, struct id thread, struct id *account)
{
    struct rows r;
    enum err    e = txn_row(w->tx, &texts[TAKER], ARGS(A_ID(thread)), &r);

    *account = e ? (struct id){0} : row_id(&r, 0, ID_ACCOUNT);
    return e == ERR_ABSENT ? OK : e;
}

enum err
minutes_threads(struct work *w, struct id account, struct id **out,
    size_t *count)
{
    struct rows r;
    struct id  *all;
    size_t      n = 0;
    enum err    e;

    if ((e = txn_rows(w->tx, &texts[THREADS], ARGS(A_ID(account)), &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct id, r.count + 1);
    while (rows_next(&r))
        all[n++] = row_id(&r, 0, ID_THREAD);
    *out = all;
    *count = n;
    return OK;
}

/* The last that the facts of an entry name; none changes nothing. */
static enum err
named_in(struct work *w, struct str facts, struct id *account)
{
    struct fact *all;
    struct id    named;
    size_t       n;
    enum err     e;

    if ((e = yield_load(txn_arena(w->tx), facts, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        if (all[i].kind == YIELD_MINUTES &&
            id_parse(fact_arg(&all[i], S("whom")), ID_ACCOUNT, &named))
            *account = named;
    return OK;
}

enum err
minutes_taker_before(struct work *w, struct id thread, struct id entry,
    struct id *account)
{
    struct id   now, was = {0};
    struct rows r;
    enum err    e;

    *account = was;
    if ((e = minutes_taker(w, thread, &now)) ||
        (e = txn_rows(w->tx, &texts[NAMED], ARGS(A_ID(thread), A_ID(entry)),
             &r)))
        return e;
    while (rows_next(&r))
        if ((e = named_in(w, row_text(&r, 0), &was)))
            return e;
    if (id_is_none(now) || !id_eq(now, was))
        *account = was;
    return OK;
}
