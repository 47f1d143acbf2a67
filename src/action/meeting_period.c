/*
 * Which agencies came to the meetings about a child, by review period: who is
 * at a conference sees who has been there since the one before.
 *
 * An entry that the reader may not read whole counts nowhere here, so the
 * figures of two readers may differ.
 */
#include "action/attendance.h"
#include "action/meeting_inside.h"

struct periods {
    struct child_build    *b;
    struct meetings       *out;
    struct attendance_sum *sums; /* of all of them; one is grown at a time */
    size_t                 used;
};

/* Whether that meeting decides about the register, and so ends a period. */
static bool
decides(const struct entry *e)
{
    return form_yields(e->form, YIELD_REGISTER_ON);
}

static struct meeting_period *
period_new(struct periods *s, struct moment until)
{
    struct meeting_period *p = &s->out->periods[s->out->period_count++];

    if (s->out->period_count > 1)
        p[-1].since = until;
    *p = (struct meeting_period){.until = until, .sums = &s->sums[s->used]};
    return p;
}

static enum err
came_add(struct periods *s, struct meeting_period *p,
    const struct attendance *at)
{
    struct attendance_sum *sum;
    size_t                 i = 0;

    while (i < p->count && !id_eq(p->sums[i].agency, at->agency))
        i++;
    sum = &p->sums[i];
    if (i == p->count) {
        enum err e;

        *sum = (struct attendance_sum){.agency = at->agency};
        if ((e = child_agency_name(s->b, at->agency, &sum->name)))
            return e;
        p->count++;
        s->used++;
    }
    sum->came[at->present ? CAME_THERE : CAME_AWAY]++;
    return OK;
}

/* The newest first: a conference begins, backwards, the period it ends. */
static enum err
periods_find(struct periods *s, const struct attendance *all, size_t n)
{
    struct meeting_period *p = NULL;
    struct id              last = {0};

    for (size_t i = 0; i < n; i++) {
        const struct entry *in = child_kept(s->b, all[i].entry, DEPTH_FULL);
        enum err            e;

        if (!in)
            continue;
        if (!id_eq(all[i].entry, last)) {
            if (!p || decides(in))
                p = period_new(s,
                    decides(in) ? all[i].held : (struct moment){0});
            p->meetings++;
            last = all[i].entry;
        }
        if ((e = came_add(s, p, &all[i])))
            return e;
    }
    return OK;
}

enum err
meeting_periods(struct child_build *b, struct meetings *out)
{
    struct periods     s = {b, out, NULL, 0};
    struct attendance *all;
    size_t             n;
    enum err           e;

    if ((e = attendance_about(b->w, out->person, &all, &n)))
        return e;
    s.sums = ARENA_ARRAY(b->cx->arena, struct attendance_sum, n + 1);
    out->periods = ARENA_ARRAY(b->cx->arena, struct meeting_period, n + 1);
    if ((e = periods_find(&s, all, n)))
        return e;
    for (size_t i = 0; i < out->period_count; i++)
        attendance_sort(out->periods[i].sums, out->periods[i].count);
    return OK;
}
