/*
 * What relied on a link that turns out wrong: everything that was written,
 * told or answered while the two were taken for one (S22).
 */
#include "action/link_inside.h"

#include "record/relied.h"

/* Whose record an entry stands on: of these two, else nobody's. */
static enum err
stands_on(struct work *w, struct cx *cx, const struct entry *e,
    struct words *out)
{
    struct face f;
    enum err    err;

    if (e->about_count == 0)
        return OK;
    err = face_of_source(w, e->about[0].source, &f);
    if (err)
        return err == ERR_ABSENT ? OK : err;
    return look_agency(w, cx, f.agency, LOOK_NO_PLACES, out);
}

/* Entries about the person while the two were one that the reader may see;
 * once they are two again each may be given to the other. */
static enum err
relied_entries(struct concern_build *b, const struct link_row *link,
    struct link_page *p)
{
    struct child_build *c = &b->child;
    enum err            e;

    for (size_t i = 0; i < c->kept_count; i++) {
        const struct entry *one = &c->kept[i];
        struct link_relied *r = &p->relied[p->relied_count];

        if (one->recorded.us < link->made_at.us ||
            id_eq(one->id, link->entry) || one->fate != FATE_STANDS ||
            (link->undone_at.us && one->recorded.us >= link->undone_at.us))
            continue;
        *r = (struct link_relied){.kind = RELIED_ENTRY,
            .title = one->form->title,
            .at = one->recorded,
            .entry = one->id,
            .may_move = link->undone_at.us != 0};
        if ((e = look_account(c->w, one->author, &r->who)) ||
            (e = stands_on(c->w, c->cx, one, &r->from)))
            return e;
        p->relied_count++;
    }
    return OK;
}

/* The form that may fire one of them. */
static struct words
title_of_triggers(const struct pack *p, const struct triggers *on)
{
    for (size_t k = 0; k < on->count; k++)
        for (size_t f = 0; f < p->forms_count; f++)
            if (form_may_fire(&p->forms[f], &on->all[k]))
                return p->forms[f].title;
    return (struct words){0};
}

static struct words
share_title(const struct pack *p, struct str rule)
{
    for (size_t i = 0; i < p->shares_count; i++)
        if (str_eq(p->shares[i].id, rule))
            return title_of_triggers(p, &p->shares[i].on);
    return (struct words){0};
}

/* Who a notice went to. */
static enum err
notice_who(struct work *w, const struct notice *n, enum lang lang,
    struct str *out)
{
    struct desk d;
    enum err    e;

    if (id_is_none(n->to_desk))
        return look_account(w, n->to_account, out);
    e = desk_load(w, n->to_desk, &d);
    if (e == OK)
        *out = words_in(d.term->title, lang);
    return e == ERR_ABSENT ? OK : e;
}

/* What was told of entries that the reader may see; the rest is absent. */
static enum err
relied_told(struct concern_build *b, const struct notice *all, size_t n,
    struct link_page *p)
{
    struct child_build *c = &b->child;
    enum err            e;

    for (size_t i = 0; i < n; i++) {
        struct link_relied *r = &p->relied[p->relied_count];

        if (!child_kept(c, all[i].cause, DEPTH_EXISTS) ||
            (p->undone_at.us && all[i].made_at.us >= p->undone_at.us))
            continue;
        *r = (struct link_relied){.kind = RELIED_NOTICE,
            .title = share_title(c->w->pack, all[i].rule),
            .at = all[i].made_at};
        if ((e = notice_who(c->w, &all[i], c->cx->lang, &r->who)))
            return e;
        p->relied_count++;
    }
    return OK;
}

/* Discreet checks are in no list (S4); their askers are told all the same. */
static enum err
relied_asked(struct work *w, const struct relied_check *all, size_t n,
    struct link_page *p)
{
    struct agency a;
    enum err      e;

    for (size_t i = 0; i < n; i++) {
        if (all[i].discreet)
            continue;
        if ((e = agency_load(w, all[i].agency, &a)))
            return e;
        p->relied[p->relied_count++] =
            (struct link_relied){.kind = RELIED_CHECK,
                .at = all[i].at,
                .from = a.name};
    }
    return OK;
}

/* What one of the two is known by; nothing when the reader may not look. */
static enum err
see_side(struct link_job *j, size_t side, struct concern_build *b)
{
    enum err e;

    *b = (struct concern_build){.child = {.w = j->w,
                                    .cx = j->cx,
                                    .answer = j->answer},
        .page = ARENA_NEW(j->cx->arena, struct concern_page)};
    b->page->thread = j->ask->about;
    b->page->purpose = j->answer->purpose;
    if (side && id_eq(j->person[0], j->person[1]))
        return OK;
    e = concern_see(b, j->person[side]);
    if (e && err_is_refusal(e)) {
        b->child.kept_count = 0;
        return OK;
    }
    return e;
}

static enum err
relied_list(struct link_job *j, struct link_page *p)
{
    struct concern_build both[2];
    struct relied_check *checks;
    struct notice       *told;
    size_t               asked, n;
    enum err             e;

    if ((e = see_side(j, 0, &both[0])) || (e = see_side(j, 1, &both[1])) ||
        (e = relied_checks(j->w, j->person[0], j->person[1], j->row.made_at,
             &checks, &asked)) ||
        (e = relied_notices(j->w, j->person[0], j->person[1], j->row.made_at,
             &told, &n)))
        return e;
    p->relied = ARENA_ARRAY(j->cx->arena, struct link_relied,
        both[0].child.kept_count + both[1].child.kept_count + asked + n + 1);
    for (size_t i = 0; i < 2; i++)
        if ((e = relied_entries(&both[i], &j->row, p)))
            return e;
    if ((e = relied_told(&both[0], told, n, p)))
        return e;
    return relied_asked(j->w, checks, asked, p);
}

enum err
link_undo_page(struct link_job *j, struct link_page *p)
{
    struct entry        made;
    const struct field *why;
    enum err            e;

    p->made_at = j->row.made_at;
    p->undone_at = j->row.undone_at;
    if ((e = entry_load(j->w, j->row.entry, &made)) ||
        (e = look_account(j->w, made.author, &p->made_by)))
        return e;
    why = form_arg_field(made.form, j->row.same ? YIELD_LINK : YIELD_NOT_SAME,
        S("evidence"));
    if (why)
        p->reason = answers_text(j->cx->arena, &made.answers, why, -1);
    p->thread = j->ask->about;
    if ((e = relied_list(j, p)))
        return e;
    return link_settled(j, p);
}
