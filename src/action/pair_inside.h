/*
 * pair_inside -- what the files about pairs share, and difference.c, which is
 * read by the same people; for those alone.
 */
#ifndef ACTION_PAIR_INSIDE_H
#define ACTION_PAIR_INSIDE_H

#include "action/look.h"
#include "action/pair.h"

/* Whether the reader may be shown this person in a pair. */
enum err MUST_CHECK pair_may(struct work *w, struct cx *cx, struct id person,
    struct str purpose, bool *yes);
/* Both of them. */
enum err MUST_CHECK pair_may_both(struct work *w, struct cx *cx,
    const struct pair *p, struct str purpose, bool *yes);
/* What was looked for before the person's records were made, and who of those
 * who were found the reader may be shown. */
enum err MUST_CHECK pair_sought_fill(struct work *w, struct cx *cx,
    struct id person, struct answer *answer, struct pair_side *s);
/* Everything that the page of a pair shows, the pair of it being there. */
enum err MUST_CHECK pair_page_fill(struct work *w, struct cx *cx,
    struct answer *answer, struct pair_page *p);
/* The sex that the record says, in words; empty: none. */
struct str pair_sex(struct work *w, struct cx *cx, const struct face *f);

#endif
