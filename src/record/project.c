/*
 * Projections of one person: what lists and checks read without folding.
 *
 * The rows that ought to be there are made from the fold and compared with
 * those that are; only differences are written.  The same function therefore
 * follows an entry, a link and its undoing, and rebuilds everything; what it
 * finds to change is what `rebuild --verify` counts.
 */
#include <assert.h>
#include <string.h>

#include "base/zone.h"
#include "record/entry_inside.h"
#include "record/known.h"
#include "record/project_inside.h"
#include "record/row_set.h"
#include "record/sweep.h"
#include "record/whereabouts.h"

enum {
    SPELL_READ,
    SPELL_ADD,
    SPELL_CUT,
    CLOCK_READ,
    CLOCK_ADD,
    CLOCK_CUT,
    TIE_READ,
    TIE_ADD,
    TIE_CUT,
    THREAD_READ,
    THREAD_PART,
    THREAD_ADD,
    THREAD_CUT,
    AUDIENCE_READ,
    AUDIENCE_PART,
    AUDIENCE_ADD,
    AUDIENCE_CUT,
    KIN_READ,
    KIN_ADD,
    KIN_CUT,
    BORN_READ,
    BORN_ADD,
    BORN_CUT,
    CO_READ,
    CO_ADD,
    CO_CUT,
    WORK_READ,
    WORK_ADD,
    WORK_CUT,
    LOST_READ,
    LOST_ADD,
    LOST_CUT,
    TAKER_READ,
    TAKER_PART,
    TAKER_ADD,
    TAKER_CUT,
    CAME_READ,
    CAME_PART,
    CAME_ADD,
    CAME_CUT,
    COUNT
};
#define SPELL_COLUMNS                                                         \
    "person, opened_by, authority, categories, primary_, on_at, off_at,"      \
    " temporary"
#define CLOCK_COLUMNS                                                         \
    "person, clock, opening, thread, opened, due, target, met, met_by,"       \
    " state, owner"
#define CO_COLUMNS "person, place, account, name, since, until"
#define TIE_COLUMNS "person, whom, kind, entry, means, since, until"
#define THREAD_COLUMNS                                                        \
    "thread, source, person, entry, kind, desk, only_desk, state, outcome,"   \
    " urgency, risk, agency, author, received, decided, decided_by, told,"    \
    " answer_due, read_at, challenged"
#define AUDIENCE_COLUMNS                                                      \
    "thread, source, scope, person, kind, desk, agency, urgency, stage,"      \
    " risk, due, received, decided, owed, guarded, taken"
#define KIN_COLUMNS "person, account, basis, source"
#define WORK_COLUMNS "person, part, agency, due, is_open, whom"
#define LOST_COLUMNS "person, entry, since"
#define TAKER_COLUMNS "person, thread, account, since"
#define CAME_COLUMNS "person, entry, agency, thread, present, held"
#define OF_PERSON                                                             \
    "person = $1 OR source IN"                                                \
    " (SELECT p.source FROM source_person p WHERE p.person = $1)"

static const struct statement texts[COUNT] = {
    [SPELL_READ] = {.sql = "SELECT " SPELL_COLUMNS " FROM register_spell"
                           " WHERE person = $1"},
    [SPELL_ADD] = {.sql = "INSERT INTO register_spell (" SPELL_COLUMNS
                          ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"},
    [SPELL_CUT] = {.sql = "DELETE FROM register_spell"
                          " WHERE person = $1 AND opened_by = $2"},
    [CLOCK_READ] = {.sql = "SELECT " CLOCK_COLUMNS " FROM clock_row"
                           " WHERE person = $1"},
    [CLOCK_ADD] = {.sql = "INSERT INTO clock_row (" CLOCK_COLUMNS ")"
                          " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,"
                          " $11)"},
    [CLOCK_CUT] = {.sql = "DELETE FROM clock_row WHERE person = $1"
                          " AND clock = $2 AND opening = $3"},
    [TIE_READ] = {.sql = "SELECT " TIE_COLUMNS " FROM tie WHERE person = $1"},
    [TIE_ADD] = {.sql = "INSERT INTO tie (" TIE_COLUMNS ")"
                        " VALUES ($1, $2, $3, $4, $5, $6, $7)"},
    [TIE_CUT] = {.sql = "DELETE FROM tie WHERE person = $1 AND whom = $2"
                        " AND kind = $3 AND entry = $4"},
    /* also rows of records that have just become this person's */
    [THREAD_READ] = {.sql = "SELECT " THREAD_COLUMNS " FROM thread_row"
                            " WHERE " OF_PERSON},
    [THREAD_PART] = {.sql = "SELECT " THREAD_COLUMNS " FROM thread_row"
                            " WHERE thread = $2 AND (" OF_PERSON ")"},
    [THREAD_ADD] = {.sql = "INSERT INTO thread_row (" THREAD_COLUMNS ")"
                           " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,"
                           " $11, $12, $13, $14, $15, $16, $17, $18, $19,"
                           " $20)"},
    [THREAD_CUT] = {.sql = "DELETE FROM thread_row"
                           " WHERE thread = $1 AND source = $2"},
    [AUDIENCE_READ] = {.sql = "SELECT " AUDIENCE_COLUMNS " FROM audience"
                              " WHERE " OF_PERSON},
    [AUDIENCE_PART] = {.sql = "SELECT " AUDIENCE_COLUMNS " FROM audience"
                              " WHERE thread = $2 AND (" OF_PERSON ")"},
    [AUDIENCE_ADD] = {.sql = "INSERT INTO audience (" AUDIENCE_COLUMNS ")"
                             " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9,"
                             " $10, $11, $12, $13, $14, $15, $16)"},
    [AUDIENCE_CUT] = {.sql = "DELETE FROM audience WHERE thread = $1"
                             " AND source = $2 AND scope = $3"},
    [KIN_READ] = {.sql = "SELECT " KIN_COLUMNS " FROM kin_found"
                         " WHERE person = $1"},
    [KIN_ADD] = {.sql = "INSERT INTO kin_found (" KIN_COLUMNS
                        ") VALUES ($1, $2, $3, $4)"},
    [KIN_CUT] = {.sql = "DELETE FROM kin_found WHERE person = $1"
                        " AND account = $2 AND basis = $3"},
    [BORN_READ] = {.sql = "SELECT person, born FROM kin_born"
                          " WHERE person = $1"},
    [BORN_ADD] = {.sql = "INSERT INTO kin_born (person, born)"
                         " VALUES ($1, $2)"},
    [BORN_CUT] = {.sql = "DELETE FROM kin_born WHERE person = $1"
                         " AND born = $2"},
    [CO_READ] = {.sql = "SELECT " CO_COLUMNS " FROM co_ordinator"
                        " WHERE person = $1"},
    [CO_ADD] = {.sql = "INSERT INTO co_ordinator (" CO_COLUMNS
                       ") VALUES ($1, $2, $3, $4, $5, $6)"},
    [CO_CUT] = {.sql = "DELETE FROM co_ordinator WHERE person = $1"
                       " AND place = $2"},
    [WORK_READ] = {.sql = "SELECT " WORK_COLUMNS " FROM plan_action"
                          " WHERE person = $1"},
    [WORK_ADD] = {.sql = "INSERT INTO plan_action (" WORK_COLUMNS
                         ") VALUES ($1, $2, $3, $4, $5, $6)"},
    [WORK_CUT] = {.sql = "DELETE FROM plan_action WHERE person = $1"
                         " AND part = $2"},
    [LOST_READ] = {.sql = "SELECT " LOST_COLUMNS " FROM missing_now"
                          " WHERE person = $1"},
    [LOST_ADD] = {.sql = "INSERT INTO missing_now (" LOST_COLUMNS
                         ") VALUES ($1, $2, $3)"},
    [LOST_CUT] = {.sql = "DELETE FROM missing_now WHERE person = $1"},
    [TAKER_READ] = {.sql = "SELECT " TAKER_COLUMNS " FROM taker_now"
                           " WHERE person = $1"},
    [TAKER_PART] = {.sql = "SELECT " TAKER_COLUMNS " FROM taker_now"
                           " WHERE person = $1 AND thread = $2"},
    [TAKER_ADD] = {.sql = "INSERT INTO taker_now (" TAKER_COLUMNS
                          ") VALUES ($1, $2, $3, $4)"},
    [TAKER_CUT] = {.sql = "DELETE FROM taker_now"
                          " WHERE person = $1 AND thread = $2"},
    [CAME_READ] = {.sql = "SELECT " CAME_COLUMNS " FROM attendance"
                          " WHERE person = $1"},
    [CAME_PART] = {.sql = "SELECT " CAME_COLUMNS " FROM attendance"
                          " WHERE person = $1 AND thread = $2"},
    [CAME_ADD] = {.sql = "INSERT INTO attendance (" CAME_COLUMNS
                         ") VALUES ($1, $2, $3, $4, $5, $6)"},
    [CAME_CUT] = {.sql = "DELETE FROM attendance WHERE person = $1"
                         " AND entry = $2 AND agency = $3"},
};
const struct statements project_statements = {"project", texts, COUNT};

#define TABLE(t) &texts[t##_READ], &texts[t##_ADD], &texts[t##_CUT]
static const struct row_table tables[] = {
    {S_INIT("register_spell"), TABLE(SPELL), 2, S_INIT("bbbtttti"), true, NULL},
    {S_INIT("clock_row"), TABLE(CLOCK), 3, S_INIT("btbbiiiibtt"), false, NULL},
    {S_INIT("tie"), TABLE(TIE), 4, S_INIT("bbtbtii"), false, NULL},
    {S_INIT("thread_row"), TABLE(THREAD), 2, S_INIT("bbbbtbitttibbiibiiii"),
     false, &texts[THREAD_PART]},
    {S_INIT("audience"), TABLE(AUDIENCE), 3, S_INIT("bbbbtbbtiiiiiiii"), false,
     &texts[AUDIENCE_PART]},
    {S_INIT("kin_found"), TABLE(KIN), 3, S_INIT("bbtb"), true, NULL},
    {S_INIT("kin_born"), TABLE(BORN), 2, S_INIT("bt"), false, NULL},
    {S_INIT("co_ordinator"), TABLE(CO), 2, S_INIT("bibtii"), false, NULL},
    {S_INIT("plan_action"), TABLE(WORK), 2, S_INIT("btbtib"), false, NULL},
    {S_INIT("missing_now"), TABLE(LOST), 1, S_INIT("bbt"), false, NULL},
    {S_INIT("taker_now"), TABLE(TAKER), 2, S_INIT("bbbi"), false,
     &texts[TAKER_PART]},
    {S_INIT("attendance"), TABLE(CAME), 3, S_INIT("bbbbii"), false,
     &texts[CAME_PART]},
};
enum {
    SPELLS,
    CLOCKS,
    TIES,
    THREADS,
    AUDIENCE,
    KIN,
    BORN,
    CO,
    WORK,
    LOST,
    TAKERS,
    ATTENDANCE,
    TABLES
};

/* ---- what the fold says ---- */

struct arg
row_set_time(struct moment m)
{
    return m.us ? A_TIME(m) : A_NULL;
}

static enum err
spells(struct work *w, const struct history *h, struct row_set *set)
{
    enum err e;

    for (size_t i = 0; i < h->child->spells_count; i++) {
        const struct spell *s = &h->child->spells[i];
        struct id           authority;

        if ((e = agency_said(w, s->authority, &authority)))
            return e;
        ROW(set, A_ID(h->person), A_ID(s->opened_by), A_ID(authority),
            A_TEXT(s->categories), A_TEXT(s->primary), A_DATE(w->tx, s->on),
            A_DATE(w->tx, s->off), A_INT(s->temporary));
    }
    return OK;
}

static const struct str clock_words[] = {
    [CLOCK_OPEN] = S_INIT("open"),
    [CLOCK_MET] = S_INIT("met"),
    [CLOCK_CANCELLED] = S_INIT("cancelled"),
    [CLOCK_PAUSED] = S_INIT("paused"),
};

static void
clock_row(struct work *w, const struct history *h, const struct clock_at *c,
    struct row_set *set)
{
    const struct addressee *owner = &c->rule->owner;
    const struct str        parts[] = {owner->kind, owner->id};
    struct str              text = str_join(txn_arena(w->tx), parts, 2, S("."));

    ROW(set, A_ID(h->person), A_TEXT(c->rule->id), A_ID(c->opening),
        A_ID(c->thread), A_TIME(c->opened), A_TIME(c->due),
        c->has_target ? A_TIME(c->target) : A_NULL, row_set_time(c->met),
        A_ID(c->met_by), A_TEXT(clock_words[c->state]), A_TEXT(text));
}

static void
clocks(struct work *w, const struct history *h, struct row_set *set)
{
    for (size_t i = 0; i < h->child->clocks_count; i++)
        clock_row(w, h, &h->child->clocks[i], set);
}

static enum err
tie_row(struct work *w, const struct history *h, const struct tie_at *t,
    struct row_set *set)
{
    const struct tie_term *term = rules_tie(w->rules, w->pack, t->kind);
    struct id              whom = t->whom;
    enum err               e;

    if (id_is_none(whom) && (e = agency_said(w, t->name, &whom)))
        return e;
    if (!id_is_none(whom)) /* else somebody without an account: words only */
        ROW(set, A_ID(h->person), A_ID(whom), A_TEXT(t->kind), A_ID(t->by),
            A_TEXT(term ? term->means : t->kind), A_TIME(t->since),
            row_set_time(t->until));
    return OK;
}

static enum err
ties(struct work *w, const struct history *h, struct row_set *set)
{
    enum err e = OK;

    for (size_t i = 0; i < h->child->ties_count && !e; i++)
        e = tie_row(w, h, &h->child->ties[i], set);
    return e;
}

/* Nobody is tied, but the newest plan may name somebody without account. */
static struct str
named_in_plan(const struct child *c)
{
    struct str rest, line, name = {0};
    struct id  account;

    if (c->plans_count == 0)
        return name;
    rest = c->plans[c->plans_count - 1].co_ordinator;
    while (rest.n && str_split(&rest, '\n', &line))
        if (!id_parse(line, ID_ACCOUNT, &account))
            name = line;
    return name;
}

/* The newest tie first, and behind all of them the plan's. */
static void
co_ordinators(struct work *w, const struct history *h, struct row_set *set)
{
    const struct str named = named_in_plan(h->child);
    const struct id  none = {0};
    int64_t          place = 0;

    for (size_t i = h->child->ties_count; i-- > 0;) {
        const struct tie_at   *t = &h->child->ties[i];
        const struct tie_term *term = rules_tie(w->rules, w->pack, t->kind);

        if (!term || !str_eq(term->means, S("co_ordinator")))
            continue;
        ROW(set, A_ID(h->person), A_INT(place++),
            A_ID(t->whom.kind == ID_ACCOUNT ? t->whom : none), A_TEXT(t->name),
            A_TIME(t->since), row_set_time(t->until));
    }
    if (named.n)
        ROW(set, A_ID(h->person), A_INT(place), A_ID(none), A_TEXT(named),
            A_INT(0), A_NULL);
}

static void
missing(struct work *w, const struct history *h, struct row_set *set)
{
    const struct fact_at *lost = whereabouts_lost(h->child);

    if (lost)
        ROW(set, A_ID(h->person), A_ID(lost->entry->id),
            A_DATE(w->tx, lost->entry->occurred_on));
}

/* ---- one person ---- */

static struct thread_sets
sets_of_threads(struct row_set sets[])
{
    return (struct thread_sets){&sets[THREADS], &sets[AUDIENCE], &sets[TAKERS]};
}

static enum err
rows_make(struct work *w, const struct history *h, struct row_set sets[])
{
    enum err e;

    if ((e = spells(w, h, &sets[SPELLS])))
        return e;
    clocks(w, h, &sets[CLOCKS]);
    if ((e = ties(w, h, &sets[TIES])))
        return e;
    co_ordinators(w, h, &sets[CO]);
    missing(w, h, &sets[LOST]);
    if ((e = project_threads(w, h, sets_of_threads(sets))) ||
        (e = attendance_project(w, h, &sets[ATTENDANCE])))
        return e;
    if ((e = plan_work_project(w, h, &sets[WORK])))
        return e;
    return kin_project(w, h, &sets[KIN], &sets[BORN]);
}

static void
sets_of(struct work *w, struct row_set sets[])
{
    for (size_t i = 0; i < TABLES; i++)
        sets[i] = row_set_of(txn_arena(w->tx), &tables[i]);
}

/* What was written of that table, before so many differences. */
static enum err
tell_listed(struct work *w, const struct row_set *set,
    const struct change *change, int64_t before)
{
    return set->table->lists && change->differences > before
        ? known_listed_changed(w)
        : OK;
}

static enum err
rows_write(struct work *w, struct id person, const struct history *h,
    struct change *change)
{
    struct row_set sets[TABLES];
    enum err       e;

    sets_of(w, sets);
    if (h && (e = rows_make(w, h, sets)))
        return e;
    for (size_t i = 0; i < TABLES; i++) {
        const int64_t before = change->differences;

        if ((e = row_set_write(w, &sets[i], person, change)) ||
            (e = tell_listed(w, &sets[i], change, before)))
            return e;
    }
    return OK;
}

/* history null: the person's records are all somebody else's now.  Of a long
 * history there are thousands of rows, and nobody needs them afterwards. */
static enum err
project_rows(struct work *w, struct id person, const struct history *h,
    struct change *change)
{
    struct mark before = arena_mark(txn_arena(w->tx));
    enum err    e = rows_write(w, person, h, change);

    if (!e)
        arena_rewind(txn_arena(w->tx), before);
    return e;
}

/* ---- what one entry touched ---- */

/* Of those that would have the same row, the first has it. */
static const struct clock_at *
clock_first(const struct child *c, size_t place)
{
    size_t i = 0;

    while (i < place &&
        (!id_eq(c->clocks[i].opening, c->clocks[place].opening) ||
            !str_eq(c->clocks[i].rule->id, c->clocks[place].rule->id)))
        i++;
    return &c->clocks[i];
}

/* All ties that the entry of that one made, as they come. */
static enum err
ties_beside(struct work *w, const struct history *h, size_t place,
    struct row_set *set)
{
    const struct child *c = h->child;
    enum err            e = OK;

    for (size_t i = 0; i < c->ties_count && !e; i++)
        if (id_eq(c->ties[i].by, c->ties[place].by))
            e = tie_row(w, h, &c->ties[i], set);
    return e;
}

static enum err
touched_make(struct work *w, const struct history *h,
    const struct entry_touched *t, struct row_set sets[])
{
    struct history own = history_of_threads(txn_arena(w->tx), h, &t->threads);
    enum err       e;

    if ((e = spells(w, h, &sets[SPELLS])))
        return e;
    co_ordinators(w, h, &sets[CO]);
    missing(w, h, &sets[LOST]);
    for (size_t i = 0; i < t->clocks.count; i++)
        clock_row(w, h, clock_first(h->child, t->clocks.all[i]), &sets[CLOCKS]);
    for (size_t i = 0; i < t->ties.count; i++)
        if ((e = ties_beside(w, h, t->ties.all[i], &sets[TIES])))
            return e;
    if ((e = project_threads(w, &own, sets_of_threads(sets))) ||
        (e = attendance_project(w, &own, &sets[ATTENDANCE])))
        return e;
    if (t->plan && (e = plan_work_project(w, h, &sets[WORK])))
        return e;
    return t->people ? kin_project(w, h, &sets[KIN], &sets[BORN]) : OK;
}

static enum err
touched_write(struct work *w, const struct history *h,
    const struct entry_touched *t, struct change *change)
{
    const bool     whole[TABLES] = {[SPELLS] = true,
            [KIN] = t->people,
            [BORN] = t->people,
            [CO] = true,
            [WORK] = t->plan,
            [LOST] = true};
    struct row_set sets[TABLES];
    enum err       e;

    sets_of(w, sets);
    if ((e = touched_make(w, h, t, sets)))
        return e;
    for (size_t i = 0; i < TABLES && !e; i++) {
        const int64_t before = change->differences;

        if (whole[i])
            e = row_set_write(w, &sets[i], h->person, change);
        else if (tables[i].part)
            e = row_set_write_part(w, &sets[i], h->person, &t->threads, change);
        else
            e = row_set_put(w, &sets[i], change);
        if (!e)
            e = tell_listed(w, &sets[i], change, before);
    }
    return e;
}

enum err
project_touched(struct work *w, const struct history *h,
    const struct entry_touched *t, struct change *change)
{
    struct mark before = arena_mark(txn_arena(w->tx));
    enum err    e = OK;

    if (t->people)
        e = identity_project(w, h, change);
    if (!e)
        e = touched_write(w, h, t, change);
    if (!e)
        arena_rewind(txn_arena(w->tx), before);
    return e;
}

/* ---- one person, whole ---- */

enum err
project_history(struct work *w, const struct history *h, struct change *change)
{
    enum err e;

    change->child = h->child;
    if ((e = identity_project(w, h, change)))
        return e;
    return project_rows(w, h->person, h, change);
}

enum err
project_changes(struct work *w, struct id person, struct change *change)
{
    struct history h;
    struct id      now;
    enum err       e;

    e = person_resolve(w, person, &now);
    if (e && e != ERR_ABSENT)
        return e;
    if (e == ERR_ABSENT || !id_eq(now, person)) {
        if (e == OK && (e = project_changes(w, now, change)))
            return e;
        if ((e = sweep_person(w, person, NULL)))
            return e;
        return project_rows(w, person, NULL, change);
    }
    if ((e = history_load(w, person, (struct moment){INT64_MAX}, &h)))
        return e;
    if ((e = project_history(w, &h, change)) ||
        (e = sweep_person(w, person, h.child)))
        return e;
    return project_marked(w, person);
}

enum err
project_person(struct work *w, struct id person)
{
    struct change change = {0};

    assert(txn_is_write(w->tx));
    return project_changes(w, person, &change);
}
