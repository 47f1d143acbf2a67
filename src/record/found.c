/*
 * Who is put forward for a question: records that the index in memory finds,
 * or else those that share a key with it, and of each such person every other
 * record too.
 */
#include "record/found.h"

#include <stdlib.h>
#include <string.h>

#include "record/finder.h"
#include "record/person_inside.h"

/* Keys come best first: once so many records are found, or under one key,
 * what the weaker ones would add is told apart by the better ones. */
#define FACES_MOST 5000
/* The index puts the likeliest forward first. */
#define FOUND_MOST 400
enum { KEYED, KEYED_PLACED, NAMED, NAMED_PLACED, COUNT };
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
};
const struct statements found_statements = {"found", texts, COUNT};

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

enum err
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
enum err
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
