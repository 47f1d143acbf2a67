/*
 * The projections of one person after one entry more.
 *
 * The history is folded up to the entry, then on; what the fold changed is
 * what is written.  An entry that corrects changes the past, and is
 * projected whole; so is everything that the last projection knew otherwise:
 * another pack, other desks, another program.
 */
#include <assert.h>
#include <string.h>

#include "record/fold_inside.h"
#include "record/history_kept.h"
#include "record/plan.h"
#include "record/project_inside.h"
#include "record/sweep.h"

enum { MARK, MARK_SET, COUNT };
static const struct statement texts[COUNT] = {
    [MARK] = {.sql = "SELECT p.mark FROM projected p JOIN who_is_who w"
                     " ON w.one = 1 AND w.turn = p.turn"
                     " WHERE p.person = $1 AND p.under = $2"},
    [MARK_SET] = {.sql = "INSERT INTO projected (person, mark, under, turn)"
                         " VALUES ($1, $2, $3,"
                         " (SELECT turn FROM who_is_who WHERE one = 1))"
                         " ON CONFLICT (person) DO UPDATE SET"
                         " mark = excluded.mark, under = excluded.under,"
                         " turn = excluded.turn"},
};
const struct statements project_entry_statements = {"project_entry", texts,
    COUNT};

/* ---- under what ---- */

struct str
project_under(struct work *w)
{
    struct arena    *a = txn_arena(w->tx);
    const struct str parts[] = {S(DIOGEL_VERSION),
        str_hex(a, hash_str(&w->pack->hash))};

    return str_join(a, parts, 2, S(" "));
}

/* The mark under which the person was projected as one would be now, or
 * none. */
static enum err
mark_find(struct work *w, struct id person, struct id *mark)
{
    struct rows r;
    enum err    e;

    *mark = (struct id){0};
    if ((e = txn_rows(w->tx, &texts[MARK],
             ARGS(A_ID(person), A_TEXT(project_under(w))), &r)))
        return e;
    if (rows_next(&r))
        *mark = row_id(&r, 0, ID_ENTRY);
    return OK;
}

static enum err
mark_set(struct work *w, struct id person, struct id *mark)
{
    struct id_source fresh = {0}; /* not the transaction's: a
                                     demonstration's ids stay as they are */

    *mark = id_new(&fresh, ID_ENTRY);
    return txn_put(w->tx, &texts[MARK_SET],
        ARGS(A_ID(person), A_ID(*mark), A_TEXT(project_under(w))));
}

enum err
project_marked(struct work *w, struct id person)
{
    struct id mark;

    return mark_set(w, person, &mark);
}

/* ---- what an entry touches ---- */

/* The child before the entry, as far as it may change. */
struct before {
    struct state_at *states;
    size_t           state_count;
    struct tie_at   *ties;
    size_t           tie_count, clock_count;
    bool             allocated;
};

struct touching {
    struct arena         *arena;
    struct work          *work;
    const struct history *history;
    struct before         was;
    struct entry_touched  is;
    size_t                thread_room, clock_room, tie_room;
};

static void
copy_before(struct touching *t)
{
    const struct child *c = fold_end(t->history->fold);
    struct before      *b = &t->was;

    *b = (struct before){.state_count = c->states_count,
        .tie_count = c->ties_count,
        .clock_count = c->clocks_count,
        .allocated = project_allocated(t->work, c)};
    b->states = ARENA_ARRAY(t->arena, struct state_at, b->state_count + 1);
    b->ties = ARENA_ARRAY(t->arena, struct tie_at, b->tie_count + 1);
    if (b->state_count)
        memcpy(b->states, c->states, b->state_count * sizeof *b->states);
    if (b->tie_count)
        memcpy(b->ties, c->ties, b->tie_count * sizeof *b->ties);
}

static void
touch(struct arena *a, struct places_touched *list, size_t *room, size_t place)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->all[i] == place)
            return;
    list->all = fold_room(a, list->all, list->count, room, sizeof *list->all);
    list->all[list->count++] = place;
}

static void
touch_thread(struct touching *t, struct id thread)
{
    struct ids *list = &t->is.threads;

    if (id_is_none(thread) || id_among(thread, list->all, list->count))
        return;
    list->all = fold_room(t->arena, list->all, list->count, &t->thread_room,
        sizeof *list->all);
    list->all[list->count++] = thread;
}

/* A clock's day is shown with the thread that opened it. */
static void
touch_clock(struct touching *t, size_t place)
{
    touch(t->arena, &t->is.clocks, &t->clock_room, place);
    touch_thread(t, t->history->child->clocks[place].thread);
}

/* Of one line: those that it may be something to are known to the fold. */
static void
touch_clocks(struct touching *t, size_t count_before)
{
    const struct fold  *f = t->history->fold;
    const struct child *c = t->history->child;

    for (size_t i = 0; i < f->meant.count; i++)
        if (memcmp(&f->was[i], &c->clocks[f->meant.places[i]],
                sizeof *f->was) != 0)
            touch_clock(t, f->meant.places[i]);
    for (size_t i = count_before; i < c->clocks_count; i++)
        touch_clock(t, i);
}

static void
touch_ties(struct touching *t)
{
    const struct child *c = t->history->child;

    for (size_t i = 0; i < c->ties_count; i++)
        if (i >= t->was.tie_count ||
            memcmp(&c->ties[i], &t->was.ties[i], sizeof *c->ties) != 0)
            touch(t->arena, &t->is.ties, &t->tie_room, i);
}

static void
touch_facts(struct touching *t, const struct fold_entry *line)
{
    for (size_t i = 0; i < line->fact_count; i++) {
        enum yield_kind kind = line->facts[i].kind;

        t->is.people = t->is.people || kind == YIELD_IDENTITY ||
            kind == YIELD_RELATIONSHIP || kind == YIELD_HOUSEHOLD;
        t->is.plan = t->is.plan || plan_yields(kind);
    }
}

/* ---- what touches everything ---- */

/* A state of the child itself, which is some thread's too when packs do not
 * agree of which of them the pathway is. */
static bool
moves_child(const struct touching *t)
{
    const struct child *c = t->history->child;

    for (size_t i = 0; i < c->states_count; i++) {
        const struct state_at *was =
            i < t->was.state_count ? &t->was.states[i] : NULL;

        if ((!was || memcmp(&c->states[i], was, sizeof *was) != 0) &&
            (id_is_none(c->states[i].thread) ||
                (was && id_is_none(was->thread))))
            return true;
    }
    return false;
}

static bool
is_under_several(const struct history *h)
{
    for (size_t i = 1; i < h->line_count; i++)
        if (h->lines[i].pack != h->lines[0].pack)
            return true;
    return false;
}

static bool
touches_all(const struct touching *t)
{
    return t->was.allocated != project_allocated(t->work, t->history->child) ||
        t->history->born_moves ||
        (is_under_several(t->history) && moves_child(t));
}

/* ---- the entry ---- */

/* Folds on to the end, and remembers what that changed. */
static enum err
fold_on(struct touching *t, struct history *h)
{
    enum err e;

    copy_before(t);
    while (h->folded < h->line_count) {
        const struct fold_entry *line = &h->lines[h->folded];
        size_t                   clocks = fold_end(h->fold)->clocks_count;

        if ((e = history_fold(h, h->folded + 1)))
            return e;
        touch_clocks(t, clocks);
        touch_thread(t, line->thread);
        touch_facts(t, line);
    }
    touch_ties(t);
    return OK;
}

/* The history goes on in its own memory, what is made of it does not. */
static enum err
go_on(struct work *w, struct kept_history *k, struct id entry)
{
    struct arena *before = txn_arena_lend(w->tx, k->arena);
    enum err      e = history_more(w, &k->is, entry);

    (void)txn_arena_lend(w->tx, before);
    return e;
}

static enum err
begin(struct work *w, struct kept_history *k, struct id person, struct id entry)
{
    struct arena *before = txn_arena_lend(w->tx, k->arena);
    enum err      e = history_begin(w, person, entry, &k->is);

    (void)txn_arena_lend(w->tx, before);
    return e;
}

static enum err
find(struct work *w, struct id person, struct id entry, struct id mark,
    struct kept_history **out)
{
    struct kept_history *k =
        history_take(rules_histories(w->rules), person, mark);
    enum err e = k ? go_on(w, k, entry) : ERR_CONFLICT;

    if (e == OK) {
        *out = k;
        return OK;
    }
    history_drop(k);
    if (e != ERR_CONFLICT)
        return e;
    k = history_new();
    if ((e = begin(w, k, person, entry))) {
        history_drop(k);
        return e;
    }
    *out = k;
    return OK;
}

static enum err
project(struct work *w, struct kept_history *k, struct id mark)
{
    struct history *h = &k->is;
    struct touching t = {
        .arena = txn_arena(w->tx), .work = w, .history = h};
    struct change change = {0};
    bool          comes_last = h->folded < h->line_count;
    enum err      e;

    if ((e = fold_on(&t, h)))
        return e;
    if (id_is_none(mark) || !comes_last || touches_all(&t))
        e = project_history(w, h, &change);
    else
        e = project_touched(w, h, &t.is, &change);
    if (e || (e = sweep_person(w, h->person, h->child)))
        return e;
    return mark_set(w, h->person, &k->mark);
}

enum err
project_entry(struct work *w, struct id person, struct id entry,
    struct kept_history **kept)
{
    struct kept_history *k;
    struct id            mark;
    enum err             e;

    assert(txn_is_write(w->tx));
    if ((e = mark_find(w, person, &mark)) ||
        (e = find(w, person, entry, mark, &k)))
        return e;
    if ((e = project(w, k, mark))) {
        history_drop(k);
        return e;
    }
    *kept = k;
    return OK;
}

/* ---- the threads of a history ---- */

/* How many of the rows are in one of the threads. */
#define COUNT_OWN(n, list, list_count, thread_of)                             \
    for (size_t i = 0; i < (list_count); i++)                                 \
    (n) += is_own(threads, (list)[i].thread_of)

static bool
is_own(const struct ids *threads, struct id thread)
{
    return id_among(thread, threads->all, threads->count);
}

static void
own_clocks(struct arena *a, struct child *own, const struct child *c,
    const struct ids *threads)
{
    size_t n = 0;

    COUNT_OWN(n, c->clocks, c->clocks_count, thread);
    own->clocks = ARENA_ARRAY(a, struct clock_at, n + 1);
    own->clocks_count = 0;
    for (size_t i = 0; i < c->clocks_count; i++)
        if (is_own(threads, c->clocks[i].thread))
            own->clocks[own->clocks_count++] = c->clocks[i];
}

static void
own_decisions(struct arena *a, struct child *own, const struct child *c,
    const struct ids *threads)
{
    size_t n = 0;

    COUNT_OWN(n, c->decisions, c->decisions_count, thread);
    own->decisions = ARENA_ARRAY(a, struct decision, n + 1);
    own->decisions_count = 0;
    for (size_t i = 0; i < c->decisions_count; i++)
        if (is_own(threads, c->decisions[i].thread))
            own->decisions[own->decisions_count++] = c->decisions[i];
}

static void
own_lines(struct arena *a, struct history *own, const struct history *h,
    const struct ids *threads)
{
    size_t n = 0;

    COUNT_OWN(n, h->lines, h->line_count, thread);
    own->lines = ARENA_ARRAY(a, struct fold_entry, n + 1);
    own->line_count = 0;
    for (size_t i = 0; i < h->line_count; i++)
        if (is_own(threads, h->lines[i].thread))
            own->lines[own->line_count++] = h->lines[i];
}

static void
own_stored(struct arena *a, struct history *own, const struct history *h,
    const struct ids *threads)
{
    size_t n = 0;

    COUNT_OWN(n, h->all, h->count, entry.thread);
    own->all = ARENA_ARRAY(a, struct stored, n + 1);
    own->count = 0;
    for (size_t i = 0; i < h->count; i++)
        if (is_own(threads, h->all[i].entry.thread))
            own->all[own->count++] = h->all[i];
}

struct history
history_of_threads(struct arena *a, const struct history *h,
    const struct ids *threads)
{
    struct history own = *h;
    struct child  *c = ARENA_NEW(a, struct child);

    *c = *h->child;
    own_clocks(a, c, h->child, threads);
    own_decisions(a, c, h->child, threads);
    own_lines(a, &own, h, threads);
    own_stored(a, &own, h, threads);
    own.child = c;
    return own;
}
