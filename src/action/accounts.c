/*
 * What the page offers is what the record would take: a role that one of
 * the reader's roles grants, for this kind of agency, that is not held yet.
 */
#include "action/accounts.h"

#include "action/look.h"
#include "action/rows.h"

/* One of another agency: only whom the reader may confirm. */
static enum err
waits_for(struct work *w, struct cx *cx, const struct account *a, bool *yes)
{
    struct question q = {.verb = MAY_CONFIRM,
        .of = S("accounts"),
        .agency = a->agency,
        .purpose = pack_purpose_for(w->pack, S("upkeep"))->id};
    struct grant    grant;
    enum err        e = account_may_confirm(w, a, cx->reader.account.id);

    if (e == OK)
        e = policy_ask(w, &cx->reader, &q, &grant);
    *yes = e == OK;
    return e == ERR_DENIED ? OK : e;
}

static enum err
waiting(struct work *w, struct cx *cx, struct accounts_page *p)
{
    struct account *all;
    struct agency   of;
    size_t          n;
    bool            yes;
    enum err        e;

    if (!reader_may(&cx->reader, MAY_CONFIRM))
        return OK;
    if ((e = account_waiting(w, cx->reader.agency.id, &all, &n)))
        return e;
    p->waiting = ARENA_ARRAY(cx->arena, struct accounts_row, n + 1);
    for (size_t i = 0; i < n; i++) {
        if ((e = waits_for(w, cx, &all[i], &yes)))
            return e;
        if (!yes)
            continue;
        if ((e = agency_load(w, all[i].agency, &of)))
            return e;
        p->waiting[p->waiting_count++] =
            (struct accounts_row){.account = all[i], .agency = of.name};
    }
    return OK;
}

enum err
accounts_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct accounts_page *p = ARENA_NEW(cx->arena, struct accounts_page);
    enum err              e;

    (void)ask, (void)grant;
    if ((e = account_list(w, cx->reader.agency.id, &p->rows, &p->count)))
        return e;
    p->agency = cx->reader.agency.name;
    p->may_make = reader_may(&cx->reader, MAY_ADMINISTER);
    if ((e = waiting(w, cx, p)))
        return e;
    for (size_t i = 0; i < p->count; i++)
        answer_discloses(cx, answer, p->rows[i].id);
    for (size_t i = 0; i < p->waiting_count; i++)
        answer_discloses(cx, answer, p->waiting[i].account.id);
    answer->with = p;
    return OK;
}

bool
accounts_may_grant(const struct reader *r, const struct role_term *role)
{
    for (size_t i = 0; i < r->role_count; i++)
        if (str_among(r->roles[i]->id, role->granted_by,
                role->granted_by_count))
            return true;
    return false;
}

static bool
fits_with(const struct account *a, const struct role_term *role)
{
    if (!role->with_count)
        return true;
    for (size_t i = 0; i < a->role_count; i++)
        if (str_among(a->roles[i].role->id, role->with, role->with_count))
            return true;
    return false;
}

static void
offered(struct work *w, struct cx *cx, struct str agency_kind,
    struct account_page *p)
{
    const struct pack *pack = w->pack;

    p->roles =
        ARENA_ARRAY(cx->arena, const struct role_term *, pack->roles_count + 1);
    for (size_t i = 0; i < pack->roles_count; i++) {
        const struct role_term *r = &pack->roles[i];

        if (accounts_may_grant(&cx->reader, r) &&
            str_among(agency_kind, r->agencies, r->agency_count) &&
            fits_with(&p->account, r) &&
            (r->desk.n || !account_is(&p->account, r->id)))
            p->roles[p->role_count++] = r;
    }
}

enum err
accounts_show(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct account_page *p = ARENA_NEW(cx->arena, struct account_page);
    struct agency        agency;
    enum err             e;

    (void)grant;
    if ((e = account_load(w, ask->about, &p->account)) ||
        (e = agency_load(w, p->account.agency, &agency)) ||
        (e = desk_list(w, agency.id, &p->desks, &p->desk_count)))
        return e;
    p->agency = agency.name;
    p->self = id_eq(p->account.id, cx->reader.account.id);
    p->may_confirm = !p->self && !p->account.confirmed && !p->account.ended &&
        reader_may(&cx->reader, MAY_CONFIRM);
    p->may_confirm_later = p->may_confirm && p->account.first;
    p->may_confirm = p->may_confirm && !p->account.first;
    p->may_end = !p->self && !p->account.ended &&
        reader_may(&cx->reader, MAY_ADMINISTER);
    p->may_reset = p->may_end;
    p->may_take = ARENA_ARRAY(cx->arena, bool, p->account.role_count + 1);
    for (size_t i = 0; i < p->account.role_count; i++)
        p->may_take[i] = !p->self &&
            (reader_may(&cx->reader, MAY_ADMINISTER) ||
                accounts_may_grant(&cx->reader, p->account.roles[i].role));
    if (!p->self && !p->account.ended)
        offered(w, cx, agency.kind, p);
    answer_discloses(cx, answer, p->account.id);
    answer->with = p;
    return OK;
}
