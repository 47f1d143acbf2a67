/*
 * A label is set on a source from the form of the person's page, which says
 * whose page that is.  When something is wrong the page is drawn again, with
 * all that was typed on it.
 */
#include "web/custody.h"

#include "base/text.h"
#include "web/check.h"
#include "web/frame.h"

static const enum msg label_msgs[LABEL_COUNT] = {
    [LABEL_NORMAL] = MSG_CUSTODY_WHAT_NORMAL,
    [LABEL_RESTRICTED] = MSG_CUSTODY_WHAT_RESTRICTED,
    [LABEL_SHIELDED] = MSG_CUSTODY_WHAT_SHIELDED,
    [LABEL_SEALED] = MSG_CUSTODY_WHAT_SEALED,
};

enum msg
custody_label_msg(enum label_kind l)
{
    return label_msgs[l];
}

struct str
custody_label_words(struct page *pg, enum label_kind l)
{
    return words_in(pg->pack->labels[l].title, pg->lang);
}

struct str
custody_label_id(enum label_kind l)
{
    return label_word(l);
}

struct str
custody_answer(struct page *pg, struct str word)
{
    for (size_t i = 0; i < CHECK_RESULT_COUNT; i++)
        if (str_eq(check_word((enum check_result)i), word))
            return lang_text(pg->lang, check_result_msg((enum check_result)i));
    return word;
}

struct str
custody_more_url(struct page *pg, const struct custody_page *c)
{
    struct str parts[4] = {
        page_url(pg, S("/custody?answer=")),
        frame_encode(pg->arena, c->asked.answer), S("&before="),
        str_of_int(pg->arena, c->checks[c->check_count - 1].check.at.us)};

    return str_join(pg->arena, parts, 4, (struct str){0});
}

struct str
custody_labels_url(struct page *pg, int64_t from)
{
    return str_join(pg->arena,
        (struct str[]){page_url(pg, S("/custody?label=")),
            str_of_int(pg->arena, from), S("#lab")},
        3, (struct str){0});
}

enum err
in_custody(struct visit *v)
{
    struct custody_ask *in = ARENA_NEW(v->req->arena, struct custody_ask);
    struct str          answer = form_value(&v->req->query, S("answer"));

    for (size_t i = 0; i < CHECK_RESULT_COUNT; i++)
        if (str_eq(check_word((enum check_result)i), answer))
            in->answer = answer;
    if (!str_int(form_value(&v->req->query, S("before")),
                 &in->before.us) ||
        in->before.us < 0)
        in->before.us = 0;
    if (!str_int(form_value(&v->req->query, S("label")), &in->label) ||
        in->label < 0)
        in->label = 0;
    v->ask.with = in;
    return OK;
}

static void
purpose(struct visit *v)
{
    v->ask.purpose = pack_purpose_for(v->page.pack, S("duty"))->id;
}

enum err
in_custody_child(struct visit *v)
{
    purpose(v);
    return visit_id(v, 0, ID_PERSON, &v->ask.about);
}

struct str
custody_field(struct page *pg, struct str name, struct str source)
{
    struct str parts[2] = {name, source};

    return str_join(pg->arena, parts, 2, S("-"));
}

struct str
custody_value(struct page *pg, const struct form_values *typed,
    struct str field, struct str now)
{
    return form_has(typed, field)
        ? text_clean(pg->arena, form_value(typed, field))
        : now;
}

struct str
custody_button(struct page *pg, struct str path, struct str source)
{
    return str_cat(pg->arena, page_url(pg, path), source);
}

/* A field of the record that the path names. */
static struct str
field(struct visit *v, struct str name)
{
    return custody_field(&v->page, name, v->parts[0]);
}

enum err
in_label_set(struct visit *v)
{
    struct label_ask *in = ARENA_NEW(v->req->arena, struct label_ask);

    purpose(v);
    v->ask.with = in;
    in->reason = visit_text(v, field(v, S("reason")));
    if (!in->reason.n)
        visit_error(v, field(v, S("reason")), MSG_CUSTODY_REASON_NEEDED);
    if (!label_find(visit_text(v, field(v, S("label"))), &in->label))
        visit_error(v, field(v, S("label")), MSG_CUSTODY_LABEL_NEEDED);
    if (visit_id(v, 0, ID_SOURCE, &v->ask.about))
        return ERR_ABSENT;
    return v->page.error_count ? ERR_INVALID : OK;
}

enum err
in_label_admit(struct visit *v)
{
    struct admit_ask *in = ARENA_NEW(v->req->arena, struct admit_ask);

    purpose(v);
    v->ask.with = in;
    in->login = str_lower(v->req->arena, visit_text(v, field(v, S("login"))));
    if (visit_id(v, 0, ID_SOURCE, &v->ask.about))
        return ERR_ABSENT;
    if (in->login.n)
        return OK;
    visit_error(v, field(v, S("login")), MSG_CUSTODY_ADMIT_NEEDED);
    return ERR_INVALID;
}

enum err
in_label_dismiss(struct visit *v)
{
    struct id *in = ARENA_NEW(v->req->arena, struct id);

    purpose(v);
    v->ask.with = in;
    if (!id_parse(visit_text(v, S("account")), ID_ACCOUNT, in))
        return ERR_ABSENT;
    return visit_id(v, 0, ID_SOURCE, &v->ask.about);
}

void
see_custody(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    custody_page_draw(&v->page, answer->with);
    visit_page(v, 200);
}

/* The page of the person once more, with what was typed on it. */
static void
child_again(struct visit *v, struct id person)
{
    const struct custody_child *p =
        visit_look_again(v, ACT_CUSTODY_CHILD, person);

    if (!p)
        return;
    custody_child_page(&v->page, p, &v->form);
    visit_page(v, 400);
}

void
see_custody_child(struct visit *v, enum err e, struct answer *answer)
{
    if (e == ERR_INVALID) {
        child_again(v, v->ask.about);
    } else if (e) {
        visit_refused(v, e, answer);
    } else {
        custody_child_page(&v->page, answer->with, &v->form);
        visit_page(v, 200);
    }
}

void
see_label(struct visit *v, enum err e, struct answer *answer)
{
    struct str text = visit_text(v, S("person"));
    struct str back = S("/custody");
    struct id  person = {0};

    if (id_parse(text, ID_PERSON, &person))
        back = str_cat(v->req->arena, S("/custody/child/"), text);
    if (e == ERR_INVALID && answer->fault.msg)
        visit_error(v, field(v, answer->fault.field), answer->fault.msg);
    v->page.path = back;
    if (e == ERR_INVALID && person.kind)
        child_again(v, person);
    else if (e)
        visit_refused(v, e, answer);
    else
        visit_go(v, back);
}

void
see_ring_dealt(struct visit *v, enum err e, struct answer *answer)
{
    if (e)
        visit_refused(v, e, answer);
    else
        visit_go(v, S("/custody?answer=ring"));
}
