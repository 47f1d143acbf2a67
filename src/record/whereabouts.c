/*
 * Missing is a state of the pathway that the pack moves when somebody is
 * reported missing: being found ends it, and what else ends it (a death) the
 * pack says.
 */
#include "record/whereabouts.h"

enum { FIND, COUNT };
static const struct statement texts[COUNT] = {
    [FIND] = {.sql = "SELECT since FROM missing_now WHERE person = $1"},
};
const struct statements whereabouts_statements = {"whereabouts", texts, COUNT};

static bool
is_moved_by_missing(const struct pathway *p)
{
    for (size_t i = 0; i < p->move_count; i++)
        for (size_t k = 0; k < p->moves[i].on.count; k++)
            if (p->moves[i].on.all[k].kind == ON_YIELD &&
                p->moves[i].on.all[k].yield == YIELD_MISSING)
                return true;
    return false;
}

static bool
is_missing(const struct child *c)
{
    for (size_t i = 0; i < c->states_count; i++)
        if (is_moved_by_missing(c->states[i].pathway) &&
            c->states[i].state != c->states[i].pathway->start)
            return true;
    return false;
}

const struct fact_at *
whereabouts_lost(const struct child *c)
{
    if (!is_missing(c))
        return NULL;
    for (size_t i = c->facts_count; i-- > 0;)
        if (c->facts[i].fact->kind == YIELD_MISSING)
            return &c->facts[i];
    return NULL;
}

enum err
whereabouts_find(struct work *w, struct id person, struct date *since)
{
    struct rows r;
    enum err    e;

    *since = (struct date){0};
    if ((e = txn_rows(w->tx, &texts[FIND], ARGS(A_ID(person)), &r)) ||
        !rows_next(&r))
        return e;
    *since = row_date(&r, 0);
    return OK;
}
