/*
 * Signals: patterns that should worry somebody, looked for when a child is
 * read and never stored.
 *
 * What answers a signal (clears) draws a line: only what came after the last
 * such entry counts towards the pattern.  A deadline that was missed is
 * answered by an entry recorded after it was missed, and for a clock of one
 * thread in that thread only: an answer to one concern does not quieten
 * another.
 */
#include <assert.h>

#include "practice/calendar.h"
#include "record/fold_signal_inside.h"
#include "record/plan.h"

const struct fold_entry *
signal_last_answer(const struct child *c, const struct signal_rule *r)
{
    const struct fold_entry *e, *last = NULL;
    struct fold_walk         at = {0};

    while (fold_walk_on(c, &r->clears, &at, &e, NULL)) {
        if (!last || e->recorded.us > last->recorded.us)
            last = e;
        fold_walk_next_form(&at);
    }
    return last;
}

static struct moment
last_answer(const struct child *c, const struct signal_rule *r)
{
    const struct fold_entry *e = signal_last_answer(c, r);

    return e ? e->recorded : (struct moment){0};
}

/* ---- predicates ---- */

/* How far back it looks; further back than the calendar: all of it. */
static enum err
window_begin(const struct pack *pack, const struct predicate *p,
    struct moment now, struct moment *from)
{
    enum err e = span_before(pack->calendar, pack->zone, now, p->within, from);

    if (e == ERR_ILLEGAL)
        from->us = INT64_MIN;
    return e == ERR_ILLEGAL ? OK : e;
}

static enum err
count(struct look *l, const struct predicate *p, bool *yes)
{
    const struct fold_entry *x;
    struct fold_walk         at = {0};
    struct moment            from;
    int                      n = 0;
    enum err                 e;

    if ((e = window_begin(l->pack, p, l->now, &from)))
        return e;
    if (p->afresh && from.us < l->since.us)
        from = l->since;
    if (from.us < l->cleared.us)
        from = l->cleared;
    while (
        n < p->at_least && fold_walk_on(l->child, &p->trigger, &at, &x, NULL))
        if (x->recorded.us > from.us)
            n++;
        else
            fold_walk_next_form(&at);
    *yes = n >= p->at_least;
    return OK;
}

struct moment
signal_last_time(const struct look *l, const struct predicate *p)
{
    const struct child      *c = l->child;
    const struct fold_entry *e;
    struct fold_walk         at = {0};
    struct moment            last = l->since;

    if (!last.us && c->entries_count)
        last = c->entries[0]->recorded;
    while (fold_walk_on(c, &p->trigger, &at, &e, NULL))
        if (e->occurred.us > last.us)
            last = e->occurred;
    return last.us < l->cleared.us ? l->cleared : last;
}

static enum err
days_since(struct look *l, const struct predicate *p, bool *yes)
{
    struct moment last = signal_last_time(l, p), until;
    enum err      e;

    if (!last.us) {
        *yes = false;
        return OK;
    }
    if ((e = span_add(l->pack->calendar, l->pack->zone, last, p->within,
             &until)))
        return e;
    *yes = l->now.us > until.us;
    return OK;
}

struct moment
signal_looks_from(const struct pack *pack, const struct predicate *p,
    const struct clock_at *c)
{
    struct moment near = c->due;

    if (p->near && c->rule->warn.given &&
        span_before(pack->calendar, pack->zone, c->due, c->rule->warn.span,
            &near))
        return c->due; /* beyond the calendar */
    return near;
}

/* What one agency says answers nothing that another was asked. */
static bool
is_another_agencys(const struct clock_at *c, const struct fold_entry *e)
{
    return c->rule->per_agency && !id_eq(e->id, c->met_by) &&
        entry_fires(e, &c->rule->met_by, NULL);
}

/* In which kind of thread a form stands; empty: it is alone. */
static struct str
thread_kind(const struct form *f)
{
    return f->in_thread.n ? f->in_thread : f->opens_thread;
}

/* That of an entry. */
static struct str
thread_kind_of(const struct child *c, struct id entry)
{
    for (size_t i = 0; i < c->entries_count; i++)
        if (id_eq(c->entries[i]->id, entry))
            return thread_kind(c->entries[i]->form);
    return (struct str){0};
}

/* What is said in another thread of the same kind answers nothing here; but
 * a remark that cannot be made in such a thread is made of the child. */
static bool
is_another_threads(const struct clock_at *c, struct str kind,
    const struct fold_entry *e)
{
    const struct clock_rule *r = c->rule;

    if (!(r->per_thread || r->per_meeting || r->pathway->per_thread) ||
        id_eq(e->thread, c->thread))
        return false;
    return str_eq(thread_kind(e->form), kind) ||
        entry_fires(e, &r->met_by, NULL);
}

/* Whether somebody answered since that clock was missed, or was near. */
static bool
is_answered(const struct look *l, const struct predicate *p,
    const struct clock_at *c)
{
    struct moment            from = signal_looks_from(l->pack, p, c);
    struct str               kind = thread_kind_of(l->child, c->opening);
    const struct fold_entry *e;
    struct fold_walk         at = {0};

    if (l->cleared.us <= from.us)
        return false;
    while (fold_walk_on(l->child, &l->rule->clears, &at, &e, NULL)) {
        if (e->recorded.us <= from.us)
            fold_walk_next_form(&at);
        else if (!is_another_threads(c, kind, e) && !is_another_agencys(c, e))
            return true;
    }
    return false;
}

static enum err
clock_missed(struct look *l, const struct predicate *p, bool *yes)
{
    int n = 0;

    for (size_t i = 0; i < l->child->clocks_count; i++) {
        const struct clock_at *c = &l->child->clocks[i];
        enum clock_look        look;

        if (!str_eq(c->rule->id, p->clock))
            continue;
        look = child_clock(c, l->pack, l->now);
        n += (look == LOOK_LATE || look == LOOK_MET_LATE ||
                 (p->near && look == LOOK_WARN)) &&
            !is_answered(l, p, c);
    }
    *yes = n >= p->at_least;
    return OK;
}

/* Where the rule says what puts it off, that; else every new beginning.  All
 * of them count, but it is said again only when it has happened since the last
 * answer: once more is enough then. */
static enum err
put_off(struct look *l, const struct predicate *p, bool *yes)
{
    *yes = false;
    for (size_t i = 0; i < l->child->clocks_count; i++) {
        const struct clock_at *c = &l->child->clocks[i];
        int times = c->rule->put_off_by.count ? c->put_off : c->moved;

        if (str_eq(c->rule->id, p->clock) && times >= p->at_least &&
            c->put_back.us > l->cleared.us)
            *yes = true;
    }
    return OK;
}

enum came { NOT_EXPECTED, CAME, STAYED_AWAY };

/* Who stands in the list of a meeting is expected there; a kind that is asked
 * to meetings of that form is too: a core group may well do without the
 * police. */
static enum came
attended(const struct look *l, const struct fold_entry *e, struct str kind,
    bool asked)
{
    const struct form_meeting *m = e->form->meeting;
    bool                       meeting = false, expected = false;

    for (size_t i = 0; i < e->fact_count; i++) {
        const struct fact *f = &e->facts[i];

        if (f->kind != YIELD_ATTEND || !fact_is_for(f, e->child))
            continue;
        meeting = true;
        if (!entry_agency_is(e, l->pack, fact_arg(f, S("whom")), kind))
            continue;
        if (str_eq(fact_arg(f, S("present")), S("yes")))
            return CAME;
        expected = true;
    }
    if (asked && meeting && m && str_among(kind, m->asks, m->ask_count))
        expected = true;
    return expected ? STAYED_AWAY : NOT_EXPECTED;
}

/* From how many meetings in a row, the newest first. */
static int
stayed_away(const struct look *l, struct str kind, bool asked)
{
    int missed = 0;

    for (size_t i = l->child->entries_count; i-- > 0;) {
        const struct fold_entry *e = signal_standing(l->child, i);
        enum came                came;

        if (!e || e->recorded.us <= l->cleared.us)
            continue;
        came = attended(l, e, kind, asked);
        if (came == CAME)
            break;
        missed += came == STAYED_AWAY;
    }
    return missed;
}

/* Whether one of those whom the list names stays away. */
static bool
one_stays_away(const struct look *l, const struct fold_entry *e, int times)
{
    for (size_t i = 0; i < e->fact_count; i++)
        if (e->facts[i].kind == YIELD_ATTEND &&
            fact_is_for(&e->facts[i], e->child) &&
            stayed_away(l, fact_arg(&e->facts[i], S("whom")), false) >= times)
            return true;
    return false;
}

static enum err
absent(struct look *l, const struct predicate *p, bool *yes)
{
    *yes = p->agency.n && stayed_away(l, p->agency, true) >= p->at_least;
    for (size_t i = l->child->entries_count; !p->agency.n && i-- > 0;) {
        const struct fold_entry *e = signal_standing(l->child, i);

        *yes = *yes || (e && one_stays_away(l, e, p->at_least));
    }
    return OK;
}

static bool
has_fact(const struct fold_entry *e, enum yield_kind kind, struct str arg,
    struct str value)
{
    for (size_t i = 0; i < e->fact_count; i++)
        if (e->facts[i].kind == kind && fact_is_for(&e->facts[i], e->child) &&
            (!value.n || str_eq(fact_arg(&e->facts[i], arg), value)))
            return true;
    return false;
}

/* Meetings of that type (p->agency holds it) since it last moved. */
static enum err
stalled(struct look *l, const struct predicate *p, bool *yes)
{
    enum yield_kind of;
    int             meetings = 0;

    if (!yield_find(p->of, &of))
        BUG("a signal about no yield");
    for (size_t i = l->child->entries_count; i-- > 0;) {
        const struct fold_entry *e = signal_standing(l->child, i);

        if (!e || e->recorded.us <= l->cleared.us)
            continue;
        if (has_fact(e, of, S("moved"),
                yield_arg_find(of, S("moved")) < 0 ? (struct str){0}
                                                   : S("yes")))
            break;
        meetings += has_fact(e, YIELD_MEETING, S("type"), p->agency);
    }
    *yes = meetings >= p->at_least;
    return OK;
}

static struct plan
plan_now(const struct look *l)
{
    struct fact_at *facts;
    struct plan     p;
    size_t          n;

    plan_facts(l->arena, l->child, &facts, &n);
    plan_of(l->arena, facts, n, 0, &p);
    return p;
}

static enum err
rolled_over(struct look *l, const struct predicate *p, bool *yes)
{
    struct plan plan = plan_now(l);

    *yes = false;
    for (size_t i = 0; i < plan.action_count; i++)
        if (plan_action_is_open(&plan.actions[i]) &&
            plan_action_put_off(&plan.actions[i], l->cleared) >= p->at_least)
            *yes = true;
    return OK;
}

static enum err
attended_same(struct look *l, const struct predicate *p, bool *yes)
{
    struct plan                plan = plan_now(l);
    const struct plan_version *v =
        plan.version_count ? &plan.versions[0] : NULL;

    *yes = false;
    for (size_t i = 0; v && i < v->outcome_count; i++)
        *yes = *yes ||
            plan_outcome_attended(&v->outcomes[i], p->at_least, l->cleared);
    return OK;
}

/* A tie that has ended is missing again. */
static bool
still_counts(const struct look *l, const struct fold_entry *e,
    const struct fact *by)
{
    if (!by || by->kind != YIELD_TIE)
        return true;
    for (size_t i = 0; i < l->child->ties_count; i++) {
        const struct tie_at *t = &l->child->ties[i];

        if (id_eq(t->by, e->id) && str_eq(t->kind, fact_arg(by, S("kind"))) &&
            (!t->until.us || t->until.us > l->now.us))
            return true;
    }
    return false;
}

static enum err
missing(struct look *l, const struct predicate *p, bool *yes)
{
    const struct fold_entry *e;
    const struct fact       *by;
    struct fold_walk         at = {0};

    *yes = false;
    while (fold_walk_on(l->child, &p->trigger, &at, &e, &by))
        if (still_counts(l, e, by))
            return OK;
    *yes = true;
    return OK;
}

static enum err
in_state(struct look *l, const struct predicate *p, bool *yes)
{
    const struct child   *c = l->child;
    const struct pathway *path = pack_pathway(l->pack, p->pathway);
    bool                  stands = false;

    *yes = false;
    for (size_t i = 0; i < c->states_count; i++) {
        const struct state_at *s = &c->states[i];

        if (!str_eq(s->pathway->id, p->pathway))
            continue;
        stands = true;
        for (size_t k = 0; k < p->state_count; k++)
            if (str_eq(s->pathway->states[s->state].id, p->states[k]))
                *yes = true;
        if (*yes && l->since.us < s->since.us)
            l->since = s->since;
    }
    for (size_t k = 0; !stands && path && k < p->state_count; k++)
        if (str_eq(path->states[path->start].id, p->states[k]))
            *yes = true;
    return OK;
}

/* ---- the tree ---- */

static enum err
all_of(struct look *l, const struct predicate *p, bool *yes)
{
    enum err e;

    *yes = true;
    for (size_t i = 0; *yes && i < p->part_count; i++)
        if ((e = signal_holds(l, p->parts[i], yes)))
            return e;
    return OK;
}

static enum err
any_of(struct look *l, const struct predicate *p, bool *yes)
{
    enum err e;

    *yes = false;
    for (size_t i = 0; !*yes && i < p->part_count; i++)
        if ((e = signal_holds(l, p->parts[i], yes)))
            return e;
    return OK;
}

static enum err
not_so(struct look *l, const struct predicate *p, bool *yes)
{
    enum err e;

    assert(p->part_count == 1);
    if ((e = signal_holds(l, p->parts[0], yes)))
        return e;
    *yes = !*yes;
    return OK;
}

static enum err (*const predicates[])(struct look *, const struct predicate *,
    bool *) = {
    [SIG_COUNT] = count,
    [SIG_DAYS_SINCE] = days_since,
    [SIG_CLOCK] = clock_missed,
    [SIG_PUT_OFF] = put_off,
    [SIG_ABSENT] = absent,
    [SIG_STALLED] = stalled,
    [SIG_ROLLED_OVER] = rolled_over,
    [SIG_ATTENDED] = attended_same,
    [SIG_MISSING] = missing,
    [SIG_NEW_ADULT] = signal_new_adult,
    [SIG_LANGUAGE] = signal_other_language,
    [SIG_STATE] = in_state,
    [SIG_ALL] = all_of,
    [SIG_ANY] = any_of,
    [SIG_NOT] = not_so,
};

enum err
signal_holds(struct look *l, const struct predicate *p, bool *yes)
{
    assert(p->kind < sizeof predicates / sizeof *predicates);
    return predicates[p->kind](l, p, yes);
}

/* wide: the header's */
enum err
child_signal(struct arena *a, const struct child *c, const struct pack *pack,
    const struct signal_rule *rule, struct moment now, bool *yes)
{
    struct look l = {a, c, pack, rule, now, last_answer(c, rule), {0}};
    enum err    e;

    *yes = true;
    if (rule->while_ && (e = signal_holds(&l, rule->while_, yes)))
        return e;
    return *yes ? signal_holds(&l, rule->when, yes) : OK;
}

/* wide: the header's */
enum err
child_signals(struct arena *a, const struct child *c,
              const struct pack *pack, struct moment now,
              const struct signal_rule ***out, size_t *n)
{
    const struct signal_rule **on =
        ARENA_ARRAY(a, const struct signal_rule *, pack->signals_count + 1);
    size_t   found = 0;
    enum err e;
    bool     yes;

    for (size_t i = 0; i < pack->signals_count; i++) {
        const struct signal_rule *r = &pack->signals[i];

        if ((e = child_signal(a, c, pack, r, now, &yes)))
            return e;
        if (yes)
            on[found++] = r;
    }
    *out = on;
    *n = found;
    return OK;
}

enum err
child_signal_since(const struct child *c, const struct pack *pack,
    const struct signal_rule *rule, struct moment now, struct moment *since)
{
    struct moment answered = last_answer(c, rule), from = {0};
    struct look   l = {.child = c, .pack = pack, .rule = rule, .now = now};
    enum err      e;
    bool          holds_now;

    if (rule->when->kind == SIG_COUNT &&
        (e = window_begin(pack, rule->when, now, &from)))
        return e;
    if (rule->when->afresh && rule->while_) {
        if ((e = signal_holds(&l, rule->while_, &holds_now)))
            return e;
        from = from.us > l.since.us ? from : l.since;
    }
    *since = from.us > answered.us ? from : answered;
    return OK;
}
