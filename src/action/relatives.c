/*
 * The list names no child but to whoever may read about them anyway: whether
 * it is the same person is told by what the agency knows of its own worker.
 */
#include "action/relatives.h"

#include "action/look.h"
#include "action/rows.h"
#include "record/person.h"

/* Whether the reader may decide about an agency's accounts; none: of all. */
static enum err
may_decide(struct work *w, struct cx *cx, struct id agency, struct grant *grant)
{
    struct question q = {.verb = MAY_CONFIRM,
        .of = S("relatives"),
        .agency = agency};

    return look_ask(w, cx, &q, grant);
}

enum err
ground_relatives(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    struct id      agency = cx->reader.agency.id;
    struct account a;
    enum err       e;

    if (cx->reader.kind == READER_NOBODY)
        return ERR_SIGN_IN;
    if (ask->about.kind == ID_ACCOUNT) {
        if ((e = account_load(w, ask->about, &a)))
            return e;
        agency = a.agency;
    }
    out->settled = true;
    return may_decide(w, cx, agency, &out->grant);
}

/* Not about oneself, nor about somebody of one's own. */
static enum err
is_for_reader(struct work *w, struct cx *cx, const struct kin_found *k,
    bool *yes)
{
    *yes = false;
    if (id_eq(k->account, cx->reader.account.id))
        return OK;
    return kin_may_be_told(w, cx->reader.account.id, (struct id){0}, k->person,
        yes);
}

static enum err
child_name(struct work *w, struct cx *cx, struct answer *answer,
    struct relatives_row *r)
{
    struct question q = {.verb = MAY_READ,
        .of = S("people"),
        .person = r->found.person};
    struct grant    g;
    struct face     f;
    enum err        e = look_ask(w, cx, &q, &g);

    if (e)
        return err_is_refusal(e) ? OK : e;
    e = person_face(w, q.person, &f);
    if (e)
        return e == ERR_ABSENT ? OK : e;
    answer_discloses(cx, answer, q.person);
    r->child = look_name(cx->arena, f.given, f.family);
    return OK;
}

static enum err
add(struct work *w, struct cx *cx, struct answer *answer,
    const struct kin_found *k)
{
    struct relatives_page *p = answer->with;
    struct relatives_row  *r = &p->rows[p->count++];
    enum err               e;

    *r = (struct relatives_row){.found = *k};
    answer_discloses(cx, answer, k->account);
    if ((e = look_agency(w, cx, k->agency, LOOK_PLACES, &r->agency)) ||
        (e = look_account(w, k->cleared_by, &r->cleared_by)))
        return e;
    return child_name(w, cx, answer, r);
}

enum err
relatives_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct relatives_page *p = ARENA_NEW(cx->arena, struct relatives_page);
    struct kin_found      *all;
    struct grant           everywhere;
    size_t                 n;
    bool                   yes;
    enum err               e;

    (void)ask, (void)grant;
    answer->with = p;
    e = may_decide(w, cx, (struct id){0}, &everywhere);
    if (e && !err_is_refusal(e))
        return e;
    p->everywhere = e == OK;
    if ((e = kin_found_list(w,
             p->everywhere ? (struct id){0} : cx->reader.agency.id, &all, &n)))
        return e;
    p->rows = ARENA_ARRAY(cx->arena, struct relatives_row, n + 1);
    for (size_t i = 0; i < n; i++) {
        if (!p->everywhere && !all[i].refused)
            continue;
        if ((e = is_for_reader(w, cx, &all[i], &yes)) ||
            (yes && (e = add(w, cx, answer, &all[i]))))
            return e;
    }
    return OK;
}

/* What the ask names, unless it is nothing for the reader. */
static enum err
meant(struct work *w, struct cx *cx, const struct ask *ask,
    struct answer *answer, struct kin_found *out)
{
    const struct relatives_ask *in = ask->with;
    bool                        yes;
    enum err                    e;

    *out = (struct kin_found){.account = ask->about,
        .source = in->source,
        .basis = in->basis,
        .reason = in->reason};
    if ((e = person_of_source(w, in->source, &out->person)) ||
        (e = is_for_reader(w, cx, out, &yes)))
        return e;
    if (!yes)
        return ERR_ABSENT;
    answer_discloses(cx, answer, in->source);
    return OK;
}

enum err
relatives_clear(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct kin_found k;
    enum err         e = meant(w, cx, ask, answer, &k);

    (void)grant;
    return e ? e : kin_clear(w, &k, cx->reader.account.id);
}

enum err
relatives_restore(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct kin_found k;
    enum err         e = meant(w, cx, ask, answer, &k);

    (void)grant;
    return e ? e : kin_restore(w, &k, cx->reader.account.id);
}
