/*
 * Which record and which of its fields stand in the path; an answer without
 * the reason it needs draws the page again, and says so at its own row.
 */
#include "web/difference.h"

#include "web/frame.h"

enum msg
difference_word_msg(const struct difference_row *r, enum difference_word word)
{
    static const enum msg msgs[DIFFERENCE_WORDS][2] = {
        [DIFFERENCE_RIGHT] = {MSG_DIFFERENCE_RIGHT, MSG_DIFFERENCE_HAS_NONE},
        [DIFFERENCE_CORRECTED] = {MSG_DIFFERENCE_CORRECTED,
            MSG_DIFFERENCE_ADDED},
    };

    return msgs[word][r->missing];
}

static struct str
list_path(struct arena *a, struct str of, struct str field, int64_t page)
{
    struct str parts[6] = {S("/differences?of="), frame_encode(a, of),
        S("&field="), field, S("&page="), str_of_int(a, page)};

    return str_join(a, parts, 6, (struct str){0});
}

struct str
difference_page_url(struct page *pg, const struct difference_page *p,
    int64_t page)
{
    return page_url(pg,
        list_path(pg->arena, p->of,
            p->all_fields ? (struct str){.n = 0}
                          : difference_field_word(p->field),
            page));
}

bool
difference_has_more(const struct difference_page *p)
{
    int64_t so_far = (p->page + 1) * DIFFERENCES_SHOWN;

    return p->open_total > so_far || p->done_total > so_far;
}

static struct str
path_of(struct arena *a, struct id source, enum difference_field field)
{
    struct str parts[4] = {S("/differences/"), id_text(a, source), S("/"),
        difference_field_word(field)};

    return str_join(a, parts, 4, (struct str){0});
}

struct str
difference_url(struct page *pg, const struct difference_row *r)
{
    return page_url(pg, path_of(pg->arena, r->source, r->field));
}

static struct str
reason_id(struct arena *a, struct id source, enum difference_field field)
{
    struct str parts[3] = {S("reason"), id_text(a, source),
        difference_field_word(field)};

    return str_join(a, parts, 3, S("-"));
}

struct str
difference_reason_id(struct page *pg, const struct difference_row *r)
{
    return reason_id(pg->arena, r->source, r->field);
}

/* A page that nobody reaches by turning over. */
enum { PAGES_MOST = 100000 };

static void
list_read(struct difference_ask *in, const struct form_values *values)
{
    int64_t page;

    in->of = form_value(values, S("of"));
    in->all_fields =
        !difference_field_read(form_value(values, S("field")), &in->field);
    if (str_int(form_value(values, S("page")), &page) && page > 0 &&
        page < PAGES_MOST)
        in->page = page;
}

enum err
in_differences(struct visit *v)
{
    struct difference_ask *in = ARENA_NEW(v->req->arena, struct difference_ask);

    list_read(in, &v->req->query);
    v->ask.with = in;
    return OK;
}

enum err
in_difference_file(struct visit *v)
{
    struct difference_ask *in = ARENA_NEW(v->req->arena, struct difference_ask);

    v->ask.with = in;
    return visit_id(v, 0, ID_AGENCY, &in->agency);
}

enum err
in_difference(struct visit *v)
{
    struct difference_ask *in = ARENA_NEW(v->req->arena, struct difference_ask);
    enum err               e;

    v->ask.with = in;
    list_read(in, &v->form);
    in->reason = visit_text(v, S("reason"));
    if (!difference_field_read(v->parts[1], &in->field) ||
        !difference_word_read(form_value(&v->form, S("answer")), &in->word))
        return ERR_ABSENT;
    if ((e = visit_id(v, 0, ID_SOURCE, &v->ask.about)) ||
        in->word != DIFFERENCE_RIGHT || in->reason.n)
        return e;
    visit_error(v, reason_id(v->req->arena, v->ask.about, in->field),
        MSG_DIFFERENCE_REASON_NEEDED);
    v->ask.about = (struct id){0};
    list_read(in, &v->form);
    v->page.path = S("/differences");
    return visit_redraw(v, ACT_DIFFERENCES);
}

void
see_differences(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    differences_page_draw(&v->page, answer->with);
    visit_page(v, v->redraws ? 400 : 200);
}

/* The list that the answer was given on. */
static struct str
list_again(const struct visit *v)
{
    struct difference_ask in = {.of = {.n = 0}};

    list_read(&in, &v->form);
    return list_path(v->req->arena, in.of,
        in.all_fields ? (struct str){.n = 0} : difference_field_word(in.field),
        in.page);
}

void
see_difference_said(struct visit *v, enum err e, struct answer *answer)
{
    if (v->redraws)
        see_differences(v, e, answer);
    else if (e == OK || e == ERR_CONFLICT) /* it differs no longer */
        visit_go(v, list_again(v));
    else
        visit_refused(v, e, answer);
}

void
see_difference_file(struct visit *v, enum err e, struct answer *answer)
{
    const struct difference_file *out = answer->with;

    if (e)
        visit_refused(v, e, answer);
    else
        response_download(v->resp, S("text/csv"), out->name, out->file);
}
