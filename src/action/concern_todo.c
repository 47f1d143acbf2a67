/*
 * What is to be done: the deadlines of this thread that the child has, the
 * forms that meet them, and everything else that the reader may record.
 */
#include "action/concern_inside.h"

static enum err
may_record(struct concern_build *b, const struct form *f, bool *yes)
{
    struct child_build *c = &b->child;
    struct question     q = concern_question(c->w->pack, f, b->page->thread);
    struct grant        g;
    enum err            e;

    q.person = c->page->person;
    q.purpose = b->page->purpose;
    e = policy_ask(c->w, &c->cx->reader, &q, &g);
    *yes = e == OK;
    return e && !err_is_refusal(e) ? e : OK;
}

/* Those that report have pages of their own. */
static bool
is_elsewhere(const struct form *f)
{
    return form_yields(f, YIELD_CONCERN);
}

/* The forms of such a thread that are recorded from its page. */
static enum err
forms_make(struct concern_build *b)
{
    const struct pack   *pack = b->child.w->pack;
    struct concern_page *p = b->page;
    struct str           kind = p->tabs[p->which].row.kind;
    bool                 yes;
    enum err             e;

    p->forms = ARENA_ARRAY(b->child.cx->arena, const struct form *,
        pack->forms_count + 1);
    p->uses = ARENA_ARRAY(b->child.cx->arena, enum concern_use,
        pack->forms_count + 1);
    for (size_t i = 0; i < pack->forms_count; i++) {
        const struct form *f = &pack->forms[i];

        if (!str_eq(f->in_thread, kind) || is_elsewhere(f))
            continue;
        if ((e = may_record(b, f, &yes)))
            return e;
        if (!yes)
            continue;
        p->forms[p->form_count] = f;
        p->uses[p->form_count++] = concern_use_of(pack, f);
    }
    return OK;
}

static void
clock_of(const struct concern_build *b, const struct clock_at *at,
    struct concern_clock *out)
{
    const struct concern_page *p = b->page;

    *out = (struct concern_clock){.title = at->rule->title,
        .due = at->due,
        .met = at->met,
        .look = child_clock(at, b->child.w->pack, b->child.w->now)};
    for (size_t i = 0; i < p->form_count && out->form_count < CONCERN_MEETS;
         i++)
        if (form_may_meet(p->forms[i], at->rule))
            out->forms[out->form_count++] = p->forms[i];
}

/* What runs first, by when it is due; then what is over. */
static bool
comes_before(const struct concern_clock *x, const struct concern_clock *y)
{
    bool over_x = x->look >= LOOK_MET, over_y = y->look >= LOOK_MET;

    return over_x != over_y ? over_y : x->due.us < y->due.us;
}

static void
clock_add(struct concern_page *p, struct concern_clock one)
{
    size_t i = p->clock_count++;

    for (; i > 0 && comes_before(&one, &p->clocks[i - 1]); i--)
        p->clocks[i] = p->clocks[i - 1];
    p->clocks[i] = one;
}

enum err
concern_todo(struct concern_build *b)
{
    const struct child  *c = b->child.child;
    struct concern_page *p = b->page;
    enum err             e;

    if ((e = forms_make(b)))
        return e;
    p->clocks = ARENA_ARRAY(b->child.cx->arena, struct concern_clock,
        c->clocks_count + 1);
    for (size_t i = 0; i < c->clocks_count; i++) {
        struct concern_clock one;

        if (!id_eq(c->clocks[i].thread, p->thread) ||
            !child_kept(&b->child, c->clocks[i].opening, DEPTH_SUMMARY))
            continue;
        clock_of(b, &c->clocks[i], &one);
        if (one.look != LOOK_CANCELLED)
            clock_add(p, one);
    }
    return OK;
}
