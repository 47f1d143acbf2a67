/*
 * The child's voice beside their words: whom they trust, how they and their
 * family took part in the meetings about them, and whether somebody
 * independent was offered to speak for them (E2, E3).
 */
#include "action/child_inside.h"

#include "action/concern_form.h"

/* The entry, where it may be read whole and the fact is about this child. */
static const struct entry *
read_in(const struct child_build *b, const struct fact_at *at)
{
    return fact_is_for(at->fact, at->entry->child)
        ? child_kept(b, at->entry->id, DEPTH_FULL)
        : NULL;
}

static const struct term_option *
option_of(const struct child_build *b, const struct entry *in,
    const struct fact *f, struct str arg)
{
    return child_option_of(b->rules, in->form, f->kind, arg, fact_arg(f, arg));
}

/* ---- whom they trust ---- */

enum err
child_trusts_part(struct child_build *b)
{
    struct child_trusted *t = &b->page->trusted;
    const struct child   *c = b->child;

    for (size_t i = c->facts_count; i-- > 0;) {
        const struct fact        *f = c->facts[i].fact;
        const struct term_option *o;
        const struct entry       *in;

        if (f->kind != YIELD_NOTE || !(in = read_in(b, &c->facts[i])))
            continue;
        o = option_of(b, in, f, S("kind"));
        if (!o || !str_eq(o->means, S("trusted")))
            continue;
        *t = (struct child_trusted){.text = fact_arg(f, S("text")),
            .on = c->facts[i].entry->occurred_on,
            .written = in->language};
        return child_account(b, in->author, &t->author);
    }
    return OK;
}

/* ---- meetings ---- */

static void
took_part(struct child_build *b)
{
    struct child_page  *p = b->page;
    const struct child *c = b->child;

    p->took_part =
        ARENA_ARRAY(b->cx->arena, struct child_took_part, c->facts_count + 1);
    for (size_t i = c->facts_count; i-- > 0;) {
        const struct fact  *f = c->facts[i].fact;
        const struct entry *in;

        if (f->kind != YIELD_TOOK_PART || !(in = read_in(b, &c->facts[i])))
            continue;
        p->took_part[p->took_part_count++] =
            (struct child_took_part){.meeting = in->form->title,
                .on = c->facts[i].entry->occurred_on,
                .who = fact_arg(f, S("who")),
                .how = child_option(b->rules, in->form, f->kind, S("how"),
                    fact_arg(f, S("how"))),
                .why = fact_arg(f, S("why")),
                .written = in->language};
    }
}

/* ---- somebody who speaks for them ---- */

static enum err
offer_add(struct child_build *b, const struct fact_at *at,
    const struct entry *in)
{
    struct child_offer *o = &b->page->offers[b->page->offer_count++];

    *o = (struct child_offer){.on = at->entry->occurred_on,
        .answer = child_option(b->rules, in->form, at->fact->kind, S("answer"),
            fact_arg(at->fact, S("answer")))};
    return child_account(b, in->author, &o->author);
}

static enum err
offers(struct child_build *b)
{
    struct child_page  *p = b->page;
    const struct child *c = b->child;
    enum err            e;

    p->offers =
        ARENA_ARRAY(b->cx->arena, struct child_offer, c->facts_count + 1);
    for (size_t i = c->facts_count; i-- > 0;) {
        const struct fact        *f = c->facts[i].fact;
        const struct term_option *o;
        const struct entry       *in;

        if (f->kind != YIELD_OFFER || !(in = read_in(b, &c->facts[i])))
            continue;
        o = option_of(b, in, f, S("of"));
        if (!o || !str_eq(o->means, S("spokesperson")))
            continue;
        if ((e = offer_add(b, &c->facts[i], in)))
            return e;
    }
    for (size_t i = 0; i + 1 < p->offer_count; i++)
        p->offers[i].again = true;
    return OK;
}

enum err
child_voice_part(struct child_build *b)
{
    enum err e;

    took_part(b);
    e = child_trusts_part(b);
    return e ? e : offers(b);
}
