/*
 * What stands between the entries of the households: checks of the
 * register, somebody who begins to work, a draft that is not sent, and the
 * evenings on which people read what they were told.
 */
#include "action/check.h"
#include "action/draft.h"
#include "action/service.h"
#include "action/session.h"
#include "cli/demo.h"
#include "record/notice.h"

#define DAY_US (INT64_C(86400) * 1000000)
#define JOB_ROOM ((size_t)1 << 30)

static struct str
said(const struct node *n, struct str key)
{
    return node_text(node_member(n, key));
}

/* --- a check --- */

static struct check_ask
question_of(struct demo *d, const struct event *e, struct arena *a)
{
    const struct term_list *why = pack_list_for(d->pack, S("check_reason"));
    struct dice             dice = dice_of(d->seed, 1000000 + e->order);
    struct check_ask        q = {.reason = why->options[0].id};
    const struct member    *m = e->family ? &e->family->children[0] : NULL;

    if (m && m->nhs.n && dice_percent(&dice, S("70"))) {
        q.nhs = m->nhs;
    } else if (m) {
        q.given = m->given;
        q.family = m->family;
    } else {
        q.given = S("Robin");
        q.family = str_dup(a, demo_name(d, &dice));
    }
    q.born = m ? m->born : date_of(2019, 1, 1);
    return q;
}

static enum err
check_do(struct demo *d, const struct event *e)
{
    struct arena    *a = arena_new(0);
    struct check_ask q = question_of(d, e, a);
    struct cx        cx = cx_service(d->service, a, e->actor->id);
    struct answer    answer = {0};
    struct str       means =
        node_member(e->check, S("hurried")) ? S("attendance") : S("concern");
    struct ask ask = {.act = ACT_REGISTER_CHECK,
        .purpose = pack_purpose_for(d->pack, means)->id,
        .with = &q};
    enum err   err = action_run(&cx, &ask, &answer);

    if (err)
        demo_refused(d, S("a check"), err, &answer.fault);
    d->done[1]++;
    arena_free(a);
    return err;
}

/* --- a draft --- */

void
demo_typed(struct arena *a, const struct node *typed, struct draft_save *out)
{
    struct draft_input *all =
        ARENA_ARRAY(a, struct draft_input, typed->count + 1);

    for (const struct node *n = typed->child; n; n = n->next)
        all[out->count++] =
            (struct draft_input){.name = n->key, .text = n->text};
    out->inputs = all;
}

static enum err
draft_do(struct demo *d, const struct event *e)
{
    struct arena      *a = arena_new(0);
    struct cx          cx = cx_service(d->service, a, e->actor->id);
    struct draft_start start = {.verb = MAY_REPORT};
    struct draft_save  save = {0};
    struct answer      answer = {0};
    struct ask         ask = {.act = ACT_DRAFT_START,
                .purpose = pack_purpose_for(d->pack, S("concern"))->id,
                .with = &start};
    enum err           err;

    cx.lang = e->actor->language;
    if ((err = action_run(&cx, &ask, &answer)) == OK) {
        demo_typed(a, node_member(e->draft, S("typed")), &save);
        ask.act = ACT_DRAFT_SAVE;
        ask.about = ((struct draft_started *)answer.with)->draft;
        ask.with = &save;
        err = action_run(&cx, &ask, &answer);
    }
    if (err)
        demo_refused(d, S("a draft"), err, &answer.fault);
    arena_free(a);
    return err;
}

/* --- reading --- */

struct reading {
    struct demo               *demo;
    const struct demo_account *account;
    struct arena              *arena;
    struct moment              before; /* what is newer stays unread */
};

/* What one account was told, itself or at a desk. */
static enum err
account_reads(struct txn *tx, void *ctx)
{
    const struct reading *g = ctx;
    struct work           w = work_in(tx, service_rules(g->demo->service));
    struct reader         r;
    struct notice        *all;
    size_t                n;
    enum err              e;

    if ((e = reader_of_account(&w, g->account->id, &r)) ||
        (e = notice_unread(&w, r.scope, r.scope_count, &all, &n)))
        return e;
    for (size_t i = 0; i < n && !e; i++) {
        struct cx   cx = cx_service(g->demo->service, g->arena, g->account->id);
        struct mark m = arena_mark(g->arena);
        struct answer answer = {0};
        struct ask    ask = {.act = ACT_NOTICE_READ, .about = all[i].id};

        if (all[i].made_at.us < g->before.us)
            e = action_within(tx, &cx, &ask, &answer);
        arena_rewind(g->arena, m);
    }
    return e;
}

/* A transaction for each account: one for all would be long. */
static enum err
reading_do(struct demo *d, const struct event *e)
{
    struct reading g = {.demo = d, .arena = arena_new(JOB_ROOM)};
    int64_t        days;
    enum err       err = OK;

    if (!str_int(said(e->reading, S("but")), &days))
        demo_lacks(S("days that stay unread"));
    g.before.us = e->at.us - days * DAY_US;
    for (size_t i = 0; i < d->account_count && !err; i++) {
        g.account = &d->accounts[i];
        err =
            store_write(service_store(d->service), g.arena, account_reads, &g);
        arena_clear(g.arena);
    }
    arena_free(g.arena);
    return err ? demo_refused(d, S("reading notices"), err, NULL) : OK;
}

/* --- which of them --- */

enum err
demo_play_alone(struct demo *d, const struct event *e)
{
    if (e->check)
        return check_do(d, e);
    if (e->reading)
        return reading_do(d, e);
    if (e->notice)
        return demo_notice_write(d, e);
    if (e->look)
        return demo_notice_look(d, e);
    return e->draft ? draft_do(d, e) : demo_region_roles(d, e->actor);
}
