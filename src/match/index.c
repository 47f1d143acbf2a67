/*
 * index -- what is put gathers in a pile; publishing makes a segment of it.
 *
 * A segment that is no longer much smaller than the one before is joined
 * with it, so that there are few of them and each person is moved a few
 * times only, however they arrive.
 */
#include "match/index.h"

#include <assert.h>

#include "match/heap.h"
#include "match/index_own.h"

enum { MUCH_SMALLER = 4 };

struct index *
index_new(const struct odds *model)
{
    struct index   *ix = heap_get_lines(sizeof *ix / HEAP_LINE + 1);
    struct edition *e = heap_get(1, sizeof *e);

    assert(model);
    ix->model = *model;
    pile_open(&ix->pile);
    e->odds = odds_among(model, 0);
    shelf_publish(&ix->shelf, e);
    return ix;
}

void
index_free(struct index *ix)
{
    if (!ix)
        return;
    pile_clear(&ix->pile);
    shelf_clear(&ix->shelf);
    free(ix);
}

void
index_put(struct index *ix, struct index_who who, const struct index_person *p)
{
    assert(ix && p);
    pile_put(&ix->pile, who, p);
}

void
index_remove(struct index *ix, struct index_who who)
{
    assert(ix);
    pile_drop(&ix->pile, who);
}

/* How large the last segments are decides how far they are joined. */
static size_t
join_from(const struct edition *e)
{
    size_t from = e->count, all = 0;

    while (from) {
        if (from < e->count && all * MUCH_SMALLER < e->left[from - 1])
            break;
        all += e->left[--from];
    }
    return from == e->count ? from - 1 : from;
}

static struct edition *
edition_next(struct index *ix)
{
    struct edition *e = edition_copy(atomic_load(&ix->shelf.now));
    struct segment *s;

    for (size_t i = 0; i < ix->pile.count; i++)
        if (i == 0 || !who_eq(ix->pile.whos[i], ix->pile.whos[i - 1]))
            edition_forget(e, ix->pile.whos[i]);
    s = segment_new(&ix->pile);
    pile_open(&ix->pile);
    if (e->census)
        segment_inherit(s, e->segments[0], e->census);
    if (e->count == EDITION_SEGMENTS)
        edition_join(e, e->count - 2);
    edition_add(e, s);
    return e;
}

static void
edition_out(struct index *ix, struct edition *e)
{
    if (!e->census)
        edition_count_anew(e, census_new(e->segments[0]));
    e->odds = odds_among(&ix->model, e->persons);
    shelf_publish(&ix->shelf, e);
}

void
index_publish(struct index *ix)
{
    struct edition *e;
    size_t          from;

    assert(ix);
    if (!ix->pile.count)
        return;
    e = edition_next(ix);
    from = join_from(e);
    if (from + 1 < e->count)
        edition_join(e, from);
    edition_out(ix, e);
}

void
index_settle(struct index *ix)
{
    struct edition *e, *now;

    assert(ix);
    now = atomic_load(&ix->shelf.now);
    if (!ix->pile.count && now->count == 1 && !now->gone[0] &&
        now->census->counted == now->segments[0])
        return;
    e = edition_next(ix);
    if (now->count) /* what readers see is not counted over */
        edition_join(e, 0);
    edition_count_anew(e, census_new(e->segments[0]));
    edition_out(ix, e);
}

size_t
index_count(const struct index *ix)
{
    return atomic_load(&ix->shelf.now)->persons;
}

bool
index_holds(const struct index *ix, struct index_who who)
{
    const struct edition *e = atomic_load(&ix->shelf.now);

    for (size_t i = 0; i < e->count; i++) {
        size_t row = segment_find(e->segments[i], who);

        if (row < e->segments[i]->count && !edition_is_gone(e, i, row))
            return true;
    }
    return false;
}

size_t
index_bytes(const struct index *ix)
{
    const struct edition *e = atomic_load(&ix->shelf.now);
    size_t                sum = sizeof *ix;

    for (size_t i = 0; i < e->count; i++)
        sum += segment_bytes(e->segments[i]) +
            (e->gone[i] ? e->segments[i]->count / 8 : 0);
    if (e->census)
        sum += sizeof *e->census +
            ((size_t)e->census->rows + 1) * e->census->regions *
                sizeof *e->census->cells;
    return sum;
}
