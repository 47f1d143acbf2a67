/*
 * Forms are drawn again from a look at what they belong to, so that nothing
 * typed is lost and what is chosen from is there.
 */
#include "web/agencies.h"

#include "action/keep.h"

static void
purpose(struct visit *v)
{
    v->ask.purpose = pack_purpose_for(v->page.pack, S("upkeep"))->id;
}

struct str
agencies_url(struct page *pg, int64_t page)
{
    return page_url(pg,
        str_cat(pg->arena, S("/agencies?page="), str_of_int(pg->arena, page)));
}

/* ---- reading ---- */

enum err
in_agencies(struct visit *v)
{
    int64_t *page = ARENA_NEW(v->req->arena, int64_t);

    purpose(v);
    if (!str_int(form_value(&v->req->query, S("page")), page))
        *page = 1;
    v->ask.with = page;
    return OK;
}

enum err
in_agency(struct visit *v)
{
    purpose(v);
    return visit_id(v, 0, ID_AGENCY, &v->ask.about);
}

static struct agency_typed
agency_typed(struct visit *v)
{
    return (struct agency_typed){
        .kind = visit_text(v, S("kind")),
        .name_cy = visit_text(v, S("name_cy")),
        .name_en = visit_text(v, S("name_en")),
        .language = visit_text(v, S("language")),
    };
}

/* It will work in the area of the agency that the reader is of, which the
 * form says and policy compares. */
enum err
in_agency_new(struct visit *v)
{
    struct agency      *in = ARENA_NEW(v->req->arena, struct agency);
    struct agency_typed t = agency_typed(v);

    purpose(v);
    if (!t.kind.n)
        visit_error(v, S("kind"), MSG_AGENCIES_KIND_NEEDED);
    if (!t.name_cy.n)
        visit_error(v, S("name_cy"), MSG_AGENCIES_NAME_NEEDED);
    if (!t.name_en.n)
        visit_error(v, S("name_en"), MSG_AGENCIES_NAME_NEEDED);
    if (v->page.error_count || visit_is_toggled(v))
        return visit_redraw(v, ACT_AGENCY_LIST);
    *in = (struct agency){.kind = t.kind, .name = {t.name_cy, t.name_en}};
    if (!lang_find(t.language, &in->language))
        in->language = LANG_CY;
    if (!id_parse(visit_text(v, S("area")), ID_AGENCY, &in->authority))
        return ERR_ABSENT;
    v->ask.with = in;
    return OK;
}

static struct desk_typed
desk_typed(struct visit *v)
{
    return (struct desk_typed){
        .term = visit_text(v, S("term")),
        .telephone = visit_text(v, S("telephone")),
        .relay = visit_text(v, S("relay")),
        .desk = visit_text(v, S("desk")),
    };
}

/* A number to ring, and another where the kind of desk has one (S7). */
static void
check_numbers(struct visit *v, const struct desk_typed *t,
    const struct desk_term *term)
{
    if (!t->telephone.n)
        visit_error(v, S("telephone"), MSG_AGENCIES_TELEPHONE_NEEDED);
    if (term && term->relay && !t->relay.n)
        visit_error(v, S("relay"), MSG_AGENCIES_RELAY_NEEDED);
}

enum err
in_desk_new(struct visit *v)
{
    struct desk_ask        *in = ARENA_NEW(v->req->arena, struct desk_ask);
    struct desk_typed       t = desk_typed(v);
    const struct desk_term *term = pack_desk(v->page.pack, t.term);

    purpose(v);
    if (visit_id(v, 0, ID_AGENCY, &in->agency))
        return ERR_ABSENT;
    if (!term)
        visit_error(v, S("term"), MSG_AGENCIES_DESK_NEEDED);
    check_numbers(v, &t, term);
    if (v->page.error_count || visit_is_toggled(v)) {
        v->ask.about = in->agency;
        return visit_redraw(v, ACT_AGENCY_SHOW);
    }
    in->term = t.term;
    in->telephone = t.telephone;
    in->relay = t.relay;
    v->ask.with = in;
    return OK;
}

enum err
in_desk_numbers(struct visit *v)
{
    struct desk_ask        *in = ARENA_NEW(v->req->arena, struct desk_ask);
    struct desk_typed       t = desk_typed(v);
    const struct desk_term *term = pack_desk(v->page.pack, t.term);

    purpose(v);
    if (visit_id(v, 0, ID_AGENCY, &in->agency))
        return ERR_ABSENT;
    check_numbers(v, &t, term);
    if (v->page.error_count || visit_is_toggled(v)) {
        v->ask.about = in->agency;
        return visit_redraw(v, ACT_AGENCY_SHOW);
    }
    in->telephone = t.telephone;
    in->relay = t.relay;
    v->ask.with = in;
    return visit_id(v, 1, ID_DESK, &v->ask.about);
}

/* ---- drawing ---- */

void
see_agencies(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    agencies_page_draw(&v->page, answer->with);
    visit_page(v, 200);
}

void
see_agency(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    agency_page_draw(&v->page, answer->with);
    visit_page(v, 200);
}

/* Whose agency looks after none has no such form. */
void
see_agency_form(struct visit *v, enum err e, struct answer *answer)
{
    const struct agencies_page *p = answer->with;
    struct agency_typed         t = agency_typed(v);

    if (e == OK && !p->kind_count)
        e = ERR_DENIED;
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    agency_form_page(&v->page, p, &t);
    visit_page(v, v->redraws ? 400 : 200);
}

static void
go_to_agency(struct visit *v, struct id agency)
{
    visit_go(v,
        str_cat(v->req->arena, S("/agencies/"),
            id_text(v->req->arena, agency)));
}

void
see_agency_new(struct visit *v, enum err e, struct answer *answer)
{
    const struct id *made = answer->with;

    if (e || v->redraws)
        see_agency_form(v, e, answer);
    else
        go_to_agency(v, *made);
}

void
see_agency_ended(struct visit *v, enum err e, struct answer *answer)
{
    if (e)
        visit_refused(v, e, answer);
    else
        visit_go(v, S("/agencies"));
}

void
see_desk_form(struct visit *v, enum err e, struct answer *answer)
{
    struct desk_typed t = desk_typed(v);

    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    desk_form_page(&v->page, answer->with, &t);
    visit_page(v, v->redraws ? 400 : 200);
}

void
see_desk_new(struct visit *v, enum err e, struct answer *answer)
{
    if (e || v->redraws)
        see_desk_form(v, e, answer);
    else
        visit_go(v, str_cat(v->req->arena, S("/agencies/"), v->parts[0]));
}

/* The desk of the address; null when that agency has no such one. */
static const struct desk *
desk_here(const struct visit *v, const struct agency_page *p)
{
    for (size_t i = 0; i < p->desk_count; i++)
        if (str_eq(id_text(v->req->arena, p->desks[i].id), v->parts[1]))
            return &p->desks[i];
    return NULL;
}

void
see_numbers_form(struct visit *v, enum err e, struct answer *answer)
{
    const struct desk *d = e ? NULL : desk_here(v, answer->with);
    struct desk_typed  t = desk_typed(v);

    if (!d) {
        visit_refused(v, e ? e : ERR_DENIED, answer);
        return;
    }
    t.desk = v->parts[1];
    t.term = d->term->id;
    if (!v->redraws) {
        t.telephone = d->telephone;
        t.relay = d->relay;
    }
    desk_numbers_page(&v->page, answer->with, &t);
    visit_page(v, v->redraws ? 400 : 200);
}

void
see_numbers(struct visit *v, enum err e, struct answer *answer)
{
    if (e || v->redraws)
        see_numbers_form(v, e, answer);
    else
        visit_go(v, str_cat(v->req->arena, S("/agencies/"), v->parts[0]));
}
