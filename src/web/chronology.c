/*
 * One list with what narrows it, and one row of it with a question.  Nothing
 * is kept of what was asked for but the address.
 */
#include "web/chronology.h"

#include "web/child.h"
#include "web/frame.h"

/* ---- words ---- */

struct str
chronology_url(struct page *pg, const struct chronology *c, struct str what)
{
    struct str parts[3] = {page_url_id(pg, S("/child/"), c->child->person),
        S("/chronology"), what};

    return str_join(pg->arena, parts, 3, (struct str){0});
}

struct str
chronology_paper_url(struct page *pg, const struct chronology *c)
{
    struct str parts[6] = {chronology_url(pg, c, S("/pdf")),
        c->ask->significant ? S("?only=yes") : S("?only="), S("&kind="),
        frame_encode(pg->arena, c->ask->kind), S("&from="),
        frame_encode(pg->arena, c->ask->from)};

    return str_join(pg->arena, parts, 6, (struct str){0});
}

struct str
chronology_row_url(struct page *pg, const struct chronology *c,
    const struct chronology_row *row)
{
    return str_cat(pg->arena, chronology_url(pg, c, S("/")),
        id_text(pg->arena, row->item->entry));
}

struct str
chronology_by(struct page *pg, const struct chronology_row *row)
{
    struct str parts[2] = {row->by, page_time(pg, row->marked)};

    return row->by.n ? str_join(pg->arena, parts, 2, S(", ")) : parts[1];
}

bool
chronology_is_told(const struct child_line *l)
{
    return id_is_none(l->sealed) &&
        (l->field->type == FIELD_WORDS || l->field->type == FIELD_TEXT ||
            l->field->type == FIELD_LONG_TEXT);
}

/* ---- reading ---- */

enum err
in_chronology(struct visit *v)
{
    struct chronology_ask *in = ARENA_NEW(v->req->arena, struct chronology_ask);

    v->form = v->req->query;
    in->significant = str_eq(visit_text(v, S("only")), S("yes"));
    in->kind = visit_text(v, S("kind"));
    in->from = visit_text(v, S("from"));
    v->ask.with = in;
    return visit_id(v, 0, ID_PERSON, &v->ask.about);
}

enum err
in_significance(struct visit *v)
{
    struct id *entry = ARENA_NEW(v->req->arena, struct id);
    enum err   e = visit_id(v, 1, ID_ENTRY, entry);

    v->ask.with = entry;
    return e ? e : visit_id(v, 0, ID_PERSON, &v->ask.about);
}

enum err
in_significance_say(struct visit *v)
{
    struct significance *in = ARENA_NEW(v->req->arena, struct significance);
    enum err             e = visit_id(v, 1, ID_ENTRY, &in->entry);

    in->means = form_value(&v->form, S("means"));
    v->ask.with = in;
    return e ? e : visit_id(v, 0, ID_PERSON, &v->ask.about);
}

/* ---- showing ---- */

void
see_chronology(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    chronology_draw(&v->page, answer->with, &answer->leaf);
    visit_page(v, 200);
}

void
see_significance(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    chronology_mark_draw(&v->page, answer->with);
    visit_page(v, 200);
}

void
see_significance_say(struct visit *v, enum err e, struct answer *answer)
{
    const struct significance *in = v->ask.with;
    struct str parts[4] = {S("/child/"), id_text(v->req->arena, v->ask.about),
        S("/chronology#"), id_text(v->req->arena, in->entry)};

    if (e)
        visit_refused(v, e, answer);
    else
        visit_go(v, str_join(v->req->arena, parts, 4, (struct str){0}));
}
