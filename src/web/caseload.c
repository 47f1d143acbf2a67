/*
 * The form is the pack's, drawn for several children at once; what was typed
 * goes into an entry for each.
 */
#include "web/caseload.h"

#include "web/frame.h"
#include "web/lost.h"

#define NOBODY S("nobody")

/* A figure's list, as the address names it. */
static const struct str only_words[ONLY_COUNT] = {
    [ONLY_LATE] = S_INIT("late"),
    [ONLY_UNNAMED] = S_INIT("no-name"),
    [ONLY_REVIEWING] = S_INIT("reviewing"),
    [ONLY_COVERING] = S_INIT("covering"),
};

/* ---- what is asked ---- */

static enum err
worker_read(struct visit *v, struct id *out)
{
    *out = (struct id){0};
    return str_eq(v->parts[0], NOBODY) ? OK : visit_id(v, 0, ID_ACCOUNT, out);
}

static enum caseload_only
only_read(struct str word)
{
    for (int i = 0; i < ONLY_COUNT; i++)
        if (only_words[i].n && str_eq(only_words[i], word))
            return (enum caseload_only)i;
    return ONLY_ALL;
}

enum err
in_caseload_list(struct visit *v)
{
    struct caseload_ask *in = ARENA_NEW(v->req->arena, struct caseload_ask);
    int64_t              page;

    if (str_int(form_value(&v->req->query, S("page")), &page) && page > 0 &&
        page < CASELOAD_PAGES_MOST)
        in->page = page;
    in->only = only_read(form_value(&v->req->query, S("only")));
    v->ask.with = in;
    return worker_read(v, &in->account);
}

static bool
is_none_chosen(const struct caseload_pick *pick)
{
    return !pick->all && !pick->count;
}

/* None chosen leads back to the list, which says so.  With the whole list
 * those that are ticked are chosen too. */
static enum err
pick_read(struct visit *v, struct caseload_pick *pick)
{
    struct id *all = ARENA_ARRAY(v->req->arena, struct id, v->form.n + 1);
    enum err   e;

    pick->all = form_has(&v->form, S("all"));
    pick->only = only_read(form_value(&v->form, S("only")));
    for (size_t i = 0; i < v->form.n && !pick->all; i++)
        if (str_eq(v->form.rows[i].name, S("child")) &&
            !id_parse(v->form.rows[i].value, ID_PERSON, &all[pick->count++]))
            return ERR_ABSENT;
    pick->persons = all;
    pick->form = pack_form(v->page.pack, form_value(&v->form, S("form")));
    if ((e = worker_read(v, &pick->account)))
        return e;
    if (!pick->form)
        return ERR_ABSENT;
    if (!is_none_chosen(pick))
        return OK;
    visit_error(v, S("child"), MSG_CASELOAD_NONE_CHOSEN);
    return ERR_INVALID;
}

enum err
in_caseload_pick(struct visit *v)
{
    struct caseload_pick *in = ARENA_NEW(v->req->arena, struct caseload_pick);

    v->ask.with = in;
    return pick_read(v, in);
}

/* What was sent, and what is wrong with it. */
struct given {
    struct caseload_give give; /* first: it is the action's ask */
    struct typed         typed;
    struct answer_fault *faults;
    size_t               fault_count;
};

enum err
in_caseload_give(struct visit *v)
{
    struct given        *g = ARENA_NEW(v->req->arena, struct given);
    struct answers_about about;
    struct answers       answers;
    enum err             e;

    v->ask.with = g;
    if ((e = pick_read(v, &g->give.pick)))
        return e;
    form_typed(v, g->give.pick.form, &g->typed);
    about = typed_about(&g->typed, v->page.today);
    typed_answers(&g->typed, &about, &answers);
    g->give.answers = typed_json(v->req->arena, &answers);
    g->give.language = v->cx.lang;
    return answers_check(v->req->arena, &answers, &about, v->page.today,
        &g->faults, &g->fault_count);
}

/* ---- what is shown ---- */

void
see_caseload(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    caseload_page_draw(&v->page, answer->with);
    visit_page(v, 200);
}

void
see_caseload_list(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    caseload_list_draw(&v->page, answer->with);
    visit_page(v, 200);
}

/* The list again, with what is missing. */
static void
list_again(struct visit *v)
{
    const struct caseload_pick *pick = v->ask.with;
    struct caseload_ask in = {.account = pick->account, .only = pick->only};
    struct ask          ask = {.act = ACT_CASELOAD_LIST, .with = &in};
    struct answer       answer = {0};
    enum err            e = action_run(&v->cx, &ask, &answer);

    if (e) {
        visit_refused(v, e, &answer);
        return;
    }
    caseload_list_draw(&v->page, answer.with);
    visit_page(v, 400);
}

static const struct form_choice *
offer(const struct form_look *l, const struct field *f, size_t *count)
{
    const struct caseload_view *c = (const void *)l;
    struct form_choice *out = ARENA_ARRAY(c->typed.arena, struct form_choice,
        c->page->account_count + 1);

    *count = 0;
    if (f->type != FIELD_ACCOUNT)
        return NULL;
    for (size_t i = 0; i < c->page->account_count; i++)
        out[(*count)++] = (struct form_choice){.id = c->page->accounts[i].id,
            .label = c->page->accounts[i].label};
    return out;
}

static void
form_draw(struct visit *v, const struct caseload_form_page *p,
    const struct typed *typed, const struct answer_fault *faults, size_t count)
{
    struct caseload_view *c = ARENA_NEW(v->req->arena, struct caseload_view);

    c->page = p;
    c->typed = *typed;
    form_look_init(&c->look, &v->page, p->pick.form, &c->typed);
    c->look.small = true;
    c->look.offer = offer;
    form_faults(&v->page, &c->look, NULL, -1, faults, count);
    caseload_form_draw(&v->page, c);
    visit_page(v, count ? 400 : 200);
}

static void
form_again(struct visit *v, const struct given *g,
    const struct answer_fault *faults, size_t count)
{
    struct ask    ask = {.act = ACT_CASELOAD_FORM, .with = &g->give.pick};
    struct answer answer = {0};
    enum err      e = action_run(&v->cx, &ask, &answer);

    if (e)
        visit_refused(v, e, &answer);
    else
        form_draw(v, answer.with, &g->typed, faults, count);
}

/* Also when the toggle sends it: drawn as it was typed.  What the toggle kept
 * comes as invalid and without an answer (web/kept.c), and is asked again. */
void
see_caseload_form(struct visit *v, enum err e, struct answer *answer)
{
    const struct caseload_pick *pick = v->ask.with;
    struct given                g = {.give.pick = *pick};

    if (e == ERR_INVALID && is_none_chosen(pick)) {
        list_again(v);
        return;
    }
    if (e && e != ERR_INVALID) {
        visit_refused(v, e, answer);
        return;
    }
    form_typed(v, pick->form, &g.typed);
    if (e)
        form_again(v, &g, NULL, 0);
    else
        form_draw(v, answer->with, &g.typed, NULL, 0);
}

/* Of a whole list: for how many, who stays and why.  It has no address of its
 * own; what is left is sent as it was. */
static void
draw_given(struct visit *v, const struct given *g,
    const struct caseload_given *got)
{
    const struct caseload_pick *pick = &g->give.pick;
    struct str list = caseload_url(&v->page, pick->account, (struct str){0});

    if (got->fate.rest) {
        lost_again(v);
        v->page.toggle_sends =
            str_cat(v->req->arena, caseload_path(list), S("/choose"));
    } else
        v->page.path = caseload_path(list);
    caseload_given_draw(&v->page, pick, got);
    visit_page(v, 200);
}

void
see_caseload_given(struct visit *v, enum err e, struct answer *answer)
{
    const struct given          *g = v->ask.with;
    const struct caseload_given *got = answer->with;

    if (e == OK && g->give.pick.all)
        draw_given(v, g, got);
    else if (e == OK)
        visit_go(v,
            str_cat(v->req->arena, S("/caseload/"),
                id_is_none(g->give.pick.account)
                    ? NOBODY
                    : id_text(v->req->arena, g->give.pick.account)));
    else if (e == ERR_INVALID && is_none_chosen(&g->give.pick))
        list_again(v);
    else if (e == ERR_INVALID && got)
        form_again(v, g, got->wrong.faults, got->wrong.count);
    else if (e == ERR_INVALID)
        form_again(v, g, g->faults, g->fault_count);
    else
        visit_refused(v, e, answer);
}

/* ---- words ---- */

struct str
caseload_url(struct page *pg, struct id account, struct str more)
{
    struct str parts[3] = {S("/caseload/"),
        id_is_none(account) ? NOBODY : id_text(pg->arena, account), more};

    return page_url(pg, str_join(pg->arena, parts, 3, (struct str){0}));
}

struct str
caseload_url_page(struct page *pg, const struct caseload_page *p, int64_t page)
{
    struct str more[3] = {S("?page="), str_of_int(pg->arena, page), {0}};

    if (p->ask.only)
        more[2] = str_cat(pg->arena, S("&only="), only_words[p->ask.only]);
    return caseload_url(pg, p->ask.account,
        str_join(pg->arena, more, 3, (struct str){0}));
}

struct str
caseload_url_only(struct page *pg, struct id account, enum caseload_only only)
{
    return caseload_url(pg, account,
        only ? str_cat(pg->arena, S("?only="), only_words[only])
             : (struct str){0});
}

struct str
caseload_path(struct str url)
{
    return str_from(url, sizeof("/cy") - 1);
}

struct str
caseload_only_word(enum caseload_only only)
{
    return only_words[only];
}

enum msg
caseload_why_msg(enum caseload_why why)
{
    static const enum msg msgs[WHY_COUNT] = {
        [WHY_POLICY] = MSG_CASELOAD_WHY_POLICY,
        [WHY_NOT_SO] = MSG_CASELOAD_WHY_NOT_SO,
        [WHY_NO_RECORD] = MSG_CASELOAD_WHY_NO_RECORD,
        [WHY_ALREADY] = MSG_CASELOAD_WHY_ALREADY,
    };

    return msgs[why];
}

enum msg
caseload_only_msg(enum caseload_only only)
{
    static const enum msg msgs[ONLY_COUNT] = {
        [ONLY_ALL] = MSG_CASELOAD_CHILDREN,
        [ONLY_LATE] = MSG_CASELOAD_LATE,
        [ONLY_UNNAMED] = MSG_CASELOAD_UNNAMED,
        [ONLY_REVIEWING] = MSG_CASELOAD_REVIEWING,
        [ONLY_COVERING] = MSG_CASELOAD_COVERING,
    };

    return msgs[only];
}

struct str
caseload_desk(struct page *pg, struct str desk)
{
    for (size_t i = 0; i < pg->pack->desks_count; i++)
        if (str_eq(pg->pack->desks[i].id, desk))
            return words_in(pg->pack->desks[i].title, pg->lang);
    return lang_text(pg->lang, MSG_CASELOAD_NO_TEAM);
}
