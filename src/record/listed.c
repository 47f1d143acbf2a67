/*
 * A sorted array of the first eight bytes of each key's hash, and of the id
 * of each account that has a relative.
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
        "SELECT k.key FROM source_key k"
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

struct listed {
    uint64_t *marks;
    size_t    count;
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

static bool
has(const struct listed *l, uint64_t mark)
{
    return l->count &&
        bsearch(&mark, l->marks, l->count, sizeof(mark), by_mark);
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
    l->marks = ARENA_ARRAY(room, uint64_t, keys.count + askers.count + 1);
    while (rows_next(&keys))
        l->marks[l->count++] = mark_of_key(row_text(&keys, 0));
    while (rows_next(&askers))
        l->marks[l->count++] = mark_of_bytes(row_bytes(&askers, 0));
    qsort(l->marks, l->count, sizeof(*l->marks), by_mark);
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

enum err
listed_may_be(struct work *w, struct id asker, const struct match_keys *keys,
    bool *maybe)
{
    const struct listed *l = NULL;
    enum err             e = OK;

    *maybe = true;
    if (txn_is_write(w->tx) || (e = listed_now(w, &l)) || !l)
        return e;
    *maybe = has(l, mark_of_bytes(id_bytes(&asker)));
    for (size_t i = 0; i < keys->count && !*maybe; i++)
        *maybe = has(l, mark_of_key(face_key(w, keys->key[i])));
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
