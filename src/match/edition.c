/*
 * edition -- segments held by those editions that show them.
 *
 * How many hold a segment is known to the writer alone, who makes and frees
 * editions; readers only read.
 */
#include "match/edition.h"

#include <assert.h>
#include <string.h>

#include "match/heap.h"

static size_t
words_of(const struct segment *s)
{
    return s->count / 64 + 1;
}

struct edition *
edition_copy(const struct edition *from)
{
    struct edition *e = heap_get(1, sizeof *e);

    *e = *from;
    e->older = NULL;
    if (e->census)
        e->census->held++;
    for (size_t i = 0; i < e->count; i++) {
        e->segments[i]->held++;
        if (!from->gone[i])
            continue;
        e->gone[i] = heap_get(words_of(e->segments[i]), sizeof *e->gone[i]);
        memcpy(e->gone[i], from->gone[i],
            words_of(e->segments[i]) * sizeof *e->gone[i]);
    }
    return e;
}

static void
let_go(struct edition *e, size_t i)
{
    free(e->gone[i]);
    if (--e->segments[i]->held == 0)
        segment_free(e->segments[i]);
    e->gone[i] = NULL;
    e->segments[i] = NULL;
}

static void
census_let_go(struct edition *e)
{
    if (e->census && --e->census->held == 0)
        census_free(e->census);
    e->census = NULL;
}

void
edition_free(struct edition *e)
{
    if (!e)
        return;
    for (size_t i = 0; i < e->count; i++)
        let_go(e, i);
    census_let_go(e);
    free(e);
}

void
edition_forget(struct edition *e, struct index_who who)
{
    for (size_t i = 0; i < e->count; i++) {
        struct segment *s = e->segments[i];
        size_t          row = segment_find(s, who);

        if (row == s->count || edition_is_gone(e, i, row))
            continue;
        if (!e->gone[i])
            e->gone[i] = heap_get(words_of(s), sizeof *e->gone[i]);
        e->gone[i][row / 64] |= UINT64_C(1) << (row % 64);
        e->left[i]--;
        e->persons--;
    }
}

void
edition_add(struct edition *e, struct segment *s)
{
    assert(e->count < EDITION_SEGMENTS);
    e->segments[e->count] = s;
    e->gone[e->count] = NULL;
    e->left[e->count] = s->persons;
    e->persons += s->persons;
    e->count++;
    s->held++;
}

void
edition_count_anew(struct edition *e, struct census *c)
{
    census_let_go(e);
    e->census = c;
    c->held++;
}

void
edition_join(struct edition *e, size_t from)
{
    struct pile     p;
    struct segment *s;

    pile_open(&p);
    for (size_t i = from; i < e->count; i++) {
        const struct segment *old = e->segments[i];

        for (size_t row = 0; row < old->count; row++)
            if (old->hots[row].born & HOT_FIRST && !edition_is_gone(e, i, row))
                pile_take(&p, old, row);
        e->persons -= e->left[i];
    }
    s = segment_new(&p);
    if (e->census)
        segment_inherit(s, e->segments[0], e->census);
    while (e->count > from)
        let_go(e, --e->count);
    edition_add(e, s);
}

/* ---- readers ---- */

struct shelf_seat *
shelf_sit(struct shelf *s)
{
    for (size_t i = 0; i < INDEX_SEATS; i++) {
        bool free_seat = false;

        if (atomic_compare_exchange_strong(&s->seats[i].taken, &free_seat,
                true))
            return &s->seats[i];
    }
    return NULL;
}

void
shelf_rise(struct shelf_seat *seat)
{
    atomic_store(&seat->reads, NULL);
    atomic_store(&seat->taken, false);
}

/* Said first, then looked whether it still is the one: from then on the
 * writer sees it. */
const struct edition *
shelf_open(struct shelf *s, struct shelf_seat *seat)
{
    struct edition *e = atomic_load(&s->now);

    for (;;) {
        struct edition *again;

        atomic_store(&seat->reads, e);
        again = atomic_load(&s->now);
        if (again == e)
            return e;
        e = again;
    }
}

void
shelf_close(struct shelf_seat *seat)
{
    atomic_store_explicit(&seat->reads, NULL, memory_order_release);
}

/* ---- the writer ---- */

static bool
is_read(const struct shelf *s, const struct edition *e)
{
    for (size_t i = 0; i < INDEX_SEATS; i++)
        if (atomic_load(&s->seats[i].reads) == e)
            return true;
    return false;
}

static void
retired_free(struct shelf *s)
{
    struct edition **link = &s->retired;

    while (*link) {
        struct edition *e = *link;

        if (is_read(s, e)) {
            link = &e->older;
            continue;
        }
        *link = e->older;
        edition_free(e);
    }
}

void
shelf_publish(struct shelf *s, struct edition *e)
{
    struct edition *was = atomic_exchange(&s->now, e);

    if (was) {
        was->older = s->retired;
        s->retired = was;
    }
    retired_free(s);
}

void
shelf_clear(struct shelf *s)
{
    shelf_publish(s, NULL);
    assert(!s->retired);
}
