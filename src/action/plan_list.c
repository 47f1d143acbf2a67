/*
 * The rows come by the projection (record/plan_work.h); each child is then
 * opened as their own page would be, and the action read in their plan.
 */
#include "action/plan_list.h"

#include "action/plan_part.h"
#include "action/rows.h"
#include "record/plan_work.h"

#define LIST_MOST 200 /* each costs a view of a child's record */

/* One child, opened once for all its actions. */
struct opened {
    struct id           person;
    struct child_build *build; /* null: the reader may not answer there */
    struct plan         plan;
};

static enum err
child_open(struct work *w, struct cx *cx, const struct form *form,
    struct answer *answer, struct opened *o)
{
    struct grant g;
    enum err     e;

    if ((e = casework_may(w, cx, form, o->person, &g)) ||
        (e = casework_open(w, cx, o->person, answer, &o->build))) {
        o->build = NULL;
        return err_is_refusal(e) ? OK : e;
    }
    plan_whole(o->build, &o->plan);
    return OK;
}

static enum err
row_add(struct opened *o, struct str part, struct plan_list *out)
{
    struct plan_list_row     *r = &out->rows[out->count];
    const struct plan_action *x = plan_action_find(&o->plan, part);
    struct id                 account;
    enum err                  e;

    if (!x)
        return OK;
    *r = (struct plan_list_row){.person = o->build->page->person,
        .name = o->build->page->name,
        .born = o->build->page->face.birth_date,
        .action = x,
        .who = x->person};
    r->late = plan_action_is_late(x, o->build->day);
    if (id_parse(x->person, ID_ACCOUNT, &account) &&
        (e = child_account(o->build, account, &r->who)))
        return e;
    out->count++;
    return OK;
}

enum err
plan_list_make(struct work *w, struct cx *cx, size_t most,
    struct answer *answer, struct plan_list *out)
{
    struct plan_work_query q = {.agency = cx->reader.agency.id,
        .scope = cx->reader.scope,
        .scope_count = cx->reader.scope_count,
        .most = (int64_t)most + 1};
    struct opened          o = {0};
    struct plan_work      *all;
    size_t                 n;
    enum err               e;

    *out = (struct plan_list){.form = plan_answer_form(w->pack)};
    if (!out->form)
        return OK;
    if ((e = plan_work_list(w, &q, &all, &n)))
        return e;
    out->more = n > most;
    out->rows = ARENA_ARRAY(cx->arena, struct plan_list_row, most + 1);
    for (size_t i = 0; i < n && i < most; i++) {
        if (!id_eq(o.person, all[i].person)) {
            o = (struct opened){.person = all[i].person};
            if ((e = child_open(w, cx, out->form, answer, &o)))
                return e;
        }
        if (o.build && (e = row_add(&o, all[i].part, out)))
            return e;
    }
    return OK;
}

enum err
plan_actions(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct plan_list *out = ARENA_NEW(cx->arena, struct plan_list);
    enum err          e;

    (void)ask, (void)grant;
    if ((e = plan_list_make(w, cx, LIST_MOST, answer, out)))
        return e;
    answer->with = out;
    return OK;
}
