/*
 * One job for everything that no request brings about.  In a server it runs
 * by the minute; a demonstration that moves its clock runs it as well, so
 * that what the time between would have brought is there.
 */
#include "action/tick.h"

#include <unistd.h>

#include "action/check.h"
#include "action/leavers.h"
#include "action/report.h"
#include "action/second_look.h"
#include "record/finder.h"
#include "record/kept.h"
#include "record/leaver.h"
#include "record/sweep.h"
#include "store/lease.h"
#include "store/node.h"

/* Longer than a minute: the node that did it last does it again. */
enum { LEASE_S = 90 };
/* Of a minute's sweep; what is not done by then, the next minute does. */
enum { SWEEP_US = 30 * 1000000 };
enum { NAME_MOST = 64 }; /* of a machine, in Linux */

enum err
tick_work(struct work *w)
{
    enum err e;

    if ((e = draft_reminders(w)) || (e = kept_forget(w, clock_machine())) ||
        (e = check_forget(w)))
        return e;
    return finder_forget(w);
}

static enum err
tick(struct txn *tx, void *ctx)
{
    struct service *s = ctx;
    struct work     w = work_in(tx, service_rules(s));
    enum err        e = lease_take(tx, S("tick"), service_holder(s), LEASE_S);

    return e ? e : tick_work(&w);
}

/* Each portion is a turn of the writer, so that whoever asks something comes
 * between. */
struct portion {
    struct service *service;
    struct swept    swept;
};

static enum err
portion(struct txn *tx, void *ctx)
{
    struct portion *p = ctx;
    struct work     w = work_in(tx, service_rules(p->service));
    enum err e = lease_take(tx, S("tick"), service_holder(p->service), LEASE_S);

    return e ? e : sweep_portion(&w, &p->swept);
}

static enum err
sweep(struct service *s, struct arena *a, size_t *failed)
{
    const struct moment begun = clock_machine();
    struct portion      p = {.service = s};
    enum err            e;

    do {
        struct mark before = arena_mark(a);

        e = store_write(service_store(s), a, portion, &p);
        arena_rewind(a, before);
        *failed += p.swept.failed;
    } while (!e && p.swept.looked && clock_machine().us - begun.us < SWEEP_US);
    return e;
}

static enum err
there(struct txn *tx, void *ctx)
{
    const struct service *s = ctx;
    char                  name[NAME_MOST + 1] = "";
    struct node           self = {.holder = service_holder(s),
                  .version = S(DIOGEL_VERSION)};

    if (gethostname(name, NAME_MOST))
        name[0] = '\0';
    self.name = str_of(name);
    return node_seen(tx, &self);
}

static enum err
gone(struct txn *tx, void *ctx)
{
    return node_left(tx, service_holder(ctx));
}

enum err
tick_begin(struct service *s, struct arena *a)
{
    return store_write(service_store(s), a, there, s);
}

enum err
tick_end(struct service *s, struct arena *a)
{
    return store_write(service_store(s), a, gone, s);
}

enum err
tick_run(struct service *s, struct arena *a)
{
    size_t   failed = 0;
    enum err e = tick_begin(s, a);

    if (e || (e = store_write(service_store(s), a, tick, s)) ||
        (e = sweep(s, a, &failed)))
        return e == ERR_BUSY ? OK : e; /* then another node does */
    if ((e = leavers_tick(s, a)) || (e = second_look_tick(s, a)))
        return e;
    return failed ? ERR_ILLEGAL : OK;
}

/* ---- a clock that is moved ---- */

static enum err
next_of(struct work *w, struct moment *next)
{
    enum err e;

    if ((e = draft_reminders_next(w, next)) || (e = sweep_next(w, next)) ||
        (e = leaver_next(w, next)))
        return e;
    return second_look_next(w, next);
}

/* First what a server's minute had still to bring. */
enum err
tick_until(struct txn *tx, struct service *s, struct moment to)
{
    struct moment swept = {INT64_MIN};

    for (;;) {
        struct work   w = work_in(tx, service_rules(s));
        struct moment next = to;
        enum err      e;

        if ((e = tick_work(&w)) || (e = sweep_since(&w, swept)) ||
            (e = leavers_within(&w, s)) || (e = second_look_within(&w, s)))
            return e;
        if (w.now.us >= to.us)
            return OK;
        swept = w.now;
        if ((e = next_of(&w, &next)))
            return e;
        txn_later(tx, next);
    }
}
