/*
 * The rows of next_look, and the walk over those that are due.
 *
 * Tried and left: asking all deadlines that are missed and still open, each
 * minute.  It looked at the newest hundred of each signal, so that an old one
 * that nobody could be told of stood in the way of every older one.
 */
#include "record/sweep.h"

#include <limits.h>

#include "practice/calendar.h"
#include "record/alarm.h"
#include "record/entry_inside.h"
#include "record/fold.h"
#include "record/person_inside.h"
#include "record/project_inside.h"

enum { ABOUT_PERSON = 1, ABOUT_NOTICE };

enum { DUE, STALE, NEXT, SET, CUT, LOCK, CAUSED, OF_THREAD, HELD, COUNT };
#define NEVER "9223372036854775807"
#define AGAIN                                                                 \
    "INSERT INTO next_look (about, what, at, under, held)"                    \
    " SELECT n.id, 2, $2, $3, 0 FROM notice n"
#define UNREAD                                                                \
    " AND n.step = 0 AND n.read_at IS NULL"                                   \
    " ON CONFLICT (about) DO UPDATE SET at = excluded.at"                     \
    " WHERE next_look.at > excluded.at"
static const struct statement texts[COUNT] = {
    /* $3: what is moved on leaves its place in PostgreSQL's index until the
     * transaction ends, and is read again by each portion that begins there */
    [DUE] = {.sql = "SELECT about, what FROM next_look WHERE at >= $3"
                    " AND at <= $1 ORDER BY at, about LIMIT $2"},
    /* each half by the index */
    [STALE] = {.sql = "SELECT about, what FROM (SELECT about, what"
                      " FROM next_look WHERE under < $1 ORDER BY under"
                      " LIMIT $2) x"
                      " UNION ALL SELECT about, what FROM (SELECT about, what"
                      " FROM next_look WHERE under > $1 ORDER BY under"
                      " LIMIT $2) y LIMIT $2"},
    [NEXT] = {.sql = "SELECT MIN(at) FROM next_look WHERE at > $1"
                     " AND at < " NEVER},
    [SET] = {.sql = "INSERT INTO next_look (about, what, at, under, held)"
                    " VALUES ($1, $2, $3, $4, $5)"
                    " ON CONFLICT (about) DO UPDATE SET at = excluded.at,"
                    " under = excluded.under, held = excluded.held"
                    " WHERE next_look.at <> excluded.at"
                    " OR next_look.under <> excluded.under"
                    " OR next_look.held <> excluded.held"},
    [CUT] = {.sql = "DELETE FROM next_look WHERE about = $1"},
    [LOCK] = {.sql = "SELECT id FROM person WHERE id = $1",
              .pg = "SELECT id FROM person WHERE id = $1 FOR UPDATE"},
    [CAUSED] = {.sql = AGAIN " WHERE n.cause = $1 AND n.rule = $4" UNREAD},
    [OF_THREAD] = {.sql = AGAIN " WHERE n.thread = $1" UNREAD},
    [HELD] = {.sql = "UPDATE next_look SET at = $1, held = 0"
                     " WHERE held = 1"},
};
const struct statements sweep_statements = {"sweep", texts, COUNT};

/* ---- rows ---- */

/* Program and pack, as a number to compare by. */
static int64_t
under_of(struct work *w)
{
    const struct digest d = hash_sha256(project_under(w));
    uint64_t            n = 0;

    for (size_t i = 0; i < sizeof n; i++)
        n = n << CHAR_BIT | d.b[i];
    return (int64_t)(n >> 1); /* 0 is nobody's */
}

static enum err
set(struct work *w, struct id about, int what, const struct look_again *again)
{
    struct moment at = again->at.us < w->now.us ? w->now : again->at;

    return txn_put(w->tx, &texts[SET],
        ARGS(A_ID(about), A_INT(what), A_TIME(at), A_INT(under_of(w)),
            A_INT(again->held)));
}

enum err
sweep_person(struct work *w, struct id person, const struct child *child)
{
    struct child_look look;
    struct look_again again = {0};
    enum err          e;

    if (!child)
        return txn_do(w->tx, &texts[CUT], ARGS(A_ID(person)));
    if ((e = child_next(txn_arena(w->tx), child, w->pack, w->now, &look)))
        return e;
    again.at = look.watched ? w->now : look.next;
    return set(w, person, ABOUT_PERSON, &again);
}

enum err
sweep_notice(struct work *w, struct id notice, struct moment at)
{
    return set(w, notice, ABOUT_NOTICE, &(struct look_again){.at = at});
}

enum err
sweep_caused(struct work *w, struct id cause, struct str rule)
{
    return txn_do(w->tx, &texts[CAUSED],
        ARGS(A_ID(cause), A_TIME(w->now), A_INT(under_of(w)), A_TEXT(rule)));
}

enum err
sweep_thread(struct work *w, struct id thread)
{
    return txn_do(w->tx, &texts[OF_THREAD],
        ARGS(A_ID(thread), A_TIME(w->now), A_INT(under_of(w))));
}

enum err
sweep_held(struct work *w)
{
    return txn_do(w->tx, &texts[HELD], ARGS(A_TIME(w->now)));
}

enum err
sweep_later(struct work *w, struct look_again *again)
{
    const struct span hour = {SPAN_HOURS, 1};
    struct moment     at;
    enum err e = span_add(w->pack->calendar, w->pack->zone, w->now, hour, &at);

    if (!e)
        again->at = moment_sooner(again->at, at);
    return e;
}

/* ---- one of them ---- */

struct sweeping {
    struct work *w;
    struct id    about;
    int          what;
};

/* Nobody writes about the person meanwhile, nor links their records. */
static enum err
look_at_person(struct work *w, struct id person, struct look_again *again)
{
    struct rows r;
    enum err    e;

    if ((e = txn_row(w->tx, &texts[LOCK], ARGS(A_ID(person)), &r)))
        return e;
    return alarm_look(w, person, again);
}

static enum err
look(struct txn *tx, void *ctx)
{
    const struct sweeping *s = ctx;
    struct mark            before = arena_mark(txn_arena(tx));
    struct look_again      again = {.at = {INT64_MAX}};
    struct id              about = s->about;
    enum err               e;

    about.kind = s->what == ABOUT_PERSON ? ID_PERSON : ID_NOTICE;
    if (s->what == ABOUT_PERSON)
        e = look_at_person(s->w, about, &again);
    else
        e = ladder_look(s->w, about, &again);
    if (!e && s->what == ABOUT_NOTICE && again.at.us == INT64_MAX &&
        !again.unread)
        e = txn_do(tx, &texts[CUT], ARGS(A_ID(about)));
    else if (!e)
        e = set(s->w, about, s->what, &again);
    arena_rewind(txn_arena(tx), before);
    return e;
}

/* One that cannot be looked at keeps nobody else waiting. */
static enum err
look_or_wait(struct sweeping *s, struct swept *out)
{
    struct look_again again = {.at = {INT64_MAX}};
    enum err          e = txn_try(s->w->tx, look, s);

    out->looked++;
    if (!e || !err_is_refusal(e))
        return e;
    out->failed++;
    if ((e = sweep_later(s->w, &again)))
        return e;
    return set(s->w, s->about, s->what, &again);
}

/* ---- the walk ---- */

static enum err
look_at_all(struct work *w, struct rows *r, struct swept *out)
{
    enum err e = OK;

    while (!e && rows_next(r)) {
        struct sweeping s = {w, row_id(r, 0, ID_PERSON), (int)row_int(r, 1)};

        e = look_or_wait(&s, out);
    }
    return e;
}

static enum err
portion_since(struct work *w, struct moment since, struct swept *out)
{
    struct rows r;
    enum err    e;

    *out = (struct swept){0};
    if ((e = txn_lock(w->tx, PERSON_LINKS, TXN_SHARE)) ||
        (e = txn_rows(w->tx, &texts[DUE],
             ARGS(A_TIME(w->now), A_INT(SWEEP_PORTION), A_TIME(since)), &r)))
        return e;
    if (!r.count &&
        (e = txn_rows(w->tx, &texts[STALE],
             ARGS(A_INT(under_of(w)), A_INT(SWEEP_PORTION)), &r)))
        return e;
    return look_at_all(w, &r, out);
}

enum err
sweep_portion(struct work *w, struct swept *out)
{
    return portion_since(w, (struct moment){INT64_MIN}, out);
}

enum err
sweep_since(struct work *w, struct moment since)
{
    struct swept s;
    enum err     e;

    do
        e = portion_since(w, since, &s);
    while (!e && s.looked);
    return e;
}

enum err
sweep_all(struct work *w)
{
    return sweep_since(w, (struct moment){INT64_MIN});
}

enum err
sweep_next(struct work *w, struct moment *next)
{
    struct rows r;
    enum err    e = txn_row(w->tx, &texts[NEXT], ARGS(A_TIME(w->now)), &r);

    if (!e && !row_is_null(&r, 0))
        *next = moment_sooner(*next, row_time(&r, 0));
    return e;
}
