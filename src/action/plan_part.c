/*
 * Parts of a plan are found by what the form yields: a question of type
 * "part" that is a yield's key states one (or carries one on), one that is a
 * score's outcome speaks of it.
 */
#include "action/plan_part.h"

#include "action/concern_form.h"
#include "action/plan_inside.h"

/* ---- forms ---- */

static bool
is_part(const struct field *f)
{
    return f->type == FIELD_PART;
}

bool
plan_form_asks(const struct form *f)
{
    for (size_t i = 0; i < f->field_count; i++) {
        if (is_part(&f->fields[i]))
            return true;
        for (size_t k = 0; k < f->fields[i].column_count; k++)
            if (is_part(&f->fields[i].columns[k]))
                return true;
    }
    return false;
}

const struct field *
plan_answer_field(const struct form *f)
{
    const struct field *key = form_arg_field(f, YIELD_ACTION, S("key"));

    return key && is_part(key) && key->required == REQUIRED_ALWAYS ? key : NULL;
}

const struct form *
plan_answer_form(const struct pack *p)
{
    for (size_t i = 0; i < p->forms_count; i++)
        if (plan_answer_field(&p->forms[i]))
            return &p->forms[i];
    return NULL;
}

/* ---- whose ---- */

void
plan_whole(const struct child_build *b, struct plan *out)
{
    struct fact_at *facts;
    size_t          n;

    plan_facts(b->cx->arena, b->child, &facts, &n);
    plan_of(b->cx->arena, facts, n, 0, out);
}

static struct str
outcome_words(const struct plan *p, struct str key)
{
    for (size_t i = 0; i < p->version_count; i++)
        for (size_t k = 0; k < p->versions[i].outcome_count; k++)
            if (str_eq(p->versions[i].outcomes[k].key, key))
                return p->versions[i].outcomes[k].change;
    return (struct str){0};
}

struct str
plan_part_words(const struct child_build *b, const struct field *f,
    struct str key)
{
    const struct plan_action *x;
    struct plan               p;

    plan_readable(b, &p);
    if (!str_eq(f->kind, S("action")))
        return outcome_words(&p, key);
    x = plan_action_find(&p, key);
    return x ? x->what : (struct str){0};
}

enum err
plan_is_ours(const struct child_build *b, const struct plan_action *x,
    bool *yes)
{
    struct id agency;
    enum err  e = agency_said(b->w, x->agency, &agency);

    if (!e)
        *yes = id_eq(agency, b->cx->reader.agency.id);
    return e;
}

/* ---- what is offered ---- */

struct offering {
    struct draft_page *page;
    struct arena      *arena;
    size_t             room;
};

static void
offer_begin(struct offering *o, struct draft_offer *to, size_t more)
{
    struct draft_offered *all =
        ARENA_ARRAY(o->arena, struct draft_offered, to->count + more + 1);

    for (size_t i = 0; i < to->count; i++)
        all[i] = to->rows[i];
    to->rows = all;
}

/* Brothers and sisters share a part of one plan: it stands once. */
static void
offer_add(struct draft_offer *to, struct str key, struct str label)
{
    for (size_t i = 0; i < to->count; i++)
        if (str_eq(to->rows[i].id, key))
            return;
    if (key.n)
        to->rows[to->count++] = (struct draft_offered){key, label};
}

static void
outcomes_offer(struct offering *o, const struct plan *p)
{
    const struct plan_version *v = p->version_count ? &p->versions[0] : NULL;

    offer_begin(o, &o->page->outcomes, v ? v->outcome_count : 0);
    for (size_t i = 0; v && i < v->outcome_count; i++)
        offer_add(&o->page->outcomes, v->outcomes[i].key,
            v->outcomes[i].change);
}

/* All that is not done, or of these the agency's own. */
static enum err
actions_offer(struct offering *o, struct child_build *b, const struct plan *p,
    enum plan_which which)
{
    bool     yes = true;
    enum err e;

    offer_begin(o, &o->page->actions, p->action_count);
    for (size_t i = 0; i < p->action_count; i++) {
        const struct plan_action *x = &p->actions[i];

        if (which == PLAN_OURS && (e = plan_is_ours(b, x, &yes)))
            return e;
        if (yes && plan_action_is_open(x))
            offer_add(&o->page->actions, x->key, x->what);
    }
    return OK;
}

static enum err
child_offers(struct offering *o, struct child_build *b)
{
    struct plan readable, whole;

    plan_readable(b, &readable);
    plan_whole(b, &whole);
    outcomes_offer(o, &readable);
    if (child_may_record_plan(b))
        return actions_offer(o, b, &readable, PLAN_ALL);
    return actions_offer(o, b, &whole, PLAN_OURS);
}

enum err
plan_offers(struct work *w, struct cx *cx, struct answer *answer,
    struct draft_page *p)
{
    struct offering     o = {.page = p, .arena = cx->arena};
    struct child_build *b;
    enum err            e;

    if (!plan_form_asks(p->form))
        return OK;
    for (size_t i = 0; i < p->subject_count; i++) {
        e = casework_open(w, cx, p->subjects[i].person, answer, &b);
        if (e && !err_is_refusal(e))
            return e;
        if (!e && (e = child_offers(&o, b)))
            return e;
    }
    return OK;
}

/* ---- answering one ---- */

enum err
plan_answer_thread(struct work *w, struct cx *cx, const struct answers *said,
    const struct draft_subject *child, struct id *thread)
{
    const struct field       *key = plan_answer_field(said->form);
    struct answer             scratch = {0};
    const struct plan_action *x;
    struct child_build       *b;
    struct plan               plan;
    bool                      ours;
    enum err                  e;

    if (!key)
        return OK;
    if ((e = casework_open(w, cx, child->person, &scratch, &b)))
        return e;
    plan_whole(b, &plan);
    x = plan_action_find(&plan, answers_text(cx->arena, said, key, -1));
    if (!x)
        return ERR_DENIED;
    if ((e = plan_is_ours(b, x, &ours)))
        return e;
    if (!ours && !child_may_record_plan(b))
        return ERR_DENIED;
    *thread = x->set->thread;
    return OK;
}
