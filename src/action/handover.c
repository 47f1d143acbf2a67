/*
 * Parts of the child's page, and two that stand nowhere else: who has worked
 * with the child, and what of the plan is still to be done.
 */
#include "action/handover.h"

#include "action/meeting_inside.h"
#include "action/plan_inside.h"
#include "action/rows.h"

/* ---- who has worked with the child ---- */

static bool
is_worker(const struct tie_term *t)
{
    return t &&
        (str_eq(t->means, S("allocated")) ||
            str_eq(t->means, S("co_ordinator")));
}

static bool
is_new(const struct child *c, size_t at, const struct pack *p)
{
    for (size_t i = 0; i < at; i++)
        if (is_worker(pack_tie(p, c->ties[i].kind)) &&
            id_eq(c->ties[i].whom, c->ties[at].whom))
            return false;
    return true;
}

static enum err
workers(struct child_build *b, struct handover *h)
{
    const struct child *c = b->child;
    const struct pack  *p = b->w->pack;
    enum err            e;

    h->workers =
        ARENA_ARRAY(b->cx->arena, struct handover_worker, c->ties_count + 1);
    for (size_t i = c->ties_count; i-- > 0;) {
        const struct tie_at    *t = &c->ties[i];
        const struct tie_term  *term = pack_tie(p, t->kind);
        struct handover_worker *w = &h->workers[h->worker_count];

        if (!is_worker(term) || t->whom.kind != ID_ACCOUNT ||
            !child_kept(b, t->by, DEPTH_SUMMARY))
            continue;
        *w = (struct handover_worker){.tie = term->label,
            .since = t->since,
            .until = t->until};
        if (t->until.us > b->w->now.us)
            w->until.us = 0;
        if ((e = child_account(b, t->whom, &w->name)))
            return e;
        h->had += is_new(c, i, p);
        h->worker_count++;
    }
    return OK;
}

/* ---- meetings, and the plan ---- */

static enum err
meetings(struct child_build *b, struct handover *h)
{
    struct meetings all = {0};
    enum err        e = meeting_rows(b, &all);

    if (e)
        return e;
    h->meetings = ARENA_ARRAY(b->cx->arena, struct meeting_row, all.count + 1);
    for (size_t i = 0; i < all.count; i++) {
        size_t at;

        if (all.rows[i].held)
            continue;
        for (at = h->meeting_count++;
             at > 0 && h->meetings[at - 1].at.us > all.rows[i].at.us; at--)
            h->meetings[at] = h->meetings[at - 1];
        h->meetings[at] = all.rows[i];
    }
    return OK;
}

static enum err
plan_left(struct child_build *b, struct handover *h)
{
    struct plan p;
    enum err    e;

    h->may_plan = child_may_read_plan(b);
    if (!h->may_plan)
        return OK;
    plan_readable(b, &p);
    if (p.version_count)
        h->review = p.versions[0].review;
    h->actions =
        ARENA_ARRAY(b->cx->arena, struct plan_agreed, p.action_count + 1);
    h->who = ARENA_ARRAY(b->cx->arena, struct plan_who, p.action_count + 1);
    for (size_t i = 0; i < p.action_count; i++) {
        const struct plan_action *x = &p.actions[i];

        if (!plan_action_is_open(x))
            continue;
        h->actions[h->action_count] =
            (struct plan_agreed){.key = x->key, .what = x->what, .due = x->due};
        h->who[h->action_count].late = plan_action_is_late(x, b->day);
        if ((e = plan_who_names(b, x, &h->who[h->action_count])))
            return e;
        h->action_count++;
    }
    return OK;
}

/* ---- the page ---- */

static enum err
child_parts(struct child_build *b)
{
    enum err e;

    if ((e = child_register_part(b)) || (e = child_concerns_part(b)) ||
        (e = child_people_part(b)))
        return e;
    child_legal_part(b);
    child_seen_part(b);
    child_dues_part(b);
    return OK;
}

enum err
handover_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct handover    *h = ARENA_NEW(cx->arena, struct handover);
    struct child_build *b = answer->found;
    enum err            e;

    (void)w, (void)ask, (void)grant;
    child_begin(b, answer);
    if ((e = child_known(b)))
        return e;
    h->child = b->page;
    answer->with = h;
    /* whoever may record nothing about the child hands nothing over */
    if (b->page->exists_only || !reader_may(&cx->reader, MAY_OVERSEE))
        return ERR_DENIED;
    if ((e = child_parts(b)) || (e = workers(b, h)) ||
        (e = child_trusts_part(b)) || (e = meetings(b, h)))
        return e;
    return plan_left(b, h);
}
