/*
 * Moving the clock of a demonstration: forward only, to a morning, which
 * begins when the front door opens; what falls due on the way comes in its
 * order (tick_until).  That may take longer than an answer is waited for; who
 * presses again begins where the first has ended, or what the second brings
 * would stand in the ledger behind what is later.  And setting all of it back,
 * which the server itself does (service_reset): a process cannot well exchange
 * the database under its own feet.
 */
#include "action/rows.h"
#include "action/service.h"
#include "action/shared_clock.h"
#include "action/tick.h"
#include "action/tour.h"
#include "base/json.h"
#include "base/zone.h"
#include "store/meta.h"

/* Minutes after midnight at which the front door first opens in a week. */
static int
morning(const struct pack *p)
{
    const struct desk_term *t = pack_desk_for(p, S("front_door"));

    for (int day = MON; t && day <= SUN; day++)
        if (t->hours.from[day] != t->hours.to[day])
            return t->hours.from[day];
    return 0;
}

static struct moment
morning_of(const struct pack *p, struct date d)
{
    int          m = morning(p);
    struct civil c = {.date = d,
        .hour = (int8_t)(m / 60),
        .minute = (int8_t)(m % 60)};

    return zone_moment(p->zone, c);
}

enum err
clock_step_to(const struct work *w, enum clock_step step, struct moment *out)
{
    const struct pack *p = w->pack;
    struct date        d = w->today;
    enum err           e;

    switch (step) {
    case CLOCK_MORNING:
        *out = morning_of(p, d);
        if (out->us > w->now.us)
            return OK;
        d = date_add_days(d, 1);
        break;
    case CLOCK_WORKING_DAY:
        if ((e = calendar_add(p->calendar, d, 1, &d)))
            return e;
        break;
    case CLOCK_MONTH:
    case CLOCK_STEP_COUNT:
        d = date_add_months(d, 1);
        break;
    }
    if (!calendar_covers(p->calendar, d))
        return ERR_ILLEGAL;
    *out = morning_of(p, d);
    return OK;
}

enum err
clock_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct clock_page *p = ARENA_NEW(cx->arena, struct clock_page);
    struct str         kept;
    enum err           e;

    (void)ask, (void)grant;
    p->now = w->now;
    for (size_t i = 0; i < CLOCK_STEP_COUNT; i++) {
        e = clock_step_to(w, (enum clock_step)i, &p->to[i]);
        if (e && e != ERR_ILLEGAL)
            return e;
    }
    if ((e = meta_get(w->tx, S("tour.pristine"), &kept)))
        return e;
    p->resettable = kept.n && service_can_reset(cx->service);
    answer->with = p;
    return OK;
}

enum err
clock_move(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct clock_ask *in = ask->with;
    struct work             held;
    struct json_out         j;
    struct moment           to;
    enum err                e;

    (void)grant;
    if ((e = shared_clock_hold(w)))
        return e;
    held = work_in(w->tx, w->rules);
    if (in->said.us && in->said.us <= held.now.us)
        return OK; /* pressed twice */
    if ((e = clock_step_to(&held, in->step, &to)))
        return e;
    if ((e = tick_until(w->tx, cx->service, to)))
        return e;
    if ((e = shared_clock_move(w, to)))
        return e;
    json_init(&j, cx->arena);
    json_open(&j, '{');
    json_key(&j, S("to"));
    json_str(&j, moment_text(cx->arena, to));
    json_close(&j, '}');
    answer->detail = json_text(&j);
    return OK;
}

enum err
tour_reset(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct str kept;
    enum err   e;

    (void)ask, (void)grant, (void)answer;
    if ((e = meta_get(w->tx, S("tour.pristine"), &kept)))
        return e;
    if (!kept.n || !service_can_reset(cx->service))
        return ERR_ABSENT;
    service_reset(cx->service);
    return OK;
}
