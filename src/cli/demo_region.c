/*
 * The region: agencies, desks, registers and the people who sign in, read
 * and made as a real one is (region.h), and found again by the names that
 * the stories call them.
 */
#include "cli/demo.h"

#include <stdio.h>

#include "action/service.h"
#include "action/session.h"

/* One DO of the service's, waited for; what it answered is an id. */
static enum err
keep(void *ctx, const struct ask *ask, const struct node *told, struct id *made)
{
    struct demo  *d = ctx;
    struct arena *a = arena_new(0);
    struct cx     cx = cx_service(d->service, a, (struct id){0});
    struct answer answer = {0};
    enum err      e = action_run(&cx, ask, &answer);

    if (e)
        demo_refused(d, str_of_int(d->arena, told->line), e, &answer.fault);
    else if (made)
        *made = *(struct id *)answer.with;
    arena_free(a);
    return e;
}

static struct str
said(const struct node *n, struct str key)
{
    return node_text(node_member(n, key));
}

/* --- finding --- */

const struct demo_agency *
demo_region_agency(const struct demo *d, struct str name)
{
    for (size_t i = 0; i < d->agency_count; i++)
        if (str_eq(said(d->agencies[i].told, S("agency")), name))
            return &d->agencies[i];
    demo_lacks(name);
}

const struct demo_account *
demo_region_account(const struct demo *d, struct str login)
{
    for (size_t i = 0; i < d->account_count; i++)
        if (str_eq(said(d->accounts[i].told, S("login")), login))
            return &d->accounts[i];
    demo_lacks(login);
}

static bool
plays(const struct demo_account *a, struct str part,
    const struct demo_agency *agency)
{
    const struct node *acts = node_member(a->told, S("acts"));

    if (agency && a->agency != agency)
        return false;
    for (const struct node *n = node_first(acts); n; n = node_next(acts, n))
        if (str_eq(n->text, part))
            return true;
    return false;
}

const struct demo_account *
demo_region_acts(const struct demo *d, struct dice *dice, struct str part,
    const struct demo_agency *agency)
{
    size_t n = 0;

    for (size_t i = 0; i < d->account_count; i++)
        n += plays(&d->accounts[i], part, agency);
    if (!n)
        demo_lacks(part);
    n = dice_below(dice, n);
    for (size_t i = 0; i < d->account_count; i++)
        if (plays(&d->accounts[i], part, agency) && n-- == 0)
            return &d->accounts[i];
    BUG("nobody acts");
}

/* --- making --- */

static void
agencies_kept(struct demo *d)
{
    const struct region *r = &d->made;

    d->agencies = ARENA_ARRAY(d->arena, struct demo_agency, r->agency_count);
    for (size_t i = 0; i < r->agency_count; i++)
        d->agencies[i] = (struct demo_agency){.told = r->agencies[i].item.told,
            .id = r->agencies[i].item.id,
            .name = r->agencies[i].agency.name};
    d->agency_count = r->agency_count;
}

static void
desks_kept(struct demo *d)
{
    const struct region *r = &d->made;

    d->desks = ARENA_ARRAY(d->arena, struct demo_desk, r->desk_count);
    for (size_t i = 0; i < r->desk_count; i++)
        d->desks[i] = (struct demo_desk){.agency = demo_region_agency(d,
                                             r->desks[i].of->name),
            .term = r->desks[i].term->id,
            .id = r->desks[i].item.id};
    d->desk_count = r->desk_count;
}

static void
accounts_kept(struct demo *d)
{
    const struct region *r = &d->made;

    d->accounts = ARENA_ARRAY(d->arena, struct demo_account, r->account_count);
    for (size_t i = 0; i < r->account_count; i++) {
        const struct region_account *a = &r->accounts[i];

        d->accounts[i] = (struct demo_account){.told = a->item.told,
            .agency = demo_region_agency(d, a->of->name),
            .id = a->item.id,
            .name = a->account.name,
            .language = a->account.language};
    }
    d->account_count = r->account_count;
}

/* Who comes later is granted later: a role may end by itself. */
enum err
demo_region_roles(struct demo *d, const struct demo_account *a)
{
    return region_roles(&d->made.accounts[a - d->accounts],
        (struct region_door){keep, d});
}

static void
read_region(struct demo *d)
{
    struct pack_mistakes m = {0};

    d->made =
        (struct region){.arena = d->arena, .pack = d->pack, .use = REGION_DEMO};
    if (region_read(&d->made, d->region, &m)) {
        fprintf(stderr, "diogel: demo/%.*s.yaml:%d: %.*s\n",
            STR_ARG(m.all[0].file), m.all[0].line, STR_ARG(m.all[0].what));
        BUG("demo/ has a mistake");
    }
    for (size_t i = 0; i < d->made.account_count; i++)
        d->made.accounts[i].account.password = d->password_hash;
}

enum err
demo_region_make(struct demo *d)
{
    enum err e;

    read_region(d);
    if ((e = region_make(&d->made, (struct region_door){keep, d})))
        return e;
    agencies_kept(d);
    desks_kept(d);
    accounts_kept(d);
    return OK;
}
