/*
 * gain -- who gains and who loses when one pack's access follows another's:
 * the difference of two tables in words that can be signed.
 *
 * Rows are taken apart into cells (who, what they may, of what, for which
 * purpose), and cells are compared; where the order of rows or a wildcard
 * decides, the cell says so by what it names.  A forbid that is new is a
 * loss, one that is gone a gain.
 */
#ifndef PRACTICE_GAIN_H
#define PRACTICE_GAIN_H

#include "practice/pack.h"

struct gain {
    const struct access_rule *row;  /* of the pack that has the cell */
    const struct pack        *pack; /* whose words the row's ids are */
    bool                      gains, forbid;
    bool                      every_verb; /* else verb */
    enum verb                 verb;
    struct str                of, purpose;   /* empty: all, any */
    enum depth                before, after; /* of a permit     */
};

/* From old to now; gains first, each in the order of its pack. */
void pack_gains(struct arena *a, const struct pack *old, const struct pack *now,
    struct gain **out, size_t *count);
/* "Social worker (allocated)": the row's role or whom else it speaks of. */
struct str gain_who(struct arena *a, const struct gain *g, enum lang lang);
/* What the cell is of and for, in the pack's words; ids where it has none. */
struct str gain_of(const struct gain *g, enum lang lang);
struct str gain_purpose(const struct gain *g, enum lang lang);

#endif
