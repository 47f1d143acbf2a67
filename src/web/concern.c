/*
 * The page of one concern, and who reported.  What may be recorded on it was
 * decided before it got here; the two short forms on the page are the first
 * questions of the pack's forms, and send to the page of the whole form.
 */
#include "web/concern.h"

#include "web/frame.h"

/* ---- which one ---- */

enum err
in_concern(struct visit *v)
{
    struct concern_ask *in = ARENA_NEW(v->req->arena, struct concern_ask);
    enum err            e;

    v->ask.with = in;
    if ((e = visit_id(v, 0, ID_THREAD, &v->ask.about)))
        return e;
    return v->parts[1].n ? visit_id(v, 1, ID_SOURCE, &in->source) : OK;
}

enum err
in_concern_reporter(struct visit *v)
{
    return visit_id(v, 0, ID_THREAD, &v->ask.about);
}

/* ---- addresses ---- */

struct str
concern_url(struct page *pg, struct id thread, struct id source)
{
    struct str parts[3] = {page_url_id(pg, S("/concern/"), thread),
        S("/child/"), id_text(pg->arena, source)};

    return str_join(pg->arena, parts, id_is_none(source) ? 1 : 3,
        (struct str){0});
}

struct str
concern_form_url(struct page *pg, struct id thread, struct id source,
    const struct form *f)
{
    struct str parts[5] = {page_url_id(pg, S("/concern/"), thread), S("/"),
        id_text(pg->arena, source), S("/record/"), f->id};

    return str_join(pg->arena, parts, 5, (struct str){0});
}

struct str
concern_link_url(struct page *pg, const struct concern_page *p, struct str what,
    struct id id)
{
    struct str parts[6] = {page_url_id(pg, S("/concern/"), p->thread), S("/"),
        id_text(pg->arena, concern_shown(p)->row.source), what, S("/"),
        id_text(pg->arena, id)};

    return str_join(pg->arena, parts, 6, (struct str){0});
}

/* Of a link's two records the one that is not this child's. */
struct id
concern_link_other(const struct concern_page *p, const struct child_link *l)
{
    for (size_t i = 0; i < p->child->source_count; i++)
        if (id_eq(p->child->sources[i].face.source, l->row.a))
            return l->row.b;
    return l->row.a;
}

static struct str
settle_url(struct page *pg, const struct link_page *p, struct str how)
{
    struct str parts[5] = {page_url_id(pg, S("/concern/"), p->thread), S("/"),
        id_text(pg->arena, p->ask.source), how,
        id_text(pg->arena, p->ask.link)};

    return str_join(pg->arena, parts, 5, (struct str){0});
}

struct str
concern_move_url(struct page *pg, const struct link_page *p)
{
    return settle_url(pg, p, S("/move/"));
}

struct str
concern_keep_url(struct page *pg, const struct link_page *p)
{
    return settle_url(pg, p, S("/keep/"));
}

struct str
concern_translate_url(struct page *pg, const struct concern_page *p,
    const struct concern_line *l)
{
    const struct form *f = concern_may(p, USE_TRANSLATE);
    struct str         of = passage_text(pg->arena, &l->passage);
    struct str         parts[3];

    if (!f)
        return concern_url(pg, p->thread, concern_shown(p)->row.source);
    parts[0] = concern_form_url(pg, p->thread, concern_shown(p)->row.source, f);
    parts[1] = S("?of=");
    parts[2] = frame_encode(pg->arena, of);
    return str_join(pg->arena, parts, 3, (struct str){0});
}

/* ---- words ---- */

const struct form *
concern_may(const struct concern_page *p, enum concern_use use)
{
    for (size_t i = 0; i < p->form_count; i++)
        if (p->uses[i] == use)
            return p->forms[i];
    return NULL;
}

const struct concern_tab *
concern_shown(const struct concern_page *p)
{
    return &p->tabs[p->which];
}

struct str
concern_first_name(struct page *pg, const struct concern_page *p)
{
    struct str first = concern_shown(p)->face.given;

    if (!first.n)
        first = concern_shown(p)->name;
    return first.n ? first : lang_text(pg->lang, MSG_INBOX_UNNAMED);
}

const struct concern_clock *
concern_next(const struct concern_page *p)
{
    return p->clock_count && p->clocks[0].look < LOOK_MET ? &p->clocks[0]
                                                          : NULL;
}

bool
concern_clock_late(const struct concern_clock *c)
{
    return c->look == LOOK_LATE;
}

struct str
concern_terms(struct page *pg, struct str terms)
{
    const struct term_list   *l = pack_list_for(pg->pack, S("category"));
    const struct term_option *o;
    struct buf                b;
    struct str                one;

    buf_init(&b, pg->arena);
    while (terms.n && str_split(&terms, '\n', &one)) {
        o = l ? term_option_find(l, one) : NULL;
        if (b.n)
            buf_add(&b, S(", "));
        buf_add(&b, o ? words_in(o->label, pg->lang) : one);
    }
    return buf_str(&b);
}

/* The middle is even odds; both halves reach as far as the rows come. */
#define FALL_HALF 104
#define FALL_MIDDLE 110

struct fall_bar
concern_bar(const struct evidence *why, size_t row)
{
    const struct evidence_row *r = &why->rows[row];
    int                        from = r->before, to = r->before + r->decibans;
    int                        left = from < to ? from : to;
    int                        size = from < to ? to - from : from - to;

    return (struct fall_bar){.x = FALL_MIDDLE +
            (int64_t)left * FALL_HALF / why->reach,
        .width = size ? 1 + (int64_t)size * FALL_HALF / why->reach : 1};
}

/* ---- the page ---- */

/* The first questions of a form, ready to stand on the concern's page. */
static struct record_view *
short_form(struct visit *v, const struct concern_page *p, enum concern_use use)
{
    const struct form  *f = concern_may(p, use);
    struct record_view *r = ARENA_NEW(v->req->arena, struct record_view);
    struct page        *pg = &v->page;

    if (!f)
        return NULL;
    typed_init(&r->typed, pg->arena, pg->pack, f);
    form_look_init(&r->look, pg, f, &r->typed);
    r->look.saves = true;
    r->look.small = true;
    r->to = concern_form_url(pg, p->thread, concern_shown(p)->row.source, f);
    return r;
}

void
see_concern(struct visit *v, enum err e, struct answer *answer)
{
    const struct concern_page *p = answer->with;

    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    v->page.dense = true;
    concern_page_draw(&v->page, p, short_form(v, p, USE_DECIDE),
        short_form(v, p, USE_READ));
    visit_page(v, 200);
}

void
see_concern_reporter(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    v->page.dense = true;
    concern_reporter_page(&v->page, answer->with);
    visit_page(v, 200);
}
