/*
 * street -- an address as it is compared, in two languages: "12 Heol y
 * Bryn" and "12, Bryn Rd" are one home (names/street.txt).
 *
 * An address is only ever compared: what comes out of here is interned or
 * hashed by the caller and never shown.
 */
#ifndef MATCH_STREET_H
#define MATCH_STREET_H

#include "base/arena.h"
#include "base/str.h"

enum { STREET_LONGEST = 96 }; /* bytes; what comes behind is not compared */

/*
 * What has a digit, in its order; then the words, each by the first form
 * that the tables know, in the order of their letters, since the languages
 * put them in different ones.  Articles go.  Empty: there is nothing in it.
 */
struct str match_street_fold(struct arena *a, struct str address);

#endif
