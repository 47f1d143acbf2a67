/*
 * What became of a report.  The page shows what it is given: the answers
 * that may be told, and nothing that they were made of.
 */
#include "web/feedback.h"

enum err
in_reported_list(struct visit *v)
{
    struct reported_ask *in = ARENA_NEW(v->req->arena, struct reported_ask);
    int64_t              page;

    if (str_int(form_value(&v->req->query, S("page")), &page) && page > 1 &&
        page <= INT32_MAX)
        in->page = page - 1;
    v->ask.with = in;
    return OK;
}

enum err
in_reported(struct visit *v)
{
    return visit_id(v, 0, ID_THREAD, &v->ask.about);
}

enum msg
feedback_state_msg(enum reported_state s)
{
    static const enum msg msgs[REPORTED_STATE_COUNT] = {
        [REPORTED_ARRIVED] = MSG_REPORTED_STATE_ARRIVED,
        [REPORTED_KNOWN] = MSG_REPORTED_STATE_KNOWN,
        [REPORTED_ANSWERED] = MSG_REPORTED_STATE_ANSWERED,
        [REPORTED_READ] = MSG_REPORTED_STATE_READ,
        [REPORTED_DISPUTED] = MSG_REPORTED_STATE_DISPUTED,
    };

    return msgs[s];
}

struct str
feedback_names(struct page *pg, const struct reported *r)
{
    return r->name_count ? str_join(pg->arena, r->names, r->name_count, S(", "))
                         : lang_text(pg->lang, MSG_INBOX_UNNAMED);
}

struct str
feedback_page_url(struct page *pg, int64_t page)
{
    struct str path = S("/reported");

    if (page)
        path = str_cat(pg->arena, S("/reported?page="),
            str_of_int(pg->arena, page + 1));
    return page_url(pg, path);
}

struct str
feedback_span(struct page *pg, struct span span)
{
    static const enum msg msgs[] = {
        [SPAN_MINUTES] = MSG_REPORTED_MINUTES,
        [SPAN_HOURS] = MSG_REPORTED_HOURS,
        [SPAN_CALENDAR_DAYS] = MSG_REPORTED_DAYS,
        [SPAN_WORKING_DAYS] = MSG_REPORTED_WORKING_DAYS,
        [SPAN_WEEKS] = MSG_REPORTED_WEEKS,
        [SPAN_MONTHS] = MSG_REPORTED_MONTHS,
        [SPAN_YEARS] = MSG_REPORTED_YEARS,
    };

    return span.n
        ? lang_plural_text(pg->arena, pg->lang, msgs[span.unit], span.n)
        : (struct str){0};
}

void
see_reported_list(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    v->page.dense = true;
    feedback_list_page(&v->page, answer->with);
    visit_page(v, 200);
}

void
see_reported(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    feedback_reported_page(&v->page, answer->with);
    visit_page(v, 200);
}
