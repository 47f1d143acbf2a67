/*
 * The plan's page, and two versions of it side by side: read, and nothing
 * more.
 */
#include "web/plan.h"

#include "web/child.h"

/* Versions count from the oldest, so that an address keeps its meaning. */
static int64_t
version_asked(struct visit *v, struct str name)
{
    int64_t n;

    return str_int(form_value(&v->req->query, name), &n) && n > 0 ? n : 0;
}

enum err
in_plan(struct visit *v)
{
    struct plan_ask *in = ARENA_NEW(v->req->arena, struct plan_ask);

    in->before = version_asked(v, S("before"));
    in->after = version_asked(v, S("after"));
    v->form = v->req->query;
    child_as_of_read(v, &in->as_of, &in->at);
    if (v->page.error_count)
        return ERR_ABSENT; /* no page of ours leads there */
    v->ask.with = in;
    return visit_id(v, 0, ID_PERSON, &v->ask.about);
}

void
see_plan(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    v->page.dense = true;
    if (((const struct plan_page *)answer->with)->comparison)
        plan_comparison_draw(&v->page, answer->with);
    else
        plan_draw(&v->page, answer->with);
    visit_page(v, 200);
}

static struct str
of_moment(struct page *pg, const struct plan_page *p, struct str url)
{
    struct str query = child_as_of_query(pg, p->as_of, p->as_of_at);
    struct str parts[3] = {url, S("?"), str_from(query, query.n ? 1 : 0)};

    return query.n ? str_join(pg->arena, parts, 3, (struct str){0}) : url;
}

struct str
plan_child_url(struct page *pg, const struct plan_page *p)
{
    return of_moment(pg, p, page_url_id(pg, S("/child/"), p->person));
}

struct str
plan_url(struct page *pg, const struct plan_page *p)
{
    return str_cat(pg->arena, page_url_id(pg, S("/child/"), p->person),
        S("/plan"));
}

struct str
plan_url_then(struct page *pg, const struct plan_page *p)
{
    return of_moment(pg, p, plan_url(pg, p));
}

struct str
plan_as_of_clock(struct page *pg, const struct plan_page *p)
{
    return p->as_of_at.us ? page_clock(pg, p->as_of_at) : (struct str){0};
}

enum msg
plan_beside_msg(enum plan_beside beside)
{
    return beside == PLAN_NEW ? MSG_PLAN_NEW : MSG_PLAN_CHANGED;
}

enum msg
plan_done_msg(enum plan_done done)
{
    static const enum msg msgs[] = {
        [PLAN_OPEN] = MSG_PLAN_OPEN,
        [PLAN_DONE] = MSG_PLAN_DONE,
        [PLAN_UNDER_WAY] = MSG_PLAN_UNDER_WAY,
        [PLAN_NOT_YET] = MSG_PLAN_NOT_YET,
    };

    return msgs[done];
}

struct str
plan_version_words(struct page *pg, const struct plan_version *v)
{
    struct str number = str_of_int(pg->arena, v->number);
    struct str parts[2] = {lang_fill_text(pg->arena, pg->lang, MSG_PLAN_VERSION,
                               &number, 1),
        page_time(pg, v->entry->recorded)};

    return v->number ? str_join(pg->arena, parts, 2, S(", ")) : parts[1];
}

bool
plan_is_attended(const struct plan_page *p, const struct plan_outcome *o)
{
    return plan_outcome_attended(o, p->attended, (struct moment){0});
}

enum msg
plan_pair_msg(const void *before, const void *after, enum plan_beside beside)
{
    if (!before)
        return MSG_PLAN_ADDED;
    if (!after)
        return MSG_PLAN_GONE;
    return beside == PLAN_CHANGED ? MSG_PLAN_REWORDED : MSG_NONE;
}

enum msg
plan_text_msg(const struct plan_text_row *r)
{
    enum plan_beside beside =
        str_eq(r->before, r->after) ? PLAN_SAME : PLAN_CHANGED;

    return plan_pair_msg(r->before.n ? r : NULL, r->after.n ? r : NULL, beside);
}
