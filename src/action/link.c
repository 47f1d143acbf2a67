/*
 * Who a child may be, and the page on which a worker says so.  Candidates
 * come with their evidence; what a reader may not find is not among them.
 */
#include "action/link_inside.h"

#include "action/rows.h"
#include "record/worklist.h"

/* Best first; further ones are noise. */
#define CANDIDATES_SHOWN 5

/* ---- candidates, on the concern's page ---- */

static enum err
may_find(struct work *w, struct cx *cx, struct id person, struct str purpose,
    bool *yes)
{
    struct question q = {.verb = MAY_SEARCH,
        .of = S("people"),
        .person = person,
        .purpose = purpose};
    struct grant    g;
    enum err        e = policy_ask(w, &cx->reader, &q, &g);

    *yes = e == OK;
    return e && !err_is_refusal(e) ? e : OK;
}

/* How many concerns there are about them that the reader may list. */
static enum err
concerns_about(struct work *w, struct cx *cx, struct id person, int64_t *out)
{
    struct worklist_query q = {.scope = cx->reader.scope,
        .scope_count = cx->reader.scope_count,
        .account = cx->reader.account.id,
        .kind = concern_kind(w->pack),
        .person = person};

    if (q.scope_count > THREAD_SCOPE_MOST)
        q.scope_count = THREAD_SCOPE_MOST;
    return worklist_about(w, &q, out);
}

static enum err
candidate_add(struct concern_build *b, const struct candidate *c)
{
    struct child_build       *in = &b->child;
    struct concern_page      *p = b->page;
    struct concern_candidate *out = &p->candidates[p->candidate_count];
    bool                      yes;
    enum err                  e;

    if (c->why->band == MATCH_UNLIKELY)
        return OK;
    if ((e = may_find(in->w, in->cx, c->person, p->purpose, &yes)) || !yes)
        return e;
    out->c = *c;
    evidence_of(in->cx->arena, in->cx->lang, c->why, &out->why);
    out->name = look_name(in->cx->arena, c->face.given, c->face.family);
    answer_discloses(in->cx, in->answer, c->person);
    p->candidate_count++;
    return concerns_about(in->w, in->cx, c->person, &out->concerns);
}

static enum err
may_say(struct concern_build *b, enum link_kind kind, bool *yes)
{
    const struct form *f = link_form(b->child.w->pack, kind);
    struct question    q = {.verb = MAY_LINK,
           .person = b->child.page->person,
           .thread = b->page->thread,
           .purpose = b->page->purpose};
    struct grant       g;
    enum err           e;

    *yes = false;
    if (!f)
        return OK;
    q.of = f->group;
    e = policy_ask(b->child.w, &b->child.cx->reader, &q, &g);
    *yes = e == OK;
    return e && !err_is_refusal(e) ? e : OK;
}

enum err
concern_alike(struct concern_build *b)
{
    struct child_build   *c = &b->child;
    struct concern_page  *p = b->page;
    struct match_person   asked;
    struct candidate_list l;
    enum err              e;

    if ((e = may_say(b, LINK_SAME, &p->may_link)) || !p->may_link ||
        (e = may_say(b, LINK_ORDER, &p->may_order)) ||
        (e = may_say(b, LINK_OVER, &p->may_end_order)))
        return e;
    if (id_is_none(c->page->face.source))
        return OK; /* nothing is said of the child yet */
    asked = face_as_match(c->cx->arena, &c->page->face);
    if ((e = person_candidates_all(c->w, &asked, c->page->person, &l)))
        return e;
    p->candidates = ARENA_ARRAY(c->cx->arena, struct concern_candidate,
        CANDIDATES_SHOWN + 1);
    for (size_t i = 0; i < l.count && p->candidate_count < CANDIDATES_SHOWN;
         i++)
        if ((e = candidate_add(b, &l.all[i])))
            return e;
    return OK;
}

/* ---- one pair ---- */

const struct form *
link_form(const struct pack *p, enum link_kind kind)
{
    static const enum yield_kind yields[LINK_KIND_COUNT] = {
        [LINK_SAME] = YIELD_LINK,
        [LINK_NOT_SAME] = YIELD_NOT_SAME,
        [LINK_TWINS] = YIELD_TWINS,
        [LINK_ORDER] = YIELD_PARTING,
        [LINK_OVER] = YIELD_PARTING_OVER,
        [LINK_UNDO] = YIELD_UNLINK,
        [LINK_MOVE] = YIELD_UNLINK,
        [LINK_KEEP] = YIELD_UNLINK,
    };

    return pack_form_yielding(p, yields[kind]);
}

/* The link, when it touches a record of that person; of the two records the
 * person's own comes first. */
static enum err
link_of(struct link_job *j, enum link_kind kind, struct id link)
{
    struct link_row *all;
    struct id        first;
    size_t           n, i = 0;
    enum err         e;

    if ((e = link_list(j->w, j->person[0], &all, &n)))
        return e;
    while (i < n && !id_eq(all[i].id, link))
        i++;
    /* an order is not undone, and nothing else is over */
    if (i == n || all[i].by_order != (kind == LINK_OVER))
        return ERR_ABSENT;
    j->row = all[i];
    if ((e = person_of_source(j->w, j->row.a, &first)))
        return e;
    j->source[0] = id_eq(first, j->person[0]) ? j->row.a : j->row.b;
    j->source[1] = id_eq(first, j->person[0]) ? j->row.b : j->row.a;
    return OK;
}

static enum err
pair_find(struct link_job *j, const struct link_ask *in)
{
    enum err e;

    j->source[0] = in->source;
    j->source[1] = in->other;
    if ((e = person_of_source(j->w, in->source, &j->person[0])))
        return e;
    if (in->kind >= LINK_UNDO && (e = link_of(j, in->kind, in->link)))
        return e;
    return person_of_source(j->w, j->source[1], &j->person[1]);
}

/* Whether the reader may say so of the child of the thread; of the other,
 * link_let_in() asks. */
enum err
ground_linking(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    const struct link_ask *in = ask->with; /* link_say begins with it too */
    const struct form     *f = link_form(w->pack, in->kind);
    struct question        q = {.verb = MAY_LINK, .thread = ask->about};
    enum err               e;

    out->settled = true;
    if (cx->reader.kind == READER_NOBODY)
        return ERR_SIGN_IN;
    if (!f)
        return ERR_ABSENT;
    q.of = f->group;
    if ((e = person_of_source(w, in->source, &q.person)))
        return e;
    return concern_let_in(w, cx, &q, &out->grant);
}

enum err
link_let_in(struct link_job *j, const struct link_ask *in)
{
    struct question q = {.verb = MAY_SEARCH, .of = S("people")};
    struct grant    g;
    enum err        e;

    if ((e = pair_find(j, in)))
        return e;
    for (size_t i = 0; i < 2; i++) {
        answer_discloses(j->cx, j->answer, j->person[i]);
        answer_discloses(j->cx, j->answer, j->source[i]);
    }
    if (id_eq(j->person[0], j->person[1]))
        return in->kind == LINK_UNDO ? OK
            : in->kind > LINK_UNDO   ? ERR_ILLEGAL
                                     : ERR_CONFLICT;
    q.person = j->person[1];
    q.purpose = j->answer->purpose;
    if ((e = policy_ask(j->w, &j->cx->reader, &q, &g)))
        j->answer->grant = g;
    return e == ERR_DENIED ? ERR_ABSENT : e; /* they may not know (S11) */
}

/* ---- the page ---- */

static enum err
side_of(struct work *w, struct cx *cx, struct id source, struct id person,
    struct link_side *out)
{
    enum err e = face_of_source(w, source, &out->face);

    if (e == ERR_ABSENT)
        e = person_face(w, person, &out->face);
    if (e && e != ERR_ABSENT)
        return e;
    out->name = look_name(cx->arena, out->face.given, out->face.family);
    if ((e = look_agency(w, cx, out->face.agency, LOOK_NO_PLACES, &out->from)))
        return e;
    return concerns_about(w, cx, person, &out->concerns);
}

static enum err
weigh(struct link_job *j, struct link_page *p)
{
    struct match_person asked = face_as_match(j->cx->arena, &p->sides[0].face);
    struct evidence    *why = ARENA_NEW(j->cx->arena, struct evidence);
    struct candidate   *all;
    size_t              n;
    enum err            e;

    if ((e = person_candidates(j->w, &asked, j->person[0], &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        if (id_eq(all[i].person, j->person[1])) {
            evidence_of(j->cx->arena, j->cx->lang, all[i].why, why);
            p->why = why;
        }
    return OK;
}

/* What the page asks besides, when somebody says that they are one. */
static enum err
numbers_of(struct link_job *j, struct link_page *p)
{
    struct link_numbers n = {.differ = false};
    enum err            e = OK;

    if (p->ask.kind == LINK_SAME)
        e = link_two_traced(j->w, j->person, &n);
    p->two_traced = n.differ;
    return e;
}

enum err
link_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct link_page *p = ARENA_NEW(cx->arena, struct link_page);
    struct link_job   j = {.w = w, .cx = cx, .ask = ask, .answer = answer};
    enum err          e;

    (void)grant;
    p->ask = *(const struct link_ask *)ask->with;
    p->thread = ask->about;
    p->form = link_form(w->pack, p->ask.kind);
    if ((e = link_let_in(&j, &p->ask)))
        return e;
    for (size_t i = 0; i < 2; i++)
        if ((e = side_of(w, cx, j.source[i], j.person[i], &p->sides[i])))
            return e;
    if ((e = thread_number(w, ask->about, &p->number)))
        return e;
    if (p->ask.kind == LINK_UNDO)
        e = link_undo_page(&j, p);
    else if (p->ask.kind == LINK_OVER)
        e = link_said_of(&j, &j.row, p);
    else if (!(e = weigh(&j, p)) && !(e = numbers_of(&j, p)))
        e = link_parted(&j, p);
    if (e)
        return e;
    answer->with = p;
    return OK;
}
