/*
 * The facts of a plan that the reader may read, put together (record/plan.h)
 * and given the words that the pack and the agencies have.
 */
#include "action/plan.h"

#include "action/casework_inside.h"
#include "action/rows.h"
#include "base/text.h"

/* ---- what the pack says ---- */

/* After how many meetings without movement its signal speaks. */
static int
meetings_of(const struct predicate *p)
{
    int found = p && p->kind == SIG_STALLED ? p->at_least : 0;

    for (size_t i = 0; p && i < p->part_count && !found; i++)
        found = meetings_of(p->parts[i]);
    return found;
}

static int
meetings(const struct pack *p)
{
    int found = 0;

    for (size_t i = 0; i < p->signals_count && !found; i++)
        found = meetings_of(p->signals[i].when);
    return found;
}

bool
child_may_read_plan(const struct child_build *b)
{
    const struct pack *p = b->w->pack;

    for (size_t i = 0; i < p->forms_count; i++)
        if (form_yields(&p->forms[i], YIELD_OUTCOME) &&
            view_depth(&b->view, p->forms[i].group) == DEPTH_FULL)
            return true;
    return false;
}

/* ---- which facts ---- */

static bool
is_of_plan(enum yield_kind kind)
{
    return kind == YIELD_PLAN || kind == YIELD_OUTCOME ||
        kind == YIELD_ACTION || kind == YIELD_SCORE;
}

static bool
may_use(const struct child_build *b, const struct fold_entry *e)
{
    return e->fate == FATE_STANDS && !e->elsewhere &&
        child_kept(b, e->id, DEPTH_FULL);
}

/* Of the entries themselves, since the fold keeps plans apart from the other
 * facts; in their order. */
static size_t
facts_of(const struct child_build *b, struct fact_at **out)
{
    const struct child *c = b->child;
    size_t              n = 0, most = 0;

    for (size_t i = 0; i < c->entries_count; i++)
        most += c->entries[i]->fact_count;
    *out = ARENA_ARRAY(b->cx->arena, struct fact_at, most + 1);
    for (size_t i = 0; i < c->entries_count; i++) {
        const struct fold_entry *e = c->entries[i];

        for (size_t k = 0; may_use(b, e) && k < e->fact_count; k++)
            if (is_of_plan(e->facts[k].kind) &&
                fact_is_for(&e->facts[k], e->child))
                (*out)[n++] = (struct fact_at){&e->facts[k], e};
    }
    return n;
}

/* ---- who ---- */

static enum err
agency_of(struct child_build *b, struct str said, struct plan_who *out)
{
    struct words w;
    struct id    id;
    enum err     e;

    out->agency = said;
    if (!id_parse(said, ID_AGENCY, &id))
        return OK;
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

/* By account or by name; what names nobody is for the agency to see to. */
static bool
is_mine(const struct child_build *b, const struct plan_action *x)
{
    const struct reader *r = &b->cx->reader;
    struct arena        *a = b->cx->arena;
    struct id            id;

    if (id_parse(x->person, ID_ACCOUNT, &id))
        return id_eq(id, r->account.id);
    if (x->person.n)
        return str_eq(text_fold(a, x->person), text_fold(a, r->account.name));
    return id_parse(x->agency, ID_AGENCY, &id) && id_eq(id, r->agency.id);
}

static enum err
who(struct child_build *b, struct plan_page *p)
{
    enum err e;

    p->who =
        ARENA_ARRAY(b->cx->arena, struct plan_who, p->plan.action_count + 1);
    for (size_t i = 0; i < p->plan.action_count; i++) {
        const struct plan_action *x = &p->plan.actions[i];

        if ((e = agency_of(b, x->agency, &p->who[i])) ||
            (e = person_of(b, x->person, &p->who[i])))
            return e;
        p->who[i].mine = is_mine(b, x);
        p->who[i].late = x->done != PLAN_DONE && !date_is_none(x->due) &&
            date_cmp(x->due, b->day) < 0;
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
        p->kinds[i] = child_option(b->w->pack, p->plan.versions[i].entry->form,
            YIELD_PLAN, S("kind"), p->plan.versions[i].kind);
}

/* What the newest version says beside its tables. */
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
        if (all[i].field->type == FIELD_LONG_TEXT)
            p->rest[p->rest_count++] = all[i];
    return OK;
}

enum err
plan_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct child_build *b = answer->found;
    struct plan_page   *p = ARENA_NEW(cx->arena, struct plan_page);
    struct fact_at     *facts;
    size_t              n;
    enum err            e;

    (void)ask, (void)grant;
    child_begin(b, answer);
    if ((e = child_known(b)))
        return e;
    if (!child_may_read_plan(b))
        return ERR_DENIED;
    p->person = b->page->person;
    p->name = b->page->name;
    n = facts_of(b, &facts);
    plan_of(cx->arena, facts, n, meetings(w->pack), &p->plan);
    kinds(b, p);
    if ((e = who(b, p)) || (e = rest(b, p)))
        return e;
    answer->with = p;
    return OK;
}
