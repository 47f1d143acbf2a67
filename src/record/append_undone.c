/*
 * What is withdrawn is undone without an entry of its own kind: a child may
 * come off the register, or back onto it, because somebody took an entry
 * back.  Nobody falls off unseen, so whoever would be told of a removal is
 * told of that too.
 *
 * Ties that rest on the withdrawn entry are gone once the child is projected
 * anew, and those that it had ended are back: so both are asked for.
 */
#include "record/append_inside.h"

/* What the withdrawal of each comes to, for those who listen. */
static const struct {
    enum yield_kind said, undone;
} opposites[] = {
    {YIELD_REGISTER_ON, YIELD_REGISTER_OFF},
    {YIELD_REGISTER_OFF, YIELD_REGISTER_OFF},
    {YIELD_TEMPORARY_ON, YIELD_TEMPORARY_OFF},
    {YIELD_TEMPORARY_OFF, YIELD_TEMPORARY_OFF},
};

static struct fact *
undone_facts(struct arena *a, const struct stored *was, size_t *count)
{
    struct fact *all = ARENA_ARRAY(a, struct fact, was->fact_count + 1);

    *count = 0;
    for (size_t i = 0; i < was->fact_count; i++)
        for (size_t k = 0; k < sizeof opposites / sizeof *opposites; k++)
            if (was->facts[i].kind == opposites[k].said)
                all[(*count)++] = (struct fact){.kind = opposites[k].undone,
                    .child = was->facts[i].child};
    return all;
}

enum err
append_tell_undone(struct work *w, const struct appending *p)
{
    struct arena      *a = txn_arena(w->tx);
    struct fold_entry  line = {.id = p->id,
         .pack = p->pack,
         .form = p->form,
         .answers = p->answers,
         .thread = p->thread,
         .author = p->asked->author,
         .agency = p->asked->agency,
         .recorded = p->recorded};
    struct fold_entry *lines;
    struct id         *persons;
    struct shares_of   of = {.desk = p->only ? p->route.id : (struct id){0}};
    enum err           e;

    if (!append_corrects(p, CORRECT_WITHDRAW))
        return OK;
    line.facts =
        undone_facts(a, &p->family[p->family_count - 1], &line.fact_count);
    lines = ARENA_ARRAY(a, struct fold_entry, p->about_count + 1);
    persons = ARENA_ARRAY(a, struct id, p->about_count + 1);
    line.child = -1;
    for (size_t i = 0; line.fact_count && i < p->about_count; i++) {
        if (!str_eq(p->about[i].role, ROLE_CHILD))
            continue;
        line.child++;
        lines[of.count] = line;
        if ((e = person_of_source(w, p->about[i].source, &persons[of.count])))
            return e;
        of.count++;
    }
    of.lines = lines;
    of.persons = persons;
    return of.count ? shares_fire(w, &of) : OK;
}
