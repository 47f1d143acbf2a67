/*
 * One expectation: fold the child as it was known then, and compare.
 */
#include "golden.h"

#include "base/zone.h"
#include "practice/calendar.h"

/* What a row asks about, with the child folded for it. */
struct look {
    struct story       *story;
    const struct node  *row;
    const struct child *child;
    struct str          name; /* of the child */
    struct moment       as_of;
    struct id           thread; /* none: not said */
};

static struct str
said(const struct look *l, struct str key)
{
    return node_text(node_member(l->row, key));
}

static bool
differs(struct look *l, struct str what, struct str is)
{
    trouble(l->story, l->row, what, is.n ? is : S("nothing"));
    return false;
}

/* ---- clocks ---- */

static const struct str look_words[] = {
    [LOOK_OPEN] = S_INIT("open"),
    [LOOK_WARN] = S_INIT("amber"),
    [LOOK_LATE] = S_INIT("breached"),
    [LOOK_MET] = S_INIT("met"),
    [LOOK_MET_LATE] = S_INIT("met_late"),
    [LOOK_CANCELLED] = S_INIT("cancelled"),
    [LOOK_PAUSED] = S_INIT("paused"),
};

static struct str
day_text(struct look *l, struct moment m)
{
    return date_text(l->story->arena, zone_date(l->story->pack->zone, m));
}

static struct str
minute_text(struct look *l, struct moment m)
{
    return moment_text(l->story->arena, m);
}

static const struct clock_at *
clock_last(struct look *l)
{
    struct str             id = said(l, S("clock"));
    struct str             opened = said(l, S("opened"));
    const struct clock_at *best = NULL;

    for (size_t i = 0; i < l->child->clocks_count; i++) {
        const struct clock_at *c = &l->child->clocks[i];

        if (!str_eq(c->rule->id, id) ||
            (!id_is_none(l->thread) && !id_eq(c->thread, l->thread)) ||
            (opened.n && !str_eq(opened, day_text(l, c->opened))))
            continue;
        if (!best || c->opened.us >= best->opened.us)
            best = c;
    }
    return best;
}

static bool
moment_holds(struct look *l, struct str key, struct moment m)
{
    struct str    want = said(l, key);
    struct moment at;
    bool          day;

    if (!want.n)
        return true;
    if (!story_when(l->story, want, &at, &day))
        return differs(l, S("no such day or time"), want);
    if (day && !str_eq(want, day_text(l, m)))
        return differs(l, key, day_text(l, m));
    if (!day && at.us != m.us)
        return differs(l, key, minute_text(l, m));
    return true;
}

static int64_t
rounded_up(int64_t us, int64_t unit)
{
    return (us + unit - 1) / unit;
}

/* How much later than due, in the unit that is asked for. */
static int64_t
late_by(struct look *l, const struct clock_at *c, struct str unit)
{
    const struct pack *p = l->story->pack;
    struct moment      end = c->state == CLOCK_MET ? c->met : l->as_of;
    struct date        due = zone_date(p->zone, c->due);
    struct date        day = zone_date(p->zone, end);
    const int64_t      minute = INT64_C(60000000), hour = 60 * minute;

    if (str_starts(unit, S("working")))
        return calendar_between(p->calendar, due, day);
    if (str_starts(unit, S("calendar")))
        return date_between(due, day);
    return rounded_up(end.us - c->due.us,
        str_starts(unit, S("hour")) ? hour : minute);
}

static bool
late_holds(struct look *l, const struct clock_at *c)
{
    struct str want = said(l, S("late_by")), number, unit;
    int64_t    n, is;

    if (!want.n)
        return true;
    if (!str_cut(want, ' ', &number, &unit) || !str_int(number, &n))
        return differs(l, S("late_by is a number and a unit"), want);
    is = late_by(l, c, unit);
    return is == n || differs(l, S("late_by"), str_of_int(l->story->arena, is));
}

static bool
put_off_holds(struct look *l, const struct clock_at *c)
{
    struct str want = said(l, S("put_off"));
    struct str is = str_of_int(l->story->arena, c->put_off);

    return !want.n || str_eq(want, is) || differs(l, S("put off"), is);
}

static bool
clock_holds(struct look *l)
{
    const struct clock_at *c = clock_last(l);
    struct str             want = said(l, S("state")), is;

    is = c ? look_words[child_clock(c, l->story->pack, l->as_of)] : S("none");
    if (!str_eq(want, is))
        return differs(l, S("the clock is"), is);
    if (!c)
        return true;
    if (node_member(l->row, S("target")) && !c->has_target)
        return differs(l, S("the clock has no target"), (struct str){0});
    return moment_holds(l, S("due"), c->due) &&
        moment_holds(l, S("target"), c->target) &&
        moment_holds(l, S("first"), c->first_opened) && late_holds(l, c) &&
        put_off_holds(l, c);
}

/* ---- states ---- */

static struct str
state_of(struct look *l, const struct pathway *p, const struct child *c)
{
    const struct state_at *s = NULL;

    for (size_t i = 0; i < c->states_count; i++)
        if (str_eq(c->states[i].pathway->id, p->id) &&
            (id_is_none(l->thread) || id_is_none(c->states[i].thread) ||
                id_eq(c->states[i].thread, l->thread)))
            s = &c->states[i];
    return s ? s->pathway->states[s->state].id : p->states[p->start].id;
}

static const struct pathway *
pathway_said(struct look *l, const struct node *n)
{
    struct str            id = node_text(node_member(n, S("pathway")));
    const struct pathway *p = pack_pathway(l->story->pack, id);

    if (!p)
        (void)differs(l, S("no such pathway"), id);
    return p;
}

static bool
state_holds(struct look *l)
{
    const struct node    *n = node_member(l->row, S("state"));
    const struct pathway *p = pathway_said(l, n);
    struct str            is;

    if (!p)
        return false;
    is = state_of(l, p, l->child);
    return str_eq(is, node_text(node_member(n, S("is")))) ||
        differs(l, S("the state is"), is);
}

/* Every state passed, by folding one entry after the other. */
static bool
moves_hold(struct look *l)
{
    const struct node    *n = node_member(l->row, S("moves"));
    const struct node    *through = node_member(n, S("through"));
    const struct node    *next = node_first(through);
    const struct pathway *p = pathway_said(l, n);
    struct fold          *f;
    struct fold_entry    *all;
    size_t                count;
    struct str            now;

    if (!p)
        return false;
    all = story_entries(l->story, l->name, l->as_of, &count);
    if (fold_resolve(l->story->arena, all, &count, l->as_of))
        return differs(l, S("cannot be folded"), (struct str){0});
    f = fold_begin(l->story->arena, l->story->pack);
    now = p->states[p->start].id;
    if (!str_eq(node_text(next), now))
        return differs(l, S("it began at"), now);
    for (size_t i = 0; i < count; i++) {
        if (fold_step(f, &all[i]))
            return differs(l, S("cannot be folded"), (struct str){0});
        if (str_eq(now, state_of(l, p, fold_end(f))))
            continue;
        now = state_of(l, p, fold_end(f));
        next = next ? node_next(through, next) : NULL;
        if (!str_eq(node_text(next), now))
            return differs(l, S("it moved to"), now);
    }
    return !node_next(through, next) || differs(l, S("it stopped at"), now);
}

/* ---- the register, signals ---- */

static bool
has_line(struct str lines, struct str one)
{
    struct str part;

    while (str_split(&lines, '\n', &part))
        if (str_eq(part, one))
            return true;
    return false;
}

static bool
categories_hold(struct look *l, const struct spell *s)
{
    const struct node *n = node_member(l->row, S("categories"));
    size_t             count = 0;
    struct str         rest = s->categories, part;

    if (!n)
        return true;
    while (str_split(&rest, '\n', &part))
        count++;
    for (const struct node *c = node_first(n); c; c = node_next(n, c))
        if (!has_line(s->categories, node_text(c)))
            return differs(l, S("categories"), s->categories);
    return count == node_count(n) || differs(l, S("categories"), s->categories);
}

static bool
register_holds(struct look *l)
{
    struct date         today = zone_date(l->story->pack->zone, l->as_of);
    const struct spell *s = child_registered(l->child, today);
    struct str          is = s ? S("on") : S("off");
    struct str          since = said(l, S("since"));

    if (!str_eq(said(l, S("register")), is))
        return differs(l, S("the register says"), is);
    if (!s)
        return true;
    if (since.n && !str_eq(since, date_text(l->story->arena, s->on)))
        return differs(l, S("since"), date_text(l->story->arena, s->on));
    return categories_hold(l, s);
}

static bool
signal_holds(struct look *l)
{
    const struct signal_rule **on;
    size_t                     count;
    struct str                 is = S("off");

    if (child_signals(l->story->arena, l->child, l->story->pack, l->as_of, &on,
            &count))
        return differs(l, S("signals cannot be told"), (struct str){0});
    for (size_t i = 0; i < count; i++)
        if (str_eq(on[i]->id, said(l, S("signal"))))
            is = S("on");
    return str_eq(said(l, S("state")), is) ||
        differs(l, S("the signal is"), is);
}

/* ---- a row ---- */

/* ---- ties ---- */

static bool
tie_holds(struct look *l)
{
    struct str kind = said(l, S("tie")), is = S("off");

    for (size_t i = 0; i < l->child->ties_count; i++) {
        const struct tie_at *t = &l->child->ties[i];

        if (str_eq(t->kind, kind) &&
            (!t->until.us || t->until.us > l->as_of.us))
            is = S("on");
    }
    return str_eq(said(l, S("state")), is) || differs(l, S("the tie is"), is);
}

static const struct {
    struct str key;
    bool (*holds)(struct look *);
} asks[] = {
    {S_INIT("clock"), clock_holds},
    {S_INIT("signal"), signal_holds},
    {S_INIT("register"), register_holds},
    {S_INIT("tie"), tie_holds},
    {S_INIT("moves"), moves_hold},
    {S_INIT("state"), state_holds},
};

/* Rows about one entry alone, whatever the day. */
static const struct {
    struct str key;
    bool (*holds)(struct story *, const struct node *);
} entry_asks[] = {
    {S_INIT("asks"), expect_asks},
    {S_INIT("refuses"), expect_refuses},
    {S_INIT("share"), expect_shared},
};

static bool
look_fold(struct look *l)
{
    struct fold_entry *all;
    size_t             count;

    all = story_entries(l->story, l->name, l->as_of, &count);
    return fold_all(l->story->arena, l->story->pack, all, count, l->as_of,
               &l->child) == OK ||
        differs(l, S("cannot be folded"), (struct str){0});
}

bool
expect_holds(struct story *s, const struct node *row)
{
    struct look l = {.story = s, .row = row};
    struct str  of = said(&l, S("of")), thread = said(&l, S("thread"));
    bool        day;

    for (size_t i = 0; i < sizeof entry_asks / sizeof *entry_asks; i++)
        if (node_member(row, entry_asks[i].key))
            return entry_asks[i].holds(s, row);
    l.name = of.n ? of : S("child");
    if (thread.n)
        l.thread = story_id(ID_THREAD, thread);
    if (!story_when(s, said(&l, S("as_of")), &l.as_of, &day))
        return differs(&l, S("as_of is no day"), said(&l, S("as_of")));
    if (!look_fold(&l))
        return false;
    for (size_t i = 0; i < sizeof asks / sizeof *asks; i++)
        if (node_member(row, asks[i].key))
            return asks[i].holds(&l);
    return differs(&l, S("asks nothing that is known"), (struct str){0});
}
