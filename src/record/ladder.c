/*
 * The ladder of a notice: unread, it goes to whoever covers, then to a
 * manager.  Who that is the pack says of roles; of a desk, the roles that
 * are held there, without those that lead the others.
 *
 * The notice of a step is one of the same cause and rule to somebody else,
 * so writing it twice is harmless; once anybody has read any of them, the
 * ladder ends.  All that were told of one thing at one time climb together,
 * each to its own manager.  Of what several agencies are asked each has a
 * ladder of its own: that one has read it says nothing of another.
 */
#include "record/account.h"
#include "record/alarm.h"
#include "record/entry_inside.h"
#include "record/question.h"
#include "record/thread.h"

#include "practice/calendar.h"

enum { BESIDE, IS_WAITING, COUNT };
static const struct statement texts[COUNT] = {
    [BESIDE] = {.sql = "SELECT n.to_desk, n.to_account, n.thread, n.person,"
                       " n.made_at, n.step, n.read_at,"
                       " COALESCE(d.agency, a.agency) FROM notice n"
                       " LEFT JOIN desk d ON d.id = n.to_desk"
                       " LEFT JOIN account a ON a.id = n.to_account"
                       " WHERE n.cause = $1 AND n.rule = $2"
                       " ORDER BY n.made_at DESC, n.id"},
    /* a desk's notice was read when the concern was decided */
    [IS_WAITING] = {.sql = "SELECT COUNT(*) FROM thread_row"
                           " WHERE thread = $1"
                           " AND (decided IS NULL OR decided <= $2)"},
};
const struct statements ladder_statements = {"ladder", texts, COUNT};

/* One unread notice, about to be told to somebody else. */
struct climbing {
    struct work              *w;
    const struct ladder_step *step;
    size_t                    place; /* of the step, from 1 */
    struct notice             unread, next;
    bool                      only;  /* for its author and one desk (S15) */
    bool                      named; /* the pack says who it would be */
};

/* ---- may they be told? ---- */

static bool
is_at(const struct account *a, struct id desk)
{
    for (size_t i = 0; i < a->role_count; i++)
        if (id_eq(a->roles[i].desk, desk))
            return true;
    return false;
}

static enum err
tell(struct climbing *c, const struct account *a)
{
    if (id_eq(a->id, c->unread.to_account) ||
        (c->only && !is_at(a, c->unread.to_desk)))
        return OK;
    c->next.to_account = a->id;
    return notice_put(c->w, &c->next);
}

/* ---- who that is ---- */

static enum err
tell_holders(struct climbing *c, struct id agency, struct str role, bool *found)
{
    struct account *all;
    size_t          n;
    enum err        e;

    *found = false;
    if ((e = account_list(c->w, agency, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++) {
        if (!all[i].confirmed || all[i].ended || !account_is(&all[i], role))
            continue;
        *found = true;
        if ((e = tell(c, &all[i])))
            return e;
    }
    return OK;
}

/* Whoever holds it at the agency; else at its authority. */
static enum err
tell_role(struct climbing *c, struct id agency, const struct role_term *of)
{
    struct str role = str_eq(c->step->to, S("cover")) ? of->cover : of->manager;
    struct agency a;
    bool          found;
    enum err      e;

    if (!role.n)
        return OK;
    c->named = true;
    if ((e = tell_holders(c, agency, role, &found)) || found)
        return e;
    e = agency_load(c->w, agency, &a);
    if (e || id_is_none(a.authority))
        return e == ERR_ABSENT ? OK : e;
    return tell_holders(c, a.authority, role, &found);
}

/* Of those at a desk somebody else is the manager. */
static bool
leads_there(const struct pack *p, const struct role_term *role)
{
    for (size_t i = 0; i < p->roles_count; i++)
        if (str_eq(p->roles[i].desk, role->desk) && &p->roles[i] != role &&
            str_eq(p->roles[i].manager, role->id))
            return true;
    return false;
}

static enum err
from_desk(struct climbing *c)
{
    const struct pack *p = c->w->pack;
    struct desk        d;
    enum err           e = desk_load(c->w, c->unread.to_desk, &d);

    if (e)
        return e == ERR_ABSENT ? OK : e;
    for (size_t i = 0; i < p->roles_count; i++)
        if (str_eq(p->roles[i].desk, d.term->id) &&
            !leads_there(p, &p->roles[i]) &&
            (e = tell_role(c, d.agency, &p->roles[i])))
            return e;
    return OK;
}

static enum err
from_account(struct climbing *c)
{
    struct account a;
    enum err       e = account_load(c->w, c->unread.to_account, &a);

    if (e)
        return e == ERR_ABSENT ? OK : e;
    for (size_t i = 0; i < a.role_count; i++)
        if ((e = tell_role(c, a.agency, a.roles[i].role)))
            return e;
    return OK;
}

/* ---- climbing ---- */

static enum err
only_of(struct climbing *c)
{
    struct thread_row *all;
    size_t             n;
    enum err           e;

    c->only = false;
    if (id_is_none(c->unread.thread))
        return OK;
    if ((e = thread_load(c->w, c->unread.thread, &all, &n)))
        return e;
    c->only = n && all[0].only_desk;
    return OK;
}

static enum err
climb_one(struct climbing *c)
{
    enum err e;

    if ((e = only_of(c)))
        return e;
    c->next = (struct notice){.cause = c->unread.cause,
        .rule = c->unread.rule,
        .thread = c->unread.thread,
        .person = c->unread.person,
        .due = c->w->now,
        .step = (int64_t)c->place};
    return id_is_none(c->unread.to_desk) ? from_account(c) : from_desk(c);
}

/* ---- what was told of one thing ---- */

/* The rule that told it, as today's pack has it. */
struct ladder {
    const struct ladder_step *all;
    size_t                    count;
    bool missed; /* of a deadline: only while it is still missed */
};

static struct ladder
ladder_of(const struct pack *p, struct str rule)
{
    for (size_t i = 0; i < p->shares_count; i++)
        if (str_eq(p->shares[i].id, rule))
            return (struct ladder){p->shares[i].ladder,
                p->shares[i].ladder_count, false};
    for (size_t i = 0; i < p->signals_count; i++)
        if (str_eq(p->signals[i].id, rule))
            return (struct ladder){p->signals[i].ladder,
                p->signals[i].ladder_count, signal_is_alarm(&p->signals[i])};
    return (struct ladder){0};
}

/* Each agency that is named is asked for itself. */
static bool
is_to_agencies(const struct pack *p, struct str rule)
{
    for (size_t i = 0; i < p->shares_count; i++)
        for (size_t k = 0; k < p->shares[i].to_count; k++)
            if (str_eq(p->shares[i].id, rule) &&
                share_names_agencies(p, &p->shares[i].to[k]))
                return true;
    return false;
}

/* All notices of one cause and rule; of what agencies are asked, those of the
 * agency, and what climbed from it to its authority. */
struct beside {
    struct work       *w;
    struct ladder      ladder;
    struct id          agency, authority; /* none: of all */
    struct notice     *all;
    size_t             count;
    int64_t            reached; /* the highest step that was told */
    bool               read;    /* by anybody */
    struct look_again *again;
};

static enum err
beside_agency(struct beside *b, const struct notice *n)
{
    struct account a;
    struct agency  agency;
    struct desk    d;
    enum err       e;

    if (!is_to_agencies(b->w->pack, n->rule))
        return OK;
    if (id_is_none(n->to_desk)) {
        e = account_load(b->w, n->to_account, &a);
        b->agency = e ? (struct id){0} : a.agency;
    } else {
        e = desk_load(b->w, n->to_desk, &d);
        b->agency = e ? (struct id){0} : d.agency;
    }
    if (!e && !(e = agency_load(b->w, b->agency, &agency)))
        b->authority = agency.authority;
    return e == ERR_ABSENT ? OK : e;
}

static bool
is_beside(const struct beside *b, struct id agency, int64_t step)
{
    return id_is_none(b->agency) || id_eq(agency, b->agency) ||
        (step > 0 && id_eq(agency, b->authority));
}

static enum err
beside_load(struct beside *b, const struct notice *n)
{
    struct rows r;
    enum err    e;

    if ((e = beside_agency(b, n)) ||
        (e = txn_rows(b->w->tx, &texts[BESIDE],
             ARGS(A_ID(n->cause), A_TEXT(n->rule)), &r)))
        return e;
    b->all = ARENA_ARRAY(txn_arena(b->w->tx), struct notice, r.count + 1);
    while (rows_next(&r)) {
        struct notice *one = &b->all[b->count];

        if (!is_beside(b, row_id(&r, 7, ID_AGENCY), row_int(&r, 5)))
            continue;
        b->count++;
        *one = (struct notice){.cause = n->cause,
            .rule = n->rule,
            .to_desk = row_id(&r, 0, ID_DESK),
            .to_account = row_id(&r, 1, ID_ACCOUNT),
            .thread = row_id(&r, 2, ID_THREAD),
            .person = row_id(&r, 3, ID_PERSON),
            .made_at = row_time(&r, 4),
            .step = row_int(&r, 5)};
        b->reached = one->step > b->reached ? one->step : b->reached;
        b->read = b->read || !row_is_null(&r, 6);
    }
    return OK;
}

/* Still to be read, and by what was decided or answered since not done
 * already. */
static enum err
waits(const struct beside *b, const struct notice *n, bool *yes)
{
    struct rows r;
    enum err    e;

    *yes = n->step == 0;
    if (*yes && question_is_told(b->w->pack, n->rule))
        return question_stands(b->w, n->cause, yes);
    if (*yes && !id_is_none(n->to_desk) && !id_is_none(n->thread)) {
        if ((e = txn_row(b->w->tx, &texts[IS_WAITING],
                 ARGS(A_ID(n->thread), A_TIME(n->made_at)), &r)))
            return e;
        *yes = row_int(&r, 0) != 0;
    }
    return *yes && b->ladder.missed ? alarm_stands(b->w, n, yes) : OK;
}

static bool
same_step(const struct ladder *a, const struct ladder *b, size_t k)
{
    return k < a->count && k < b->count && str_eq(a->all[k].to, b->all[k].to) &&
        a->all[k].unread.unit == b->all[k].unread.unit &&
        a->all[k].unread.n == b->all[k].unread.n;
}

/* From when a step of today's ladder counts: from when it was told, or from
 * when a pack brought that step, if that was later. */
static struct moment
step_from(const struct work *w, const struct notice *n, size_t k)
{
    struct moment from = n->made_at, at = n->made_at;
    struct ladder was = ladder_of(rules_on(w->rules, at), n->rule);

    while (rules_next(w->rules, at, &at) && at.us <= w->now.us) {
        struct ladder is = ladder_of(rules_on(w->rules, at), n->rule);

        if (!same_step(&was, &is, k))
            from = at;
        was = is;
    }
    return from;
}

/* When a step follows; further off than the calendar: never. */
static enum err
step_at(const struct work *w, const struct notice *n, const struct ladder *l,
    size_t k, struct moment *at)
{
    const struct pack *p = w->pack;
    enum err           e = span_add(p->calendar, p->zone, step_from(w, n, k),
                  l->all[k].unread, at);

    if (e == ERR_ILLEGAL)
        at->us = INT64_MAX;
    return e == ERR_ILLEGAL ? OK : e;
}

/* Nobody there to be told of the step is looked for again. */
static enum err
climb_step(struct beside *b, const struct notice *n, size_t k)
{
    struct climbing c = {.w = b->w,
        .step = &b->ladder.all[k],
        .place = k + 1,
        .unread = *n};
    struct beside   now = {.w = b->w};
    enum err        e;

    if ((e = climb_one(&c)) || (e = beside_load(&now, n)))
        return e;
    return c.named && now.reached < (int64_t)c.place
        ? sweep_later(b->w, b->again)
        : OK;
}

/* Those that are due are told, and the next is waited for.  A step is told of
 * once: whoever else was told as early climbs with it. */
static enum err
climb(struct beside *b, const struct notice *n)
{
    struct moment at;
    enum err      e;

    for (size_t k = 0; k < b->ladder.count; k++) {
        if ((int64_t)k < b->reached)
            continue;
        if ((e = step_at(b->w, n, &b->ladder, k, &at)))
            return e;
        if (at.us > b->w->now.us)
            b->again->at = moment_sooner(b->again->at, at);
        else if ((e = climb_step(b, n, k)))
            return e;
    }
    return OK;
}

enum err
ladder_look(struct work *w, struct id notice, struct look_again *again)
{
    struct beside b = {.w = w, .again = again};
    struct notice n;
    bool          yes;
    enum err      e = notice_find(w, notice, &n);

    if (e)
        return e == ERR_ABSENT ? OK : e; /* it stood there already */
    b.ladder = ladder_of(w->pack, n.rule);
    if ((e = beside_load(&b, &n)) || b.read)
        return e;
    again->unread = true;
    for (size_t i = 0; i < b.count; i++)
        if ((e = waits(&b, &b.all[i], &yes)) ||
            (yes && (e = climb(&b, &b.all[i]))))
            return e;
    return OK;
}

bool
ladder_begins(const struct work *w, const struct notice *n, struct moment *at)
{
    const struct ladder l = ladder_of(w->pack, n->rule);
    struct moment       step;

    at->us = INT64_MAX;
    for (size_t k = 0; n->step == 0 && k < l.count; k++)
        if (step_at(w, n, &l, k, &step) == OK)
            *at = moment_sooner(*at, step);
    return at->us != INT64_MAX;
}
