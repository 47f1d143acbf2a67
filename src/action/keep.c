/*
 * Setting up.  Who may is policy's; that nobody grants to themselves, and
 * that a role is granted only by those the pack names, is the account's own
 * rule (record/account.c).
 */
#include "action/keep.h"

#include "action/accounts.h"
#include "action/letter.h"
#include "action/rows.h"
#include "base/json.h"
#include "record/kin.h"
#include "record/label.h"
#include "record/leaver.h"

static enum err
made(struct cx *cx, struct answer *answer, enum err e, struct id id)
{
    struct id *out;

    if (e)
        return e;
    out = ARENA_NEW(cx->arena, struct id);
    *out = id;
    answer->with = out;
    answer_discloses(cx, answer, id);
    return OK;
}

enum err
agency_make(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct id id;
    enum err  e = agency_new(w, ask->with, &id);

    (void)grant;
    return made(cx, answer, e, id);
}

enum err
desk_make(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct desk_ask *d = ask->with;
    struct id              id;
    enum err e = desk_new(w, d->agency, d->term, d->telephone, d->relay, &id);

    (void)grant;
    return made(cx, answer, e, id);
}

enum err
agency_close(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    (void)grant, (void)answer;
    if (id_eq(ask->about, cx->reader.agency.id))
        return ERR_DENIED;
    return agency_end(w, ask->about);
}

/* Numbers of agencies' desks are no secret: the leaf says both. */
static struct str
numbers_text(struct arena *a, const struct desk *was, const struct desk_ask *is)
{
    struct json_out j;

    json_init(&j, a);
    json_open(&j, '{');
    json_key(&j, S("was"));
    json_str(&j, was->telephone);
    json_key(&j, S("is"));
    json_str(&j, is->telephone);
    json_key(&j, S("relay_was"));
    json_str(&j, was->relay);
    json_key(&j, S("relay_is"));
    json_str(&j, is->relay);
    json_close(&j, '}');
    return json_text(&j);
}

enum err
desk_renumber(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct desk_ask *d = ask->with;
    struct desk           *was = ARENA_NEW(cx->arena, struct desk);
    enum err               e;

    (void)grant;
    if ((e = desk_load(w, ask->about, was)))
        return e;
    if ((e = desk_numbers(w, ask->about, d->telephone, d->relay)))
        return e;
    answer->detail = numbers_text(cx->arena, was, d);
    answer->with = was;
    return OK;
}

enum err
register_hold(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct held_ask *h = ask->with;

    (void)grant;
    answer_discloses(cx, answer, h->authority);
    return register_held_set(w, h->authority, h->searched, h->as_of);
}

enum err
account_make(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct account a = *(const struct account *)ask->with;
    struct id      id;
    enum err       e;

    (void)grant;
    if (id_is_none(a.agency))
        a.agency = cx->reader.agency.id;
    if (cx->reader.kind != READER_SERVICE)
        a.first = true; /* whoever makes it knows the password */
    e = account_new(w, &a, cx->reader.account.id, &id);
    return made(cx, answer, e, id);
}

enum err
account_accept(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    (void)grant, (void)answer;
    return account_confirm(w, ask->about, cx->reader.account.id);
}

/* A role that belongs at a desk is held at the agency's, unless another is
 * named. */
static enum err
desk_of_role(struct work *w, struct id account, struct str role,
    struct id *desk)
{
    const struct role_term *term = pack_role(w->pack, role);
    struct account          a;
    struct desk             d;
    enum err                e;

    if (!term || !term->desk.n)
        return OK;
    if ((e = account_load(w, account, &a)))
        return e;
    e = desk_find(w, a.agency, term->desk, &d);
    if (e == OK)
        *desk = d.id;
    return e == ERR_ABSENT ? OK : e;
}

enum err
account_give(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct grant_ask *g = ask->with;
    struct id               desk = g->desk;
    enum err                e;

    (void)grant, (void)answer;
    if (id_is_none(desk) && (e = desk_of_role(w, ask->about, g->role, &desk)))
        return e;
    return account_grant(w, ask->about, g->role, desk, cx->reader.account.id,
        g->until);
}

/* A role is taken away by whoever may grant it, and by those who look after
 * all accounts; nobody takes their own (record/account.c). */
enum err
account_take(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct grant_ask *g = ask->with;
    const struct role_term *role = pack_role(w->pack, g->role);

    (void)grant, (void)answer;
    if (cx->reader.kind != READER_SERVICE &&
        !reader_may(&cx->reader, MAY_ADMINISTER) &&
        !(role && accounts_may_grant(&cx->reader, role)))
        return ERR_DENIED;
    return account_revoke(w, ask->about, g->role, g->desk,
        cx->reader.account.id);
}

enum err
account_close(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    enum err e;

    (void)grant, (void)answer;
    e = leaver_go(w, ask->about, cx->reader.account.id);
    return e ? e : letter_left(w, cx, ask->about);
}

enum err
account_leaves(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct date *last = ask->with;

    (void)grant, (void)answer;
    return leaver_day_set(w, ask->about, *last, cx->reader.account.id);
}

/* The service ends an account whose last day is over. */
enum err
account_due(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    enum err e;

    (void)grant, (void)answer;
    e = leaver_go(w, ask->about, (struct id){0});
    return e ? e : letter_left(w, cx, ask->about);
}

enum err
label_put(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct label_ask *l = ask->with;

    (void)grant, (void)answer;
    return label_set(w, ask->about, l->label, cx->reader.account.id, l->reason);
}

enum err
label_let(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct id *account = ask->with;

    (void)grant;
    answer_discloses(cx, answer, *account);
    return label_admit(w, ask->about, *account);
}

enum err
label_strike(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct id *account = ask->with;

    (void)grant;
    answer_discloses(cx, answer, *account);
    return label_dismiss(w, ask->about, *account);
}

enum err
kin_declare(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct kin_ask *k = ask->with;

    (void)grant;
    answer_discloses(cx, answer, k->source);
    return kin_add(w, cx->reader.account.id, k->source, k->basis);
}
