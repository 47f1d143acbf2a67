/*
 * The secret stands in the address of every page behind a link, so that no
 * cookie is needed and nothing of it is left in the browser but the address.
 */
#include "web/invite.h"

#include "web/report.h"

enum err
in_invites(struct visit *v)
{
    (void)v;
    return OK;
}

void
see_invites(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    invites_page(&v->page, answer->with, (struct str){0});
    visit_page(v, 200);
}

enum err
in_invite_make(struct visit *v)
{
    struct invite_make *in = ARENA_NEW(v->req->arena, struct invite_make);

    v->ask.with = in;
    if (!id_parse(visit_text(v, S("agency")), ID_AGENCY, &in->agency)) {
        visit_error(v, S("agency"), MSG_INVITE_AGENCY_NEEDED);
        return ERR_INVALID;
    }
    return OK;
}

static void
list_again(struct visit *v)
{
    const struct invite_list *list =
        visit_look_again(v, ACT_INVITE_LIST, (struct id){0});

    if (!list)
        return;
    invites_page(&v->page, list, visit_text(v, S("agency")));
    visit_page(v, 400);
}

/* Shown once, it is no page that can be asked for again: only the page
 * itself knows the secret, and its toggle sends that along. */
static void
draw_made(struct visit *v, const struct invite_made *made)
{
    struct arena    *a = v->req->arena;
    struct page_row *rows = ARENA_ARRAY(a, struct page_row, 3);
    struct str       parts[4];

    rows[0] = (struct page_row){.name = S("secret"), .text = made->secret};
    rows[1] = (struct page_row){.name = S("agency"),
        .text = id_text(a, made->agency.id)};
    rows[2] = (struct page_row){.name = S("until"),
        .text = str_of_int(a, made->until.us)};
    v->page.toggle_sends = S("/invites/made");
    v->page.again = rows;
    v->page.again_count = 3;
    parts[0] = v->req->transport == HTTP_TLS ? S("https://") : S("http://");
    parts[1] = v->req->host;
    parts[2] = page_url(&v->page, S("/invite/"));
    parts[3] = made->secret;
    invite_made_page(&v->page, made,
        str_join(v->req->arena, parts, 4, (struct str){0}));
    visit_page(v, 200);
}

void
see_invite_make(struct visit *v, enum err e, struct answer *answer)
{
    if (e == ERR_INVALID)
        list_again(v);
    else if (e)
        visit_refused(v, e, answer);
    else
        draw_made(v, answer->with);
}

/* What a page of one that was made sent along, in the other language. */
void
see_invite_made(struct visit *v, enum err e, struct answer *answer)
{
    struct invite_made        made = {.secret = visit_text(v, S("secret"))};
    const struct invite_list *list = answer->with;
    struct id                 agency;

    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    if (id_parse(visit_text(v, S("agency")), ID_AGENCY, &agency) &&
        str_int(visit_text(v, S("until")), &made.until.us))
        for (size_t i = 0; i < list->agency_count; i++)
            if (id_eq(list->agencies[i].id, agency))
                made.agency = list->agencies[i];
    if (made.secret.n && made.agency.name.en.n)
        draw_made(v, &made);
    else
        visit_go(v, S("/invites"));
}

/* ---- by the link ---- */

static void
enter(struct visit *v)
{
    v->cx.kind = READER_INVITE;
    v->cx.account = (struct id){0};
    v->cx.invite = invite_hash(v->req->arena, v->parts[0]);
}

static struct str
draft_path(struct visit *v, struct id draft, struct str behind)
{
    struct str parts[5] = {S("/invite/"), v->parts[0], S("/"),
        id_text(v->req->arena, draft), behind};

    return str_join(v->req->arena, parts, 5, (struct str){0});
}

enum err
in_invite(struct visit *v)
{
    enter(v);
    return OK;
}

void
see_invite(struct visit *v, enum err e, struct answer *answer)
{
    const struct invite_opened *o = answer->with;

    v->page.nav = NAV_NONE;
    if (e) {
        visit_refused(v, e, answer);
    } else if (!id_is_none(o->draft)) {
        visit_go(v, draft_path(v, o->draft, o->sent ? S("/what-next") : S("")));
    } else {
        invite_page(&v->page, o, v->parts[0]);
        visit_page(v, 200);
    }
}

enum err
in_invite_start(struct visit *v)
{
    struct draft_start *in = ARENA_NEW(v->req->arena, struct draft_start);
    const struct purpose_term *why = pack_purpose_for(v->page.pack, S("own"));

    enter(v);
    in->verb = MAY_REPORT;
    if (why)
        v->ask.purpose = why->id;
    v->ask.with = in;
    return OK;
}

/* Begun twice is begun once: the page of the link leads to it. */
void
see_invite_start(struct visit *v, enum err e, struct answer *answer)
{
    const struct draft_started *made = answer->with;

    if (e == ERR_CONFLICT)
        visit_go(v, str_cat(v->req->arena, S("/invite/"), v->parts[0]));
    else if (e)
        visit_refused(v, e, answer);
    else
        visit_go(v, draft_path(v, made->draft, S("")));
}
