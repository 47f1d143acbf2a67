/*
 * The short path's own pages: what there is to begin, and the way between
 * its pages.
 */
#include "web/brief.h"

#include "web/report_own.h"

enum err
in_brief_start(struct visit *v)
{
    struct draft_start *in = ARENA_NEW(v->req->arena, struct draft_start);
    const struct purpose_term *why = pack_purpose_for(v->page.pack, S("own"));

    in->verb = MAY_BRIEF;
    in->form = visit_text(v, S("form"));
    if (form_has(&v->form, S("event")) &&
        (!id_parse(visit_text(v, S("event")), ID_ENTRY, &in->event) ||
            !id_parse(visit_text(v, S("source")), ID_SOURCE, &in->source)))
        return ERR_ABSENT;
    if (why)
        v->ask.purpose = why->id;
    v->ask.with = in;
    return OK;
}

void
see_briefs(struct visit *v, enum err e, struct answer *answer)
{
    if (!e && !reader_may(v->page.reader, MAY_BRIEF))
        e = ERR_DENIED;
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    briefs_page(&v->page, answer->with);
    visit_page(v, 200);
}

void
see_brief_start(struct visit *v, enum err e, struct answer *answer)
{
    const struct draft_started *made = answer->with;

    if (e)
        visit_refused(v, e, answer);
    else
        visit_go(v,
            str_cat(v->req->arena, S("/brief/"),
                id_text(v->req->arena, made->draft)));
}

void
brief_begin(struct visit *v, const struct report_view *r)
{
    visit_go(v, report_url(&v->page, r, &r->draft->form->sections[0], -1));
}

/* ---- the second look ---- */

enum err
in_second_look(struct visit *v)
{
    const struct purpose_term *why =
        pack_purpose_for(v->page.pack, S("oversight"));

    if (why)
        v->ask.purpose = why->id;
    return visit_id(v, 0, ID_DRAFT, &v->ask.about);
}

enum err
in_second_look_back(struct visit *v)
{
    struct str *remark = ARENA_NEW(v->req->arena, struct str);

    *remark = visit_text(v, S("why_back"));
    v->ask.with = remark;
    return in_second_look(v);
}

void
see_second_looks(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    brief_looks_page(&v->page, answer->with);
    visit_page(v, 200);
}

void
see_second_look(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    brief_look_page(&v->page, answer->with);
    visit_page(v, 200);
}

/* The page again, with what is wrong. */
static void
look_again(struct visit *v, const struct answer *answer)
{
    struct ask    ask = {.act = ACT_SECOND_LOOK,
           .about = v->ask.about,
           .purpose = v->ask.purpose};
    struct answer shown = {0};
    enum err      e = action_run(&v->cx, &ask, &shown);

    if (e) {
        visit_refused(v, e, &shown);
        return;
    }
    visit_error(v, answer->fault.field, answer->fault.msg);
    brief_look_page(&v->page, shown.with);
    visit_page(v, 400);
}

void
see_second_look_done(struct visit *v, enum err e, struct answer *answer)
{
    if (e == ERR_INVALID && answer->fault.msg)
        look_again(v, answer);
    else if (e)
        visit_refused(v, e, answer);
    else
        visit_go(v, S("/brief/team"));
}

/* ---- helps ---- */

int64_t
brief_share(int64_t points, int64_t most)
{
    return most ? (200 * points + most) / (2 * most) : 0;
}

struct str
brief_left(struct page *pg, struct moment until)
{
    enum { MINUTE_US = 60000000, HOUR = 60 };
    int left =
        until.us > pg->now.us ? (int)((until.us - pg->now.us) / MINUTE_US) : 0;
    struct str parts[2];
    size_t     n = 0;

    if (left >= HOUR)
        parts[n++] = report_span(pg,
            (struct span){.unit = SPAN_HOURS, .n = left / HOUR});
    if (left % HOUR)
        parts[n++] = report_span(pg,
            (struct span){.unit = SPAN_MINUTES, .n = left % HOUR});
    return n ? str_join(pg->arena, parts, n, S(" "))
             : lang_text(pg->lang, MSG_BRIEF_LEFT_NONE);
}

const struct form *
brief_form(const struct page *pg, size_t n)
{
    for (size_t i = 0; i < pg->pack->forms_count; i++)
        if (pg->pack->forms[i].short_path && n-- == 0)
            return &pg->pack->forms[i];
    return NULL;
}

struct str
brief_back(struct page *pg, const struct report_view *r)
{
    if (r->section == r->draft->form->sections)
        return page_url(pg, S("/brief"));
    return page_url(pg, report_url(pg, r, r->section - 1, -1));
}

struct str
brief_place(struct page *pg, const struct report_view *r)
{
    return str_of_int(pg->arena, r->section - r->draft->form->sections + 1);
}

bool
brief_names_children(const struct report_view *r)
{
    const struct field *given = typed_identity(r->draft->form, S("given"));

    for (size_t i = 0; i < r->section->field_count; i++)
        if (r->section->fields[i] == given)
            return true;
    return false;
}

int
brief_children_most(const struct report_view *r)
{
    const struct form *f = r->draft->form;

    for (size_t i = 0; i < f->about_count; i++)
        if (str_eq(f->about[i].role, S("child")))
            return f->about[i].most;
    return 1;
}
