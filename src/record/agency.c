/*
 * Agencies, their desks, and the registers that are held for authorities.
 * What kind of desk it is, its hours and its stand-in are the pack's; here
 * are the desks that were opened, and where their telephones stand.
 *
 * A desk whose kind the pack in force no longer knows is as if it were not
 * there: nobody could say when it is open, or who takes over.
 */
#include "record/agency.h"

#include <assert.h>

#include "record/agency_inside.h"
#include "record/known.h"

enum {
    ADD,
    LOAD,
    OF_TERM,
    LIST,
    LIST_KIND,
    AREA,
    END,
    END_ACCOUNTS,
    DESK_ADD,
    DESK_NUMBERS,
    DESK_LOAD,
    DESK_FIND,
    DESK_LIST,
    DESK_COVERED,
    HELD_LIST,
    HELD_SET,
    COUNT
};
static const struct statement texts[COUNT] = {
    [ADD] = {.sql = "INSERT INTO agency (id, kind, term, name_cy, name_en,"
                    " authority, language, made_at)"
                    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"},
    [LOAD] = {.sql = "SELECT " AGENCY_COLUMNS " FROM agency WHERE id = $1"},
    [OF_TERM] = {.sql = "SELECT " AGENCY_COLUMNS
                        " FROM agency WHERE term = $1"},
    [LIST] = {.sql = "SELECT " AGENCY_COLUMNS
                     " FROM agency ORDER BY name_en, id"},
    [LIST_KIND] = {.sql = "SELECT " AGENCY_COLUMNS " FROM agency"
                          " WHERE kind = $1 ORDER BY name_en, id"},
    [AREA] = {.sql = "SELECT " AGENCY_COLUMNS " FROM agency"
                     " WHERE authority = $1 AND ended_at IS NULL"
                     " ORDER BY name_en, id"},
    [END] = {.sql = "UPDATE agency SET ended_at = $2"
                    " WHERE id = $1 AND ended_at IS NULL"},
    [END_ACCOUNTS] = {.sql = "UPDATE account SET ended_at = $2"
                             " WHERE agency = $1 AND ended_at IS NULL"},
    [DESK_NUMBERS] = {.sql = "UPDATE desk SET telephone = $2, relay = $3"
                             " WHERE id = $1"},
    [DESK_ADD] = {.sql = "INSERT INTO desk (id, agency, term, telephone,"
                         " relay, made_at) VALUES ($1, $2, $3, $4, $5, $6)"},
    [DESK_LOAD] = {.sql = "SELECT " DESK_COLUMNS
                          " FROM desk d WHERE d.id = $1"},
    /* the agency's own, or its authority's */
    [DESK_FIND] = {.sql = "SELECT " DESK_COLUMNS ", 0 AS far FROM desk d"
                          " WHERE d.agency = $1 AND d.term = $2"
                          " AND d.ended_at IS NULL"
                          " UNION ALL SELECT " DESK_COLUMNS ", 1 AS far"
                          " FROM agency a JOIN desk d ON d.agency = a.authority"
                          " WHERE a.id = $1 AND d.term = $2"
                          " AND d.ended_at IS NULL"
                          " ORDER BY far LIMIT 1"},
    [DESK_LIST] = {.sql = "SELECT " DESK_COLUMNS " FROM desk d"
                          " WHERE d.agency = $1 AND d.ended_at IS NULL"
                          " ORDER BY d.term"},
    /* at the agency itself, or at one that works in its area */
    [DESK_COVERED] = {.sql = "SELECT " DESK_COLUMNS " FROM desk d"
                             " WHERE d.term = $2 AND d.ended_at IS NULL"
                             " AND d.agency IN (SELECT id FROM agency"
                             " WHERE id = $1 OR authority = $1)"
                             " ORDER BY d.id"},
    [HELD_LIST] = {.sql = "SELECT authority, as_of, searched,"
                          " incomplete FROM register_held"
                          " ORDER BY authority"},
    [HELD_SET] = {.sql = "INSERT INTO register_held"
                         " (authority, as_of, searched, incomplete)"
                         " VALUES ($1, $2, $3, $4)"
                         " ON CONFLICT (authority)"
                         " DO UPDATE SET as_of = $2, searched = $3,"
                         " incomplete = $4"},
};
const struct statements agency_statements = {"agency", texts, COUNT};

static enum lang
lang_of(struct str code)
{
    enum lang lang;

    if (!lang_find(code, &lang))
        BUG("a column that holds no language is read as one");
    return lang;
}

void
agency_of_row(const struct rows *r, struct agency *out)
{
    *out = (struct agency){
        .id = row_id(r, 0, ID_AGENCY),
        .kind = row_text(r, 1),
        .term = row_text(r, 2),
        .name = {.cy = row_text(r, 3), .en = row_text(r, 4)},
        .authority = row_id(r, 5, ID_AGENCY),
        .language = lang_of(row_text(r, 6)),
        .ended = !row_is_null(r, 7),
    };
}

enum err
agency_new(struct work *w, const struct agency *a, struct id *id)
{
    struct id made = txn_id(w->tx, ID_AGENCY);
    enum err  e;

    e = txn_do(w->tx, &texts[ADD],
        ARGS(A_ID(made), A_TEXT(a->kind), a->term.n ? A_TEXT(a->term) : A_NULL,
            A_TEXT(a->name.cy), A_TEXT(a->name.en), A_ID(a->authority),
            A_TEXT(lang_code(a->language)), A_TIME(w->now)));
    if (e)
        return e;
    *id = made;
    return known_changed(w);
}

static enum err
agency_one(struct work *w, const struct statement *q, struct arg by,
    struct agency *out)
{
    struct rows r;
    enum err    e;

    if ((e = txn_row(w->tx, q, ARGS(by), &r)))
        return e;
    agency_of_row(&r, out);
    return OK;
}

enum err
agency_load(struct work *w, struct id id, struct agency *out)
{
    const struct house  *h;
    const struct agency *a;
    enum err             e;

    if ((e = house_now(w, &h)))
        return e;
    if (!h)
        return agency_one(w, &texts[LOAD], A_ID(id), out);
    if (!(a = house_agency(h, id)))
        return ERR_ABSENT;
    *out = *a;
    return OK;
}

enum err
agency_of_term(struct work *w, struct str term, struct agency *out)
{
    return agency_one(w, &texts[OF_TERM], A_TEXT(term), out);
}

/* The agencies of one query. */
static void
agencies_of(struct work *w, struct rows *r, struct agency **out, size_t *count)
{
    struct agency *all =
        ARENA_ARRAY(txn_arena(w->tx), struct agency, r->count + 1);
    size_t n = 0;

    while (rows_next(r))
        agency_of_row(r, &all[n++]);
    *out = all;
    *count = n;
}

enum err
agency_said(struct work *w, struct str text, struct id *out)
{
    const struct agency_term *t;
    struct agency             a;
    enum err                  e;

    *out = (struct id){0};
    if (!text.n || id_parse(text, ID_AGENCY, out))
        return OK;
    t = pack_agency_named(txn_arena(w->tx), w->pack, text);
    e = agency_of_term(w, t ? t->id : text, &a);
    if (e == OK)
        *out = a.id;
    return e == ERR_ABSENT ? OK : e;
}

enum err
agency_list(struct work *w, struct str kind, struct agency **out, size_t *count)
{
    struct rows r;
    enum err    e;

    if (kind.n)
        e = txn_rows(w->tx, &texts[LIST_KIND], ARGS(A_TEXT(kind)), &r);
    else
        e = txn_rows(w->tx, &texts[LIST], NO_ARGS, &r);
    if (e == OK)
        agencies_of(w, &r, out, count);
    return e;
}

enum err
agency_area(struct work *w, struct id authority, struct agency **out,
    size_t *count)
{
    struct rows r;
    enum err    e;

    if ((e = txn_rows(w->tx, &texts[AREA], ARGS(A_ID(authority)), &r)))
        return e;
    agencies_of(w, &r, out, count);
    return OK;
}

/* The authority of its area, when that is of the kind that the pack names. */
enum err
agency_keeper(struct work *w, const struct agency *a, struct id *out)
{
    const struct agency_kind *kind = pack_agency_kind(w->pack, a->kind);
    struct agency             area;
    enum err                  e;

    *out = (struct id){0};
    if (!kind || !kind->kept_by.n || id_is_none(a->authority))
        return OK;
    if ((e = agency_load(w, a->authority, &area)))
        return e;
    if (!area.ended && str_eq(area.kind, kind->kept_by))
        *out = area.id;
    return OK;
}

enum err
agency_end(struct work *w, struct id agency)
{
    int64_t  changed;
    enum err e;

    if ((e = txn_do_count(w->tx, &texts[END],
             ARGS(A_ID(agency), A_TIME(w->now)), &changed)))
        return e;
    if (!changed)
        return ERR_CONFLICT;
    if ((e = txn_do(w->tx, &texts[END_ACCOUNTS],
             ARGS(A_ID(agency), A_TIME(w->now)))))
        return e;
    return known_changed(w);
}

/* ---- desks ---- */

bool
desk_of_row(const struct work *w, const struct rows *r, struct desk *out)
{
    *out = (struct desk){
        .id = row_id(r, 0, ID_DESK),
        .agency = row_id(r, 1, ID_AGENCY),
        .term = pack_desk(w->pack, row_text(r, 2)),
        .telephone = row_text(r, 3),
        .relay = row_text(r, 4),
    };
    return out->term != NULL;
}

/* wide: all that there is to say of a desk */
enum err
desk_new(struct work *w, struct id agency, struct str term,
    struct str telephone, struct str relay, struct id *id)
{
    struct id made = txn_id(w->tx, ID_DESK);
    enum err  e;

    if (!pack_desk(w->pack, term))
        return ERR_INVALID;
    e = txn_do(w->tx, &texts[DESK_ADD],
        ARGS(A_ID(made), A_ID(agency), A_TEXT(term), A_TEXT(telephone),
            A_TEXT(relay), A_TIME(w->now)));
    if (e)
        return e;
    *id = made;
    return known_changed(w);
}

/* A desk found in the house, or not. */
static enum err
desk_given(const struct desk *found, struct desk *out)
{
    if (!found || !found->term)
        return ERR_ABSENT;
    *out = *found;
    return OK;
}

enum err
desk_numbers(struct work *w, struct id desk, struct str telephone,
    struct str relay)
{
    enum err e = txn_do(w->tx, &texts[DESK_NUMBERS],
        ARGS(A_ID(desk), A_TEXT(telephone), A_TEXT(relay)));

    return e ? e : known_changed(w);
}

enum err
desk_load(struct work *w, struct id id, struct desk *out)
{
    const struct house *h;
    struct rows         r;
    struct desk         d;
    enum err            e;

    if ((e = house_now(w, &h)))
        return e;
    if (h)
        return desk_given(house_desk(h, id), out);
    if ((e = txn_row(w->tx, &texts[DESK_LOAD], ARGS(A_ID(id)), &r)))
        return e;
    if (!desk_of_row(w, &r, &d))
        return ERR_ABSENT;
    *out = d;
    return OK;
}

/* As DESK_FIND. */
static const struct desk *
house_desk_near(const struct house *h, struct id agency, struct str term)
{
    const struct desk   *own = house_desk_at(h, agency, term);
    const struct agency *a = own ? NULL : house_agency(h, agency);

    return a ? house_desk_at(h, a->authority, term) : own;
}

enum err
desk_find(struct work *w, struct id agency, struct str term, struct desk *out)
{
    const struct house *h;
    struct rows         r;
    struct desk         d;
    enum err            e;

    if ((e = house_now(w, &h)))
        return e;
    if (h)
        return desk_given(house_desk_near(h, agency, term), out);
    if ((e = txn_row(w->tx, &texts[DESK_FIND], ARGS(A_ID(agency), A_TEXT(term)),
             &r)))
        return e;
    if (!desk_of_row(w, &r, &d))
        return ERR_ABSENT;
    *out = d;
    return OK;
}

/* A stand-in may be shut as well and have one of its own; a pack in which
 * they stand in for each other ends after as many steps as it has desks. */
enum err
desk_now(struct work *w, const struct desk *d, struct desk *out)
{
    const struct pack *pack = w->pack;
    struct desk        at = *d;
    enum err           e;

    for (size_t i = 0; i < pack->desks_count; i++) {
        if (!at.term->out_of_hours.n ||
            desk_is_open(at.term, pack->calendar, pack->zone, w->now))
            break;
        e = desk_find(w, at.agency, at.term->out_of_hours, &at);
        if (e == ERR_ABSENT)
            break;
        if (e)
            return e;
    }
    *out = at;
    return OK;
}

/* The desks of one query, those that the pack knows. */
static enum err
desks_of(struct work *w, struct rows *r, struct desk **out, size_t *count)
{
    struct desk *all = ARENA_ARRAY(txn_arena(w->tx), struct desk, r->count + 1);
    size_t       n = 0;

    while (rows_next(r))
        if (desk_of_row(w, r, &all[n]))
            n++;
    *out = all;
    *count = n;
    return OK;
}

enum err
desk_list(struct work *w, struct id agency, struct desk **out, size_t *count)
{
    struct rows r;
    enum err    e;

    if ((e = txn_rows(w->tx, &texts[DESK_LIST], ARGS(A_ID(agency)), &r)))
        return e;
    return desks_of(w, &r, out, count);
}

/* Whether some entries are for that desk and their author alone (S15): then
 * nobody looks into its work for it. */
static bool
desk_is_alone(const struct pack *pack, const struct desk_term *t)
{
    for (size_t i = 0; i < pack->forms_count; i++) {
        const struct form *f = &pack->forms[i];

        for (size_t k = 0; k < f->route_count; k++)
            if (f->routes[k].only && str_eq(f->routes[k].desk, t->id))
                return true;
    }
    return false;
}

/* Adds those of one kind whose work now goes to desk d. */
static enum err
covered_of_term(struct work *w, const struct desk *d, struct str term,
    struct desk *all, size_t *count)
{
    struct rows  r;
    struct desk *near;
    struct desk  now;
    size_t       n;
    enum err     e;

    if ((e = txn_rows(w->tx, &texts[DESK_COVERED],
             ARGS(A_ID(d->agency), A_TEXT(term)), &r)))
        return e;
    if ((e = desks_of(w, &r, &near, &n)))
        return e;
    for (size_t i = 0; i < n && *count < DESK_COVERS_MOST; i++) {
        if ((e = desk_now(w, &near[i], &now)))
            return e;
        if (id_eq(now.id, d->id))
            all[(*count)++] = near[i];
    }
    return OK;
}

enum err
desk_covers(struct work *w, const struct desk *d, struct desk **out,
    size_t *count)
{
    const struct pack *pack = w->pack;
    struct desk       *all =
        ARENA_ARRAY(txn_arena(w->tx), struct desk, DESK_COVERS_MOST);
    size_t   n = 0;
    enum err e;

    for (size_t i = 0; i < pack->desks_count; i++) {
        const struct desk_term *t = &pack->desks[i];

        if (t == d->term || !t->out_of_hours.n || desk_is_alone(pack, t) ||
            desk_is_open(t, pack->calendar, pack->zone, w->now))
            continue;
        if ((e = covered_of_term(w, d, t->id, all, &n)))
            return e;
    }
    *out = all;
    *count = n;
    return OK;
}

/* ---- registers ---- */

enum err
register_held_list(struct work *w, struct register_held **out, size_t *count)
{
    const struct house   *h;
    struct rows           r;
    struct register_held *all;
    size_t                n = 0;
    enum err              e;

    if ((e = house_now(w, &h)))
        return e;
    if (h) {
        *out = h->held;
        *count = h->held_count;
        return OK;
    }

    if ((e = txn_rows(w->tx, &texts[HELD_LIST], NO_ARGS, &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct register_held, r.count + 1);
    while (rows_next(&r)) {
        struct register_held *held = &all[n++];

        if ((e = agency_load(w, row_id(&r, 0, ID_AGENCY), &held->authority)))
            return e;
        held->kept_here = row_is_null(&r, 1);
        held->as_of = row_time(&r, 1);
        held->searched = row_int(&r, 2) != 0;
        held->incomplete = row_int(&r, 3) != 0;
    }
    *out = all;
    *count = n;
    return OK;
}

enum err
register_held_save(struct work *w, const struct register_held *h)
{
    enum err e = txn_do(w->tx, &texts[HELD_SET],
        ARGS(A_ID(h->authority.id), h->kept_here ? A_NULL : A_TIME(h->as_of),
            A_INT(h->searched), A_INT(h->incomplete)));

    return e ? e : known_changed(w);
}

enum err
register_held_set(struct work *w, struct id authority, bool searched,
    struct moment as_of)
{
    struct register_held h = {.authority.id = authority,
        .searched = searched,
        .kept_here = as_of.us == 0,
        .as_of = as_of};

    return register_held_save(w, &h);
}

bool
register_held_is_stale(const struct register_held *h, struct moment oldest)
{
    return h->searched &&
        (h->incomplete || (!h->kept_here && h->as_of.us < oldest.us));
}
