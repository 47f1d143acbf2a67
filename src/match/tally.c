/*
 * tally -- an open table over a list of counts.
 */
#include "match/tally.h"

#include "match/heap.h"
#include "match/mix.h"

enum { SLOTS_FIRST = 1024 };

void
tally_init(struct tally *t)
{
    *t = (struct tally){.mask = SLOTS_FIRST - 1};
    t->slots = heap_get(SLOTS_FIRST, sizeof *t->slots);
}

void
tally_clear(struct tally *t)
{
    free(t->counts);
    free(t->slots);
    *t = (struct tally){0};
}

static uint32_t *
slot_find(const struct tally *t, uint64_t pattern)
{
    size_t i = mix_one(pattern) & t->mask;

    while (t->slots[i] && t->counts[t->slots[i] - 1].pattern != pattern)
        i = (i + 1) & t->mask;
    return &t->slots[i];
}

static void
slots_make(struct tally *t, size_t mask)
{
    free(t->slots);
    t->slots = heap_get(mask + 1, sizeof *t->slots);
    t->mask = mask;
    for (uint32_t n = 0; n < t->count; n++)
        *slot_find(t, t->counts[n].pattern) = n + 1;
}

uint32_t
tally_add(struct tally *t, uint64_t pattern, uint64_t times)
{
    uint32_t *slot = slot_find(t, pattern), place = *slot;

    if (!place) {
        t->counts = heap_grow(t->counts, t->count, &t->room, sizeof *t->counts);
        t->counts[t->count] = (struct tally_count){pattern, 0};
        *slot = place = (uint32_t)++t->count;
        if (t->count * 2 > t->mask)
            slots_make(t, t->mask * 2 + 1);
    }
    t->counts[place - 1].times += times;
    return place - 1;
}

static int
count_cmp(const void *x, const void *y)
{
    const struct tally_count *a = x, *b = y;

    return (a->pattern > b->pattern) - (a->pattern < b->pattern);
}

void
tally_sort(struct tally *t)
{
    if (t->count)
        qsort(t->counts, t->count, sizeof *t->counts, count_cmp);
    slots_make(t, t->mask);
}
