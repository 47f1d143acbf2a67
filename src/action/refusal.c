/*
 * When a forbid fires the pack may name a role to be told (S9): the people
 * who hold it in the asker's agency, but never the asker; when that leaves
 * nobody, the register's custodian.
 */
#include "action/rows.h"
#include "record/notice.h"

static bool
holds(const struct account *a, struct str role)
{
    for (size_t i = 0; i < a->role_count; i++)
        if (str_eq(a->roles[i].role->id, role))
            return true;
    return false;
}

static enum err
tell_custodian(struct work *w, struct cx *cx, struct notice *n)
{
    const struct desk_term *term = pack_desk_for(w->pack, S("custodian"));
    struct desk             desk;
    enum err                e;

    if (!term)
        return OK;
    e = desk_find(w, cx->reader.agency.id, term->id, &desk);
    if (e)
        return e == ERR_ABSENT ? OK : e;
    n->to_desk = desk.id;
    return notice_put(w, n);
}

/* Those of the asker's agency who hold the role; never the asker. */
enum err
refusal_whom(struct work *w, struct cx *cx, struct str tell,
    struct account **out, size_t *told)
{
    struct str      kind, role;
    struct account *all;
    size_t          count, n = 0;
    enum err        e;

    if (!str_cut(tell, '.', &kind, &role))
        role = kind;
    if ((e = account_list(w, cx->reader.agency.id, &all, &count)))
        return e;
    for (size_t i = 0; i < count; i++)
        if (!all[i].ended && holds(&all[i], role) &&
            !id_eq(all[i].id, cx->reader.account.id))
            all[n++] = all[i];
    *out = all;
    *told = n;
    return OK;
}

enum err
refusal_effect(struct work *w, struct cx *cx, const struct ask *ask,
    const struct answer *answer, const struct leaf_mark *leaf)
{
    struct notice   n = {.cause = leaf->id, .rule = S("refused_kin")};
    struct account *all;
    size_t          told;
    enum err        e;

    (void)ask;
    if (!answer->grant.tell.n)
        return OK;
    if ((e = refusal_whom(w, cx, answer->grant.tell, &all, &told)))
        return e;
    for (size_t i = 0; i < told; i++) {
        n.to_account = all[i].id;
        if ((e = notice_put(w, &n)))
            return e;
    }
    n.to_account = (struct id){0};
    return told ? OK : tell_custodian(w, cx, &n);
}
