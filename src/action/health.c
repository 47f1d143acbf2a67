/*
 * Nothing is judged here: the page, the small door and the doctor must not
 * say different things.
 */
#include "action/health.h"

#include "action/rows.h"

enum err
health_waiting(struct work *w, const struct reader *r, size_t *accounts)
{
    struct account *all;
    size_t          n;
    enum err        e;

    *accounts = 0;
    if (!reader_may(r, MAY_ADMINISTER) && !reader_may(r, MAY_CONFIRM))
        return OK;
    if ((e = account_list(w, r->agency.id, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        *accounts += !all[i].confirmed && !all[i].ended;
    return OK;
}

enum err
health_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct health_page *p = ARENA_NEW(cx->arena, struct health_page);
    enum err            e;

    (void)ask, (void)grant;
    if ((e = vital_gather(w, cx->service, &p->facts)) ||
        (e = health_waiting(w, &cx->reader, &p->waiting)))
        return e;
    p->count = vital_judge(&p->facts, p->vitals);
    answer->with = p;
    return OK;
}
