/*
 * Rows are the pack's steps, not the signatures: what nobody has signed yet
 * is what the page is for.
 */
#include "action/transfer.h"

#include "action/casework_inside.h"
#include "action/child_inside.h"
#include "action/rows.h"

struct transferring {
    struct child_build   *b;
    struct transfer       t;
    struct id             sides[SIDE_RECEIVES + 1]; /* agencies */
    struct transfer_page *page;
};

/* ---- forms ---- */

static const struct form *
form_of(const struct pack *p, enum yield_kind kind)
{
    for (size_t i = 0; i < p->forms_count; i++)
        if (form_yields(&p->forms[i], kind))
            return &p->forms[i];
    return NULL;
}

bool
child_may_read_transfer(const struct child_build *b)
{
    const struct form *f = form_of(b->w->pack, YIELD_SIGN);

    return f && view_depth(&b->view, f->group) == DEPTH_FULL;
}

static enum err
may_record(struct child_build *b, enum yield_kind kind, const struct form **out)
{
    const struct form *f = form_of(b->w->pack, kind);
    struct grant       g;
    enum err           e;

    if (!f)
        return OK;
    e = casework_may(b->w, b->cx, f, b->page->person, &g);
    if (!e)
        *out = f;
    return e && !err_is_refusal(e) ? e : OK;
}

/* ---- clocks ---- */

static bool
is_met_by_step(const struct clock_rule *r, struct str step)
{
    for (size_t i = 0; i < r->met_by.count; i++) {
        const struct trigger *t = &r->met_by.all[i];

        for (size_t k = 0; t->kind == ON_YIELD && t->yield == YIELD_SIGN &&
             k < t->where_count;
             k++)
            if (str_eq(t->where[k].values[0], step))
                return true;
    }
    return false;
}

static bool
is_met_by_signing(const struct clock_rule *r)
{
    for (size_t i = 0; i < r->met_by.count; i++)
        if (r->met_by.all[i].kind == ON_YIELD &&
            r->met_by.all[i].yield == YIELD_SIGN)
            return true;
    return false;
}

/* The pathway that a move moves, or null. */
static const struct pathway *
pathway_of(const struct pack *p)
{
    for (size_t i = 0; i < p->pathways_count; i++)
        for (size_t k = 0; k < p->pathways[i].move_count; k++) {
            const struct triggers *on = &p->pathways[i].moves[k].on;

            if (on->count && on->all[0].kind == ON_YIELD &&
                on->all[0].yield == YIELD_MOVE)
                return &p->pathways[i];
        }
    return NULL;
}

static bool
is_open(const struct transferring *x, const struct clock_at *c)
{
    return c->state == CLOCK_OPEN &&
        child_kept(x->b, c->opening, DEPTH_SUMMARY);
}

static void
due_of_step(const struct transferring *x, struct str step,
    struct transfer_row *row)
{
    const struct child *c = x->b->child;

    for (size_t i = 0; i < c->clocks_count; i++)
        if (is_open(x, &c->clocks[i]) &&
            is_met_by_step(c->clocks[i].rule, step))
            row->due =
                casework_due_at(x->b->w->pack, &c->clocks[i], x->b->w->now);
}

static void
other_dues(struct transferring *x)
{
    const struct pathway *path = pathway_of(x->b->w->pack);
    const struct child   *c = x->b->child;

    x->page->dues =
        ARENA_ARRAY(x->b->cx->arena, struct child_due, c->clocks_count + 1);
    for (size_t i = 0; path && i < c->clocks_count; i++) {
        const struct clock_at *k = &c->clocks[i];

        if (is_open(x, k) && str_eq(k->rule->pathway->id, path->id) &&
            !is_met_by_signing(k->rule))
            x->page->dues[x->page->due_count++] =
                casework_due_at(x->b->w->pack, k, x->b->w->now);
    }
}

static void
state_find(struct transferring *x)
{
    const struct pathway *path = pathway_of(x->b->w->pack);
    const struct child   *c = x->b->child;

    for (size_t i = 0; path && i < c->states_count; i++)
        if (str_eq(c->states[i].pathway->id, path->id))
            x->page->state =
                c->states[i].pathway->states[c->states[i].state].title;
}

/* ---- steps ---- */

static enum err
signed_by(struct transferring *x, struct str step, struct transfer_row *row)
{
    const struct fold_entry *e = NULL;
    enum err                 err;

    for (size_t i = 0; i < x->t.sign_count; i++)
        if (str_eq(fact_arg(x->t.signs[i].fact, S("step")), step) &&
            child_kept(x->b, x->t.signs[i].entry->id, DEPTH_FULL))
            e = x->t.signs[i].entry;
    if (!e)
        return OK;
    row->is_signed = true;
    row->at = e->recorded;
    if ((err = child_account(x->b, e->author, &row->who)))
        return err;
    return child_agency_name(x->b, e->agency, &row->agency);
}

static enum err
row_add(struct transferring *x, const struct term_option *o)
{
    struct transfer_row *row = &x->page->rows[x->page->row_count];
    const struct id     *own = &x->b->cx->reader.agency.id;
    enum err             e;

    row->step = o->label;
    row->side = transfer_side_of(x->b->w->pack, o->id);
    if ((e = signed_by(x, o->id, row)))
        return e;
    if (row->side == SIDE_EITHER && !row->is_signed)
        return OK; /* only where it happened */
    row->ours = row->side != SIDE_EITHER && id_eq(x->sides[row->side], *own);
    due_of_step(x, o->id, row);
    x->page->row_count++;
    return OK;
}

static void
next_find(struct transfer_page *p)
{
    for (size_t i = 0; i < p->row_count; i++) {
        const struct transfer_row *r = &p->rows[i];

        if (!r->is_signed &&
            (!p->next ||
                (r->due.due.us &&
                    (!p->next->due.due.us ||
                        r->due.due.us < p->next->due.due.us))))
            p->next = r;
    }
}

static enum err
sides_find(struct transferring *x)
{
    struct words *names[] = {NULL, &x->page->from, &x->page->to};
    enum err      e;

    for (enum transfer_side s = SIDE_LEAVES; s <= SIDE_RECEIVES; s++) {
        if ((e = transfer_agency(x->b->w, x->b->child, &x->t, s, &x->sides[s])))
            return e;
        if (!id_is_none(x->sides[s]) &&
            (e = child_agency_name(x->b, x->sides[s], names[s])))
            return e;
    }
    return OK;
}

static enum err
steps_find(struct transferring *x)
{
    const struct term_list *l = transfer_steps(x->b->w->pack);
    enum err                e;

    x->page->there = true;
    x->page->on = x->t.moved.entry->occurred_on;
    x->page->permanent =
        str_eq(fact_arg(x->t.moved.fact, S("permanent")), S("yes"));
    x->page->rows = ARENA_ARRAY(x->b->cx->arena, struct transfer_row,
        (l ? l->count : 0) + 1);
    if ((e = sides_find(x)))
        return e;
    for (size_t i = 0; l && i < l->count; i++)
        if ((e = row_add(x, &l->options[i])))
            return e;
    next_find(x->page);
    state_find(x);
    other_dues(x);
    return OK;
}

enum err
transfer_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct transferring x = {.b = answer->found,
        .page = ARENA_NEW(cx->arena, struct transfer_page)};
    enum err            e;

    (void)w, (void)ask, (void)grant;
    child_begin(x.b, answer);
    if ((e = child_known(x.b)))
        return e;
    if (!child_may_read_transfer(x.b))
        return ERR_DENIED;
    x.page->person = x.b->page->person;
    x.page->name = x.b->page->name;
    if ((e = may_record(x.b, YIELD_MOVE, &x.page->move)) ||
        (e = may_record(x.b, YIELD_SIGN, &x.page->sign)))
        return e;
    answer->with = x.page;
    if (!transfer_of(cx->arena, x.b->child, &x.t) ||
        !child_kept(x.b, x.t.moved.entry->id, DEPTH_FULL))
        return OK;
    return steps_find(&x);
}
