/*
 * Who has looked at a child (S4).  Hours are put together to days here, where
 * the pack's zone is known.
 */
#include "action/child_inside.h"
#include "action/rows.h"
#include "record/looked.h"

/* Of hours that are read for a page; a page has fewer rows. */
#define LOOKED_HOURS 200

static bool
belongs(const struct child_looked *to, const struct looked *l, struct date day)
{
    return date_eq(to->day, day) && id_eq(to->of, l->agency) &&
        str_eq(to->purpose, l->purpose) && to->refused == l->refused;
}

static enum err
hour_add(struct child_build *b, struct child_lookers *p, const struct looked *l)
{
    struct date          day = zone_date(b->w->pack->zone, l->last);
    struct child_looked *row = &p->rows[p->count];

    for (size_t i = p->count; i-- > 0 && date_eq(p->rows[i].day, day);)
        if (belongs(&p->rows[i], l, day)) {
            p->rows[i].times += l->times;
            return OK;
        }
    *row = (struct child_looked){.day = day,
        .last = l->last,
        .of = l->agency,
        .purpose = l->purpose,
        .refused = l->refused,
        .times = l->times};
    p->count++;
    return child_agency_name(b, l->agency, &row->agency);
}

/* There is more: the last day may not be whole, so it is the next page's,
 * unless it is the only one. */
static void
end_with_a_day(const struct child_build *b, struct child_lookers *p)
{
    const struct zone *zone = b->w->pack->zone;
    struct date        last = p->rows[p->count - 1].day;
    size_t             n = p->count;

    while (n && date_eq(p->rows[n - 1].day, last))
        n--;
    if (n)
        p->count = n;
    p->earlier =
        zone_moment(zone, (struct civil){.date = p->rows[p->count - 1].day});
}

/* Let in as to the child's page, for the same purpose. */
enum err
ground_child_looked(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    const struct child_looked_ask *in = ask->with;
    struct child_ask               same = {.purpose = in->purpose};
    struct ask                     page = *ask;

    page.with = &same;
    return ground_child(w, cx, &page, out);
}

enum err
child_looked(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct child_looked_ask *in = ask->with;
    struct child_build            *b = answer->found;
    struct child_lookers *p = ARENA_NEW(cx->arena, struct child_lookers);
    struct looked_ask     q = {.person = b->view.person,
            .own = look_purpose(w->pack, S("own")),
            .before = in->before,
            .limit = LOOKED_HOURS};
    struct looked        *hours;
    size_t                n;
    enum err              e;

    (void)grant;
    if (view_depth(&b->view, S("lookers")) < DEPTH_FULL)
        return ERR_DENIED;
    child_begin(b, answer);
    if ((e = child_known(b)) || (e = looked_list(w, &q, &hours, &n)))
        return e;
    p->person = b->page->person;
    p->name = b->page->name;
    p->purpose = b->page->purpose;
    p->newest = in->before.us == INT64_MAX;
    p->rows = ARENA_ARRAY(cx->arena, struct child_looked, n + 1);
    for (size_t i = 0; i < n; i++)
        if ((e = hour_add(b, p, &hours[i])))
            return e;
    if (n == LOOKED_HOURS)
        end_with_a_day(b, p);
    answer->with = p;
    return OK;
}
