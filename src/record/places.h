/*
 * places -- where the rows of a growing list stand, found by a name and
 * what they belong to (a thread, or none), the newest first.
 *
 * A history of thousands of entries has thousands of clocks and states; a
 * fold that looked through all of them at each entry would take the square
 * of its length.  Rows are never taken out, and keep the name and the scope
 * that they were added with.
 *
 * Lifetime  in the arena given; names stay the caller's.
 */
#ifndef RECORD_PLACES_H
#define RECORD_PLACES_H

#include "base/id.h"

#define PLACE_NONE SIZE_MAX

struct places; /* opaque */

struct places *places_new(struct arena *a);
/* The next row of the list: its place is how many were added before it. */
void places_add(struct places *p, struct str name, struct id scope);
/* The newest row of that name and scope, or PLACE_NONE. */
size_t places_newest(const struct places *p, struct str name, struct id scope);
/* The row of the same name and scope that was added before, or PLACE_NONE. */
size_t places_older(const struct places *p, size_t place);

#endif
