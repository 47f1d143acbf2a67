/*
 * The ladder of a notice: unread, it goes to whoever covers, then to a
 * manager.  Who that is the pack says of roles; of a desk, the roles that
 * are held there, without those that lead the others.
 *
 * The notice of a step is one of the same cause and rule to somebody else,
 * so writing it twice is harmless; once anybody has read any of them, the
 * ladder ends.
 */
#include "record/account.h"
#include "record/alarm.h"
#include "record/entry_inside.h"
#include "record/thread.h"

#include "practice/calendar.h"

enum { UNREAD, COUNT };
static const struct statement texts[COUNT] = {
    /* $3 the step; a desk's notice was read when the concern was decided */
    [UNREAD] = {.sql =
        "SELECT n.cause, n.rule, n.to_desk, n.to_account, n.thread, n.made_at,"
        " n.person"
        " FROM notice n WHERE n.rule = $1 AND n.made_at <= $2"
        " AND n.read_at IS NULL AND n.step = 0"
        " AND NOT EXISTS (SELECT 1 FROM notice r WHERE r.cause = n.cause"
        " AND r.rule = n.rule AND (r.read_at IS NOT NULL OR r.step >= $3))"
        " AND (n.to_desk IS NULL OR n.thread IS NULL OR EXISTS"
        " (SELECT 1 FROM thread_row t WHERE t.thread = n.thread"
        " AND (t.decided IS NULL OR t.decided <= n.made_at)))"
        " ORDER BY n.made_at DESC, n.id LIMIT $4"},
};
const struct statements ladder_statements = {"ladder", texts, COUNT};

/* One unread notice, about to be told to somebody else. */
struct climbing {
    struct work              *w;
    const struct share_rule  *share;
    const struct ladder_step *step;
    struct notice             unread, next;
    bool                      only; /* for its author and one desk (S15) */
    bool missed; /* of a deadline: only while it is still missed */
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
    const struct pack *p = c->w->pack;
    struct moment      at;
    bool               yes = true;
    enum err           e;

    if ((e = span_add(p->calendar, p->zone, c->unread.made_at, c->step->unread,
             &at)) ||
        at.us > c->w->now.us || (e = only_of(c)))
        return e;
    if (c->missed && ((e = alarm_stands(c->w, &c->unread, &yes)) || !yes))
        return e;
    c->next = (struct notice){.cause = c->unread.cause,
        .rule = c->unread.rule,
        .thread = c->unread.thread,
        .person = c->unread.person,
        .due = c->w->now,
        .step = c->step - c->share->ladder + 1};
    return id_is_none(c->unread.to_desk) ? from_account(c) : from_desk(c);
}

static enum err
climb_step(struct climbing *c)
{
    int64_t     place = c->step - c->share->ladder + 1;
    struct rows r;
    enum err    e;

    if ((e = txn_rows(c->w->tx, &texts[UNREAD],
             ARGS(A_TEXT(c->share->id), A_TIME(c->w->now), A_INT(place),
                 A_INT(ALARM_MOST)),
             &r)))
        return e;
    while (rows_next(&r)) {
        c->unread = (struct notice){.cause = row_id(&r, 0, ID_ENTRY),
            .rule = row_text(&r, 1),
            .to_desk = row_id(&r, 2, ID_DESK),
            .to_account = row_id(&r, 3, ID_ACCOUNT),
            .thread = row_id(&r, 4, ID_THREAD),
            .made_at = row_time(&r, 5),
            .person = row_id(&r, 6, ID_PERSON)};
        if ((e = climb_one(c)))
            return e;
    }
    return OK;
}

/* A signal's ladder is climbed as a share's is. */
static struct share_rule
ladder_of(const struct signal_rule *s)
{
    return (struct share_rule){.id = s->id,
        .ladder = s->ladder,
        .ladder_count = s->ladder_count};
}

static enum err
climb(struct climbing c)
{
    enum err e = OK;

    for (size_t k = 0; !e && k < c.share->ladder_count; k++) {
        c.step = &c.share->ladder[k];
        e = climb_step(&c);
    }
    return e;
}

enum err
ladder_climb(struct work *w)
{
    const struct pack *p = w->pack;
    enum err           e;

    for (size_t i = 0; i < p->shares_count; i++)
        if ((e = climb((struct climbing){.w = w, .share = &p->shares[i]})))
            return e;
    for (size_t i = 0; i < p->signals_count; i++) {
        struct share_rule s = ladder_of(&p->signals[i]);

        if ((e = climb((struct climbing){.w = w,
                 .share = &s,
                 .missed = signal_is_alarm(&p->signals[i])})))
            return e;
    }
    return OK;
}

/* ---- when the next of them climbs ---- */

static enum err
step_next(struct work *w, const struct share_rule *s, size_t step,
    struct moment *next)
{
    const struct pack *p = w->pack;
    struct moment      at;
    struct rows        r;
    enum err           e;

    if ((e = txn_rows(w->tx, &texts[UNREAD],
             ARGS(A_TEXT(s->id), A_TIME(w->now), A_INT((int64_t)step + 1),
                 A_INT(INT32_MAX)),
             &r)))
        return e;
    while (rows_next(&r)) {
        if ((e = span_add(p->calendar, p->zone, row_time(&r, 5),
                 s->ladder[step].unread, &at)))
            return e;
        if (at.us > w->now.us)
            *next = moment_sooner(*next, at);
    }
    return OK;
}

static enum err
steps_next(struct work *w, const struct share_rule *s, struct moment *next)
{
    enum err e = OK;

    for (size_t k = 0; !e && k < s->ladder_count; k++)
        e = step_next(w, s, k, next);
    return e;
}

enum err
ladder_next(struct work *w, struct moment *next)
{
    enum err e = OK;

    for (size_t i = 0; !e && i < w->pack->shares_count; i++)
        e = steps_next(w, &w->pack->shares[i], next);
    for (size_t i = 0; !e && i < w->pack->signals_count; i++) {
        struct share_rule s = ladder_of(&w->pack->signals[i]);

        e = steps_next(w, &s, next);
    }
    return e;
}
