/*
 * Several pairs on one page: bulk, but never blind.  Each stands there whole,
 * and an answer to it is the very deed of its own page, run by itself within
 * this one; so that policy, the second reader and the ledger are the same.
 */
#include "action/pair_inside.h"

#include "action/rows.h"

/* More than are shown: what may not be seen, and what the reader has answered
 * already, falls out. */
#define PAIRS_READ 500

/* ---- looking ---- */

/* Those that were named and are open still. */
static enum err
named_load(struct work *w, struct cx *cx, const struct pairs_ask *in,
    struct pair **out, size_t *count)
{
    size_t   n = 0;
    enum err e;

    *out = ARENA_ARRAY(cx->arena, struct pair, in->count + 1);
    for (size_t i = 0; i < in->count; i++) {
        e = pair_load(w, in->pairs[i], &(*out)[n]);
        if (e && e != ERR_ABSENT)
            return e;
        n += !e;
    }
    *count = n;
    return OK;
}

/* Whether it is one for this page.
 * wide: who asks for what, the pair, and the answer */
static enum err
is_for_page(struct work *w, struct cx *cx, const struct pairs_ask *in,
    struct answer *answer, struct pair_page *p, bool *yes)
{
    struct pair_answer *all;
    size_t              n;
    enum err            e;

    if ((e = pair_may_both(w, cx, &p->pair, answer->purpose, yes)) || !*yes ||
        (e = pair_answers(w, p->pair.id, &all, &n)))
        return e;
    *yes =
        in->count || pair_word_of(all, n, cx->reader.account.id) == PAIR_WORDS;
    return OK;
}

enum err
pairs_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct pairs_ask *in = ask->with;
    struct pairs_page      *p = ARENA_NEW(cx->arena, struct pairs_page);
    struct pair            *all;
    size_t                  n;
    bool                    yes;
    enum err                e;

    (void)grant;
    p->origin = in->origin;
    e = in->count ? named_load(w, cx, in, &all, &n)
                  : pair_list_of(w, in->origin, PAIRS_READ, &all, &n);
    if (e)
        return e;
    p->rows = ARENA_ARRAY(cx->arena, struct pair_page, PAIRS_TOGETHER + 1);
    for (size_t i = 0; i < n && !p->more; i++) {
        struct pair_page *row = &p->rows[p->count];

        *row = (struct pair_page){.pair = all[i]};
        if ((e = is_for_page(w, cx, in, answer, row, &yes)))
            return e;
        p->more = yes && p->count == PAIRS_TOGETHER;
        if (!yes || p->more)
            continue;
        if ((e = pair_page_fill(w, cx, answer, row)))
            return e;
        p->count++;
    }
    answer->with = p;
    return OK;
}

/* ---- answering ---- */

/* What the two are called, before anything is said of them. */
static enum err
names_fill(struct work *w, struct cx *cx, struct id id, struct str purpose,
    struct pairs_result *out)
{
    struct match_why why;
    struct face      faces[2];
    struct pair      p;
    bool             yes;
    enum err         e = pair_load(w, id, &p);

    if (e)
        return e == ERR_ABSENT ? OK : e;
    if ((e = pair_may_both(w, cx, &p, purpose, &yes)) || !yes)
        return e;
    if ((e = pair_weigh(w, &p, faces, &why)))
        return e;
    for (size_t i = 0; i < 2; i++)
        out->name[i] = look_name(cx->arena, faces[i].given, faces[i].family);
    return OK;
}

static enum err
one_answer(struct work *w, struct cx *cx, const struct pairs_one *one,
    struct str purpose, struct pairs_result *out)
{
    struct answer got = {0};
    struct ask    ask = {.act = ACT_PAIR_SAY,
           .about = one->pair,
           .purpose = purpose,
           .with = &one->say};

    out->e = action_within(w->tx, cx, &ask, &got);
    if (out->e && !err_is_refusal(out->e))
        return out->e;
    out->why = got.fault.msg;
    if (got.with)
        out->said = *(const struct pair_said *)got.with;
    return OK;
}

enum err
pairs_answer(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct pairs_say *in = ask->with;
    struct pairs_said      *out = ARENA_NEW(cx->arena, struct pairs_said);

    (void)grant;
    if (!in->count || in->count > PAIRS_TOGETHER)
        return ERR_INVALID;
    for (size_t i = 0; i < in->count; i++) {
        const struct pairs_one *one = &in->rows[i];
        enum err                e;

        if ((e = names_fill(w, cx, one->pair, answer->purpose,
                 &out->rows[i])) ||
            (e = one_answer(w, cx, one, ask->purpose, &out->rows[i])))
            return e;
        answer_discloses(cx, answer, one->pair);
    }
    answer->with = out;
    return OK;
}
