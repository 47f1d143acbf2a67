/*
 * deaths -- a short list by line.
 */
#include "match/deaths.h"

#include <stdlib.h>

#include "match/compare.h"
#include "match/heap.h"

void
deaths_add(struct deaths *d, uint32_t line, struct date died, struct date born)
{
    if (date_is_none(died) || match_died_before(died, born))
        return;
    d->all = heap_grow(d->all, d->count, &d->room, sizeof *d->all);
    d->all[d->count++] = (struct death){line, died};
}

static int
by_line(const void *x, const void *y)
{
    const struct death *a = x, *b = y;

    return (a->line > b->line) - (a->line < b->line);
}

void
deaths_turn(struct deaths *d, const uint32_t *to)
{
    for (size_t i = 0; i < d->count; i++)
        d->all[i].line = to[d->all[i].line];
    if (d->count)
        qsort(d->all, d->count, sizeof *d->all, by_line);
}

struct date
deaths_of(const struct deaths *d, uint32_t line)
{
    const struct death  key = {.line = line};
    const struct death *found = NULL;

    if (d->count)
        found = bsearch(&key, d->all, d->count, sizeof key, by_line);
    return found ? found->died : (struct date){.year = 0};
}

void
deaths_free(struct deaths *d)
{
    free(d->all);
    *d = (struct deaths){.count = 0};
}
