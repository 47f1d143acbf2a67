/*
 * Made from the fold with the other projections (project.c).  An action of an
 * agency that is not here, or that has no name of its own, is in no list.
 */
#include "record/plan_work.h"

#include "record/agency.h"
#include "record/entry_inside.h"
#include "record/plan.h"

enum { LIST, COUNT };
static const struct statement texts[COUNT] = {
    [LIST] = {.sql = "SELECT p.person, p.part, COALESCE(p.due, '9999')"
                     " FROM plan_action p"
                     " WHERE p.agency = $1 AND p.is_open = 1 AND EXISTS"
                     " (SELECT 1 FROM tie t WHERE t.person = p.person"
                     " AND t.whom = $2 AND t.since <= $3"
                     " AND (t.until IS NULL OR t.until > $3))"
                     " ORDER BY COALESCE(p.due, '9999'), p.person, p.part"
                     " LIMIT $4"},
};
const struct statements plan_work_statements = {"plan_work", texts, COUNT};

/* By when it is due, each once. */
static void
put(struct plan_work *all, size_t *n, const struct plan_work *one)
{
    size_t at;

    for (size_t i = 0; i < *n; i++)
        if (id_eq(all[i].person, one->person) && str_eq(all[i].part, one->part))
            return;
    for (at = (*n)++; at > 0 && str_cmp(all[at - 1].due, one->due) > 0; at--)
        all[at] = all[at - 1];
    all[at] = *one;
}

enum err
plan_work_list(struct work *w, const struct plan_work_query *q,
    struct plan_work **out, size_t *count)
{
    struct plan_work *all = ARENA_ARRAY(txn_arena(w->tx), struct plan_work,
        (size_t)q->most * q->scope_count + 1);
    struct rows       r;
    size_t            n = 0;
    enum err          e;

    for (size_t i = 0; i < q->scope_count; i++) {
        if ((e = txn_rows(w->tx, &texts[LIST],
                 ARGS(A_ID(q->agency), A_ID(q->scope[i]), A_TIME(w->now),
                     A_INT(q->most)),
                 &r)))
            return e;
        while (rows_next(&r))
            put(all, &n,
                &(struct plan_work){row_id(&r, 0, ID_PERSON), row_text(&r, 1),
                    row_text(&r, 2)});
    }
    *out = all;
    *count = n < (size_t)q->most ? n : (size_t)q->most;
    return OK;
}

enum err
plan_work_project(struct work *w, const struct history *h, struct row_set *set)
{
    struct arena   *a = txn_arena(w->tx);
    struct fact_at *facts;
    struct plan     p;
    size_t          n;
    enum err        e;

    plan_facts(a, h->child, &facts, &n);
    plan_of(a, facts, n, 0, &p);
    for (size_t i = 0; i < p.action_count; i++) {
        const struct plan_action *x = &p.actions[i];
        struct id                 agency, whom;

        if ((e = agency_said(w, x->agency, &agency)))
            return e;
        if (x->key.n && !id_is_none(agency))
            ROW(set, A_ID(h->person), A_TEXT(x->key), A_ID(agency),
                A_DATE(w->tx, x->due), A_INT(plan_action_is_open(x)),
                id_parse(x->person, ID_ACCOUNT, &whom) ? A_ID(whom) : A_NULL);
    }
    return OK;
}
