/*
 * Alert load is measured so that a rule that only makes noise is seen to;
 * it is switched off by name, and nobody can forget that it is.
 */
#include "action/signals.h"

#include "action/look.h"
#include "action/rows.h"

/* Theirs alone: of the reader's own agency. */
enum err
ground_signals(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    (void)ask;
    if (cx->reader.kind == READER_NOBODY)
        return ERR_SIGN_IN;
    out->question.verb = MAY_APPROVE;
    out->question.of = S("signals");
    out->question.purpose = look_purpose(w->pack, S("oversight"));
    return ground_of_agency(w, cx, cx->reader.agency.id, out);
}

static const struct signal_rule *
signal_named(const struct pack *p, struct str id)
{
    for (size_t i = 0; i < p->signals_count; i++)
        if (str_eq(p->signals[i].id, id))
            return &p->signals[i];
    return NULL;
}

static enum err
may_switch(struct work *w, struct cx *cx, bool *yes)
{
    struct ground g = {0};
    struct grant  got;
    struct ask    ask = {0};
    enum err      e;

    if ((e = ground_signals(w, cx, &ask, &g)))
        return e;
    e = policy_ask(w, &cx->reader, &g.question, &got);
    *yes = e == OK;
    return e && !err_is_refusal(e) ? e : OK;
}

static void
loads_put(struct signals *s, const struct signal_load *all, size_t n)
{
    for (size_t i = 0; i < s->count; i++)
        for (size_t k = 0; k < n; k++) {
            if (!str_eq(s->rows[i].rule->id, all[k].signal))
                continue;
            s->rows[i].load = all[k];
            s->all.raised += all[k].raised;
            s->all.sent += all[k].sent;
            s->all.opened += all[k].opened;
            s->all.acted += all[k].acted;
        }
}

static enum err
off_put(struct work *w, struct signals *s, const struct signal_off *off)
{
    for (size_t i = 0; i < s->count; i++) {
        if (!str_eq(s->rows[i].rule->id, off->signal))
            continue;
        s->rows[i].off = true;
        s->rows[i].reason = off->reason;
        s->rows[i].since = off->at;
        return look_account(w, off->by, &s->rows[i].by);
    }
    return OK;
}

enum err
signals_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct oversee *o = answer->found;
    const struct pack    *p = w->pack;
    struct signals       *s = ARENA_NEW(cx->arena, struct signals);
    struct signal_load   *loads;
    struct signal_off    *off;
    size_t                load_n, off_n;
    enum err              e;

    (void)ask, (void)grant;
    if ((e = signal_loads(w, &o->team, &loads, &load_n)) ||
        (e = signal_off_list(w, cx->reader.agency.id, &off, &off_n)) ||
        (e = may_switch(w, cx, &s->may_switch)))
        return e;
    s->rows = ARENA_ARRAY(cx->arena, struct signals_row, p->signals_count + 1);
    for (; s->count < p->signals_count; s->count++)
        s->rows[s->count].rule = &p->signals[s->count];
    loads_put(s, loads, load_n);
    for (size_t i = 0; i < off_n; i++)
        if ((e = off_put(w, s, &off[i])))
            return e;
    answer->with = s;
    return OK;
}

enum err
signals_off(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct signal_ask *in = ask->with;
    const struct signal_off  off = {.signal = in->signal,
         .reason = in->reason,
         .by = cx->reader.account.id};

    (void)grant, (void)answer;
    if (!signal_named(w->pack, in->signal))
        return ERR_ABSENT;
    return signal_off_put(w, cx->reader.agency.id, &off);
}

enum err
signals_on(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct signal_ask *in = ask->with;

    (void)grant, (void)answer;
    if (!signal_named(w->pack, in->signal))
        return ERR_ABSENT;
    return signal_off_end(w, cx->reader.agency.id, in->signal,
        cx->reader.account.id);
}
