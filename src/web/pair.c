/*
 * A pair is looked at first and answered on a page of its own, with both
 * records and the waterfall in sight: nothing is said blind.
 */
#include "web/pair.h"

#include "web/frame.h"

/* What was sent; the action's ask stands first. */
struct pair_sent {
    struct pair_say      say;
    struct typed         typed;
    struct answer_fault *faults;
    size_t               fault_count;
};

/* ---- words ---- */

enum msg
pair_state_msg(enum pair_state state)
{
    static const enum msg msgs[PAIR_STATES] = {
        [PAIR_AGREES] = MSG_PAIR_AGREES,
        [PAIR_DIFFERS] = MSG_PAIR_DIFFERS,
        [PAIR_MISSING] = MSG_PAIR_MISSING,
        [PAIR_SUPERSEDED] = MSG_PAIR_SUPERSEDED,
    };

    return msgs[state];
}

enum msg
pair_word_msg(enum pair_word word)
{
    static const enum msg msgs[PAIR_WORDS] = {
        [PAIR_SAME] = MSG_PAIR_SAME,
        [PAIR_NOT_SAME] = MSG_PAIR_NOT_SAME,
        [PAIR_TWINS] = MSG_PAIR_TWINS,
        [PAIR_UNSURE] = MSG_PAIR_UNSURE,
    };

    return msgs[word];
}

enum msg
pair_origin_msg(enum pair_origin origin)
{
    static const enum msg msgs[PAIR_ORIGINS] = {
        [PAIR_IMPORT] = MSG_PAIR_FROM_IMPORT,
        [PAIR_REPORT] = MSG_PAIR_FROM_REPORT,
        [PAIR_SEARCH] = MSG_PAIR_FROM_SEARCH,
        [PAIR_LINKAGE] = MSG_PAIR_FROM_LINKAGE,
    };

    return msgs[origin];
}

enum msg
pair_sought_msg(enum sought_way way)
{
    static const enum msg msgs[SOUGHT_WAYS] = {
        [SOUGHT_SAID] = MSG_SOUGHT_SAID,
        [SOUGHT_UNASKED] = MSG_SOUGHT_UNASKED,
        [SOUGHT_AT_ONCE] = MSG_SOUGHT_AT_ONCE,
        [SOUGHT_FILE] = MSG_SOUGHT_FILE,
    };

    return msgs[way];
}

struct str
pair_url(struct page *pg, const struct pair *p, struct str what)
{
    return page_url(pg,
        str_cat(pg->arena,
            str_cat(pg->arena, S("/pairs/"), id_text(pg->arena, p->id)), what));
}

/* ---- reading ---- */

enum err
in_pair(struct visit *v)
{
    v->ask.with = ARENA_NEW(v->req->arena, struct pair_sent);
    return visit_id(v, 0, ID_PAIR, &v->ask.about);
}

/* Two of those that were ticked on the page of a search. */
enum err
in_pair_put(struct visit *v)
{
    struct pair_put  *in = ARENA_NEW(v->req->arena, struct pair_put);
    const struct str *all;
    size_t            n;

    v->ask.with = in;
    n = form_values_list(v->req->arena, &v->form, S("person"), &all);
    if (n != 2 || !id_parse(all[0], ID_PERSON, &in->a) ||
        !id_parse(all[1], ID_PERSON, &in->b))
        return ERR_INVALID;
    return OK;
}

enum err
in_pair_file(struct visit *v)
{
    const struct form_value *file = form_file(&v->form, S("file"));
    struct str              *text = ARENA_NEW(v->req->arena, struct str);

    v->ask.with = text;
    if (!file)
        return ERR_INVALID;
    *text = file->value;
    return OK;
}

/* Each answer that the pack has a form for. */
static const struct {
    enum link_kind  kind;
    enum yield_kind yields;
} deeds[PAIR_WORDS] = {
    [PAIR_SAME] = {LINK_SAME, YIELD_LINK},
    [PAIR_NOT_SAME] = {LINK_NOT_SAME, YIELD_NOT_SAME},
    [PAIR_TWINS] = {LINK_TWINS, YIELD_TWINS},
};

const struct field *
pair_reason(const struct form *form, enum pair_word word)
{
    return form_arg_field(form, deeds[word].yields, S("evidence"));
}

enum err
pair_judge(struct visit *v, const struct typed *t, struct pair_say *say,
    struct answer_fault **faults, size_t *count)
{
    struct answers_about about = {.children = 2};
    const struct field  *why = pair_reason(t->form, say->word);
    struct answers       answers;

    say->say.form = t->form;
    say->say.ask.kind = deeds[say->word].kind;
    typed_answers(t, &about, &answers);
    say->say.answers = typed_json(v->req->arena, &answers);
    say->say.language = v->cx.lang;
    if (why)
        say->reason = answers_text(v->req->arena, &answers, why, -1);
    return answers_check(v->req->arena, &answers, &about, v->page.today, faults,
        count);
}

static enum err
answer_read(struct visit *v, enum pair_word word)
{
    struct pair_sent *s;
    struct link_ask  *in;
    enum err          e = in_pair(v);

    if (e)
        return e;
    s = (struct pair_sent *)(void *)v->ask.with;
    in = &s->say.say.ask;
    s->say.word = word;
    s->say.say.form = pair_form(v->page.pack, word);
    if (!s->say.say.form)
        return ERR_ABSENT;
    if (v->req->method == HTTP_GET)
        return OK;
    if (!id_parse(form_value(&v->form, S("source")), ID_SOURCE, &in->source) ||
        !id_parse(form_value(&v->form, S("other")), ID_SOURCE, &in->other))
        return ERR_ABSENT;
    form_typed(v, s->say.say.form, &s->typed);
    concern_fill_records(&s->typed, in);
    return pair_judge(v, &s->typed, &s->say, &s->faults, &s->fault_count);
}

enum err
in_pair_same(struct visit *v)
{
    return answer_read(v, PAIR_SAME);
}

enum err
in_pair_apart(struct visit *v)
{
    return answer_read(v, PAIR_NOT_SAME);
}

enum err
in_pair_twins(struct visit *v)
{
    return answer_read(v, PAIR_TWINS);
}

enum err
in_pair_unsure(struct visit *v)
{
    struct pair_sent *s;
    enum err          e = in_pair(v);

    if (e)
        return e;
    s = (struct pair_sent *)(void *)v->ask.with;
    s->say.word = PAIR_UNSURE;
    s->say.reason = visit_text(v, S("reason"));
    if (s->say.reason.n)
        return OK;
    visit_error(v, S("reason"), MSG_PAIR_REASON_NEEDED);
    return ERR_INVALID;
}

/* ---- drawing ---- */

void
see_pairs(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    pairs_page_draw(&v->page, answer->with);
    visit_page(v, 200);
}

static void
draw(struct visit *v, const struct pair_page *p, struct pair_sent *s,
    const struct answer_fault *faults, size_t count)
{
    struct page        *pg = &v->page;
    struct record_view *r = NULL;

    if (s->say.say.form && p->mine != s->say.word) {
        r = ARENA_NEW(v->req->arena, struct record_view);
        if (!s->typed.form)
            typed_init(&s->typed, pg->arena, pg->pack, s->say.say.form);
        r->typed = s->typed;
        form_look_init(&r->look, pg, s->say.say.form, &r->typed);
        r->look.saves = true;
        r->look.small = true;
        r->two_traced = p->two_traced;
        r->to = page_url(pg, pg->path);
        form_faults(pg, &r->look, NULL, -1, faults, count);
    }
    pg->dense = true;
    pair_page_draw(pg, p, r);
    visit_page(v, count || pg->error_count ? 400 : 200);
}

void
see_pair(struct visit *v, enum err e, struct answer *answer)
{
    struct pair_sent *s = (struct pair_sent *)(void *)v->ask.with;

    if (e)
        visit_refused(v, e, answer);
    else
        draw(v, answer->with, s, NULL, 0);
}

/* Twins, one person already, or settled before: which, is said. */
static void
not_put(struct visit *v, const struct answer *answer)
{
    html_init(&v->html, v->req->arena);
    frame_notice(&v->page, MSG_PAIR_CANNOT,
        answer->fault.msg ? answer->fault.msg : MSG_PAIR_SETTLED);
    visit_page(v, 409);
}

void
see_pair_put(struct visit *v, enum err e, struct answer *answer)
{
    const struct id *pair = answer ? answer->with : NULL;

    if (e == ERR_INVALID)
        visit_go(v, S("/find"));
    else if (e == ERR_CONFLICT)
        not_put(v, answer);
    else if (e)
        visit_refused(v, e, answer);
    else
        visit_go(v,
            str_cat(v->req->arena, S("/pairs/"),
                id_text(v->req->arena, *pair)));
}

void
see_pair_file(struct visit *v, enum err e, struct answer *answer)
{
    if (e == ERR_INVALID) {
        html_init(&v->html, v->req->arena);
        frame_notice(&v->page, MSG_PAIR_FILE, MSG_PAIR_FILE_WRONG);
        visit_page(v, 400);
    } else if (e) {
        visit_refused(v, e, answer);
    } else {
        pairs_brought_draw(&v->page, answer->with);
        visit_page(v, 200);
    }
}

/* The page again, with what is wrong. */
static void
draw_again(struct visit *v, struct pair_sent *s,
    const struct answer_fault *faults, size_t count)
{
    const struct pair_page *p = visit_look_again(v, ACT_PAIR, v->ask.about);

    if (p)
        draw(v, p, s, faults, visit_is_toggled(v) ? 0 : count);
}

void
see_pair_said(struct visit *v, enum err e, struct answer *answer)
{
    struct pair_sent       *s = (struct pair_sent *)(void *)v->ask.with;
    const struct pair_said *said = answer ? answer->with : NULL;

    if (e == OK)
        visit_go(v, S("/pairs"));
    else if (e == ERR_INVALID && said && said->wrong.count)
        draw_again(v, s, said->wrong.faults, said->wrong.count);
    else if (e == ERR_INVALID)
        draw_again(v, s, s->faults, s->fault_count);
    else
        visit_refused(v, e, answer);
}
