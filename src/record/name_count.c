/*
 * Page by page, in the order of persons.  The last person of a page that is
 * full may go on in the next, and is left to it; a page that holds nobody else
 * is read again, twice as long.
 */
#include "record/name_count.h"

#include <assert.h>

#include "record/entry_inside.h"

enum { PAGE, COUNT };
static const struct statement texts[COUNT] = {
    [PAGE] = {.sql = "SELECT p.person, f.given, f.family, f.known_as, f.town,"
                     " CASE WHEN EXISTS (SELECT 1 FROM source_person q"
                     " JOIN label l ON l.source = q.source"
                     " WHERE q.person = p.person AND l.label <> 'normal')"
                     " THEN 1 ELSE 0 END"
                     " FROM source_person p"
                     " JOIN person n ON n.id = p.person"
                     " AND n.kind IN ('child', 'adult')"
                     " JOIN source_face f ON f.source = p.source"
                     " WHERE p.person > $1"
                     " ORDER BY p.person, f.source LIMIT $2"},
};
const struct statements name_count_statements = {"name_count", texts, COUNT};

/* Somebody whose records are being read. */
struct reading {
    struct id           person; /* none: nobody yet */
    struct match_names *names;
    struct str         *towns;
    size_t              name_count, town_count;
    bool                is_protected;
};

static void
person_end(struct arena *a, struct frequency *f, struct reading *now)
{
    const struct frequency_person p = {now->names, now->name_count, now->towns,
        now->town_count};

    if (!id_is_none(now->person) && !now->is_protected)
        frequency_add(f, a, &p);
    now->name_count = now->town_count = 0;
}

static void
row_take(struct reading *now, const struct rows *r)
{
    struct str known_as = row_text(r, 3);

    now->names[now->name_count++] =
        (struct match_names){row_text(r, 1), row_text(r, 2)};
    if (known_as.n)
        now->names[now->name_count++] =
            (struct match_names){known_as, row_text(r, 2)};
    if (!row_is_null(r, 4))
        now->towns[now->town_count++] = row_bytes(r, 4);
    now->is_protected = row_int(r, 5) != 0;
}

/* Up to the last person of the rows, and that one too when nobody follows;
 * after: the last one who was counted. */
static void
page_take(struct arena *a, struct frequency *f, struct rows *r, bool last,
    struct id *after)
{
    struct reading now = {
        .names = ARENA_ARRAY(a, struct match_names, 2 * r->count + 1),
        .towns = ARENA_ARRAY(a, struct str, r->count + 1),
    };

    while (rows_next(r)) {
        struct id person = row_id(r, 0, ID_PERSON);

        if (!id_eq(person, now.person)) {
            person_end(a, f, &now);
            if (!id_is_none(now.person))
                *after = now.person;
            now.person = person;
        }
        row_take(&now, r);
    }
    if (last)
        person_end(a, f, &now);
}

enum err
name_count(struct work *w, int64_t page, struct frequency *f)
{
    struct arena *a = txn_arena(w->tx);
    struct id     after = {.kind = ID_PERSON}, was;
    int64_t       limit = page;
    bool          more = true, any = false;

    assert(page > 0 && f);
    while (more) {
        struct mark mark = arena_mark(a);
        struct rows r;
        enum err    e = txn_rows(w->tx, &texts[PAGE],
               ARGS(any ? A_ID(after) : A_BYTES(S("")), A_INT(limit)), &r);

        if (e)
            return e;
        was = after;
        more = (int64_t)r.count == limit;
        page_take(a, f, &r, !more, &after);
        limit = more && id_eq(was, after) ? limit * 2 : page;
        any = any || !id_eq(was, after);
        arena_rewind(a, mark);
    }
    return OK;
}
