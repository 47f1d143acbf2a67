/*
 * frequency -- how common names and towns are among the people of a region,
 * as the text of a model of names (match/model.h).
 *
 * A share is drawn towards the product's own as in match/rarity.h: with few
 * people it says what the product says.  Nobody can be read from it (S11):
 * a name is listed only when FREQUENCY_LEAST bear it; all others weigh as if
 * so many did, or as many as the product expects among so few people; counts
 * are rough (match_model_rough()); and of towns only what agreeing is worth on
 * the whole is told, since a figure of each would say in the waterfall which
 * town it is.  Whom nobody may know of, the caller leaves out.
 */
#ifndef MATCH_FREQUENCY_H
#define MATCH_FREQUENCY_H

#include "base/arena.h"
#include "match/person.h"

enum {
    FREQUENCY_LEAST = 10, /* who bear a name that is listed */
    FREQUENCY_ABOVE = 10  /* decibans: a name is worth no more than so much
                             beyond what names are; cousins share them too */
};

struct frequency; /* opaque: match/frequency.c */

struct frequency *frequency_new(void);
void              frequency_free(struct frequency *f);

/* What all records of one person say now; each name and town counts once. */
struct frequency_person {
    const struct match_names *names;
    size_t                    name_count;
    const struct str         *towns; /* keyed hashes */
    size_t                    town_count;
};
/* The arena is left as it was. */
void       frequency_add(struct frequency *f, struct arena *a,
          const struct frequency_person *p);
struct str frequency_text(const struct frequency *f, struct arena *a);

#endif
