/*
 * Grounds of what is being written: it is one's own draft, and one may
 * report (or take calls) with that form.
 */
#include "action/casework.h"
#include "action/invite.h"
#include "action/report.h"
#include "action/rows.h"

static enum err
ask_for(struct work *w, const struct form *form, enum verb verb,
    struct ground *out)
{
    (void)w;
    if (!form)
        return ERR_ABSENT;
    out->question.verb = verb;
    out->question.of = form->group;
    return OK;
}

/* Beginning one. */
enum err
ground_report(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    const struct draft_start *in = ask->with;
    struct draft              d;
    enum err                  e;

    if (cx->reader.kind == READER_INVITE) {
        if (in->verb != MAY_REPORT || in->reference.n || !id_is_none(in->leaf))
            return ERR_DENIED;
        if ((e = invite_enter(w, cx)))
            return e;
        /* one report by one link */
        e = draft_of_invite(w, cx->reader.invite, &d);
        if (e != ERR_ABSENT)
            return e ? e : ERR_CONFLICT;
    }
    return ask_for(w, report_form_of(w->pack, in), in->verb, out);
}

static enum err
own(struct work *w, struct cx *cx, const struct ask *ask, struct ground *out)
{
    const struct form *form;
    struct draft       d;
    enum err           e;

    if (cx->reader.kind == READER_NOBODY)
        return ERR_SIGN_IN;
    if (cx->reader.kind == READER_INVITE && (e = invite_enter(w, cx)))
        return e;
    if ((e = draft_own(w, cx, ask->about, &d)))
        return e;
    if ((e = draft_form(w, &d, &form)))
        return e;
    if (casework_is(w->pack, form))
        return casework_draft_ground(w, cx, &d, form, out);
    return ask_for(w, form, report_verb(w->pack, form), out);
}

/* One's own draft, to read, send or throw away. */
enum err
ground_draft(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    return own(w, cx, ask, out);
}

/* The same to save; also from a form that was open when the session ended. */
enum err
ground_draft_save(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    const struct draft_save *in = ask->with;
    struct draft             d;
    enum err                 e;

    if (cx->reader.kind != READER_NOBODY)
        return own(w, cx, ask, out);
    if (!in->park.n)
        return ERR_SIGN_IN;
    if ((e = draft_load(w, ask->about, &d)))
        return e == ERR_ABSENT ? ERR_SIGN_IN : e;
    if (!id_is_none(d.sent) || id_is_none(d.account) ||
        !draft_park_fits(txn_keys(w->tx), &d, cx->machine_now, in->park))
        return ERR_SIGN_IN;
    out->settled = true;
    out->grant = (struct grant){.depth = DEPTH_EXISTS, .rule = S("parked")};
    return OK;
}

/* Mine: whoever may report, in any way, has drafts. */
enum err
ground_drafts(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    (void)w, (void)ask;
    if (cx->reader.kind == READER_NOBODY)
        return ERR_SIGN_IN;
    if (!reader_may(&cx->reader, MAY_REPORT) &&
        !reader_may(&cx->reader, MAY_TAKE_CALL) &&
        !reader_may(&cx->reader, MAY_BRIEF))
        return ERR_DENIED;
    out->settled = true;
    out->grant = (struct grant){.depth = DEPTH_FULL, .rule = S("own_draft")};
    return OK;
}

/* The page for that, before anything is asked. */
enum err
ground_check_calls(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    (void)w, (void)ask;
    if (cx->reader.kind == READER_NOBODY)
        return ERR_SIGN_IN;
    if (!reader_may(&cx->reader, MAY_CHECK_FOR_CALLER))
        return ERR_DENIED;
    out->settled = true;
    out->grant = (struct grant){.depth = DEPTH_FULL, .rule = S("may_check")};
    return OK;
}

/* A check for somebody who telephones. */
enum err
ground_check_for_caller(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    (void)w, (void)cx, (void)ask;
    out->question.verb = MAY_CHECK_FOR_CALLER;
    out->question.of = S("register");
    return OK;
}
