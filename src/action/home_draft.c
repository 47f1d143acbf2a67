/*
 * Notices about what is not sent yet.  A notice holds nothing of a draft;
 * what the page says of one is read here, as it is now, and only for whom it
 * is: its author, or somebody who may give it a second look (S9, S21).
 */
#include "action/home_inside.h"
#include "action/rows.h"
#include "action/second_look.h"

static bool
is_open(const struct draft *d)
{
    return id_is_none(d->sent);
}

/* Sent or thrown away, nobody needs to hear that it lies there. */
static enum err
unsent(struct work *w, struct cx *cx, struct home_notice *n, bool *yes)
{
    struct draft d;
    struct id    id = n->notice.cause;
    enum err     e;

    id.kind = ID_DRAFT;
    e = draft_load(w, id, &d);
    *yes = !e && is_open(&d);
    if (e)
        return e == ERR_ABSENT ? OK : e;
    if (id_eq(d.account, cx->reader.account.id))
        n->draft = d;
    return OK;
}

static enum err
may_look(struct work *w, struct cx *cx, struct id draft, bool *yes)
{
    struct ask    ask = {.about = draft};
    struct ground g = {0};
    struct grant  grant;
    enum err      e = ground_second_look(w, cx, &ask, &g);

    if (!e)
        e = policy_ask(w, &cx->reader, &g.question, &grant);
    *yes = e == OK;
    return e && err_is_refusal(e) ? OK : e;
}

static enum err
turn(struct work *w, struct cx *cx, struct home_notice *n, bool *yes)
{
    struct second_look l;
    const struct form *f;
    struct draft       d;
    struct id          id = n->notice.cause;
    enum err           e;

    *yes = false;
    id.kind = ID_NOTICE;
    if ((e = second_look_of_turn(w, id, &l)) ||
        (e = draft_load(w, l.draft, &d)))
        return e == ERR_ABSENT ? OK : e;
    if (n->kind == HOME_BACK)
        *yes = id_eq(d.account, cx->reader.account.id);
    else if ((e = may_look(w, cx, d.id, yes)))
        return e;
    if (!*yes)
        return OK;
    if ((e = draft_form(w, &d, &f)))
        return e;
    n->draft = d;
    n->title = f->title;
    n->remark = l.remark;
    n->send_by = l.send_by;
    return OK;
}

enum err
home_draft(struct work *w, struct cx *cx, struct home_notice *n, bool *yes)
{
    *yes = true;
    if (n->kind == HOME_UNSENT)
        return unsent(w, cx, n, yes);
    if (n->kind == HOME_LOOK || n->kind == HOME_BACK)
        return turn(w, cx, n, yes);
    return OK;
}
