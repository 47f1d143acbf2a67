/*
 * Giving children to somebody else.  What is filled in once becomes an entry
 * for each child, in the concern that the worker has them by or, of a form
 * that stands alone, in none.  One that policy refuses refuses all: half of
 * what was chosen given away would be believed to be all.
 */
#include "action/caseload_inside.h"

#include "action/concern_form.h"
#include "action/concern_inside.h"
#include "action/look.h"
#include "action/rows.h"
#include "record/person.h"
#include "record/thread.h"

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
struct givings {
    const struct oversee       *o;
    const struct caseload_pick *pick;
    struct answer              *answer;
    struct giving              *all;
    size_t                      count;
};

static bool
is_picked(const struct caseload_pick *pick, struct id person)
{
    return id_among(person, pick->persons, pick->count);
}

/* Whether a tie of that meaning is what the form gives on. */
static bool
gives_on(const struct givings *g, const struct caseload_tie *t)
{
    const struct pack     *p = g->o->w->pack;
    const struct tie_term *term =
        pack_tie(p, form_arg_value(g->pick->form, YIELD_TIE, S("kind")));

    return id_eq(t->whom, g->pick->account) && is_picked(g->pick, t->person) &&
        str_eq(term->means, t->means);
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

/* In each concern by which the worker has one of them. */
static enum err
givings_in_threads(struct givings *g)
{
    const struct oversee *o = g->o;
    struct caseload_tie  *ties;
    size_t                n;
    enum err              e;

    if ((e = caseload_ties(o->w, &o->team, &ties, &n)))
        return e;
    g->all = ARENA_ARRAY(o->cx->arena, struct giving, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct giving one = {ties[i].person, ties[i].thread, {0}};

        if (!gives_on(g, &ties[i]) || is_there(g, &ties[i]))
            continue;
        if ((e = source_in(g, &one)))
            return e;
        g->all[g->count++] = one;
    }
    return g->count ? OK : ERR_ABSENT;
}

static enum err
givings_alone(struct givings *g)
{
    const struct oversee *o = g->o;
    enum err              e;

    g->all = ARENA_ARRAY(o->cx->arena, struct giving, g->pick->count + 1);
    for (size_t i = 0; i < g->pick->count; i++) {
        struct giving *one = &g->all[g->count++];

        one->person = g->pick->persons[i];
        if ((e = person_source_for(o->w, one->person, o->cx->reader.agency.id,
                 &one->source)))
            return e;
    }
    return g->count ? OK : ERR_ABSENT;
}

/* ---- who may ---- */

static enum err
may_give(const struct givings *g, const struct giving *one, struct grant *grant)
{
    const struct oversee *o = g->o;
    struct question       q =
        concern_question(o->w->pack, g->pick->form, one->thread);
    enum err e;

    q.person = one->person;
    if ((e = oversee_allows_child(o, one->person)))
        return e;
    e = look_ask(o->w, o->cx, &q, grant);
    return e || grant->depth == DEPTH_FULL ? e : ERR_DENIED;
}

/* Children are among those of the team, each once. */
static enum err
picked(const struct oversee *o, const struct caseload_pick *pick)
{
    struct caseload_tie *ties;
    struct id           *nobodys;
    size_t               n, k, nobody_n;
    enum err             e;

    if (!pick->count || pick->count > CASELOAD_PAGE)
        return ERR_ABSENT;
    if ((e = caseload_ties(o->w, &o->team, &ties, &n)) ||
        (e = caseload_unnamed(o->w, &o->team, &nobodys, &nobody_n)))
        return e;
    for (size_t i = 0; i < pick->count; i++) {
        if (id_among(pick->persons[i], pick->persons, i))
            return ERR_ABSENT;
        for (k = 0; k < n; k++)
            if (id_eq(ties[k].person, pick->persons[i]) &&
                id_eq(ties[k].whom, pick->account))
                break;
        if (k == n &&
            (!id_is_none(pick->account) ||
                !id_among(pick->persons[i], nobodys, nobody_n)))
            return ERR_ABSENT;
    }
    return OK;
}

static enum err
givings_make(struct givings *g, struct grant *grant)
{
    const struct caseload_pick *pick = g->pick;
    enum err                    e;

    if ((e = picked(g->o, pick)) ||
        (e = pick->form->in_thread.n ? givings_in_threads(g)
                                     : givings_alone(g)))
        return e;
    for (size_t i = 0; i < g->count; i++)
        if ((e = may_give(g, &g->all[i], grant)))
            return e;
    return OK;
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
    *g = (struct givings){.o = list.found, .pick = pick};
    if (!caseload_gives(w->pack, pick->form))
        return ERR_ABSENT;
    return givings_make(g, &out->grant);
}

/* ---- the page ---- */

enum err
caseload_form(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct caseload_form_page *p =
        ARENA_NEW(cx->arena, struct caseload_form_page);
    const struct givings *g = answer->found;
    enum err              e;

    (void)grant;
    p->pick = *(const struct caseload_pick *)ask->with;
    p->children =
        ARENA_ARRAY(cx->arena, struct oversee_child, p->pick.count + 1);
    for (size_t i = 0; i < p->pick.count; i++)
        if ((e = oversee_child(g->o, p->pick.persons[i], answer,
                 &p->children[i])))
            return e;
    if ((e = caseload_worker_find(g->o, p->pick.account, &p->worker)) ||
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
    return OK;
}
