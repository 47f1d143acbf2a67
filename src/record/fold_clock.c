/*
 * Deadlines: what opens an instance, what meets, stops or moves it.
 *
 * An instance is (child, clock, opening entry) and keeps the rule it was
 * opened under, whatever later packs say.  An entry first meets, cancels or
 * pauses what was open before it, and then opens; so it never meets what it
 * opens itself, but where the rule says that it does (how soon something was
 * written down).
 *
 * A clock counts in the time its rule counts in.  One that runs from what
 * occurred is met by when something occurred (a visit on Friday, written up
 * on Monday), and not by something that had occurred before the clock began;
 * every other is met when it is recorded.
 */
#include "practice/forecast.h"
#include "record/fold_inside.h"

/* What is being looked at, and the fact that made it fire (or null). */
struct opening {
    struct fold             *fold;
    const struct fold_entry *entry;
    const struct fact       *by;
    struct str               asked; /* of a rule per agency: which */
};

static bool
is_per_thread(const struct clock_rule *r)
{
    return r->per_thread || r->per_meeting || r->pathway->per_thread;
}

/* Of a clock for each link: an entry about the very records that the opening
 * was about.  A child may have two links, each put right by itself. */
static bool
is_same_link(const struct clock_at *c, const struct fold_entry *e)
{
    for (size_t i = 0; i < e->beside_count; i++)
        if (!id_among(e->beside[i], c->beside, c->beside_count))
            return false;
    for (size_t i = 0; i < c->beside_count; i++)
        if (!id_among(c->beside[i], e->beside, e->beside_count))
            return false;
    return true;
}

/* Whether the entry is nothing to that instance, which belongs where the
 * rule that it was opened under says. */
static bool
is_elsewhere(const struct clock_at *c, const struct fold_entry *e)
{
    return (is_per_thread(c->rule) && !id_eq(c->thread, e->thread)) ||
        (c->rule->per_link && !is_same_link(c, e));
}

/* The same of an opening: one that asks another agency is another one's. */
static bool
is_anothers(const struct clock_at *c, const struct opening *o)
{
    return is_elsewhere(c, o->entry) ||
        (c->asked.n && o->asked.n &&
            !fold_same_agency(o->fold, o->entry, c->asked, o->asked));
}

/* The newest instance of a clock that the entry could belong to, or null. */
static struct clock_at *
clock_newest(const struct opening *o, struct str rule)
{
    struct fold *f = o->fold;
    size_t       own = places_newest(f->clocks, rule, o->entry->thread);
    size_t       childs = places_newest(f->clocks, rule, (struct id){0});

    while (own != PLACE_NONE || childs != PLACE_NONE) {
        bool is_own =
            childs == PLACE_NONE || (own != PLACE_NONE && own > childs);
        size_t          *next = is_own ? &own : &childs;
        struct clock_at *c = &f->child.clocks[*next];

        if (!is_anothers(c, o))
            return c;
        *next = places_older(f->clocks, *next);
    }
    return NULL;
}

/* Whether the pathway stands where the clock may run. */
static bool
while_holds(const struct fold *f, const struct clock_rule *r, struct id thread)
{
    const struct pathway  *p = r->pathway;
    const struct state_at *s;
    struct str             state;

    if (r->while_count == 0)
        return true;
    s = fold_state(&f->child, p->id, fold_scope(p->per_thread, thread));
    state = s ? s->pathway->states[s->state].id : p->states[p->start].id;
    for (size_t i = 0; i < r->while_count; i++)
        if (str_eq(r->while_states[i], state))
            return true;
    return false;
}

/* ---- when it is due ---- */

/* The authority's own figure, when it has one on the day of the opening. */
static const struct due *
due_rule(const struct opening *o, const struct clock_rule *r)
{
    struct date day =
        zone_date(fold_pack(o->fold, o->entry)->zone, o->entry->recorded);

    return clock_due_for(r, o->entry->authority, day);
}

/* Whether it counts in when things happened, not in when they were written
 * down. */
static bool
counts_occurred(const struct due *d)
{
    return d->from == DUE_OCCURRED || d->from == DUE_CLOCK;
}

static struct moment
opened_at(const struct opening *o, const struct clock_rule *r)
{
    return counts_occurred(due_rule(o, r)) ? o->entry->occurred
                                           : o->entry->recorded;
}

/* What began the thread says in that field. */
static struct str
thread_said(const struct opening *o, struct str name)
{
    const struct child *c = &o->fold->child;

    for (size_t i = 0; i < c->entries_count; i++) {
        const struct fold_entry *e = c->entries[i];

        if (id_eq(e->thread, o->entry->thread) && e->form->opens_thread.n)
            return form_field(e->form, name)
                ? answers_text(o->fold->arena, &e->answers,
                      form_field(e->form, name), e->child)
                : (struct str){0};
    }
    return (struct str){0};
}

/* What a field or an argument says; false where it says nothing. */
static bool
due_said(const struct opening *o, const struct due *d, struct moment *out)
{
    const struct fold_entry *e = o->entry;
    struct str               text = {0};

    if (d->from == DUE_ARG && o->by)
        text = fact_arg(o->by, d->name);
    if (d->from == DUE_FIELD && form_field(e->form, d->name))
        text = answers_text(o->fold->arena, &e->answers,
            form_field(e->form, d->name), e->child);
    if (d->from == DUE_THREAD)
        text = thread_said(o, d->name);
    return fold_said_begin(fold_pack(o->fold, e), text, out);
}

/* Where the last instance of that clock first began, that this entry could
 * belong to; false when there is none. */
static bool
due_clock(const struct opening *o, struct str id, struct moment *out)
{
    const struct clock_at *c = clock_newest(o, id);

    if (c)
        *out = c->first_opened;
    return c != NULL;
}

/* From when the amount counts; what occurred, where nothing else is said. */
static struct moment
due_start(const struct opening *o, const struct due *d, struct moment opened)
{
    struct moment from = o->entry->occurred;

    if (d->from == DUE_RECORDED)
        return o->entry->recorded;
    if (d->from == DUE_OPENED)
        return opened;
    if (d->from == DUE_BIRTH)
        return zone_moment(fold_pack(o->fold, o->entry)->zone,
            (struct civil){.date = o->fold->born});
    if (d->from == DUE_CLOCK)
        (void)due_clock(o, d->name, &from);
    else if (d->from != DUE_OCCURRED)
        (void)due_said(o, d, &from);
    return from;
}

static enum err
due_count(const struct opening *o, const struct due *d, struct moment opened,
    struct moment *out)
{
    const struct pack *p = fold_pack(o->fold, o->entry);
    struct moment      from = due_start(o, d, opened);

    if (d->before)
        return span_take(p->calendar, p->zone, from, d->span, out);
    return span_add(p->calendar, p->zone, from, d->span, out);
}

/* The rule's own due, or what stands in for it when nothing was said. */
static const struct due *
due_meant(const struct opening *o, const struct clock_rule *r)
{
    const struct due *d = due_rule(o, r);
    struct moment     said;

    if (!r->unsaid.given ||
        (d->from != DUE_FIELD && d->from != DUE_ARG && d->from != DUE_THREAD))
        return d;
    return due_said(o, d, &said) ? d : &r->unsaid;
}

/* Begins it, or begins it anew: opened, due and target. */
static enum err
clock_begin(const struct opening *o, struct clock_at *c)
{
    const struct clock_rule *r = c->rule;
    struct moment            opened = opened_at(o, r);
    struct moment            due, target = {0};
    enum err                 e;

    if ((e = due_count(o, due_meant(o, r), opened, &due)))
        return e;
    if (r->target.given && (e = due_count(o, &r->target, opened, &target)))
        return e;
    c->opened = opened;
    c->due = due;
    c->target = target;
    c->has_target = r->target.given;
    return OK;
}

static struct id
clock_scope(const struct clock_rule *r, struct id thread)
{
    return is_per_thread(r) ? thread : (struct id){0};
}

/* Whether the entry has opened it before, as about another of the child's
 * records: that was at the same moment. */
static bool
is_open_already(const struct fold *f, const struct clock_rule *r,
    const struct fold_entry *e)
{
    size_t i = places_newest(f->clocks, r->id, clock_scope(r, e->thread));

    for (; i != PLACE_NONE; i = places_older(f->clocks, i)) {
        const struct clock_at *c = &f->child.clocks[i];

        if (id_eq(c->opening, e->id))
            return true;
        if (c->recorded.us != e->recorded.us)
            return false;
    }
    return false;
}

static void
run_add(struct fold *f, struct run *run, size_t place)
{
    run->places = fold_room(f->arena, run->places, run->count, &run->room,
        sizeof *run->places);
    run->places[run->count++] = place;
}

static void
clock_add(struct fold *f, const struct clock_at *c)
{
    struct id scope = clock_scope(c->rule, c->thread);

    places_add(f->clocks, c->rule->id, scope);
    places_add(f->of_thread, (struct str){0}, scope);
    if (id_is_none(scope) && child_clock_runs(c))
        run_add(f, &f->running, f->child.clocks_count);
    *FOLD_ADD(f, clocks) = *c;
}

/* One who is not born yet, or of whom nobody knows when, grows up on no day
 * that anybody could name. */
static bool
lacks_birth(const struct opening *o, const struct clock_rule *r)
{
    return due_rule(o, r)->from == DUE_BIRTH && date_is_none(o->fold->born);
}

static enum err
clock_open(const struct opening *o, const struct clock_rule *r)
{
    struct clock_at c = {.rule = r,
        .opening = o->entry->id,
        .thread = o->entry->thread,
        .beside = o->entry->beside,
        .beside_count = o->entry->beside_count,
        .recorded = o->entry->recorded,
        .asked = o->asked,
        .asked_kind = fold_asked_kind(o->entry, o->asked),
        .state = CLOCK_OPEN};
    enum err        e;

    if (is_open_already(o->fold, r, o->entry) || lacks_birth(o, r))
        return OK;
    if ((e = clock_begin(o, &c)))
        return e;
    c.first_opened = c.opened;
    if (r->itself) {
        c.state = CLOCK_MET;
        c.met = o->entry->recorded;
        c.met_by = o->entry->id;
    }
    clock_add(o->fold, &c);
    return OK;
}

/* ---- an instance that runs, and an entry ---- */

/* Had it occurred before the clock began at all? */
static bool
is_too_early(const struct fold *f, const struct clock_at *c,
    const struct fold_entry *e)
{
    const struct zone *z = fold_pack(f, e)->zone;

    return counts_occurred(&c->rule->due) &&
        date_cmp(zone_date(z, e->occurred), zone_date(z, c->first_opened)) < 0;
}

static bool
meets(const struct fold *f, const struct clock_at *c,
    const struct fold_entry *e, const struct fact **by)
{
    return entry_fires(e, &c->rule->met_by, by) && !is_too_early(f, c, e) &&
        fold_answers(f, c, e);
}

static void
clock_meet(struct clock_at *c, const struct fold_entry *e)
{
    c->state = CLOCK_MET;
    c->met = counts_occurred(&c->rule->due) ? e->occurred : e->recorded;
    c->met_by = e->id;
}

/* What was left when it was paused, counted on from now. */
static enum err
count_on(const struct pack *p, const struct clock_at *c, struct moment now,
    struct moment *due)
{
    struct date paused = zone_date(p->zone, c->paused);
    struct date last = zone_date(p->zone, *due);
    struct span left = {SPAN_CALENDAR_DAYS, date_between(paused, last)};

    if (due->us <= c->paused.us)
        return OK;
    switch (c->rule->due.span.unit) {
    case SPAN_MINUTES:
    case SPAN_HOURS:
        due->us += now.us - c->paused.us;
        return OK;
    case SPAN_WORKING_DAYS:
        left = (struct span){SPAN_WORKING_DAYS,
            calendar_between(p->calendar, paused, last)};
        break;
    default:
        break;
    }
    return span_add(p->calendar, p->zone, now, left, due);
}

static enum err
clock_resume(const struct pack *p, struct clock_at *c, struct moment now)
{
    enum err e;

    if ((e = count_on(p, c, now, &c->due)))
        return e;
    if (c->has_target && (e = count_on(p, c, now, &c->target)))
        return e;
    c->state = CLOCK_OPEN;
    c->paused = (struct moment){0};
    return OK;
}

/* Met, and the rule says that it goes round: the next one opens, and waits
 * for the same agency. */
static enum err
clock_again(struct fold *f, const struct clock_at *met,
    const struct fold_entry *e, const struct fact *by)
{
    const struct clock_rule *r = pack_clock(fold_pack(f, e), met->rule->id);
    struct opening           o = {f, e, by, met->asked};

    if (!met->rule->repeat || !r || !while_holds(f, r, e->thread))
        return OK;
    return clock_open(&o, r);
}

static enum err
clock_step(struct fold *f, struct clock_at *c, const struct fold_entry *e)
{
    const struct clock_rule *r = c->rule;
    const struct fact       *by;

    if (is_elsewhere(c, e))
        return OK;
    if (meets(f, c, e, &by)) {
        struct clock_at met;

        clock_meet(c, e);
        met = *c; /* the list may move */
        return clock_again(f, &met, e, by);
    }
    if (entry_fires(e, &r->cancelled_by, NULL) || fold_spares(f, c, e) ||
        !while_holds(f, r, c->thread)) {
        c->state = CLOCK_CANCELLED;
        return OK;
    }
    if (entry_fires(e, &r->put_off_by, NULL)) {
        c->put_off++;
        c->put_back = e->recorded;
    }
    if (c->state == CLOCK_PAUSED && entry_fires(e, &r->resumed_by, NULL))
        return clock_resume(fold_pack(f, e), c, e->recorded);
    if (c->state == CLOCK_OPEN && entry_fires(e, &r->paused_by, NULL)) {
        c->state = CLOCK_PAUSED;
        c->paused = e->recorded;
    }
    return OK;
}

/* ---- openings ---- */

/* The newest instance of the rule that runs, in the thread's or the child's
 * own; PLACE_NONE. */
static size_t
runs_in_thread(const struct opening *o, const struct clock_rule *r)
{
    const struct fold *f = o->fold;
    size_t             i = places_newest(f->clocks, r->id, o->entry->thread);

    while (i != PLACE_NONE &&
        (!child_clock_runs(&f->child.clocks[i]) ||
            is_anothers(&f->child.clocks[i], o)))
        i = places_older(f->clocks, i);
    return i;
}

static size_t
runs_of_child(const struct opening *o, const struct clock_rule *r)
{
    const struct fold *f = o->fold;

    for (size_t i = f->running.count; i-- > 0;) {
        const struct clock_at *c = &f->child.clocks[f->running.places[i]];

        if (str_eq(c->rule->id, r->id) && child_clock_runs(c) &&
            !is_anothers(c, o))
            return f->running.places[i];
    }
    return PLACE_NONE;
}

static struct clock_at *
clock_runs(const struct opening *o, const struct clock_rule *r)
{
    size_t own = runs_in_thread(o, r), childs = runs_of_child(o, r);
    size_t newest = own == PLACE_NONE || (childs != PLACE_NONE && childs > own)
        ? childs
        : own;

    return newest == PLACE_NONE ? NULL : &o->fold->child.clocks[newest];
}

static enum err
rule_step(struct fold *f, const struct clock_rule *r,
    const struct fold_entry *e)
{
    struct opening   o = {f, e, NULL, {0}};
    struct clock_at *there;

    if (!entry_fires(e, &r->opens, &o.by) || !while_holds(f, r, e->thread))
        return OK;
    o.asked = fold_asked(f->arena, r, e, o.by);
    if (r->once && clock_newest(&o, r->id))
        return OK;
    there = r->restart || r->first ? clock_runs(&o, r) : NULL;
    if (there && r->first)
        return OK;
    if (!there || id_eq(there->opening, e->id))
        return clock_open(&o, r);
    there->moved++;
    there->put_back = e->recorded;
    return clock_begin(&o, there);
}

/* Those that the entry may be something to, in the order of their places:
 * its thread's, and the child's that run. */
static void
gather_meant(struct fold *f, const struct fold_entry *e)
{
    const struct str nothing = {0};
    struct run      *meant = &f->meant;
    size_t           i = PLACE_NONE, k = f->running.count;

    meant->count = 0;
    if (!id_is_none(e->thread))
        i = places_newest(f->of_thread, nothing, e->thread);
    while (i != PLACE_NONE || k > 0) {
        if (k > 0 && (i == PLACE_NONE || f->running.places[k - 1] > i)) {
            run_add(f, meant, f->running.places[--k]);
            continue;
        }
        if (child_clock_runs(&f->child.clocks[i]))
            run_add(f, meant, i);
        i = places_older(f->of_thread, i);
    }
}

static void
forget_ended(struct fold *f)
{
    struct run *run = &f->running;
    size_t      n = 0;

    for (size_t i = 0; i < run->count; i++)
        if (child_clock_runs(&f->child.clocks[run->places[i]]))
            run->places[n++] = run->places[i];
    run->count = n;
}

/* What the entry changes of them is seen by what they were. */
static void
keep_meant(struct fold *f)
{
    for (size_t i = 0; i < f->meant.count; i++) {
        f->was = fold_room(f->arena, f->was, i, &f->was_room, sizeof *f->was);
        f->was[i] = f->child.clocks[f->meant.places[i]];
    }
}

/* What this entry begins is not met by it. */
static enum err
clocks_step(struct fold *f, const struct fold_entry *e)
{
    enum err err;

    gather_meant(f, e);
    keep_meant(f);
    for (size_t i = f->meant.count; i-- > 0;)
        if ((err = clock_step(f, &f->child.clocks[f->meant.places[i]], e)))
            return err;
    forget_ended(f);
    return OK;
}

enum err
fold_clocks(struct fold *f, const struct fold_entry *e)
{
    const struct form_reach *reach = fold_reach(f, e);
    enum err                 err;

    if ((err = clocks_step(f, e)))
        return err;
    for (size_t i = 0; i < reach->opens_count; i++)
        if ((err = rule_step(f, reach->opens[i], e)))
            return err;
    return OK;
}
