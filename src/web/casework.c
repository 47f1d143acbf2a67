/*
 * A form is named in the path; siblings come from check boxes, and who they
 * are is asked again when the draft is made.
 */
#include "web/casework.h"

#include "action/newcomer.h"
#include "web/inbox.h"

/* ---- what is asked ---- */

enum err
in_casework(struct visit *v)
{
    return visit_id(v, 0, ID_PERSON, &v->ask.about);
}

/* The form of the path, when it is one that this page offers. */
static enum err
form_of(struct visit *v, const struct form **out)
{
    const struct form *f = pack_form(v->page.pack, v->parts[1]);

    if (!f || !casework_is(v->page.pack, f))
        return ERR_ABSENT;
    *out = f;
    return visit_id(v, 0, ID_PERSON, &v->ask.about);
}

enum err
in_casework_form(struct visit *v)
{
    struct casework_ask *in = ARENA_NEW(v->req->arena, struct casework_ask);

    if (form_value(&v->req->query, S("question")).n &&
        !id_parse(form_value(&v->req->query, S("question")), ID_ENTRY,
            &in->question))
        return ERR_ABSENT;
    v->ask.with = in;
    return form_of(v, &in->form);
}

enum err
in_casework_begin(struct visit *v)
{
    struct casework_begin *in = ARENA_NEW(v->req->arena, struct casework_begin);
    struct id *all = ARENA_ARRAY(v->req->arena, struct id, v->form.n + 1);

    for (size_t i = 0; i < v->form.n; i++)
        if (str_eq(v->form.rows[i].name, S("with")) &&
            !id_parse(v->form.rows[i].value, ID_PERSON,
                &all[in->other_count++]))
            return ERR_ABSENT;
    in->others = all;
    in->part = form_value(&v->form, S("part"));
    if (form_value(&v->form, S("question")).n &&
        !id_parse(form_value(&v->form, S("question")), ID_ENTRY, &in->question))
        return ERR_ABSENT;
    v->ask.with = in;
    return form_of(v, &in->form);
}

/* What the search page looked for; a date that is none is left out. */
enum err
in_newcomer(struct visit *v)
{
    struct newcomer_ask *in = ARENA_NEW(v->req->arena, struct newcomer_ask);

    in->form = pack_form(v->page.pack, v->parts[0]);
    in->who = (struct check_ask){.nhs = visit_text(v, S("nhs")),
        .given = visit_text(v, S("given")),
        .family = visit_text(v, S("family"))};
    (void)date_parse(visit_text(v, S("born")), &in->who.born);
    v->ask.with = in;
    return in->form ? OK : ERR_ABSENT;
}

/* ---- what is shown ---- */

void
see_casework(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    casework_list_page(&v->page, answer->with);
    visit_page(v, 200);
}

void
see_casework_form(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    casework_begin_page(&v->page, answer->with, &v->form);
    visit_page(v, 200);
}

/* The page again, with what is wrong. */
static void
begin_again(struct visit *v, const struct answer *answer)
{
    const struct casework_begin *was = v->ask.with;
    struct casework_ask          in = {.form = was->form};
    struct ask                   ask = {.act = ACT_CASEWORK_FORM,
                          .about = v->ask.about,
                          .purpose = v->ask.purpose,
                          .with = &in};
    struct answer                page = {0};
    enum err                     e = action_run(&v->cx, &ask, &page);

    if (e) {
        visit_refused(v, e, &page);
        return;
    }
    visit_error(v, answer->fault.field, answer->fault.msg);
    casework_begin_page(&v->page, page.with, &v->form);
    visit_page(v, 400);
}

void
see_casework_begin(struct visit *v, enum err e, struct answer *answer)
{
    const struct draft_started *made = answer->with;

    if (e == ERR_INVALID && answer->fault.msg)
        begin_again(v, answer);
    else if (e)
        visit_refused(v, e, answer);
    else
        visit_go(v,
            str_cat(v->req->arena, S("/casework/"),
                id_text(v->req->arena, made->draft)));
}

void
see_casework_sent(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    casework_sent_page(&v->page, answer->with);
    visit_page(v, 200);
}

/* ---- words ---- */

struct str
casework_url(struct page *pg, struct id person, const struct form *form)
{
    struct str parts[3] = {page_url_id(pg, S("/child/"), person), S("/record/"),
        form->id};

    return str_join(pg->arena, parts, 3, (struct str){0});
}

/* The same, to answer that question. */
struct str
casework_question_url(struct page *pg, struct id person,
    const struct form *form, struct id question)
{
    return str_cat(pg->arena,
        str_cat(pg->arena, casework_url(pg, person, form), S("?question=")),
        id_text(pg->arena, question));
}

bool
casework_with(struct page *pg, const struct form_values *typed,
    struct id person)
{
    struct str text = id_text(pg->arena, person);

    for (size_t i = 0; i < typed->n; i++)
        if (str_eq(typed->rows[i].name, S("with")) &&
            str_eq(typed->rows[i].value, text))
            return true;
    return false;
}

struct str
casework_ago(struct page *pg, int64_t days)
{
    return lang_plural_text(pg->arena, pg->lang, MSG_CASEWORK_DAYS_AGO, days);
}

struct str
casework_paused(struct page *pg, const struct child_due *d)
{
    struct str since[1];

    if (!d->since.us)
        return lang_text(pg->lang, MSG_CASEWORK_PAUSED);
    since[0] = page_date(pg, zone_date(pg->zone, d->since));
    return lang_fill_text(pg->arena, pg->lang, MSG_CASEWORK_PAUSED_SINCE, since,
        1);
}

struct str
casework_names(struct page *pg, const struct report_view *r)
{
    size_t      n = r->draft->subject_count;
    struct str *all = ARENA_ARRAY(pg->arena, struct str, n + 1);

    for (size_t i = 0; i < n; i++)
        all[i] = form_child(pg, &r->look, i);
    return str_join(pg->arena, all, n, S(", "));
}

enum msg
casework_did_msg(enum casework_did did)
{
    static const enum msg msgs[] = {
        [CLOCK_WAS_MET] = MSG_CASEWORK_MET,
        [CLOCK_WAS_OPENED] = MSG_CASEWORK_OPENED,
        [CLOCK_GOES_ON] = MSG_CASEWORK_NEXT,
    };

    return msgs[did];
}
