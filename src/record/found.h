/*
 * found -- the faces that are put forward for a question, to be weighed.
 */
#ifndef RECORD_FOUND_H
#define RECORD_FOUND_H

#include "match/keys.h"
#include "record/person.h"

extern const struct statements found_statements;

/* The faces found for a question; sorted and single once read. */
struct found {
    struct face *faces;
    size_t       count, room;
    bool         placed; /* the question says a town or a home */
    bool         capped; /* more share a key than were read */
};

/* Whoever may be meant; placed says whether homes are wanted too. */
enum err MUST_CHECK found_for(struct work *w, const struct match_person *asked,
    struct found *f);
/* Every record of everybody one of whose records has one of the keys. */
enum err MUST_CHECK found_by_keys(struct work *w, const struct match_keys *keys,
    struct found *f);

#endif
