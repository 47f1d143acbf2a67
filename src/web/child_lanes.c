/*
 * The chronology's picture: a lane for each kind of agency, time from left
 * to right.  Everything in it stands in the table too; a mark that has no
 * room for its word goes without one.
 *
 * Units are those of the picture: 1160 wide, a lane 62 high.
 */
#include "base/zone.h"
#include "web/child.h"

enum {
    WIDTH = 1160,
    LEFT = 190, /* room for the names of lanes */
    RIGHT = 30,
    TOP = 60, /* of the first lane           */
    LANE = 62,
    MARK = 22, /* from a lane's top to marks  */
    NAME = 36,
    WORD = 96,  /* room that a mark's word takes */
    APART = 17, /* between two marks in a lane   */
    TICKS_MOST = 13
};

struct scale {
    struct date from, to;
    int32_t     days;
};

int64_t
child_lane_top(size_t n)
{
    return TOP + (int64_t)n * LANE;
}

int64_t
child_lane_name_y(size_t n)
{
    return child_lane_top(n) + NAME;
}

/* A day that is known in part stands at the beginning of what is known. */
static struct date
whole(struct date d)
{
    return date_of(d.year, d.month ? d.month : 1, d.day ? d.day : 1);
}

static struct date
month_of(struct date d)
{
    return date_of(d.year, d.month, 1);
}

static int64_t
place(const struct scale *s, struct date d)
{
    int64_t days = date_between(s->from, whole(d));

    return LEFT + days * (WIDTH - LEFT - RIGHT) / s->days;
}

static struct scale
scale_of(const struct child_page *c, struct date today)
{
    struct date from = today, to = today;

    for (size_t i = 0; i < c->item_count; i++) {
        if (date_is_none(c->items[i].on))
            continue;
        if (date_cmp(whole(c->items[i].on), from) < 0)
            from = whole(c->items[i].on);
    }
    if (c->reg.on && date_cmp(whole(c->reg.since), from) < 0)
        from = whole(c->reg.since);
    for (size_t i = 0; i < c->reg.next_count; i++)
        if (date_cmp(c->reg.next[i].on, to) > 0)
            to = c->reg.next[i].on;
    from = month_of(from);
    to = date_add_months(month_of(to), 1);
    return (struct scale){from, to, date_between(from, to)};
}

/* Months, or as many of them together as there is room for. */
static void
ticks(struct page *pg, const struct scale *s, struct lanes *l)
{
    int months = (s->to.year - s->from.year) * 12 + s->to.month - s->from.month;
    int step = 1;

    while (months / step > TICKS_MOST - 1)
        step += step;
    l->ticks = ARENA_ARRAY(pg->arena, struct lane_tick, TICKS_MOST + 1);
    for (int m = 0; m < months && l->tick_count < TICKS_MOST; m += step) {
        struct date d = date_add_months(s->from, m);

        l->ticks[l->tick_count++] = (struct lane_tick){place(s, d),
            zone_date_words(pg->arena, pg->lang,
                (struct date){.year = d.year, .month = d.month}, DATE_SHORT)};
    }
}

/* Words that would stand on each other: the one further right goes. */
static bool
has_room(const struct lanes *l, int64_t x, int64_t y)
{
    for (size_t i = 0; i < l->mark_count; i++) {
        int64_t apart = l->marks[i].x - x;

        if (l->marks[i].y == y && l->marks[i].label != MSG_NONE &&
            apart < WORD && apart > -WORD)
            return false;
    }
    return true;
}

/* Where a mark beside it would hide this one, or -1. */
static int64_t
taken(const struct lanes *l, int64_t x, int64_t y)
{
    for (size_t i = 0; i < l->mark_count; i++) {
        int64_t apart = l->marks[i].x - x;

        if (l->marks[i].y == y && apart < APART && apart > -APART)
            return l->marks[i].x;
    }
    return -1;
}

/* The same again on the same day. */
static bool
is_again(struct lanes *l, int64_t wanted, int64_t y, enum child_shape shape)
{
    for (size_t i = l->mark_count; i-- > 0;)
        if (l->marks[i].wanted == wanted && l->marks[i].y == y &&
            l->marks[i].shape == shape) {
            l->marks[i].times++;
            return true;
        }
    return false;
}

/* What happened within a few days stands side by side, in order: a mark
 * that hides another is worse than one that stands a day late.  The same
 * again on a day is one mark. */
static void
mark(struct lanes *l, int64_t wanted, size_t lane, enum child_shape shape)
{
    int64_t y = child_lane_top(lane) + MARK;
    int64_t x = wanted, by;

    if (is_again(l, wanted, y, shape))
        return;
    while ((by = taken(l, x, y)) >= 0)
        x = by + APART;
    l->marks[l->mark_count] = (struct lane_mark){.x = x,
        .wanted = wanted,
        .y = y,
        .times = 1,
        .shape = shape,
        .label = has_room(l, x, y) ? child_shape_msg(shape) : MSG_NONE};
    l->mark_count++;
}

struct lanes *
lanes_of(struct page *pg, const struct child_page *c)
{
    struct date   day = date_is_none(c->as_of) ? pg->today : c->as_of;
    struct scale  s = scale_of(c, day);
    struct lanes *l = ARENA_NEW(pg->arena, struct lanes);

    l->width = WIDTH;
    l->foot = child_lane_top(c->lane_count);
    l->height = l->foot + 14;
    l->today = place(&s, day);
    l->marks = ARENA_ARRAY(pg->arena, struct lane_mark,
        c->item_count + c->reg.next_count + 1);
    ticks(pg, &s, l);
    for (size_t i = c->item_count; i-- > 0;)
        if (!date_is_none(c->items[i].on) && c->items[i].fate == FATE_STANDS)
            mark(l, place(&s, c->items[i].on), c->items[i].lane,
                c->items[i].shape);
    for (size_t i = 0; i < c->reg.next_count; i++)
        mark(l, place(&s, c->reg.next[i].on), c->reg.next[i].lane,
            SHAPE_PLANNED);
    if (c->reg.on) {
        l->spell.x = place(&s, c->reg.since);
        l->spell.width = l->today - l->spell.x;
    }
    return l;
}
