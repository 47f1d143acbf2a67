/*
 * What is left of the entries when the reader's view has cut them, found by
 * id; and the names that its lines need, each read once a page.
 */
#include <stdlib.h>

#include "action/child_inside.h"

/* ---- entries ---- */

static int
by_id(const void *x, const void *y)
{
    const struct entry_at *a = x, *b = y;

    return id_cmp(a->id, b->id);
}

enum err
child_keep(struct child_build *b, const struct entry *all, size_t n)
{
    struct arena *a = b->cx->arena;
    enum err      e;

    if ((e = view_cut(a, &b->view, all, n, &b->kept, &b->kept_count)))
        return e;
    b->depths = ARENA_ARRAY(a, enum depth, b->kept_count + 1);
    b->by_id = ARENA_ARRAY(a, struct entry_at, b->kept_count + 1);
    b->openings = ARENA_ARRAY(a, const struct entry *, b->kept_count + 1);
    b->opening_count = 0;
    for (size_t i = 0; i < b->kept_count; i++) {
        b->depths[i] = view_entry(&b->view, &b->kept[i]);
        b->by_id[i] = (struct entry_at){b->kept[i].id, i};
        if (form_yields(b->kept[i].form, YIELD_CONCERN))
            b->openings[b->opening_count++] = &b->kept[i];
    }
    if (b->kept_count)
        qsort(b->by_id, b->kept_count, sizeof *b->by_id, by_id);
    return OK;
}

enum depth
child_depth(const struct child_build *b, const struct entry *e)
{
    return b->depths[e - b->kept];
}

/* What the fold of another day rests on may be gone today: what was another
 * child's all along, or erased; and words that were taken back. */
static bool
is_told(const struct entry *e, enum depth least)
{
    static const enum depth most[] = {
        [FATE_STANDS] = DEPTH_FULL,
        [FATE_WITHDRAWN] = DEPTH_SUMMARY,
        [FATE_MOVED] = DEPTH_EXISTS,
        [FATE_ERASED] = DEPTH_EXISTS,
    };

    return least <= most[e->fate];
}

const struct entry *
child_kept(const struct child_build *b, struct id entry, enum depth least)
{
    struct entry_at        key = {entry, 0};
    const struct entry_at *found = b->kept_count
        ? bsearch(&key, b->by_id, b->kept_count, sizeof key, by_id)
        : NULL;

    return found && b->depths[found->at] >= least &&
            is_told(&b->kept[found->at], least)
        ? &b->kept[found->at]
        : NULL;
}

/* ---- names ---- */

enum { NAMES_MOST = 64 };
struct child_names {
    struct {
        struct id  id;
        struct str name;
    } accounts[NAMES_MOST];
    struct {
        struct id            id;
        const struct agency *agency; /* null: there is none */
    } agencies[NAMES_MOST];
    size_t account_count, agency_count;
};

static struct child_names *
names_of(struct child_build *b)
{
    if (!b->names)
        b->names = ARENA_NEW(b->cx->arena, struct child_names);
    return b->names;
}

enum err
child_account(struct child_build *b, struct id account, struct str *name)
{
    struct child_names *all = names_of(b);
    enum err            e;

    for (size_t i = 0; i < all->account_count; i++)
        if (id_eq(all->accounts[i].id, account)) {
            *name = all->accounts[i].name;
            return OK;
        }
    if ((e = look_account_at(b->w, b->cx, account, b->places, name)))
        return e;
    if (all->account_count < NAMES_MOST) {
        all->accounts[all->account_count].id = account;
        all->accounts[all->account_count++].name = *name;
    }
    return OK;
}

enum err
child_agency(struct child_build *b, struct id agency, const struct agency **out)
{
    struct child_names *all = names_of(b);
    struct agency      *found;
    enum err            e;

    for (size_t i = 0; i < all->agency_count; i++)
        if (id_eq(all->agencies[i].id, agency)) {
            *out = all->agencies[i].agency;
            return OK;
        }
    found = ARENA_NEW(b->cx->arena, struct agency);
    e = id_is_none(agency) ? ERR_ABSENT : agency_load(b->w, agency, found);
    if (e && e != ERR_ABSENT)
        return e;
    *out = e ? NULL : found;
    if (all->agency_count < NAMES_MOST) {
        all->agencies[all->agency_count].id = agency;
        all->agencies[all->agency_count++].agency = *out;
    }
    return OK;
}

enum err
child_agency_name(struct child_build *b, struct id agency, struct words *out)
{
    const struct agency *a;
    enum err             e;

    *out = (struct words){0};
    if ((e = child_agency(b, agency, &a)) || !a)
        return e;
    *out = look_agency_words(b->w->pack, b->cx, a, b->places);
    return OK;
}
