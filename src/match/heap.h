/*
 * heap -- arrays that grow with a whole extract, outside any arena.
 *
 * An arena has a limit and never gives back; what a million rows need is
 * kept here and freed by its owner with free().  When the machine has no
 * memory left the process stops through BUG().
 */
#ifndef MATCH_HEAP_H
#define MATCH_HEAP_H

#include <stddef.h>
#include <stdlib.h>

/* count zeroed things of that size; never null. */
void *heap_get(size_t count, size_t size);
/* The same, each of a line of memory: size is HEAP_LINE. */
enum { HEAP_LINE = 64 };
void *heap_get_lines(size_t count);
/* The same for large arrays that are read here and there: on large pages
 * where the machine has them. */
void *heap_get_wide(size_t count, size_t size);
/*
 * The array p, with room for one more thing behind the first count: room is
 * how many it had, and is doubled when they are full.
 */
void *heap_grow(void *p, size_t count, size_t *room, size_t size);

#endif
