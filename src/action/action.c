/*
 * The one door.  A DO runs as one job of the writer: policy, deed and leaf
 * inside a part that can fail alone, so that a refusal undoes the deed and
 * still leaves its own leaf behind in the same commit.  A LOOK reads in a
 * snapshot, drafts its leaf (so that the answer can carry the leaf's hash),
 * and its answer waits until the writer has made the leaf durable.
 */
#include "action/action.h"

#include <assert.h>
#include <string.h>

#include "action/rows.h"
#include "action/service.h"
#include "record/finder.h"
#include "record/pair.h"

#define ACTION(name, class, about, asks, note, run, effect)                   \
    [ACT_##name] = {#name,       class, ABOUT_##about, ground_##asks,         \
                    LEAF_##note, run,   effect},
const struct row rows[ACTION_COUNT] = {
#include "action/action.def"
};
#undef ACTION

/* One action on its way through the door. */
struct passage {
    struct cx         *cx;
    const struct ask  *ask;
    const struct row  *row;
    struct work        w; /* of the transaction under way */
    struct touched     touched;
    struct answer      answer;
    enum err           result; /* OK or a refusal */
    struct answer      looked; /* both as a look found them: its leaf's job */
    enum err           found;  /* may be run again                          */
    struct leaf_draft  draft;
    struct job         job;
    struct action_park park;
};

/* Most looks leave nothing but their leaf. */
enum err
no_effect(struct work *w, struct cx *cx, const struct ask *ask,
    struct answer *answer)
{
    (void)w, (void)cx, (void)ask, (void)answer;
    return OK;
}

enum action_class
action_class_of(enum action act)
{
    assert(act < ACTION_COUNT);
    return rows[act].class;
}

struct str
action_name(enum action act)
{
    assert(act < ACTION_COUNT);
    return str_of(rows[act].name);
}

void
answer_discloses(struct cx *cx, struct answer *answer, struct id who)
{
    struct id *more;
    size_t     room;

    for (size_t i = 0; i < answer->disclosed_count; i++)
        if (id_eq(answer->disclosed[i], who))
            return;
    if (answer->disclosed_count == answer->disclosed_room) {
        room = answer->disclosed_room ? answer->disclosed_room * 2 : 8;
        more = ARENA_ARRAY(cx->arena, struct id, room);
        if (answer->disclosed_count)
            memcpy(more, answer->disclosed,
                answer->disclosed_count * sizeof(*more));
        answer->disclosed = more;
        answer->disclosed_room = room;
    }
    answer->disclosed[answer->disclosed_count++] = who;
}

/* What the ledger is told of this passage. */
static struct leaf
leaf_of(const struct passage *p)
{
    struct cx  *cx = p->cx;
    struct leaf leaf = {
        .kind = p->result ? LEAF_REFUSED : p->row->note,
        .action = str_of(p->row->name),
        .account = cx->reader.account.id,
        .agency = cx->reader.agency.id,
        .purpose = p->answer.purpose.n ? p->answer.purpose
                                       : p->ask->purpose,
        .rule = p->answer.grant.rule,
        .outcome = p->result,
        .about = p->answer.disclosed,
        .about_count = p->answer.disclosed_count,
        .detail = p->answer.detail,
    };

    if (leaf.detail.n == 0)
        leaf.detail = S("{}");
    return leaf;
}

static enum err
reader_load(struct work *w, struct cx *cx)
{
    enum err e;

    cx->reader.kind = cx->kind;
    cx->reader.invite = cx->invite;
    if (id_is_none(cx->account))
        return OK;
    if (cx->kind == READER_SERVICE && cx->reader.account.id.kind)
        return OK;
    if ((e = reader_of_account(w, cx->account, &cx->reader)))
        return e;
    cx->reader.kind = cx->kind; /* the service may act for an account */
    return OK;
}

enum err
row_run(struct work *w, struct cx *cx, const struct ask *ask,
    struct answer *answer)
{
    struct ground g;
    enum err      e = ground_ask(w, cx, ask, &g);

    answer->grant = g.grant;
    answer->purpose = g.grant.purpose;
    answer->found = g.found;
    return e ? e : rows[ask->act].run(w, cx, ask, &g.grant, answer);
}

/* Policy and deed: the part that a refusal undoes. */
static enum err
deed(struct txn *tx, void *ctx)
{
    struct passage *p = ctx;

    enum err e;

    (void)tx; /* p->w is in it */
    e = row_run(&p->w, p->cx, p->ask, &p->answer);
    return e ? e : pair_propose_touched(&p->w);
}

/*
 * What was disclosed or changed does not count when it was undone.  Of the
 * answer only what is wrong with the asker's own input is left, and who was
 * there first.
 */
static void
refuse(struct passage *p, enum err e)
{
    p->result = e;
    if (e != ERR_INVALID && e != ERR_CONFLICT)
        p->answer.with = NULL;
    p->answer.disclosed_count = 0;
    p->answer.detail = (struct str){0};
    if (p->ask->about.kind != ID_NONE)
        answer_discloses(p->cx, &p->answer, p->ask->about);
}

/* Two deeds about the same thing follow each other, on whatever nodes: the
 * second is judged by what the first has made of it. */
static enum err
lock_about(struct txn *tx, struct id about)
{
    if (id_is_none(about))
        return OK;
    return txn_lock(tx, id_text(txn_arena(tx), about), TXN_ALONE);
}

static enum err
deed_noted(struct txn *tx, struct passage *p)
{
    struct leaf leaf;
    enum err    e;

    if ((e = lock_about(tx, p->ask->about)))
        return e;
    if ((e = reader_load(&p->w, p->cx)))
        return e;
    if ((e = txn_try(tx, deed, p))) {
        if (!err_is_refusal(e))
            return e;
        refuse(p, e);
    } else if (p->ask->about.kind != ID_NONE) {
        answer_discloses(p->cx, &p->answer, p->ask->about);
    }
    leaf = leaf_of(p);
    if ((e = ledger_note(tx, &leaf, &p->answer.leaf)))
        return e;
    if (p->result)
        return refusal_effect(&p->w, p->cx, p->ask, &p->answer,
            &p->answer.leaf);
    return finder_note(&p->w, p->answer.leaf.id);
}

/* A deed that has to give way is run again whole, so nothing is refused. */
static enum err
do_work(struct txn *tx, void *ctx)
{
    struct passage *p = ctx;
    enum err        e;

    p->w = work_in(tx, service_rules(p->cx->service));
    p->w.touched = &p->touched;
    p->answer = (struct answer){0};
    p->result = OK;
    e = deed_noted(tx, p);
    finder_untouch(&p->w);
    return e;
}

/* A demonstration's clock was moved while this was under way: its leaf would
 * stand behind later ones. */
static bool
is_overtaken(const struct passage *p, struct moment at)
{
    struct service *s = p->cx->service;

    return service_is_demo(s) &&
        ledger_is_late(at, clock_practice(service_clock(s)));
}

static enum err
do_job(struct txn *tx, void *ctx)
{
    enum err e = do_work(tx, ctx);

    return !e && is_overtaken(ctx, txn_now(tx)) ? txn_give_way(tx) : e;
}

static void
draft(struct txn *tx, struct passage *p)
{
    struct leaf leaf = leaf_of(p);

    ledger_draft(tx, &leaf, &p->draft);
    p->answer.leaf = p->draft.mark;
}

static enum err
look_work(struct txn *tx, void *ctx)
{
    struct passage *p = ctx;
    enum err        e;

    p->w = work_in(tx, service_rules(p->cx->service));
    if ((e = reader_load(&p->w, p->cx)))
        return e;
    p->cx->reader.memo = memo_new(txn_arena(tx)); /* of this snapshot */
    if ((e = deed(tx, p))) {
        if (!err_is_refusal(e))
            return e;
        refuse(p, e);
    }
    draft(tx, p);
    p->looked = p->answer;
    p->found = p->result;
    return OK;
}

/* Makes a look's leaf durable, and with it what the look leaves behind.  Its
 * page is drawn, so one that was overtaken is not shown. */
static enum err
leaf_work(struct txn *tx, void *ctx)
{
    struct passage *p = ctx;
    struct work     w = work_in(tx, service_rules(p->cx->service));
    enum err        e;

    if (is_overtaken(p, p->draft.mark.at))
        return ERR_BUSY;
    p->answer = p->looked;
    p->result = p->found;
    if (!p->result && (e = p->row->effect(&w, p->cx, p->ask, &p->answer))) {
        if (!err_is_refusal(e))
            return e;
        refuse(p, e);
        draft(tx, p);
    }
    if ((e = ledger_write(tx, &p->draft)) || !p->result)
        return e;
    return refusal_effect(&w, p->cx, p->ask, &p->answer, &p->answer.leaf);
}

static struct passage
passage_of(struct cx *cx, const struct ask *ask)
{
    assert(ask->act < ACTION_COUNT);
    assert((int)ask->about.kind == (int)rows[ask->act].about);
    return (struct passage){.cx = cx, .ask = ask, .row = &rows[ask->act]};
}

/* What is said of a passage once its transaction has ended. */
static enum err
passage_end(const struct passage *p, enum err e, struct answer *answer)
{
    *answer = p->answer;
    if (e)
        return err_is_refusal(e) && e != ERR_SIGN_IN ? ERR_STORE : e;
    return p->result;
}

enum err
cx_read(struct cx *cx, txn_work *work, void *ctx)
{
    if (cx->snapshot)
        return snapshot_read(cx->snapshot, cx->arena, work, ctx);
    return store_read(service_store(cx->service), cx->arena, work, ctx);
}

enum err
action_run(struct cx *cx, const struct ask *ask, struct answer *answer)
{
    struct passage p = passage_of(cx, ask);
    struct store  *s = service_store(cx->service);
    enum err       e;

    if (p.row->class == DO) {
        e = store_write(s, cx->arena, do_job, &p);
    } else {
        e = cx_read(cx, look_work, &p);
        if (e == OK)
            e = store_write(s, cx->arena, leaf_work, &p);
    }
    return passage_end(&p, e, answer);
}

enum err
action_within(struct txn *tx, struct cx *cx, const struct ask *ask,
    struct answer *answer)
{
    struct passage p = passage_of(cx, ask);

    assert(txn_is_write(tx) && p.row->class == DO);
    return passage_end(&p, do_work(tx, &p), answer);
}

static void
leaf_done(void *ctx, enum err e)
{
    struct passage *p = ctx;

    if (e)
        p->park.done(p->park.ctx, ERR_STORE, NULL);
    else
        p->park.done(p->park.ctx, p->found ? OK : p->result, &p->answer);
}

/*
 * The answer is drawn before its leaf is written, on the thread that read;
 * it is let go by the writer.  A full queue is outside trouble.
 */
void
action_start(struct cx *cx, const struct ask *ask, struct action_park park)
{
    struct passage *p = ARENA_NEW(cx->arena, struct passage);
    struct store   *s = service_store(cx->service);
    enum err        e;

    *p = passage_of(cx, ask);
    assert(p->row->class != DO);
    p->park = park;
    p->job = (struct job){.work = leaf_work,
        .done = leaf_done,
        .ctx = p,
        .arena = cx->arena};
    e = cx_read(cx, look_work, p);
    park.ready(park.ctx, e ? e : p->result, &p->answer);
    if (e == ERR_SIGN_IN)
        park.done(park.ctx, OK, NULL);
    else if (e)
        park.done(park.ctx, ERR_STORE, NULL);
    else if (!store_submit(s, &p->job))
        park.done(park.ctx, ERR_BUSY, NULL);
}
