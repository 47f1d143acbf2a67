/*
 * The page that offers forms, the page on which one of them is begun, and
 * its beginning.  Who may is asked of policy for each form, and once more
 * when it is begun.
 */
#include "action/casework_inside.h"

#include "action/look.h"
#include "action/plan_part.h"
#include "action/rows.h"

/* ---- who may ---- */

/* The child's page, for casework when that lets the reader in, else for
 * duty: a strategy discussion does not wait for the morning. */
enum err
ground_casework(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    struct child_ask page = {.purpose = look_purpose(w->pack, S("casework"))};
    struct ask       child = {.about = ask->about, .with = &page};
    enum err         e = ground_child(w, cx, &child, out);

    if (!err_is_refusal(e) || cx->reader.kind == READER_NOBODY)
        return e;
    page.purpose = look_purpose(w->pack, S("duty"));
    return ground_child(w, cx, &child, out);
}

/* One form about one child; the others are asked about as they come. */
enum err
ground_casework_form(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    const struct casework_begin *in = ask->with;

    if (cx->reader.kind == READER_NOBODY)
        return ERR_SIGN_IN;
    if (!casework_is(w->pack, in->form))
        return ERR_ABSENT;
    out->settled = true;
    return casework_may(w, cx, in->form, ask->about, &out->grant);
}

enum err
casework_open(struct work *w, struct cx *cx, struct id person,
    struct answer *answer, struct child_build **out)
{
    struct ask    ask = {.about = person};
    struct ground g = {0};
    enum err      e;

    if ((e = ground_casework(w, cx, &ask, &g)))
        return e;
    *out = g.found;
    child_begin(*out, answer);
    return child_known(*out);
}

/* ---- the forms ---- */

static size_t
group_at(const struct pack *p, const struct form *f)
{
    size_t i = 0;

    while (i < p->groups_count && !str_eq(p->groups[i].id, f->group))
        i++;
    return i;
}

/* Which heading it stands under: its stage's, else behind all stages its
 * group's. */
static size_t
heading_at(const struct pack *p, const struct form *f)
{
    size_t stage = pack_stage_of(p, f->id);

    return stage < p->stages_count ? stage : stage + group_at(p, f);
}

static size_t
place_in_stage(const struct pack *p, const struct form *f)
{
    size_t stage = pack_stage_of(p, f->id), i = 0;

    while (stage < p->stages_count && i < p->stages[stage].form_count &&
        !str_eq(p->stages[stage].forms[i], f->id))
        i++;
    return i;
}

/* Whether x stands before y: what is due first; the others as the pack has
 * them. */
static bool
is_before(const struct pack *p, const struct casework_form *x,
    const struct casework_form *y)
{
    size_t i = heading_at(p, x->form), k = heading_at(p, y->form);

    if (x->due.due.us || y->due.due.us)
        return x->due.due.us &&
            (!y->due.due.us || x->due.due.us < y->due.due.us);
    return i < k ||
        (i == k && place_in_stage(p, x->form) < place_in_stage(p, y->form));
}

static void
form_add(const struct pack *pack, struct casework_page *p,
    struct casework_form one)
{
    size_t i = p->form_count++;

    for (; i > 0 && is_before(pack, &one, &p->forms[i - 1]); i--)
        p->forms[i] = p->forms[i - 1];
    p->forms[i] = one;
}

static struct words
heading_words(const struct pack *p, size_t at)
{
    if (at < p->stages_count)
        return p->stages[at].label;
    at -= p->stages_count;
    return at < p->groups_count ? p->groups[at].text : (struct words){0};
}

/* A heading stands over the first of its forms, behind what is due. */
static void
headings_put(const struct pack *pack, struct casework_page *p)
{
    size_t last = pack->stages_count + pack->groups_count;

    for (size_t i = 0; i < p->form_count; i++) {
        size_t at = heading_at(pack, p->forms[i].form);

        if (p->forms[i].due.due.us || at == last)
            continue;
        p->forms[i].heading = heading_words(pack, at);
        last = at;
    }
}

/* Nothing is answered where nothing was asked. */
static enum err
form_waits(struct child_build *b, const struct form *f, bool *yes)
{
    struct casework_question *all;
    size_t                    n = 1;
    enum err                  e = OK;

    if (casework_answers(b->w->pack, f))
        e = casework_questions(b, f, &all, &n);
    *yes = n > 0;
    return e;
}

static enum err
form_offers(struct child_build *b, const struct form *f, struct id person,
    bool *yes)
{
    struct grant g;
    enum err     e;

    *yes = false;
    if (!casework_is(b->w->pack, f))
        return OK;
    e = casework_may(b->w, b->cx, f, person, &g);
    if (e)
        return err_is_refusal(e) ? OK : e;
    return form_waits(b, f, yes);
}

static enum err
forms_find(struct child_build *b, struct casework_page *p)
{
    const struct pack *pack = b->w->pack;
    enum err           e;

    p->forms =
        ARENA_ARRAY(b->cx->arena, struct casework_form, pack->forms_count + 1);
    for (size_t i = 0; i < pack->forms_count; i++) {
        const struct form *f = &pack->forms[i];
        bool               yes;

        if ((e = form_offers(b, f, p->person, &yes)))
            return e;
        if (yes)
            form_add(pack, p,
                (struct casework_form){.form = f,
                    .due = casework_due_of(b, f)});
    }
    headings_put(pack, p);
    return p->form_count ? OK : ERR_DENIED;
}

/* ---- what was begun ---- */

static enum err
is_about(struct work *w, const struct typed *t, struct id person, bool *yes)
{
    struct typed_list l = typed_children(t);
    struct id         source, found;
    enum err          e;

    *yes = false;
    for (size_t i = 0; i < l.count && !*yes; i++) {
        if (!id_parse(typed_text(t, typed_source_name(t->arena, l.all[i])),
                ID_SOURCE, &source))
            continue;
        e = person_of_source(w, source, &found);
        if (e)
            return e == ERR_ABSENT ? OK : e;
        *yes = id_eq(found, person);
    }
    return OK;
}

static enum err
begun_find(struct child_build *b, struct casework_page *p)
{
    struct draft *all;
    struct typed  t;
    size_t        n;
    bool          yes;
    enum err      e;

    if ((e = draft_list(b->w, b->cx->reader.account.id, &all, &n)))
        return e;
    p->begun = ARENA_ARRAY(b->cx->arena, struct casework_begun, n + 1);
    for (size_t i = 0; i < n; i++) {
        const struct form *f = pack_form(b->w->pack, all[i].form);

        if (!f || !casework_is(b->w->pack, f))
            continue;
        if ((e = draft_typed(b->w, &all[i], f, &t)) ||
            (e = is_about(b->w, &t, p->person, &yes)))
            return e;
        if (!yes)
            continue;
        p->begun[p->begun_count++] = (struct casework_begun){all[i], f};
        answer_discloses(b->cx, b->answer, all[i].id);
    }
    return OK;
}

static enum err
page_make(struct child_build *b, struct answer *answer,
    struct casework_page **out)
{
    struct casework_page *p = ARENA_NEW(b->cx->arena, struct casework_page);
    enum err              e;

    child_begin(b, answer);
    if ((e = child_known(b)))
        return e;
    p->person = b->page->person;
    p->name = b->page->name;
    *out = p;
    return forms_find(b, p);
}

enum err
casework_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct casework_page *p;
    enum err              e;

    (void)w, (void)cx, (void)ask, (void)grant;
    if ((e = page_make(answer->found, answer, &p)) ||
        (e = begun_find(answer->found, p)))
        return e;
    answer->with = p;
    return OK;
}

/* ---- siblings together ---- */

static bool
is_there(const struct casework_page *p, struct id person)
{
    for (size_t i = 0; i < p->other_count; i++)
        if (id_eq(p->others[i].person, person))
            return true;
    return id_eq(p->person, person);
}

static enum err
other_add(struct child_build *b, const struct casework_together *t,
    const struct casework_child *one, struct casework_page *p)
{
    struct grant g;
    enum err     e;

    if (id_is_none(one->person) || is_there(p, one->person))
        return OK;
    e = t->may(b->w, b->cx, t->form, one->person, &g);
    if (e)
        return err_is_refusal(e) ? OK : e;
    p->others[p->other_count++] = *one;
    answer_discloses(b->cx, b->answer, one->person);
    return OK;
}

static int
children_most(const struct form *f)
{
    for (size_t i = 0; i < f->about_count; i++)
        if (str_eq(f->about[i].role, S("child")))
            return f->about[i].most;
    return 0;
}

enum err
casework_others(struct child_build *b, const struct casework_together *t,
    struct casework_page *p)
{
    const struct child_page *c = b->page;
    enum err                 e;

    if (children_most(t->form) < 2)
        return OK;
    if ((e = child_people_part(b)) || (e = child_others_part(b)))
        return e;
    p->others = ARENA_ARRAY(b->cx->arena, struct casework_child,
        c->relative_count + c->other_count + 1);
    for (size_t i = 0; i < c->relative_count; i++) {
        const struct child_relative *r = &c->relatives[i];

        if (r->kin == KIN_SIBLING && r->may_open &&
            (e = other_add(b, t,
                 &(struct casework_child){r->person, r->name, {0}}, p)))
            return e;
    }
    for (size_t i = 0; i < c->other_count; i++)
        if ((e = other_add(b, t,
                 &(struct casework_child){c->others[i].person,
                     c->others[i].name, c->others[i].born},
                 p)))
            return e;
    return OK;
}

/* What it answers; the only one that waits is chosen. */
static enum err
questions_part(struct child_build *b, const struct casework_ask *in,
    struct casework_page *p)
{
    size_t   waiting = 0;
    enum err e;

    p->answers = casework_answers(b->w->pack, in->form);
    if (!p->answers)
        return OK;
    if ((e = casework_questions(b, in->form, &p->questions,
             &p->question_count)))
        return e;
    while (waiting < p->question_count && p->questions[waiting].waits)
        waiting++;
    for (size_t i = 0; i < p->question_count; i++)
        if (id_eq(p->questions[i].entry, in->question) ||
            (id_is_none(in->question) && waiting == 1 && !i))
            p->question = p->questions[i].entry;
    return OK;
}

enum err
casework_form(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct casework_ask *in = ask->with;
    struct casework_page      *p;
    enum err                   e;

    (void)w, (void)cx, (void)grant;
    if ((e = page_make(answer->found, answer, &p)))
        return e;
    for (size_t i = 0; i < p->form_count; i++)
        if (p->forms[i].form == in->form)
            p->forms[0] = p->forms[i];
    if (p->forms[0].form != in->form)
        return ERR_ABSENT;
    p->form_count = 1;
    if ((e = questions_part(answer->found, in, p)) ||
        (e = casework_others(answer->found,
             &(struct casework_together){in->form, casework_may}, p)))
        return e;
    answer->with = p;
    return OK;
}

/* ---- beginning ---- */

/* One child of the draft, by its place there. */
struct draft_child {
    const struct form *form;
    struct id          person;
    int                place;
};

static enum err
child_put(struct work *w, struct cx *cx, struct id draft, int place,
    struct id person)
{
    struct arena      *a = txn_arena(w->tx);
    struct draft_saved saved;
    struct id          source;
    enum err           e;

    if ((e = person_source_for(w, person, cx->reader.agency.id, &source)))
        return e;
    return draft_save(w, draft, typed_source_name(a, place), 0,
        id_text(a, source), &saved);
}

/* "0,1,2" */
static enum err
children_put(struct work *w, struct id draft, size_t count)
{
    struct draft_saved saved;
    struct buf         b;

    buf_init(&b, txn_arena(w->tx));
    for (size_t i = 0; i < count; i++) {
        if (i)
            buf_add_byte(&b, ',');
        buf_add(&b, str_of_int(txn_arena(w->tx), (int64_t)i));
    }
    return draft_save(w, draft, TYPED_CHILDREN, 0, buf_str(&b), &saved);
}

/* Each child once, whoever sent the page. */
static bool
is_again(const struct ask *ask, size_t at)
{
    const struct casework_begin *in = ask->with;
    bool                         again = id_eq(in->others[at], ask->about);

    for (size_t k = 0; k < at; k++)
        again = again || id_eq(in->others[at], in->others[k]);
    return again;
}

static enum err
others_put(struct work *w, struct cx *cx, const struct ask *ask,
    struct id draft, size_t *count)
{
    const struct casework_begin *in = ask->with;
    struct grant                 g;
    enum err                     e;

    for (size_t i = 0; i < in->other_count; i++) {
        if (is_again(ask, i))
            continue;
        if ((e = casework_may(w, cx, in->form, in->others[i], &g)) ||
            (e = child_put(w, cx, draft, (int)*count, in->others[i])))
            return e;
        ++*count;
    }
    return *count > (size_t)children_most(in->form) ? ERR_LIMIT : OK;
}

/* What the plan says already is not asked for again. */
static enum err
plan_put(struct work *w, struct cx *cx, const struct ask *ask, struct id draft)
{
    const struct casework_begin *in = ask->with;
    struct answer                scratch = {0};
    struct child_build          *b;
    enum err                     e;

    if (!plan_form_asks(in->form))
        return OK;
    e = casework_open(w, cx, ask->about, &scratch, &b);
    if (e)
        return err_is_refusal(e) ? OK : e;
    return plan_prefill(w, b, draft, in->form, in->part);
}

/* Nor who is around a child. */
static enum err
adults_put(struct work *w, struct cx *cx, struct id draft,
    const struct draft_child *c)
{
    struct answer       scratch = {0};
    struct child_build *b;
    enum err            e = casework_open(w, cx, c->person, &scratch, &b);

    if (e)
        return err_is_refusal(e) ? OK : e;
    return adults_prefill(b, draft, c->form, c->place);
}

static enum err
adults_put_all(struct work *w, struct cx *cx, const struct ask *ask,
    struct id draft)
{
    const struct casework_begin *in = ask->with;
    struct draft_child           c = {in->form, ask->about, 0};
    enum err                     e;

    if (!adults_are_asked(in->form))
        return OK;
    e = adults_put(w, cx, draft, &c);
    for (size_t i = 0; i < in->other_count && !e; i++) {
        if (is_again(ask, i))
            continue;
        c.person = in->others[i];
        c.place++;
        e = adults_put(w, cx, draft, &c);
    }
    return e;
}

/* Which question it answers is said before anything is written. */
static enum err
question_chosen(struct work *w, struct cx *cx, const struct ask *ask,
    struct answer *answer, const struct casework_question **out)
{
    const struct casework_begin *in = ask->with;
    struct answer                scratch = {0};
    struct child_build          *b;
    enum err                     e;

    *out = NULL;
    if (!casework_answers(w->pack, in->form))
        return OK;
    if ((e = casework_open(w, cx, ask->about, &scratch, &b)) ||
        (e = casework_question_find(b, in, out)))
        return e;
    if (*out)
        return OK;
    answer->fault = (struct fault){.field = S("question"),
        .msg = MSG_CASEWORK_WHICH_QUESTION};
    return ERR_INVALID;
}

/* What is known already. */
static enum err
begin_fill(struct work *w, struct cx *cx, const struct ask *ask,
    struct id draft)
{
    const struct casework_begin *in = ask->with;
    size_t                       count = 1;
    enum err                     e;

    if ((e = child_put(w, cx, draft, 0, ask->about)) ||
        (e = others_put(w, cx, ask, draft, &count)) ||
        (e = children_put(w, draft, count)) ||
        (e = draft_fill_today(w, draft, in->form)) ||
        (e = plan_put(w, cx, ask, draft)))
        return e;
    return adults_put_all(w, cx, ask, draft);
}

enum err
casework_begin(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct casework_begin    *in = ask->with;
    const struct casework_question *asks;
    struct draft_started *out = ARENA_NEW(cx->arena, struct draft_started);
    struct draft          d = {.form = in->form->id,
                 .account = cx->reader.account.id,
                 .language = cx->lang};
    enum err              e;

    (void)grant;
    if ((e = question_chosen(w, cx, ask, answer, &asks)))
        return e;
    if (asks)
        d.thread = asks->thread;
    if ((e = draft_new(w, &d, &out->draft)) ||
        (e = begin_fill(w, cx, ask, out->draft)) ||
        (asks && (e = casework_question_put(w, in, asks, out->draft))))
        return e;
    answer->with = out;
    answer_discloses(cx, answer, out->draft);
    answer_discloses(cx, answer, ask->about);
    return OK;
}
