/*
 * asked -- what somebody types into one box when they look for a person:
 * "Shan Davis, about 9, Caernarvon", "Siân Davies 14/9/2017", in Welsh,
 * English or both.
 *
 * Understood are an NHS number; a date, whole or in part; an age, about or
 * exactly; a town; and names, of which the last is taken for the family's
 * (comparing tries the other order as well).  Commas help and are not
 * needed.  What nobody understood is given back, so that the page can say.
 *
 * Pure, like the rest of the room: the day comes from the caller.
 */
#ifndef MATCH_ASKED_H
#define MATCH_ASKED_H

#include "base/arena.h"
#include "base/date.h"
#include "base/str.h"

struct match_asked {
    struct str  given, family; /* as typed */
    struct date born;          /* whole or in part */
    struct date from, to;      /* of an age: when they may be born */
    struct str  nhs;           /* ten digits, checked */
    struct str  place;         /* as match_place_of() has it */
    struct str  place_typed;
    struct str  rest; /* not understood */
};

void match_asked_read(struct arena *a, struct str text, struct date today,
    struct match_asked *out);

#endif
