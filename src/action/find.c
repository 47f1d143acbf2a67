/*
 * The index proposes, policy disposes: a row that the reader may not have is
 * dropped without a trace on the page.
 */
#include "action/find.h"

#include "action/look.h"
#include "action/rows.h"
#include "record/asked.h"
#include "record/recognise.h"

/* A look for people, being made. */
struct finding {
    struct work          *w;
    struct cx            *cx;
    struct answer        *answer;
    struct find_page     *page;
    struct asked          asked;
    struct candidate_list found;
};

/* ---- what is asked ---- */

static void
asked_of_fields(struct finding *f, const struct find_ask *in)
{
    struct asked *q = &f->asked;

    q->name = (struct match_names){in->given, in->family};
    q->person = (struct match_person){.names = &q->name,
        .name_count = in->given.n || in->family.n,
        .birth = in->born,
        .nhs = in->nhs};
}

static void
asked_of_text(struct finding *f, struct str text)
{
    const struct match_asked *m = &f->asked.said;

    asked_read(f->w, text, &f->asked);
    f->page->read = (struct find_read){.said = true,
        .little = f->asked.little,
        .name = look_name(f->cx->arena, m->given, m->family),
        .nhs = m->nhs,
        .place = m->place_typed,
        .rest = m->rest,
        .born = m->born,
        .from = m->from,
        .to = m->to};
}

/* ---- a row ---- */

static bool
is_among(const struct finding *f, const struct candidate *c)
{
    if (f->asked.person.nhs.n && str_eq(c->face.nhs, f->asked.person.nhs))
        return true;
    return f->asked.person.name_count && c->why->band >= MATCH_POSSIBLE;
}

static enum find_sure
sure_of(const struct candidate *c)
{
    if (!c->why || c->why->band == MATCH_UNLIKELY)
        return FIND_UNLIKE;
    return c->why->band == MATCH_CERTAIN ? FIND_CERTAIN
        : c->why->band == MATCH_STRONG   ? FIND_STRONG
                                         : FIND_POSSIBLE;
}

static const struct evidence *
evidence(const struct finding *f, const struct match_why *why)
{
    struct evidence *e = ARENA_NEW(f->cx->arena, struct evidence);

    if (!f->asked.person.name_count || !why)
        return NULL;
    evidence_of(f->cx->arena, f->cx->lang, why, e);
    return e;
}

static void
row_fill(const struct finding *f, const struct candidate *c, struct find_row *r)
{
    r->born = c->face.birth_date;
    r->expected = c->face.expected;
    r->nhs = c->face.nhs;
    r->by_number =
        f->asked.person.nhs.n && str_eq(c->face.nhs, f->asked.person.nhs);
    r->sure = sure_of(c);
    r->why = evidence(f, c->why);
}

/* The row, or nothing when the reader may not have it. */
static enum err
row_add(struct finding *f, const struct candidate *c, struct find_row **out)
{
    struct question  q = {.verb = MAY_SEARCH,
         .of = S("people"),
         .person = c->person,
         .purpose = f->answer->purpose};
    struct find_row *r = &f->page->rows[f->page->count];
    struct grant     g;
    enum err         e = policy_ask(f->w, &f->cx->reader, &q, &g);

    *out = NULL;
    if (e && g.tell.n)
        f->answer->grant.tell = g.tell;
    if (e)
        return err_is_refusal(e) ? OK : e;
    *r = (struct find_row){.person = c->person,
        .name = look_name(f->cx->arena, c->face.given, c->face.family),
        .exists_only = g.depth < DEPTH_SUMMARY};
    if (!r->exists_only)
        row_fill(f, c, r);
    answer_discloses(f->cx, f->answer, c->person);
    f->page->count++;
    *out = r;
    return OK;
}

/* ---- twins ---- */

static struct find_row *
row_of(const struct finding *f, struct id person)
{
    for (size_t i = 0; i < f->page->count; i++)
        if (id_eq(f->page->rows[i].person, person))
            return &f->page->rows[i];
    return NULL;
}

/* As a candidate of their own, or else what their records say. */
static enum err
as_candidate(struct finding *f, struct id person, struct candidate *out)
{
    for (size_t i = 0; i < f->found.count; i++)
        if (id_eq(f->found.all[i].person, person)) {
            *out = f->found.all[i];
            return OK;
        }
    *out = (struct candidate){.person = person};
    return person_face(f->w, person, &out->face);
}

/* Twins are only called so where both may be seen whole. */
static enum err
twin_add(struct finding *f, const struct find_row *of, struct id person)
{
    struct find_row *row = row_of(f, person);
    struct candidate c;
    enum err         e;

    if (!row) {
        e = as_candidate(f, person, &c);
        if (e == ERR_ABSENT)
            return OK;
        if (e || (e = row_add(f, &c, &row)))
            return e;
    }
    if (row && !row->exists_only && !row->twin_of.n)
        row->twin_of = of->name;
    return OK;
}

static enum err
twins_add(struct finding *f, const struct find_row *row)
{
    struct id *twins;
    size_t     n;
    enum err   e;

    if (row->exists_only || row->twin_of.n)
        return OK;
    if ((e = person_twins(f->w, row->person, &twins, &n)))
        return e;
    for (size_t i = 0; i < n && f->page->count < f->page->room; i++)
        if ((e = twin_add(f, row, twins[i])))
            return e;
    return OK;
}

/* ---- people ---- */

static enum err
candidate_add(struct finding *f, const struct candidate *c)
{
    struct find_row *row;
    enum err         e;

    if (row_of(f, c->person) || !is_among(f, c))
        return OK;
    if ((e = row_add(f, c, &row)) || !row)
        return e;
    return twins_add(f, row);
}

/* Somebody so alike that nobody else is missed. */
static bool
is_found(const struct find_page *p)
{
    for (size_t i = 0; i < p->count; i++)
        if (p->rows[i].by_number || p->rows[i].sure >= FIND_STRONG)
            return true;
    return false;
}

/* One row more is made than is shown: whether there is one, follows from
 * those that the reader may see, so that nobody hidden is counted. */
static void
rows_cut(struct find_page *p)
{
    p->more = p->count > CANDIDATES_MOST;
    if (p->more)
        p->count = CANDIDATES_MOST;
}

static enum err
people(struct finding *f)
{
    struct find_page *p = f->page;
    enum err          e = OK;

    if (f->asked.little ||
        (!f->asked.person.nhs.n && !f->asked.person.name_count))
        return OK;
    if ((e = person_candidates_all(f->w, &f->asked.person, (struct id){0},
             &f->found)))
        return e;
    p->room = 2 * CANDIDATES_MOST; /* and their twins */
    p->rows = ARENA_ARRAY(f->cx->arena, struct find_row, p->room + 1);
    for (size_t i = 0; i < f->found.count && p->count <= CANDIDATES_MOST && !e;
         i++)
        e = candidate_add(f, &f->found.all[i]);
    rows_cut(p);
    p->capped = f->found.capped && !is_found(p);
    return e;
}

/* ---- a concern ---- */

static enum err
concern(struct work *w, struct cx *cx, struct str reference,
    struct answer *answer, struct find_concern *c)
{
    struct thread_row *all;
    struct id          thread;
    size_t             n;
    bool               yes = false;
    enum err           e;

    if (!reference.n)
        return OK;
    e = thread_of_reference(w, reference, &thread);
    if (e == ERR_ABSENT || e == ERR_INVALID)
        return OK;
    if (e || (e = thread_load(w, thread, &all, &n)))
        return e;
    for (size_t i = 0; i < n && !yes; i++)
        if ((e = look_row(w, cx, &all[i], LOOK_AS_WORK, &yes)))
            return e;
    if (!yes)
        return OK;
    *c = (struct find_concern){.thread = thread,
        .number = all[0].number,
        .received = all[0].received};
    answer_discloses(cx, answer, thread);
    return OK;
}

static enum err
may_pair(struct work *w, struct cx *cx, bool *yes)
{
    struct question q = {.verb = MAY_LINK, .of = S("pairs")};
    struct grant    g;
    enum err        e = look_ask(w, cx, &q, &g);

    *yes = e == OK;
    return e && !err_is_refusal(e) ? e : OK;
}

/* A child of whom nothing was found may be begun with, once looked for by
 * a number or a name. */
static enum err
newcomer(struct finding *f)
{
    const struct match_person *m = &f->asked.person;

    if (f->asked.little || (!m->nhs.n && !m->name_count))
        return OK;
    f->page->who = (struct check_ask){.nhs = m->nhs, .born = m->birth};
    if (m->name_count) {
        f->page->who.given = m->names->given;
        f->page->who.family = m->names->family;
    }
    return newcomer_form(f->w, f->cx, &f->page->newcomer);
}

enum err
find_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct find_ask *in = ask->with;
    struct find_page      *p = ARENA_NEW(cx->arena, struct find_page);
    struct finding         f = {.w = w, .cx = cx, .answer = answer, .page = p};
    enum err               e;

    (void)grant;
    p->asked = in->text.n || in->nhs.n || in->given.n || in->family.n ||
        in->reference.n;
    if ((e = concern(w, cx, in->text.n ? in->text : in->reference, answer,
             &p->concern)))
        return e;
    if (!in->text.n)
        asked_of_fields(&f, in);
    else if (id_is_none(p->concern.thread))
        asked_of_text(&f, in->text);
    if ((e = people(&f)) || (e = newcomer(&f)) ||
        (e = newcomer_list_begun(w, cx, answer, &p->begun, &p->begun_count)) ||
        (e = may_pair(w, cx, &p->may_pair)))
        return e;
    answer->with = p;
    return OK;
}

enum err
find_tell(struct work *w, struct cx *cx, const struct ask *ask,
    struct answer *answer)
{
    return refusal_effect(w, cx, ask, answer, &answer->leaf);
}
