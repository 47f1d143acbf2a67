/*
 * Who came to a meeting is what its list says after all corrections, so it
 * comes from the fold.  An agency that two people spoke for was there when
 * one of them was.
 */
#include "record/attendance.h"

#include "record/caseload_sql.h"
#include "record/entry_inside.h"
#include "record/row_set.h"

enum { CAME, COUNT };
static const struct statement texts[COUNT] = {
    /* $29 since */
    [CAME] = {.sql = WITH_CHILDREN
                  "SELECT x.person, x.entry, x.agency, g.name_cy, g.name_en,"
                  " e.form, e.pack, x.held, x.present FROM children m"
                  " JOIN attendance x ON x.person = m.person"
                  " JOIN entry e ON e.id = x.entry"
                  " JOIN agency g ON g.id = x.agency"
                  " WHERE x.held > $29 AND x.held <= $3"
                  " AND e.label = 'normal' AND e.only_route = 0"
                  " AND NOT EXISTS (SELECT 1 FROM thread_row o"
                  " WHERE o.thread = x.thread AND o.only_desk = 1)"
                  " ORDER BY x.agency, x.held DESC, x.entry, x.person"},
};
const struct statements attendance_statements = {"attendance", texts, COUNT};

/* ---- what the fold says ---- */

/* Where the agency stands among so many, or behind them. */
static size_t
place_of(const struct id *all, size_t count, struct id agency)
{
    size_t i = 0;

    while (i < count && !id_eq(all[i], agency))
        i++;
    return i;
}

static enum err
line_project(struct work *w, const struct history *h,
    const struct fold_entry *l, struct row_set *set)
{
    struct arena *a = txn_arena(w->tx);
    struct id    *all = ARENA_ARRAY(a, struct id, l->fact_count + 1), whom;
    bool         *came = ARENA_ARRAY(a, bool, l->fact_count + 1);
    size_t        n = 0;
    enum err      e;

    for (size_t i = 0; i < l->fact_count; i++) {
        const struct fact *f = &l->facts[i];
        size_t             k;

        if (f->kind != YIELD_ATTEND || !fact_is_for(f, l->child))
            continue;
        if ((e = agency_said(w, fact_arg(f, S("whom")), &whom)))
            return e;
        k = place_of(all, n, whom);
        all[k] = whom;
        came[k] =
            (k < n && came[k]) || str_eq(fact_arg(f, S("present")), S("yes"));
        n += k == n && !id_is_none(whom);
    }
    for (size_t k = 0; k < n; k++)
        ROW(set, A_ID(h->person), A_ID(l->id), A_ID(all[k]), A_ID(l->thread),
            A_INT(came[k]), A_TIME(l->occurred));
    return OK;
}

/* Two records of one person may stand in one entry: it is one meeting. */
static bool
is_again(const struct history *h, size_t i)
{
    for (size_t k = i; k-- > 0;) {
        if (h->lines[k].recorded.us != h->lines[i].recorded.us)
            return false;
        if (h->lines[k].fate == FATE_STANDS &&
            id_eq(h->lines[k].id, h->lines[i].id))
            return true;
    }
    return false;
}

enum err
attendance_project(struct work *w, const struct history *h, struct row_set *set)
{
    enum err e = OK;

    for (size_t i = 0; i < h->line_count && !e; i++)
        if (h->lines[i].fate == FATE_STANDS &&
            form_yields(h->lines[i].form, YIELD_ATTEND) && !is_again(h, i))
            e = line_project(w, h, &h->lines[i], set);
    return e;
}

/* ---- of a team ---- */

enum err
attendance_of(struct work *w, const struct team *t, struct moment since,
    struct attendance **out, size_t *count)
{
    struct arg         args[TEAM_ARGS + 1];
    struct attendance *all;
    struct rows        r;
    size_t             n = 0;
    enum err           e;

    team_args(w, t, args);
    args[TEAM_ARGS] = A_TIME(since);
    if ((e = txn_rows(w->tx, &texts[CAME], args, TEAM_ARGS + 1, &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct attendance, r.count + 1);
    for (; rows_next(&r); n++)
        all[n] = (struct attendance){.person = row_id(&r, 0, ID_PERSON),
            .entry = row_id(&r, 1, ID_ENTRY),
            .agency = row_id(&r, 2, ID_AGENCY),
            .name = {row_text(&r, 3), row_text(&r, 4)},
            .form = row_text(&r, 5),
            .pack = row_bytes(&r, 6),
            .held = row_time(&r, 7),
            .present = row_int(&r, 8) != 0};
    *out = all;
    *count = n;
    return OK;
}
