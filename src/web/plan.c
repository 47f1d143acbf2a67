/*
 * The plan's page: read, and nothing more.
 */
#include "web/plan.h"

void
see_plan(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    v->page.dense = true;
    plan_draw(&v->page, answer->with);
    visit_page(v, 200);
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
    struct str parts[2] = {
        lang_fill_text(pg->arena, pg->lang, MSG_PLAN_VERSION, &number, 1),
        page_time(pg, v->entry->recorded)};

    return v->number ? str_join(pg->arena, parts, 2, S(", ")) : parts[1];
}
