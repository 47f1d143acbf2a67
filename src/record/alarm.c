/*
 * Signals that time alone brings.  A deadline is missed by time alone, so no
 * entry is there to tell of it: whoever looks at a person because time may
 * have changed something asks the fold which deadlines ran out, whether the
 * pack's signal really holds (somebody may have answered it), and tells as a
 * share would.
 */
#include "record/alarm.h"

#include "practice/calendar.h"
#include "record/entry_inside.h"
#include "record/signal_off.h"
#include "record/signal_tell.h"
#include "record/thread.h"

enum { WAS_TOLD, STANDS, STANDS_CHILD, TOLD, COUNT };
static const struct statement texts[COUNT] = {
    [WAS_TOLD] = {.sql = "SELECT COUNT(*) FROM notice WHERE cause = $1"
                         " AND rule = $2"},
    [STANDS] = {.sql = "SELECT due FROM clock_row WHERE thread = $1"
                       " AND clock = $2 AND state = 'open'"},
    [STANDS_CHILD] = {.sql = "SELECT due FROM clock_row"
                             " WHERE person = $1 AND opening = $2"
                             " AND clock = $3 AND state = 'open'"},
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

bool
signal_is_alarm(const struct signal_rule *s)
{
    return signal_clock(s, 0) != NULL;
}

/* ---- telling ---- */

/* One person who is looked at, and one signal. */
struct raising {
    struct work              *w;
    const struct child       *child;
    struct id                 person;
    const struct signal_rule *signal;
    struct look_again        *again;
};

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
was_told(const struct raising *r, struct id cause, bool *yes)
{
    struct rows rows;
    enum err    e = txn_row(r->w->tx, &texts[WAS_TOLD],
           ARGS(A_ID(cause), A_TEXT(r->signal->id)), &rows);

    if (!e)
        *yes = row_int(&rows, 0) != 0;
    return e;
}

/* A post may be empty for a while, or be filled by a relative. */
static enum err
tell(struct raising *r, struct notice_about *about)
{
    struct share_rule share = {.id = r->signal->id,
        .to = r->signal->tell,
        .to_count = r->signal->tell_count};
    bool              told;
    enum err          e;

    if ((e = notice_share(r->w, &share, about)) ||
        (e = was_told(r, about->cause, &told)))
        return e;
    return told ? OK : sweep_later(r->w, r->again);
}

/* Where it was told already, the notice's own ladder may have ended while the
 * deadline had been moved on. */
static enum err
raise_one(struct raising *r, const struct clock_at *c)
{
    struct notice_about about = {.person = r->person,
        .thread = c->thread,
        .cause = c->opening};
    bool                told, off;
    enum err            e;

    if ((e = was_told(r, c->opening, &told)))
        return e;
    if (told)
        return r->signal->ladder_count
            ? sweep_caused(r->w, c->opening, r->signal->id)
            : OK;
    if ((e = signal_place(r->w, &about)) ||
        (e = signal_off_at(r->w, about.agency, r->signal->id, &off)))
        return e;
    r->again->held = r->again->held || off;
    if (off || (e = name_about(r->w, &about)))
        return e;
    return tell(r, &about);
}

static enum err
raise_of(struct raising *r, const struct predicate *p)
{
    const struct pack *pack = r->w->pack;
    enum err           e = OK;

    for (size_t i = 0; i < r->child->clocks_count && !e; i++)
        if (signal_watches(pack, p, &r->child->clocks[i], r->w->now))
            e = raise_one(r, &r->child->clocks[i]);
    return e;
}

/* Whether any of its deadlines is missed, or near: the rest need not be
 * asked else. */
static bool
is_watching(const struct raising *r)
{
    const struct predicate *p;

    for (size_t k = 0; (p = signal_clock(r->signal, k)); k++)
        for (size_t i = 0; i < r->child->clocks_count; i++)
            if (signal_watches(r->w->pack, p, &r->child->clocks[i], r->w->now))
                return true;
    return false;
}

static enum err
raise_alarm(struct raising *r)
{
    const struct predicate *p;
    bool                    yes;
    enum err                e;

    if (!is_watching(r))
        return OK;
    if ((e = child_signal(txn_arena(r->w->tx), r->child, r->w->pack, r->signal,
             r->w->now, &yes)) ||
        !yes)
        return e;
    for (size_t k = 0; !e && (p = signal_clock(r->signal, k)); k++)
        e = raise_of(r, p);
    return e;
}

enum err
alarm_look(struct work *w, struct id person, struct look_again *again)
{
    struct raising    r = {.w = w, .person = person, .again = again};
    struct child_look next;
    enum err          e;

    if ((e = child_load(w, person, (struct moment){INT64_MAX}, &r.child)))
        return e;
    for (size_t i = 0; i < w->pack->signals_count; i++) {
        r.signal = &w->pack->signals[i];
        if (signal_is_alarm(r.signal))
            e = raise_alarm(&r);
        else if (signal_is_of_time(r.signal))
            e = signal_tell_timed(w, person, r.child, r.signal, again);
        if (e)
            return e;
    }
    if ((e = child_next(txn_arena(w->tx), r.child, w->pack, w->now, &next)))
        return e;
    again->at = moment_sooner(again->at, next.next);
    return OK;
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

/* Missed, or as near to it as the signal looks (signal_looks_from()). */
static bool
is_watched(const struct work *w, const struct predicate *p, struct moment due)
{
    const struct pack       *pack = w->pack;
    const struct clock_rule *r = pack_clock(pack, p->clock);
    struct moment            near;

    if (w->now.us > due.us)
        return true;
    return p->near && r && r->warn.given &&
        span_before(pack->calendar, pack->zone, due, r->warn.span, &near) ==
        OK &&
        w->now.us >= near.us;
}

static bool
any_watched(const struct work *w, const struct predicate *p, struct rows *r)
{
    while (rows_next(r))
        if (is_watched(w, p, row_time(r, 0)))
            return true;
    return false;
}

static enum err
stands(struct work *w, struct id thread, const struct signal_rule *s, bool *yes)
{
    const struct predicate *p;
    struct rows             r;
    enum err                e;

    *yes = false;
    for (size_t i = 0; !*yes && (p = signal_clock(s, i)); i++) {
        if ((e = txn_rows(w->tx, &texts[STANDS],
                 ARGS(A_ID(thread), A_TEXT(p->clock)), &r)))
            return e;
        *yes = any_watched(w, p, &r);
    }
    return OK;
}

static enum err
stands_of_child(struct work *w, const struct notice *n,
    const struct signal_rule *s, bool *yes)
{
    const struct predicate *p;
    struct rows             r;
    enum err                e;

    *yes = false;
    for (size_t i = 0; !*yes && (p = signal_clock(s, i)); i++) {
        if ((e = txn_rows(w->tx, &texts[STANDS_CHILD],
                 ARGS(A_ID(n->person), A_ID(n->cause), A_TEXT(p->clock)), &r)))
            return e;
        *yes = any_watched(w, p, &r);
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
