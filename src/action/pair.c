/*
 * Saying something of a pair, and proposing one.  Linking and parting are
 * the deeds of link_say.c; here is who must have said so before.
 */
#include "action/link_inside.h"
#include "action/pair_inside.h"

#include "action/rows.h"

const struct form *
pair_form(const struct pack *p, enum pair_word word)
{
    static const enum link_kind kinds[PAIR_WORDS] = {
        [PAIR_SAME] = LINK_SAME,
        [PAIR_NOT_SAME] = LINK_NOT_SAME,
        [PAIR_TWINS] = LINK_TWINS,
    };

    return word == PAIR_UNSURE ? NULL : link_form(p, kinds[word]);
}

/* ---- who may ---- */

static struct question
asking(struct id person, struct str purpose)
{
    return (struct question){.verb = MAY_LINK,
        .of = S("pairs"),
        .person = person,
        .purpose = purpose};
}

enum err
ground_pairs(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    struct question q = asking((struct id){0}, (struct str){0});

    (void)ask;
    out->settled = true;
    return look_ask(w, cx, &q, &out->grant);
}

enum err
pair_may(struct work *w, struct cx *cx, struct id person, struct str purpose,
    bool *yes)
{
    struct question q = asking(person, purpose);
    struct question find = {.verb = MAY_SEARCH,
        .of = S("people"),
        .person = person,
        .purpose = purpose};
    struct grant    g;
    enum err        e = policy_ask(w, &cx->reader, &q, &g);

    *yes = e == OK && g.depth >= DEPTH_SUMMARY;
    if (e || !*yes)
        return e && !err_is_refusal(e) ? e : OK;
    e = policy_ask(w, &cx->reader, &find, &g);
    *yes = e == OK && g.depth >= DEPTH_SUMMARY;
    return e && !err_is_refusal(e) ? e : OK;
}

enum err
pair_may_both(struct work *w, struct cx *cx, const struct pair *p,
    struct str purpose, bool *yes)
{
    enum err e = pair_may(w, cx, p->person[0], purpose, yes);

    return e || !*yes ? e : pair_may(w, cx, p->person[1], purpose, yes);
}

/* What may not be seen is not there. */
enum err
ground_pair(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    struct question q = asking((struct id){0}, (struct str){0});
    struct pair     p;
    bool            yes;
    enum err        e;

    out->settled = true;
    if ((e = look_ask(w, cx, &q, &out->grant)) ||
        (e = pair_load(w, ask->about, &p)) ||
        (e = pair_may_both(w, cx, &p, q.purpose, &yes)))
        return e;
    return yes ? OK : ERR_ABSENT;
}

/* ---- proposing ---- */

/* Twins are not put forward, nor two whom an order parts, and whoever tries is
 * told why: they may see both. */
static enum err
parted_refused(struct work *w, const struct id person[2], struct fault *fault)
{
    struct id *twins;
    size_t     n;
    bool       ordered;
    enum err   e = link_ordered(w, person[0], person[1], &ordered);

    if (e || (e = person_twins(w, person[0], &twins, &n)))
        return e;
    if (!ordered && !id_among(person[1], twins, n))
        return OK;
    fault->msg = ordered ? MSG_CONCERN_PARTED_ORDER : MSG_CONCERN_PARTED_TWINS;
    return ERR_CONFLICT;
}

enum err
pair_put(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct pair_put *in = ask->with;
    struct id              person[2] = {in->a, in->b}, own[2];
    struct id             *out = ARENA_NEW(cx->arena, struct id);
    struct pair_new new = {.origin = PAIR_SEARCH};
    bool     yes;
    enum err e;

    (void)grant;
    for (size_t i = 0; i < 2; i++) {
        if ((e = person_resolve(w, person[i], &person[i])) ||
            (e = pair_may(w, cx, person[i], answer->purpose, &yes)))
            return e;
        if (!yes)
            return ERR_ABSENT;
        if ((e = person_own(w, person[i], &own[i])))
            return e;
        answer_discloses(cx, answer, person[i]);
    }
    if (id_eq(person[0], person[1]))
        return ERR_CONFLICT;
    if ((e = parted_refused(w, person, &answer->fault)))
        return e;
    answer->with = out;
    new.by = cx->reader.account.id;
    new.a = own[0];
    new.b = own[1];
    return pair_propose(w, &new, out);
}

/* ---- saying ---- */

/* The newest thing written of either: its thread takes the entry. */
static enum err
thread_of(struct work *w, const struct pair *p, struct id *out)
{
    struct id *all;
    size_t     n;
    enum err   e;

    for (size_t i = 0; i < 2; i++) {
        if ((e = person_threads(w, p->person[i], &all, &n)))
            return e;
        if (n) {
            *out = all[n - 1];
            return OK;
        }
    }
    return ERR_ABSENT;
}

/* Whether so many have said that they are the same. */
static enum err
is_read_enough(struct work *w, struct id pair, bool *yes)
{
    const struct term_limit *least = pack_limit(w->pack, S("link_readers"));
    struct pair_answer      *all;
    size_t                   n;
    enum err                 e = pair_answers(w, pair, &all, &n);

    *yes = !e && (!least || pair_voices(all, n, PAIR_SAME) >= least->times);
    return e;
}

static enum err
settle(struct work *w, struct cx *cx, const struct pair_say *in,
    const struct pair *p, struct answer *answer)
{
    struct pair_said *out = (struct pair_said *)(void *)answer->with;
    struct link_said  said = {0};
    struct ask        ask = {.act = ACT_LINK_SAY, .with = &in->say};
    struct link_job   j = {.w = w,
          .cx = cx,
          .ask = &ask,
          .answer = answer,
          .source = {in->say.ask.source, in->say.ask.other},
          .person = {p->person[0], p->person[1]}};
    enum err          e = thread_of(w, p, &ask.about);

    if (!e)
        e = link_do(&j, &said);
    out->wrong = said.wrong;
    if (e)
        return e;
    out->linked = true;
    return pair_end(w, p->id);
}

enum err
pair_answer_do(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct pair_say *in = ask->with;
    struct pair_answer     said = {.account = cx->reader.account.id,
            .word = in->word,
            .reason = str_trim(in->reason),
            .language = cx->lang};
    struct pair            p;
    struct match_why       why;
    struct face            faces[2];
    bool                   enough = true;
    enum err               e;

    (void)grant;
    answer->with = ARENA_NEW(cx->arena, struct pair_said);
    if ((e = pair_load(w, ask->about, &p)))
        return e;
    answer_discloses(cx, answer, p.person[0]);
    answer_discloses(cx, answer, p.person[1]);
    if (!said.reason.n)
        return ERR_INVALID;
    if ((e = pair_weigh(w, &p, faces, &why)))
        return e;
    said.weight = why.total;
    if ((e = pair_say(w, p.id, &said)))
        return e;
    if (in->word == PAIR_UNSURE)
        return OK;
    if (!id_eq(in->say.ask.source, p.a) || !id_eq(in->say.ask.other, p.b))
        return ERR_ABSENT;
    if (in->word == PAIR_SAME && (e = is_read_enough(w, p.id, &enough)))
        return e;
    return enough ? settle(w, cx, in, &p, answer) : OK;
}
