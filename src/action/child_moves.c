/*
 * What a child's page says of moves and endings: that nobody knows where the
 * child is, that the child is here for a time, and what is watched after the
 * register.
 *
 * Whoever may know the register may know these: they are told in a check
 * too.  Where the child is they do not tell, and of a shielded child not to
 * those who keep neither the register nor its moves (S10).
 */
#include "action/child_inside.h"

#include "record/whereabouts.h"

/* ---- missing ---- */

static void
lost(struct child_build *b)
{
    const struct fact_at *f = whereabouts_lost(b->child);

    if (!f ||
        (!b->page->reg.may && !child_kept(b, f->entry->id, DEPTH_SUMMARY)))
        return;
    b->page->lost = (struct child_lost){true, f->entry->occurred_on};
}

/* ---- here for a time ---- */

static const struct spell *
stay_of(const struct child *c, struct date day)
{
    for (size_t i = c->spells_count; i-- > 0;) {
        const struct spell *s = &c->spells[i];

        if (s->temporary && date_cmp(s->on, day) <= 0 &&
            (date_is_none(s->off) || date_cmp(day, s->off) < 0))
            return s;
    }
    return NULL;
}

/* Whether the clock is met by a meeting: of those that an entry about the
 * stay has opened, the conference. */
static bool
is_conference(const struct clock_at *c)
{
    for (size_t i = 0; i < c->rule->met_by.count; i++)
        if (c->rule->met_by.all[i].kind == ON_YIELD &&
            c->rule->met_by.all[i].yield == YIELD_MEETING)
            return c->state == CLOCK_OPEN;
    return false;
}

/* The pathway that a temporary entry moves. */
static bool
is_of_stay(const struct pathway *p)
{
    for (size_t i = 0; i < p->move_count; i++)
        for (size_t k = 0; k < p->moves[i].on.count; k++)
            if (p->moves[i].on.all[k].kind == ON_YIELD &&
                p->moves[i].on.all[k].yield == YIELD_TEMPORARY_ON)
                return true;
    return false;
}

static enum err
stay(struct child_build *b)
{
    const struct child *c = b->child;
    const struct spell *s = stay_of(c, b->day);
    struct child_stay  *out = &b->page->stay;

    if (!s || !b->page->reg.may || b->places == LOOK_NOWHERE)
        return OK;
    *out = (struct child_stay){.is = true,
        .from = s->from,
        .since = s->on,
        .until = s->until};
    for (size_t i = 0; i < c->clocks_count; i++)
        if (is_of_stay(c->clocks[i].rule->pathway) &&
            is_conference(&c->clocks[i]))
            out->conference = zone_date(b->w->pack->zone, c->clocks[i].due);
    return child_authority(b, s->authority, &out->host);
}

/* ---- after the register ---- */

static const struct state_at *
watch_of(const struct child *c)
{
    for (size_t i = 0; i < c->states_count; i++) {
        const struct state_at *s = &c->states[i];

        if (s->pathway->states[s->state].watches.en.n)
            return s;
    }
    return NULL;
}

static void
watch_until(struct child_build *b, struct str clock, struct child_watch *out)
{
    const struct child *c = b->child;
    const struct zone  *z = b->w->pack->zone;

    for (size_t i = 0; i < c->clocks_count; i++)
        if (str_eq(c->clocks[i].rule->id, clock) &&
            c->clocks[i].state == CLOCK_OPEN) {
            out->since = zone_date(z, c->clocks[i].opened);
            out->until = zone_date(z, c->clocks[i].due);
        }
}

/* The plan that somebody owns since then. */
static enum err
watch_owner(struct child_build *b, struct child_watch *out)
{
    const struct child *c = b->child;
    struct words        agency;
    struct id           account;
    enum err            e;

    for (size_t i = c->plans_count; i-- > 0;) {
        const struct plan_at *p = &c->plans[i];

        if (!p->agency.n)
            continue;
        out->review = p->review;
        if (!child_kept(b, p->entry, DEPTH_FULL) || b->places == LOOK_NOWHERE)
            return OK;
        if ((e = child_authority(b, p->agency, &agency)))
            return e;
        out->owned = true;
        out->agency = words_in(agency, b->cx->lang);
        out->person = p->co_ordinator;
        return id_parse(p->co_ordinator, ID_ACCOUNT, &account)
            ? child_account(b, account, &out->person)
            : OK;
    }
    return OK;
}

static enum err
watch(struct child_build *b)
{
    const struct state_at *s = watch_of(b->child);
    struct child_watch    *out = &b->page->watch;
    const struct state    *is;

    if (!s || !b->page->reg.may || b->page->reg.on)
        return OK;
    is = &s->pathway->states[s->state];
    *out = (struct child_watch){.state = is->title,
        .watches = is->watches,
        .reopens = is->reopens};
    watch_until(b, is->until, out);
    return watch_owner(b, out);
}

enum err
child_moves_part(struct child_build *b)
{
    enum err e;

    lost(b);
    if ((e = stay(b)))
        return e;
    return watch(b);
}
