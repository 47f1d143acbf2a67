/*
 * Each candidate (record/awaited.h) is opened as its own page would be, and
 * what that page would not let the reader answer is not there.
 */
#include "action/awaited.h"

#include "action/letter.h"
#include "action/meeting_inside.h"
#include "action/rows.h"
#include "record/awaited.h"
#include "record/question.h"

struct gathering {
    struct work    *w;
    struct cx      *cx;
    struct answer  *answer;
    struct waiting *all;
    size_t          count;
};

static void
add(struct gathering *g, const struct awaited *at, const struct waiting *one)
{
    struct waiting *out = &g->all[g->count++];

    *out = *one;
    out->opening = at->opening;
    out->clock = at->clock;
    if (at->due.us)
        out->due = at->due;
    answer_discloses(g->cx, g->answer, one->about);
    if (!id_is_none(one->child.person))
        answer_discloses(g->cx, g->answer, one->child.person);
}

/* ---- meetings ---- */

static struct oversee_child
first_of(const struct meeting_at *m)
{
    for (size_t i = 0; i < m->child_count; i++)
        if (m->may[i])
            return (struct oversee_child){.person = m->children[i].person,
                .name = m->children[i].name,
                .born = m->children[i].born};
    return (struct oversee_child){0};
}

static enum err
reply_add(struct gathering *g, const struct awaited *at)
{
    struct ask         ask = {.about = at->about};
    struct ground      ground = {0};
    struct meeting_at *m;
    const struct form *f;
    struct grant       may;
    enum err           e;

    if ((e = ground_meeting(g->w, g->cx, &ask, &ground)))
        return e;
    m = ground.found;
    f = meeting_reply(g->w->pack, m->call->form);
    if (!f)
        return ERR_ABSENT;
    if ((e = meeting_may_all(m, f, &may)))
        return e;
    add(g, at,
        &(struct waiting){.kind = WAITING_REPLY,
            .about = at->about,
            .form = f,
            .what = f->title,
            .of = meeting_title(m),
            .child = first_of(m),
            .due = meeting_time(m)});
    return OK;
}

/* ---- what was promised for one ---- */

/* What the agency's own reply has opened, and with what that is met. */
static const struct form *
promise_kept(const struct pack *p, const struct clock_rule *rule)
{
    bool promised = false;

    for (size_t i = 0; i < rule->opens.count; i++)
        promised = promised ||
            (rule->opens.all[i].kind == ON_YIELD &&
                rule->opens.all[i].yield == YIELD_REPLY);
    for (size_t i = 0; promised && i < rule->met_by.count; i++)
        if (rule->met_by.all[i].kind == ON_ENTRY)
            return pack_form(p, rule->met_by.all[i].form);
    return NULL;
}

static enum err
promise_add(struct gathering *g, const struct awaited *at)
{
    const struct clock_rule *rule = pack_clock(g->w->pack, at->clock);
    const struct form       *f = rule ? promise_kept(g->w->pack, rule) : NULL;
    struct meeting_say       in = {.form = f};
    struct ask               ask = {.about = at->about, .with = &in};
    struct ground            ground = {0};
    enum err                 e;

    if (!f)
        return ERR_ABSENT;
    if ((e = ground_meeting_say(g->w, g->cx, &ask, &ground)))
        return e;
    add(g, at,
        &(struct waiting){.kind = WAITING_REPORT,
            .about = at->about,
            .form = f,
            .what = rule->title,
            .of = meeting_title(ground.found),
            .child = first_of(ground.found)});
    return OK;
}

/* ---- questions ---- */

/* Its own words, where they may be read. */
static void
question_put(const struct child_build *b, struct id opening,
    struct waiting *out)
{
    const struct entry *e = child_kept(b, opening, DEPTH_FULL);
    const struct field *f =
        e ? form_arg_field(e->form, YIELD_ASK, S("question")) : NULL;

    if (!f || !view_field(&b->view, e, f))
        return;
    out->question = answers_text(b->cx->arena, &e->answers, f, -1);
    out->language = e->language;
}

static enum err
question_add(struct gathering *g, const struct awaited *at)
{
    const struct clock_rule *rule = pack_clock(g->w->pack, at->clock);
    const struct form       *f = NULL;
    struct child_build      *b;
    struct waiting           one;
    struct grant             may;
    enum err                 e;

    if (rule && question_opens(rule))
        f = question_answer(g->w->pack, rule);
    if (!f || !casework_is(g->w->pack, f))
        return ERR_ABSENT;
    if ((e = casework_may(g->w, g->cx, f, at->person, &may)) ||
        (e = casework_open(g->w, g->cx, at->person, g->answer, &b)))
        return e;
    one = (struct waiting){.kind = WAITING_QUESTION,
        .about = at->person,
        .form = f,
        .what = rule->title,
        .child = {at->person, b->page->name, b->page->face.birth_date,
            b->page->face.expected}};
    question_put(b, at->opening, &one);
    add(g, at, &one);
    return OK;
}

/* ---- letters ---- */

static enum err
letter_add(struct gathering *g, const struct awaited *at)
{
    const struct form       *f = pack_form_yielding(g->w->pack, YIELD_RELEASE);
    const struct clock_rule *rule = pack_clock(g->w->pack, at->clock);
    struct letter_page       p = {0};
    enum err                 e;

    if (!f)
        return ERR_ABSENT;
    if ((e = letter_waits(g->w, g->cx, at->about, g->answer, &p)))
        return e;
    add(g, at,
        &(struct waiting){.kind = WAITING_LETTER,
            .about = at->about,
            .form = f,
            .what = rule ? rule->title : f->title,
            .child = {.person = p.person, .name = p.name}});
    return OK;
}

/* ---- all of them ---- */

typedef enum err awaited_list_fn(struct work *w, struct id whom,
    struct awaited **out, size_t *count);
typedef enum err awaited_add_fn(struct gathering *g, const struct awaited *at);

/* wide: which candidates, whose, and how one is opened */
static enum err
gather(struct gathering *g, awaited_list_fn *list, struct id whom,
    awaited_add_fn *one)
{
    struct awaited *all;
    size_t          n;
    enum err        e;

    if ((e = list(g->w, whom, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        if ((e = one(g, &all[i])) && !err_is_refusal(e))
            return e;
    return OK;
}

enum err
awaited_find(struct work *w, struct cx *cx, struct answer *answer,
    struct waiting **out, size_t *count)
{
    struct gathering g = {w, cx, answer,
        ARENA_ARRAY(cx->arena, struct waiting, WAITING_COUNT * AWAITED_MOST),
        0};
    struct id        me = cx->reader.account.id, agency = cx->reader.agency.id;
    enum err         e;

    *count = 0;
    if (!reader_may(&cx->reader, MAY_RECORD))
        return OK;
    if ((e = gather(&g, awaited_replies, agency, reply_add)) ||
        (e = gather(&g, awaited_promises, agency, promise_add)) ||
        (e = gather(&g, awaited_questions, agency, question_add)) ||
        (e = gather(&g, awaited_letters, me, letter_add)))
        return e;
    *out = g.all;
    *count = g.count;
    return OK;
}
