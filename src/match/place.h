/*
 * place -- the town that a text names, brought to one name for both
 * languages and older spellings (names/place.txt).
 *
 * A town is only ever compared: what comes out of here is hashed by the
 * caller and never shown.  Letters alone, folded: "Yr Wyddgrug" and "Mold"
 * are both yrwyddgrug's first form.
 *
 * Lifetime  in the arena, or as long as the process.
 */
#ifndef MATCH_PLACE_H
#define MATCH_PLACE_H

#include "base/arena.h"
#include "base/str.h"

/* The letters of a text, folded; what names of towns are compared by. */
struct str match_place_letters(struct arena *a, struct str text);
/* The first form of a town that the table knows, also behind a mutated
 * first letter (yng Nghaernarfon); empty: it does not know it. */
struct str match_place_known(struct arena *a, struct str text);
/*
 * The town in an address: of the parts between commas the last one that the
 * table knows; else the last one, without a postcode.  Empty: the address
 * has no second part, and is perhaps no address.
 */
struct str match_place_of(struct arena *a, struct str address);
/*
 * What stands before that town: house and street, its letters and digits
 * alone, folded, so that neither commas nor a postcode nor the town's other
 * name make another home of it.  Empty: the address has no second part.
 */
struct str match_street_of(struct arena *a, struct str address);

#endif
