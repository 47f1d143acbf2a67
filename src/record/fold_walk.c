/*
 * The entries of a child that some triggers fire on, without a look at those
 * whose form never could: a signal asks few forms, and a history is long.
 */
#include "record/fold_inside.h"

static bool
run_may_fire(const struct form_run *run, const struct triggers *t)
{
    for (size_t i = 0; i < t->count; i++)
        if (t->all[i].kind == ON_YIELD ? run->yields[t->all[i].yield]
                                       : str_eq(t->all[i].form, run->form->id))
            return true;
    return false;
}

bool
fold_walk_on(const struct child *c, const struct triggers *t,
    struct fold_walk *at, const struct fold_entry **e, const struct fact **by)
{
    for (; at->run < c->runs_count; fold_walk_next_form(at)) {
        const struct form_run *run = &c->runs[at->run];

        if (!at->left)
            at->left = run_may_fire(run, t) ? run->entries_count + 1 : 1;
        while (--at->left > 0) {
            *e = run->entries[at->left - 1];
            if (entry_fires(*e, t, by))
                return true;
        }
    }
    return false;
}

void
fold_walk_next_form(struct fold_walk *at)
{
    at->run++;
    at->left = 0;
}
