/*
 * Signals are computed from all of the child; which of them are shown is
 * decided by the entries under each.
 */
#include "action/child_signals.h"

#include "action/casework_inside.h"
#include "record/signal_off.h"
#include "record/signal_rest.h"

/* Nothing is shown that rests on nothing: nobody could look it up. */
static bool
sees_all(const struct child_build *b, const struct signal_rule *rule)
{
    struct id *all;
    size_t     n;

    signal_rests(b->cx->arena, b->child, rule, &all, &n);
    for (size_t i = 0; i < n; i++)
        if (!child_kept(b, all[i], DEPTH_SUMMARY))
            return false;
    return n > 0;
}

static void
whom_put(const struct child_build *b, struct child_signal *s)
{
    s->whom = ARENA_ARRAY(b->cx->arena, struct words, s->rule->tell_count + 1);
    for (size_t i = 0; i < s->rule->tell_count; i++)
        s->whom[s->whom_count++] =
            pack_addressee(b->w->pack, &s->rule->tell[i]);
}

static enum err
answers_put(struct child_build *b, struct child_signal *s)
{
    const struct pack *p = b->w->pack;
    struct grant       g;
    enum err           e;

    for (size_t i = 0;
         i < p->forms_count && s->answer_count < CHILD_SIGNAL_ANSWERS; i++) {
        const struct form *f = &p->forms[i];

        /* what a birth would clear is of the other baby, not of this child */
        if (f->unexpected || !form_may_fire_any(f, &s->rule->clears) ||
            !casework_is(p, f))
            continue;
        e = casework_may(b->w, b->cx, f, b->page->person, &g);
        if (e && !err_is_refusal(e))
            return e;
        if (!e)
            s->answers[s->answer_count++] = f;
    }
    return OK;
}

static void
told_put(const struct signal_told *all, size_t n, struct child_signal *s)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(all[i].signal, s->rule->id))
            s->told = all[i];
}

static enum err
shows(struct child_build *b, const struct signal_rule *rule, bool *yes)
{
    bool     off;
    enum err e = signal_off_at(b->w, b->cx->reader.agency.id, rule->id, &off);

    *yes = !e && !off && sees_all(b, rule);
    return e;
}

static enum err
signals(struct child_build *b, const struct signal_rule *const *on, size_t n)
{
    struct child_page  *p = b->page;
    struct signal_told *told;
    size_t              told_n;
    bool                yes;
    enum err            e;

    if ((e = signal_told(b->w, p->person, &told, &told_n)))
        return e;
    p->signals = ARENA_ARRAY(b->cx->arena, struct child_signal, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct child_signal *s = &p->signals[p->signal_count];

        if ((e = shows(b, on[i], &yes)))
            return e;
        if (!yes)
            continue;
        *s = (struct child_signal){.rule = on[i]};
        told_put(told, told_n, s);
        whom_put(b, s);
        if ((e = answers_put(b, s)))
            return e;
        p->signal_count++;
    }
    return OK;
}

enum err
child_signals_part(struct child_build *b)
{
    const struct signal_rule **on;
    size_t                     n;
    enum err                   e;

    if (!date_is_none(b->page->as_of) ||
        !reader_may(&b->cx->reader, MAY_OVERSEE))
        return OK;
    if ((e = child_signals(b->cx->arena, b->child, b->w->pack, b->w->now, &on,
             &n)))
        return e;
    return n ? signals(b, (const struct signal_rule *const *)on, n) : OK;
}
