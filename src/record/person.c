/*
 * People and the records that are kept of them.  A person row is never
 * changed and never goes; which person a record belongs to now stands in
 * source_person alone, which link.c computes.
 */
#include <assert.h>

#include "record/person_inside.h"

static const struct str kind_words[] = {
    [PERSON_CHILD] = S_INIT("child"),
    [PERSON_ADULT] = S_INIT("adult"),
    [PERSON_PLACE] = S_INIT("place"),
    [PERSON_GROUP] = S_INIT("group"),
};

enum {
    PERSON_ADD,
    SOURCE_ADD,
    PLACE_ADD,
    RESOLVE,
    OF_SOURCE,
    SOURCES,
    OWN,
    THREADS,
    REF,
    BESIDE,
    CALLED,
    COUNT
};
static const struct statement texts[COUNT] = {
    [PERSON_ADD] = {.sql = "INSERT INTO person (id, kind, made_at)"
                           " VALUES ($1, $2, $3)"},
    [SOURCE_ADD] = {.sql = "INSERT INTO source"
                           " (id, person, agency, ref, made_at)"
                           " VALUES ($1, $2, $3, $4, $5)"},
    [PLACE_ADD] = {.sql = "INSERT INTO source_person (source, person)"
                          " VALUES ($1, $2)"},
    [RESOLVE] = {.sql = "SELECT n.person FROM source b"
                        " JOIN source_person n ON n.source = b.id"
                        " WHERE b.person = $1 LIMIT 1"},
    [OF_SOURCE] = {.sql = "SELECT person FROM source_person"
                          " WHERE source = $1"},
    [SOURCES] = {.sql = "SELECT s.id FROM source_person p"
                        " JOIN source s ON s.id = p.source"
                        " WHERE p.person = " NOW_OF_1
                        " ORDER BY CASE WHEN s.agency IS NULL THEN 0 ELSE 1"
                        " END, CASE WHEN s.person = p.person THEN 0 ELSE 1"
                        " END, s.made_at, s.id"},
    [OWN] = {.sql = "SELECT s.id FROM source s"
                    " WHERE s.agency IS NULL AND s.person = " NOW_OF_1
                    " ORDER BY s.made_at, s.id LIMIT 1"},
    [CALLED] = {.sql = "SELECT s.id FROM source s"
                       " JOIN agency g ON g.id = s.agency"
                       " WHERE s.ref = $2 AND s.ref <> ''"
                       " AND (g.name_cy = $1 OR g.name_en = $1)"},
    [BESIDE] = {.sql = "SELECT DISTINCT y.person FROM source_person x"
                       " JOIN entry_about i ON i.source = x.source"
                       " JOIN entry_about k ON k.entry = i.entry"
                       " JOIN source_person y ON y.source = k.source"
                       " JOIN person p ON p.id = y.person"
                       " WHERE x.person = $1 AND y.person <> $1"
                       " AND p.kind = 'child' ORDER BY y.person"},
    [THREADS] = {.sql = "SELECT t.id FROM thread t WHERE t.id IN"
                        " (SELECT e.thread FROM source_person p"
                        " JOIN entry_about a ON a.source = p.source"
                        " JOIN entry e ON e.id = a.entry"
                        " WHERE p.person = " NOW_OF_1 ")"
                        " ORDER BY t.number"},
    [REF] = {.sql = "SELECT ref FROM source WHERE id = $1"},
};
const struct statements person_statements = {"person", texts, COUNT};

static enum err
source_add(struct work *w, struct id person, struct id agency, struct str ref,
    struct id *source)
{
    struct id id = txn_id(w->tx, ID_SOURCE);
    enum err  e;

    if ((e = txn_put(w->tx, &texts[SOURCE_ADD],
             ARGS(A_ID(id), A_ID(person), A_ID(agency), A_TEXT(ref),
                 A_TIME(w->now)))))
        return e;
    if ((e = txn_put(w->tx, &texts[PLACE_ADD], ARGS(A_ID(id), A_ID(person)))))
        return e;
    *source = id;
    return OK;
}

/* wide: what a record is born with, and its two names */
enum err
person_new(struct work *w, enum person_kind kind, struct id agency,
    struct str ref, struct id *person, struct id *source)
{
    struct id id = txn_id(w->tx, ID_PERSON);
    struct id none = {0};
    struct id made;
    enum err  e;

    assert(kind <= PERSON_GROUP);
    if ((e = txn_put(w->tx, &texts[PERSON_ADD],
             ARGS(A_ID(id), A_TEXT(kind_words[kind]), A_TIME(w->now)))))
        return e;
    if ((e = source_add(w, id, none, S(""), &made)))
        return e;
    if (!id_is_none(agency) && (e = source_add(w, id, agency, ref, &made)))
        return e;
    *person = id;
    *source = made;
    return OK;
}

enum err
person_resolve(struct work *w, struct id person, struct id *now)
{
    struct rows r;
    enum err    e;

    if (person.kind == ID_SOURCE)
        return person_of_source(w, person, now);
    if ((e = txn_row(w->tx, &texts[RESOLVE], ARGS(A_ID(person)), &r)))
        return e;
    *now = row_id(&r, 0, ID_PERSON);
    return OK;
}

enum err
person_of_source(struct work *w, struct id source, struct id *person)
{
    struct rows r;
    enum err    e;

    if ((e = txn_row(w->tx, &texts[OF_SOURCE], ARGS(A_ID(source)), &r)))
        return e;
    *person = row_id(&r, 0, ID_PERSON);
    return OK;
}

/* wide: the ids in the only column of an answer, for two kinds of id */
static enum err
ids_of(struct work *w, const struct statement *q, struct id person,
    enum id_kind kind, struct id **ids, size_t *count)
{
    struct rows r;
    struct id  *out;
    size_t      n = 0;
    enum err    e;

    if ((e = txn_rows(w->tx, q, ARGS(A_ID(person)), &r)))
        return e;
    out = ARENA_ARRAY(txn_arena(w->tx), struct id, r.count + 1);
    while (rows_next(&r))
        out[n++] = row_id(&r, 0, kind);
    *ids = out;
    *count = n;
    return OK;
}

enum err
person_sources(struct work *w, struct id person, struct id **sources,
    size_t *count)
{
    return ids_of(w, &texts[SOURCES], person, ID_SOURCE, sources, count);
}

enum err
person_threads(struct work *w, struct id person, struct id **threads,
    size_t *count)
{
    return ids_of(w, &texts[THREADS], person, ID_THREAD, threads, count);
}

enum err
source_called(struct work *w, struct str agency, struct str ref,
    struct id *source)
{
    struct rows r;
    enum err    e =
        txn_rows(w->tx, &texts[CALLED], ARGS(A_TEXT(agency), A_TEXT(ref)), &r);

    if (e)
        return e;
    if (r.count != 1 || !rows_next(&r))
        return ERR_ABSENT;
    *source = row_id(&r, 0, ID_SOURCE);
    return OK;
}

enum err
person_beside(struct work *w, struct id now, struct id **out, size_t *count)
{
    return ids_of(w, &texts[BESIDE], now, ID_PERSON, out, count);
}

enum err
person_own(struct work *w, struct id person, struct id *source)
{
    struct rows r;
    enum err    e;

    if ((e = txn_row(w->tx, &texts[OWN], ARGS(A_ID(person)), &r)))
        return e;
    *source = row_id(&r, 0, ID_SOURCE);
    return OK;
}

enum err
person_source_for(struct work *w, struct id person, struct id agency,
    struct id *source)
{
    struct face *faces;
    size_t       n;
    enum err     e;

    if ((e = person_faces(w, person, &faces, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        if (id_eq(faces[i].agency, agency)) {
            *source = faces[i].source;
            return OK;
        }
    return person_own(w, person, source);
}

enum err
source_ref(struct work *w, struct id source, struct str *ref)
{
    struct rows r;
    enum err    e;

    if ((e = txn_row(w->tx, &texts[REF], ARGS(A_ID(source)), &r)))
        return e;
    *ref = row_text(&r, 0);
    return OK;
}
