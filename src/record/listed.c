/*
 * Sorted arrays: of the first eight bytes of each key's hash, with whose it
 * is, and of the id of each account that has a relative.
 */
#include "record/listed.h"

#include <stdlib.h>
#include <string.h>

#include "record/known.h"
#include "record/person_inside.h"

enum { KEYS, ASKERS, TOUCHED, COUNT };
static const struct statement texts[COUNT] = {
    /* today, now; what will hold later holds here */
    [KEYS] = {.sql =
        "SELECT k.key, k.source FROM source_key k"
        " JOIN source_person p ON p.source = k.source"
        " WHERE p.person IN (SELECT person FROM register_spell"
        " WHERE off_at IS NULL OR off_at > $1"
        " UNION SELECT y.person FROM label l"
        " JOIN source_person y ON y.source = l.source"
        " WHERE l.until IS NULL OR l.until > $2)"},
    [ASKERS] = {.sql = "SELECT account FROM kin"
                       " UNION SELECT account FROM kin_found"},
    [TOUCHED] = {.sql =
        "SELECT COUNT(*) FROM source_person p WHERE p.source = $1"
        " AND (EXISTS (SELECT 1 FROM register_spell r"
        " WHERE r.person = p.person)"
        " OR EXISTS (SELECT 1 FROM source_person y"
        " JOIN label l ON l.source = y.source WHERE y.person = p.person))"},
};
const struct statements listed_statements = {"listed", texts, COUNT};

struct mark_of {
    uint64_t  mark;
    struct id source;
};
struct listed {
    struct mark_of *keys;
    size_t          key_count;
    uint64_t       *askers;
    size_t          asker_count;
};

static uint64_t
mark_of_bytes(struct str bytes)
{
    uint64_t mark = 0;

    memcpy(&mark, bytes.p, bytes.n < sizeof(mark) ? bytes.n : sizeof(mark));
    return mark;
}

/* Of a key as it stands in source_key: hexadecimal. */
static uint64_t
mark_of_key(struct str key)
{
    uint64_t mark = 0;

    for (size_t i = 0; i < 2 * sizeof(mark) && i < key.n; i++) {
        char c = key.p[i];

        mark = mark << 4 | (uint64_t)(c <= '9' ? c - '0' : c - 'a' + 10);
    }
    return mark;
}

static int
by_mark(const void *x, const void *y)
{
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;

    return (a > b) - (a < b);
}

static int
by_mark_and_source(const void *x, const void *y)
{
    const struct mark_of *a = x, *b = y;
    int                   c = by_mark(&a->mark, &b->mark);

    return c ? c : id_cmp(a->source, b->source);
}

static enum err
listed_read(struct work *w, struct arena *room, struct listed *l)
{
    struct rows keys, askers;
    enum err    e;

    if ((e = txn_rows(w->tx, &texts[KEYS],
             ARGS(A_DATE(w->tx, w->today), A_TIME(w->now)), &keys)) ||
        (e = txn_rows(w->tx, &texts[ASKERS], NO_ARGS, &askers)))
        return e;
    l->keys = ARENA_ARRAY(room, struct mark_of, keys.count + 1);
    l->askers = ARENA_ARRAY(room, uint64_t, askers.count + 1);
    while (rows_next(&keys))
        l->keys[l->key_count++] =
            (struct mark_of){mark_of_key(row_text(&keys, 0)),
                row_id(&keys, 1, ID_SOURCE)};
    while (rows_next(&askers))
        l->askers[l->asker_count++] = mark_of_bytes(row_bytes(&askers, 0));
    qsort(l->keys, l->key_count, sizeof(*l->keys), by_mark_and_source);
    qsort(l->askers, l->asker_count, sizeof(*l->askers), by_mark);
    return OK;
}

static enum err
listed_now(struct work *w, const struct listed **out)
{
    const struct id none = {0};
    struct arena   *room;
    struct listed  *l;
    enum err        e;

    if ((*out = known_find(w, KNOWN_LISTED, none)))
        return OK;
    room = arena_new(0);
    l = ARENA_NEW(room, struct listed);
    if ((e = listed_read(w, room, l))) {
        arena_free(room);
        return e;
    }
    known_keep(w, KNOWN_LISTED, none,
        (struct known_value){room, l, {INT64_MAX}});
    *out = known_find(w, KNOWN_LISTED, none);
    return OK;
}

static bool
has_relative(const struct listed *l, struct id asker)
{
    uint64_t mark = mark_of_bytes(id_bytes(&asker));

    return l->asker_count &&
        bsearch(&mark, l->askers, l->asker_count, sizeof(mark), by_mark);
}

/* The first place whose mark is not less. */
static size_t
place_of(const struct listed *l, uint64_t mark)
{
    size_t low = 0, high = l->key_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (l->keys[middle].mark < mark)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static size_t
with_mark(const struct listed *l, uint64_t mark)
{
    size_t from = place_of(l, mark), to = from;

    while (to < l->key_count && l->keys[to].mark == mark)
        to++;
    return to - from;
}

enum err
listed_find(struct work *w, struct id asker, const struct match_keys *keys,
    struct listed_records *out)
{
    const struct listed *l = NULL;
    uint64_t             marks[MATCH_KEYS_MAX];
    size_t               n = 0;
    enum err             e = OK;

    *out = (struct listed_records){.unknown = true};

    if (txn_is_write(w->tx) || (e = listed_now(w, &l)) || !l ||
        has_relative(l, asker))
        return e;
    out->unknown = false;
    for (size_t i = 0; i < keys->count; i++) {
        marks[i] = mark_of_key(face_key(w, keys->key[i]));
        n += with_mark(l, marks[i]);
    }
    out->sources = n ? ARENA_ARRAY(txn_arena(w->tx), struct id, n) : NULL;
    for (size_t i = 0; n && i < keys->count; i++)
        for (size_t at = place_of(l, marks[i]);
             at < l->key_count && l->keys[at].mark == marks[i]; at++)
            if (!id_among(l->keys[at].source, out->sources, out->count))
                out->sources[out->count++] = l->keys[at].source;
    return OK;
}

enum err
listed_keys_changed(struct work *w, struct id source)
{
    struct rows r;
    enum err    e = txn_row(w->tx, &texts[TOUCHED], ARGS(A_ID(source)), &r);

    if (e || !row_int(&r, 0))
        return e;
    return known_listed_changed(w);
}
