/*
 * A leaver stands here for as long as anything of theirs is left; what is
 * given to somebody else is gone from the list by itself.
 */
#include "action/leavers.h"

#include "action/rows.h"
#include "action/service.h"
#include "record/thread.h"

/* ---- the list ---- */

static enum err
meetings_put(const struct oversee *o, struct answer *answer,
    const struct leaver_meeting *all, size_t n, struct leavers_row *row)
{
    enum err e;

    row->meetings = ARENA_ARRAY(o->cx->arena, struct leavers_meeting, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct leavers_meeting *m = &row->meetings[row->meeting_count];

        if (!id_eq(all[i].account, row->leaver.account))
            continue;
        m->thread = all[i].thread;
        answer_discloses(o->cx, answer, m->thread);
        if ((e = thread_number(o->w, m->thread, &m->number)))
            return e;
        row->meeting_count++;
    }
    return OK;
}

/* Somebody of whom only a meeting is left stands there too. */
static bool
has_meeting(const struct leaver_meeting *all, size_t n, struct id account)
{
    for (size_t i = 0; i < n; i++)
        if (id_eq(all[i].account, account))
            return true;
    return false;
}

enum err
leavers_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct oversee  *o = answer->found;
    struct leavers        *out = ARENA_NEW(cx->arena, struct leavers);
    struct leaver         *all;
    struct leaver_meeting *meetings;
    size_t                 n, meeting_n;
    enum err               e;

    (void)ask, (void)grant;
    if ((e = leaver_list(w, &o->team, &all, &n)) ||
        (e = leaver_meetings(w, &o->team, &meetings, &meeting_n)))
        return e;
    out->rows = ARENA_ARRAY(cx->arena, struct leavers_row, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct leavers_row *row = &out->rows[out->count];

        if (!leaver_leaves_something(&all[i]) &&
            !has_meeting(meetings, meeting_n, all[i].account))
            continue;
        row->leaver = all[i];
        answer_discloses(cx, answer, all[i].account);
        if ((e = meetings_put(o, answer, meetings, meeting_n, row)))
            return e;
        out->count++;
    }
    answer->with = out;
    return OK;
}

/* ---- a last day that is over ---- */

/* One that cannot end (somebody just did it by hand) keeps no other back. */
static enum err
go(struct cx *cx, struct txn *tx, struct id account)
{
    struct answer answer = {0};
    struct ask    ask = {.act = ACT_ACCOUNT_DUE, .about = account};
    enum err      e = tx ? action_within(tx, cx, &ask, &answer)
                         : action_run(cx, &ask, &answer);

    return err_is_refusal(e) ? OK : e;
}

struct due_list {
    struct service *service;
    struct id      *all;
    size_t          count;
};

static enum err
due_find(struct txn *tx, void *ctx)
{
    struct due_list *d = ctx;
    struct work      w = work_in(tx, service_rules(d->service));

    return leaver_due(&w, &d->all, &d->count);
}

enum err
leavers_tick(struct service *s, struct arena *a)
{
    struct due_list d = {.service = s};
    enum err        e = store_read(service_store(s), a, due_find, &d);

    for (size_t i = 0; !e && i < d.count; i++) {
        struct cx cx = {.service = s, .arena = a, .kind = READER_SERVICE};

        e = go(&cx, NULL, d.all[i]);
    }
    return e;
}

enum err
leavers_within(struct work *w, struct service *s)
{
    struct id *all;
    size_t     n;
    enum err   e = leaver_due(w, &all, &n);

    for (size_t i = 0; !e && i < n; i++) {
        struct cx cx = {.service = s,
            .arena = txn_arena(w->tx),
            .kind = READER_SERVICE};

        e = go(&cx, w->tx, all[i]);
    }
    return e;
}
