/*
 * Giving children to somebody else.  What is filled in once becomes an entry
 * for each child, in the concern that the worker has them by or, of a form
 * that stands alone, in none.  Of those chosen by name one that policy refuses
 * refuses all: half of what was chosen given away would be believed to be all.
 * Of a whole list nobody is named before; who is left is named afterwards.
 */
#include "action/caseload_inside.h"

#include "action/concern_form.h"
#include "action/concern_inside.h"
#include "action/look.h"
#include "action/rows.h"
#include "record/person.h"
#include "record/thread.h"
#include "record/tie.h"

/* ---- which forms ---- */

/* To an account, as the one who has the child, holds the plan or stands in. */
static bool
gives_to_account(const struct pack *p, const struct form *f)
{
    struct str             kind = form_arg_value(f, YIELD_TIE, S("kind"));
    const struct field    *whom = form_arg_field(f, YIELD_TIE, S("whom"));
    const struct tie_term *tie = kind.n ? pack_tie(p, kind) : NULL;

    return tie && whom && whom->type == FIELD_ACCOUNT && !whom->per_child &&
        (str_eq(tie->means, S("allocated")) ||
            str_eq(tie->means, S("co_ordinator")) ||
            str_eq(tie->means, S("cover")));
}

/* Why, or until when: what nobody could answer for is no change of hands. */
static bool
says_more(const struct form *f)
{
    for (size_t i = 0; i < f->field_count; i++)
        if (f->fields[i].type != FIELD_ACCOUNT &&
            f->fields[i].required != REQUIRED_NO)
            return true;
    return false;
}

bool
caseload_gives(const struct pack *p, const struct form *f)
{
    for (size_t i = 0; i < f->yield_count; i++)
        if (f->yields[i].kind != YIELD_TIE &&
            f->yields[i].kind != YIELD_ABSENCE)
            return false;
    return f->yield_count && f->about_count == 1 && says_more(f) &&
        gives_to_account(p, f);
}

/* ---- whom it is about ---- */

/* One entry that is to be: of that child, in that thread or in none. */
struct giving {
    struct id person, thread, source;
};
/* One that was chosen and is not given. */
struct staying {
    struct id         person;
    enum caseload_why why;
};
struct givings {
    const struct oversee *o;
    struct caseload_pick  pick; /* with the whole list: who is on it */
    struct answer        *answer;
    struct caseload_tie  *ties; /* of the team */
    size_t                tie_count;
    const struct answers *said; /* null: nothing is yet */
    struct giving        *all;
    size_t                count;
    struct id            *go; /* children, each once */
    size_t                go_count;
    struct staying       *stay;
    size_t                stay_count;
    size_t                rest;
};

/* What the form makes of whom it gives to. */
static const struct tie_term *
term_of(const struct givings *g)
{
    return pack_tie(g->o->w->pack,
        form_arg_value(g->pick.form, YIELD_TIE, S("kind")));
}

/* The record that the child stands in the thread by. */
static enum err
source_in(struct givings *g, struct giving *one)
{
    struct thread_row *all;
    size_t             n;
    enum err           e;

    if ((e = thread_load(g->o->w, one->thread, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        if (id_eq(all[i].person, one->person)) {
            one->source = all[i].source;
            return OK;
        }
    return ERR_ABSENT;
}

static bool
is_there(const struct givings *g, const struct caseload_tie *t)
{
    for (size_t i = 0; i < g->count; i++)
        if (id_eq(g->all[i].person, t->person) &&
            id_eq(g->all[i].thread, t->thread))
            return true;
    return false;
}

/* In each concern by which the worker has the child so. */
static enum err
givings_in_threads(struct givings *g, struct id person)
{
    const struct tie_term *term = term_of(g);
    enum err               e;

    for (size_t i = 0; i < g->tie_count; i++) {
        const struct caseload_tie *t = &g->ties[i];
        struct giving              one = {person, t->thread, {0}};

        if (!id_eq(t->person, person) || !id_eq(t->whom, g->pick.account) ||
            !str_eq(term->means, t->means) || is_there(g, t))
            continue;
        if ((e = source_in(g, &one)))
            return e;
        g->all[g->count++] = one;
    }
    return OK;
}

static enum err
givings_alone(struct givings *g, struct id person)
{
    const struct oversee *o = g->o;
    struct giving         one = {.person = person};
    enum err              e =
        person_source_for(o->w, person, o->cx->reader.agency.id, &one.source);

    if (!e)
        g->all[g->count++] = one;
    return e;
}

/* ---- said already ---- */

/* Whether whom it names has the child so. */
static enum err
is_in_force(const struct givings *g, struct id person, bool *yes)
{
    const struct pack  *p = g->o->w->pack;
    const struct form  *f = g->pick.form;
    const struct field *field = form_arg_field(f, YIELD_TIE, S("whom"));
    struct str      whom = answers_text(g->o->cx->arena, g->said, field, -1);
    struct id       account;
    struct tie_row *held;
    size_t          n;
    enum err        e;

    *yes = !whom.n; /* nobody is named: then it is told by what was said */
    if (*yes || !id_parse(whom, ID_ACCOUNT, &account))
        return OK;
    if ((e = tie_list(g->o->w, person, term_of(g)->means, &held, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        *yes = *yes ||
            (id_eq(held[i].whom, account) &&
                pack_tie(p, held[i].kind) == term_of(g));
    return OK;
}

static bool
says_the_same(const struct givings *g, const struct entry *e)
{
    const struct form *f = g->pick.form;
    struct arena      *a = g->o->cx->arena;

    if (!e->form || !str_eq(e->form->id, f->id))
        return false;
    for (size_t i = 0; i < f->field_count; i++) {
        int                 child = f->fields[i].per_child ? 0 : -1;
        const struct field *then = form_field(e->form, f->fields[i].id);

        if (!then ||
            !str_eq(answers_text(a, g->said, &f->fields[i], child),
                answers_text(a, &e->answers, then, child)))
            return false;
    }
    return true;
}

/* Sent again, for the rest: the same was said of this one, and holds. */
static enum err
is_given_already(const struct givings *g, struct id person, bool *yes)
{
    struct entry *all;
    size_t        n;
    enum err      e;

    *yes = false;
    if (!g->said || (e = is_in_force(g, person, yes)) || !*yes)
        return g->said ? e : OK;
    if ((e = entry_list_person(g->o->w, person, &all, &n)))
        return e;
    *yes = false;
    for (size_t i = 0; i < n && !*yes; i++)
        *yes = says_the_same(g, &all[i]);
    return OK;
}

/* ---- who may ---- */

static enum err
may_give(const struct givings *g, const struct giving *one, struct grant *grant)
{
    const struct oversee *o = g->o;
    struct question q = concern_question(o->w->pack, g->pick.form, one->thread);
    enum err        e;

    q.person = one->person;
    e = look_ask(o->w, o->cx, &q, grant);
    return e || grant->depth == DEPTH_FULL ? e : ERR_DENIED;
}

/* Children are among those of the team, each once. */
static enum err
picked(const struct givings *g)
{
    const struct caseload_pick *pick = &g->pick;
    struct id                  *nobodys;
    size_t                      k, nobody_n;
    enum err                    e;

    if (!pick->count || pick->count > CASELOAD_PAGE)
        return ERR_ABSENT;
    if ((e = caseload_unnamed(g->o->w, &g->o->team, &nobodys, &nobody_n)))
        return e;
    for (size_t i = 0; i < pick->count; i++) {
        if (id_among(pick->persons[i], pick->persons, i))
            return ERR_ABSENT;
        for (k = 0; k < g->tie_count; k++)
            if (id_eq(g->ties[k].person, pick->persons[i]) &&
                id_eq(g->ties[k].whom, pick->account))
                break;
        if (k == g->tie_count &&
            (!id_is_none(pick->account) ||
                !id_among(pick->persons[i], nobodys, nobody_n)))
            return ERR_ABSENT;
    }
    return OK;
}

/* Whoever is on the list now, and no others: as its page has it. */
static enum err
listed(struct givings *g)
{
    struct caseload_page p = {
        .ask = {.account = g->pick.account, .only = g->pick.only}};
    struct caseload_worker worker;
    struct id             *all;
    enum err               e;

    if ((e = caseload_worker_find(g->o, g->pick.account, &worker)) ||
        (e = caseload_children(g->o, false, &p)))
        return e;
    all = ARENA_ARRAY(g->o->cx->arena, struct id, p.count + 1);
    for (size_t i = 0; i < p.count; i++)
        all[i] = p.rows[i].child.person;
    g->pick.persons = all;
    g->pick.count = p.count;
    return OK;
}

/* The entries of one child, all of them or none. */
static enum err
givings_of(struct givings *g, struct id person, struct grant *grant,
    enum caseload_why *why)
{
    size_t   from = g->count;
    bool     already = false;
    enum err e;

    *why = WHY_NO_RECORD;
    if ((e = oversee_allows_child(g->o, person)))
        return e;
    e = g->pick.form->in_thread.n ? givings_in_threads(g, person)
                                  : givings_alone(g, person);
    if (!e && g->count == from) {
        *why = WHY_NOT_SO;
        return ERR_ABSENT;
    }
    for (size_t i = from; !e && i < g->count; i++) {
        *why = WHY_POLICY;
        e = may_give(g, &g->all[i], grant);
    }
    if (!e && !(e = is_given_already(g, person, &already)) && already) {
        *why = WHY_ALREADY;
        e = ERR_CONFLICT;
    }
    if (e)
        g->count = from;
    return e;
}

/* Chosen by name, one whom policy refuses refuses all; of a whole list, they
 * stay, unless all do. */
static enum err
givings_part(struct givings *g, struct grant *grant)
{
    enum err last = OK, e;
    bool     none_may = true;

    for (size_t i = 0; i < g->pick.count; i++) {
        struct staying s = {.person = g->pick.persons[i]};
        struct grant   got;

        if (g->go_count == CASELOAD_AT_ONCE) {
            g->rest = g->pick.count - i;
            return OK;
        }
        e = givings_of(g, s.person, &got, &s.why);
        if (e && (!err_is_refusal(e) || (!g->pick.all && s.why != WHY_NOT_SO)))
            return e;
        none_may = none_may && e && s.why == WHY_POLICY;
        if (e) {
            g->stay[g->stay_count++] = s;
            last = e;
        } else {
            g->go[g->go_count++] = s.person;
            *grant = got;
        }
    }
    if (!g->pick.all)
        return g->go_count ? OK : ERR_ABSENT;
    return none_may ? last : OK;
}

static enum err
givings_make(struct givings *g, struct grant *grant)
{
    const struct oversee *o = g->o;
    struct arena         *a = o->cx->arena;
    enum err              e;

    if ((e = caseload_ties(o->w, &o->team, &g->ties, &g->tie_count)) ||
        (e = g->pick.all ? listed(g) : picked(g)))
        return e;
    g->all = ARENA_ARRAY(a, struct giving, g->tie_count + g->pick.count + 1);
    g->go = ARENA_ARRAY(a, struct id, g->pick.count + 1);
    g->stay = ARENA_ARRAY(a, struct staying, g->pick.count + 1);
    return givings_part(g, grant);
}

/* What is to be said of each, to tell who was given already; null: of those
 * chosen by name it is not asked, and what is no answer is refused later. */
static const struct answers *
said_of(struct arena *a, const struct ask *ask)
{
    const struct caseload_give *in = ask->with;
    struct answers             *said = ARENA_NEW(a, struct answers);
    struct fault                fault;

    if (ask->act != ACT_CASELOAD_GIVE || !in->pick.all ||
        answers_read(a, in->pick.form, in->answers, said, &fault))
        return NULL;
    return said;
}

/* Both the page and the deed: may each of them be given on so? */
enum err
ground_caseload_give(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    const struct caseload_pick *pick = ask->with;
    struct givings             *g = ARENA_NEW(cx->arena, struct givings);
    struct ground               list = {0};
    enum err                    e;

    out->settled = true;
    out->found = g;
    if ((e = ground_oversee(w, cx, ask, &list)))
        return e;
    out->grant = list.grant;
    *g = (struct givings){.o = list.found, .pick = *pick};
    if (!caseload_gives(w->pack, pick->form))
        return ERR_ABSENT;
    g->said = said_of(cx->arena, ask);
    return givings_make(g, &out->grant);
}

/* ---- the page ---- */

/* By name, those who go and those who stay. */
static enum err
fate_of(const struct givings *g, struct answer *answer,
    struct caseload_fate *out)
{
    struct arena *a = g->o->cx->arena;
    enum err      e;

    out->go = ARENA_ARRAY(a, struct oversee_child, g->go_count + 1);
    out->stay = ARENA_ARRAY(a, struct caseload_stay, g->stay_count + 1);
    out->rest = (int64_t)g->rest;
    for (size_t i = 0; i < g->go_count; i++)
        if ((e = oversee_child(g->o, g->go[i], answer, &out->go[i])))
            return e;
    for (size_t i = 0; i < g->stay_count; i++) {
        out->stay[i].why = g->stay[i].why;
        if ((e = oversee_child(g->o, g->stay[i].person, answer,
                 &out->stay[i].child)))
            return e;
    }
    out->go_count = g->go_count;
    out->stay_count = g->stay_count;
    return OK;
}

enum err
caseload_form(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct caseload_form_page *p =
        ARENA_NEW(cx->arena, struct caseload_form_page);
    const struct givings *g = answer->found;
    enum err              e;

    (void)ask, (void)grant;
    p->pick = g->pick;
    p->pick.persons = g->go;
    p->pick.count = g->go_count;
    if ((e = fate_of(g, answer, &p->fate)) ||
        (e = caseload_worker_find(g->o, p->pick.account, &p->worker)) ||
        (e = concern_accounts(w, cx, &p->accounts, &p->account_count)))
        return e;
    answer->with = p;
    return OK;
}

/* ---- the deed ---- */

static enum err
give(const struct givings *g, const struct giving *one,
    const struct caseload_give *in, struct caseload_given *out)
{
    const struct reader *r = &g->o->cx->reader;
    struct about         about = {one->source, in->pick.form->about[0].role};
    struct entry_new     e = {.form = in->pick.form,
            .answers = in->answers,
            .language = in->language,
            .author = r->account.id,
            .agency = r->agency.id,
            .thread = one->thread,
            .thread_kind = in->pick.form->opens_thread,
            .about = &about,
            .about_count = 1};
    struct id            entry, thread;
    enum err             err;

    if ((err = record_append(g->o->w, &e, &entry, &thread, &out->wrong)))
        return err;
    answer_discloses(g->o->cx, g->answer, entry);
    out->entries++;
    return OK;
}

enum err
caseload_give(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct caseload_give *in = ask->with;
    struct caseload_given *out = ARENA_NEW(cx->arena, struct caseload_given);
    struct givings        *g = answer->found;
    enum err               e;

    (void)w, (void)grant;
    answer->with = out;
    g->answer = answer;
    for (size_t i = 0; i < g->count; i++) {
        answer_discloses(cx, answer, g->all[i].person);
        if ((e = give(g, &g->all[i], in, out)))
            return e;
    }
    if ((e = caseload_worker_find(g->o, in->pick.account, &out->worker)))
        return e;
    return fate_of(g, answer, &out->fate);
}
