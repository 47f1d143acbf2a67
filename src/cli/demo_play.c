/*
 * Everything that happened, in order of time, through the action table.
 *
 * Entries are written in long jobs of the writer, some in one transaction,
 * each at its own practice time: so making two thousand people costs few
 * commits, and ids and times are the same whatever the machine does.  A
 * check is a look: it stands between two such jobs.
 *
 * Jobs of a hundred were tried and cost a quarter more: SQLite walks all
 * pages that the job has changed each time a part of it ends.
 *
 * Handing single entries to the writer without waiting was tried: most need
 * what the one before answered, so nearly each had a commit of its own.
 */
#include "action/entry.h"
#include "action/keep.h"
#include "action/link.h"
#include "action/service.h"
#include "action/session.h"
#include "cli/demo.h"
#include "record/label.h"

enum { EVENTS_IN_A_JOB = 20, ASKS_MOST = 3 };
#define JOB_ROOM ((size_t)1 << 30)

/* One event being done. */
struct doing {
    struct arena         *arena;
    struct demo          *demo;
    const struct event   *event;
    struct family_thread *thread; /* to be filled in, or null */
    struct cx             cx;
    struct filling        filling;
    struct entry_ask      entry;
    struct link_say       link;
    struct ask            asks[ASKS_MOST];
    size_t                count;
};

static struct str
said(const struct node *n, struct str key)
{
    return node_text(node_member(n, key));
}

/* --- who, and whose --- */

static const struct demo_account *
actor_of(struct demo *d, const struct event *e)
{
    struct family *f = e->family;
    struct str     by = said(e->step, S("by"));

    if (e->actor)
        return e->actor;
    if (str_starts(by, S("login.")))
        return demo_region_account(d, str_from(by, 6));
    if (str_eq(by, S("reporter")))
        return f->reporter;
    if (str_eq(by, S("caseworker")))
        return f->worker;
    return demo_region_acts(d, &f->dice, by,
        str_eq(by, S("teacher")) ? f->school : NULL);
}

static struct str
thread_name(struct demo *d, const struct event *e)
{
    struct str apart = said(demo_template(d, e->step), S("apart"));
    struct str name = said(e->step, S("thread"));

    if (apart.n)
        return str_cat(d->arena, apart, str_of_int(d->arena, e->member));
    return name.n ? name : S("main");
}

static struct family_thread *
thread_find(struct family *f, struct str name)
{
    for (size_t i = 0; i < f->thread_count; i++)
        if (str_eq(f->threads[i].name, name))
            return &f->threads[i];
    return NULL;
}

/* Which of the children: one of them, or all that are known. */
static size_t
children_meant(const struct event *e, size_t out[CHILDREN_MOST])
{
    int64_t who;
    size_t  n = 0;

    if (e->member >= 0)
        out[n++] = (size_t)e->member;
    else if (str_int(said(e->step, S("who")), &who))
        out[n++] = (size_t)who;
    else
        while (n < e->family->known) {
            out[n] = n;
            n++;
        }
    return n;
}

static struct family_thread *
thread_new(struct family *f, const struct event *e, struct str name)
{
    struct family_thread *t = &f->threads[f->thread_count];

    if (f->thread_count++ == THREADS_MOST)
        demo_lacks(S("room for so many threads"));
    t->name = name;
    t->count = children_meant(e, t->children);
    if (!node_member(e->step, S("record")))
        for (size_t i = 0; i < t->count; i++)
            if (f->children[t->children[i]].source_count)
                t->sources[i] = f->children[t->children[i]].sources[0];
    return t;
}

static const struct node *
theme_find(const struct demo *d, struct str name)
{
    const struct node *all = node_member(d->texts, S("themes"));

    for (const struct node *n = node_first(all); n; n = node_next(all, n))
        if (str_eq(said(n, S("theme")), name))
            return n;
    demo_lacks(name);
}

/* The step's, else the thread's, else one of the story's. */
static const struct node *
theme_of(struct demo *d, const struct event *e, struct family_thread *t)
{
    struct family     *f = e->family;
    const struct node *themes = node_member(f->story, S("themes"));

    if (said(e->step, S("theme")).n)
        return theme_find(d, said(e->step, S("theme")));
    if (t && t->theme)
        return t->theme;
    if (!f->theme && node_count(themes))
        f->theme = theme_find(d, dice_item(&f->dice, themes)->text);
    return f->theme;
}

/* --- an entry --- */

static void
subjects_fill(struct doing *x, bool adult)
{
    struct filling       *g = &x->filling;
    struct family_thread *t = g->thread;
    size_t                n = adult ? 1 : t->count;
    struct entry_subject *all = ARENA_ARRAY(x->arena, struct entry_subject, n);

    g->members = ARENA_ARRAY(x->arena, const struct member *, n);
    g->member_count = n;
    for (size_t i = 0; i < n; i++) {
        if (adult) {
            g->members[0] = &g->family->adults[x->event->member];
            all[0] = (struct entry_subject){.kind = PERSON_ADULT,
                .role = said(g->template, S("role"))};
            continue;
        }
        g->members[i] = &g->family->children[t->children[i]];
        all[i] = (struct entry_subject){.source = t->sources[i],
            .kind = PERSON_CHILD,
            .role = S("child")};
    }
    x->entry.subjects = all;
    x->entry.subject_count = n;
}

/* One that no later step speaks of: the same records as the first has. */
static struct family_thread *
thread_alone(struct doing *x)
{
    struct family_thread *t = ARENA_NEW(x->arena, struct family_thread);

    *t = x->event->family->threads[0];
    t->id = (struct id){0};
    return t;
}

/* A new thread when there is none of that name; what opens none, and says
 * no name, stands in the household's first. */
static struct family_thread *
thread_for(struct doing *x)
{
    struct family        *f = x->event->family;
    struct str            name = thread_name(x->demo, x->event);
    struct family_thread *t = thread_find(f, name);

    if (str_eq(name, S("alone")))
        return thread_alone(x);

    if (!t && !x->filling.form->opens_thread.n && f->thread_count)
        t = &f->threads[0];
    if (!t)
        t = thread_new(f, x->event, name);
    return t;
}

static struct str
purpose_of(const struct doing *x, const struct node *template)
{
    struct str                 means = said(x->event->step, S("for"));
    const struct purpose_term *p;

    if (!means.n)
        means = said(template, S("for"));
    p = pack_purpose_for(x->demo->pack, means);
    if (!p)
        demo_lacks(means);
    return p->id;
}

/* The thread's record of the child is the household's first one; twins are
 * the thread's first two children. */
static void
link_fill(struct doing *x, struct str purpose)
{
    struct filling *g = &x->filling;
    bool            twins = str_eq(said(g->template, S("links")), S("twins"));

    x->link = (struct link_say){.ask = {.kind = twins ? LINK_TWINS : LINK_SAME,
                                    .source = g->thread->sources[0],
                                    .other = twins ? g->thread->sources[1]
                                                   : g->members[0]->sources[0]},
        .form = g->form,
        .answers = x->entry.answers,
        .language = g->language};
    x->asks[x->count++] = (struct ask){.act = ACT_LINK_SAY,
        .about = g->thread->id,
        .purpose = purpose,
        .with = &x->link};
    x->demo->done[0]++;
}

/* Another who works with families. */
static const struct demo_account *
successor_of(struct demo *d, struct family *f)
{
    for (int tries = 0; tries < 1000; tries++) {
        const struct demo_account *a =
            demo_region_acts(d, &f->dice, S("caseworker"), NULL);

        if (a != f->worker)
            return a;
    }
    demo_lacks(S("a second caseworker"));
}

static void
entry_fill(struct doing *x)
{
    struct demo        *d = x->demo;
    const struct event *e = x->event;
    struct filling     *g = &x->filling;
    const struct node  *t = demo_template(d, e->step);
    bool                adult = str_eq(said(t, S("role")), S("adult"));

    *g = (struct filling){.demo = d,
        .arena = x->arena,
        .form = pack_form(d->pack, said(t, S("form"))),
        .event = e,
        .family = e->family,
        .actor = actor_of(d, e),
        .step = e->step,
        .template = t};
    if (!g->form)
        demo_lacks(said(e->step, S("do")));
    g->language = g->actor->language;
    x->thread = g->thread = thread_for(x);
    g->theme = theme_of(d, e, g->thread);
    subjects_fill(x, adult);
    if (node_member(t, S("hands_over")))
        g->successor = successor_of(d, e->family);
    x->entry.form = g->form;
    x->entry.language = g->language;
    x->entry.thread = g->thread->id;
    x->entry.answers = filling_answers(g);
    x->cx = cx_service(d->service, x->arena, g->actor->id);
    if (node_member(e->step, S("as")) || node_member(t, S("as")))
        x->cx.kind = READER_SERVICE;
    if (node_member(t, S("links"))) {
        link_fill(x, purpose_of(x, t));
        return;
    }
    x->asks[x->count++] = (struct ask){.act = ACT_ENTRY_RECORD,
        .purpose = purpose_of(x, t),
        .with = &x->entry};
}

/* What became of it is remembered in the household. */
static void
entry_done(struct doing *x, const struct answer *answer)
{
    const struct entry_answer *got = answer->with;
    struct filling            *g = &x->filling;
    struct family_thread      *t = x->thread;
    bool adult = str_eq(said(g->template, S("role")), S("adult"));

    x->demo->done[0]++;
    if (g->successor)
        g->family->worker = g->successor;
    if (id_is_none(t->id)) {
        t->id = got->thread;
        t->theme = g->theme;
        t->reporter = g->actor;
    }
    if (said(x->event->step, S("outcome")).n)
        t->outcome = said(x->event->step, S("outcome"));
    for (size_t i = 0; i < g->member_count; i++) {
        struct member *m = adult ? &g->family->adults[x->event->member]
                                 : &g->family->children[t->children[i]];

        if (!adult && !id_is_none(t->sources[i]))
            continue;
        if (m->source_count == RECORDS_MOST)
            demo_lacks(S("room for so many records"));
        m->sources[m->source_count++] = got->sources[i];
        if (!adult)
            t->sources[i] = got->sources[i];
    }
}

/* --- a label, a relative --- */

static struct member *
member_meant(const struct event *e)
{
    size_t children[CHILDREN_MOST];

    if (!children_meant(e, children))
        demo_lacks(S("a child"));
    return &e->family->children[children[0]];
}

/* The label, and on its list those who must go on: who set it, and the
 * worker with the child. */
static void
label_fill(struct doing *x)
{
    const struct event        *e = x->event;
    const struct demo_account *a = actor_of(x->demo, e);
    struct id                  source = member_meant(e)->sources[0];
    struct label_ask          *l = ARENA_NEW(x->arena, struct label_ask);
    const struct node         *texts = node_member(x->demo->texts, S("common"));
    struct str                 purpose = purpose_of(x, NULL);

    if (!label_find(said(e->step, S("label")), &l->label))
        demo_lacks(said(e->step, S("label")));
    l->reason =
        words_in(demo_words(node_member(texts, S("risk"))), a->language);
    x->cx = cx_service(x->demo->service, x->arena, a->id);
    x->asks[x->count++] = (struct ask){ACT_LABEL_SET, source, purpose, l};
    x->asks[x->count++] =
        (struct ask){ACT_LABEL_ADMIT, source, purpose, &a->id};
    x->asks[x->count++] =
        (struct ask){ACT_LABEL_ADMIT, source, purpose, &e->family->worker->id};
}

static void
kin_fill(struct doing *x)
{
    const struct event *e = x->event;
    struct kin_ask     *k = ARENA_NEW(x->arena, struct kin_ask);

    k->source = member_meant(e)->sources[0];
    k->basis = said(e->step, S("basis"));
    x->cx = cx_service(x->demo->service, x->arena, actor_of(x->demo, e)->id);
    x->asks[x->count++] = (struct ask){.act = ACT_KIN_DECLARE, .with = k};
}

/* --- one event --- */

static enum err
refused(const struct doing *x, const struct ask *ask, enum err e,
    const struct answer *answer)
{
    const struct entry_answer *got = answer->with;
    struct buf                 b;

    buf_init(&b, x->arena);
    buf_add(&b, action_name(ask->act));
    buf_add(&b, S(" "));
    buf_add(&b, said(x->event->step, S("do")));
    buf_add(&b, S(" by "));
    buf_add(&b, x->filling.actor ? x->filling.actor->name : S("?"));
    buf_add(&b, S(" on "));
    buf_add(&b, moment_text(x->arena, x->event->at));
    buf_add(&b, S(" in the story "));
    buf_add(&b, said(x->event->family->story, S("story")));
    buf_add(&b, said(x->event->family->story, S("family")));
    for (size_t i = 0; e == ERR_INVALID && ask->act == ACT_ENTRY_RECORD &&
         got && i < got->wrong.count;
         i++) {
        buf_add(&b, S("\n  "));
        buf_add(&b, got->wrong.faults[i].field->id);
        buf_add(&b, S(": "));
        buf_add(&b, lang_text(LANG_EN, got->wrong.faults[i].msg));
    }
    return demo_refused(x->demo, buf_str(&b), e, &answer->fault);
}

static enum err
event_do(struct txn *tx, struct demo *d, struct arena *a, const struct event *e)
{
    struct doing x = {.arena = a, .demo = d, .event = e};
    enum err     err;

    if (node_member(e->step, S("label")))
        label_fill(&x);
    else if (node_member(e->step, S("basis")))
        kin_fill(&x);
    else
        entry_fill(&x);
    txn_later(tx, e->at);
    for (size_t i = 0; i < x.count; i++) {
        struct answer answer = {0};

        err = action_within(tx, &x.cx, &x.asks[i], &answer);
        if (err)
            return refused(&x, &x.asks[i], err, &answer);
        if (x.asks[i].act == ACT_ENTRY_RECORD)
            entry_done(&x, &answer);
    }
    return OK;
}

/* --- all of it --- */

/* A run of events that one transaction takes. */
struct batch {
    struct demo  *demo;
    struct arena *arena;
    size_t        from, to;
};

static bool
is_entry(const struct event *e)
{
    return e->family && !e->check;
}

static enum err
batch_do(struct txn *tx, void *ctx)
{
    struct batch *b = ctx;
    enum err      e = OK;

    for (size_t i = b->from; i < b->to && !e; i++)
        e = event_do(tx, b->demo, b->arena, &b->demo->events[i]);
    return e;
}

/* The entries from there on, as many as one job takes. */
static enum err
batch_play(struct demo *d, struct arena *a, size_t *at)
{
    struct batch b = {.demo = d, .arena = a, .from = *at, .to = *at};
    enum err     e;

    while (b.to < d->event_count && is_entry(&d->events[b.to]) &&
        b.to - b.from < EVENTS_IN_A_JOB)
        b.to++;
    e = store_write(service_store(d->service), a, batch_do, &b);
    *at = b.to;
    arena_clear(a);
    return e;
}

enum err
demo_play(struct demo *d)
{
    struct arena *a = arena_new(JOB_ROOM);
    enum err      e = OK;

    for (size_t i = 0; i < d->event_count && !e;) {
        const struct event *next = &d->events[i];

        clock_stand_at(service_clock(d->service), next->at);
        if (is_entry(next)) {
            e = batch_play(d, a, &i);
            continue;
        }
        e = demo_play_alone(d, next);
        i++;
    }
    arena_free(a);
    return e;
}
