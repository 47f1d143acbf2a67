/*
 * All agencies, desks and registers: a few thousand rows in a nation, asked
 * for by every page, and changed some times a week.
 */
#include <stdlib.h>

#include "record/agency_inside.h"
#include "record/known.h"

enum { AGENCIES, DESKS, HELD, COUNT };
static const struct statement texts[COUNT] = {
    [AGENCIES] = {.sql = "SELECT " AGENCY_COLUMNS " FROM agency ORDER BY id"},
    [DESKS] = {.sql = "SELECT " DESK_COLUMNS ", d.ended_at FROM desk d"
                      " ORDER BY d.id"},
    [HELD] = {.sql = "SELECT authority, as_of, searched, incomplete"
                     " FROM register_held ORDER BY authority"},
};
const struct statements house_statements = {"house", texts, COUNT};

static void
words_dup(struct arena *a, struct words *w)
{
    w->cy = str_dup(a, w->cy);
    w->en = str_dup(a, w->en);
}

static enum err
agencies_read(struct work *w, struct arena *a, struct house *h)
{
    struct rows r;
    enum err    e = txn_rows(w->tx, &texts[AGENCIES], NO_ARGS, &r);

    if (e)
        return e;
    h->agencies = ARENA_ARRAY(a, struct agency, r.count + 1);
    while (rows_next(&r)) {
        struct agency *to = &h->agencies[h->agency_count++];

        agency_of_row(&r, to);
        to->kind = str_dup(a, to->kind);
        to->term = str_dup(a, to->term);
        words_dup(a, &to->name);
    }
    return OK;
}

static enum err
desks_read(struct work *w, struct arena *a, struct house *h)
{
    struct rows r;
    enum err    e = txn_rows(w->tx, &texts[DESKS], NO_ARGS, &r);

    if (e)
        return e;
    h->desks = ARENA_ARRAY(a, struct desk, r.count + 1);
    h->desk_ended = ARENA_ARRAY(a, bool, r.count + 1);
    while (rows_next(&r)) {
        struct desk *to = &h->desks[h->desk_count];

        (void)desk_of_row(w, &r, to); /* without a term it is as if absent */
        to->telephone = str_dup(a, to->telephone);
        to->relay = str_dup(a, to->relay);
        h->desk_ended[h->desk_count++] = !row_is_null(&r, 5);
    }
    return OK;
}

static enum err
held_read(struct work *w, struct arena *a, struct house *h)
{
    struct rows r;
    enum err    e = txn_rows(w->tx, &texts[HELD], NO_ARGS, &r);

    if (e)
        return e;
    h->held = ARENA_ARRAY(a, struct register_held, r.count + 1);
    while (rows_next(&r)) {
        struct register_held *to = &h->held[h->held_count++];
        const struct agency  *of = house_agency(h, row_id(&r, 0, ID_AGENCY));

        if (!of)
            return ERR_ABSENT;
        to->authority = *of;
        to->kept_here = row_is_null(&r, 1);
        to->as_of = row_time(&r, 1);
        to->searched = row_int(&r, 2) != 0;
        to->incomplete = row_int(&r, 3) != 0;
    }
    return OK;
}

enum err
house_now(struct work *w, const struct house **out)
{
    const struct id none = {0};
    struct arena   *a;
    struct house   *h;
    enum err        e;

    *out = known_find(w, KNOWN_HOUSE, none);
    if (*out || txn_is_write(w->tx))
        return OK;
    a = arena_new(0);
    h = ARENA_NEW(a, struct house);
    if ((e = agencies_read(w, a, h)) || (e = desks_read(w, a, h)) ||
        (e = held_read(w, a, h))) {
        arena_free(a);
        return e;
    }
    known_keep(w, KNOWN_HOUSE, none, (struct known_value){a, h, {INT64_MAX}});
    *out = known_find(w, KNOWN_HOUSE, none);
    return OK;
}

static int
by_id(const void *key, const void *row)
{
    const struct id *id = key, *of = row; /* the first of either struct */

    return id_cmp(*id, *of);
}

const struct agency *
house_agency(const struct house *h, struct id id)
{
    return bsearch(&id, h->agencies, h->agency_count, sizeof *h->agencies,
        by_id);
}

const struct desk *
house_desk(const struct house *h, struct id id)
{
    return bsearch(&id, h->desks, h->desk_count, sizeof *h->desks, by_id);
}

const struct desk *
house_desk_at(const struct house *h, struct id agency, struct str term)
{
    for (size_t i = 0; i < h->desk_count; i++)
        if (h->desks[i].term && !h->desk_ended[i] &&
            id_eq(h->desks[i].agency, agency) &&
            str_eq(h->desks[i].term->id, term))
            return &h->desks[i];
    return NULL;
}
