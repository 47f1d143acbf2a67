/*
 * What a database has of a region already.  What differs is told and left as
 * it is: whoever changed it on a page had a reason.
 */
#include "cli/region.h"

#include "record/account.h"

static void
is_there(struct region_item *item, struct id id)
{
    item->state = REGION_THERE;
    item->id = id;
    item->differs = (struct str){0};
}

static void
differs(struct region_item *item, struct str key)
{
    if (item->state == REGION_DIFFERS)
        return;
    item->state = REGION_DIFFERS;
    item->differs = key;
}

static bool
words_eq(struct words a, struct words b)
{
    return str_eq(a.cy, b.cy) && str_eq(a.en, b.en);
}

/* The same: of the pack's term, or of its kind and one of its names. */
static bool
is_same_agency(const struct agency *told, const struct agency *has)
{
    if (has->ended)
        return false;
    if (told->term.n || has->term.n)
        return str_eq(told->term, has->term);
    return str_eq(told->kind, has->kind) &&
        (str_eq(told->name.cy, has->name.cy) ||
            str_eq(told->name.en, has->name.en));
}

static void
compare_agency(struct region_agency *a, const struct agency *all, size_t n)
{
    struct id area = {0};

    a->item.state = REGION_NEW;
    for (size_t i = 0; i < n; i++) {
        if (!is_same_agency(&a->agency, &all[i]))
            continue;
        is_there(&a->item, all[i].id);
        area = all[i].authority;
        if (!words_eq(a->agency.name, all[i].name))
            differs(&a->item, S("name"));
        if (a->agency.language != all[i].language)
            differs(&a->item, S("language"));
    }
    if (a->item.state == REGION_THERE &&
        !id_eq(area, a->of ? a->of->item.id : (struct id){0}))
        differs(&a->item, S("of"));
}

static enum err
compare_desk(struct region_desk *d, struct work *w)
{
    struct desk *all;
    size_t       n;
    enum err     e;

    d->item.state = REGION_NEW;
    if (d->of->item.state == REGION_NEW)
        return OK;
    if ((e = desk_list(w, d->of->item.id, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++) {
        if (all[i].term != d->term)
            continue;
        is_there(&d->item, all[i].id);
        if (!str_eq(all[i].telephone, d->telephone))
            differs(&d->item, S("telephone"));
        if (!str_eq(all[i].relay, d->relay))
            differs(&d->item, S("relay"));
    }
    return OK;
}

static enum err
compare_registers(struct region *r, struct work *w)
{
    struct register_held *all;
    size_t                n;
    enum err              e;

    if ((e = register_held_list(w, &all, &n)))
        return e;
    for (size_t i = 0; i < r->register_count; i++) {
        struct region_register *g = &r->registers[i];

        g->item.state = REGION_NEW;
        for (size_t k = 0; k < n; k++) {
            if (g->of->item.state == REGION_NEW ||
                !id_eq(all[k].authority.id, g->of->item.id))
                continue;
            is_there(&g->item, all[k].authority.id);
            if (all[k].kept_here != (g->as_of.us == 0))
                differs(&g->item, S("as_of"));
        }
    }
    return OK;
}

static void
compare_roles(struct region_account *a, const struct account *has)
{
    for (size_t i = 0; i < a->role_count; i++)
        a->roles[i].there = account_is(has, a->roles[i].term->id);
}

/* The service confirms those who confirm all others, and them again only
 * when their password is their own once more. */
static bool
confirms(const struct region *r, const struct region_account *a)
{
    if (r->use == REGION_DEMO)
        return true;
    for (size_t i = 0; i < a->role_count; i++)
        if (str_eq(a->roles[i].term->id, r->pack->confirmed_by) ||
            str_eq(a->roles[i].term->id, r->pack->confirmed_else))
            return true;
    return false;
}

static enum err
compare_account(struct region *r, struct region_account *a, struct work *w)
{
    struct account has = {0};
    enum err       e = account_of_login(w, a->account.login, &has);

    if (e && e != ERR_ABSENT)
        return e;
    a->item.state = REGION_NEW;
    compare_roles(a, &has);
    a->confirm = confirms(r, a);
    if (e)
        return OK;
    is_there(&a->item, has.id);
    if (!id_eq(has.agency, a->of->item.id))
        differs(&a->item, S("of"));
    if (!str_eq(has.name, a->account.name))
        differs(&a->item, S("name"));
    if (!words_eq(has.title, a->account.title))
        differs(&a->item, S("title"));
    if (!date_eq(has.birth_date, a->account.birth_date))
        differs(&a->item, S("born"));
    /* an account that has ended, or is somebody else's, gets nothing */
    a->confirm = a->confirm && !has.confirmed && !has.ended && !has.first;
    if (has.ended || !id_eq(has.agency, a->of->item.id))
        for (size_t i = 0; i < a->role_count; i++)
            a->roles[i].there = true;
    return OK;
}

enum err
region_compare(struct region *r, struct work *w)
{
    struct agency *all;
    size_t         n;
    enum err       e;

    if ((e = agency_list(w, (struct str){0}, &all, &n)))
        return e;
    for (size_t i = 0; i < r->agency_count; i++)
        compare_agency(&r->agencies[i], all, n);
    for (size_t i = 0; i < r->desk_count; i++)
        if ((e = compare_desk(&r->desks[i], w)))
            return e;
    if ((e = compare_registers(r, w)))
        return e;
    for (size_t i = 0; i < r->account_count; i++)
        if ((e = compare_account(r, &r->accounts[i], w)))
            return e;
    return OK;
}
