/*
 * Grounds: for each kind of row, the question that policy is asked.
 */
#include "action/concern_form.h"
#include "action/custody.h"
#include "action/entry.h"
#include "action/keep.h"
#include "action/row.h"
#include "action/rows.h"
#include "record/person.h"

enum err
ground_ask(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    enum err e;

    *out = (struct ground){.question = {.purpose = ask->purpose}};
    if ((e = rows[ask->act].asks(w, cx, ask, out)) || out->settled)
        return e;
    return policy_ask(w, &cx->reader, &out->question, &out->grant);
}

static enum err
settle(struct ground *out, struct str rule)
{
    out->settled = true;
    out->grant = (struct grant){.depth = DEPTH_FULL, .rule = rule};
    return OK;
}

/* Open to everybody: signing in, help, whether a receipt is genuine. */
enum err
ground_anyone(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    (void)w, (void)cx, (void)ask;
    return settle(out, S("anyone"));
}

/* One's own things, for whoever is signed in. */
enum err
ground_signed_in(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    (void)w, (void)ask;
    if (cx->reader.kind == READER_NOBODY)
        return ERR_SIGN_IN;
    return settle(out, S("signed_in"));
}

/* The register: discreetly, when that is all the reader's role has. */
enum err
ground_check(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    (void)w, (void)ask;
    out->question.verb =
        reader_is_discreet(&cx->reader) ? MAY_CHECK_DISCREET : MAY_CHECK;
    out->question.of = S("register");
    return OK;
}

/* The question's page: for whoever may check at all; purpose comes later. */
enum err
ground_may_check(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    (void)w, (void)ask;
    if (cx->reader.kind == READER_NOBODY)
        return ERR_SIGN_IN;
    if (!reader_may(&cx->reader, MAY_CHECK) &&
        !reader_may(&cx->reader, MAY_CHECK_DISCREET))
        return ERR_DENIED;
    return settle(out, S("may_check"));
}

/*
 * Recording a form: its verb and group, asked about the thread and each
 * person there is; the service may, for it acts before there is anybody.
 */
enum err
ground_form(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    const struct entry_ask *in = ask->with;
    struct question         q = {.verb = concern_verb(w->pack, in->form),
                .of = in->form->group,
                .thread = in->thread,
                .purpose = ask->purpose};
    enum err                e;

    if (cx->reader.kind == READER_SERVICE)
        return settle(out, S("service"));
    for (size_t i = 0; i + 1 < in->subject_count; i++) {
        if (id_is_none(in->subjects[i].source))
            continue;
        if ((e = person_of_source(w, in->subjects[i].source, &q.person)) ||
            (e = policy_ask(w, &cx->reader, &q, &out->grant)))
            return e;
    }
    q.person = (struct id){0};
    if (in->subject_count) {
        struct id last = in->subjects[in->subject_count - 1].source;

        if (!id_is_none(last) && (e = person_of_source(w, last, &q.person)))
            return e;
    }
    out->question = q;
    return OK;
}

/* The service itself, and nobody who signs in. */
enum err
ground_service(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    (void)w, (void)ask;
    if (cx->reader.kind != READER_SERVICE)
        return ERR_DENIED;
    return settle(out, S("service"));
}

static enum err
keep_ground(struct cx *cx, enum verb verb, struct str of, struct ground *out)
{
    if (cx->reader.kind == READER_SERVICE)
        return settle(out, S("service"));
    out->question.verb = verb;
    out->question.of = of;
    return OK;
}

enum err
ground_of_agency(struct work *w, const struct cx *cx, struct id agency,
    struct ground *out)
{
    struct agency a;
    enum err      e;

    out->question.agency = agency;
    if (cx->reader.kind == READER_SERVICE || id_is_none(agency) ||
        id_eq(agency, cx->reader.agency.id))
        return OK;
    if ((e = agency_load(w, agency, &a)))
        return e;
    return agency_keeper(w, &a, &out->question.keeper);
}

/* About an account: it is a thing of its agency's. */
static enum err
account_ground(struct work *w, struct cx *cx, const struct ask *ask,
    enum verb verb, struct ground *out)
{
    struct account a;
    enum err       e;

    if (cx->reader.kind != READER_SERVICE && ask->about.kind == ID_ACCOUNT) {
        if ((e = account_load(w, ask->about, &a)))
            return e;
        if ((e = ground_of_agency(w, cx, a.agency, out)))
            return e;
    }
    return keep_ground(cx, verb, S("accounts"), out);
}

/* What an administrator makes is made in an agency: their own, or one that
 * theirs looks after (S3). */
enum err
ground_new_account(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    const struct account *a = ask->with;
    enum err              e = ground_of_agency(w, cx,
        id_is_none(a->agency) ? cx->reader.agency.id : a->agency, out);

    if (e)
        return e;
    return keep_ground(cx, MAY_ADMINISTER, S("accounts"), out);
}

enum err
ground_new_desk(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    const struct desk_ask *d = ask->with;
    enum err               e = ground_of_agency(w, cx, d->agency, out);

    return e ? e : keep_ground(cx, MAY_ADMINISTER, S("settings"), out);
}

/* A desk that is there. */
enum err
ground_desk(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    struct desk d;
    enum err    e;

    if ((e = desk_load(w, ask->about, &d)) ||
        (e = ground_of_agency(w, cx, d.agency, out)))
        return e;
    return keep_ground(cx, MAY_ADMINISTER, S("settings"), out);
}

/* An agency that is to be: nobody's yet, but of whoever will look after it. */
enum err
ground_new_agency(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    const struct agency *a = ask->with;
    enum err             e = OK;

    if (cx->reader.kind != READER_SERVICE)
        e = agency_keeper(w, a, &out->question.keeper);
    return e ? e : keep_ground(cx, MAY_ADMINISTER, S("settings"), out);
}

enum err
ground_administer(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    return account_ground(w, cx, ask, MAY_ADMINISTER, out);
}

/* The reader's own agency, or the one that is asked about. */
enum err
ground_settings(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    enum err e = ground_of_agency(w, cx,
        ask->about.kind == ID_AGENCY ? ask->about : cx->reader.agency.id, out);

    if (e)
        return e;
    return keep_ground(cx, MAY_ADMINISTER, S("settings"), out);
}

enum err
ground_granting(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    return account_ground(w, cx, ask, MAY_GRANT, out);
}

enum err
ground_confirming(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    return account_ground(w, cx, ask, MAY_CONFIRM, out);
}

/* A record that another agency's custodian protects is absent. */
static enum err
protected_here(struct work *w, const struct cx *cx, const struct id *sources,
    size_t n)
{
    bool     elsewhere;
    enum err e;

    for (size_t i = 0; i < n; i++) {
        if ((e = custody_is_elsewhere(w, cx, sources[i], &elsewhere)))
            return e;
        if (elsewhere)
            return ERR_ABSENT;
    }
    return OK;
}

/* Labels are the custodian's: whoever may approve what is on the register,
 * of the agency that set the label. */
enum err
ground_custody(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    struct id *sources = NULL;
    size_t     n = 0;
    enum err   e = OK;

    if (cx->reader.kind != READER_SERVICE &&
        reader_may(&cx->reader, MAY_APPROVE)) {
        if (ask->about.kind == ID_SOURCE)
            e = protected_here(w, cx, &ask->about, 1);
        else if (ask->about.kind == ID_PERSON &&
            (e = person_sources(w, ask->about, &sources, &n)) == OK)
            e = protected_here(w, cx, sources, n);
    }
    if (e)
        return e;
    return keep_ground(cx, MAY_APPROVE, S("register"), out);
}
