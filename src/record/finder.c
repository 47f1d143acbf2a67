/*
 * Filling and following: one thread puts and publishes.  What a file of
 * before holds is not filled again (finder_file.c).  An index that has
 * lost its place (it was never filled, or changes behind it are forgotten)
 * is thrown away once the last search has given back what it borrowed, and
 * filled anew, page by page; what changes meanwhile is followed from where
 * filling began.
 *
 * Position is raised after what it counts is published, and read before it
 * is sought: a search may find more than its position says, never less.
 */
#include <assert.h>
#include <errno.h>
#include <string.h>
#include <time.h>

#include "match/learn.h"
#include "record/finder_inside.h"
#include "record/person_inside.h"

/* Leaves that are taken in at once. */
#define TURN_LEAVES 4096
#define PAGE_ROWS 1000
#define FORGET_ROWS 10000
#define FOLLOW_MS 50
#define TROUBLE_MS 1000
/* Whoever has not followed for so long does not answer. */
#define FRESH_US 5000000
/* Names are counted anew when as many records as half of those that were
 * counted have changed. */
#define SETTLE_LEAST 4096
#define SETTLE_PART 2

#define SAYS                                                                  \
    "f.source, f.given, f.family, f.known_as, f.birth_date, f.sex, f.nhs,"    \
    " f.upn, f.earlier"
enum { HEAD, PAGE, CHANGED, NOTE, FORGET, TAIL, COUNT };
static const struct statement texts[COUNT] = {
    [HEAD] = {.sql = "SELECT size FROM ledger_head WHERE one = 1"},
    [PAGE] = {.sql = "SELECT f.source, " SAYS " FROM source_face f"
                     " WHERE f.source > $1 ORDER BY f.source LIMIT $2"},
    [CHANGED] = {.sql = "SELECT c.source, " SAYS " FROM ledger_leaf l"
                        " JOIN face_changed c ON c.leaf = l.id"
                        " LEFT JOIN source_face f ON f.source = c.source"
                        " WHERE l.number >= $1 AND l.number < $2"},
    [NOTE] = {.sql = "INSERT INTO face_changed (leaf, source)"
                     " VALUES ($1, $2)"},
    [FORGET] = {.sql = "DELETE FROM face_changed WHERE leaf IN"
                       " (SELECT c.leaf FROM face_changed c"
                       " JOIN ledger_leaf l ON l.id = c.leaf"
                       " WHERE l.number < $1 LIMIT $2)"},
    /* position, one behind the last there can be, most */
    [TAIL] = {.sql = "SELECT c.source FROM ledger_leaf l"
                     " JOIN face_changed c ON c.leaf = l.id"
                     " WHERE l.number >= $1 AND l.number < $2"
                     " UNION SELECT c.source FROM ledger_leaf l"
                     " JOIN face_changed c ON c.leaf = l.id"
                     " WHERE l.number IS NULL LIMIT $3"},
};
const struct statements finder_statements = {"finder", texts, COUNT};

struct str
finder_says(void)
{
    return str_of(texts[PAGE].sql);
}

const struct statement *
finder_tail(void)
{
    return &texts[TAIL];
}

void
finder_lock(struct finder *f)
{
    if (pthread_mutex_lock(&f->lock))
        BUG("finder lock");
}

void
finder_unlock(struct finder *f)
{
    if (pthread_mutex_unlock(&f->lock))
        BUG("finder lock");
}

struct index_who
finder_who(struct id source)
{
    struct index_who who;

    static_assert(sizeof who == sizeof source.b, "an id is who it is");
    memcpy(&who, source.b, sizeof who);
    return who;
}

struct id
finder_source(struct index_who who)
{
    struct id source = {.kind = ID_SOURCE};

    memcpy(source.b, &who, sizeof who);
    return source;
}

/* ---- life ---- */

struct finder *
finder_new(const struct finder_options *o)
{
    struct arena      *a = arena_new(0);
    struct finder     *f = ARENA_NEW(a, struct finder);
    pthread_condattr_t attr;

    assert(o->store && o->rules);
    f->arena = a;
    f->o = *o;
    f->file.path = o->file.n ? str_c(a, o->file) : NULL;
    f->file.position = -1;
    learn_before(&f->model);
    f->index = index_new(&f->model);
    atomic_init(&f->position, -1);
    atomic_init(&f->until, 0);
    pthread_mutex_init(&f->lock, NULL);
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(&f->moved, &attr);
    pthread_condattr_destroy(&attr);
    return f;
}

/* Once nobody searches; the lock is held. */
static void
seekers_free(struct finder *f)
{
    while (f->lent)
        if (pthread_cond_wait(&f->moved, &f->lock))
            BUG("finder lock");
    while (f->idle_count)
        seeker_free(f->idle[--f->idle_count]);
}

bool
finder_is_mapped(const struct finder *f)
{
    return f->file.mapped.n > 0;
}

size_t
finder_count(const struct finder *f)
{
    return index_count(f->index);
}

/* ---- a record ---- */

/* The present names, then as many earlier ones as there is room for. */
static size_t
names_of_row(const struct rows *r, struct roll_words out[ROLL_NAMES])
{
    struct str         known_as = row_text(r, 4);
    struct match_names before[EARLIER_MOST];
    size_t             n = 0, more;

    out[n++] =
        (struct roll_words){.given = row_text(r, 2), .family = row_text(r, 3)};
    if (known_as.n)
        out[n++] =
            (struct roll_words){.given = known_as, .family = row_text(r, 3)};
    more = person_earlier_names(row_text(r, 9), before, EARLIER_MOST);
    for (size_t i = 0; i < more && n < ROLL_NAMES; i++)
        out[n++] = (struct roll_words){.given = before[i].given,
            .family = before[i].family};
    return n;
}

/* The second column on: SAYS. */
static void
record_put(struct finder *f, const struct pack *pack, struct id source,
    const struct rows *r)
{
    struct roll_words   names[ROLL_NAMES];
    struct index_person p = {.names = names,
        .name_count = names_of_row(r, names),
        .birth = row_date(r, 5),
        .sex = face_sex(pack, row_text(r, 6)),
        .nhs = row_text(r, 7),
        .upn = row_text(r, 8)};

    index_put(f->index, finder_who(source), &p);
}

/* What the records say now; who says nothing any more is gone. */
static void
records_put(struct finder *f, const struct pack *pack, struct rows *r)
{
    while (rows_next(r)) {
        struct id source = row_id(r, 0, ID_SOURCE);

        finder_file_touch(f, finder_who(source));
        if (row_is_null(r, 1))
            index_remove(f->index, finder_who(source));
        else
            record_put(f, pack, source, r);
        f->changed++;
    }
}

/* ---- filling ---- */

struct filling {
    struct finder *finder;
    struct id      last; /* none: from the beginning */
    size_t         rows;
    int64_t        size;
};

static enum err
head_read(struct txn *tx, int64_t *size)
{
    struct rows r;
    enum err    e = txn_row(tx, &texts[HEAD], NO_ARGS, &r);

    if (!e)
        *size = row_int(&r, 0);
    return e;
}

static enum err
begin_work(struct txn *tx, void *ctx)
{
    struct filling *l = ctx;

    return head_read(tx, &l->size);
}

static enum err
page_work(struct txn *tx, void *ctx)
{
    struct filling *l = ctx;
    struct finder  *f = l->finder;
    struct work     w = work_in(tx, f->o.rules(f->o.ctx));
    struct rows     r;
    enum err        e = txn_rows(tx, &texts[PAGE],
               ARGS(id_is_none(l->last) ? A_BYTES(S("")) : A_ID(l->last),
                   A_INT(PAGE_ROWS)),
               &r);

    if (e)
        return e;
    l->rows = r.count;
    while (rows_next(&r)) {
        l->last = row_id(&r, 0, ID_SOURCE);
        record_put(f, w.pack, l->last, &r);
    }
    return OK;
}

static bool
is_stopping(struct finder *f)
{
    bool yes;

    finder_lock(f);
    yes = f->stopping;
    finder_unlock(f);
    return yes;
}

/* In place of what there was; nobody has begun a search of it. */
static void
index_take(struct finder *f, struct index *ix, struct str mapped)
{
    atomic_store(&f->position, -1);
    finder_lock(f);
    seekers_free(f);
    index_free(f->index);
    finder_file_unmap(f);
    f->index = ix;
    f->file.mapped = mapped;
    finder_unlock(f);
}

static void
begins_at(struct finder *f, int64_t position)
{
    f->settled = index_count(f->index);
    f->changed = 0;
    atomic_store(&f->position, position);
}

static enum err
fill(struct finder *f, struct arena *a)
{
    struct filling l = {.finder = f};
    enum err       e;

    index_take(f, index_new(&f->model), S(""));
    if ((e = store_read(f->o.store, a, begin_work, &l)))
        return e;
    do {
        arena_clear(a);
        if (is_stopping(f))
            return ERR_BUSY;
        if ((e = store_read(f->o.store, a, page_work, &l)))
            return e;
    } while (l.rows == PAGE_ROWS);
    index_settle(f->index);
    begins_at(f, l.size);
    f->file.changed = true;
    return OK;
}

/* From the file, when there is a good one; else from the store. */
static enum err
begin(struct finder *f, struct arena *a)
{
    struct finder_mapped m = {NULL};
    enum err             e = OK;

    if (f->file.path && !f->file.tried)
        e = finder_file_read(f, a, &m);
    if (e)
        return e;
    f->file.tried = true;
    if (!m.index)
        return fill(f, a);
    index_take(f, m.index, m.bytes);
    begins_at(f, m.position);
    return OK;
}

/* ---- following ---- */

struct following {
    struct finder *finder;
    int64_t        from, to, size;
};

static enum err
follow_work(struct txn *tx, void *ctx)
{
    struct following *l = ctx;
    struct finder    *f = l->finder;
    struct work       w = work_in(tx, f->o.rules(f->o.ctx));
    struct rows       r;
    enum err          e = head_read(tx, &l->size);

    l->to = l->size;
    if (e || l->size == l->from || l->size - l->from > FINDER_KEPT)
        return e;
    if (l->to > l->from + TURN_LEAVES)
        l->to = l->from + TURN_LEAVES;
    e = txn_rows(tx, &texts[CHANGED], ARGS(A_INT(l->from), A_INT(l->to)), &r);
    if (!e)
        records_put(f, w.pack, &r);
    return e;
}

static void
publish(struct finder *f)
{
    if (f->changed > SETTLE_LEAST && f->changed > f->settled / SETTLE_PART) {
        index_settle(f->index);
        f->settled = index_count(f->index);
        f->changed = 0;
    } else {
        index_publish(f->index);
    }
}

static enum err
follow(struct finder *f, struct arena *a, bool *more)
{
    struct following l = {.finder = f, .from = atomic_load(&f->position)};
    enum err         e = store_read(f->o.store, a, follow_work, &l);

    if (e)
        return e;
    /* a ledger that was cut back, or one that ran away */
    if (l.size < l.from || l.size - l.from > FINDER_KEPT) {
        atomic_store(&f->position, -1);
        *more = true;
        return OK;
    }
    publish(f);
    atomic_store(&f->position, l.to);
    *more = l.to < l.size;
    if (!*more)
        atomic_store(&f->until, clock_monotonic() + FRESH_US);
    return OK;
}

enum err
finder_turn(struct finder *f, bool *more)
{
    struct arena *a = arena_new(0);
    enum err      e = OK;

    *more = false;
    if (atomic_load(&f->position) < 0)
        e = begin(f, a);
    if (!e)
        e = follow(f, a, more);
    arena_free(a);
    return e;
}

/* ---- the thread ---- */

static struct timespec
after_ms(int64_t ms)
{
    const int64_t second = 1000000;
    int64_t       at = clock_monotonic() + ms * 1000;

    return (struct timespec){at / second, at % second * 1000};
}

/* False when it is to stop. */
static bool
rest(struct finder *f, int64_t ms)
{
    const struct timespec until = after_ms(ms);
    bool                  goes_on;
    int                   rc = 0;

    finder_lock(f);
    while (!f->stopping && rc != ETIMEDOUT)
        rc = pthread_cond_timedwait(&f->moved, &f->lock, &until);
    goes_on = !f->stopping;
    finder_unlock(f);
    return goes_on;
}

/* Trouble with the store is the store's to tell; meanwhile keys answer.  A
 * file that cannot be written is tried again when it is due. */
static void *
finder_main(void *ctx)
{
    struct finder *f = ctx;
    int64_t        ms = 0;
    bool           more;

    while (rest(f, ms)) {
        enum err e = finder_turn(f, &more);

        if (!e && !more && finder_file_is_due(f))
            e = finder_save(f);
        ms = e ? TROUBLE_MS : more ? 0 : FOLLOW_MS;
    }
    return NULL;
}

void
finder_start(struct finder *f)
{
    assert(!f->running);
    if (pthread_create(&f->thread, NULL, finder_main, f))
        BUG("no thread for the index");
    f->running = true;
}

/* What was changed to the last is taken in first, so that nobody who was
 * erased just now is written. */
static void
file_leave(struct finder *f)
{
    bool     more = true;
    enum err e = OK;

    if (!f->file.path || atomic_load(&f->position) < 0)
        return;
    while (!e && more)
        e = finder_turn(f, &more);
    if (!e && atomic_load(&f->position) >= 0 &&
        atomic_load(&f->position) != f->file.position)
        e = finder_save(f);
    if (e) /* the next start fills it */
        finder_file_drop(f->file.path);
}

void
finder_free(struct finder *f)
{
    if (!f)
        return;
    finder_lock(f);
    f->stopping = true;
    pthread_cond_broadcast(&f->moved);
    finder_unlock(f);
    if (f->running)
        pthread_join(f->thread, NULL);
    file_leave(f);
    finder_lock(f);
    seekers_free(f);
    finder_unlock(f);
    index_free(f->index);
    finder_file_unmap(f);
    pthread_cond_destroy(&f->moved);
    pthread_mutex_destroy(&f->lock);
    arena_free(f->arena);
}

/* ---- by who writes ---- */

static struct touched_source *
touched_add(struct touched *t, struct id source)
{
    struct touched_source *more;

    if (!t->arena)
        t->arena = arena_new(0);
    if (t->count == t->room) {
        t->room = t->room ? 2 * t->room : 8;
        more = ARENA_ARRAY(t->arena, struct touched_source, t->room);
        if (t->count)
            memcpy(more, t->sources, t->count * sizeof *more);
        t->sources = more;
    }
    t->sources[t->count] = (struct touched_source){.source = source};
    return &t->sources[t->count++];
}

static struct touched_source *
touched_find(struct touched *t, struct id source)
{
    for (size_t i = 0; i < t->count; i++)
        if (id_eq(t->sources[i].source, source))
            return &t->sources[i];
    return touched_add(t, source);
}

void
finder_touch(struct work *w, struct id source)
{
    if (w->touched)
        (void)touched_find(w->touched, source);
}

void
finder_touch_other(struct work *w, struct id source)
{
    if (w->touched)
        touched_find(w->touched, source)->other = true;
}

enum err
finder_note(struct work *w, struct id leaf)
{
    const struct touched *t = w->touched;
    enum err              e;

    for (size_t i = 0; t && i < t->count; i++)
        if ((e = txn_put(w->tx, &texts[NOTE],
                 ARGS(A_ID(leaf), A_ID(t->sources[i].source)))))
            return e;
    return OK;
}

void
finder_untouch(struct work *w)
{
    arena_free(w->touched->arena);
    *w->touched = (struct touched){0};
}

enum err
finder_forget(struct work *w)
{
    int64_t  size;
    enum err e = head_read(w->tx, &size);

    if (e || size <= FINDER_KEPT)
        return e;
    return txn_do(w->tx, &texts[FORGET],
        ARGS(A_INT(size - FINDER_KEPT), A_INT(FORGET_ROWS)));
}
