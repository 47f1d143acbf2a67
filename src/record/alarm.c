/*
 * Signals of missed deadlines.  A deadline is missed by time alone, so no
 * entry is there to tell of it: whoever asks for what time has brought (a
 * clock's tick, a demonstration that moves its clock) finds the clocks that
 * ran out, asks the fold whether the pack's signal really holds (somebody
 * may have answered it), and tells as a share would.
 */
#include "record/alarm.h"

#include "practice/calendar.h"
#include "record/entry_inside.h"
#include "record/signal_off.h"
#include "record/signal_tell.h"
#include "record/thread.h"

enum { MISSED, NEXT, STANDS, STANDS_CHILD, TOLD, COUNT };
static const struct statement texts[COUNT] = {
    [MISSED] = {.sql = "SELECT c.person, c.thread, c.opening FROM clock_row c"
                       " WHERE c.clock = $1 AND c.state = 'open'"
                       " AND c.due < $2 AND NOT EXISTS"
                       " (SELECT 1 FROM notice n WHERE n.cause = c.opening"
                       " AND n.rule = $3)"
                       " ORDER BY c.due DESC, c.person LIMIT $4"},
    [NEXT] = {.sql = "SELECT MIN(due) FROM clock_row WHERE clock = $1"
                     " AND state = 'open' AND due >= $2"},
    [STANDS] = {.sql = "SELECT COUNT(*) FROM clock_row WHERE thread = $1"
                       " AND clock = $2 AND state = 'open' AND due < $3"},
    [STANDS_CHILD] = {.sql = "SELECT COUNT(*) FROM clock_row"
                             " WHERE person = $1 AND opening = $2"
                             " AND clock = $3 AND state = 'open' AND due < $4"},
    [TOLD] = {.sql = "SELECT rule, made_at FROM notice WHERE thread = $1"
                     " ORDER BY made_at DESC, id"},
};
const struct statements alarm_statements = {"alarm", texts, COUNT};

/* The predicate of a deadline at that place among those of p; else at is
 * left with how many places there are to go. */
static const struct predicate *
clock_in(const struct predicate *p, size_t *at)
{
    const struct predicate *found =
        p->kind == SIG_CLOCK && (*at)-- == 0 ? p : NULL;

    for (size_t i = 0; i < p->part_count && !found; i++)
        found = clock_in(p->parts[i], at);
    return found;
}

/* The deadlines that a signal watches, from 0 on until there is none. */
static const struct predicate *
signal_clock(const struct signal_rule *s, size_t at)
{
    return clock_in(s->when, &at);
}

/* How long before it is missed the signal looks at it; none: not before. */
static const struct span *
ahead_of(const struct work *w, const struct predicate *p)
{
    const struct clock_rule *r = pack_clock(w->pack, p->clock);

    return p->near && r && r->warn.given ? &r->warn.span : NULL;
}

/* What is due before then is missed now, or near enough. */
static enum err
limit_of(const struct work *w, const struct predicate *p, struct moment *out)
{
    const struct span *ahead = ahead_of(w, p);

    *out = w->now;
    return ahead
        ? span_add(w->pack->calendar, w->pack->zone, w->now, *ahead, out)
        : OK;
}

bool
signal_is_alarm(const struct signal_rule *s)
{
    return signal_clock(s, 0) != NULL;
}

/* ---- raising ---- */

static enum err
holds(struct work *w, struct id person, const struct signal_rule *s, bool *yes)
{
    const struct signal_rule **on;
    const struct child        *child;
    size_t                     n;
    enum err                   e;

    *yes = false;
    if ((e = child_load(w, person, (struct moment){INT64_MAX}, &child)) ||
        (e = child_signals(txn_arena(w->tx), child, w->pack, w->now, &on, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        *yes = *yes || on[i] == s;
    return OK;
}

/* Which thread and child the notice names. */
static enum err
name_about(struct work *w, struct notice_about *about)
{
    struct thread_row *all;
    size_t             n;
    enum err           e = thread_load(w, about->thread, &all, &n);

    if (e && e != ERR_ABSENT)
        return e;
    about->several = !e && n;
    if (!about->several)
        about->thread = (struct id){0};
    return OK;
}

static enum err
raise_one(struct work *w, const struct signal_rule *s, struct rows *r)
{
    struct share_rule   share = {.id = s->id,
          .to = s->tell,
          .to_count = s->tell_count};
    struct notice_about about = {.person = row_id(r, 0, ID_PERSON),
        .thread = row_id(r, 1, ID_THREAD),
        .cause = row_id(r, 2, ID_ENTRY)};
    bool                yes;
    enum err            e;

    if ((e = holds(w, about.person, s, &yes)) || !yes)
        return e;
    if ((e = signal_place(w, &about)) ||
        (e = signal_off_at(w, about.agency, s->id, &yes)) || yes ||
        (e = name_about(w, &about)))
        return e;
    return notice_share(w, &share, &about);
}

static enum err
raise_of(struct work *w, const struct signal_rule *s, const struct predicate *p)
{
    struct moment limit;
    struct rows   r;
    enum err      e;

    if ((e = limit_of(w, p, &limit)) ||
        (e = txn_rows(w->tx, &texts[MISSED],
             ARGS(A_TEXT(p->clock), A_TIME(limit), A_TEXT(s->id),
                 A_INT(ALARM_MOST)),
             &r)))
        return e;
    while (!e && rows_next(&r))
        e = raise_one(w, s, &r);
    return e;
}

enum err
alarm_raise(struct work *w)
{
    const struct predicate *p;
    enum err                e = OK;

    for (size_t i = 0; i < w->pack->signals_count; i++) {
        const struct signal_rule *s = &w->pack->signals[i];

        for (size_t k = 0; !e && (p = signal_clock(s, k)); k++)
            e = raise_of(w, s, p);
    }
    return e;
}

/* When the signal looks at what is due then: the months before a day are not
 * always the months after, so what should be near by now is looked at again
 * when it is due. */
static enum err
look_at(const struct work *w, const struct predicate *p, struct moment *due)
{
    const struct span *ahead = ahead_of(w, p);
    struct moment      near;
    enum err           e;

    if (!ahead)
        return OK;
    if ((e = span_before(w->pack->calendar, w->pack->zone, *due, *ahead,
             &near)))
        return e == ERR_ILLEGAL ? OK : e;
    if (near.us > w->now.us)
        *due = near;
    return OK;
}

/* Missed is what is past its day: the moment after. */
static enum err
next_of(struct work *w, const struct predicate *p, struct moment *next)
{
    struct moment due, limit;
    struct rows   r;
    enum err      e;

    if ((e = limit_of(w, p, &limit)) ||
        (e = txn_row(w->tx, &texts[NEXT], ARGS(A_TEXT(p->clock), A_TIME(limit)),
             &r)))
        return e;
    due = row_time(&r, 0);
    if (due.us && !(e = look_at(w, p, &due)))
        *next = moment_sooner(*next, (struct moment){due.us + 1});
    return e;
}

enum err
alarm_next(struct work *w, struct moment *next)
{
    const struct predicate *p;
    enum err                e = OK;

    for (size_t i = 0; i < w->pack->signals_count; i++)
        for (size_t k = 0; !e && (p = signal_clock(&w->pack->signals[i], k));
             k++)
            e = next_of(w, p, next);
    return e;
}

/* ---- whether it still stands ---- */

static const struct signal_rule *
signal_of(const struct pack *p, struct str rule)
{
    for (size_t i = 0; i < p->signals_count; i++)
        if (str_eq(p->signals[i].id, rule))
            return &p->signals[i];
    return NULL;
}

static enum err
stands(struct work *w, struct id thread, const struct signal_rule *s, bool *yes)
{
    const struct predicate *p;
    struct moment           limit;
    struct rows             r;
    enum err                e;

    *yes = false;
    for (size_t i = 0; !*yes && (p = signal_clock(s, i)); i++) {
        if ((e = limit_of(w, p, &limit)) ||
            (e = txn_row(w->tx, &texts[STANDS],
                 ARGS(A_ID(thread), A_TEXT(p->clock), A_TIME(limit)), &r)))
            return e;
        *yes = row_int(&r, 0) != 0;
    }
    return OK;
}

static enum err
stands_of_child(struct work *w, const struct notice *n,
    const struct signal_rule *s, bool *yes)
{
    const struct predicate *p;
    struct moment           limit;
    struct rows             r;
    enum err                e;

    *yes = false;
    for (size_t i = 0; !*yes && (p = signal_clock(s, i)); i++) {
        if ((e = limit_of(w, p, &limit)) ||
            (e = txn_row(w->tx, &texts[STANDS_CHILD],
                 ARGS(A_ID(n->person), A_ID(n->cause), A_TEXT(p->clock),
                     A_TIME(limit)),
                 &r)))
            return e;
        *yes = row_int(&r, 0) != 0;
    }
    return OK;
}

enum err
alarm_stands(struct work *w, const struct notice *n, bool *yes)
{
    const struct signal_rule *s = signal_of(w->pack, n->rule);

    *yes = false;
    if (!s)
        return OK;
    if (!id_is_none(n->thread))
        return stands(w, n->thread, s, yes);
    return id_is_none(n->person) ? OK : stands_of_child(w, n, s, yes);
}

enum err
alarm_in_thread(struct work *w, struct id thread,
    const struct signal_rule **rule, struct moment *since)
{
    struct rows r;
    bool        yes = false;
    enum err    e;

    *rule = NULL;
    if ((e = txn_rows(w->tx, &texts[TOLD], ARGS(A_ID(thread)), &r)))
        return e;
    while (rows_next(&r) && !*rule) {
        const struct signal_rule *s = signal_of(w->pack, row_text(&r, 0));

        if (s && (e = stands(w, thread, s, &yes)))
            return e;
        *rule = yes ? s : NULL;
        *since = row_time(&r, 1);
    }
    return OK;
}
