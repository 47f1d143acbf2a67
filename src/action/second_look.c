/*
 * Handing in, looking, giving back; and going by itself when nobody looked.
 */
#include "action/second_look.h"

#include "action/report.h"
#include "action/rows.h"
#include "base/zone.h"
#include "record/person.h"

/* ---- waiting ---- */

enum err
second_look_waits(struct work *w, struct id draft, bool *waits,
    struct second_look *look)
{
    struct second_look l;
    enum err           e = second_look_load(w, draft, &l);

    *waits = false;
    if (e)
        return e == ERR_ABSENT ? OK : e;
    *waits = !l.back.us;
    if (look)
        *look = l;
    return OK;
}

bool
second_look_holds(const struct answers *s, const struct answers_about *about)
{
    const struct form_second_look *l = s->form->second_look;
    const struct form_route       *route = typed_route(s, about);

    return l && !(route && route->only) &&
        !(l->waived && condition_holds(l->waived, s, about, -1));
}

static struct moment
minute_of(const struct pack *p, struct date day, int minutes)
{
    struct civil c = {.date = day,
        .hour = (int8_t)(minutes / 60),
        .minute = (int8_t)(minutes % 60)};

    return zone_moment(p->zone, c);
}

/* The next end of a shift, today or tomorrow; now when there is none. */
static struct moment
shift_end(const struct work *w, const struct form_second_look *l)
{
    struct moment best = {0};

    for (int day = 0; day <= 1; day++)
        for (size_t i = 0; i < l->end_count; i++) {
            struct moment m =
                minute_of(w->pack, date_add_days(w->today, day), l->ends[i]);

            if (m.us > w->now.us && (!best.us || m.us < best.us))
                best = m;
        }
    return best.us ? best : w->now;
}

static enum err
tell_turn(struct work *w, const struct draft *d, enum draft_look look)
{
    struct second_look l;
    enum err           e = second_look_load(w, d->id, &l);

    if (e)
        return e;
    return draft_look_told(w, d, look, &(struct notice){.cause = l.turn});
}

enum err
second_look_take(struct work *w, const struct draft *d, const struct form *form,
    struct id agency)
{
    enum err e =
        second_look_hand(w, d->id, agency, shift_end(w, form->second_look));

    return e ? e : tell_turn(w, d, LOOK_WAITS);
}

/* ---- who may look ---- */

static const struct form *
form_looked_at(const struct pack *p)
{
    for (size_t i = 0; i < p->forms_count; i++)
        if (p->forms[i].second_look)
            return &p->forms[i];
    return NULL;
}

static struct question
looking(const struct work *w, const struct form *f, struct id agency)
{
    const struct purpose_term *why = pack_purpose_for(w->pack, S("oversight"));

    return (struct question){.verb = MAY_SECOND_LOOK,
        .of = f->group,
        .purpose = why ? why->id : (struct str){0},
        .agency = agency};
}

/* The list: of the reader's own agency. */
enum err
ground_second_looks(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    const struct form *f = form_looked_at(w->pack);

    (void)ask;
    if (cx->reader.kind == READER_NOBODY)
        return ERR_SIGN_IN;
    if (!f)
        return ERR_ABSENT;
    out->question = looking(w, f, cx->reader.agency.id);
    return OK;
}

/* Every person that the draft might be about may be looked at (S9). */
static enum err
may_see_all(struct work *w, struct cx *cx, struct question q,
    const struct draft *d, const struct form *f)
{
    struct id   *persons;
    struct grant g;
    size_t       n;
    enum err     e;

    if ((e = draft_persons(w, d, f, &persons, &n)))
        return e;
    for (size_t i = 0; i < n; i++) {
        q.person = persons[i];
        e = policy_ask(w, &cx->reader, &q, &g);
        if (e)
            return err_is_refusal(e) ? ERR_ABSENT : e;
    }
    return OK;
}

static enum err
ask_about(struct work *w, struct cx *cx, struct id draft, struct question *q)
{
    struct second_look l;
    const struct form *f;
    struct draft       d;
    bool               waits;
    enum err           e;

    if ((e = draft_load(w, draft, &d)))
        return e;
    if ((e = draft_form(w, &d, &f)))
        return e;
    if ((e = second_look_waits(w, draft, &waits, &l)))
        return e;
    if (!waits || !id_is_none(d.sent) ||
        !id_eq(l.agency, cx->reader.agency.id) ||
        id_eq(d.account, cx->reader.account.id))
        return ERR_ABSENT;
    *q = looking(w, f, l.agency);
    q->author = d.account;
    return may_see_all(w, cx, *q, &d, f);
}

/* One that waits, of somebody else. */
enum err
ground_second_look(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    if (cx->reader.kind == READER_NOBODY)
        return ERR_SIGN_IN;
    return ask_about(w, cx, ask->about, &out->question);
}

/* ---- looking at one ---- */

static enum err
author_name(struct work *w, struct id account, struct str *out)
{
    struct account a;
    enum err       e = account_load(w, account, &a);

    if (!e)
        *out = a.name;
    return e;
}

enum err
second_look_show(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct second_look_page *p = ARENA_NEW(cx->arena, struct second_look_page);
    struct quality_ask       q;
    enum err                 e;

    (void)grant;
    if ((e = second_look_load(w, ask->about, &p->look)))
        return e;
    if ((e = draft_page_load(w, cx, ask->about, answer, &p->draft)))
        return e;
    if ((e = author_name(w, p->draft.draft.account, &p->author)))
        return e;
    q = (struct quality_ask){.answers = &p->draft.answers,
        .about = &p->draft.about};
    if ((e = quality_of(cx->arena, w->pack, &q, &p->quality)))
        return e;
    answer->with = p;
    answer_discloses(cx, answer, ask->about);
    return OK;
}

/* ---- sending and giving back ---- */

static enum err
send_for(struct work *w, struct cx *cx, struct id draft, struct str mark,
    struct answer *answer)
{
    struct report_sent *out = ARENA_NEW(cx->arena, struct report_sent);
    enum err            e = report_send_for(w, cx, draft, mark, answer, out);

    if (!e)
        answer->with = out;
    return e;
}

enum err
second_look_send(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct form *f;
    struct draft       d;
    enum err           e;

    (void)grant;
    if ((e = draft_load(w, ask->about, &d)) || (e = draft_form(w, &d, &f)))
        return e;
    return send_for(w, cx, ask->about, f->second_look->looked, answer);
}

/* By the service, when the shift has ended. */
enum err
second_look_go(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct report_sent *out;
    const struct form        *f;
    struct second_look        l;
    struct draft              d;
    enum err                  e;

    (void)grant;
    if ((e = second_look_load(w, ask->about, &l)))
        return e;
    if (l.send_by.us > w->now.us)
        return ERR_ILLEGAL;
    if ((e = draft_load(w, ask->about, &d)) || (e = draft_form(w, &d, &f)))
        return e;
    if ((e = send_for(w, cx, ask->about, f->second_look->unlooked, answer)))
        return e;
    out = answer->with;
    return draft_look_told(w, &d, LOOK_UNLOOKED,
        &(struct notice){.cause = out->entry, .thread = out->thread});
}

enum err
second_look_return(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct str *remark = ask->with;
    struct draft      d;
    enum err          e;

    (void)grant;
    if (!str_trim(*remark).n) {
        answer->fault =
            (struct fault){.msg = MSG_ANSWERS_MISSING, .field = S("why_back")};
        return ERR_INVALID;
    }
    if (remark->n > DRAFT_TEXT_MOST)
        return ERR_LIMIT;
    if ((e = draft_load(w, ask->about, &d)) ||
        (e = second_look_back(w, ask->about, cx->reader.account.id, *remark)))
        return e;
    answer_discloses(cx, answer, ask->about);
    return tell_turn(w, &d, LOOK_BACK);
}

/* ---- the end of a shift ---- */

struct due_list {
    struct service     *service;
    struct second_look *all;
    size_t              count;
};

static enum err
list_due(struct txn *tx, void *ctx)
{
    struct due_list *l = ctx;
    struct work      w = work_in(tx, service_rules(l->service));

    return second_look_due(&w, &l->all, &l->count);
}

/* One that cannot go (its form asks for more by now) keeps no other back;
 * its refusal stands in the ledger. */
static enum err
go(struct cx *cx, struct txn *tx, struct id draft)
{
    struct answer answer = {0};
    struct ask    ask = {.act = ACT_SECOND_LOOK_DUE, .about = draft};
    enum err      e = tx ? action_within(tx, cx, &ask, &answer)
                         : action_run(cx, &ask, &answer);

    return err_is_refusal(e) ? OK : e;
}

enum err
second_look_tick(struct service *s, struct arena *a)
{
    struct due_list l = {.service = s};
    enum err        e;

    if ((e = store_read(service_store(s), a, list_due, &l)))
        return e;
    for (size_t i = 0; i < l.count && !e; i++) {
        struct cx cx = {.service = s, .arena = a, .kind = READER_SERVICE};

        e = go(&cx, NULL, l.all[i].draft);
    }
    return e;
}

enum err
second_look_within(struct work *w, struct service *s)
{
    struct second_look *all;
    size_t              n;
    enum err            e = second_look_due(w, &all, &n);

    for (size_t i = 0; !e && i < n; i++) {
        struct cx cx = {.service = s,
            .arena = txn_arena(w->tx),
            .kind = READER_SERVICE};

        e = go(&cx, w->tx, all[i].draft);
    }
    return e;
}
