/*
 * Who this might be: persons that share a key with the question, each
 * weighed by the record of theirs that speaks most for it.  Candidates are
 * evidence for a worker, or for match_check(); nothing is decided here.
 *
 * How many people there are goes into the weight as its logarithm, so an
 * estimate will do: ids are random, and those in a small part of their range
 * are counted when there are enough of them to say.
 */
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "match/keys.h"
#include "match/match.h"
#include "record/person_inside.h"

/* Keys come best first: once so many records are found, or under one key,
 * what the weaker ones would add is told apart by the better ones. */
#define FACES_MOST 5000
#define CANDIDATES_MOST 50
/* One id in so many begins with a zero byte; below the least, all count. */
#define SAMPLE_PART 256
#define SAMPLE_LEAST 400

enum { FACES, PLACED, NOT_SAME, SAMPLE, ALL, LOCK, COUNT };
/* every face of every person who has a record with that key */
#define WITH_KEY_1                                                            \
    " FROM source_person p"                                                   \
    " JOIN source_face f ON f.source = p.source"                              \
    " JOIN source s ON s.id = f.source"                                       \
    " WHERE p.person IN"                                                      \
    " (SELECT h.person FROM source_key k"                                     \
    " JOIN source_person h ON h.source = k.source"                            \
    " WHERE k.key = $1)"                                                      \
    " ORDER BY p.person, f.source LIMIT $2"
static const struct statement texts[COUNT] = {
    [FACES] = {.sql = "SELECT " FACE_COLUMNS WITH_KEY_1},
    /* the town of nobody who has ever been protected: that it agrees, or
     * where it puts them in the list, would say where they are */
    [PLACED] = {.sql = "SELECT " FACE_COLUMNS ", CASE WHEN EXISTS"
                       " (SELECT 1 FROM source_person q"
                       " JOIN label l ON l.source = q.source"
                       " WHERE q.person = p.person AND l.label <> 'normal')"
                       " THEN NULL ELSE f.town END" WITH_KEY_1},
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
    [SAMPLE] = {.sql = "SELECT COUNT(*) FROM person WHERE id < $1"},
    [ALL] = {.sql = "SELECT COUNT(*) FROM person"},
    /* one writer at a time is lock enough for SQLite */
    [LOCK] = {.sql = "SELECT 1 WHERE $1 <> ''",
              .pg = "SELECT 1 FROM (SELECT pg_advisory_xact_lock("
                    "('x' || substr($1, 1, 16))::bit(64)::bigint)) AS l"},
};
const struct statements candidate_statements = {"candidate", texts, COUNT};

/* The faces found for a question; sorted and single once read. */
struct found {
    struct face *faces;
    size_t       count, room;
    bool         placed; /* the question says a town */
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

static enum err
found_by_key(struct work *w, struct str key, struct found *f)
{
    int         which = f->placed ? PLACED : FACES;
    struct rows r;
    struct face face;
    enum err    e;

    if ((e = txn_rows(w->tx, &texts[which],
             ARGS(A_TEXT(face_key(w, key)), A_INT(FACES_MOST)), &r)))
        return e;
    while (rows_next(&r)) {
        face_of_row(w, &r, &face);
        if (f->placed && !row_is_null(&r, FACE_COLUMN_COUNT))
            face.town = row_bytes(&r, FACE_COLUMN_COUNT);
        found_add(txn_arena(w->tx), f, &face);
    }
    return OK;
}

static int
by_person(const void *x, const void *y)
{
    const struct face *a = x, *b = y;
    int                c = id_cmp(a->person, b->person);

    return c ? c : id_cmp(a->source, b->source);
}

/* By person, each record once: most are found by several keys. */
static enum err
found_read(struct work *w, const struct match_keys *keys, struct found *f)
{
    size_t   n = 0;
    enum err e;

    for (size_t i = 0; i < keys->count && f->count < FACES_MOST; i++)
        if ((e = found_by_key(w, keys->key[i], f)))
            return e;
    if (f->count)
        qsort(f->faces, f->count, sizeof(*f->faces), by_person);
    for (size_t i = 0; i < f->count; i++)
        if (n == 0 || !id_eq(f->faces[n - 1].source, f->faces[i].source))
            f->faces[n++] = f->faces[i];
    f->count = n;
    return OK;
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

/* Whether what the one face says is more than what the other does. */
static bool
says_more(const struct match_why *x, const struct match_why *y)
{
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

enum err
person_candidates(struct work *w, const struct match_person *asked,
    struct id not_person, struct candidate **out, size_t *count)
{
    struct arena     *a = txn_arena(w->tx);
    struct found      f = {.placed = asked->place.n > 0};
    struct match_keys keys;
    struct scales     s = {.model = person_model(), .asked = asked};
    struct candidate *all;
    struct id        *out_of;
    size_t            out_of_count, n = 0;
    enum err          e;

    match_keys_asked(a, asked, &keys);
    if ((e = found_read(w, &keys, &f)))
        return e;
    if ((e = left_out(w, not_person, &out_of, &out_of_count)))
        return e;
    if ((e = population(w, &s.population)))
        return e;
    all = ARENA_ARRAY(a, struct candidate, f.count + 1);
    for (size_t i = 0; i < f.count; i++) {
        if (id_among(f.faces[i].person, out_of, out_of_count))
            continue;
        if (n == 0 || !id_eq(all[n - 1].person, f.faces[i].person))
            all[n++].person = f.faces[i].person;
        weigh(a, &s, &all[n - 1], &f.faces[i]);
    }
    if (n)
        qsort(all, n, sizeof(*all), by_weight);
    *out = all;
    *count = n < CANDIDATES_MOST ? n : CANDIDATES_MOST;
    return OK;
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
    enum err                   e = population(w, &among);

    if (!e)
        match_weigh(a, person_model(), among, pair, why);
    return e;
}

/* ---- exactly the same ---- */

static int
by_text(const void *x, const void *y)
{
    const struct str *a = x, *b = y;

    return str_cmp(*a, *b);
}

/* In one order everywhere, so that two who make somebody at the same time
 * wait for each other and not in a ring. */
static enum err
keys_lock(struct work *w, const struct match_keys *keys)
{
    struct str  hashed[MATCH_KEYS_MAX];
    struct rows r;
    enum err    e;

    for (size_t i = 0; i < keys->count; i++)
        hashed[i] = face_key(w, keys->key[i]);
    qsort(hashed, keys->count, sizeof(*hashed), by_text);
    for (size_t i = 0; i < keys->count; i++)
        if ((e = txn_rows(w->tx, &texts[LOCK], ARGS(A_TEXT(hashed[i])), &r)))
            return e;
    return OK;
}

static bool
same_name(struct arena *a, struct str x, struct str y)
{
    return x.n && y.n && str_eq(text_fold(a, x), text_fold(a, y));
}

static bool
names_agree(struct arena *a, const struct match_person *asked,
    const struct face *f)
{
    for (size_t i = 0; i < asked->name_count; i++)
        if (same_name(a, asked->names[i].family, f->family) &&
            (same_name(a, asked->names[i].given, f->given) ||
                same_name(a, asked->names[i].given, f->known_as)))
            return true;
    return false;
}

static bool
is_exact(struct arena *a, const struct match_person *asked,
    const struct face *f)
{
    if (asked->nhs.n && str_eq(asked->nhs, f->nhs))
        return true;
    if (asked->upn.n && str_eq(asked->upn, f->upn))
        return true;
    return date_is_known(asked->birth) &&
        date_eq(asked->birth, f->birth_date) && names_agree(a, asked, f);
}

enum err
person_exact(struct work *w, const struct match_person *asked,
    struct id **persons, size_t *count)
{
    struct arena     *a = txn_arena(w->tx);
    struct found      f = {0};
    struct match_keys keys;
    struct id        *all;
    size_t            n = 0;
    enum err          e;

    match_keys_stored(a, asked, &keys);
    if ((e = keys_lock(w, &keys)))
        return e;
    if ((e = found_read(w, &keys, &f)))
        return e;
    all = ARENA_ARRAY(a, struct id, f.count + 1);
    for (size_t i = 0; i < f.count; i++)
        if (is_exact(a, asked, &f.faces[i]) &&
            (n == 0 || !id_eq(all[n - 1], f.faces[i].person)))
            all[n++] = f.faces[i].person;
    *persons = all;
    *count = n;
    return OK;
}
