/*
 * Which adults around a child an assessment has looked at.  Nothing is known
 * of them but their names, so names are compared, folded, and nothing else.
 *
 * Nothing is said before the first assessment that asks of adults: until then
 * nobody was assessed, and nobody was missed.  Nor to whoever may not read
 * every one of them: what they cannot read may say that it was done.
 */
#include "action/child_inside.h"
#include "base/text.h"

enum { GROWN_UP = 18 };

bool
child_is_adult(const struct child_build *b, const struct child_relative *r)
{
    if (r->kin == KIN_SIBLING || r->unborn || !r->name.n)
        return false;
    return date_is_none(r->born) || date_age(r->born, b->day) >= GROWN_UP;
}

static bool
may_read(const struct child_build *b, const struct entry *in)
{
    for (size_t i = 0; i < in->form->yield_count; i++) {
        const struct yield_rule *r = &in->form->yields[i];

        if (r->kind == YIELD_ASSESSED && r->each)
            return view_field(&b->view, in, r->each);
    }
    return child_depth(b, in) == DEPTH_FULL;
}

/* What the assessments say, in order; false: not all of it may be read. */
static bool
gather(const struct child_build *b, const struct fact **out, size_t *count)
{
    *count = 0;
    for (size_t i = 0; i < b->child->facts_count; i++) {
        const struct fact_at *f = &b->child->facts[i];
        const struct entry   *in;

        if (f->fact->kind != YIELD_ASSESSED ||
            !fact_is_for(f->fact, f->entry->child))
            continue;
        in = child_kept(b, f->entry->id, DEPTH_FULL);
        if (!in || !may_read(b, in))
            return false;
        out[(*count)++] = f->fact;
    }
    return true;
}

static void
mark(struct arena *a, struct child_relative *r, const struct fact *const *all,
    size_t n)
{
    struct str name = text_fold(a, r->name);

    r->not_assessed = true;
    for (size_t i = n; i-- > 0;) {
        if (!str_eq(text_fold(a, fact_arg(all[i], S("who"))), name))
            continue;
        r->not_assessed = !str_eq(fact_arg(all[i], S("done")), S("yes"));
        if (r->not_assessed)
            r->not_assessed_why = fact_arg(all[i], S("reason"));
        return;
    }
}

void
child_adults_mark(struct child_build *b)
{
    struct child_page  *p = b->page;
    const struct fact **all = ARENA_ARRAY(b->cx->arena, const struct fact *,
        b->child->facts_count + 1);
    size_t              n;

    if (!gather(b, all, &n) || !n)
        return;
    for (size_t i = 0; i < p->relative_count; i++)
        if (child_is_adult(b, &p->relatives[i]))
            mark(b->cx->arena, &p->relatives[i], all, n);
}
