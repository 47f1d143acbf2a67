/*
 * A list, newest first: a page asks again about whom it asked last.  Each
 * row hangs its own forgetting on the arena, so that a loop which rewinds
 * the arena never meets a row that lies in freed memory.
 */
#include "policy/memo.h"

struct memo_row {
    enum memo_kind   kind;
    struct id        about;
    const void      *found;
    struct memo_row *next;
};
struct memo {
    struct memo_row *first;
};

struct memo *
memo_new(struct arena *a)
{
    return ARENA_NEW(a, struct memo);
}

static bool
remembers(const struct work *w, const struct reader *r)
{
    return r->memo && !txn_is_write(w->tx);
}

const void *
memo_find(const struct work *w, const struct reader *r, enum memo_kind kind,
    struct id about)
{
    if (!remembers(w, r))
        return NULL;
    for (const struct memo_row *row = r->memo->first; row; row = row->next)
        if (row->kind == kind && id_eq(row->about, about))
            return row->found;
    return NULL;
}

/* Rows are forgotten in the order opposite to that in which they came. */
static void
forget_last(void *ctx)
{
    struct memo *m = ctx;

    m->first = m->first->next;
}

void
memo_keep(const struct work *w, const struct reader *r, enum memo_kind kind,
    struct id about, const void *found)
{
    struct arena    *a = txn_arena(w->tx);
    struct memo_row *row;

    if (!remembers(w, r))
        return;
    row = ARENA_NEW(a, struct memo_row);
    *row = (struct memo_row){kind, about, found, r->memo->first};
    r->memo->first = row;
    arena_on_clear(a, forget_last, r->memo);
}
