/*
 * What ends a tie: it speaks of forms, which are not there yet when terms are
 * loaded.
 */
#include "practice/load.h"

void
load_ties(struct load *l)
{
    const struct node *n = load_find(l, S("terms.yaml"));
    const struct node *list = node_member(n, S("ties"));
    struct tie_term   *ties = (struct tie_term *)l->pack->ties;
    size_t             i = 0;

    for (const struct node *c = node_first(list); c && i < l->pack->ties_count;
         c = node_next(list, c)) {
        struct triggers *t = ARENA_NEW(l->arena, struct triggers);

        load_triggers(l, node_member(c, S("ends_by")), FOR_PATHWAY, t);
        ties[i++].ends_by = t;
    }
}
