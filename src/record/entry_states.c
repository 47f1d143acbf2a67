/*
 * In which states of the pack's pathways people stand, for forms that ask
 * something only in some of them.
 */
#include "record/entry.h"

static bool
asks_state(const struct condition *c)
{
    if (!c)
        return false;
    for (size_t i = 0; i < c->part_count; i++)
        if (asks_state(c->parts[i]))
            return true;
    return c->kind == WHEN_STATE;
}

static bool
form_asks_state(const struct form *f)
{
    for (size_t i = 0; i < f->field_count; i++)
        if (asks_state(f->fields[i].show_if) ||
            asks_state(f->fields[i].required_when))
            return true;
    return false;
}

static bool
has_moved(const struct child *c, const struct pathway *p)
{
    for (size_t i = 0; i < c->states_count; i++)
        if (str_eq(c->states[i].pathway->id, p->id))
            return true;
    return false;
}

static struct str
state_text(struct arena *a, const struct pathway *p, size_t state)
{
    const struct str parts[] = {p->id, p->states[state].id};

    return str_join(a, parts, 2, S("."));
}

/* wide: whose states, by which pack's form, and where they are put */
enum err
entry_states(struct work *w, const struct pack *pack, const struct form *form,
    const struct id *persons, size_t count, struct answers_about *about)
{
    struct arena       *a = txn_arena(w->tx);
    const struct child *c;
    struct str         *states, *wider;
    size_t              n = 0;
    enum err            e;

    states = ARENA_ARRAY(a, struct str, 1);
    for (size_t i = 0; form_asks_state(form) && i < count; i++) {
        if ((e = child_load(w, persons[i], (struct moment){INT64_MAX}, &c)))
            return e;
        wider = ARENA_ARRAY(a, struct str,
            n + c->states_count + pack->pathways_count + 1);
        for (size_t k = 0; k < n; k++)
            wider[k] = states[k];
        states = wider;
        for (size_t k = 0; k < c->states_count; k++)
            states[n++] =
                state_text(a, c->states[k].pathway, c->states[k].state);
        for (size_t k = 0; k < pack->pathways_count; k++)
            if (!has_moved(c, &pack->pathways[k]))
                states[n++] =
                    state_text(a, &pack->pathways[k], pack->pathways[k].start);
    }
    about->states = states;
    about->state_count = n;
    return OK;
}
