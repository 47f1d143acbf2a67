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
#include "record/places.h"
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
    THREAD_ADD,
    THREAD_CUT,
    AUDIENCE_READ,
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
                            " WHERE person = $1 OR source IN"
                            " (SELECT p.source FROM source_person p"
                            " WHERE p.person = $1)"},
    [THREAD_ADD] = {.sql = "INSERT INTO thread_row (" THREAD_COLUMNS ")"
                           " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,"
                           " $11, $12, $13, $14, $15, $16, $17, $18, $19,"
                           " $20)"},
    [THREAD_CUT] = {.sql = "DELETE FROM thread_row"
                           " WHERE thread = $1 AND source = $2"},
    [AUDIENCE_READ] = {.sql = "SELECT " AUDIENCE_COLUMNS " FROM audience"
                              " WHERE person = $1 OR source IN"
                              " (SELECT p.source FROM source_person p"
                              " WHERE p.person = $1)"},
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
};
const struct statements project_statements = {"project", texts, COUNT};

/* A table as it is compared: the first keys columns name a row.  What each
 * column holds: i number, t text, b bytes. */
struct table {
    struct str name;
    int        read, add, cut;
    size_t     keys;
    struct str columns;
    bool       lists; /* who may be found by a check (listed.h) */
};
static const struct table tables[] = {
    {S_INIT("register_spell"), SPELL_READ, SPELL_ADD, SPELL_CUT, 2,
     S_INIT("bbbtttti"), true},
    {S_INIT("clock_row"), CLOCK_READ, CLOCK_ADD, CLOCK_CUT, 3,
     S_INIT("btbbiiiibtt"), false},
    {S_INIT("tie"), TIE_READ, TIE_ADD, TIE_CUT, 4, S_INIT("bbtbtii"), false},
    {S_INIT("thread_row"), THREAD_READ, THREAD_ADD, THREAD_CUT, 2,
     S_INIT("bbbbtbitttibbiibiiii"), false},
    {S_INIT("audience"), AUDIENCE_READ, AUDIENCE_ADD, AUDIENCE_CUT, 3,
     S_INIT("bbbbtbbtiiiiiiii"), false},
    {S_INIT("kin_found"), KIN_READ, KIN_ADD, KIN_CUT, 3, S_INIT("bbtb"), true},
    {S_INIT("kin_born"), BORN_READ, BORN_ADD, BORN_CUT, 2, S_INIT("bt"), false},
    {S_INIT("co_ordinator"), CO_READ, CO_ADD, CO_CUT, 2, S_INIT("bibtii"),
     false},
    {S_INIT("plan_action"), WORK_READ, WORK_ADD, WORK_CUT, 2, S_INIT("btbtib"),
     false},
    {S_INIT("missing_now"), LOST_READ, LOST_ADD, LOST_CUT, 1, S_INIT("bbt"),
     false},
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
    TABLES
};

/* ---- sets of rows ---- */

#define COLUMNS_MOST 20
struct set_row {
    struct arg *args;
    struct str  whole; /* canonical, for comparing */
    bool        same;
};
struct row_set {
    struct arena       *arena;
    const struct table *table;
    struct set_row     *rows;
    size_t              count, room;
    struct places      *keys; /* where the rows stand, by their keys */
    struct buf          scratch;
};

static struct row_set
row_set_of(struct arena *a, const struct table *t)
{
    struct row_set s = {.arena = a, .table = t, .keys = places_new(a)};

    buf_init(&s.scratch, a);
    return s;
}

/* A value as bytes: its kind, so that NULL is not "", and what it holds. */
static void
value_add(struct buf *b, const struct arg *v)
{
    switch (v->kind) {
    case ARG_NULL:
        buf_add_byte(b, '0');
        return;
    case ARG_INT:
        buf_add_byte(b, 'i');
        buf_add_u64(b, (uint64_t)v->i);
        return;
    case ARG_TEXT:
    case ARG_BYTES:
        buf_add_byte(b, 's');
        buf_add_framed(b, v->s);
        return;
    case ARG_ID:
        if (id_is_none(v->id)) {
            buf_add_byte(b, '0');
            return;
        }
        buf_add_byte(b, 's');
        buf_add_framed(b, id_bytes(&v->id));
        return;
    }
}

/* The whole row as bytes, in the set's scratch; its key begins them. */
static struct str
values_text(struct row_set *s, const struct arg *args, size_t *key_n)
{
    struct buf *b = &s->scratch;

    buf_reset(b);
    for (size_t i = 0; i < s->table->columns.n; i++) {
        if (i == s->table->keys)
            *key_n = buf_str(b).n;
        value_add(b, &args[i]);
    }
    if (s->table->keys == s->table->columns.n)
        *key_n = buf_str(b).n;
    return buf_str(b);
}

static struct set_row *
row_of_key(const struct row_set *s, struct str key)
{
    size_t place = places_newest(s->keys, key, (struct id){0});

    return place == PLACE_NONE ? NULL : &s->rows[place];
}

static struct set_row *
row_room(struct row_set *s)
{
    if (s->count == s->room) {
        size_t          room = s->room ? 2 * s->room : 16;
        struct set_row *wider = ARENA_ARRAY(s->arena, struct set_row, room);

        if (s->count)
            memcpy(wider, s->rows, s->count * sizeof *wider);
        s->rows = wider;
        s->room = room;
    }
    return &s->rows[s->count++];
}

/* One that stands there already by its key is the same thing said twice. */
void
row_set_add(struct row_set *s, const struct arg *args, size_t n)
{
    size_t          key_n = 0;
    struct str      whole = values_text(s, args, &key_n);
    struct set_row *r;

    assert(n == s->table->columns.n && n <= COLUMNS_MOST);
    if (row_of_key(s, str_sub(whole, 0, key_n)))
        return;
    r = row_room(s);
    r->args = ARENA_ARRAY(s->arena, struct arg, n);
    memcpy(r->args, args, n * sizeof *args);
    r->whole = str_dup(s->arena, whole);
    places_add(s->keys, str_sub(r->whole, 0, key_n), (struct id){0});
}

static struct arg
value_of(const struct rows *r, size_t column, char kind)
{
    if (row_is_null(r, column))
        return A_NULL;
    if (kind == 'i')
        return A_INT(row_int(r, column));
    return kind == 't' ? A_TEXT(row_text(r, column))
                       : A_BYTES(row_bytes(r, column));
}

void
change_note(struct change *c, struct str table)
{
    if (c->differences++ == 0)
        c->first = table;
}

/* A row that is there: it stays when it ought to be so, else it goes. */
static enum err
row_check(struct work *w, struct row_set *want, const struct rows *at,
    struct change *change)
{
    const struct table *t = want->table;
    struct arg          args[COLUMNS_MOST];
    struct set_row     *r;
    struct str          whole;
    size_t              key_n = 0;

    for (size_t i = 0; i < t->columns.n; i++)
        args[i] = value_of(at, i, t->columns.p[i]);
    whole = values_text(want, args, &key_n);
    r = row_of_key(want, str_sub(whole, 0, key_n));
    if (r && str_eq(r->whole, whole)) {
        r->same = true;
        return OK;
    }
    if (!r)
        change_note(change, t->name);
    return txn_put(w->tx, &texts[t->cut], args, t->keys);
}

/* From what is there to what ought to be. */
static enum err
set_write(struct work *w, struct row_set *want, struct id person,
    struct change *change)
{
    const struct table *t = want->table;
    struct rows         r;
    enum err            e;

    if ((e = txn_rows(w->tx, &texts[t->read], ARGS(A_ID(person)), &r)))
        return e;
    while (rows_next(&r))
        if ((e = row_check(w, want, &r, change)))
            return e;
    for (size_t i = 0; i < want->count; i++) {
        if (want->rows[i].same)
            continue;
        if ((e = txn_put(w->tx, &texts[t->add], want->rows[i].args,
                 t->columns.n)))
            return e;
        change_note(change, t->name);
    }
    return OK;
}

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

static enum err
clocks(struct work *w, const struct history *h, struct row_set *set)
{
    for (size_t i = 0; i < h->child->clocks_count; i++) {
        const struct clock_at  *c = &h->child->clocks[i];
        const struct addressee *owner = &c->rule->owner;
        const struct str        parts[] = {owner->kind, owner->id};
        struct str text = str_join(txn_arena(w->tx), parts, 2, S("."));

        ROW(set, A_ID(h->person), A_TEXT(c->rule->id), A_ID(c->opening),
            A_ID(c->thread), A_TIME(c->opened), A_TIME(c->due),
            c->has_target ? A_TIME(c->target) : A_NULL, row_set_time(c->met),
            A_ID(c->met_by), A_TEXT(clock_words[c->state]), A_TEXT(text));
    }
    return OK;
}

static enum err
ties(struct work *w, const struct history *h, struct row_set *set)
{
    for (size_t i = 0; i < h->child->ties_count; i++) {
        const struct tie_at   *t = &h->child->ties[i];
        const struct tie_term *term = rules_tie(w->rules, w->pack, t->kind);
        struct id              whom = t->whom;
        enum err               e;

        if (id_is_none(whom) && (e = agency_said(w, t->name, &whom)))
            return e;
        if (id_is_none(whom))
            continue; /* somebody without an account: words only */
        ROW(set, A_ID(h->person), A_ID(whom), A_TEXT(t->kind), A_ID(t->by),
            A_TEXT(term ? term->means : t->kind), A_TIME(t->since),
            row_set_time(t->until));
    }
    return OK;
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

static enum err
rows_make(struct work *w, const struct history *h, struct row_set sets[])
{
    enum err e;

    if ((e = spells(w, h, &sets[SPELLS])))
        return e;
    if ((e = clocks(w, h, &sets[CLOCKS])))
        return e;
    if ((e = ties(w, h, &sets[TIES])))
        return e;
    co_ordinators(w, h, &sets[CO]);
    missing(w, h, &sets[LOST]);
    if ((e = project_threads(w, h, &sets[THREADS], &sets[AUDIENCE])))
        return e;
    if ((e = plan_work_project(w, h, &sets[WORK])))
        return e;
    return kin_project(w, h, &sets[KIN], &sets[BORN]);
}

static enum err
rows_write(struct work *w, struct id person, const struct history *h,
    struct change *change)
{
    struct row_set sets[TABLES];
    enum err       e;

    for (size_t i = 0; i < TABLES; i++)
        sets[i] = row_set_of(txn_arena(w->tx), &tables[i]);
    if (h && (e = rows_make(w, h, sets)))
        return e;
    for (size_t i = 0; i < TABLES; i++) {
        const int64_t before = change->differences;

        if ((e = set_write(w, &sets[i], person, change)))
            return e;
        if (change->differences > before && tables[i].lists &&
            (e = known_listed_changed(w)))
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
        return project_rows(w, person, NULL, change);
    }
    if ((e = history_load(w, person, (struct moment){INT64_MAX}, &h)))
        return e;
    change->child = h.child;
    if ((e = identity_project(w, &h, change)))
        return e;
    return project_rows(w, person, &h, change);
}

enum err
project_child(struct work *w, struct id person, const struct child **child)
{
    struct change change = {0};
    enum err      e;

    assert(txn_is_write(w->tx));
    e = project_changes(w, person, &change);
    *child = change.child;
    return e;
}

enum err
project_person(struct work *w, struct id person)
{
    const struct child *child;

    return project_child(w, person, &child);
}
