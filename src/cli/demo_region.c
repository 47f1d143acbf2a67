/*
 * The region: agencies, desks, registers and the people who sign in, each
 * by the row of the action table that an administrator would use, done by
 * the service itself.
 */
#include "cli/demo.h"

#include "action/keep.h"
#include "action/service.h"
#include "action/session.h"

/* One DO of the service's, waited for; what it answered is an id. */
static enum err
keep(struct demo *d, struct ask ask, struct str what, struct id *made)
{
    struct arena *a = arena_new(0);
    struct cx     cx = cx_service(d->service, a, (struct id){0});
    struct answer answer = {0};
    enum err      e = action_run(&cx, &ask, &answer);

    if (e)
        demo_refused(d, what, e, &answer.fault);
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

static enum lang
lang_said(const struct node *n)
{
    enum lang lang;

    if (!lang_find(said(n, S("language")), &lang))
        demo_lacks(S("a language"));
    return lang;
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

static enum err
agencies_make(struct demo *d)
{
    const struct node *all = node_member(d->region, S("agencies"));
    enum err           e;

    d->agencies = ARENA_ARRAY(d->arena, struct demo_agency, node_count(all));
    for (const struct node *n = node_first(all); n; n = node_next(all, n)) {
        struct demo_agency *made = &d->agencies[d->agency_count];
        struct str          of = said(n, S("of"));
        struct agency       a = {.kind = said(n, S("kind")),
                  .term = said(n, S("term")),
                  .name = demo_words(node_member(n, S("name"))),
                  .language = lang_said(n)};

        if (of.n)
            a.authority = demo_region_agency(d, of)->id;
        *made = (struct demo_agency){.told = n, .name = a.name};
        if ((e = keep(d, (struct ask){.act = ACT_AGENCY_NEW, .with = &a},
                 a.name.en, &made->id)))
            return e;
        d->agency_count++;
    }
    return OK;
}

static enum err
desks_make(struct demo *d)
{
    const struct node *all = node_member(d->region, S("desks"));
    struct demo_desk  *made;
    enum err           e;

    d->desks = ARENA_ARRAY(d->arena, struct demo_desk, node_count(all));
    for (const struct node *n = node_first(all); n; n = node_next(all, n)) {
        struct desk_ask ask = {.term = said(n, S("desk")),
            .telephone = said(n, S("telephone")),
            .relay = said(n, S("relay"))};

        made = &d->desks[d->desk_count++];
        made->agency = demo_region_agency(d, said(n, S("of")));
        made->term = ask.term;
        ask.agency = made->agency->id;
        if ((e = keep(d, (struct ask){.act = ACT_DESK_NEW, .with = &ask},
                 ask.term, &made->id)))
            return e;
    }
    return OK;
}

static enum err
registers_make(struct demo *d)
{
    const struct node *all = node_member(d->region, S("registers"));
    enum err           e;

    for (const struct node *n = node_first(all); n; n = node_next(all, n)) {
        struct str      as_of = said(n, S("as_of"));
        struct held_ask ask = {.authority =
                                   demo_region_agency(d, said(n, S("of")))->id,
            .searched = true};

        if (as_of.n)
            ask.as_of = demo_moment(d, as_of);
        if ((e = keep(d, (struct ask){.act = ACT_REGISTER_HELD, .with = &ask},
                 said(n, S("of")), NULL)))
            return e;
    }
    return OK;
}

/* The desk of that kind at the agency; none when none is said. */
static struct id
desk_of(const struct demo *d, const struct demo_agency *agency, struct str term)
{
    if (!term.n)
        return (struct id){0};
    for (size_t i = 0; i < d->desk_count; i++)
        if (d->desks[i].agency == agency && str_eq(d->desks[i].term, term))
            return d->desks[i].id;
    demo_lacks(term);
}

enum err
demo_region_roles(struct demo *d, const struct demo_account *a)
{
    const struct node *roles = node_member(a->told, S("roles"));
    struct id          desk = desk_of(d, a->agency, said(a->told, S("desk")));
    enum err           e;

    for (const struct node *n = node_first(roles); n; n = node_next(roles, n)) {
        struct grant_ask ask = {.role = n->text, .desk = desk};

        if ((e = keep(d,
                 (struct ask){.act = ACT_ACCOUNT_GRANT,
                     .about = a->id,
                     .with = &ask},
                 n->text, NULL)))
            return e;
    }
    return OK;
}

static enum err
account_make_one(struct demo *d, const struct node *n)
{
    struct demo_account *made = &d->accounts[d->account_count];
    struct account       a = {.login = said(n, S("login")),
              .name = said(n, S("name")),
              .password = d->password_hash,
              .title = demo_words(node_member(n, S("title"))),
              .home = said(n, S("lives_at")),
              .language = lang_said(n)};
    enum err             e;

    *made = (struct demo_account){.told = n,
        .agency = demo_region_agency(d, said(n, S("of"))),
        .name = a.name,
        .language = a.language};
    a.agency = made->agency->id;
    if (!date_parse(said(n, S("born")), &a.birth_date))
        demo_lacks(S("a date of birth"));
    if ((e = keep(d, (struct ask){.act = ACT_ACCOUNT_NEW, .with = &a}, a.login,
             &made->id)))
        return e;
    d->account_count++;
    return keep(d, (struct ask){.act = ACT_ACCOUNT_CONFIRM, .about = made->id},
        a.login, NULL);
}

static enum err
accounts_make(struct demo *d)
{
    const struct node *all = node_member(d->region, S("accounts"));
    enum err           e;

    d->accounts = ARENA_ARRAY(d->arena, struct demo_account, node_count(all));
    for (const struct node *n = node_first(all); n; n = node_next(all, n)) {
        if ((e = account_make_one(d, n)))
            return e;
        /* who comes later is granted later: a role may end by itself */
        if (!said(n, S("from")).n &&
            (e = demo_region_roles(d, &d->accounts[d->account_count - 1])))
            return e;
    }
    return OK;
}

enum err
demo_region_make(struct demo *d)
{
    enum err e;

    if ((e = agencies_make(d)) || (e = desks_make(d)) ||
        (e = registers_make(d)))
        return e;
    return accounts_make(d);
}
