/*
 * An agency may have the desks that the pack knows for its kind, each once.
 */
#include "action/agencies.h"

#include "action/rows.h"

static struct words
kind_title(const struct pack *p, struct str kind)
{
    for (size_t i = 0; i < p->agency_kinds_count; i++)
        if (str_eq(p->agency_kinds[i].id, kind))
            return p->agency_kinds[i].title;
    return (struct words){0};
}

/* Whoever looks after one agency sees that one. */
enum err
agencies_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct agencies_page *p = ARENA_NEW(cx->arena, struct agencies_page);

    (void)ask, (void)grant;
    p->rows = ARENA_NEW(cx->arena, struct agencies_row);
    p->rows[0] = (struct agencies_row){.agency = cx->reader.agency,
        .kind = kind_title(w->pack, cx->reader.agency.kind)};
    p->count = 1;
    answer->with = p;
    return OK;
}

static bool
has(const struct agency_page *p, const struct desk_term *term)
{
    for (size_t i = 0; i < p->desk_count; i++)
        if (p->desks[i].term == term)
            return true;
    return false;
}

static void
free_desks(struct work *w, struct cx *cx, struct agency_page *p)
{
    const struct pack *pack = w->pack;

    p->free =
        ARENA_ARRAY(cx->arena, const struct desk_term *, pack->desks_count + 1);
    for (size_t i = 0; i < pack->desks_count; i++)
        if (str_eq(pack->desks[i].of, p->agency.kind) &&
            !has(p, &pack->desks[i]))
            p->free[p->free_count++] = &pack->desks[i];
}

enum err
agencies_show(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct agency_page *p = ARENA_NEW(cx->arena, struct agency_page);
    struct agency       area;
    enum err            e;

    (void)grant;
    if ((e = agency_load(w, ask->about, &p->agency)) ||
        (e = desk_list(w, ask->about, &p->desks, &p->desk_count)))
        return e;
    if (!id_is_none(p->agency.authority)) {
        if ((e = agency_load(w, p->agency.authority, &area)))
            return e;
        p->authority = area.name;
    }
    p->kind = kind_title(w->pack, p->agency.kind);
    free_desks(w, cx, p);
    answer_discloses(cx, answer, p->agency.id);
    answer->with = p;
    return OK;
}
