/*
 * Deadlines of a team, as the reader may see them.  One statement for the
 * running ones; what is foreseen is computed from those, by the rules.
 */
#include "action/oversee.h"

#include <stdlib.h>

#include "action/look.h"
#include "action/rows.h"
#include "base/zone.h"
#include "practice/calendar.h"
#include "practice/forecast.h"
#include "record/person.h"
#include "record/thread.h"

#define WINDOW S("forecast_window")
#define ATTENDANCE_WINDOW S("attendance_window")

/* ---- who may ---- */

enum err
oversee_begin(struct work *w, struct cx *cx, struct oversee *out)
{
    const struct pack *p = w->pack;
    struct grant       g;
    enum err           e;

    *out = (struct oversee){.w = w, .cx = cx};
    out->groups =
        ARENA_ARRAY(cx->arena, struct oversee_group, p->groups_count + 1);
    for (size_t i = 0; i < p->groups_count; i++) {
        struct question q = {.verb = MAY_OVERSEE, .of = p->groups[i].id};

        e = look_ask(w, cx, &q, &g);
        if (e && !err_is_refusal(e))
            return e;
        if (e)
            continue;
        if (out->group_count == 0)
            out->grant = g;
        out->groups[out->group_count++] =
            (struct oversee_group){q.of, q.purpose};
    }
    return reader_leads(p, cx->arena, &cx->reader, &out->team);
}

enum err
ground_oversee(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    struct oversee *o = ARENA_NEW(cx->arena, struct oversee);
    enum err        e;

    (void)ask;
    out->settled = true;
    out->found = o;
    if (cx->reader.kind == READER_NOBODY)
        return ERR_SIGN_IN;
    if ((e = oversee_begin(w, cx, o)))
        return e;
    if (o->group_count == 0)
        return ERR_DENIED;
    out->grant = o->grant;
    return OK;
}

const struct form *
oversee_form(const struct oversee *o, struct str form, struct str pack)
{
    const struct form *f = pack_form(o->w->pack, form);
    const struct pack *then = f ? NULL : rules_of(o->w->rules, pack);

    return then ? pack_form(then, form) : f;
}

/* The group of the form that opened it, when it is one of the reader's; a
 * form that there is no more has the group it had. */
static const struct oversee_group *
group_of(const struct oversee *o, struct str form, struct str pack)
{
    const struct form *f = oversee_form(o, form, pack);

    for (size_t i = 0; f && i < o->group_count; i++)
        if (str_eq(o->groups[i].id, f->group))
            return &o->groups[i];
    return NULL;
}

static enum err
allows(const struct oversee *o, const struct oversee_group *g, struct id person)
{
    struct question q = {.verb = MAY_OVERSEE, .person = person};
    struct grant    got;
    enum err        e = ERR_DENIED;

    if (g) {
        q.of = g->id;
        q.purpose = g->purpose;
        e = policy_ask(o->w, &o->cx->reader, &q, &got);
    }
    if (e && !err_is_refusal(e))
        return e;
    if (e)
        BUG("something is listed that policy would not show");
    return OK;
}

enum err
oversee_allows(const struct oversee *o, const struct oversee_due *d)
{
    return allows(o, group_of(o, d->at.form, d->at.pack), d->at.person);
}

enum err
oversee_allows_child(const struct oversee *o, struct id person)
{
    return allows(o, &o->groups[0], person);
}

/* ---- who came to meetings ---- */

enum err
oversee_attendance(const struct oversee *o, struct attendance **out,
    size_t *count, struct moment *since)
{
    const struct pack *p = o->w->pack;
    size_t             n, k = 0;
    enum err           e;

    if ((e = span_before(p->calendar, p->zone, o->w->now,
             pack_limit(p, ATTENDANCE_WINDOW)->span, since)) ||
        (e = attendance_of(o->w, &o->team, *since, out, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        if (group_of(o, (*out)[i].form, (*out)[i].pack))
            (*out)[k++] = (*out)[i];
    *count = k;
    return OK;
}

enum err
oversee_allows_meeting(const struct oversee *o, const struct attendance *at)
{
    return allows(o, group_of(o, at->form, at->pack), at->person);
}

/* ---- what is due ---- */

struct dues {
    struct oversee_due *all;
    size_t              count, room;
};

static void
due_add(const struct oversee *o, struct dues *d, struct oversee_due one)
{
    if (d->count == d->room) {
        size_t              room = d->room ? 2 * d->room : 64;
        struct oversee_due *all =
            ARENA_ARRAY(o->cx->arena, struct oversee_due, room);

        for (size_t i = 0; i < d->count; i++)
            all[i] = d->all[i];
        d->all = all;
        d->room = room;
    }
    d->all[d->count++] = one;
}

/* What is paused has no day: it comes last. */
static int
by_due(const void *x, const void *y)
{
    const struct oversee_due *a = x, *b = y;

    if (a->at.paused != b->at.paused)
        return a->at.paused ? 1 : -1;
    if (a->at.due.us != b->at.due.us)
        return a->at.due.us < b->at.due.us ? -1 : 1;
    if (a->foreseen != b->foreseen)
        return a->foreseen ? 1 : -1;
    return str_cmp(a->rule->id, b->rule->id);
}

enum err
oversee_until(const struct oversee *o, struct moment *out)
{
    const struct pack *p = o->w->pack;

    return span_add(p->calendar, p->zone, o->w->now,
        pack_limit(p, WINDOW)->span, out);
}

/* What runs and the reader may see, and what that leads to in the window. */
struct reading {
    const struct oversee         *o;
    struct moment                 end;
    struct dues                   dues;
    const struct caseload_clock **by_child; /* sorted, to be looked up */
    size_t                        by_child_count;
    const struct clock_rule     **next; /* those that are shown before */
    size_t                        next_count;
    bool       *follows; /* [index of a clock * next_count + place in next] */
    struct str *old;     /* ids of clocks that today's pack does not have */
    size_t      old_count;
};

static int
child_cmp(const struct caseload_clock *a, const struct caseload_clock *b)
{
    int c = str_cmp(id_bytes(&a->person), id_bytes(&b->person));

    return c ? c : str_cmp(a->clock, b->clock);
}

static int
by_child(const void *x, const void *y)
{
    const struct caseload_clock *const *a = x, *const *b = y;

    return child_cmp(*a, *b);
}

/* Which clocks lead to which is asked of the rules once, not of each row. */
static void
rules_read(struct reading *r)
{
    const struct pack *p = r->o->w->pack;
    struct arena      *a = r->o->cx->arena;

    r->next = ARENA_ARRAY(a, const struct clock_rule *, p->clocks_count + 1);
    for (size_t i = 0; i < p->clocks_count; i++)
        if (p->clocks[i]->forecast)
            r->next[r->next_count++] = p->clocks[i];
    r->follows = ARENA_ARRAY(a, bool, p->clocks_count * r->next_count + 1);
    for (size_t i = 0; i < p->clocks_count; i++)
        for (size_t k = 0; k < r->next_count; k++)
            r->follows[i * r->next_count + k] =
                clock_follows(p, p->clocks[i], r->next[k]);
}

static void
children_sort(struct reading *r, const struct caseload_clock *all, size_t n)
{
    r->by_child =
        ARENA_ARRAY(r->o->cx->arena, const struct caseload_clock *, n + 1);
    for (size_t i = 0; i < n; i++)
        r->by_child[i] = &all[i];
    r->by_child_count = n;
    if (n)
        qsort(r->by_child, n, sizeof(const struct caseload_clock *), by_child);
}

/* Whether one of that clock runs for the child already. */
static bool
runs(const struct reading *r, struct id person, const struct clock_rule *next)
{
    const struct caseload_clock  key = {.person = person, .clock = next->id};
    const struct caseload_clock *at = &key;

    return r->by_child_count &&
        bsearch(&at, r->by_child, r->by_child_count,
            sizeof(const struct caseload_clock *), by_child);
}

/* One that follows: when it would be missed, if that is in the window. */
static enum err
foresee_one(struct reading *r, const struct oversee_due *from,
    const struct clock_rule *next, struct moment opened)
{
    struct oversee_due one = *from;
    enum err           e;

    e = clock_forecast(r->o->w->pack, next, r->o->cx->reader.agency.term,
        opened, &one.at.due);
    if (e == ERR_ABSENT || e == ERR_ILLEGAL) /* nobody can know yet */
        return OK;
    if (e || one.at.due.us > r->end.us)
        return e;
    one.rule = next;
    one.place = next->index;
    one.at.clock = next->id;
    one.when = WHEN_SOON;
    one.foreseen = true;
    due_add(r->o, &r->dues, one);
    return OK;
}

static enum err
foresee(struct reading *r, const struct oversee_due *from)
{
    struct moment opened = from->at.due;
    enum err      e;

    if (opened.us < r->o->w->now.us)
        opened = r->o->w->now;
    if (from->at.paused || opened.us > r->end.us ||
        from->place >= r->o->w->pack->clocks_count)
        return OK;
    for (size_t k = 0; k < r->next_count; k++) {
        const struct clock_rule *next = r->next[k];

        if (!r->follows[from->place * r->next_count + k] ||
            (next != from->rule && runs(r, from->at.person, next)))
            continue;
        if ((e = foresee_one(r, from, next, opened)))
            return e;
    }
    return OK;
}

static enum oversee_when
when_of(const struct reading *r, const struct caseload_clock *at)
{
    if (at->paused)
        return WHEN_PAUSED;
    if (at->due.us < r->o->w->now.us)
        return WHEN_LATE;
    return at->due.us <= r->end.us ? WHEN_SOON : WHEN_LATER;
}

/* Behind those of today's pack, each id once. */
static size_t
place_of(struct reading *r, const struct clock_rule *rule, bool today)
{
    size_t i = 0;

    if (today)
        return rule->index;
    while (i < r->old_count && !str_eq(r->old[i], rule->id))
        i++;
    if (i == r->old_count)
        r->old[r->old_count++] = rule->id;
    return r->o->w->pack->clocks_count + i;
}

/* An old clock keeps its rule, and one whose id is in no pack of today is
 * shown in the words of its own: what runs is somebody's duty. */
static bool
due_of(struct reading *r, const struct caseload_clock *at,
    struct oversee_due *out)
{
    const struct work       *w = r->o->w;
    const struct clock_rule *rule =
        rules_clock(w->rules, w->pack, at->clock, at->pack);

    if (!rule || !group_of(r->o, at->form, at->pack) ||
        clock_is_far(rule, w->pack, at->due, w->now))
        return false;
    *out = (struct oversee_due){.at = *at,
        .rule = rule,
        .when = when_of(r, at),
        .place = place_of(r, rule, rule == pack_clock(w->pack, at->clock))};
    return true;
}

static enum err
running(struct reading *r, const struct caseload_clock *all, size_t n)
{
    struct oversee_due one;
    enum err           e;

    rules_read(r);
    children_sort(r, all, n);
    r->old = ARENA_ARRAY(r->o->cx->arena, struct str, n + 1);
    for (size_t i = 0; i < n; i++) {
        if (!due_of(r, &all[i], &one))
            continue;
        due_add(r->o, &r->dues, one);
        if ((e = foresee(r, &one)))
            return e;
    }
    return OK;
}

static enum err
reading_end(struct reading *r, struct oversee_due **out, size_t *count)
{
    if (r->dues.count)
        qsort(r->dues.all, r->dues.count, sizeof(*r->dues.all), by_due);
    *out = r->dues.all;
    *count = r->dues.count;
    return OK;
}

enum err
oversee_dues(const struct oversee *o, struct oversee_due **out, size_t *count)
{
    struct reading         r = {.o = o};
    struct caseload_clock *all;
    size_t                 n;
    enum err               e;

    if ((e = oversee_until(o, &r.end)) ||
        (e = caseload_clocks(o->w, &o->team, &all, &n)) ||
        (e = running(&r, all, n)))
        return e;
    return reading_end(&r, out, count);
}

/* ---- what is due from a desk ---- */

/* Whether the reader staffs the desk that owns it. */
static bool
is_of_desk(const struct reader *r, struct str owner)
{
    for (size_t i = 0; i < r->desk_count; i++)
        if (str_ends(owner, r->desks[i].term->id) &&
            owner.n == r->desks[i].term->id.n + sizeof("desk.") - 1)
            return true;
    return false;
}

enum err
oversee_desk_dues(const struct oversee *o, struct oversee_due **out,
    size_t *count)
{
    const struct reader *me = &o->cx->reader;
    struct caseload_keys keys = {me->account.id, me->agency.id, NULL,
        me->desk_count};
    struct id *scope = ARENA_ARRAY(o->cx->arena, struct id, me->desk_count + 1);
    struct reading         r = {.o = o};
    struct caseload_clock *all;
    size_t                 n, k = 0;
    enum err               e;

    for (size_t i = 0; i < me->desk_count; i++)
        scope[i] = me->desks[i].id;
    keys.scope = scope;
    if ((e = oversee_until(o, &r.end)) ||
        (e = caseload_desk_clocks(o->w, &keys, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        if (is_of_desk(me, all[i].owner))
            all[k++] = all[i];
    if ((e = running(&r, all, k)))
        return e;
    return reading_end(&r, out, count);
}

/* ---- a child ---- */

enum err
oversee_child(const struct oversee *o, struct id person, struct answer *answer,
    struct oversee_child *out)
{
    struct face f;
    enum err    e;

    *out = (struct oversee_child){.person = person};
    answer_discloses(o->cx, answer, person);
    if ((e = person_face(o->w, person, &f)))
        return e == ERR_ABSENT ? OK : e;
    out->name = look_name(o->cx->arena, f.given, f.family);
    out->born = f.birth_date;
    out->expected = f.expected;
    return OK;
}
