/*
 * What is good and what is not is judged here, so that the page and the home
 * page say the same.
 */
#include "action/health.h"

#include "action/rows.h"
#include "action/service.h"
#include "store/meta.h"

#define SECOND_US INT64_C(1000000)
/* The tick comes by the minute and speaks for a minute and a half. */
#define TICK_LATE_US (120 * SECOND_US)
/* More than this without a number: whoever numbers leaves is behind. */
#define WAITING_MANY 1000
#define CLOCK_APART_US (60 * SECOND_US)

enum err
health_waiting(struct work *w, const struct reader *r, size_t *accounts)
{
    struct account *all;
    size_t          n;
    enum err        e;

    *accounts = 0;
    if (!reader_may(r, MAY_ADMINISTER) && !reader_may(r, MAY_CONFIRM))
        return OK;
    if ((e = account_list(w, r->agency.id, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        *accounts += !all[i].confirmed && !all[i].ended;
    return OK;
}

enum err
health_registers(struct work *w, struct arena *a, struct health_register **out,
    size_t *count)
{
    const struct term_limit *limit =
        pack_limit(w->pack, S("register_data_stale"));
    struct register_held   *held;
    struct health_register *all;
    struct moment           oldest;
    size_t                  n, k = 0;
    enum err                e;

    if ((e = register_held_list(w, &held, &n)) ||
        (e = span_before(w->pack->calendar, w->pack->zone, w->now, limit->span,
             &oldest)))
        return e;
    all = ARENA_ARRAY(a, struct health_register, n + 1);
    for (size_t i = 0; i < n; i++)
        if (held[i].searched)
            all[k++] = (struct health_register){.name = held[i].authority.name,
                .kept_here = held[i].kept_here,
                .as_of = held[i].as_of,
                .state = register_held_is_stale(&held[i], oldest)
                    ? HEALTH_BAD
                    : HEALTH_GOOD};
    *out = all;
    *count = k;
    return OK;
}

static enum err
pack_in_force(struct work *w, struct health_page *p)
{
    struct installed *all;
    size_t            n;
    enum err          e;

    if ((e = work_installed(w, &all, &n)))
        return e;
    p->pack = w->pack->title;
    p->pack_version = w->pack->version;
    for (size_t i = 0; i < n; i++)
        if (all[i].pack == w->pack)
            p->pack_from = all[i].holds_from;
    return OK;
}

/* In a demonstration practice time is where somebody set it. */
/* opened: before the first minute is over nothing was due. */
static enum err
judge(struct work *w, struct moment opened, struct health_page *p)
{
    int64_t  apart = w->now.us - p->machine.us;
    int64_t  last = p->vitals.tick.us;
    bool     demo;
    enum err e;

    if ((e = meta_is_demo(w->tx, &demo)))
        return e;
    if (p->vitals.waiting > WAITING_MANY)
        p->ledger = HEALTH_BAD;
    if (opened.us > last)
        last = opened.us;
    if (last + TICK_LATE_US < p->machine.us)
        p->tick = HEALTH_BAD;
    if (!demo && (apart > CLOCK_APART_US || apart < -CLOCK_APART_US))
        p->clock = HEALTH_LOOK;
    return OK;
}

enum err
health_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct health_page *p = ARENA_NEW(cx->arena, struct health_page);
    enum err            e;

    (void)ask, (void)grant;
    p->machine = cx->machine_now;
    if ((e = vitals_read(w->tx, &p->vitals)) || (e = pack_in_force(w, p)) ||
        (e = health_registers(w, cx->arena, &p->registers,
             &p->register_count)) ||
        (e = health_waiting(w, &cx->reader, &p->waiting)))
        return e;
    if ((e = judge(w, service_opened(cx->service), p)))
        return e;
    answer->with = p;
    return OK;
}
