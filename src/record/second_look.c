/*
 * Waiting for a second look.  A row stays when its draft is sent or thrown
 * away: the draft's own row says that it is over.
 */
#include "record/second_look.h"

#include <assert.h>

/* Of one page: nobody reads further. */
#define ROWS_MOST "200"
#define COLUMNS                                                               \
    "s.draft, s.agency, s.handed_at, s.send_by, s.back_at, s.back_by,"        \
    " s.remark, s.turn"
#define OPEN_DRAFT                                                            \
    " FROM second_look s JOIN draft d ON d.id = s.draft"                      \
    " WHERE d.sent IS NULL AND d.dropped_at IS NULL"

enum { HAND, LOAD, OF_TURN, BACK, WAITING, DUE, NEXT, ENTRIES, LACKS, COUNT };
static const struct statement texts[COUNT] = {
    [HAND] = {.sql = "INSERT INTO second_look (draft, agency, handed_at,"
                     " send_by, turn) VALUES ($1, $2, $3, $4, $5)"
                     " ON CONFLICT (draft) DO UPDATE SET handed_at = $3,"
                     " back_at = NULL, back_by = NULL, remark = NULL,"
                     " turn = $5"},
    [LOAD] = {.sql = "SELECT " COLUMNS " FROM second_look s"
                     " WHERE s.draft = $1"},
    [OF_TURN] = {.sql = "SELECT " COLUMNS OPEN_DRAFT " AND s.turn = $1"},
    [BACK] = {.sql = "UPDATE second_look SET back_at = $2, back_by = $3,"
                     " remark = $4, turn = $5"
                     " WHERE draft = $1 AND back_at IS NULL"},
    [WAITING] = {.sql = "SELECT " COLUMNS OPEN_DRAFT " AND s.agency = $1"
                        " AND s.back_at IS NULL"
                        " ORDER BY s.send_by, s.handed_at, s.draft"},
    [DUE] = {.sql = "SELECT " COLUMNS OPEN_DRAFT " AND s.send_by <= $1"
                    " ORDER BY s.send_by, s.draft"},
    [NEXT] = {.sql = "SELECT MIN(s.send_by)" OPEN_DRAFT " AND s.send_by > $1"},
    [ENTRIES] = {.sql = "SELECT id FROM entry WHERE agency = $1"
                        " AND form = $2 AND corrects IS NULL"
                        " AND only_route = 0"
                        " ORDER BY recorded_at DESC, id LIMIT " ROWS_MOST},
    [LACKS] = {.sql = "SELECT c.person, c.opening, c.due FROM clock_row c"
                      " JOIN entry e ON e.id = c.opening"
                      " WHERE e.agency = $1 AND c.clock = $2"
                      " AND c.state = 'open'"
                      " ORDER BY c.due, c.opening, c.person LIMIT " ROWS_MOST},
};
const struct statements second_look_statements = {"second_look", texts, COUNT};

static struct str
place_of(struct arena *a, struct id draft)
{
    return str_cat(a, S("second_look:remark:"), id_text(a, draft));
}

static enum err
of_row(struct work *w, const struct rows *r, struct second_look *out)
{
    struct arena *a = txn_arena(w->tx);
    struct str    sealed = row_bytes(r, 6);

    *out = (struct second_look){.draft = row_id(r, 0, ID_DRAFT),
        .agency = row_id(r, 1, ID_AGENCY),
        .handed = row_time(r, 2),
        .send_by = row_time(r, 3),
        .back = row_time(r, 4),
        .back_by = row_id(r, 5, ID_ACCOUNT),
        .turn = row_id(r, 7, ID_NOTICE)};
    if (sealed.n &&
        key_open(a, txn_keys(w->tx), KEY_DRAFT, place_of(a, out->draft), sealed,
            &out->remark))
        return ERR_STORE;
    return OK;
}

static enum err
all_of(struct work *w, struct rows *r, struct second_look **out, size_t *count)
{
    struct second_look *all =
        ARENA_ARRAY(txn_arena(w->tx), struct second_look, r->count + 1);
    size_t   n = 0;
    enum err e;

    for (; rows_next(r); n++)
        if ((e = of_row(w, r, &all[n])))
            return e;
    *out = all;
    *count = n;
    return OK;
}

enum err
second_look_hand(struct work *w, struct id draft, struct id agency,
    struct moment send_by)
{
    assert(draft.kind == ID_DRAFT && agency.kind == ID_AGENCY && send_by.us);
    return txn_do(w->tx, &texts[HAND],
        ARGS(A_ID(draft), A_ID(agency), A_TIME(w->now), A_TIME(send_by),
            A_ID(txn_id(w->tx, ID_NOTICE))));
}

enum err
second_look_load(struct work *w, struct id draft, struct second_look *out)
{
    struct rows r;
    enum err    e;

    assert(draft.kind == ID_DRAFT);
    if ((e = txn_row(w->tx, &texts[LOAD], ARGS(A_ID(draft)), &r)))
        return e;
    return of_row(w, &r, out);
}

enum err
second_look_of_turn(struct work *w, struct id turn, struct second_look *out)
{
    struct rows r;
    enum err    e;

    if ((e = txn_row(w->tx, &texts[OF_TURN], ARGS(A_ID(turn)), &r)))
        return e;
    return of_row(w, &r, out);
}

enum err
second_look_back(struct work *w, struct id draft, struct id by,
    struct str remark)
{
    struct arena *a = txn_arena(w->tx);
    struct str    sealed = {0};

    assert(draft.kind == ID_DRAFT && by.kind == ID_ACCOUNT);
    if (remark.n)
        sealed =
            key_seal(a, txn_keys(w->tx), KEY_DRAFT, place_of(a, draft), remark);
    return txn_do(w->tx, &texts[BACK],
        ARGS(A_ID(draft), A_TIME(w->now), A_ID(by),
            remark.n ? A_BYTES(sealed) : A_NULL,
            A_ID(txn_id(w->tx, ID_NOTICE))));
}

enum err
second_look_waiting(struct work *w, struct id agency, struct second_look **out,
    size_t *count)
{
    struct rows r;
    enum err    e;

    assert(agency.kind == ID_AGENCY);
    if ((e = txn_rows(w->tx, &texts[WAITING], ARGS(A_ID(agency)), &r)))
        return e;
    return all_of(w, &r, out, count);
}

enum err
second_look_due(struct work *w, struct second_look **out, size_t *count)
{
    struct rows r;
    enum err    e;

    if ((e = txn_rows(w->tx, &texts[DUE], ARGS(A_TIME(w->now)), &r)))
        return e;
    return all_of(w, &r, out, count);
}

enum err
second_look_next(struct work *w, struct moment *next)
{
    struct rows r;
    enum err    e;

    if ((e = txn_row(w->tx, &texts[NEXT], ARGS(A_TIME(w->now)), &r)))
        return e;
    *next = moment_sooner(*next, row_time(&r, 0));
    return OK;
}

enum err
second_look_entries(struct work *w, struct id agency, struct str form,
    struct id **out, size_t *count)
{
    struct rows r;
    enum err    e;

    assert(agency.kind == ID_AGENCY && form.n);
    if ((e = txn_rows(w->tx, &texts[ENTRIES], ARGS(A_ID(agency), A_TEXT(form)),
             &r)))
        return e;
    *out = ARENA_ARRAY(txn_arena(w->tx), struct id, r.count + 1);
    for (*count = 0; rows_next(&r); ++*count)
        (*out)[*count] = row_id(&r, 0, ID_ENTRY);
    return OK;
}

enum err
second_look_lacks(struct work *w, struct id agency, struct str clock,
    struct second_look_lack **out, size_t *count)
{
    struct rows r;
    enum err    e;

    assert(agency.kind == ID_AGENCY && clock.n);
    if ((e = txn_rows(w->tx, &texts[LACKS], ARGS(A_ID(agency), A_TEXT(clock)),
             &r)))
        return e;
    *out = ARENA_ARRAY(txn_arena(w->tx), struct second_look_lack, r.count + 1);
    for (*count = 0; rows_next(&r); ++*count)
        (*out)[*count] =
            (struct second_look_lack){.person = row_id(&r, 0, ID_PERSON),
                .opening = row_id(&r, 1, ID_ENTRY),
                .due = row_time(&r, 2)};
    return OK;
}
