/*
 * Alert load is measured so that a rule that only makes noise is seen to;
 * it is switched off by name, and nobody can forget that it is.
 */
#include "action/signals.h"

#include "action/look.h"
#include "action/rows.h"
#include "record/agency.h"

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

/* ---- the list behind a figure ---- */

static bool
counts(const struct signal_sent *s, enum signal_figure figure)
{
    if (figure == SIGNAL_OPENED)
        return s->opened.us != 0;
    return figure != SIGNAL_ACTED || s->acted;
}

/* What the figure counts of the pack's signals; of what was raised the
 * notices of one cause become one row, opened and acted on when any was. */
static size_t
rows_of(const struct pack *p, enum signal_figure figure,
    const struct signal_sent *all, size_t n, struct signal_list_row *out)
{
    size_t k = 0;

    for (size_t i = 0; i < n; i++) {
        struct signal_list_row   *last = k ? &out[k - 1] : NULL;
        const struct signal_rule *rule = signal_named(p, all[i].signal);

        if (!rule || !counts(&all[i], figure))
            continue;
        if (figure == SIGNAL_RAISED && last && last->rule == rule &&
            id_eq(last->sent.cause, all[i].cause)) {
            last->told++;
            last->sent.acted = last->sent.acted || all[i].acted;
            if (!last->sent.opened.us)
                last->sent.opened = all[i].opened;
            continue;
        }
        out[k++] =
            (struct signal_list_row){.rule = rule, .sent = all[i], .told = 1};
    }
    return k;
}

static enum err
row_fill(const struct oversee *o, struct answer *answer,
    struct signal_list_row *r)
{
    struct desk d;
    enum err    e;

    if ((e = oversee_allows_child(o, r->sent.person)) ||
        (e = oversee_child(o, r->sent.person, answer, &r->child)) ||
        (e = look_account(o->w, r->sent.account, &r->name)))
        return e;
    if (id_is_none(r->sent.desk))
        return OK;
    e = desk_load(o->w, r->sent.desk, &d);
    if (!e)
        r->desk = d.term->title;
    return e == ERR_ABSENT ? OK : e;
}

enum err
signals_list(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct oversee   *o = answer->found;
    struct signal_list     *out = ARENA_NEW(cx->arena, struct signal_list);
    struct signal_list_row *shown;
    struct signal_sent     *all;
    size_t                  n, from;
    enum err                e;

    (void)grant;
    out->ask = *(const struct signal_list_ask *)ask->with;
    out->rule = signal_named(w->pack, out->ask.signal);
    if (!out->rule && !str_eq(out->ask.signal, SIGNAL_ANY))
        return ERR_ABSENT;
    if ((e = signal_sent_list(w, &o->team,
             out->rule ? out->rule->id : (struct str){0}, &all, &n)))
        return e;
    shown = ARENA_ARRAY(cx->arena, struct signal_list_row, n + 1);
    n = rows_of(w->pack, out->ask.figure, all, n, shown);
    from = (size_t)out->ask.page * SIGNAL_PAGE;
    if (from > n)
        from = n;
    out->rows = &shown[from];
    out->total = (int64_t)n;
    for (; out->count < SIGNAL_PAGE && from + out->count < n; out->count++)
        if ((e = row_fill(o, answer, &out->rows[out->count])))
            return e;
    answer->with = out;
    return OK;
}

/* ---- switching ---- */

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
