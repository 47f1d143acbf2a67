/*
 * What happened: each entry that the reader may see, with its lane, its
 * shape, and its answers; and the concerns with what was decided.
 */
#include <stdlib.h>

#include "action/child_inside.h"
#include "action/concern_form.h"

/* How an entry is drawn, by what it means; the first row that fits. */
static const struct {
    enum yield_kind  yields;
    enum child_shape shape;
} shapes[] = {
    {YIELD_CONCERN, SHAPE_CONCERN},
    {YIELD_DECIDE, SHAPE_DECIDED},
    {YIELD_REGISTER_ON, SHAPE_DECIDED},
    {YIELD_REGISTER_CHANGE, SHAPE_DECIDED},
    {YIELD_REGISTER_OFF, SHAPE_DECIDED},
    {YIELD_TEMPORARY_ON, SHAPE_DECIDED},
    {YIELD_TEMPORARY_OFF, SHAPE_DECIDED},
    {YIELD_MEETING, SHAPE_DECIDED},
    {YIELD_CHALLENGE, SHAPE_DECIDED},
    {YIELD_SEEN, SHAPE_SEEN},
    {YIELD_WORDS, SHAPE_SEEN},
    {YIELD_MISSING, SHAPE_NOTICE},
    {YIELD_FOUND, SHAPE_NOTICE},
    {YIELD_ABSENCE, SHAPE_NOTICE},
    {YIELD_MEDICAL, SHAPE_NOTICE},
    {YIELD_DENIED_ACCESS, SHAPE_NOTICE},
    {YIELD_MOVE, SHAPE_NOTICE},
    {YIELD_TOLD, SHAPE_NOTICE},
};

static enum child_shape
shape_of(const struct form *f)
{
    for (size_t i = 0; i < sizeof(shapes) / sizeof(*shapes); i++)
        if (form_yields(f, shapes[i].yields))
            return shapes[i].shape;
    return SHAPE_WRITTEN;
}

/* --- lanes ------------------------------------------------------------- */

/* What opened the thread, among the entries that are left. */
static const struct entry *
opening(const struct child_build *b, struct id thread)
{
    for (size_t i = 0; i < b->opening_count; i++)
        if (id_eq(b->openings[i]->thread, thread))
            return b->openings[i];
    return NULL;
}

/*
 * A concern, and whatever else the reporter's agency wrote in its thread: an
 * "I disagree" in a school's lane would tell who reported.  When the opening
 * is not shown, nothing in its thread is told apart from it.
 */
bool
child_by_report(const struct child_build *b, const struct entry *e)
{
    const struct entry *first;

    if (form_yields(e->form, YIELD_CONCERN))
        return true;
    if (!e->form->in_thread.n)
        return false;
    first = opening(b, e->thread);
    if (!first)
        return form_yields(e->form, YIELD_CHALLENGE);
    return id_is_none(e->agency) || id_eq(first->agency, e->agency);
}

enum err
child_kind_of_agency(struct child_build *b, struct id agency, struct words *out)
{
    const struct pack   *p = b->w->pack;
    const struct agency *a;
    enum err             e;

    *out = (struct words){0};
    if ((e = child_agency(b, agency, &a)) || !a)
        return e;
    for (size_t i = 0; i < p->agency_kinds_count; i++)
        if (str_eq(p->agency_kinds[i].id, a->kind))
            *out = p->agency_kinds[i].title;
    return OK;
}

enum err
child_from(struct child_build *b, const struct entry *e, struct words *out)
{
    const struct desk_term *door = pack_desk_for(b->w->pack, S("front_door"));

    if (door && child_by_report(b, e)) {
        *out = door->title;
        return OK;
    }
    return child_kind_of_agency(b, e->agency, out);
}

enum err
child_lane(struct child_build *b, const struct entry *e, size_t *lane)
{
    struct child_page *p = b->page;
    struct words       from;
    enum err           err;

    if ((err = child_from(b, e, &from)))
        return err;
    if (!p->lanes)
        p->lanes = ARENA_ARRAY(b->cx->arena, struct words, b->kept_count + 1);
    for (*lane = 0; *lane < p->lane_count; (*lane)++)
        if (str_eq(p->lanes[*lane].en, from.en))
            return OK;
    p->lanes[p->lane_count++] = from;
    return OK;
}

/* --- entries ----------------------------------------------------------- */

int
child_place_in(const struct child_build *b, const struct entry *e)
{
    for (size_t i = 0; i < e->about_count; i++)
        if (str_eq(e->about[i].role, S("child")) &&
            child_has_source(b, e->about[i].source))
            return (int)i;
    return -1;
}

struct date
child_day_of(const struct child_build *b, const struct entry *e)
{
    struct date d = e->occurred_on;

    if (date_is_none(d))
        return zone_date(b->w->pack->zone, e->recorded);
    return date_of(d.year, d.month ? d.month : 1, d.day ? d.day : 1);
}

/* What the picture needs of it. */
static enum err
item(struct child_build *b, const struct entry *e, struct child_item *out)
{
    *out = (struct child_item){
        .entry = e->id,
        .thread = e->thread,
        .number = form_yields(e->form, YIELD_CONCERN) || e->form->in_thread.n
            ? e->number
            : 0,
        .title = e->form->title,
        .shape = shape_of(e->form),
        .on = e->occurred_on,
        .day = child_day_of(b, e),
        .recorded = e->recorded,
        .language = e->language,
        .depth = child_depth(b, e),
        .fate = e->fate,
        .corrected = e->corrected_at,
    };
    return child_lane(b, e, &out->lane);
}

/* What its row in the table needs beside that. */
static enum err
item_tell(struct child_build *b, struct child_item *out)
{
    const struct entry *e = child_kept(b, out->entry, DEPTH_EXISTS);
    enum err            err;

    if (!e)
        BUG("an item of the chronology that no entry stands behind");
    answer_discloses(b->cx, b->answer, e->id);
    if (out->depth < DEPTH_SUMMARY || e->fate != FATE_STANDS)
        return OK;
    if (out->depth == DEPTH_FULL && !child_by_report(b, e) &&
        (err = child_account(b, e->author, &out->author)))
        return err;
    return child_lines(b, e, &out->lines, &out->line_count);
}

/* The front door's lane is the first, whatever came first. */
static enum err
first_lane(struct child_build *b)
{
    size_t lane;

    for (size_t i = 0; i < b->kept_count; i++)
        if (child_by_report(b, &b->kept[i]))
            return child_lane(b, &b->kept[i], &lane);
    return OK;
}

/* Newest first: by the day it happened, then by when it was written. */
static int
by_day(const void *x, const void *y)
{
    const struct child_item *a = x, *b = y;
    int                      c = date_cmp(b->day, a->day);

    return c                               ? c
        : a->recorded.us == b->recorded.us ? 0
        : a->recorded.us < b->recorded.us  ? 1
                                           : -1;
}

/* The rows asked for; on paper all of them. */
static void
rows_choose(struct child_build *b)
{
    struct child_page *p = b->page;

    p->row_first = 0;
    p->row_count = p->item_count;
    if (b->rows == CHILD_ALL_ROWS)
        return;
    if (b->first_row < p->item_count)
        p->row_first = b->first_row;
    p->row_count = p->item_count - p->row_first;
    if (p->row_count > CHILD_ROWS)
        p->row_count = CHILD_ROWS;
}

/* What is the affair of those who hold it alone: a meeting of which the
 * family hears nothing (S17), what somebody was told, so who reported (S12). */
static bool
is_kept_close(const struct form *f)
{
    return (f->meeting && !f->meeting->family) || form_yields(f, YIELD_TOLD);
}

bool
child_is_event(const struct child_build *b, const struct entry *e)
{
    enum child_shape s = shape_of(e->form);

    return e->fate == FATE_STANDS && !is_kept_close(e->form) &&
        child_depth(b, e) >= DEPTH_SUMMARY &&
        (s == SHAPE_CONCERN || s == SHAPE_DECIDED || s == SHAPE_NOTICE);
}

enum err
child_story_part(struct child_build *b)
{
    struct child_page *p = b->page;
    enum err           e;

    p->items = ARENA_ARRAY(b->cx->arena, struct child_item, b->kept_count + 1);
    if ((e = first_lane(b)))
        return e;
    for (size_t i = 0; i < b->kept_count; i++) {
        if (form_yields(b->kept[i].form, YIELD_SIGNIFICANT))
            continue; /* stands beside what it is about */
        if ((e = item(b, &b->kept[i], &p->items[p->item_count++])))
            return e;
    }
    if (p->item_count)
        qsort(p->items, p->item_count, sizeof *p->items, by_day);
    rows_choose(b);
    for (size_t i = 0; i < p->row_count; i++)
        if ((e = item_tell(b, &p->items[p->row_first + i])))
            return e;
    return OK;
}

/* --- concerns ---------------------------------------------------------- */

static enum err
decisions(struct child_build *b, struct child_concern *c)
{
    const struct child *child = b->child;
    enum err            e;

    c->decisions = ARENA_ARRAY(b->cx->arena, struct child_decided,
        child->decisions_count + 1);
    for (size_t i = 0; i < child->decisions_count; i++) {
        const struct decision *d = &child->decisions[i];
        const struct entry    *in = child_kept(b, d->entry, DEPTH_SUMMARY);
        struct child_decided  *out = &c->decisions[c->decision_count];

        if (!in || !id_eq(d->thread, c->thread))
            continue;
        *out =
            (struct child_decided){.outcome = child_option(b->rules, in->form,
                                       YIELD_DECIDE, S("outcome"), d->outcome),
                .at = d->at};
        if (child_kept(b, d->entry, DEPTH_FULL)) {
            out->reason = d->reason;
            out->language = in->language;
            if ((e = child_account(b, d->author, &out->author)))
                return e;
        }
        c->decision_count++;
    }
    return OK;
}

/* Whoever may not see decisions is not told that there is none. */
static bool
sees_decisions(const struct child_build *b)
{
    const struct pack *p = b->w->pack;
    const struct form *f = concern_form_for(p, USE_DECIDE, concern_kind(p));

    return f && view_depth(&b->view, f->group) >= DEPTH_SUMMARY;
}

/* The open deadline of the thread that is due first. */
static void
concern_clock(struct child_build *b, struct child_concern *c)
{
    const struct child *child = b->child;

    for (size_t i = 0; i < child->clocks_count; i++) {
        const struct clock_at *k = &child->clocks[i];

        if (k->state != CLOCK_OPEN || !id_eq(k->thread, c->thread) ||
            !child_kept(b, k->opening, DEPTH_SUMMARY) ||
            (c->due.us && c->due.us <= k->due.us))
            continue;
        c->clock = k->rule->title;
        c->due = k->due;
        c->late = k->due.us < b->then.us;
    }
}

/* Where its own pathway stands, when one runs for each thread, in the words
 * of the pack that brought it there: another may have other states.  That may
 * be a decision that the reader does not see. */
static void
concern_state(struct child_build *b, struct child_concern *c)
{
    const struct pack *p = b->rules;

    for (size_t i = 0; i < p->pathways_count; i++) {
        const struct state_at *s;

        if (!p->pathways[i].per_thread)
            continue;
        s = child_state(b->child, &p->pathways[i], c->thread);
        if (s && s->state != s->pathway->start &&
            child_kept(b, s->by, DEPTH_SUMMARY)) {
            c->state = s->pathway->states[s->state].title;
            return;
        }
    }
}

static struct words
urgency_of(struct child_build *b, const struct entry *e)
{
    const struct child *c = b->child;

    for (size_t i = 0; i < c->facts_count; i++)
        if (id_eq(c->facts[i].entry->id, e->id) &&
            c->facts[i].fact->kind == YIELD_CONCERN)
            return child_option(b->rules, e->form, YIELD_CONCERN, S("urgency"),
                fact_arg(c->facts[i].fact, S("urgency")));
    return (struct words){0};
}

/* The written report that follows a call stands in the call's thread. */
static bool
listed_already(const struct child_page *p, struct id thread)
{
    for (size_t i = 0; i < p->concern_count; i++)
        if (id_eq(p->concerns[i].thread, thread))
            return true;
    return false;
}

enum err
child_concerns_part(struct child_build *b)
{
    struct child_page *p = b->page;
    enum err           e;

    p->concerns =
        ARENA_ARRAY(b->cx->arena, struct child_concern, b->kept_count + 1);
    for (size_t i = b->kept_count; i-- > 0;) {
        const struct entry   *in = &b->kept[i];
        struct child_concern *c = &p->concerns[p->concern_count];

        if (!form_yields(in->form, YIELD_CONCERN) || in->fate != FATE_STANDS ||
            child_depth(b, in) < DEPTH_SUMMARY || listed_already(p, in->thread))
            continue;
        *c = (struct child_concern){.thread = in->thread,
            .number = in->number,
            .received = in->recorded,
            .urgency = urgency_of(b, in)};
        answer_discloses(b->cx, b->answer, in->thread);
        if ((e = decisions(b, c)))
            return e;
        c->undecided = !c->decision_count && sees_decisions(b);
        concern_clock(b, c);
        concern_state(b, c);
        p->concern_count++;
    }
    return OK;
}
