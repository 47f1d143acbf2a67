/*
 * Grounds of pages that look.  Where several kinds of worker open one page,
 * each for a purpose of their own, the question is put for one purpose after
 * the other (action/look.h).
 */
#include "action/look.h"
#include "action/rows.h"
#include "action/service.h"

static enum err
by_any_purpose(struct work *w, struct cx *cx, enum verb verb, struct str of,
    struct ground *out)
{
    struct question q = {.verb = verb, .of = of};

    out->settled = true;
    return look_ask(w, cx, &q, &out->grant);
}

enum err
ground_search(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    (void)ask;
    return by_any_purpose(w, cx, MAY_SEARCH, S("people"), out);
}

enum err
ground_lookers(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    (void)ask;
    return by_any_purpose(w, cx, MAY_SEE_LOOKERS, S("lookers"), out);
}

enum err
ground_audit(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    (void)w, (void)cx, (void)ask;
    out->question.verb = MAY_AUDIT;
    out->question.of = S("ledger");
    return OK;
}

/*
 * The accounts of the reader's own agency, or one account.  One that waits
 * is shown to whoever may confirm it: an agency without anybody who may has
 * another's to do so.
 */
enum err
ground_accounts(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    struct account a;
    enum err       e;

    out->question.verb = MAY_GRANT;
    out->question.of = S("accounts");
    out->question.agency = cx->reader.agency.id;
    if (ask->about.kind != ID_ACCOUNT)
        return OK;
    if ((e = account_load(w, ask->about, &a)))
        return e;
    if ((e = ground_of_agency(w, cx, a.agency, out)))
        return e;
    if (!a.confirmed && reader_may(&cx->reader, MAY_CONFIRM))
        out->question.verb = MAY_CONFIRM;
    return OK;
}

/* What only a demonstration has; elsewhere there is no such page. */
enum err
ground_demo(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    (void)w, (void)ask;
    if (!service_is_demo(cx->service))
        return ERR_ABSENT;
    out->settled = true;
    out->grant = (struct grant){.depth = DEPTH_FULL, .rule = S("demo")};
    return OK;
}
