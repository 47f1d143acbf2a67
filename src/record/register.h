/*
 * register -- the child protection register as it stands, from the fold.
 */
#ifndef RECORD_REGISTER_H
#define RECORD_REGISTER_H

#include "record/person.h"

struct register_row {
    struct id   person, authority;
    struct str  categories, primary; /* pack terms, joined by \n */
    struct date on, off;
    bool        temporary;
    struct id   host;                 /* where the child stays for a time beside
                                  that; none: nowhere */
    struct date missing;              /* since when; none: not missing */
    struct str  co_ordinator;         /* a name; empty: nobody named */
    struct id   co_ordinator_account; /* none when only a name       */
};

extern const struct statements register_statements;

/* The open spell of a person today; ERR_ABSENT when not on the register. */
enum err MUST_CHECK register_find(struct work *w, struct id person,
    struct register_row *out);
/* Everybody on one authority's own register today, in order of their ids:
 * who stays there for a time is on another's. */
enum err MUST_CHECK register_list(struct work *w, struct id authority,
    struct id **persons, size_t *count);
/* How many are on it, by authority: for doctor and demonstration. */
enum err MUST_CHECK register_count(struct work *w, int64_t *out);

#endif
