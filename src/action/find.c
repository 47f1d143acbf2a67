/*
 * The index proposes, policy disposes: a row that the reader may not have is
 * dropped without a trace on the page.
 */
#include "action/find.h"

#include "action/look.h"
#include "action/rows.h"
#include "record/recognise.h"

static bool
is_among(const struct find_ask *in, const struct candidate *c)
{
    if (in->nhs.n && str_eq(c->face.nhs, in->nhs))
        return true;
    return (in->given.n || in->family.n) && c->why->band >= MATCH_POSSIBLE;
}

static enum find_sure
sure_of(enum match_band band)
{
    return band == MATCH_CERTAIN ? FIND_CERTAIN
        : band == MATCH_STRONG   ? FIND_STRONG
                                 : FIND_POSSIBLE;
}

/* wide: what is read, and the row it fills */
static enum err
row(struct work *w, struct cx *cx, const struct find_ask *in,
    const struct candidate *c, struct answer *answer, struct find_page *p)
{
    struct question  q = {.verb = MAY_SEARCH,
         .of = S("people"),
         .person = c->person,
         .purpose = answer->purpose};
    struct find_row *r = &p->rows[p->count];
    struct grant     g;
    enum err         e = policy_ask(w, &cx->reader, &q, &g);

    if (e && g.tell.n)
        answer->grant.tell = g.tell;
    if (e)
        return err_is_refusal(e) ? OK : e;
    *r = (struct find_row){.person = c->person,
        .name = look_name(cx->arena, c->face.given, c->face.family),
        .exists_only = g.depth < DEPTH_SUMMARY};
    if (!r->exists_only) {
        r->born = c->face.birth_date;
        r->expected = c->face.expected;
        r->nhs = c->face.nhs;
        r->sure = sure_of(c->why->band);
        r->by_number = in->nhs.n && str_eq(c->face.nhs, in->nhs);
    }
    answer_discloses(cx, answer, c->person);
    p->count++;
    return OK;
}

static enum err
people(struct work *w, struct cx *cx, const struct find_ask *in,
    struct answer *answer, struct find_page *p)
{
    const struct match_names  name = {in->given, in->family};
    const struct match_person asked = {
        .names = &name,
        .name_count = in->given.n || in->family.n,
        .birth = in->born,
        .nhs = in->nhs};
    struct candidate *all;
    size_t            n;
    enum err          e;

    if (!in->nhs.n && !asked.name_count)
        return OK;
    if ((e = person_candidates(w, &asked, (struct id){0}, &all, &n)))
        return e;
    p->rows = ARENA_ARRAY(cx->arena, struct find_row, n + 1);
    for (size_t i = 0; i < n; i++)
        if (is_among(in, &all[i]) &&
            (e = row(w, cx, in, &all[i], answer, p)))
            return e;
    return OK;
}

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

enum err
find_look(struct work *w, struct cx *cx, const struct ask *ask,
          const struct grant *grant, struct answer *answer)
{
    const struct find_ask *in = ask->with;
    struct find_page *p = ARENA_NEW(cx->arena, struct find_page);
    enum err          e;

    (void)grant;
    p->asked = in->nhs.n || in->given.n || in->family.n || in->reference.n;
    if ((e = people(w, cx, in, answer, p)) ||
        (e = concern(w, cx, in->reference, answer, &p->concern)))
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
