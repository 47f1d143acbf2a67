/*
 * When everything happens.  Each household's story is walked once, step by
 * step; then all events of the region are put in order of time.  What would
 * come after the demonstration's own night does not happen: so the last days
 * have concerns that nobody has answered yet, as any day has.
 */
#include <stdlib.h>
#include <string.h>

#include "base/zone.h"
#include "cli/demo.h"

#define MINUTE_US INT64_C(60000000)
#define SECOND_US INT64_C(1000000)

struct walk {
    struct demo   *demo;
    struct family *family;
    struct moment  at; /* of the step before */
};

static struct str
said(const struct node *n, struct str key)
{
    return node_text(node_member(n, key));
}

static struct event *
event_add(struct demo *d, struct event e)
{
    struct event *wider;

    if (d->event_count == d->event_room) {
        d->event_room = d->event_room ? 2 * d->event_room : 1024;
        wider = ARENA_ARRAY(d->arena, struct event, d->event_room);
        if (d->event_count)
            memcpy(wider, d->events, d->event_count * sizeof(*wider));
        d->events = wider;
    }
    e.order = d->event_count;
    d->events[d->event_count] = e;
    return &d->events[d->event_count++];
}

/* --- one step --- */

static struct date
day_of(const struct walk *w, struct moment m)
{
    return zone_date(w->demo->pack->zone, m);
}

/* Minutes after midnight, "09:30". */
static int64_t
clock_time(struct str text)
{
    struct str h, m;
    int64_t    hour, minute;

    if (!str_cut(text, ':', &h, &m) || !str_int(h, &hour) ||
        !str_int(m, &minute))
        demo_lacks(text);
    return hour * 60 + minute;
}

/* On that day, within the step's hours. */
static struct moment
within(struct walk *w, const struct node *step, struct date day)
{
    struct dice *dice = &w->family->dice;
    struct str   from, to;
    int64_t      first, last;
    struct civil c = {.date = day};

    if (!str_cut(said(step, S("at")), '-', &from, &to))
        demo_lacks(said(step, S("do")));
    first = clock_time(from);
    last = clock_time(to);
    first += (int64_t)dice_below(dice, (size_t)(last - first) + 1);
    c.hour = (int8_t)(first / 60);
    c.minute = (int8_t)(first % 60);
    c.second = (int8_t)dice_below(dice, 60);
    return zone_moment(w->demo->pack->zone, c);
}

static struct moment
minutes_after(struct walk *w, struct str range)
{
    struct dice *dice = &w->family->dice;

    return (struct moment){w->at.us + dice_range(dice, range) * MINUTE_US +
        (int64_t)dice_below(dice, 60) * SECOND_US};
}

static struct moment
step_at(struct walk *w, const struct node *step)
{
    struct demo  *d = w->demo;
    struct moment at;
    struct date   day;

    if (said(step, S("on")).n)
        return demo_moment(d, said(step, S("on")));
    if (said(step, S("minutes")).n)
        return minutes_after(w, said(step, S("minutes")));
    if (calendar_add(d->pack->calendar, day_of(w, w->at),
            (int)dice_range(&w->family->dice, said(step, S("after"))), &day))
        demo_lacks(S("days in the calendar"));
    at = within(w, step, day);
    return at.us > w->at.us ? at : minutes_after(w, S("15-40"));
}

/* What the rest of the plan must know of a household. */
static void
note(struct walk *w, const struct event *e)
{
    struct family     *f = w->family;
    const struct node *t = demo_template(w->demo, e->step);

    if (!f->first.us)
        f->first = e->at;
    f->last = e->at;
    if (node_member(t, S("registers")))
        f->registered = e->at;
    if (node_member(e->step, S("label")))
        f->labelled = true;
}

static void
put(struct walk *w, const struct node *step, int member)
{
    struct event *e;

    if (w->at.us >= w->demo->serves.us)
        return;
    e = event_add(w->demo,
        (struct event){.at = w->at,
            .family = w->family,
            .step = step,
            .member = member});
    note(w, e);
}

/* For each child, or each adult: a few minutes apart. */
static void
put_each(struct walk *w, const struct node *step)
{
    bool    adults = str_eq(said(step, S("each")), S("adult"));
    size_t  n = adults ? w->family->adult_count : w->family->known;
    int64_t only;

    if (!adults && str_int(said(step, S("who")), &only)) {
        put(w, step, (int)only);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        if (i)
            w->at = minutes_after(w, S("1-5"));
        put(w, step, (int)i);
    }
}

static void
step_walk(struct walk *w, const struct node *step)
{
    if (!dice_percent(&w->family->dice, said(step, S("chance"))))
        return;
    w->at = step_at(w, step);
    if (said(step, S("each")).n)
        put_each(w, step);
    else
        put(w, step, -1);
}

/* --- one household --- */

static const struct node *
chain_of(const struct walk *w, const struct node *step)
{
    struct str name = said(step, S("chain"));

    return name.n
        ? node_member(node_member(w->demo->stories, S("chains")), name)
        : NULL;
}

/* The first step's day; working days, unless it may be any. */
static struct date
first_day(struct walk *w, const struct node *story, const struct node *step)
{
    struct demo *d = w->demo;
    struct dice *dice = &w->family->dice;
    struct date  first = day_of(w, d->begins), day;
    struct date  last = date_add_days(day_of(w, d->serves), -1);
    int32_t      days = date_between(first, last);

    if (said(story, S("latest")).n)
        day = date_add_days(last,
            (int32_t)-dice_range(dice, said(story, S("latest"))));
    else if (node_member(story, S("earliest")))
        day = date_add_days(first, (int32_t)dice_below(dice, 90));
    else
        day = date_add_days(first, (int32_t)dice_below(dice, (size_t)days + 1));
    if (node_member(step, S("any_day")))
        return day;
    while (date_cmp(day, first) > 0 &&
        !calendar_is_working(d->pack->calendar, day))
        day = date_add_days(day, -1);
    return day;
}

static void
unborn_due(struct walk *w)
{
    struct member *m = &w->family->children[0];

    if (!date_is_none(m->expected))
        m->expected = date_add_days(day_of(w, w->at),
            70 + (int32_t)dice_below(&w->family->dice, 60));
}

/* All of a chain's steps, as many times as the story says, else once. */
static void
chain_walk(struct walk *w, const struct node *step, const struct node *chain)
{
    struct str times = said(step, S("times"));
    int64_t    n = times.n ? dice_range(&w->family->dice, times) : 1;

    while (n-- > 0)
        for (const struct node *s = node_first(chain); s;
             s = node_next(chain, s))
            step_walk(w, s);
}

static void
drawn_walk(struct walk *w)
{
    const struct node *story = w->family->story;
    const struct node *steps = node_member(story, S("steps"));
    const struct node *step = node_first(steps), *chain;

    w->at = within(w, step, first_day(w, story, step));
    unborn_due(w);
    if (said(step, S("each")).n)
        put_each(w, step);
    else
        put(w, step, -1);
    while ((step = node_next(steps, step)) != NULL) {
        chain = chain_of(w, step);
        if (chain)
            chain_walk(w, step, chain);
        else
            step_walk(w, step);
    }
}

static void
family_walk(struct demo *d, struct family *f)
{
    struct walk        w = {.demo = d, .family = f};
    const struct node *steps = node_member(f->story, S("steps"));

    if (!said(node_first(steps), S("on")).n) {
        drawn_walk(&w);
        return;
    }
    for (const struct node *s = node_first(steps); s; s = node_next(steps, s))
        step_walk(&w, s);
}

/* --- what stands beside the stories --- */

/* Whether everything of the household is over by then, nothing is special
 * about it, and its eldest child is born: by that day somebody may ask. */
static bool
is_plain(const struct family *f, struct moment at)
{
    return f->first.us && f->last.us < at.us && !f->labelled && !f->related &&
        !node_member(f->story, S("family")) &&
        !date_is_none(f->children[0].born);
}

static struct family *
plain_family(struct demo *d, struct dice *dice, struct moment at,
    bool registered)
{
    for (int tries = 0; tries < 1000; tries++) {
        struct family *f = d->families[dice_below(dice, d->family_count)];

        if (is_plain(f, at) && (!registered || f->registered.us))
            return f;
    }
    return NULL; /* a very small region may have none */
}

/* Relatives among the staff: declared a day or two before.  Others are found
 * by matching: told.yaml names them in a household. */
static void
relatives_plan(struct demo *d)
{
    const struct node *all = node_member(d->region, S("related_staff"));
    struct dice        dice = dice_of(d->seed, UINT64_MAX);
    struct family     *f;

    for (const struct node *n = node_first(all); n; n = node_next(all, n)) {
        struct moment at = {
            d->serves.us - dice_range(&dice, S("1200-3600")) * MINUTE_US};

        f = plain_family(d, &dice, at, false);
        if (!f)
            return;
        f->related = true;
        event_add(d,
            (struct event){.at = at,
                .family = f,
                .step = node_member(d->told, S("kin")),
                .actor = demo_region_account(d, n->text)});
    }
}

static void
check_plan(struct demo *d, struct dice *dice, const struct node *row)
{
    struct str   of = said(row, S("of"));
    struct event e = {.check = row};
    int64_t      days = 0;

    if (!str_int(said(row, S("days")), &days))
        demo_lacks(S("days of a check"));
    e.at.us = d->serves.us -
        (int64_t)dice_below(dice, (size_t)days * 1440) * MINUTE_US - MINUTE_US;
    if (!str_eq(of, S("nobody"))) {
        e.family = plain_family(d, dice, e.at, str_eq(of, S("registered")));
        if (!e.family)
            return;
    }
    e.actor = demo_region_acts(d, dice, said(row, S("by")), NULL);
    event_add(d, e);
}

static void
checks_plan(struct demo *d)
{
    const struct node *all = node_member(d->told, S("checks"));
    struct dice        dice = dice_of(d->seed, UINT64_MAX - 1);

    for (const struct node *n = node_first(all); n; n = node_next(all, n))
        for (int64_t k = demo_share_of(d, said(n, S("count"))); k > 0; k--)
            check_plan(d, &dice, n);
}

/* Who comes later than the others. */
static void
comers_plan(struct demo *d)
{
    for (size_t i = 0; i < d->account_count; i++) {
        const struct demo_account *a = &d->accounts[i];
        struct str                 from = said(a->told, S("from"));

        if (from.n)
            event_add(d,
                (struct event){.at = demo_moment(d, from), .actor = a});
    }
}

/* Everybody reads what they were told, again and again up to the end. */
static void
reading_plan(struct demo *d)
{
    const struct node *reads = node_member(d->region, S("reads"));
    int64_t            days;

    if (!str_int(said(reads, S("every")), &days) || days < 1)
        demo_lacks(S("days between reading"));
    /* the last time on the evening before */
    for (struct moment at = {d->serves.us - 420 * MINUTE_US};
         at.us > d->begins.us; at.us -= days * 1440 * MINUTE_US)
        event_add(d, (struct event){.at = at, .reading = reads});
}

/* What somebody began to write and has not sent. */
static void
drafts_plan(struct demo *d)
{
    const struct node *all = node_member(d->told, S("drafts"));

    for (const struct node *n = node_first(all); n; n = node_next(all, n))
        event_add(d,
            (struct event){.at = demo_moment(d, said(n, S("on"))),
                .draft = n,
                .actor = demo_region_account(d, said(n, S("by")))});
}

/* Notices on the short path, and what became of them. */
static void
notices_plan(struct demo *d)
{
    const struct node *all = node_member(d->notices, S("notices"));
    const struct node *looks = node_member(d->notices, S("looks"));

    for (const struct node *n = node_first(all); n; n = node_next(all, n))
        event_add(d,
            (struct event){.at = demo_moment(d, said(n, S("on"))),
                .notice = n,
                .actor = demo_region_account(d, said(n, S("by")))});
    for (const struct node *n = node_first(looks); n; n = node_next(looks, n))
        event_add(d,
            (struct event){.at = demo_moment(d, said(n, S("on"))), .look = n});
}

static int
by_time(const void *x, const void *y)
{
    const struct event *a = x, *b = y;

    if (a->at.us != b->at.us)
        return a->at.us < b->at.us ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

void
demo_plan(struct demo *d)
{
    for (size_t i = 0; i < d->family_count; i++)
        family_walk(d, d->families[i]);
    relatives_plan(d);
    checks_plan(d);
    comers_plan(d);
    drafts_plan(d);
    notices_plan(d);
    reading_plan(d);
    qsort(d->events, d->event_count, sizeof(*d->events), by_time);
}
