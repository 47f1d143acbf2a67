/*
 * The same figures as a team's (signal_off.c), of one person.
 */
#include "record/signal_told.h"

enum { TOLD, COUNT };
static const struct statement texts[COUNT] = {
    [TOLD] = {.sql = "SELECT n.rule, COUNT(*), SUM(CASE WHEN n.read_at IS NULL"
                     " THEN 0 ELSE 1 END), SUM(CASE WHEN EXISTS"
                     " (SELECT 1 FROM entry e JOIN entry_about b"
                     " ON b.entry = e.id JOIN source_person s"
                     " ON s.source = b.source WHERE e.author = n.read_by"
                     " AND e.recorded_at > n.made_at AND (s.person = $1"
                     " OR e.thread = n.thread)) THEN 1 ELSE 0 END),"
                     " MAX(n.made_at) FROM notice n WHERE n.person = $1"
                     " AND NOT EXISTS (SELECT 1 FROM thread_row o"
                     " WHERE o.thread = n.thread AND o.only_desk = 1)"
                     " GROUP BY n.rule ORDER BY n.rule"},
};
const struct statements signal_told_statements = {"signal_told", texts, COUNT};

enum err
signal_told(struct work *w, struct id person, struct signal_told **out,
    size_t *count)
{
    struct signal_told *all;
    struct rows         r;
    size_t              n = 0;
    enum err e = txn_rows(w->tx, &texts[TOLD], ARGS(A_ID(person)), &r);

    if (e)
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct signal_told, r.count + 1);
    for (; rows_next(&r); n++)
        all[n] = (struct signal_told){.signal = row_text(&r, 0),
            .sent = row_int(&r, 1),
            .opened = row_int(&r, 2),
            .acted = row_int(&r, 3),
            .last = row_time(&r, 4)};
    *out = all;
    *count = n;
    return OK;
}
