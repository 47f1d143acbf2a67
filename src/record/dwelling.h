/*
 * dwelling -- the home as evidence of who somebody is: only ever compared,
 * by keyed hashes of its street and town, and never of anybody who has had a
 * label (S7): that it agrees would say where they are.
 *
 * A home that many share (a hostel, a children's home, a refuge) is no
 * evidence; only those are counted who have never had a label, so that the
 * weight does not say that there is somebody hidden (S11).
 */
#ifndef RECORD_DWELLING_H
#define RECORD_DWELLING_H

#include "record/person.h"

/* So many known persons at one address are no household. */
enum { DWELLING_SHARED = 9 };

extern const struct statements dwelling_statements;

/* Both parts as one hash; null unless both are there. */
const struct digest *dwelling_hash(struct arena *a, struct str town,
    struct str street);
/* Sets home and home_shared to what was said last of the person's home, as
 * person_resolve() gave them; leaves them when nothing was, or may be used. */
enum err MUST_CHECK dwelling_of(struct work *w, struct id person,
    struct match_person *out);

#endif
