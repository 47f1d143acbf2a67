/*
 * What a child's page says to those who work with the child: what they may
 * record.
 */
#include "action/casework_inside.h"

/* Whether there is any form that the reader may record about the child. */
static enum err
offered(struct child_build *b)
{
    const struct pack *p = b->w->pack;
    struct grant       g;
    enum err           e;

    for (size_t i = 0; i < p->forms_count && !b->page->may_record; i++) {
        if (!casework_is(p, &p->forms[i]))
            continue;
        e = casework_may(b->w, b->cx, &p->forms[i], b->page->person, &g);
        if (e && !err_is_refusal(e))
            return e;
        b->page->may_record = e == OK;
    }
    return OK;
}

enum err
child_casework_part(struct child_build *b)
{
    if (!date_is_none(b->page->as_of) || b->page->on_paper)
        return OK; /* what was is not worked on */
    return offered(b);
}
