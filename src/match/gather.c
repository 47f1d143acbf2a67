/*
 * gather -- a table of rows seen, whose entries grow old by themselves.
 */
#include "match/gather.h"

#include <string.h>

#include "match/mix.h"

void
gather_open(struct gather *g)
{
    if (++g->round == 0) {
        memset(g->seat, 0, sizeof g->seat);
        g->round = 1;
    }
    g->count = g->long_count = 0;
    g->capped = false;
}

bool
gather_is_new(struct gather *g, uint32_t row)
{
    uint64_t want = (uint64_t)g->round << 32 | row;
    size_t   i =
        (size_t)(row * UINT64_C(0x9e3779b97f4a7c15) >> 32) & (GATHER_SEATS - 1);

    while (g->seat[i] >> 32 == g->round) {
        if (g->seat[i] == want)
            return false;
        i = (i + 1) & (GATHER_SEATS - 1);
    }
    g->seat[i] = want;
    return true;
}

static void
row_put(struct gather *g, uint32_t row)
{
    if (g->count == GATHER_MOST) {
        g->capped = true;
        return;
    }
    if (gather_is_new(g, row))
        g->row[g->count++] = row;
}

static void
begin_put(struct gather *g, struct post_list l, size_t most)
{
    for (size_t i = 0; i < l.count && i < most; i++)
        row_put(g, l.number[i]);
}

void
gather_list(struct gather *g, struct post_list l)
{
    if (l.count <= GATHER_LIST) {
        begin_put(g, l, l.count);
        return;
    }
    g->capped = true;
    if (g->long_count < GATHER_LONG)
        g->longs[g->long_count++] = l;
    else
        begin_put(g, l, GATHER_BEGIN);
}

/* The first place from .. whose number is not less: by steps that double. */
static size_t
leap(struct post_list l, size_t from, uint32_t number)
{
    size_t step = 1, to;

    while (from + step < l.count && l.number[from + step] < number)
        step *= 2;
    to = from + step < l.count ? from + step : l.count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;

        if (l.number[middle] < number)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* What stands in both, which are in ascending order. */
static void
both_put(struct gather *g, struct post_list x, struct post_list y)
{
    size_t i = 0, j = 0, put = 0;

    for (size_t step = 0; step < GATHER_STEPS && put < GATHER_LIST; step++) {
        if (i == x.count || j == y.count)
            return;
        if (x.number[i] == y.number[j]) {
            row_put(g, x.number[i++]);
            put++;
        } else if (x.number[i] < y.number[j]) {
            i = leap(x, i, y.number[j]);
        } else {
            j = leap(y, j, x.number[i]);
        }
    }
}

void
gather_longs(struct gather *g)
{
    for (size_t i = 0; i < g->long_count; i++)
        for (size_t j = i + 1; j < g->long_count; j++)
            both_put(g, g->longs[i], g->longs[j]);
    for (size_t i = 0; i < g->long_count; i++)
        begin_put(g, g->longs[i], GATHER_BEGIN);
    g->long_count = 0;
}
