/*
 * What the fold says of orders and protection, cut by what the reader may
 * see of the entries under it.
 */
#include "action/child_legal.h"

#include "action/child_inside.h"
#include "record/legal.h"

static bool
sees(const struct child_build *b, const struct fact_at *f)
{
    return !f || child_kept(b, f->entry->id, DEPTH_SUMMARY);
}

static struct words
kind_of(const struct child_build *b, const struct fact_at *f)
{
    return child_option(b->rules, f->entry->form, f->fact->kind, S("kind"),
        fact_arg(f->fact, S("kind")));
}

static struct moment
now_of(const struct child_build *b)
{
    return b->known_at.us == INT64_MAX ? b->w->now : b->known_at;
}

/* Its stated end, else when its clock runs out: the earlier of both, for a
 * statute may end it before the day that somebody wrote down. */
static struct moment
ends_at(const struct legal_order *o)
{
    struct moment due = o->clock ? o->clock->due : (struct moment){0};

    if (!o->until.us || (due.us && due.us < o->until.us))
        return due;
    return o->until;
}

static bool
is_soon(const struct child_build *b, const struct legal_order *o)
{
    return o->clock && child_clock(o->clock, b->rules, now_of(b)) == LOOK_WARN;
}

static void
orders(const struct child_build *b, const struct legal *l,
    struct child_legal *out)
{
    for (size_t i = 0; i < l->order_count; i++) {
        const struct legal_order *o = &l->orders[i];
        struct child_order       *row = &out->orders[out->order_count];

        if (!id_is_none(o->over_by) || !sees(b, o->said))
            continue;
        *row = (struct child_order){.kind = kind_of(b, o->said),
            .since = o->since,
            .until = ends_at(o),
            .soon = is_soon(b, o)};
        row->passed = row->until.us && row->until.us < now_of(b).us;
        out->order_count++;
    }
}

/* The meeting that the review is joined with (W73). */
static struct words
meeting_on(const struct child_register *r, struct date day)
{
    for (size_t i = 0; !date_is_none(day) && i < r->next_count; i++)
        if (date_eq(r->next[i].on, day))
            return r->next[i].title;
    return (struct words){0};
}

static void
statuses(const struct child_build *b, const struct legal *l,
    struct child_legal *out)
{
    for (size_t i = 0; i < l->status_count; i++) {
        const struct legal_status *s = &l->statuses[i];

        if (!legal_status_holds(s, b->day) || !sees(b, s->said) ||
            !sees(b, s->before))
            continue;
        out->statuses[out->status_count++] =
            (struct child_status){.kind = kind_of(b, s->said),
                .since = s->since,
                .until = s->until,
                .review = s->review,
                .with = meeting_on(&b->page->reg, s->review)};
    }
}

static struct date
day_of(const struct fact_at *f)
{
    return f ? f->entry->occurred_on : (struct date){0};
}

static void
medical(const struct child_build *b, const struct legal_medical *m,
    struct child_legal *out)
{
    if ((!m->asked && !m->done && !m->shared) || !sees(b, m->asked) ||
        !sees(b, m->done) || !sees(b, m->shared))
        return;
    out->medical = true;
    out->asked = day_of(m->asked);
    out->done = day_of(m->done);
    out->shared = day_of(m->shared);
    if (!m->clock || !child_kept(b, m->clock->opening, DEPTH_SUMMARY))
        return;
    out->medical_due = m->clock->due;
    out->medical_late = m->clock->due.us < now_of(b).us;
}

/* Behind the register's part, which knows the next meetings. */
void
child_legal_part(struct child_build *b)
{
    struct child_legal *out = &b->page->legal;
    struct legal        l;

    legal_of(b->cx->arena, b->child, b->rules, &l);
    out->orders =
        ARENA_ARRAY(b->cx->arena, struct child_order, l.order_count + 1);
    out->statuses =
        ARENA_ARRAY(b->cx->arena, struct child_status, l.status_count + 1);
    orders(b, &l, out);
    statuses(b, &l, out);
    medical(b, &l.medical, out);
}
