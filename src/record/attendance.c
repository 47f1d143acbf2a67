/*
 * Who came to a meeting is what its list says after all corrections, so it
 * comes from the fold.  An agency that two people spoke for was there when
 * one of them was.
 */
#include "record/attendance.h"

#include "practice/meeting.h"
#include "record/caseload_sql.h"
#include "record/entry_inside.h"
#include "record/row_set.h"

enum { CAME, ABOUT, COUNT };
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
    [ABOUT] = {.sql = "SELECT x.person, x.entry, x.agency, g.name_cy,"
                      " g.name_en, e.form, e.pack, x.held, x.present"
                      " FROM attendance x JOIN entry e ON e.id = x.entry"
                      " JOIN agency g ON g.id = x.agency"
                      " WHERE x.person = $1"
                      " ORDER BY x.held DESC, x.entry, x.agency"},
};
const struct statements attendance_statements = {"attendance", texts, COUNT};

/* ---- who was asked ---- */

struct asked {
    struct id  agency;
    struct str kind;
};

/* The agencies that a meeting was called with. */
struct table {
    struct asked *all;
    size_t        count;
};

static enum err
asked_add(struct work *w, const struct fact *f, struct table *t)
{
    struct agency a;
    struct id     id;
    enum err      e;

    if (f->kind != YIELD_INVITE || !meeting_is_asked(f) ||
        !id_parse(fact_arg(f, S("whom")), ID_AGENCY, &id))
        return OK;
    if ((e = agency_load(w, id, &a)))
        return e == ERR_ABSENT ? OK : e;
    t->all[t->count++] = (struct asked){id, a.kind};
    return OK;
}

static bool
is_call(const struct fold_entry *l, struct id thread)
{
    return l->fate == FATE_STANDS && id_eq(l->thread, thread) &&
        form_yields(l->form, YIELD_INVITE);
}

static enum err
table_of(struct work *w, const struct history *h, struct id thread,
    struct table *t)
{
    size_t   room = 0;
    enum err e = OK;

    for (size_t i = 0; i < h->line_count; i++)
        if (is_call(&h->lines[i], thread))
            room += h->lines[i].fact_count;
    t->all = ARENA_ARRAY(txn_arena(w->tx), struct asked, room + 1);
    for (size_t i = 0; i < h->line_count; i++)
        for (size_t k = 0;
             is_call(&h->lines[i], thread) && !e && k < h->lines[i].fact_count;
             k++)
            e = asked_add(w, &h->lines[i].facts[k], t);
    return e;
}

/* The one of that kind; of two, neither. */
static struct id
only_one(const struct table *t, struct str kind)
{
    struct id found = {0};

    for (size_t i = 0; i < t->count; i++) {
        if (!str_eq(t->all[i].kind, kind) || id_eq(t->all[i].agency, found))
            continue;
        if (!id_is_none(found))
            return (struct id){0};
        found = t->all[i].agency;
    }
    return found;
}

/* A meeting that sits names by its kind whom it asked alone of that kind, so
 * that the record of it does not say where a child goes to school. */
static enum err
agency_at_table(struct work *w, const struct history *h, struct id thread,
    struct str said, struct id *out)
{
    struct table t = {0};
    enum err     e = agency_said(w, said, out);

    if (e || !id_is_none(*out) || !pack_agency_kind(w->pack, said))
        return e;
    if ((e = table_of(w, h, thread, &t)))
        return e;
    *out = only_one(&t, said);
    return OK;
}

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
        e = agency_at_table(w, h, l->thread, fact_arg(f, S("whom")), &whom);
        if (e)
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

/* ---- rows ---- */

static void
rows_take(struct work *w, struct rows *r, struct attendance **out,
    size_t *count)
{
    struct attendance *all =
        ARENA_ARRAY(txn_arena(w->tx), struct attendance, r->count + 1);
    size_t n = 0;

    for (; rows_next(r); n++)
        all[n] = (struct attendance){.person = row_id(r, 0, ID_PERSON),
            .entry = row_id(r, 1, ID_ENTRY),
            .agency = row_id(r, 2, ID_AGENCY),
            .name = {row_text(r, 3), row_text(r, 4)},
            .form = row_text(r, 5),
            .pack = row_bytes(r, 6),
            .held = row_time(r, 7),
            .present = row_int(r, 8) != 0};
    *out = all;
    *count = n;
}

enum err
attendance_of(struct work *w, const struct team *t, struct moment since,
    struct attendance **out, size_t *count)
{
    struct arg  args[TEAM_ARGS + 1];
    struct rows r;
    enum err    e;

    team_args(w, t, args);
    args[TEAM_ARGS] = A_TIME(since);
    if ((e = txn_rows(w->tx, &texts[CAME], args, TEAM_ARGS + 1, &r)))
        return e;
    rows_take(w, &r, out, count);
    return OK;
}

enum err
attendance_about(struct work *w, struct id person, struct attendance **out,
    size_t *count)
{
    struct rows r;
    enum err    e = txn_rows(w->tx, &texts[ABOUT], ARGS(A_ID(person)), &r);

    if (!e)
        rows_take(w, &r, out, count);
    return e;
}
