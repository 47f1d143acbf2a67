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

/* Where it stands, or the free seat where it would. */
static uint64_t *
seat_of(struct gather *g, uint32_t row)
{
    uint64_t want = (uint64_t)g->round << 32 | row;
    size_t   i =
        (size_t)(row * UINT64_C(0x9e3779b97f4a7c15) >> 32) & (GATHER_SEATS - 1);

    while (g->seat[i] >> 32 == g->round && g->seat[i] != want)
        i = (i + 1) & (GATHER_SEATS - 1);
    return &g->seat[i];
}

bool
gather_is_new(struct gather *g, uint32_t row)
{
    uint64_t  want = (uint64_t)g->round << 32 | row;
    uint64_t *seat = seat_of(g, row);
    bool      is_new = *seat != want;

    *seat = want;
    return is_new;
}

/* The seat stays taken, by nobody: others may stand behind it. */
void
gather_forget(struct gather *g, uint32_t row)
{
    uint64_t *seat = seat_of(g, row);

    if (*seat == ((uint64_t)g->round << 32 | row))
        *seat = (uint64_t)g->round << 32 | UINT32_MAX;
}

static void
row_put(struct gather *g, uint32_t row, uint16_t by)
{
    if (g->count == GATHER_MOST) {
        g->capped = true;
        return;
    }
    if (gather_is_new(g, row)) {
        g->by[g->count] = by;
        g->row[g->count++] = row;
    }
}

static void
begin_put(struct gather *g, struct post_list l, size_t most, uint16_t by)
{
    for (size_t i = 0; i < l.count && i < most; i++)
        row_put(g, l.number[i], by);
}

void
gather_list(struct gather *g, struct post_list l, uint16_t by)
{
    if (l.count <= GATHER_LIST) {
        begin_put(g, l, l.count, by);
        return;
    }
    g->capped = true;
    if (g->long_count == GATHER_LONG) {
        begin_put(g, l, GATHER_BEGIN, by);
        return;
    }
    g->long_by[g->long_count] = by;
    g->longs[g->long_count++] = l;
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
both_put(struct gather *g, size_t first, size_t second)
{
    struct post_list x = g->longs[first], y = g->longs[second];
    size_t           i = 0, j = 0, put = 0;

    for (size_t step = 0; step < GATHER_STEPS && put < GATHER_LIST; step++) {
        if (i == x.count || j == y.count)
            return;
        if (x.number[i] == y.number[j]) {
            row_put(g, x.number[i++], g->long_by[first]);
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
            both_put(g, i, j);
    for (size_t i = 0; i < g->long_count; i++)
        begin_put(g, g->longs[i], GATHER_BEGIN, g->long_by[i]);
    g->long_count = 0;
}
