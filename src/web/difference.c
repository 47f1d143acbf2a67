/*
 * Which record and which of its fields stand in the path; an answer without
 * the reason it needs draws the page again, and says so at its own row.
 */
#include "web/difference.h"

enum msg
difference_field_msg(enum difference_field field)
{
    static const enum msg msgs[DIFFERENCE_FIELDS] = {
        [DIFFERENCE_NAME] = MSG_COVERAGE_NAME,
        [DIFFERENCE_BIRTH] = MSG_MATCH_FIELD_BIRTH,
        [DIFFERENCE_NHS] = MSG_MATCH_FIELD_NHS,
        [DIFFERENCE_TOWN] = MSG_MATCH_FIELD_PLACE,
        [DIFFERENCE_HOME] = MSG_MATCH_FIELD_HOME,
    };

    return msgs[field];
}

enum msg
difference_word_msg(enum difference_word word)
{
    static const enum msg msgs[DIFFERENCE_WORDS] = {
        [DIFFERENCE_RIGHT] = MSG_DIFFERENCE_RIGHT,
        [DIFFERENCE_CORRECTED] = MSG_DIFFERENCE_CORRECTED,
    };

    return msgs[word];
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

enum err
in_differences(struct visit *v)
{
    struct difference_ask *in = ARENA_NEW(v->req->arena, struct difference_ask);

    in->of = form_value(&v->req->query, S("of"));
    v->ask.with = in;
    return OK;
}

enum err
in_difference(struct visit *v)
{
    struct difference_ask *in = ARENA_NEW(v->req->arena, struct difference_ask);
    enum err               e;

    v->ask.with = in;
    in->of = form_value(&v->form, S("of"));
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

void
see_difference_said(struct visit *v, enum err e, struct answer *answer)
{
    if (v->redraws)
        see_differences(v, e, answer);
    else if (e == OK || e == ERR_CONFLICT) /* it differs no longer */
        visit_go(v, S("/differences"));
    else
        visit_refused(v, e, answer);
}
