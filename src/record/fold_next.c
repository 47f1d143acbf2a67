/*
 * When time alone may next change what holds of a child.
 *
 * A moment too early costs one look that finds nothing; one too late leaves
 * somebody untold.  So each predicate gives every moment at which it may
 * change, whichever way, and those that only entries change give none.
 */
#include <assert.h>

#include "practice/calendar.h"
#include "record/fold_signal_inside.h"

/* One signal's moments on the way into out. */
struct next {
    struct look             look;
    const struct clock_at **open; /* the clocks that run, of any rule */
    size_t                  open_count;
    struct child_look      *out;
    int                     nots; /* how many stand around the predicate */
};

static enum err next_of(struct next *n, const struct predicate *p);

static void
sooner(struct next *n, struct moment at)
{
    if (at.us > n->look.now.us)
        n->out->next = moment_sooner(n->out->next, at);
}

/* ---- predicates ---- */

static enum err
of_clock(struct next *n, const struct predicate *p)
{
    for (size_t i = 0; i < n->open_count; i++) {
        const struct clock_at *c = n->open[i];

        if (!str_eq(c->rule->id, p->clock))
            continue;
        n->out->watched =
            n->out->watched || signal_watches(n->look.pack, p, c, n->look.now);
        sooner(n, signal_looks_from(n->look.pack, p, c));
        sooner(n, (struct moment){c->due.us + 1}); /* past its day */
    }
    return OK;
}

/* A day or span from there, where the calendar goes so far. */
static enum err
count_from(struct next *n, struct moment from, struct span span,
    struct moment *to)
{
    const struct pack *p = n->look.pack;
    enum err           e = span_add(p->calendar, p->zone, from, span, to);

    if (e == ERR_ILLEGAL)
        to->us = INT64_MAX - 1;
    return e == ERR_ILLEGAL ? OK : e;
}

static enum err
of_days_since(struct next *n, const struct predicate *p)
{
    const struct fold_entry *answer =
        signal_last_answer(n->look.child, n->look.rule);
    struct moment last, until;
    enum err      e;

    if (answer)
        n->look.cleared = answer->recorded;
    last = signal_last_time(&n->look, p);
    if (!last.us)
        return OK;
    if ((e = count_from(n, last, p->within, &until)))
        return e;
    sooner(n, (struct moment){until.us + 1});
    return OK;
}

/* What is counted goes out of the window; that there are fewer brings
 * nothing, unless it is what the signal asks for.  The months after a day are
 * not always the months before, so until it is out it is looked at daily. */
static enum err
of_count(struct next *n, const struct predicate *p)
{
    const struct pack       *pack = n->look.pack;
    const struct span        day = {SPAN_CALENDAR_DAYS, 1};
    const struct fold_entry *x;
    struct fold_walk         at = {0};
    struct moment            from, out, tomorrow;
    enum err                 e;

    if (!n->nots)
        return OK;
    e = span_before(pack->calendar, pack->zone, n->look.now, p->within, &from);
    if (e)
        return e == ERR_ILLEGAL ? OK : e;
    if ((e = count_from(n, n->look.now, day, &tomorrow)))
        return e;
    while (fold_walk_on(n->look.child, &p->trigger, &at, &x, NULL)) {
        if (x->recorded.us <= from.us)
            continue;
        if ((e = count_from(n, x->recorded, p->within, &out)))
            return e;
        sooner(n, out.us > n->look.now.us ? out : tomorrow);
    }
    return OK;
}

/* A tie that ends is missing from then on. */
static enum err
of_missing(struct next *n, const struct predicate *p)
{
    (void)p;
    for (size_t i = 0; i < n->look.child->ties_count; i++)
        if (n->look.child->ties[i].until.us)
            sooner(n, n->look.child->ties[i].until);
    return OK;
}

static enum err
of_parts(struct next *n, const struct predicate *p)
{
    enum err e = OK;

    n->nots += p->kind == SIG_NOT;
    for (size_t i = 0; i < p->part_count && !e; i++)
        e = next_of(n, p->parts[i]);
    n->nots -= p->kind == SIG_NOT;
    return e;
}

/* No time in it: only an entry changes it. */
static enum err
of_none(struct next *n, const struct predicate *p)
{
    (void)n, (void)p;
    return OK;
}

static enum err (*const moments[])(struct next *, const struct predicate *) = {
    [SIG_COUNT] = of_count,
    [SIG_DAYS_SINCE] = of_days_since,
    [SIG_CLOCK] = of_clock,
    [SIG_PUT_OFF] = of_none,
    [SIG_ABSENT] = of_none,
    [SIG_STALLED] = of_none,
    [SIG_ROLLED_OVER] = of_none,
    [SIG_ATTENDED] = of_none,
    [SIG_MISSING] = of_missing,
    [SIG_NEW_ADULT] = of_none,
    [SIG_LANGUAGE] = of_none,
    [SIG_STATE] = of_none,
    [SIG_ALL] = of_parts,
    [SIG_ANY] = of_parts,
    [SIG_NOT] = of_parts,
};

static enum err
next_of(struct next *n, const struct predicate *p)
{
    assert(p->kind < sizeof moments / sizeof *moments);
    return moments[p->kind](n, p);
}

/* ---- one signal ---- */

/* While "while" does not hold, only what may change that counts. */
static enum err
next_of_signal(struct next *n)
{
    const struct signal_rule *r = n->look.rule;
    const struct fold_entry  *answer;
    bool                      yes = true;
    enum err                  e;

    if (r->while_ && r->while_->kind != SIG_STATE) {
        answer = signal_last_answer(n->look.child, r);
        n->look.cleared = answer ? answer->recorded : (struct moment){0};
        if ((e = next_of(n, r->while_)))
            return e;
    }
    if (r->while_ && (e = signal_holds(&n->look, r->while_, &yes)))
        return e;
    return yes ? next_of(n, r->when) : OK;
}

/* Of a long history they are few, and asked for by every signal. */
static void
gather_open(struct next *n, struct arena *a, const struct child *c)
{
    n->open = ARENA_ARRAY(a, const struct clock_at *, c->clocks_count + 1);
    for (size_t i = 0; i < c->clocks_count; i++)
        if (c->clocks[i].state == CLOCK_OPEN)
            n->open[n->open_count++] = &c->clocks[i];
}

enum err
child_next(struct arena *a, const struct child *c, const struct pack *pack,
    struct moment now, struct child_look *out)
{
    struct child_look found = {.next = {INT64_MAX}};
    struct next       n = {.out = &found};
    enum err          e;

    gather_open(&n, a, c);
    for (size_t i = 0; i < pack->signals_count; i++) {
        n.look = (struct look){.arena = a,
            .child = c,
            .pack = pack,
            .rule = &pack->signals[i],
            .now = now};
        if ((e = next_of_signal(&n)))
            return e;
    }
    *out = found;
    return OK;
}

/* ---- what a signal looks at ---- */

bool
signal_watches(const struct pack *pack, const struct predicate *p,
    const struct clock_at *c, struct moment now)
{
    struct moment from;

    if (c->state != CLOCK_OPEN || !str_eq(c->rule->id, p->clock))
        return false;
    if (now.us > c->due.us)
        return true;
    from = signal_looks_from(pack, p, c);
    return from.us < c->due.us && now.us >= from.us;
}

static bool
time_brings(const struct predicate *p, int nots)
{
    bool yes = p->kind == SIG_DAYS_SINCE || p->kind == SIG_MISSING ||
        (p->kind == SIG_COUNT && nots);

    for (size_t i = 0; i < p->part_count && !yes; i++)
        yes = time_brings(p->parts[i], nots + (p->kind == SIG_NOT));
    return yes;
}

bool
signal_is_of_time(const struct signal_rule *s)
{
    return time_brings(s->when, 0) || (s->while_ && time_brings(s->while_, 0));
}
