/*
 * Every projection computed again: whose record a source is, the facts of
 * each entry, then each person's rows.
 *
 * It walks in pages by id, so that a whole nation does not have to fit into
 * memory, and counts what it finds different.  The caller decides whether
 * what it wrote stays.
 */
#include <assert.h>

#include "match/keys.h"
#include "record/entry_inside.h"
#include "record/finder.h"
#include "record/name_tables.h"
#include "record/person_inside.h"

enum {
    PLACES,
    ENTRIES,
    FACTS,
    FACTS_CUT,
    FACTS_ADD,
    FACTS_STRAY,
    PERSONS,
    KEYS,
    FACE_REST,
    COUNT
};
#define PAGE_ROWS "200"
static const struct statement texts[COUNT] = {
    [PLACES] = {.sql = "SELECT source, person FROM source_person"
                       " ORDER BY source"},
    [ENTRIES] = {.sql = "SELECT id FROM entry WHERE id > $1"
                        " ORDER BY id LIMIT " PAGE_ROWS},
    [FACTS] = {.sql = "SELECT facts FROM entry_fact WHERE entry = $1"},
    [FACTS_CUT] = {.sql = "DELETE FROM entry_fact WHERE entry = $1"},
    [FACTS_ADD] = {.sql = "INSERT INTO entry_fact (entry, facts)"
                          " VALUES ($1, $2)"},
    [FACTS_STRAY] = {.sql = "DELETE FROM entry_fact WHERE entry NOT IN"
                            " (SELECT id FROM entry)"},
    /* also ids that only a row that should not be there knows */
    [PERSONS] = {.sql = "SELECT id FROM (SELECT id FROM person"
                        " UNION SELECT person FROM register_spell"
                        " UNION SELECT person FROM clock_row"
                        " UNION SELECT person FROM tie"
                        " UNION SELECT person FROM thread_row"
                        " UNION SELECT person FROM audience"
                        " UNION SELECT person FROM kin_found"
                        " UNION SELECT person FROM kin_born"
                        " UNION SELECT person FROM co_ordinator"
                        " UNION SELECT person FROM missing_now"
                        " UNION SELECT person FROM taker_now"
                        " UNION SELECT person FROM attendance) x"
                        " WHERE id > $1 ORDER BY id LIMIT " PAGE_ROWS},
    [KEYS] = {.sql = "SELECT key FROM source_key WHERE source = $1"
                     " ORDER BY key"},
    [FACE_REST] = {.sql = "SELECT entry, town, street FROM source_face"
                          " WHERE source = $1"},
};
const struct statements rebuild_statements = {"rebuild", texts, COUNT};

/* ---- whose record a source is ---- */

static bool
places_same(struct rows *a, struct rows *b)
{
    if (a->count != b->count)
        return false;
    while (rows_next(a) && rows_next(b))
        if (!str_eq(row_bytes(a, 0), row_bytes(b, 0)) ||
            !str_eq(row_bytes(a, 1), row_bytes(b, 1)))
            return false;
    return true;
}

static enum err
rebuild_places(struct work *w, struct change *change)
{
    struct rows before, after;
    enum err    e;

    if ((e = txn_rows(w->tx, &texts[PLACES], NO_ARGS, &before)))
        return e;
    if ((e = person_relink_all(w)))
        return e;
    if ((e = txn_rows(w->tx, &texts[PLACES], NO_ARGS, &after)))
        return e;
    if (!places_same(&before, &after))
        change_note(change, S("source_person"));
    return OK;
}

/* ---- facts ---- */

/* What the entry's facts ought to be. */
static enum err
facts_of(struct work *w, const struct entry *e, struct str *out)
{
    size_t       children = about_children(e->about, e->about_count);
    struct fact *facts = NULL;
    size_t       n = 0;
    enum err     err;

    if (!str_eq(e->correction, CORRECT_WITHDRAW) && e->fate != FATE_ERASED &&
        (err = entry_facts(w, &e->answers, children, e->occurred_on, &facts,
             &n)))
        return err;
    *out = yield_save(txn_arena(w->tx), facts, n);
    return OK;
}

static enum err
rebuild_entry(struct work *w, struct id id, struct change *change)
{
    struct entry entry;
    struct rows  r;
    struct str   facts;
    enum err     e;

    if ((e = entry_load(w, id, &entry)))
        return e;
    if ((e = facts_of(w, &entry, &facts)))
        return e;
    e = txn_row(w->tx, &texts[FACTS], ARGS(A_ID(id)), &r);
    if (e && e != ERR_ABSENT)
        return e;
    if (e == OK && str_eq(row_text(&r, 0), facts))
        return OK;
    change_note(change, S("entry_fact"));
    if ((e = txn_do(w->tx, &texts[FACTS_CUT], ARGS(A_ID(id)))))
        return e;
    return txn_do(w->tx, &texts[FACTS_ADD], ARGS(A_ID(id), A_TEXT(facts)));
}

/* ---- one person ---- */

/* The keys by which the source is found, as its face makes them now. */
static enum err
keys_right(struct work *w, const struct face *f, bool *right)
{
    struct arena       *a = txn_arena(w->tx);
    struct match_person p = face_as_match(a, f);
    struct match_keys   keys;
    struct rows         r;
    size_t              found = 0;
    enum err            e;

    match_keys_stored(a, &p, &keys);
    if ((e = txn_rows(w->tx, &texts[KEYS], ARGS(A_ID(f->source)), &r)))
        return e;
    while (rows_next(&r))
        for (size_t i = 0; i < keys.count; i++)
            found += str_eq(face_key(w, keys.key[i]), row_text(&r, 0));
    *right = r.count == keys.count && found == keys.count;
    return OK;
}

/* As it stands, with what is of no use to who reads a face: where it was
 * said, and the home. */
static enum err
face_again(struct work *w, struct face *f)
{
    struct rows r;
    enum err    e;

    if ((e = txn_row(w->tx, &texts[FACE_REST], ARGS(A_ID(f->source)), &r)))
        return e;
    if (!row_is_null(&r, 1))
        f->town = row_bytes(&r, 1);
    if (!row_is_null(&r, 2))
        f->street = row_bytes(&r, 2);
    return face_save(w, f, row_id(&r, 0, ID_ENTRY));
}

static enum err
rebuild_keys(struct work *w, struct id person, struct change *change)
{
    struct face *faces;
    size_t       n;
    bool         right;
    enum err     e;

    if ((e = person_faces(w, person, &faces, &n)))
        return e;
    for (size_t i = 0; i < n; i++) {
        if ((e = keys_right(w, &faces[i], &right)))
            return e;
        if (right)
            continue;
        change_note(change, S("source_key"));
        if ((e = face_again(w, &faces[i])))
            return e;
    }
    return OK;
}

static enum err
rebuild_person(struct work *w, struct id person, struct change *change)
{
    struct id now;
    enum err  e;

    if ((e = project_changes(w, person, change)))
        return e;
    e = person_resolve(w, person, &now);
    if (e || !id_eq(now, person))
        return e == ERR_ABSENT ? OK : e;
    return rebuild_keys(w, person, change);
}

/* ---- all of it ---- */

typedef enum err rebuild_one(struct work *w, struct id id,
    struct change *change);

/* All ids of a query, and what is to be done with each. */
struct walk {
    int            which;
    enum id_kind   kind;
    rebuild_one   *one;
    struct change *change;
    int64_t        count;
};

static enum err
walk_page(struct work *w, struct walk *walk, struct rows *r)
{
    struct arena *a = txn_arena(w->tx);
    enum err      e = OK;

    while (!e && rows_next(r)) {
        struct mark m = arena_mark(a);

        e = walk->one(w, row_id(r, 0, walk->kind), walk->change);
        arena_rewind(a, m);
        walk->count++;
    }
    return e;
}

static enum err
walk_all(struct work *w, struct walk *walk)
{
    struct arena *a = txn_arena(w->tx);
    struct id     last = {.kind = walk->kind};
    struct rows   r;
    enum err      e;

    do {
        struct mark m = arena_mark(a);

        if ((e = txn_rows(w->tx, &texts[walk->which],
                 ARGS(A_BYTES(id_bytes(&last))), &r)))
            return e;
        if ((e = walk_page(w, walk, &r)))
            return e;
        if (r.count) {
            r.next = r.count;
            last = row_id(&r, 0, walk->kind);
        }
        arena_rewind(a, m);
    } while (r.count);
    return OK;
}

enum err
project_rebuild(struct work *w, struct rebuild_report *report)
{
    struct change change = {0};
    struct walk   entries = {ENTRIES, ID_ENTRY, rebuild_entry, &change, 0};
    struct walk   persons = {PERSONS, ID_PERSON, rebuild_person, &change, 0};
    int64_t       stray;
    enum err      e;

    assert(txn_is_write(w->tx));
    if ((e = rebuild_places(w, &change)) ||
        (e = name_tables_settle(w, &change)))
        return e;
    if ((e = txn_do_count(w->tx, &texts[FACTS_STRAY], NO_ARGS, &stray)))
        return e;
    if (stray)
        change_note(&change, S("entry_fact"));
    if ((e = walk_all(w, &entries)))
        return e;
    if ((e = walk_all(w, &persons)))
        return e;
    if (change.differences && (e = finder_rebuilt(w)))
        return e;
    *report = (struct rebuild_report){
        .persons = persons.count,
        .entries = entries.count,
        .differences = change.differences,
        .first = change.first,
    };
    return OK;
}
