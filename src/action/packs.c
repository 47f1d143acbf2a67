/*
 * Each pack is held against the one that held before it.
 */
#include "action/packs.h"

#include "action/rows.h"

enum err
packs_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct packs_page *p = ARENA_NEW(cx->arena, struct packs_page);
    struct installed  *all;
    size_t             n;
    enum err           e;

    (void)ask, (void)grant;
    if ((e = work_installed(w, &all, &n)))
        return e;
    p->rows = ARENA_ARRAY(cx->arena, struct packs_row, n + 1);
    for (size_t i = n; i-- > 0;) {
        struct packs_row *r = &p->rows[p->count++];

        r->pack = all[i];
        r->holds = all[i].pack == w->pack;
        r->first = i == 0;
        if (i)
            pack_gains(cx->arena, all[i - 1].pack, all[i].pack, &r->gains,
                &r->count);
    }
    answer->with = p;
    return OK;
}
