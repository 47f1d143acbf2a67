/*
 * Which page is in the query; what is no number is the first.
 */
#include "web/tasks.h"

#include "web/casework.h"

enum err
in_tasks(struct visit *v)
{
    struct tasks_ask *in = ARENA_NEW(v->req->arena, struct tasks_ask);
    int64_t           page;

    if (str_int(form_value(&v->req->query, S("page")), &page) && page > 0 &&
        page < TASKS_PAGES_MOST)
        in->page = page;
    v->ask.with = in;
    return OK;
}

void
see_tasks(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    tasks_page(&v->page, answer->with);
    visit_page(v, 200);
}

struct str
tasks_url(struct page *pg, int64_t page)
{
    return page_url(pg,
        str_cat(pg->arena, S("/tasks?page="), str_of_int(pg->arena, page)));
}

struct str
tasks_answer_url(struct page *pg, const struct waiting *w)
{
    struct str meeting;

    if (w->kind == WAITING_QUESTION)
        return casework_question_url(pg, w->about, w->form, w->opening);
    if (w->kind == WAITING_LETTER)
        return page_url_id(pg, S("/letter/"), w->about);
    meeting = page_url_id(pg, S("/meeting/"), w->about);
    return w->kind == WAITING_REPLY
        ? meeting
        : str_cat(pg->arena, str_cat(pg->arena, meeting, S("/")), w->form->id);
}
