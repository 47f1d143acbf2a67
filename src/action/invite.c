/*
 * Links are made by whoever takes calls for a desk, for any agency of its
 * authority, and by whoever receives an agency's reports (its list), for
 * their own.
 */
#include "action/invite.h"

#include "action/draft.h"
#include "action/rows.h"
#include "record/draft.h"

enum err
invite_enter(struct work *w, struct cx *cx)
{
    struct invite i;
    enum err      e;

    if (cx->reader.kind != READER_INVITE || !cx->reader.invite.n)
        return ERR_ABSENT;
    if ((e = invite_find(w, cx->reader.invite, &i)))
        return e;
    return agency_load(w, i.agency, &cx->reader.agency);
}

static enum err
settle(struct ground *out, struct str rule)
{
    out->settled = true;
    out->grant = (struct grant){.depth = DEPTH_FULL, .rule = rule};
    return OK;
}

enum err
ground_invite(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    enum err e;

    (void)ask;
    if ((e = invite_enter(w, cx)))
        return e;
    return settle(out, S("invite"));
}

enum err
ground_inviting(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    (void)w, (void)ask;
    if (cx->reader.kind == READER_NOBODY)
        return ERR_SIGN_IN;
    if (!reader_may(&cx->reader, MAY_TAKE_CALL) &&
        !(reader_may(&cx->reader, MAY_REPORT) &&
            reader_may(&cx->reader, MAY_LIST)))
        return ERR_DENIED;
    return settle(out, S("may_invite"));
}

/* Whether a link may be made for that agency by this reader. */
static bool
may_for(const struct reader *r, const struct agency *a)
{
    if (a->ended)
        return false;
    if (id_eq(a->id, r->agency.id))
        return true;
    return reader_may(r, MAY_TAKE_CALL) && id_eq(a->authority, r->agency.id);
}

enum err
invite_new_link(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct invite_make *in = ask->with;
    struct invite_made       *out = ARENA_NEW(cx->arena, struct invite_made);
    struct invite             made;
    enum err                  e;

    (void)grant;
    if ((e = agency_load(w, in->agency, &out->agency)))
        return e;
    if (!may_for(&cx->reader, &out->agency))
        return ERR_DENIED;
    if ((e = invite_new(w, in->agency, cx->reader.account.id, &out->secret,
             &made)))
        return e;
    out->until = made.until;
    answer->with = out;
    answer_discloses(cx, answer, in->agency);
    return OK;
}

static enum err
agencies_of(struct work *w, const struct reader *r, struct invite_list *out)
{
    struct agency *all;
    size_t         n;
    enum err       e;

    if ((e = agency_list(w, (struct str){0}, &all, &n)))
        return e;
    out->agencies = ARENA_ARRAY(txn_arena(w->tx), struct agency, n + 1);
    for (size_t i = 0; i < n; i++)
        if (may_for(r, &all[i]))
            out->agencies[out->agency_count++] = all[i];
    return OK;
}

enum err
invites_mine(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct invite_list *out = ARENA_NEW(cx->arena, struct invite_list);
    struct invite      *all;
    struct agency       a;
    size_t              n;
    enum err            e;

    (void)ask, (void)grant;
    if ((e = agencies_of(w, &cx->reader, out)))
        return e;
    if ((e = invite_list(w, cx->reader.account.id, &all, &n)))
        return e;
    out->rows = ARENA_ARRAY(cx->arena, struct invite_row, n + 1);
    for (size_t i = 0; i < n; i++) {
        if ((e = agency_load(w, all[i].agency, &a)))
            return e;
        out->rows[out->count++] = (struct invite_row){.invite = all[i],
            .agency = a.name,
            .over = all[i].used_at.us || all[i].until.us <= w->now.us};
    }
    answer->with = out;
    return OK;
}

enum err
invite_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct invite_opened *out = ARENA_NEW(cx->arena, struct invite_opened);
    struct draft          d;
    enum err              e;

    (void)ask, (void)grant;
    if ((e = invite_find(w, cx->reader.invite, &out->invite)))
        return e;
    out->agency = cx->reader.agency;
    e = draft_of_invite(w, cx->reader.invite, &d);
    if (e && e != ERR_ABSENT)
        return e;
    if (e == OK) {
        out->draft = d.id;
        out->sent = !id_is_none(d.sent);
    }
    answer->with = out;
    answer_discloses(cx, answer, out->agency.id);
    return check_lines(w, out->agency.id, out->lines, &out->line_count);
}
