/*
 * An agency may have the desks that the pack knows for its kind, each once.
 */
#include "action/agencies.h"

#include "action/rows.h"

static struct words
kind_title(const struct pack *p, struct str id)
{
    const struct agency_kind *kind = pack_agency_kind(p, id);

    return kind ? kind->title : (struct words){0};
}

static bool
is_kept(const struct work *w, const struct cx *cx, struct str id)
{
    const struct agency_kind *kind = pack_agency_kind(w->pack, id);

    return kind && kind->kept_by.n &&
        str_eq(kind->kept_by, cx->reader.agency.kind);
}

static void
kinds_made(struct work *w, struct cx *cx, struct agencies_page *p)
{
    const struct pack *pack = w->pack;

    p->kinds = ARENA_ARRAY(cx->arena, const struct agency_kind *,
        pack->agency_kinds_count + 1);
    for (size_t i = 0; i < pack->agency_kinds_count; i++)
        if (is_kept(w, cx, pack->agency_kinds[i].id))
            p->kinds[p->kind_count++] = &pack->agency_kinds[i];
}

/* The reader's own first, then its area by name; of that one page. */
enum err
agencies_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct agencies_page *p = ARENA_NEW(cx->arena, struct agencies_page);
    const int64_t        *page = ask->with;
    struct agency        *area;
    size_t                n, from;
    enum err              e;

    (void)grant;
    if ((e = agency_area(w, cx->reader.agency.id, &area, &n)))
        return e;
    p->pages = (int64_t)((n + AGENCIES_A_PAGE) / AGENCIES_A_PAGE);
    p->page = page && *page >= 1 && *page <= p->pages ? *page : 1;
    from = (size_t)(p->page - 1) * AGENCIES_A_PAGE;
    p->rows = ARENA_ARRAY(cx->arena, struct agencies_row, AGENCIES_A_PAGE);
    for (size_t i = from; i < n + 1 && p->count < AGENCIES_A_PAGE; i++) {
        const struct agency *a = i ? &area[i - 1] : &cx->reader.agency;

        p->rows[p->count++] = (struct agencies_row){.agency = *a,
            .kind = kind_title(w->pack, a->kind),
            .kept = i == 0 || is_kept(w, cx, a->kind)};
        answer_discloses(cx, answer, a->id);
    }
    kinds_made(w, cx, p);
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
        (e = desk_list(w, ask->about, &p->desks, &p->desk_count)) ||
        (e = account_list(w, ask->about, &p->accounts, &p->account_count)))
        return e;
    if (!id_is_none(p->agency.authority)) {
        if ((e = agency_load(w, p->agency.authority, &area)))
            return e;
        p->authority = area.name;
    }
    p->kind = kind_title(w->pack, p->agency.kind);
    p->own = id_eq(p->agency.id, cx->reader.agency.id);
    free_desks(w, cx, p);
    answer_discloses(cx, answer, p->agency.id);
    for (size_t i = 0; i < p->account_count; i++)
        answer_discloses(cx, answer, p->accounts[i].id);
    answer->with = p;
    return OK;
}
