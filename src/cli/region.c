/*
 * Making: each thing by the row of the action table that somebody who may
 * would use, done by the service itself, in the order in which one needs
 * the other.
 */
#include "cli/region.h"

#include "action/keep.h"

static enum err
agencies_make(struct region *r, struct region_door door)
{
    enum err e;

    for (size_t i = 0; i < r->agency_count; i++) {
        struct region_agency *a = &r->agencies[i];

        if (a->of)
            a->agency.authority = a->of->item.id;
        if (a->item.state != REGION_NEW)
            continue;
        if ((e = door.ask(door.ctx,
                 &(struct ask){.act = ACT_AGENCY_NEW, .with = &a->agency},
                 a->item.told, &a->item.id)))
            return e;
    }
    return OK;
}

static enum err
desks_make(struct region *r, struct region_door door)
{
    enum err e;

    for (size_t i = 0; i < r->desk_count; i++) {
        struct region_desk *d = &r->desks[i];
        struct desk_ask     in = {.agency = d->of->item.id,
                .term = d->term->id,
                .telephone = d->telephone,
                .relay = d->relay};

        if (d->item.state != REGION_NEW)
            continue;
        if ((e = door.ask(door.ctx,
                 &(struct ask){.act = ACT_DESK_NEW, .with = &in}, d->item.told,
                 &d->item.id)))
            return e;
    }
    return OK;
}

static enum err
registers_make(struct region *r, struct region_door door)
{
    enum err e;

    for (size_t i = 0; i < r->register_count; i++) {
        const struct region_register *g = &r->registers[i];
        struct held_ask               in = {.authority = g->of->item.id,
                          .searched = true,
                          .as_of = g->as_of};

        if (g->item.state != REGION_NEW)
            continue;
        if ((e = door.ask(door.ctx,
                 &(struct ask){.act = ACT_REGISTER_HELD, .with = &in},
                 g->item.told, NULL)))
            return e;
    }
    return OK;
}

enum err
region_roles(const struct region_account *a, struct region_door door)
{
    enum err e;

    for (size_t i = 0; i < a->role_count; i++) {
        struct grant_ask in = {.role = a->roles[i].term->id};

        if (a->desk)
            in.desk = a->desk->item.id;
        if (a->roles[i].there)
            continue;
        if ((e = door.ask(door.ctx,
                 &(struct ask){.act = ACT_ACCOUNT_GRANT,
                     .about = a->item.id,
                     .with = &in},
                 a->item.told, NULL)))
            return e;
    }
    return OK;
}

static enum err
account_make_one(struct region_account *a, struct region_door door)
{
    enum err e;

    a->account.agency = a->of->item.id;
    if (a->item.state == REGION_NEW &&
        (e = door.ask(door.ctx,
             &(struct ask){.act = ACT_ACCOUNT_NEW, .with = &a->account},
             a->item.told, &a->item.id)))
        return e;
    if (a->confirm &&
        (e = door.ask(door.ctx,
             &(struct ask){.act = ACT_ACCOUNT_CONFIRM, .about = a->item.id},
             a->item.told, NULL)))
        return e;
    return a->later ? OK : region_roles(a, door);
}

enum err
region_make(struct region *r, struct region_door door)
{
    enum err e;

    if ((e = agencies_make(r, door)) || (e = desks_make(r, door)) ||
        (e = registers_make(r, door)))
        return e;
    for (size_t i = 0; i < r->account_count; i++)
        if ((e = account_make_one(&r->accounts[i], door)))
            return e;
    return OK;
}
