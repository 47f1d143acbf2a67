/*
 * Notices on the short path (demo/notices.yaml): written by an officer,
 * handed in, looked at by a sergeant, given back, or sent because the shift
 * has ended.  Each through the door, as a page would.
 */
#include "action/second_look.h"
#include "action/service.h"
#include "action/session.h"
#include "cli/demo.h"

static struct str
said(const struct node *n, struct str key)
{
    return node_text(node_member(n, key));
}

static struct str
purpose_for(const struct demo *d, struct str means)
{
    const struct purpose_term *p = pack_purpose_for(d->pack, means);

    if (!p)
        demo_lacks(means);
    return p->id;
}

/* ---- writing ---- */

static void
remember(struct demo *d, struct str name, struct id draft)
{
    if (d->written_count == NOTICES_MOST)
        demo_lacks(S("room for so many notices"));
    d->written[d->written_count++] = (struct demo_notice){name, draft};
}

static enum err
write(struct demo *d, const struct event *e, struct cx *cx, struct answer *got)
{
    struct draft_start start = {.verb = MAY_BRIEF,
        .form = said(e->notice, S("form"))};
    struct draft_save  save = {0};
    struct ask         ask = {.act = ACT_DRAFT_START,
                .purpose = purpose_for(d, S("own")),
                .with = &start};
    enum err           err;

    if ((err = action_run(cx, &ask, got)))
        return err;
    ask.about = ((struct draft_started *)got->with)->draft;
    remember(d, said(e->notice, S("notice")), ask.about);
    demo_typed(cx->arena, node_member(e->notice, S("typed")), &save);
    ask.act = ACT_DRAFT_SAVE;
    ask.with = &save;
    if ((err = action_run(cx, &ask, got)) || !said(e->notice, S("send")).n)
        return err;
    ask.act = ACT_DRAFT_SEND;
    ask.with = &cx->lang;
    return action_run(cx, &ask, got);
}

enum err
demo_notice_write(struct demo *d, const struct event *e)
{
    struct arena *a = arena_new(0);
    struct cx     cx = cx_service(d->service, a, e->actor->id);
    struct answer answer = {0};
    enum err      err;

    cx.lang = e->actor->language;
    if ((err = write(d, e, &cx, &answer)))
        demo_refused(d, said(e->notice, S("notice")), err, &answer.fault);
    arena_free(a);
    return err;
}

/* ---- looking ---- */

static struct id
written_as(const struct demo *d, struct str name)
{
    for (size_t i = 0; i < d->written_count; i++)
        if (str_eq(d->written[i].name, name))
            return d->written[i].draft;
    demo_lacks(name);
}

static enum err
look(struct demo *d, const struct node *n, struct arena *a)
{
    const struct demo_account *by = demo_region_account(d, said(n, S("by")));
    struct str                 remark = said(n, S("says"));
    struct cx                  cx = cx_service(d->service, a, by->id);
    struct answer              answer = {0};
    struct ask                 ask = {.about = written_as(d, said(n, S("of"))),
                        .purpose = purpose_for(d, S("oversight")),
                        .with = &remark};
    enum err                   e;

    ask.act = remark.n ? ACT_SECOND_LOOK_BACK : ACT_SECOND_LOOK_SEND;
    e = action_run(&cx, &ask, &answer);
    return e ? demo_refused(d, said(n, S("of")), e, &answer.fault) : OK;
}

enum err
demo_notice_look(struct demo *d, const struct event *e)
{
    struct arena *a = arena_new(0);
    enum err      err;

    if (said(e->look, S("of")).n)
        err = look(d, e->look, a);
    else
        err = second_look_tick(d->service, a);
    arena_free(a);
    return err;
}
