/*
 * The facts of a plan that the reader may read, put together (record/plan.h)
 * and given the words that the pack and the agencies have.
 */
#include "action/plan.h"

#include "action/plan_inside.h"
#include "action/plan_part.h"
#include "action/rows.h"
#include "base/text.h"

/* ---- what the pack says ---- */

/* After how many its signal of that kind speaks; 0: it has none. */
static int
limit_of(const struct predicate *p, enum predicate_kind kind)
{
    int found = p && p->kind == kind ? p->at_least : 0;

    for (size_t i = 0; p && i < p->part_count && !found; i++)
        found = limit_of(p->parts[i], kind);
    return found;
}

static int
limit(const struct pack *p, enum predicate_kind kind)
{
    int found = 0;

    for (size_t i = 0; i < p->signals_count && !found; i++)
        found = limit_of(p->signals[i].when, kind);
    return found;
}

bool
child_may_record_plan(const struct child_build *b)
{
    const struct pack *p = b->w->pack;
    struct grant       g;

    for (size_t i = 0; i < p->forms_count; i++)
        if (form_yields(&p->forms[i], YIELD_OUTCOME) &&
            !casework_may(b->w, b->cx, &p->forms[i], b->page->person, &g))
            return true;
    return false;
}

static bool
may_read(const struct child_build *b, enum yield_kind kind)
{
    const struct pack *p = b->w->pack;

    for (size_t i = 0; i < p->forms_count; i++)
        if (form_yields(&p->forms[i], kind) &&
            view_depth(&b->view, p->forms[i].group) == DEPTH_FULL)
            return true;
    return false;
}

bool
child_may_read_plan(const struct child_build *b)
{
    return may_read(b, YIELD_OUTCOME);
}

/* ---- which facts ---- */

/* Those that the reader may read whole. */
static size_t
facts_of(const struct child_build *b, struct fact_at **out)
{
    struct fact_at *all;
    size_t          n, k = 0;

    plan_facts(b->cx->arena, b->child, &all, &n);
    for (size_t i = 0; i < n; i++)
        if (child_kept(b, all[i].entry->id, DEPTH_FULL))
            all[k++] = all[i];
    *out = all;
    return k;
}

void
plan_readable(const struct child_build *b, struct plan *out)
{
    struct fact_at *facts;
    size_t          n = facts_of(b, &facts);

    plan_of(b->cx->arena, facts, n, limit(b->rules, SIG_STALLED), out);
}

/* ---- who ---- */

static enum err
agency_of(struct child_build *b, struct str said, struct plan_who *out)
{
    struct words w;
    struct id    id;
    enum err     e;

    out->agency = said;
    if ((e = agency_said(b->w, said, &id)) || id_is_none(id))
        return e;
    out->ours = id_eq(id, b->cx->reader.agency.id);
    e = child_agency_name(b, id, &w);
    if (!e)
        out->agency = words_in(w, b->cx->lang);
    return e;
}

static enum err
person_of(struct child_build *b, struct str said, struct plan_who *out)
{
    struct id id;

    out->person = said;
    return id_parse(said, ID_ACCOUNT, &id) ? child_account(b, id, &out->person)
                                           : OK;
}

enum err
plan_who_names(struct child_build *b, const struct plan_action *x,
    struct plan_who *out)
{
    enum err e = agency_of(b, x->agency, out);

    return e ? e : person_of(b, x->person, out);
}

/* By account or by name; what names nobody is for the agency to see to. */
static bool
is_mine(const struct child_build *b, const struct plan_action *x,
    const struct plan_who *who)
{
    const struct reader *r = &b->cx->reader;
    struct arena        *a = b->cx->arena;
    struct id            id;

    if (id_parse(x->person, ID_ACCOUNT, &id))
        return id_eq(id, r->account.id);
    if (x->person.n)
        return str_eq(text_fold(a, x->person), text_fold(a, r->account.name));
    return who->ours;
}

/* What was answered, as far as its entries may be read whole. */
static enum err
said(struct child_build *b, const struct plan_action *x, struct plan_who *out)
{
    enum err e;

    out->said =
        ARENA_ARRAY(b->cx->arena, struct plan_said, x->answer_count + 1);
    for (size_t i = x->answer_count; i-- > 0;) {
        const struct plan_answer *a = &x->answers[i];
        const struct entry       *in = child_kept(b, a->entry->id, DEPTH_FULL);
        struct plan_said         *s = &out->said[out->said_count];

        if (!in)
            continue;
        *s = (struct plan_said){.answer = a, .language = in->language};
        if ((e = child_account(b, in->author, &s->author)) ||
            (e = child_agency_name(b, in->agency, &s->agency)))
            return e;
        out->said_count++;
    }
    return OK;
}

/* Whether the reader may answer about actions of this child's plan. */
static enum err
may_answer(struct child_build *b, struct plan_page *p)
{
    const struct form *f = plan_answer_form(b->w->pack);
    struct grant       g;
    enum err           e;

    if (!f || !date_is_none(p->as_of))
        return OK;
    e = casework_may(b->w, b->cx, f, p->person, &g);
    if (!e)
        p->answer = f;
    return e && err_is_refusal(e) ? OK : e;
}

static enum err
who(struct child_build *b, struct plan_page *p)
{
    bool     may_record = child_may_record_plan(b);
    enum err e;

    p->who =
        ARENA_ARRAY(b->cx->arena, struct plan_who, p->plan.action_count + 1);
    for (size_t i = 0; i < p->plan.action_count; i++) {
        const struct plan_action *x = &p->plan.actions[i];

        if ((e = plan_who_names(b, x, &p->who[i])))
            return e;
        p->who[i].mine = is_mine(b, x, &p->who[i]);
        p->who[i].late = plan_action_is_late(x, b->day);
        p->who[i].answers = p->answer && x->key.n && plan_action_is_open(x) &&
            (p->who[i].ours || may_record);
        if ((e = said(b, x, &p->who[i])))
            return e;
    }
    return OK;
}

/* ---- the page ---- */

static void
kinds(struct child_build *b, struct plan_page *p)
{
    p->kinds =
        ARENA_ARRAY(b->cx->arena, struct words, p->plan.version_count + 1);
    for (size_t i = 0; i < p->plan.version_count; i++)
        p->kinds[i] = child_option(b->rules, p->plan.versions[i].entry->form,
            YIELD_PLAN, S("kind"), p->plan.versions[i].kind);
    if (p->plan.since.entry)
        p->since = child_option(b->rules, p->plan.since.entry->form, YIELD_PLAN,
            S("kind"), p->plan.since.kind);
}

bool
plan_is_said(const struct field *f)
{
    for (size_t i = 0; i < f->column_count; i++)
        if (f->columns[i].type == FIELD_PART)
            return false;
    return f->type == FIELD_LONG_TEXT || f->type == FIELD_TABLE;
}

/* What the newest version says beside its outcomes and actions. */
static enum err
rest(struct child_build *b, struct plan_page *p)
{
    const struct entry *in;
    struct child_line  *all;
    size_t              n;
    enum err            e;

    if (!p->plan.version_count)
        return OK;
    in = child_kept(b, p->plan.versions[0].entry->id, DEPTH_FULL);
    if (!in || (e = child_lines(b, in, &all, &n)))
        return in ? e : OK;
    p->language = in->language;
    p->rest = all;
    for (size_t i = 0; i < n; i++)
        if (plan_is_said(all[i].field))
            p->rest[p->rest_count++] = all[i];
    return OK;
}

enum err
plan_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct plan_ask *in = ask->with;
    struct child_build    *b = answer->found;
    struct plan_page      *p = ARENA_NEW(cx->arena, struct plan_page);
    enum err               e;

    (void)w, (void)grant;
    child_begin(b, answer);
    if (in)
        child_as_of(b, in->as_of, in->at);
    if ((e = child_known(b)))
        return e;
    if (!child_may_read_plan(b))
        return ERR_DENIED;
    p->person = b->page->person;
    p->name = b->page->name;
    p->as_of = b->page->as_of;
    p->as_of_at = b->page->as_of_at;
    plan_readable(b, &p->plan);
    p->may_letters = may_read(b, YIELD_LETTER);
    p->attended = limit(b->rules, SIG_ATTENDED);
    kinds(b, p);
    if ((e = may_answer(b, p)) || (e = who(b, p)) || (e = rest(b, p)) ||
        (e = plan_drift_find(b, p)) || (e = plan_compare_page(b, in, p)))
        return e;
    answer->detail = child_of_when(b);
    answer->with = p;
    return OK;
}
