/*
 * Who this might be: persons one of whose records is put forward, by the
 * index in memory or else by a key that it shares with the question, each
 * weighed by the record that speaks most for it: evidence, and no decision.
 *
 * How many people there are goes into the weight as its logarithm: ids are
 * random, so those in a small part of their range will do, if they are many.
 */
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "match/keys.h"
#include "match/match.h"
#include "record/dwelling.h"
#include "record/finder.h"
#include "record/person_inside.h"

/* Keys come best first: once so many records are found, or under one key,
 * what the weaker ones would add is told apart by the better ones. */
#define FACES_MOST 5000
/* The index puts the likeliest forward first. */
#define FOUND_MOST 400
/* One id in so many begins with a zero byte; below the least, all count. */
#define SAMPLE_PART 256
#define SAMPLE_LEAST 400

enum {
    KEYED,
    KEYED_PLACED,
    NAMED,
    NAMED_PLACED,
    NOT_SAME,
    TWIN,
    DIED,
    SAMPLE,
    ALL,
    COUNT
};
/* every face of every person who has a record ... */
#define OF_PERSONS                                                            \
    " FROM source_person p"                                                   \
    " JOIN source_face f ON f.source = p.source"                              \
    " JOIN source s ON s.id = f.source"                                       \
    " WHERE p.person IN"
/* ... with that key */
#define WITH_KEY_1                                                            \
    OF_PERSONS                                                                \
    " (SELECT h.person FROM source_key k"                                     \
    " JOIN source_person h ON h.source = k.source"                            \
    " WHERE k.key = $1)"                                                      \
    " ORDER BY p.person, f.source LIMIT $2"
/* ... among those; FINDER_AT_ONCE */
#define AMONG_1_TO_10                                                         \
    OF_PERSONS                                                                \
    " (SELECT h.person FROM source_person h WHERE h.source IN"                \
    " ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))"                             \
    " ORDER BY p.person, f.source"
/* the home of nobody who has ever been protected: that it agrees, or where
 * it puts them in the list, would say where they are */
#define UNLESS_GUARDED(column)                                                \
    ", CASE WHEN EXISTS (SELECT 1 FROM source_person q"                       \
    " JOIN label l ON l.source = q.source"                                    \
    " WHERE q.person = p.person AND l.label <> 'normal')"                     \
    " THEN NULL ELSE " column " END"
#define AND_HOME UNLESS_GUARDED("f.town") UNLESS_GUARDED("f.street")
static const struct statement texts[COUNT] = {
    [KEYED] = {.sql = "SELECT " FACE_COLUMNS WITH_KEY_1},
    [KEYED_PLACED] = {.sql = "SELECT " FACE_COLUMNS AND_HOME WITH_KEY_1},
    [NAMED] = {.sql = "SELECT " FACE_COLUMNS AMONG_1_TO_10},
    [NAMED_PLACED] = {.sql = "SELECT " FACE_COLUMNS AND_HOME AMONG_1_TO_10},
    [NOT_SAME] = {.sql = "SELECT y.person FROM source_person x"
                         " JOIN link l ON l.a = x.source"
                         " JOIN source_person y ON y.source = l.b"
                         " WHERE x.person = $1 AND l.kind <> 'link'"
                         " AND l.undone_at IS NULL"
                         " UNION SELECT y.person FROM source_person x"
                         " JOIN link l ON l.b = x.source"
                         " JOIN source_person y ON y.source = l.a"
                         " WHERE x.person = $1 AND l.kind <> 'link'"
                         " AND l.undone_at IS NULL"},
    /* one of whom nothing has ever been protected: who is hidden is not to be
     * guessed from what is asked more of a brother or sister */
    [TWIN] = {.sql = "SELECT COUNT(*) FROM source_person x"
                     " JOIN link l ON l.a = x.source OR l.b = x.source"
                     " JOIN source_person y ON y.source ="
                     " CASE WHEN l.a = x.source THEN l.b ELSE l.a END"
                     " WHERE x.person = $1 AND l.kind = 'twins'"
                     " AND l.undone_at IS NULL"
                     " AND NOT EXISTS (SELECT 1 FROM source_person q"
                     " JOIN label m ON m.source = q.source"
                     " WHERE q.person = y.person AND m.label <> 'normal')"},
    /* of a day, a month and a year the latest, as text, and the more exact */
    [DIED] = {.sql = "SELECT MAX(f.died) FROM source_person p"
                     " JOIN source_face f ON f.source = p.source"
                     " WHERE p.person = $1"},
    [SAMPLE] = {.sql = "SELECT COUNT(*) FROM person WHERE id < $1"},
    [ALL] = {.sql = "SELECT COUNT(*) FROM person"},
};
const struct statements candidate_statements = {"candidate", texts, COUNT};

/* The faces found for a question; sorted and single once read. */
struct found {
    struct face *faces;
    size_t       count, room;
    bool         placed; /* the question says a town or a home */
    bool         capped; /* more share a key than were read */
};

static void
found_add(struct arena *a, struct found *f, const struct face *face)
{
    if (f->count == f->room) {
        size_t       room = f->room ? f->room * 2 : 64;
        struct face *more = ARENA_ARRAY(a, struct face, room);

        if (f->count)
            memcpy(more, f->faces, f->count * sizeof(*more));
        f->faces = more;
        f->room = room;
    }
    f->faces[f->count++] = *face;
}

static void
found_read(struct work *w, struct rows *r, struct found *f)
{
    struct face face;

    while (rows_next(r)) {
        face_of_row(w, r, &face);
        if (f->placed && !row_is_null(r, FACE_COLUMN_COUNT))
            face.town = row_bytes(r, FACE_COLUMN_COUNT);
        if (f->placed && !row_is_null(r, FACE_COLUMN_COUNT + 1))
            face.street = row_bytes(r, FACE_COLUMN_COUNT + 1);
        found_add(txn_arena(w->tx), f, &face);
    }
}

static enum err
found_by_key(struct work *w, struct str key, struct found *f)
{
    struct rows r;
    enum err    e = txn_rows(w->tx, &texts[f->placed ? KEYED_PLACED : KEYED],
           ARGS(A_TEXT(face_key(w, key)), A_INT(FACES_MOST)), &r);

    if (!e)
        found_read(w, &r, f);
    return e;
}

static int
by_person(const void *x, const void *y)
{
    const struct face *a = x, *b = y;
    int                c = id_cmp(a->person, b->person);

    return c ? c : id_cmp(a->source, b->source);
}

/* By person, each record once: most are found several times. */
static void
found_sort(struct found *f)
{
    size_t n = 0;

    if (f->count)
        qsort(f->faces, f->count, sizeof(*f->faces), by_person);
    for (size_t i = 0; i < f->count; i++)
        if (n == 0 || !id_eq(f->faces[n - 1].source, f->faces[i].source))
            f->faces[n++] = f->faces[i];
    f->count = n;
}

static enum err
found_by_keys(struct work *w, const struct match_keys *keys, struct found *f)
{
    enum err e;

    for (size_t i = 0; i < keys->count && f->count < FACES_MOST; i++)
        if ((e = found_by_key(w, keys->key[i], f)))
            return e;
    f->capped = f->count >= FACES_MOST;
    found_sort(f);
    return OK;
}

/* Those records, and what else there is of the same persons. */
static enum err
found_by_names(struct work *w, const struct id *sources, size_t n,
    struct found *f)
{
    struct arg  args[FINDER_AT_ONCE];
    struct rows r;
    enum err    e;

    for (size_t i = 0; i < FINDER_AT_ONCE; i++)
        args[i] = A_ID(sources[i < n ? i : 0]);
    e = txn_rows(w->tx, &texts[f->placed ? NAMED_PLACED : NAMED], args,
        FINDER_AT_ONCE, &r);
    if (!e)
        found_read(w, &r, f);
    return e;
}

static bool
shares_key(struct arena *a, const struct match_keys *asked,
    const struct face *face)
{
    struct match_person p = face_as_match(a, face);
    struct match_keys   keys;

    match_keys_stored(a, &p, &keys);
    for (size_t i = 0; i < keys.count; i++)
        for (size_t j = 0; j < asked->count; j++)
            if (str_eq(keys.key[i], asked->key[j]))
                return true;
    return false;
}

/* Of those found from .. on, who come person by person, only such persons
 * as a key would have found. */
static void
found_sift(struct arena *a, const struct match_keys *asked, struct found *f,
    size_t from)
{
    size_t kept = from, end;
    bool   alike;

    for (; from < f->count; from = end) {
        alike = false;
        for (end = from; end < f->count &&
             id_eq(f->faces[end].person, f->faces[from].person);
             end++)
            alike = alike || shares_key(a, asked, &f->faces[end]);
        for (size_t i = from; alike && i < end; i++)
            f->faces[kept++] = f->faces[i];
    }
    f->count = kept;
}

/* What the index may not have yet. */
static enum err
found_by_change(struct work *w, struct finder_search *s,
    const struct match_keys *keys, struct found *f)
{
    struct id sources[FINDER_AT_ONCE];
    size_t    n, from;
    enum err  e;

    while ((n = finder_changed(s, sources))) {
        from = f->count;
        if ((e = found_by_names(w, sources, n, f)))
            return e;
        found_sift(txn_arena(w->tx), keys, f, from);
    }
    for (size_t i = 0; i < f->count; i++)
        finder_pass(s, f->faces[i].source);
    return OK;
}

/* Until nobody else is put forward, or there are enough. */
static enum err
found_by_index(struct work *w, struct finder_search *s, struct found *f)
{
    struct id sources[FINDER_AT_ONCE];
    size_t    n, from;
    enum err  e;

    while (f->count < FOUND_MOST && (n = finder_next(s, sources))) {
        from = f->count;
        if ((e = found_by_names(w, sources, n, f)))
            return e;
        for (; from < f->count; from++)
            finder_pass(s, f->faces[from].source);
    }
    return OK;
}

/* The only place that says who is compared with a question. */
static enum err
found_for(struct work *w, const struct match_person *asked, struct found *f)
{
    struct match_keys     keys;
    struct finder_search *s;
    enum err              e = finder_begin(w, asked, &s);

    if (e)
        return e;
    match_keys_asked(txn_arena(w->tx), asked, &keys);
    if (!s)
        return found_by_keys(w, &keys, f);
    if (!(e = found_by_change(w, s, &keys, f)))
        e = found_by_index(w, s, f);
    f->capped = finder_is_capped(s);
    finder_end(s);
    found_sort(f);
    return e;
}

static enum err
population(struct work *w, int64_t *out)
{
    static const char edge[16] = {1};
    struct rows       r;
    enum err          e;

    if ((e = txn_row(w->tx, &texts[SAMPLE],
             ARGS(A_BYTES(str_bytes(edge, sizeof(edge)))), &r)))
        return e;
    if (row_int(&r, 0) >= SAMPLE_LEAST) {
        *out = row_int(&r, 0) * SAMPLE_PART;
        return OK;
    }
    if ((e = txn_row(w->tx, &texts[ALL], NO_ARGS, &r)))
        return e;
    *out = row_int(&r, 0) ? row_int(&r, 0) : 1;
    return OK;
}

/* Who is not to be among them: the person asked for, and those of whom a
 * worker said that they are not the same. */
static enum err
left_out(struct work *w, struct id not_person, struct id **out, size_t *count)
{
    struct rows r;
    struct id  *all;
    struct id   now;
    size_t      n = 0;
    enum err    e;

    *out = NULL;
    *count = 0;
    if (id_is_none(not_person))
        return OK;
    if ((e = person_resolve(w, not_person, &now)))
        return e;
    if ((e = txn_rows(w->tx, &texts[NOT_SAME], ARGS(A_ID(now)), &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct id, r.count + 1);
    all[n++] = now;
    while (rows_next(&r))
        all[n++] = row_id(&r, 0, ID_PERSON);
    *out = all;
    *count = n;
    return OK;
}

static int
by_weight(const void *x, const void *y)
{
    const struct candidate *a = x, *b = y;

    if (a->why->band != b->why->band)
        return a->why->band > b->why->band ? -1 : 1;
    if (a->why->total != b->why->total)
        return a->why->total > b->why->total ? -1 : 1;
    return id_cmp(a->person, b->person);
}

/* A number that agrees, traced on both sides, before one that differs, before
 * what says nothing of numbers: a record without one does not take another
 * record's veto away. */
static int
said_by_number(const struct match_why *why)
{
    if (why->limit == MATCH_LIMIT_NUMBER)
        return 1;
    for (size_t i = 0; i < why->count; i++)
        if (why->term[i].field == MATCH_NHS &&
            why->term[i].level == MATCH_LEVEL_SAME)
            return 2;
    return 0;
}

/* Whether what the one face says is more than what the other does. */
static bool
says_more(const struct match_why *x, const struct match_why *y)
{
    int a = said_by_number(x), b = said_by_number(y);

    if (a != b)
        return a > b;
    return x->band != y->band ? x->band > y->band : x->total > y->total;
}

/* Compiled in and never changed, so one serves all threads for ever. */
static const struct match_model *the_model;
static struct arena             *model_arena;

static void
model_load(void)
{
    struct fault fault = {0};

    model_arena = arena_new(0);
    if (match_model_load(model_arena, match_model_text(), &the_model, &fault))
        BUG("the model that is compiled in does not load");
}

const struct match_model *
person_model(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, model_load);
    return the_model;
}

/* What weighing needs beside the faces. */
struct scales {
    const struct match_model  *model;
    const struct match_person *asked;
    int64_t                    population;
};

static enum err
twin_read(struct work *w, struct id person, bool *twin)
{
    struct rows r;
    enum err    e = txn_row(w->tx, &texts[TWIN], ARGS(A_ID(person)), &r);

    if (!e)
        *twin = row_int(&r, 0) != 0;
    return e;
}

/* By whichever of their records. */
static enum err
death_read(struct work *w, struct id person, struct date *died)
{
    struct rows r;
    enum err    e = txn_row(w->tx, &texts[DIED], ARGS(A_ID(person)), &r);

    if (!e)
        *died = row_date(&r, 0);
    return e;
}

/* The later one; of one that is part of the other, the more exact. */
static struct date
later(struct date x, struct date y)
{
    if (x.year != y.year)
        return x.year > y.year ? x : y;
    if (x.month != y.month)
        return x.month > y.month ? x : y;
    return x.day > y.day ? x : y;
}

/* That somebody has died holds of all their records, whichever says so. */
static void
deaths_spread(struct found *f)
{
    size_t from = 0, end;

    for (; from < f->count; from = end) {
        struct date died = {0};

        for (end = from; end < f->count &&
             id_eq(f->faces[end].person, f->faces[from].person);
             end++)
            died = later(died, f->faces[end].died);
        for (size_t i = from; i < end; i++)
            f->faces[i].died = died;
    }
}

static void
weigh(struct arena *a, const struct scales *s, struct candidate *c,
    const struct face *face)
{
    struct match_person        other = face_as_match(a, face);
    const struct match_person *pair[2] = {s->asked, &other};
    struct match_why          *why = ARENA_NEW(a, struct match_why);

    match_weigh(a, s->model, s->population, pair, why);
    if (c->why && !says_more(why, c->why))
        return;
    c->face = *face;
    c->why = why;
}

/* Of whom there is a twin, the first name must be the very same: asked of
 * those alone to whom it could make a difference. */
static enum err
weigh_twins(struct work *w, const struct scales *s, struct candidate *all,
    size_t n)
{
    enum err e = OK;

    for (size_t i = 0; i < n && !e; i++) {
        struct candidate *c = &all[i];
        struct face       f = c->face;

        if (c->why->band < MATCH_POSSIBLE || c->why->limit)
            continue;
        if ((e = twin_read(w, c->person, &f.twin)) || !f.twin)
            continue;
        c->why = NULL;
        weigh(txn_arena(w->tx), s, c, &f);
    }
    return e;
}

enum err
person_candidates_all(struct work *w, const struct match_person *asked,
    struct id not_person, struct candidate_list *out)
{
    struct arena       *a = txn_arena(w->tx);
    struct match_person me = *asked;
    struct found        f = {.placed = false};
    struct scales       s = {.model = person_model(), .asked = &me};
    struct candidate   *all;
    struct id          *out_of;
    size_t              out_of_count, n = 0;
    enum err            e;

    if (!id_is_none(not_person) && (e = dwelling_of(w, not_person, &me)))
        return e;
    f.placed = me.place.n || me.home;
    if ((e = found_for(w, asked, &f)))
        return e;
    if ((e = left_out(w, not_person, &out_of, &out_of_count)))
        return e;
    if ((e = population(w, &s.population)))
        return e;
    if (!id_is_none(not_person) &&
        ((e = twin_read(w, not_person, &me.twin)) ||
            (e = death_read(w, not_person, &me.died))))
        return e;
    me.twin = me.twin || asked->twin;
    deaths_spread(&f);
    all = ARENA_ARRAY(a, struct candidate, f.count + 1);
    for (size_t i = 0; i < f.count; i++) {
        if (id_among(f.faces[i].person, out_of, out_of_count))
            continue;
        if (n == 0 || !id_eq(all[n - 1].person, f.faces[i].person))
            all[n++].person = f.faces[i].person;
        weigh(a, &s, &all[n - 1], &f.faces[i]);
    }
    if ((e = weigh_twins(w, &s, all, n)))
        return e;
    if (n)
        qsort(all, n, sizeof(*all), by_weight);
    *out = (struct candidate_list){.all = all,
        .count = n,
        .capped = f.capped && !asked->nhs.n && !date_is_known(asked->birth)};
    return OK;
}

enum err
person_candidates(struct work *w, const struct match_person *asked,
    struct id not_person, struct candidate **out, size_t *count)
{
    struct candidate_list l = {0};
    enum err              e = person_candidates_all(w, asked, not_person, &l);

    *out = l.all;
    *count = l.count > CANDIDATES_MOST ? CANDIDATES_MOST : l.count;
    return e;
}

enum err
person_weigh(struct work *w, const struct face *x, const struct face *y,
    struct match_why *why)
{
    struct arena              *a = txn_arena(w->tx);
    struct match_person        one = face_as_match(a, x);
    struct match_person        two = face_as_match(a, y);
    const struct match_person *pair[2] = {&one, &two};
    int64_t                    among;
    bool                       twin[2];
    enum err                   e = population(w, &among);

    if (e || (e = twin_read(w, x->person, &twin[0])) ||
        (e = twin_read(w, y->person, &twin[1])) ||
        (e = death_read(w, x->person, &one.died)) ||
        (e = death_read(w, y->person, &two.died)) ||
        (e = dwelling_of(w, x->person, &one)) ||
        (e = dwelling_of(w, y->person, &two)))
        return e;
    one.twin = one.twin || twin[0];
    two.twin = two.twin || twin[1];
    match_weigh(a, person_model(), among, pair, why);
    return OK;
}

enum err
person_keyed(struct work *w, const struct match_keys *keys, struct face **out,
    size_t *count)
{
    struct found f = {0};
    enum err     e = found_by_keys(w, keys, &f);

    *out = f.faces;
    *count = f.count;
    return e;
}
