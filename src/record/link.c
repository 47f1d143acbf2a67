/*
 * Which records are one person.  Two records are joined when they were born
 * with the same person or when a link in force stands between them; a
 * person is a connected component of that, and the oldest person's id in it
 * stands for all.  Nothing is kept of how it came about: undoing a link
 * computes the component again without it, so what was there before comes
 * back by itself, in whatever order links were made and undone.
 */
#include <assert.h>

#include "record/known.h"
#include "record/person_inside.h"

enum {
    ADD,
    ADD_WITH,
    WEIGHED,
    STANDS,
    UNDO,
    FIND,
    PLACE,
    MOVE,
    MOVE_ALL,
    OLDER,
    HELD,
    LINKS,
    REFUSED,
    LIST,
    TWINS,
    CLEAR_ALL,
    BORN_ALL,
    LINKS_ALL,
    COUNT
};
static const struct statement texts[COUNT] = {
    [ADD] = {.sql = "INSERT INTO link (id, kind, a, b, entry, made_at,"
                    " by_order) VALUES ($1, $2, $3, $4, $5, $6, $7)"},
    [ADD_WITH] = {.sql = "UPDATE link SET stands = $2 WHERE entry = $1"},
    [WEIGHED] = {.sql = "UPDATE link SET weight = $2, model = $3"
                        " WHERE entry = $1"},
    [STANDS] = {.sql = "SELECT l.stands, l.made_at FROM source_person p"
                       " JOIN link l ON l.a = p.source"
                       " WHERE p.person = $1 AND l.kind = 'link'"
                       " AND l.undone_at IS NULL AND l.stands IS NOT NULL"
                       " ORDER BY l.made_at DESC, l.id LIMIT 1"},
    [UNDO] = {.sql = "UPDATE link SET undone = $2, undone_at = $3"
                     " WHERE id = $1"},
    [FIND] = {.sql = "SELECT kind, a, b, undone_at, by_order FROM link"
                     " WHERE id = $1"},
    [PLACE] = {.sql = "SELECT n.person, p.kind FROM source_person n"
                      " JOIN source s ON s.id = n.source"
                      " JOIN person p ON p.id = s.person"
                      " WHERE n.source = $1"},
    [MOVE] = {.sql = "UPDATE source_person SET person = $2"
                     " WHERE source = $1"},
    [MOVE_ALL] = {.sql = "UPDATE source_person SET person = $2"
                         " WHERE person = $1"},
    [OLDER] = {.sql = "SELECT id FROM person WHERE id = $1 OR id = $2"
                      " ORDER BY made_at, id LIMIT 1"},
    [HELD] = {.sql = "SELECT s.id, s.person, p.made_at, n.person"
                     " FROM source_person n"
                     " JOIN source s ON s.id = n.source"
                     " JOIN person p ON p.id = s.person"
                     " WHERE n.person = $1 OR n.person = $2"
                     " ORDER BY p.made_at, p.id, s.id"},
    [LINKS] = {.sql = "SELECT l.a, l.b FROM source_person n"
                      " JOIN link l ON l.a = n.source"
                      " WHERE (n.person = $1 OR n.person = $2)"
                      " AND l.kind = 'link' AND l.undone_at IS NULL"},
    [REFUSED] = {.sql = "SELECT COUNT(*), COALESCE(MAX(l.by_order), 0)"
                        " FROM source_person x"
                        " JOIN link l ON l.a = x.source"
                        " JOIN source_person y ON y.source = l.b"
                        " WHERE x.person = $1 AND y.person = $2"
                        " AND l.kind <> 'link'"
                        " AND l.undone_at IS NULL"},
    [LIST] = {.sql = "SELECT l.id, l.a, l.b, l.entry, l.kind, l.made_at,"
                     " l.undone_at, l.by_order, l.weight, l.model"
                     " FROM link l WHERE l.id IN"
                     " (SELECT k.id FROM source_person p"
                     " JOIN link k ON k.a = p.source OR k.b = p.source"
                     " WHERE p.person = " NOW_OF_1 ")"
                     " ORDER BY l.made_at DESC, l.id"},
    [TWINS] = {.sql = "SELECT y.person FROM source_person x"
                      " JOIN link l ON l.a = x.source"
                      " JOIN source_person y ON y.source = l.b"
                      " WHERE x.person = $1 AND l.kind = 'twins'"
                      " AND l.undone_at IS NULL"
                      " UNION SELECT y.person FROM source_person x"
                      " JOIN link l ON l.b = x.source"
                      " JOIN source_person y ON y.source = l.a"
                      " WHERE x.person = $1 AND l.kind = 'twins'"
                      " AND l.undone_at IS NULL ORDER BY 1"},
    [CLEAR_ALL] = {.sql = "DELETE FROM source_person"},
    [BORN_ALL] = {.sql = "INSERT INTO source_person (source, person)"
                         " SELECT id, person FROM source"},
    [LINKS_ALL] = {.sql = "SELECT a, b FROM link"
                          " WHERE kind = 'link' AND undone_at IS NULL"},
};
const struct statements link_statements = {"link", texts, COUNT};

/* ---- joining ---- */

/* One record of those looked at; joined points towards its component's
 * first, which is the oldest: they come in that order. */
struct held {
    struct id source, born, now;
    size_t    joined;
};
struct held_list {
    struct held *all;
    size_t       count;
};

static size_t
first_of(struct held_list *l, size_t i)
{
    while (l->all[i].joined != i)
        i = l->all[i].joined = l->all[l->all[i].joined].joined;
    return i;
}

static void
join(struct held_list *l, size_t i, size_t k)
{
    size_t x = first_of(l, i), y = first_of(l, k);

    if (x < y)
        l->all[y].joined = x;
    else
        l->all[x].joined = y;
}

static size_t
place_of(const struct held_list *l, struct id source)
{
    size_t i = 0;

    while (i < l->count && !id_eq(l->all[i].source, source))
        i++;
    if (i == l->count)
        BUG("a link leads out of its person");
    return i;
}

/* All records of the two persons; born together are neighbours. */
static enum err
held_read(struct work *w, struct id p, struct id q, struct held_list *l)
{
    struct rows r;
    enum err    e;

    if ((e = txn_rows(w->tx, &texts[HELD], ARGS(A_ID(p), A_ID(q)), &r)))
        return e;
    l->all = ARENA_ARRAY(txn_arena(w->tx), struct held, r.count + 1);
    l->count = 0;
    while (rows_next(&r)) {
        struct held *h = &l->all[l->count];

        h->source = row_id(&r, 0, ID_SOURCE);
        h->born = row_id(&r, 1, ID_PERSON);
        h->now = row_id(&r, 3, ID_PERSON);
        h->joined = l->count;
        if (l->count && id_eq(h->born, l->all[l->count - 1].born))
            join(l, l->count, l->count - 1);
        l->count++;
    }
    return OK;
}

static enum err
held_link(struct work *w, struct id p, struct id q, struct held_list *l)
{
    struct rows r;
    enum err    e;

    if ((e = txn_rows(w->tx, &texts[LINKS], ARGS(A_ID(p), A_ID(q)), &r)))
        return e;
    while (rows_next(&r))
        join(l, place_of(l, row_id(&r, 0, ID_SOURCE)),
            place_of(l, row_id(&r, 1, ID_SOURCE)));
    return OK;
}

enum err
person_relink(struct work *w, struct id a, struct id b)
{
    struct held_list l;
    struct id        p, q;
    enum err         e;

    if ((e = person_of_source(w, a, &p)))
        return e;
    if ((e = person_of_source(w, b, &q)))
        return e;
    if ((e = held_read(w, p, q, &l)))
        return e;
    if ((e = held_link(w, p, q, &l)))
        return e;
    for (size_t i = 0; i < l.count; i++) {
        struct id person = l.all[first_of(&l, i)].born;

        if (!id_eq(person, l.all[i].now) &&
            (e = txn_do(w->tx, &texts[MOVE],
                 ARGS(A_ID(l.all[i].source), A_ID(person)))))
            return e;
    }
    return known_listed_changed(w);
}

/* All records of the younger person become the older one's. */
static enum err
join_persons(struct work *w, struct id a, struct id b)
{
    struct rows r;
    struct id   p, q, older;
    enum err    e;

    if ((e = person_of_source(w, a, &p)))
        return e;
    if ((e = person_of_source(w, b, &q)))
        return e;
    if (id_eq(p, q))
        return OK;
    if ((e = txn_row(w->tx, &texts[OLDER], ARGS(A_ID(p), A_ID(q)), &r)))
        return e;
    older = row_id(&r, 0, ID_PERSON);
    return txn_do(w->tx, &texts[MOVE_ALL],
        ARGS(A_ID(id_eq(older, p) ? q : p), A_ID(older)));
}

/* Each link joins what the ones before it left; the order changes nothing. */
enum err
person_relink_all(struct work *w)
{
    struct arena *arena = txn_arena(w->tx);
    struct rows   r;
    enum err      e;

    if ((e = txn_do(w->tx, &texts[CLEAR_ALL], NO_ARGS)))
        return e;
    if ((e = txn_do(w->tx, &texts[BORN_ALL], NO_ARGS)))
        return e;
    if ((e = txn_rows(w->tx, &texts[LINKS_ALL], NO_ARGS, &r)))
        return e;
    while (rows_next(&r)) {
        struct mark m = arena_mark(arena);

        e = join_persons(w, row_id(&r, 0, ID_SOURCE), row_id(&r, 1, ID_SOURCE));
        arena_rewind(arena, m);
        if (e)
            return e;
    }
    return known_listed_changed(w);
}

/* ---- said by a worker ---- */

/* Both ends of a link that is to be made. */
struct ends {
    struct id  p, q; /* the persons now */
    struct str kind[2];
    bool       refused; /* a refusal in force stands between them */
    bool       ordered; /* and an order says so */
};

static enum err
end_read(struct work *w, struct id source, struct id *person, struct str *kind)
{
    struct rows r;
    enum err    e;

    if ((e = txn_row(w->tx, &texts[PLACE], ARGS(A_ID(source)), &r)))
        return e;
    *person = row_id(&r, 0, ID_PERSON);
    *kind = row_text(&r, 1);
    return OK;
}

/* Said the one way round; the caller asks both. */
static enum err
refused_read(struct work *w, struct id p, struct id q, struct ends *out)
{
    struct rows r;
    enum err    e;

    if ((e = txn_row(w->tx, &texts[REFUSED], ARGS(A_ID(p), A_ID(q)), &r)))
        return e;
    out->refused = out->refused || row_int(&r, 0);
    out->ordered = out->ordered || row_int(&r, 1);
    return OK;
}

static enum err
ends_read(struct work *w, struct id a, struct id b, struct ends *out)
{
    enum err e;

    *out = (struct ends){.refused = false};
    if ((e = end_read(w, a, &out->p, &out->kind[0])))
        return e;
    if ((e = end_read(w, b, &out->q, &out->kind[1])))
        return e;
    if ((e = refused_read(w, out->p, out->q, out)))
        return e;
    return refused_read(w, out->q, out->p, out);
}

static bool
is_human(struct str kind)
{
    return str_eq(kind, S("child")) || str_eq(kind, S("adult"));
}

/* A girl may be a child in one record and a mother in another; a person is
 * never a place. */
static bool
kinds_fit(const struct ends *e)
{
    return str_eq(e->kind[0], e->kind[1]) ||
        (is_human(e->kind[0]) && is_human(e->kind[1]));
}

enum said { SAID_SAME, SAID_NOT_SAME, SAID_TWINS, SAID_ORDER, SAID_COUNT };

/* An order says "not the same" for whoever asks only that. */
static enum err
link_add(struct work *w, enum said said, struct id a, struct id b,
    struct id entry)
{
    static const struct str kinds[SAID_COUNT] = {S_INIT("link"),
        S_INIT("not_same"), S_INIT("twins"), S_INIT("not_same")};

    return txn_do(w->tx, &texts[ADD],
        ARGS(A_ID(txn_id(w->tx, ID_LINK)), A_TEXT(kinds[said]), A_ID(a),
            A_ID(b), A_ID(entry), A_TIME(w->now), A_INT(said == SAID_ORDER)));
}

enum err
link_make(struct work *w, struct id a, struct id b, struct id entry)
{
    return link_make_with(w, a, b, entry, (struct id){0});
}

/* wide: the two records, why, and whose number stands */
enum err
link_make_with(struct work *w, struct id a, struct id b, struct id entry,
    struct id stands)
{
    struct ends ends;
    enum err    e;

    assert(a.kind == ID_SOURCE && b.kind == ID_SOURCE);
    if ((e = txn_lock(w->tx, PERSON_LINKS, TXN_ALONE)))
        return e;
    if ((e = ends_read(w, a, b, &ends)))
        return e;
    if (id_eq(ends.p, ends.q))
        return ERR_CONFLICT;
    if (ends.refused || !kinds_fit(&ends))
        return ERR_ILLEGAL;
    if ((e = link_add(w, SAID_SAME, a, b, entry)))
        return e;
    if (!id_is_none(stands) &&
        (e = txn_do(w->tx, &texts[ADD_WITH], ARGS(A_ID(entry), A_ID(stands)))))
        return e;
    return person_relink(w, a, b);
}

enum err
link_weighed(struct work *w, struct id entry, int weight, struct str model)
{
    return txn_do(w->tx, &texts[WEIGHED],
        ARGS(A_ID(entry), A_INT(weight), A_TEXT(model)));
}

enum err
link_stands(struct work *w, struct id now, struct id *stands,
    struct moment *made_at)
{
    struct rows r;
    enum err    e = txn_row(w->tx, &texts[STANDS], ARGS(A_ID(now)), &r);

    *stands = (struct id){0};
    if (e == ERR_ABSENT)
        return OK;
    if (e)
        return e;
    *stands = row_id(&r, 0, ID_SOURCE);
    *made_at = row_time(&r, 1);
    return OK;
}

/* Not the same, for that reason or another.  An order counts whatever a
 * worker has said besides: that may be undone. */
static enum err
link_part(struct work *w, enum said said, struct id a, struct id b,
    struct id entry)
{
    struct ends ends;
    enum err    e;

    assert(a.kind == ID_SOURCE && b.kind == ID_SOURCE);
    if ((e = txn_lock(w->tx, PERSON_LINKS, TXN_ALONE)))
        return e;
    if ((e = ends_read(w, a, b, &ends)))
        return e;
    if (id_eq(ends.p, ends.q))
        return ERR_ILLEGAL;
    if (said == SAID_ORDER ? ends.ordered : ends.refused)
        return ERR_CONFLICT;
    return link_add(w, said, a, b, entry);
}

enum err
link_refuse(struct work *w, struct id a, struct id b, struct id entry)
{
    return link_part(w, SAID_NOT_SAME, a, b, entry);
}

enum err
link_twins(struct work *w, struct id a, struct id b, struct id entry)
{
    return link_part(w, SAID_TWINS, a, b, entry);
}

enum err
link_order(struct work *w, struct id a, struct id b, struct id entry)
{
    return link_part(w, SAID_ORDER, a, b, entry);
}

/* The link, when it stands and is by an order or is not. */
static enum err
standing_read(struct work *w, struct id link, bool by_order, struct rows *r)
{
    enum err e;

    if ((e = txn_lock(w->tx, PERSON_LINKS, TXN_ALONE)) ||
        (e = txn_row(w->tx, &texts[FIND], ARGS(A_ID(link)), r)))
        return e;
    if ((row_int(r, 4) != 0) != by_order)
        return ERR_ILLEGAL;
    return row_is_null(r, 3) ? OK : ERR_CONFLICT;
}

enum err
link_order_over(struct work *w, struct id link, struct id entry)
{
    struct rows r;
    enum err    e = standing_read(w, link, true, &r);

    if (e)
        return e;
    return txn_do(w->tx, &texts[UNDO],
        ARGS(A_ID(link), A_ID(entry), A_TIME(w->now)));
}

enum err
link_ordered(struct work *w, struct id p, struct id q, bool *yes)
{
    struct ends ends = {.refused = false};
    enum err    e;

    if ((e = refused_read(w, p, q, &ends)) ||
        (e = refused_read(w, q, p, &ends)))
        return e;
    *yes = ends.ordered;
    return OK;
}

enum err
link_undo(struct work *w, struct id link, struct id entry)
{
    struct rows r;
    enum err    e;

    if ((e = standing_read(w, link, false, &r)))
        return e;
    if ((e = txn_do(w->tx, &texts[UNDO],
             ARGS(A_ID(link), A_ID(entry), A_TIME(w->now)))))
        return e;
    if (!str_eq(row_text(&r, 0), S("link")))
        return OK;
    return person_relink(w, row_id(&r, 1, ID_SOURCE), row_id(&r, 2, ID_SOURCE));
}

enum err
link_list(struct work *w, struct id person, struct link_row **out,
    size_t *count)
{
    struct rows      r;
    struct link_row *all;
    size_t           n = 0;
    enum err         e;

    if ((e = txn_rows(w->tx, &texts[LIST], ARGS(A_ID(person)), &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct link_row, r.count + 1);
    while (rows_next(&r))
        all[n++] = (struct link_row){
            .id = row_id(&r, 0, ID_LINK),
            .a = row_id(&r, 1, ID_SOURCE),
            .b = row_id(&r, 2, ID_SOURCE),
            .entry = row_id(&r, 3, ID_ENTRY),
            .same = str_eq(row_text(&r, 4), S("link")),
            .twins = str_eq(row_text(&r, 4), S("twins")),
            .made_at = row_time(&r, 5),
            .undone_at = row_time(&r, 6),
            .by_order = row_int(&r, 7) != 0,
            .weight = row_is_null(&r, 8) ? 0 : (int)row_int(&r, 8),
            .model = row_text(&r, 9),
        };
    *out = all;
    *count = n;
    return OK;
}

enum err
person_twins(struct work *w, struct id now, struct id **out, size_t *count)
{
    struct rows r;
    struct id  *all;
    size_t      n = 0;
    enum err    e = txn_rows(w->tx, &texts[TWINS], ARGS(A_ID(now)), &r);

    if (e)
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct id, r.count + 1);
    while (rows_next(&r))
        all[n++] = row_id(&r, 0, ID_PERSON);
    *out = all;
    *count = n;
    return OK;
}
